/* A place that was looked at a few days ago is looked at again for a reason; asked where it is decided, without a line too. */
import type { Room } from "../desk";
import type { RunDraft } from "../drafts";
import { moment, t } from "../words";

const DAY_MS = 86_400_000;

/** In words when it was looked at last within the days of the rule; nothing where it was not. */
export async function lookedLately(room: Room, draft: RunDraft): Promise<string> {
  if (draft.planned) return "";
  const { looked, second_run_days: days } = room.inspection;
  const since = Date.now() - days * DAY_MS;
  const known = looked.filter((one) => one.run !== draft.id && one.place === draft.place.id && one.checklist === draft.checklist.code).map(({ at, code }) => ({ at, code }));
  const here = (await room.drafts()).filter((one): one is RunDraft => one.what === "run" && one.state === "handed" && one.id !== draft.id && one.place.id === draft.place.id && one.checklist.code === draft.checklist.code).map((one) => ({ at: one.endedAt, code: "" }));
  const last = [...known, ...here].filter((one) => Date.parse(one.at) >= since).sort((one, other) => other.at.localeCompare(one.at))[0];
  return last ? t("{time} 查过或排过 {code}。{days} 天内再查，要写原因。", { time: moment(last.at), code: last.code, days }) : "";
}
