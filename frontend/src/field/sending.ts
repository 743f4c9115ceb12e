/* Sends what waits: words first, files piece by piece after them; goes on where a cut left off. */
import { mirrorNumbers, type Device } from "./device";
import { ask, type Answer, type Words } from "./link";
import type { Photo } from "./photos";
import { lost, nextStep, patience, unsent, type Item } from "./queue";
import { StorageFull, StorageShut, type Store, type Writing } from "./store";
import type { HandedIn, Outcome, Progress } from "./wire";

const PIECE = 256 * 1024;
const WORDS_WITHIN_MS = 15_000;
const PIECE_WITHIN_MS = 30_000;

export interface Lost { id: "lost"; ranges: [number, number][] }
type End = "more" | "away" | "signed-out";

export class Sender {
  /** What is on the wire at this moment. */
  now: string | undefined;
  line: "unknown" | "good" | "none" = "unknown";
  lineAt = 0;
  private running = false;
  private again = false;
  private failures = 0;
  private timer = 0;
  private greeted = false;
  private stopped = false;

  constructor(
    private readonly store: Store,
    private readonly person: string,
    private readonly changed: () => void,
    private readonly signedOut: () => void,
  ) {}

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  /** Try at once, whatever was waited for. */
  async hurry(): Promise<void> {
    this.failures = 0;
    const items = (await this.store.all<Item>("queue")).filter((one) => one.state === "waiting" && one.after > 0);
    for (const item of items) await this.store.put("queue", { ...item, after: 0 });
    await this.kick();
  }

  async kick(): Promise<void> {
    if (this.stopped) return;
    if (this.running) {
      this.again = true;
      return;
    }
    this.running = true;
    clearTimeout(this.timer);
    try {
      do {
        this.again = false;
        await this.alone(() => this.run());
      } while (this.again && !this.stopped && this.line !== "none");
    } catch (error) {
      this.held(error);
    } finally {
      this.running = false;
      this.now = undefined;
      this.changed();
    }
  }

  /** What arrived but could not be noted on a full phone is asked again later; the server answers the same. */
  private held(error: unknown): void {
    if (error instanceof StorageFull) this.wake(Date.now() + patience((this.failures += 1), Math.random()));
    else if (!(error instanceof StorageShut)) throw error;
  }

  /** The office's copy was tried again: what came of it. */
  async told(item: Item, outcome: Outcome): Promise<void> {
    await this.settle([item], outcome);
    this.changed();
  }

  /** One tab of one browser sends at a time; others look again later. */
  private async alone(act: () => Promise<void>): Promise<void> {
    if (!("locks" in navigator)) return act();
    await navigator.locks.request(`anlan-field-${this.person}`, { ifAvailable: true }, async (lock) => {
      if (lock) await act();
      else this.wake(Date.now() + 5000);
    });
  }

  private async run(): Promise<void> {
    if (!this.greeted) {
      const met = await this.greet();
      if (met !== "more") return this.ended(met);
    }
    for (;;) {
      if (this.stopped) return;
      const step = nextStep(await this.store.all<Item>("queue"), Date.now());
      if (step.parcels.length === 0 && step.file === undefined) {
        if (step.wakeAt) this.wake(step.wakeAt);
        return;
      }
      const end = step.file ? await this.upload(step.file) : await this.handIn(step.parcels);
      this.changed();
      if (end !== "more") return this.ended(end);
    }
  }

  private ended(end: End): void {
    if (end === "signed-out") this.signedOut();
    else this.wake(Date.now() + patience((this.failures += 1), Math.random()));
  }

  private wake(at: number): void {
    if (this.stopped) return;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.kick(), Math.max(250, at - Date.now()));
  }

  /** Note whether there is a line; true where the answer can be read on. */
  private heard<T>(answer: Answer<T>): answer is Extract<Answer<T>, { is: "told" | "refused" }> {
    this.line = answer.is === "away" && answer.status === 0 ? "none" : "good";
    this.lineAt = Date.now();
    if (this.line === "good") this.failures = 0;
    return answer.is === "told" || answer.is === "refused";
  }

  private async device(): Promise<Device> {
    const device = await this.store.get<Device>("facts", "device");
    if (!device) throw new Error("no device");
    return device;
  }

  /** Introduce the phone once, then say how far its numbers go; the server says what it misses. */
  private async greet(): Promise<End> {
    const device = await this.device();
    if (!device.enrolled) {
      const met = await ask<HandedIn>("/field/devices/enrol/", { method: "POST", json: { id: device.device, label: label() } });
      if (!this.heard(met)) return met.is;
      if (met.is === "refused") return this.trouble(met.words);
      await this.store.put("facts", { ...(await this.device()), enrolled: true });
    }
    const end = await this.handIn([]);
    this.greeted = end === "more";
    return end;
  }

  private async handIn(items: Item[]): Promise<End> {
    const device = await this.device();
    const parcels = items.map(({ id, sequence, kind, madeAt, body }) => ({ id, sequence, kind, made_at: madeAt, body }));
    this.now = items[0]?.group;
    this.changed();
    const json = { device: device.device, next_sequence: device.next, parcels };
    const answer = await ask<HandedIn>("/field/parcels/", { method: "POST", json, within: WORDS_WITHIN_MS });
    if (!this.heard(answer)) return answer.is === "away" && answer.status > 0 && items.length > 0 ? this.postpone(items) : answer.is;
    if (answer.is === "refused") return this.whole(answer.status, answer.words, items);
    for (const outcome of answer.body.outcomes ?? []) await this.settle(items, outcome);
    const ranges = lost(answer.body.missing, await this.store.all<Item>("queue"));
    await this.store.put("facts", { id: "lost", ranges } satisfies Lost);
    await mirrorNumbers(this.store, this.person);
    return "more";
  }

  /** The request itself was refused: enrol anew where the phone is not known, else every parcel says why. */
  private async whole(status: number, words: Words, items: Item[]): Promise<End> {
    if (status !== 404) {
      for (const item of items) await this.store.put("queue", { ...item, state: "refused", words });
      return items.length ? "more" : this.trouble(words);
    }
    await this.store.put("facts", { ...(await this.device()), enrolled: false });
    this.greeted = false;
    return "away";
  }

  private async trouble(words: Words): Promise<End> {
    await this.store.put("facts", { id: "trouble", words } as { id: string });
    return "away";
  }

  private async settle(items: Item[], outcome: Outcome): Promise<void> {
    const item = items.find((one) => one.id === outcome.id);
    if (item === undefined) return;
    const verdict = outcome.verdict === "duplicate" ? outcome.answer["first"] : outcome.verdict;
    const { code, title = "", why = "", do: what = "", answer } = outcome;
    if (verdict === "accepted") await this.store.put("queue", { ...item, state: "done", answer, doneAt: new Date().toISOString() });
    else if (verdict === "again") await this.store.put("queue", later(item));
    else await this.store.put("queue", { ...item, state: "refused", words: { code, title, why, do: what } });
  }

  private async postpone(items: Item[]): Promise<End> {
    for (const item of items) await this.store.put("queue", later(item));
    return "more";
  }

  private async upload(item: Item): Promise<End> {
    const photo = await this.store.get<Photo>("photos", item.id);
    if (photo === undefined) {
      await this.store.put("queue", { ...item, state: "done", doneAt: new Date().toISOString() });
      return "more";
    }
    this.now = item.group;
    this.changed();
    const json = await announced(item, photo, (await this.device()).device);
    let answer = await ask<Progress>("/evidence/uploads/", { method: "POST", json });
    for (;;) {
      if (!this.heard(answer)) return answer.is === "away" && answer.status > 0 ? this.postpone([item]) : answer.is;
      if (answer.is === "told" && answer.body.done) return this.arrived(item, photo);
      const offset = offsetOf(answer);
      if (offset === undefined) return this.refusedFile(item, answer);
      await this.store.put("queue", { ...item, sent: offset });
      this.changed();
      const size = Math.min(PIECE, answer.is === "told" ? answer.body.piece : PIECE);
      const bytes = photo.blob.slice(offset, offset + size, "application/octet-stream");
      const headers = { "Upload-Offset": String(offset), "Content-Type": "application/octet-stream" };
      answer = await ask<Progress>(`/evidence/uploads/${item.id}/`, { method: "PUT", bytes, headers, within: PIECE_WITHIN_MS });
    }
  }

  private async arrived(item: Item, photo: Photo): Promise<End> {
    const done: Item = { ...item, state: "done", sent: item.size, doneAt: new Date().toISOString() };
    const settled = (tables: Writing): Promise<void> => {
      tables.put("queue", done);
      tables.drop("photos", photo.id);
      return Promise.resolve();
    };
    try {
      await this.store.write(settled);
    } catch (error) {
      if (!(error instanceof StorageFull)) throw error;
      await this.store.write((tables) => Promise.resolve(tables.drop("photos", photo.id)));
      await this.store.put("queue", done);
    }
    return "more";
  }

  private async refusedFile(item: Item, answer: Answer<Progress>): Promise<End> {
    if (answer.is !== "refused") return this.postpone([item]);
    const dropped = answer.status === 404 && item.sent > 0;
    await this.store.put("queue", dropped ? { ...later(item), sent: 0 } : { ...item, state: "refused", words: answer.words });
    return "more";
  }
}

export async function hasUnsent(store: Store): Promise<number> {
  const items = unsent(await store.all<Item>("queue"));
  return new Set(items.map((one) => one.group)).size;
}

function later(item: Item): Item {
  const tries = item.tries + 1;
  return { ...item, tries, after: Date.now() + patience(tries, Math.random()) };
}

/** Where to go on: what the server said, or the offset that it named when ours was wrong. */
function offsetOf(answer: Extract<Answer<Progress>, { is: "told" | "refused" }>): number | undefined {
  if (answer.is === "told") return answer.body.offset;
  const named = answer.headers.get("Upload-Offset");
  return answer.status === 409 && named ? Number(named) : undefined;
}

async function announced(item: Item, photo: Photo, device: string): Promise<Record<string, unknown>> {
  const { id, name, capturedAt, lat, lon, accuracy, place, note } = photo;
  const about = { client_id: id, subject_kind: item.kind, subject_id: item.body["subject"], size: photo.blob.size, name, device_id: device };
  const spot = lat === undefined ? {} : { lat, lon, accuracy_m: accuracy };
  return { ...about, sha256: await digest(photo.blob), captured_at: capturedAt, ...spot, ...(place && { place_id: place }), ...(note && { note }) };
}

async function digest(blob: Blob): Promise<string> {
  const found = await crypto.subtle.digest("SHA-256", await blob.arrayBuffer());
  return [...new Uint8Array(found)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function label(): string {
  const system = /\(([^;)]+[^)]*)\)/.exec(navigator.userAgent)?.[1] ?? navigator.userAgent;
  return system.slice(0, 80);
}
