/* What waits to be sent: parcels with their numbers, files after the words they belong to. */
import { takeNumber } from "./device";
import type { Row, Store, Writing } from "./store";
import type { Words } from "./link";

export interface Item extends Row {
  /** The draft that it came from: one line of the sync page. */
  group: string;
  sort: "parcel" | "file";
  kind: string;
  sequence: number;
  body: Record<string, unknown>;
  madeAt: string;
  /** What has to have arrived before it. */
  needs: string[];
  state: "waiting" | "done" | "refused";
  /** Not before this time (ms); counts on with each failure that the server answered for. */
  after: number;
  tries: number;
  sent: number;
  size: number;
  words?: Words;
  answer?: Record<string, unknown>;
  doneAt?: string;
}

export interface Step { parcels: Item[]; file?: Item; wakeAt: number }

const MOST_PARCELS = 20;
const LONGEST_WAIT_MS = 300_000;

/** Seconds double with each try, up to five minutes, with some chance so that phones do not come all at once. */
export function patience(tries: number, chance: number): number {
  return Math.min(1000 * 2 ** Math.min(tries, 10), LONGEST_WAIT_MS) * (0.5 + chance / 2);
}

/** What goes next: all words that may go, in their order; then one file; else when to look again. */
export function nextStep(items: readonly Item[], now: number): Step {
  const done = new Set(items.filter((one) => one.state === "done").map((one) => one.id));
  const known = new Set(items.map((one) => one.id));
  const free = items.filter((one) => one.state === "waiting" && one.needs.every((id) => done.has(id) || !known.has(id)));
  const ripe = free.filter((one) => one.after <= now);
  const parcels = ripe.filter((one) => one.sort === "parcel").sort((one, other) => one.sequence - other.sequence);
  const files = ripe.filter((one) => one.sort === "file").sort((one, other) => one.id.localeCompare(other.id));
  const later = free.map((one) => one.after).filter((at) => at > now);
  const step = { parcels: parcels.slice(0, MOST_PARCELS), wakeAt: later.length ? Math.min(...later) : 0 };
  return parcels.length || !files[0] ? step : { ...step, file: files[0] };
}

export interface NewParcel { id: string; kind: string; body: Record<string, unknown>; needs?: string[] }
export interface NewFile { id: string; subject: { kind: string; id: string }; size: number; needs?: string[] }

const blank = { state: "waiting", after: 0, tries: 0, sent: 0, size: 0 } as const;

/** Put a parcel into the queue inside a writing; its number is used up with it. */
export async function addParcel(tables: Writing, group: string, parcel: NewParcel): Promise<void> {
  const sequence = await takeNumber(tables);
  const madeAt = new Date().toISOString();
  const { id, kind, body, needs = [] } = parcel;
  tables.put("queue", { ...blank, id, group, sort: "parcel", kind, sequence, body, madeAt, needs });
}

export function addFile(tables: Writing, group: string, file: NewFile): void {
  const { id, subject, size, needs = [] } = file;
  const madeAt = new Date().toISOString();
  tables.put("queue", { ...blank, id, group, sort: "file", kind: subject.kind, sequence: 0, body: { subject: subject.id }, madeAt, needs, size });
}

export const unsent = (items: readonly Item[]): Item[] => items.filter((one) => one.state !== "done");

/** Numbers that the server misses and that are not on this phone either. */
export function lost(missing: readonly [number, number][], items: readonly Item[]): [number, number][] {
  const here = new Set(items.filter((one) => one.sort === "parcel" && one.state !== "done").map((one) => one.sequence));
  const gone: [number, number][] = [];
  for (const [first, last] of missing) {
    for (let number = first; number <= last && number - first < 5000; number += 1) {
      if (here.has(number)) continue;
      const open = gone[gone.length - 1];
      if (open && open[1] === number - 1) open[1] = number;
      else gone.push([number, number]);
    }
  }
  return gone;
}

/** Rows of groups that arrived whole more than some days ago are let go. */
export async function forgetOld(store: Store, days: number): Promise<void> {
  const items = await store.all<Item>("queue");
  const limit = new Date(Date.now() - days * 86_400_000).toISOString();
  const groups = new Set(items.map((one) => one.group));
  for (const group of groups) {
    const own = items.filter((one) => one.group === group);
    if (own.some((one) => one.state !== "done" || (one.doneAt ?? "") > limit)) continue;
    await store.write(async (tables) => {
      own.forEach((one) => tables.drop("queue", one.id));
      tables.drop("drafts", group);
      return Promise.resolve();
    });
  }
}
