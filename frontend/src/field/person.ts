/* Whose phone this is now. Nobody opens another person's database; what was not sent waits there for its owner. */
import { isTouched, type Draft } from "./drafts";
import { mirrorOut, type Device } from "./device";
import { unsent, type Item } from "./queue";
import { Store } from "./store";

export interface Who { person: string; label: string; title: string }

const WHO = "anlan-field-who";
const PEOPLE = "anlan-field-people";
/** Set by the sign-out of any page: until the server says who it is, nothing is shown. */
export const LOCKED = "anlan-field-locked";

export function remembered(): Who | undefined {
  return parsed<Who>(localStorage.getItem(WHO));
}

export function remember(who: Who): void {
  localStorage.setItem(WHO, JSON.stringify(who));
  localStorage.setItem(PEOPLE, JSON.stringify([...new Set([...people(), who.person])]));
}

export const isLocked = (): boolean => localStorage.getItem(LOCKED) !== null;
export const lock = (): void => localStorage.setItem(LOCKED, "1");
export const unlock = (): void => localStorage.removeItem(LOCKED);

/** How much of somebody's work is on the phone and nowhere else. */
export async function waiting(store: Store): Promise<number> {
  const items = unsent(await store.all<Item>("queue"));
  const drafts = (await store.all<Draft>("drafts")).filter((one) => one.state === "open" && isTouched(one));
  return new Set([...items.map((one) => one.group), ...drafts.map((one) => one.id)]).size;
}

/** Databases of others: empty ones go, those with unsent work stay closed; how much stays is told. */
export async function setApart(person: string): Promise<number> {
  let kept = 0;
  for (const other of people().filter((one) => one !== person)) {
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
  if (remembered()?.person === person) localStorage.removeItem(WHO);
  localStorage.setItem(PEOPLE, JSON.stringify(people().filter((one) => one !== person)));
}

function people(): string[] {
  return parsed<string[]>(localStorage.getItem(PEOPLE)) ?? [];
}

function parsed<T>(text: string | null): T | undefined {
  try {
    return text === null ? undefined : (JSON.parse(text) as T);
  } catch {
    return undefined;
  }
}
