/* Whose phone this is now. Nobody opens another person's database; what was not sent waits there for its owner.

Who it is stands in a database of its own: what other storage was told last is lost when a browser is killed. */
import { LOCKED } from "../lib/leaving";
import { isTouched, type Draft } from "./drafts";
import { mirrorOut, type Device } from "./device";
import { unsent, type Item } from "./queue";
import { Store, type Row } from "./store";

export interface Who { person: string; label: string; title: string }
interface Known extends Row { who: Who | undefined; people: string[]; locked: boolean; leaving: boolean }

const NOBODY: Known = { id: "known", who: undefined, people: [], locked: false, leaving: false };
let shared: Promise<Store> | undefined;

async function known(): Promise<Known> {
  const store = await (shared ??= Store.open("shared"));
  return (await store.get<Known>("facts", "known")) ?? NOBODY;
}

async function change(part: Partial<Known>): Promise<void> {
  const store = await (shared ??= Store.open("shared"));
  await store.put("facts", { ...(await known()), ...part });
}

export const remembered = async (): Promise<Who | undefined> => (await known()).who;

export async function remember(who: Who): Promise<void> {
  const { people } = await known();
  await change({ who, people: [...new Set([...people, who.person])], locked: false });
  localStorage.removeItem(LOCKED);
}

/** Until the server says who it is, nothing is shown. */
export const lock = (): Promise<void> => change({ locked: true });

/** Locked here, or by the sign-out of another page. */
export async function isLocked(): Promise<boolean> {
  return (await known()).locked || localStorage.getItem(LOCKED) !== null;
}

/** A sign-out that could not reach the server is owed to it. */
export const oweSignOut = (leaving: boolean): Promise<void> => change({ leaving });
export const owesSignOut = async (): Promise<boolean> => (await known()).leaving;

/** How much of somebody's work is on the phone and nowhere else. */
export async function waiting(store: Store): Promise<number> {
  const items = unsent(await store.all<Item>("queue"));
  const drafts = (await store.all<Draft>("drafts")).filter((one) => one.state === "open" && isTouched(one));
  return new Set([...items.map((one) => one.group), ...drafts.map((one) => one.id)]).size;
}

/** Databases of others: empty ones go, those with unsent work stay closed; how much stays is told. */
export async function setApart(person: string): Promise<number> {
  let kept = 0;
  for (const other of (await known()).people.filter((one) => one !== person)) {
    const store = await Store.open(other);
    const left = await waiting(store);
    store.close();
    if (left === 0) await wipe(other);
    kept += left;
  }
  return kept;
}

/** Everything of a person goes from the phone; the numbers stay, so that what was thrown away is noticed. */
export async function wipe(person: string): Promise<void> {
  const store = await Store.open(person);
  const device = await store.get<Device>("facts", "device");
  const left = await waiting(store);
  store.close();
  if (device) mirrorOut(person, device, left === 0);
  await Store.drop(person);
  const { who, people } = await known();
  const rest = people.filter((one) => one !== person);
  await change({ people: rest, ...(who?.person === person && { who: undefined, locked: false }) });
  localStorage.removeItem(LOCKED);
}
