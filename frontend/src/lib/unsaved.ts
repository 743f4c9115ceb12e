/* Forms with data-guard: leaving with something typed and not sent asks first. */
const touched = new Set<HTMLFormElement>();

/** The guarded forms that hold something unsent. */
export function unsentForms(): HTMLFormElement[] {
  return [...touched].filter((form) => form.isConnected && !form.dataset["sending"]);
}

/** Whether any guarded form holds something unsent. */
export function unsaved(): boolean {
  return unsentForms().length > 0;
}

/** The form's content has reached the server. */
export function settled(form: HTMLFormElement): void {
  touched.delete(form);
}

export function watchUnsaved(): void {
  document.addEventListener("input", (event) => {
    const form = event.target instanceof Element ? event.target.closest<HTMLFormElement>("form[data-guard]") : null;
    if (form) touched.add(form);
  });
  window.addEventListener("beforeunload", (event) => {
    if (unsaved()) event.preventDefault();
  });
}
