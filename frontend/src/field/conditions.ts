/* What a condition of a checklist is worth; the same answers as the server's own reading of it. */
import type { Tree } from "./wire";

export type Value = string | number | boolean | readonly string[] | undefined;
export type Values = Readonly<Record<string, Value>>;

export function holds(tree: Tree, values: Values, own?: Value): boolean {
  return truth(worth(tree, values, own));
}

function worth(tree: Tree, values: Values, own: Value): Value {
  const [name, ...parts] = tree;
  const text = String(parts[0] ?? "");
  if (name === "number") return Number(text);
  if (name === "text") return text;
  if (name === "answer") return text ? values[text] : own;
  const worths = (parts as Tree[]).map((part) => () => worth(part, values, own));
  if (name === "and") return worths.every((one) => truth(one()));
  if (name === "or") return worths.some((one) => truth(one()));
  return OPERATIONS[name]?.(...worths.map((one) => one()));
}

function truth(value: Value): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

function number(value: Value): number | undefined {
  if (typeof value === "boolean") return Number(value);
  if (typeof value === "number") return value;
  if (typeof value !== "string" || value.trim() === "") return undefined;
  const read = Number(value);
  return Number.isFinite(read) ? read : undefined;
}

function text(value: Value): string {
  return Array.isArray(value) ? value.join(" ") : value === undefined ? "" : String(value);
}

function chosen(value: Value): readonly string[] {
  return Array.isArray(value) ? value : text(value).split(/\s+/).filter(Boolean);
}

function equal(left: Value, right: Value): boolean {
  if (typeof left === "boolean" || typeof right === "boolean") return truth(left) === truth(right);
  if (typeof left === "number" || typeof right === "number") return number(left) !== undefined && number(left) === number(right);
  return text(left) === text(right);
}

function compared(test: (order: number) => boolean) {
  return (left: Value, right: Value): boolean => {
    const one = number(left);
    const other = number(right);
    if (one !== undefined && other !== undefined) return test(Math.sign(one - other));
    if (one !== undefined || other !== undefined || !text(left) || !text(right)) return false;
    return test(text(left) > text(right) ? 1 : text(left) < text(right) ? -1 : 0);
  };
}

function reckoned(act: (one: number, other: number) => number) {
  return (left: Value, right: Value): Value => {
    const one = number(left);
    const other = number(right);
    const result = one === undefined || other === undefined ? NaN : act(one, other);
    return Number.isFinite(result) ? result : undefined;
  };
}

const OPERATIONS: Readonly<Record<string, (...values: Value[]) => Value>> = {
  "=": (left, right) => equal(left, right),
  "!=": (left, right) => !equal(left, right),
  "<": (left, right) => compared((order) => order < 0)(left, right),
  "<=": (left, right) => compared((order) => order <= 0)(left, right),
  ">": (left, right) => compared((order) => order > 0)(left, right),
  ">=": (left, right) => compared((order) => order >= 0)(left, right),
  "+": (left, right) => reckoned((one, other) => one + other)(left, right),
  "-": (left, right) => reckoned((one, other) => one - other)(left, right),
  "*": (left, right) => reckoned((one, other) => one * other)(left, right),
  div: (left, right) => reckoned((one, other) => one / other)(left, right),
  mod: (left, right) => reckoned((one, other) => one % other)(left, right),
  not: (value) => !truth(value),
  selected: (value, wanted) => chosen(value).includes(text(wanted)),
  "count-selected": (value) => chosen(value).length,
  "string-length": (value) => text(value).length,
  true: () => true,
  false: () => false,
};
