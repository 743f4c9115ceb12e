/* What the server says, as these pages read it. */

export interface Choice { name: string; label: string; label_en?: string }
export type Tree = [string, ...(string | Tree)[]];

export interface Question {
  key: string;
  kind: "judge" | "select_one" | "select_multiple" | "integer" | "decimal" | "text" | "date" | "image" | "geopoint" | "note";
  label: string;
  label_en?: string;
  hint?: string;
  hint_en?: string;
  section?: string;
  required?: boolean;
  severity?: Severity;
  choices?: Choice[];
  constraint_message?: string;
  constraint_message_en?: string;
  relevant_tree?: Tree;
  constraint_tree?: Tree;
  fails_if_tree?: Tree;
  item: boolean;
}

export interface Section { key: string; label: string; label_en?: string; relevant_tree?: Tree }

export interface Requirement { code: string; no: string; text: string }
export interface Picture { id: string; at: string; after: boolean }
/** What somebody said of a hand-in: the one who did it, or the one who sent it back. */
export interface Said { words: string; at: string; by: string }

export interface Checklist {
  id: string;
  code: string;
  title: string;
  title_en?: string;
  place_kinds: string[];
  sections: Section[];
  questions: Question[];
  current: boolean;
  /** A place of its kinds is looked at at least this often; 0 where nothing says so. */
  every_days?: number;
}

export type Severity = "minor" | "serious" | "stop_now";
export type Verdict = "pass" | "fail" | "na";

export interface Place { id: string; code: string; name: string; name_en?: string; kind: string; unit: string; path?: string }
export interface Unit { id: string; name: string; name_en?: string }
export interface Run { id: string; code: string; checklist: string; place: string; unit: string; due_at: string | null; state: string; fellows?: string[]; requirements?: Requirement[] }
export interface Recheck { id: string; place: string; checklist: string; item: string; due_at: string }

/** A run of a place that was done or planned lately. */
export interface Looked { run: string; code: string; place: string; checklist: string; done: boolean; at: string }

export interface FindingTold {
  id: string;
  code: string;
  text: string;
  severity: Severity;
  state: string;
  place: { id: string; path: string; name: string; name_en?: string };
  due_at: string;
  late: boolean;
}

/** A finding that was handed in, and since when it stands as it does. */
export interface Answered extends FindingTold { at: string }

export interface Rectifying extends FindingTold {
  stopped: string;
  unit: string;
  /** Which hand-in this is; a verdict names it. */
  seen: string;
  round: number;
  /** Pictures from before this prove nothing. */
  began_at: string;
  item_label: string;
  item_label_en: string;
  item_hint: string;
  item_hint_en: string;
  requirements: Requirement[];
  photos: Picture[];
  returned: Said | null;
  said: Said | null;
  times: number;
  asks_cause: boolean;
  cause: string;
  rule_change: string;
}

export interface Inspection {
  runs: Run[];
  checklists: Checklist[];
  places: Place[];
  units: Unit[];
  rechecks: Recheck[];
  due_hours: Record<Severity, number>;
  second_run_days: number;
  looked: Looked[];
  here: FindingTold[];
  rectify: Rectifying[];
  verify: Rectifying[];
  answered: Answered[];
}

export interface TaskTold { id: string; code: string; title: string; state: string; due_at: string | null; late: boolean }
export interface AnsweredTask extends TaskTold { at: string }

export interface Task extends TaskTold {
  detail: string;
  acceptance_test: string;
  note_suffices: boolean;
  /** How much evidence the server has of it. */
  evidence: number;
  owner: string;
  seen: string;
  requirements: Requirement[];
  photos: Picture[];
  returned: Said | null;
  said: Said | null;
}

export interface Tasks { tasks: Task[]; verify: Task[]; answered: AnsweredTask[] }

export interface Pack {
  as_of: string;
  etag: string;
  who: { person: string; label: string; title: string };
  sections: { inspection?: Partial<Inspection>; tasks?: Partial<Tasks> };
  missing: string[];
}

export interface Outcome {
  id: string;
  verdict: "accepted" | "refused" | "duplicate" | "again";
  kept: boolean;
  code: string;
  title?: string;
  why?: string;
  do?: string;
  answer: Record<string, unknown>;
}

export interface HandedIn { device: string; next_sequence: number; missing: [number, number][]; outcomes?: Outcome[] }
export interface Progress { offset: number; size: number; piece: number; done: boolean }
