/* Forms with data-autosave="<url>": what is typed is sent with its version, and the page says so. */
import { settled } from "./unsaved";

const QUIET_MS = 900;
const RETRY_MS = 8000;

type State = "waiting" | "saving" | "saved" | "failed" | "conflict";

/** What the server answers: the new version and the time of saving, as text for the reader. */
interface Receipt {
  readonly version: number;
  readonly saved_at: string;
}

export class Autosave {
  private timer = 0;
  private dirty = false;
  private sending = false;

  constructor(
    private readonly form: HTMLFormElement,
    private readonly url: string,
    private readonly sign: HTMLElement | null,
  ) {
    form.addEventListener("input", () => this.later(QUIET_MS));
    form.addEventListener("change", () => this.later(0));
    window.addEventListener("online", () => this.dirty && this.later(0));
    document.addEventListener("visibilitychange", () => document.hidden && this.dirty && void this.send());
  }

  /** Send what is waiting now; resolves when the server has it or has refused. */
  async flush(): Promise<boolean> {
    window.clearTimeout(this.timer);
    if (this.dirty) await this.send();
    return !this.dirty;
  }

  private later(delay: number): void {
    if (this.sign?.dataset["state"] === "conflict") return;
    this.dirty = true;
    this.show("waiting");
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.send(), delay);
  }

  private async send(): Promise<void> {
    if (this.sending) return;
    this.sending = true;
    this.dirty = false;
    this.show("saving");
    try {
      await this.answer(await fetch(this.url, this.request()));
    } catch {
      this.failed();
    } finally {
      this.sending = false;
    }
    if (this.dirty && this.sign?.dataset["state"] === "saved") this.later(QUIET_MS);
  }

  private request(): RequestInit {
    const headers = { Accept: "application/json", "X-Requested-With": "autosave" };
    return { method: "POST", body: new FormData(this.form), headers, credentials: "same-origin", keepalive: true };
  }

  private async answer(response: Response): Promise<void> {
    if (response.status === 409) {
      this.show("conflict");
      this.form.dispatchEvent(new CustomEvent("autosave:conflict", { bubbles: true, detail: await response.text() }));
      return;
    }
    if (!response.ok) return this.failed();
    const receipt = (await response.json()) as Receipt;
    const version = this.form.elements.namedItem("version");
    if (version instanceof HTMLInputElement) version.value = String(receipt.version);
    if (!this.dirty) settled(this.form);
    this.show("saved", receipt.saved_at);
    this.form.dispatchEvent(new CustomEvent("autosave:saved", { bubbles: true, detail: receipt }));
  }

  private failed(): void {
    this.dirty = true;
    this.show("failed");
    this.timer = window.setTimeout(() => void this.send(), RETRY_MS);
  }

  private show(state: State, at = ""): void {
    if (!this.sign) return;
    this.sign.dataset["state"] = state;
    const words = this.sign.dataset[state] ?? "";
    const place = this.sign.querySelector("[data-words]") ?? this.sign;
    if (words) place.textContent = words.replace("{at}", at);
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
