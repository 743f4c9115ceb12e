/* What was handed in and has not come back in a newer list. */
import type { Room } from "../desk";
import { targetOf } from "../drafts";
import type { Item } from "../queue";

/** Handed in and either not yet received, or received after the list was made. */
export async function onTheirWay(room: Room): Promise<Set<string>> {
  const items = await room.store.all<Item>("queue");
  const since = room.kept?.at ?? "";
  const going = (id: string): boolean => items.some((one) => one.group === id && one.sort === "parcel" && (one.state !== "done" || (one.doneAt ?? "") > since));
  return new Set((await room.drafts()).filter((one) => one.state === "handed" && going(one.id)).map(targetOf));
}
