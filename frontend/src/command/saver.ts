/* The draft's form saves itself: the fields that were touched go to the server with the version that was seen. */
const QUIET_MS = 900;
const RETRY_MS = 8000;

interface Receipt {
  readonly version: number;
  readonly saved_at: string;
  readonly seen: string;
}

type State = "waiting" | "saving" | "saved" | "failed" | "conflict";

export class Saver {
  private timer = 0;
  private dirty = false;
  private running: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    private readonly form: HTMLFormElement,
    private readonly url: string,
    private readonly sign: HTMLElement | null,
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

  /** Nothing more is sent: the form itself goes now. */
  stop(): void {
    window.clearTimeout(this.timer);
    this.stopped = true;
  }

  private touched(event: Event, delay: number): void {
    const control = event.target as HTMLInputElement;
    if (!control.name || control.name === "with" || control.name === "reason") return;
    this.later(delay);
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
      const headers = { Accept: "application/json" };
      const answer = await fetch(this.url, { method: "POST", body: new FormData(this.form), headers, credentials: "same-origin" });
      await this.read(answer);
    } catch {
      this.dirty = true;
      this.show("failed");
      this.timer = window.setTimeout(() => void this.start(), RETRY_MS);
    }
  }

  private async read(answer: Response): Promise<void> {
    if (answer.status === 409) {
      this.stopped = true;
      this.show("conflict");
      this.form.dispatchEvent(new CustomEvent("draft:conflict"));
    } else if (answer.status === 422) {
      const { problems } = (await answer.json()) as { problems: Record<string, string[]> };
      this.show("waiting", Object.values(problems).flat().join(" "));
    } else if (answer.ok) {
      const receipt = (await answer.json()) as Receipt;
      this.put("version", String(receipt.version));
      this.put("seen", receipt.seen);
      if (!this.dirty) this.show("saved", receipt.saved_at);
    } else {
      throw new Error(String(answer.status));
    }
  }

  private put(name: string, value: string): void {
    const control = this.form.elements.namedItem(name);
    if (control instanceof HTMLInputElement) control.value = value;
  }

  private show(state: State, said = ""): void {
    if (!this.sign) return;
    this.sign.dataset["state"] = state;
    const place = this.sign.querySelector("[data-words]") ?? this.sign;
    const words = this.sign.dataset[state] ?? "";
    place.textContent = state === "saved" ? words.replace("{at}", said) : said || words;
  }
}
