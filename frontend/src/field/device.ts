/* This phone's id and the next number of a parcel. Both stand a second time outside the database, so that a
   cleared database is noticed: the numbers go on, and the server names those that never came. */
import { newId } from "./ids";
import type { Store, Writing } from "./store";

export interface Device {
  id: "device";
  device: string;
  next: number;
  enrolled: boolean;
  /** Numbers up to here were used by a database that is gone, not by a sign-out that had sent everything. */
  wipedUpto: number;
}

interface Mirror { device: string; next: number; clean: boolean }

const YEAR_S = 31_536_000;
const name = (person: string): string => `anlan-field-${person}`;

export async function openDevice(store: Store, person: string): Promise<Device> {
  const known = await store.get<Device>("facts", "device");
  const mirror = mirrored(person);
  const device = joined(known, mirror);
  if (device !== known) await store.put("facts", device);
  mirrorOut(person, device, false);
  return device;
}

function joined(known: Device | undefined, mirror: Mirror | undefined): Device {
  if (known === undefined) {
    const next = mirror?.next ?? 1;
    return { id: "device", device: mirror?.device ?? newId(), next, enrolled: false, wipedUpto: mirror && !mirror.clean ? next - 1 : 0 };
  }
  return mirror?.device === known.device && mirror.next > known.next ? { ...known, next: mirror.next } : known;
}

/** The next number, used up inside the writing that needs it. */
export async function takeNumber(tables: Writing): Promise<number> {
  const device = await tables.get<Device>("facts", "device");
  if (device === undefined) throw new Error("no device");
  tables.put("facts", { ...device, next: device.next + 1 });
  return device.next;
}

export async function mirrorNumbers(store: Store, person: string): Promise<void> {
  const device = await store.get<Device>("facts", "device");
  if (device) mirrorOut(person, device, false);
}

export function mirrorOut(person: string, device: Device, clean: boolean): void {
  const text = [device.device, device.next, clean ? "clean" : "used"].join(":");
  try {
    localStorage.setItem(name(person), text);
  } catch {
    /* The cookie still has it. */
  }
  document.cookie = `${name(person)}=${text}; path=/field/; max-age=${YEAR_S}; samesite=strict`;
}

function mirrored(person: string): Mirror | undefined {
  const found = [inStorage(person), inCookie(person)].map(read).filter((one): one is Mirror => one !== undefined);
  return found.sort((one, other) => other.next - one.next)[0];
}

function inStorage(person: string): string {
  try {
    return localStorage.getItem(name(person)) ?? "";
  } catch {
    return "";
  }
}

function inCookie(person: string): string {
  return new RegExp(`(?:^|; )${name(person)}=([^;]+)`).exec(document.cookie)?.[1] ?? "";
}

function read(text: string): Mirror | undefined {
  const [, device, next, word] = /^([0-9a-f-]{36}):(\d{1,9}):(clean|used)$/.exec(text) ?? [];
  return device && next ? { device, next: Number(next), clean: word === "clean" } : undefined;
}
