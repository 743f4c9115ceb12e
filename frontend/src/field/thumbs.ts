/* Small pictures of others' evidence: fetched while there is a line, so that they are seen without one.

They give way to one's own work: where the phone is full they go first. */
import { StorageFull, type Row, type Store } from "./store";
import type { Pack, Picture } from "./wire";

interface Thumb extends Row { blob: Blob }

const MOST = 120;
const WITHIN_MS = 15_000;

/** Every picture that the pack names, the nearest first. */
function named(pack: Pack): string[] {
  const { inspection, tasks } = pack.sections;
  const rows: { photos: Picture[] }[] = [...(inspection?.rectify ?? []), ...(inspection?.verify ?? []), ...(tasks?.verify ?? [])];
  return [...new Set(rows.flatMap((one) => one.photos.map((picture) => picture.id)))].slice(0, MOST);
}

/** Those that the pack no longer names go, those that are missing come; true where one came. */
export async function fetchThumbs(store: Store, pack: Pack): Promise<boolean> {
  const wanted = named(pack);
  const kept = new Set(await store.keys("thumbs"));
  const gone = [...kept].filter((id) => !wanted.includes(id));
  if (gone.length > 0) await store.write((tables) => Promise.resolve(gone.forEach((id) => tables.drop("thumbs", id))));
  let came = false;
  for (const id of wanted.filter((one) => !kept.has(one))) {
    const blob = await fetched(id);
    if (blob === "away") return came;
    if (blob === undefined) continue;
    const full = await store.put("thumbs", { id, blob } satisfies Thumb).then(() => false, isFull);
    if (full) return came;
    came = true;
  }
  return came;
}

export async function thumbOf(store: Store, id: string): Promise<Blob | undefined> {
  return (await store.get<Thumb>("thumbs", id))?.blob;
}

/** Room for one's own work. True where there was something to give up. */
export async function giveUpThumbs(store: Store): Promise<boolean> {
  const kept = await store.keys("thumbs");
  if (kept.length === 0) return false;
  await store.write((tables) => Promise.resolve(kept.forEach((id) => tables.drop("thumbs", id))));
  return true;
}

function isFull(error: unknown): boolean {
  if (error instanceof StorageFull) return true;
  throw error;
}

async function fetched(id: string): Promise<Blob | "away" | undefined> {
  const cut = new AbortController();
  const timer = setTimeout(() => cut.abort(), WITHIN_MS);
  try {
    const answer = await fetch(`/evidence/${id}/thumb/`, { signal: cut.signal, credentials: "same-origin", redirect: "manual" });
    if (answer.status >= 500 || answer.type === "opaqueredirect") return "away";
    return answer.ok && answer.headers.get("Content-Type") === "image/jpeg" ? await answer.blob() : undefined;
  } catch {
    return "away";
  } finally {
    clearTimeout(timer);
  }
}
