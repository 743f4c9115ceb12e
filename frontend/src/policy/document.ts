/* A rule document anlan.rules/1 as the terminal gets it: checked by the server, so its shape is trusted here. */

export type Scalar = string | number | boolean;
export type Value = Scalar | Scalar[];
export type Fact = Value | null | undefined;
/** Attribute → value; absent and null both mean missing. */
export type Request = Readonly<Record<string, Fact>>;
export type Reference = { a: string } | { p: string };
export type Operand = Value | Reference | [Scalar | Reference, Scalar | Reference] | null | undefined;
/** [attribute, operator, value] */
export type Condition = [string, string, Operand?];
export type Effect = "deny" | "require" | "allow";

export interface Rule {
  id: string;
  measure: string;
  effect: Effect;
  tier: number;
  reason: string;
  when: Condition[];
  unless?: Condition[][] | null;
  must?: Condition[] | null;
}

export interface Policy {
  measures: string[];
  params?: Record<string, Value> | null;
}

export interface RuleDocument {
  rules: Rule[];
  policies: Record<string, Policy>;
  leave?: { when: Condition[]; measures: string[] } | null;
}

export interface Fired {
  rule: string;
  effect: Effect;
  reason: string;
}

export interface Nearest {
  rule: string;
  lacking: unknown[][];
}

/** The object of `anlan policy decide`. */
export interface Decision {
  decision: "allow" | "hold" | "deny";
  reason: string;
  fired: Fired[];
  todo: string[];
  nearest?: Nearest | null;
  flags?: string[];
}
