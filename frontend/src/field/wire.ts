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

export interface Checklist {
  id: string;
  code: string;
  title: string;
  title_en?: string;
  place_kinds: string[];
  sections: Section[];
  questions: Question[];
  current: boolean;
}

export type Severity = "minor" | "serious" | "stop_now";
export type Verdict = "pass" | "fail" | "na";

export interface Place { id: string; code: string; name: string; name_en?: string; kind: string; unit: string }
export interface Unit { id: string; name: string; name_en?: string }
export interface Run { id: string; code: string; checklist: string; place: string; unit: string; due_at: string | null; state: string }
export interface Recheck { id: string; place: string; checklist: string; item: string; due_at: string }

export interface Inspection {
  runs: Run[];
  checklists: Checklist[];
  places: Place[];
  units: Unit[];
  rechecks: Recheck[];
  due_hours: Record<Severity, number>;
}

export interface Task {
  id: string;
  code: string;
  title: string;
  detail: string;
  acceptance_test: string;
  note_suffices: boolean;
  /** How much evidence the server has of it. */
  evidence: number;
  state: string;
  due_at: string | null;
  late: boolean;
}

export interface Pack {
  as_of: string;
  etag: string;
  who: { person: string; label: string; title: string };
  sections: { inspection?: Partial<Inspection>; tasks?: { tasks: Task[] } };
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
