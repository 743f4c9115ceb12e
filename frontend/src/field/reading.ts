/* Answers against questions: which are asked, how each item is judged, what is still missing. */
import { holds, type Value, type Values } from "./conditions";
import type { Checklist, Question, Verdict } from "./wire";

export type Raw = string | string[];
export type Answers = Record<string, Raw>;

export interface Line {
  question: Question;
  /** Among the items, from 1; 0 for what ends in no judgement. */
  number: number;
  verdict: Verdict | undefined;
  fault: "" | "missing" | "unreadable" | "outside";
}

/** The questions that are asked, in order; what is not asked is not counted, whatever was answered before. */
export function read(checklist: Checklist, answers: Answers): Line[] {
  const values: Record<string, Value> = {};
  const lines: Line[] = [];
  let number = 0;
  for (const question of checklist.questions) {
    number += question.item ? 1 : 0;
    if (!isAsked(checklist, question, values)) continue;
    const { value, fault } = taken(question, answers[question.key], values);
    if (value !== undefined) values[question.key] = value;
    lines.push({ question, number: question.item ? number : 0, verdict: judged(question, value, values), fault });
  }
  return lines;
}

/** What is sent: only what is asked and answered. */
export function counted(lines: readonly Line[], answers: Answers): Answers {
  const kept: Answers = {};
  for (const { question } of lines) {
    const raw = answers[question.key];
    if (raw !== undefined && raw !== "" && raw.length > 0) kept[question.key] = raw;
  }
  return kept;
}

function isAsked(checklist: Checklist, question: Question, values: Values): boolean {
  const section = checklist.sections.find((one) => one.key === question.section);
  return [section?.relevant_tree, question.relevant_tree].every((tree) => tree === undefined || holds(tree, values));
}

function taken(question: Question, raw: Raw | undefined, values: Values): { value?: Value; fault: Line["fault"] } {
  if (question.kind === "note") return { fault: "" };
  if (raw === undefined || raw === "" || raw.length === 0) {
    return { fault: question.required || question.kind === "judge" ? "missing" : "" };
  }
  const value = worthOf(question, raw);
  if (value === undefined) return { fault: "unreadable" };
  if (question.constraint_tree && !holds(question.constraint_tree, values, value)) return { fault: "outside" };
  return { value, fault: "" };
}

function worthOf(question: Question, raw: Raw): Value {
  if (Array.isArray(raw)) return raw;
  const text = raw.trim();
  if (question.kind === "integer") return /^[+-]?\d{1,12}$/.test(text) ? Number(text) : undefined;
  if (question.kind === "decimal") return /^[+-]?\d{1,15}(\.\d{1,9})?$/.test(text) ? Number(text) : undefined;
  return text || undefined;
}

function judged(question: Question, value: Value, values: Values): Verdict | undefined {
  if (!question.item || value === undefined) return undefined;
  if (question.kind === "judge") return value as Verdict;
  return question.fails_if_tree && holds(question.fails_if_tree, values, value) ? "fail" : "pass";
}
