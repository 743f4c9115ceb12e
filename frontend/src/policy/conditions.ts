/* Conditions as closures: no eval, no generated text, so the strict content policy stands. */

import type { Condition, Fact, Operand, Policy, Reference, Request, Rule, Scalar, Value } from "./document";

export type Test = (request: Request) => boolean;
type Side = (request: Request) => Fact;
type Compare = (value: Value, right: Value) => boolean;

const among = (value: Value, many: Value): boolean => (many as Scalar[]).includes(value as Scalar);
const within = (value: Value, bounds: Value): boolean => {
  const [low, high] = bounds as [Scalar, Scalar];
  return low <= value && value <= high;
};

const COMPARES: Record<string, Compare> = {
  eq: (value, right) => value === right,
  ne: (value, right) => value !== right,
  lt: (value, right) => value < right,
  le: (value, right) => value <= right,
  gt: (value, right) => value > right,
  ge: (value, right) => value >= right,
  in: among,
  nin: (value, many) => !among(value, many),
  between: within,
  nbetween: (value, bounds) => !within(value, bounds),
  has: (many, value) => among(value, many),
  nhas: (many, value) => !among(value, many),
};
const OPPOSITES: Record<string, string> = {
  eq: "ne", ne: "eq", lt: "ge", ge: "lt", le: "gt", gt: "le", in: "nin", nin: "in", between: "nbetween",
  nbetween: "between", has: "nhas", nhas: "has", nonempty: "isnull", isnull: "notnull", notnull: "isnull",
};
const WITHOUT_VALUE = ["isnull", "notnull", "nonempty"];

const isMissing = (value: Fact): value is null | undefined => value === null || value === undefined;

function isReference(operand: Operand | Scalar | Reference): operand is Reference {
  return typeof operand === "object" && operand !== null && !Array.isArray(operand);
}

/** What stands right of the operator; missing when it, or one of two bounds, is missing. */
function side(operand: Operand | Scalar | Reference, policy: Policy): Side {
  if (isReference(operand)) {
    if ("a" in operand) return (request) => request[operand.a];
    const given = policy.params?.[operand.p];
    return () => given;
  }
  if (Array.isArray(operand) && operand.some(isReference)) {
    const ends = operand.map((end) => side(end, policy));
    return (request) => {
      const values = ends.map((end) => end(request));
      return values.some(isMissing) ? null : (values as Scalar[]);
    };
  }
  return () => operand as Fact;
}

/** One condition. A comparison with a missing value, or against one, is false, except isnull. */
export function condition([name, operator, operand]: Condition, policy: Policy): Test {
  if (operator === "isnull") return (request) => isMissing(request[name]);
  if (operator === "notnull") return (request) => !isMissing(request[name]);
  if (operator === "nonempty") return (request) => ((request[name] as Scalar[] | null | undefined)?.length ?? 0) > 0;
  const compare = COMPARES[operator];
  if (!compare) throw new Error(`unknown operator ${operator}`);
  const right = side(operand, policy);
  return (request) => {
    const value = request[name];
    if (isMissing(value)) return false;
    const against = right(request);
    return !isMissing(against) && compare(value, against);
  };
}

/** All conditions; of none it is true. */
export function group(conditions: Condition[], policy: Policy): Test {
  const tests = conditions.map((one) => condition(one, policy));
  return (request) => tests.every((test) => test(request));
}

/** Whether a rule fires: all of `when`, no group of `unless`, and `must`, if any, not whole. */
export function fires(rule: Rule, policy: Policy): Test {
  const when = rule.when.map((one) => condition(one, policy));
  const against = groupsAgainst(rule).map((one) => group(one, policy));
  return (request) => when.every((test) => test(request)) && !against.some((test) => test(request));
}

/** Groups any of which keeps the rule from firing. */
export function groupsAgainst(rule: Rule): Condition[][] {
  return [...(rule.unless ?? []), ...(rule.must ? [rule.must] : [])];
}

/** What would lift a group: the opposite of its first condition, as it would be written. */
export function opposite(conditions: Condition[]): unknown[] {
  const [first] = conditions;
  if (!first) return [];
  const operator = OPPOSITES[first[1]] ?? "";
  return WITHOUT_VALUE.includes(operator) ? [first[0], operator] : [first[0], operator, ...first.slice(2)];
}
