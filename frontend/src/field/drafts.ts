/* What is being written on the phone: runs, loose notes, tasks, re-checks; until handed in nothing leaves it. */
import { newId } from "./ids";
import type { Answers } from "./reading";
import type { Row } from "./store";
import { named } from "./words";
import type { Checklist, Rectifying, Run, Severity, Task, Verdict } from "./wire";

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

/** A finding that is put right; ``round`` is the one in which it was begun. */
export interface FixDraft extends Common { what: "fix"; finding: string; code: string; round: number; note: string; cause: string; ruleChange: string }
/** A verdict on what somebody else handed in. */
export interface LookDraft extends Common { what: "look"; of: "finding" | "task"; subject: string; code: string; seen: string; verdict: "" | "verify" | "return"; note: string }

export type Draft = RunDraft | NoteDraft | TaskDraft | RecheckDraft | FixDraft | LookDraft;

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

export function fixDraft(told: Rectifying): FixDraft {
  const { id, code, round, cause } = told;
  return { ...begin(newId(), told.text), what: "fix", finding: id, code, round, note: "", cause, ruleChange: told.rule_change };
}

export function lookDraft(of: "finding" | "task", told: { id: string; code: string; seen: string }, title: string): LookDraft {
  return { ...begin(newId(), title), what: "look", of, subject: told.id, code: told.code, seen: told.seen, verdict: "", note: "" };
}

/** What a draft is about: its own row, or the one that it answers. */
export function targetOf(draft: Draft): string {
  const targets = { run: "id", note: "id", task: "task", recheck: "recheck", fix: "finding", look: "subject" } as const;
  return String(draft[targets[draft.what] as keyof Draft]);
}

/** Where a draft is written on. */
export function addressOf(draft: Draft): string {
  if (draft.what === "note") return "#/note";
  if (draft.what === "look") return `#/look/${draft.of}/${draft.subject}`;
  return `#/${draft.what}/${targetOf(draft)}`;
}

/** Whether anything was put into it; an empty one may go without a word. */
export function isTouched(draft: Draft): boolean {
  if (draft.what === "run") return Object.keys(draft.answers).length > 0 || draft.photos.length > 0;
  if (draft.what === "recheck") return draft.verdict !== "";
  if (draft.what === "look") return draft.verdict !== "" || draft.note !== "";
  if (draft.what === "task" || draft.what === "fix") return draft.note !== "" || draft.photos.length > 0;
  return draft.text !== "" || draft.photos.length > 0 || draft.place !== "";
}
