/* What is being written on the phone: runs, loose notes, tasks, re-checks; until handed in nothing leaves it. */
import { newId } from "./ids";
import type { Answers } from "./reading";
import type { Row } from "./store";
import { named } from "./words";
import type { Checklist, Run, Severity, Task, Verdict } from "./wire";

interface Common extends Row {
  state: "open" | "handed";
  at: string;
  title: string;
  photos: string[];
}

export interface FindingDraft {
  id: string;
  text: string;
  severity: Severity;
  stopped: string;
  dueAt: string;
  photos: string[];
}

export interface RunDraft extends Common {
  what: "run";
  planned: boolean;
  begun: boolean;
  checklist: Checklist;
  place: { id: string; name: string };
  unit: { id: string; name: string };
  answers: Answers;
  findings: Record<string, FindingDraft>;
  endedAt: string;
  presence: "" | "signed" | "read" | "refused" | "absent";
  presentName: string;
  signature: string;
  secondReason: string;
}

export interface NoteDraft extends Common, FindingDraft {
  what: "note";
  place: string;
  unit: string;
}

export interface TaskDraft extends Common { what: "task"; task: string; code: string; note: string }
export interface RecheckDraft extends Common { what: "recheck"; recheck: string; verdict: Verdict | ""; note: string }

export type Draft = RunDraft | NoteDraft | TaskDraft | RecheckDraft;

const begin = (id: string, title: string): Common => ({ id, title, state: "open", at: new Date().toISOString(), photos: [] });

export function finding(severity: Severity): FindingDraft {
  return { id: newId(), text: "", severity, stopped: "", dueAt: "", photos: [] };
}

export interface Where { place: { id: string; name: string }; unit: { id: string; name: string } }

export function runDraft(id: string, checklist: Checklist, where: Where, planned: boolean, known: Run | undefined): RunDraft {
  const title = `${where.place.name} · ${named(checklist.title, checklist.title_en)}`;
  const blank = { endedAt: "", presence: "", presentName: "", signature: "", secondReason: "" } as const;
  const begun = known?.state === "started";
  return { ...begin(id, title), what: "run", planned, begun, checklist, ...where, answers: {}, findings: {}, ...blank };
}

export function noteDraft(): NoteDraft {
  const own = finding("minor");
  return { ...begin(own.id, ""), ...own, what: "note", place: "", unit: "" };
}

export function taskDraft(task: Task): TaskDraft {
  return { ...begin(newId(), task.title), what: "task", task: task.id, code: task.code, note: "" };
}

export function recheckDraft(id: string, recheck: string, title: string): RecheckDraft {
  return { ...begin(id, title), what: "recheck", recheck, verdict: "", note: "" };
}

/** Whether anything was put into it; an empty one may go without a word. */
export function isTouched(draft: Draft): boolean {
  if (draft.what === "run") return Object.keys(draft.answers).length > 0 || draft.photos.length > 0;
  if (draft.what === "recheck") return draft.verdict !== "";
  if (draft.what === "task") return draft.note !== "" || draft.photos.length > 0;
  return draft.text !== "" || draft.photos.length > 0 || draft.place !== "";
}
