/* What is taken along: asked for with the mark of what is here, kept with its age. */
import { ask } from "./link";
import type { Store } from "./store";
import type { Inspection, Pack, Tasks } from "./wire";

export interface KeptPack { id: "pack"; pack: Pack; at: string }

export type Fetched = { is: "new"; pack: Pack } | { is: "same" } | { is: "away" } | { is: "signed-out" };

export async function fetchPack(known: KeptPack | undefined): Promise<Fetched> {
  const headers: Record<string, string> = known ? { "If-None-Match": `"${known.pack.etag}"` } : {};
  const answer = await ask<Pack>("/field/pack/", { headers });
  if (answer.is === "signed-out") return { is: "signed-out" };
  if (answer.is !== "told") return { is: "away" };
  return answer.status === 304 ? { is: "same" } : { is: "new", pack: answer.body };
}

export function keptPack(store: Store): Promise<KeptPack | undefined> {
  return store.get<KeptPack>("facts", "pack");
}

export async function keepPack(store: Store, pack: Pack): Promise<KeptPack> {
  const kept: KeptPack = { id: "pack", pack, at: new Date().toISOString() };
  await store.put("facts", kept);
  return kept;
}

const NOTHING: Inspection = { runs: [], checklists: [], places: [], units: [], rechecks: [], due_hours: { minor: 72, serious: 24, stop_now: 2 }, second_run_days: 7, looked: [], here: [], rectify: [], verify: [], answered: [] };
const NO_TASKS: Tasks = { tasks: [], verify: [], answered: [] };

/** The section of inspection; empty for whoever does not inspect. */
export function inspectionOf(pack: Pack | undefined): Inspection {
  return { ...NOTHING, ...pack?.sections.inspection };
}

export function tasksOf(pack: Pack | undefined): Tasks {
  return { ...NO_TASKS, ...pack?.sections.tasks };
}
