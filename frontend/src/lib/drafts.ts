/* What was typed and not sent stays in this tab, for the same account and the same page, until it is put back. */
import { settled, unsentForms } from "./unsaved";

type Entry = readonly [name: string, value: string];

const PREFIX = "anlan-draft:";
const SECRET = new Set(["password", "file", "hidden"]);

const keyOf = (owner: string): string => `${PREFIX}${owner}:${location.pathname}${location.search}`;
const guarded = (): HTMLFormElement[] => [...document.querySelectorAll<HTMLFormElement>("form[data-guard]")];

function controls(form: HTMLFormElement): (HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement)[] {
  return [...form.elements].filter(
    (one): one is HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement =>
      (one instanceof HTMLInputElement && !SECRET.has(one.type)) || one instanceof HTMLSelectElement || one instanceof HTMLTextAreaElement,
  );
}

function entries(form: HTMLFormElement): Entry[] {
  const sent = new FormData(form);
  const names = new Set(controls(form).map((control) => control.name).filter(Boolean));
  return [...names].flatMap((name) => sent.getAll(name).flatMap((value): Entry[] => (typeof value === "string" ? [[name, value]] : [])));
}

/** Keep the forms that hold something unsent; afterwards leaving the page asks no more. */
export function keepDrafts(owner: string): void {
  const unsent = new Set(unsentForms());
  const kept = guarded().map((form) => (unsent.has(form) ? entries(form) : []));
  if (!kept.some((form) => form.length)) return;
  try {
    sessionStorage.setItem(keyOf(owner), JSON.stringify(kept));
    unsent.forEach(settled);
  } catch {
    /* No storage here: the page itself still holds what was typed. */
  }
}

/** Put back what this account left on this page; whatever others left in this tab goes. True when something came back. */
export function returnDrafts(owner: string): boolean {
  try {
    for (const key of Object.keys(sessionStorage)) {
      if (key.startsWith(PREFIX) && !key.startsWith(`${PREFIX}${owner}:`)) sessionStorage.removeItem(key);
    }
    const text = sessionStorage.getItem(keyOf(owner));
    sessionStorage.removeItem(keyOf(owner));
    if (!text || document.querySelector("[data-error-summary]")) return false;
    const kept = JSON.parse(text) as Entry[][];
    return guarded().map((form, index) => fill(form, kept[index] ?? [])).some(Boolean);
  } catch {
    return false;
  }
}

function fill(form: HTMLFormElement, kept: readonly Entry[]): boolean {
  if (!kept.length) return false;
  for (const control of controls(form)) {
    const values = kept.filter(([name]) => name === control.name).map(([, value]) => value);
    if (control instanceof HTMLInputElement && (control.type === "checkbox" || control.type === "radio")) {
      control.checked = values.includes(control.value);
    } else if (control instanceof HTMLSelectElement && control.multiple) {
      for (const option of control.options) option.selected = values.includes(option.value);
    } else if (values[0] !== undefined) {
      control.value = values[0];
    }
  }
  form.dispatchEvent(new Event("input", { bubbles: true }));
  return true;
}
