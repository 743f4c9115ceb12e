/* Forms that save themselves: what is typed goes to the server with the version that was seen, and the page says so.
   A form with data-autosave="<url>" needs nothing else; a page with more to do makes its own Autosave. */
import { settled } from "./unsaved";

const QUIET_MS = 900;
const RETRY_MS = 8000;

type State = "waiting" | "saving" | "saved" | "failed" | "conflict";

/** What the server answers: the time of saving, and new values of hidden fields (the version that was stored). */
type Receipt = Readonly<Record<string, string | number>>;

export class Autosave {
  private timer = 0;
  private dirty = false;
  private stopped = false;
  private running: Promise<void> = Promise.resolve();

  /** `apart` names controls that belong to other acts of the same form and save nothing. */
  constructor(
    private readonly form: HTMLFormElement,
    private readonly url: string,
    private readonly sign: HTMLElement | null,
    private readonly apart: readonly string[] = [],
  ) {
    form.addEventListener("input", (event) => this.touched(event, QUIET_MS));
    form.addEventListener("change", (event) => this.touched(event, 0));
    window.addEventListener("online", () => this.dirty && this.later(0));
    document.addEventListener("visibilitychange", () => document.hidden && void this.flush());
  }

  /** Send what waits; true once the server has everything that was typed. */
  async flush(): Promise<boolean> {
    window.clearTimeout(this.timer);
    await this.running;
    if (this.dirty && !this.stopped) await this.start();
    return !this.dirty;
  }

  /** Nothing more is sent: the form itself goes now, or somebody else changed the same thing. */
  stop(): void {
    window.clearTimeout(this.timer);
    this.stopped = true;
  }

  private touched(event: Event, delay: number): void {
    const name = (event.target as HTMLInputElement).name;
    if (name && !this.apart.includes(name)) this.later(delay);
  }

  private later(delay: number): void {
    if (this.stopped) return;
    this.dirty = true;
    this.show("waiting");
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.start(), delay);
  }

  private start(): Promise<void> {
    this.running = this.running.then(() => this.send());
    return this.running;
  }

  private async send(): Promise<void> {
    if (!this.dirty || this.stopped) return;
    this.dirty = false;
    this.show("saving");
    try {
      await this.read(await fetch(this.url, this.request()));
    } catch {
      this.dirty = true;
      this.show("failed");
      this.timer = window.setTimeout(() => void this.start(), RETRY_MS);
    }
  }

  private request(): RequestInit {
    const headers = { Accept: "application/json", "X-Requested-With": "autosave" };
    return { method: "POST", body: new FormData(this.form), headers, credentials: "same-origin" };
  }

  private async read(answer: Response): Promise<void> {
    if (answer.status === 409) {
      this.stop();
      this.show("conflict");
      this.form.dispatchEvent(new CustomEvent("autosave:conflict", { bubbles: true }));
    } else if (answer.status === 422) {
      const { problems } = (await answer.json()) as { problems: Record<string, string[]> };
      this.show("waiting", Object.values(problems).flat().join(" "));
    } else if (answer.ok) {
      this.saved((await answer.json()) as Receipt);
    } else {
      throw new Error(String(answer.status));
    }
  }

  private saved(receipt: Receipt): void {
    for (const [name, value] of Object.entries(receipt)) {
      const control = this.form.elements.namedItem(name);
      if (control instanceof HTMLInputElement && control.type === "hidden") control.value = String(value);
    }
    if (this.dirty) return;
    settled(this.form);
    this.show("saved", String(receipt["saved_at"] ?? ""));
  }

  private show(state: State, said = ""): void {
    if (!this.sign) return;
    this.sign.dataset["state"] = state;
    const place = this.sign.querySelector("[data-words]") ?? this.sign;
    const words = this.sign.dataset[state] ?? "";
    place.textContent = state === "saved" ? words.replace("{at}", said) : said || words;
  }
}

const running = new WeakMap<HTMLFormElement, Autosave>();

/** The autosave of a form, started when first asked for. */
export function autosaveOf(form: HTMLFormElement): Autosave | null {
  const url = form.dataset["autosave"];
  if (!url) return null;
  const sign = document.querySelector<HTMLElement>(form.dataset["sign"] ?? "[data-saved-sign]");
  const known = running.get(form) ?? new Autosave(form, url, sign);
  running.set(form, known);
  return known;
}

export function watchAutosave(): void {
  const start = (within: ParentNode): void => within.querySelectorAll<HTMLFormElement>("form[data-autosave]").forEach((form) => void autosaveOf(form));
  start(document);
  document.addEventListener("htmx:load", (event) => event.target instanceof Element && start(event.target.parentNode ?? document));
}
