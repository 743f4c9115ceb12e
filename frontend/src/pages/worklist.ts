/* The worklist by keyboard: j and k move, Enter opens, x chooses, a accepts one or what is chosen. */
import { shortcuts } from "../lib/keys";

function rows(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("[data-rows] [data-row]")];
}

let at = -1;

function go(step: number): void {
  const list = rows();
  if (!list.length) return;
  list[at]?.classList.remove("now");
  at = Math.min(Math.max(at + step, 0), list.length - 1);
  const row = list[at];
  row?.classList.add("now");
  row?.querySelector<HTMLElement>("[data-open]")?.focus({ preventScroll: true });
  row?.scrollIntoView({ block: "nearest" });
}

function current(): HTMLElement | undefined {
  return rows()[at];
}

function accept(): void {
  const chosen = document.querySelector("[data-rows] [data-select-row]:checked");
  if (chosen) document.querySelector<HTMLButtonElement>("[data-together]")?.click();
  else current()?.querySelector<HTMLButtonElement>("[data-accept]")?.click();
}

shortcuts([
  { keys: "j", run: () => go(1) },
  { keys: "k", run: () => go(-1) },
  { keys: "x", run: () => current()?.querySelector<HTMLInputElement>("[data-select-row]")?.click() },
  { keys: "a", run: accept },
]);

/* A row reached by Tab is the current one too. */
document.addEventListener("focusin", (event) => {
  const row = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-row]") : null;
  if (!row) return;
  const list = rows();
  list[at]?.classList.remove("now");
  at = list.indexOf(row);
  row.classList.add("now");
});
