/* The confirmation desk: pickers, autosave, presence, marking, and the text that follows the open draft. */
import { watchMarking } from "../command/marking";
import { watchPickers } from "../command/picker";
import { Autosave } from "../lib/autosave";

const HEARTBEAT_MS = 20000;

/** Send the form by a button; where the browser cannot, press the button. */
function send(form: HTMLFormElement, button: HTMLButtonElement | null): void {
  if ("requestSubmit" in form) form.requestSubmit(button ?? undefined);
  else button?.click();
}

function watchDraft(form: HTMLFormElement): void {
  const saver = new Autosave(form, form.dataset["save"] ?? "", document.querySelector("[data-saved-sign]"), ["with", "reason"]);
  form.addEventListener("submit", (event) => {
    if (form.dataset["flushed"]) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    delete form.dataset["sending"];
    const submitter = event.submitter as HTMLElement | null;
    void saver.flush().finally(() => {
      saver.stop();
      form.dataset["flushed"] = "1";
      /* Not within the event that is being answered: a browser ignores a submit inside a submit. */
      window.setTimeout(() => send(form, submitter instanceof HTMLButtonElement ? submitter : null));
    });
  });
  form.addEventListener("autosave:conflict", () => {
    form.dataset["flushed"] = "1";
    const plain = form.querySelector<HTMLButtonElement>("[data-plain]");
    send(form, plain);
  });
  for (const place of form.querySelectorAll<HTMLElement>("[data-preview]")) {
    const control = document.getElementById(place.dataset["preview"] ?? "");
    if (control instanceof HTMLTextAreaElement) control.addEventListener("input", () => (place.textContent = control.value));
  }
  window.addEventListener("pageshow", (event) => event.persisted && window.location.reload());
}

function watchPresence(place: HTMLElement): void {
  const token = document.querySelector<HTMLInputElement>("input[name=csrfmiddlewaretoken]")?.value ?? "";
  const beat = async (): Promise<void> => {
    if (document.hidden) return;
    try {
      const answer = await fetch(place.dataset["url"] ?? "", { method: "POST", headers: { "X-CSRFToken": token, Accept: "application/json" }, credentials: "same-origin" });
      if (!answer.ok) return;
      const { others } = (await answer.json()) as { others: string[] };
      place.textContent = others.length ? (place.dataset["words"] ?? "{who}").replace("{who}", others.join("、")) : "";
    } catch { /* the next beat asks again */ }
  };
  void beat();
  window.setInterval(() => void beat(), HEARTBEAT_MS);
}

/* Ctrl+Enter confirms from anywhere on the desk, also while typing in a search. */
watchPickers();
const form = document.querySelector<HTMLFormElement>("form[data-draft]");
if (form) watchDraft(form);
const presence = document.querySelector<HTMLElement>("[data-presence]");
if (presence) watchPresence(presence);
const body = document.querySelector<HTMLElement>("[data-body]");
const adding = document.querySelector<HTMLFormElement>("[data-add-draft]");
if (body && adding) watchMarking(body, adding);
const pane = document.querySelector<HTMLElement>(".desk-source");
const current = document.querySelector<HTMLElement>("[data-current]");
if (pane && current && pane.scrollHeight > pane.clientHeight) pane.scrollTop = current.offsetTop - pane.clientHeight / 3;
