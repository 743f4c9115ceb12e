/* Two minutes before a sign-in ends the page says so; one press prolongs it, and what was typed is kept (WCAG 2.2.1). */
import { autosaveOf } from "./autosave";
import { keepDrafts, returnDrafts } from "./drafts";

const WARN_MS = 120_000;
const LONGEST_TIMER_MS = 2_000_000_000;

class SessionEnd {
  private endsAt: number;
  private timer = 0;
  private before: HTMLElement | null = null;
  private readonly owner: string;

  constructor(private readonly box: HTMLFormElement) {
    this.owner = box.dataset["sessionOf"] ?? "";
    this.endsAt = Date.now() + Number(box.dataset["session"]) * 1000;
    if (returnDrafts(this.owner)) document.querySelector("[data-draft-returned]")?.removeAttribute("hidden");
    box.addEventListener("submit", (event) => this.prolong(event));
    document.addEventListener("submit", (event) => this.holdBack(event), { capture: true });
    document.addEventListener("visibilitychange", () => document.hidden || void this.look());
    this.show();
  }

  private wait(): void {
    window.clearTimeout(this.timer);
    const left = this.endsAt - Date.now();
    const next = left > WARN_MS ? left - WARN_MS : left;
    if (left > 0) this.timer = window.setTimeout(() => void this.look(), Math.min(next + 50, LONGEST_TIMER_MS));
  }

  /** Ask the server first: another tab may have prolonged the sign-in. */
  private async look(): Promise<void> {
    if (this.endsAt - Date.now() > WARN_MS + 1000) return;
    await this.ask("GET");
    this.show();
  }

  private show(): void {
    const left = this.endsAt - Date.now();
    if (left > WARN_MS) this.hide();
    else this.say(left > 0 ? "near" : "over");
    this.wait();
  }

  private say(state: "near" | "over"): void {
    if (this.box.dataset["state"] === state) return;
    this.box.dataset["state"] = state;
    for (const part of this.box.querySelectorAll<HTMLElement>("[data-when]")) part.hidden = part.dataset["when"] !== state;
    if (state === "over") keepDrafts(this.owner);
    else document.querySelectorAll<HTMLFormElement>("form[data-autosave]").forEach((form) => void autosaveOf(form)?.flush());
    if (this.box.hidden && document.activeElement instanceof HTMLElement) this.before = document.activeElement;
    this.box.hidden = false;
    this.box.querySelector<HTMLElement>("[data-when]:not([hidden]) :is(button, a)")?.focus();
  }

  private hide(): void {
    if (this.box.hidden) return;
    this.box.hidden = true;
    delete this.box.dataset["state"];
    this.before?.focus();
  }

  private prolong(event: Event): void {
    event.preventDefault();
    event.stopPropagation();
    void this.ask("POST").then(() => this.show());
  }

  /** After the end nothing is sent into a sign-in page and lost: the form stays, its words are kept. */
  private holdBack(event: Event): void {
    const isGuarded = event.target instanceof Element && event.target.matches("form[data-guard]");
    if (!isGuarded || Date.now() < this.endsAt) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    void this.look();
  }

  private async ask(method: "GET" | "POST"): Promise<void> {
    const headers = { Accept: "application/json" };
    const body = method === "POST" ? { body: new FormData(this.box) } : {};
    try {
      const answer = await fetch(this.box.action, { method, headers, credentials: "same-origin", ...body });
      const told = (await answer.json()) as { seconds: number };
      this.endsAt = Date.now() + told.seconds * 1000;
    } catch {
      /* No answer: the time known so far stands. */
    }
  }
}

export function watchSession(): void {
  const box = document.querySelector<HTMLFormElement>("form[data-session]");
  if (box) new SessionEnd(box);
}
