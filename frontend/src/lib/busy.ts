/* A submitted form is not submitted twice; after 0.2 s its button says what is happening. */
const WAIT_MS = 200;

function settle(button: HTMLButtonElement, word: string): void {
  button.style.minWidth = `${button.offsetWidth}px`;
  button.dataset["idleHtml"] = button.innerHTML;
  button.textContent = word;
}

/** Mark the button busy; a second submit is refused until `free` is called. */
export function hold(form: HTMLFormElement, button: HTMLButtonElement | null): void {
  form.dataset["sending"] = "1";
  if (!button) return;
  button.setAttribute("aria-busy", "true");
  const word = button.dataset["busy"] ?? form.dataset["busy"] ?? document.documentElement.dataset["busyWord"] ?? "…";
  window.setTimeout(() => form.dataset["sending"] && settle(button, word), WAIT_MS);
}

/** Give the form back: after an answer that keeps the page, or when the person comes back to it. */
export function free(form: HTMLFormElement): void {
  delete form.dataset["sending"];
  for (const button of form.querySelectorAll<HTMLButtonElement>("[aria-busy]")) {
    button.removeAttribute("aria-busy");
    const before = button.dataset["idleHtml"];
    if (before !== undefined) button.innerHTML = before;
    delete button.dataset["idleHtml"];
  }
}

export function watchForms(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.method !== "post" || form.target === "_blank") return;
    if (form.dataset["sending"]) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    const button = event.submitter instanceof HTMLButtonElement ? event.submitter : null;
    hold(form, button);
  }, true);
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) document.querySelectorAll<HTMLFormElement>("form[data-sending]").forEach(free);
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target instanceof Element ? event.target.closest("form") : null;
    if (form) free(form);
  });
}
