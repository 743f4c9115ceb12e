/* Lists of things to do: a shape, what it is, when. */
import { h, shape, type Shape } from "../dom";

export interface ListRow { href?: string; mark: Shape; title: string; line: string; right: string; more?: Node[] }

export function list(label: string, rows: readonly ListRow[]): HTMLElement {
  return h("section", {}, h("h2", { class: "sub" }, label), plainList(rows));
}

export function plainList(rows: readonly ListRow[]): HTMLElement {
  return h("ul", { class: "q" }, ...rows.map(one));
}

const CODE = /([A-Z]+-[\d-]+\d)/;

/** Codes are not broken over two lines. */
export function unbroken(line: string): (Node | string)[] {
  return line.split(CODE).filter((part) => part !== "").map((part) => (CODE.test(part) ? h("span", { class: "nw" }, part) : part));
}

function one(row: ListRow): HTMLElement {
  const inside = [shape(row.mark), h("span", {}, h("b", {}, row.title), row.line && h("span", { class: "sm t2 line" }, ...unbroken(row.line))), h("span", { class: "t2 nw" }, row.right)];
  const body = row.href ? h("a", { id: `to-${row.href}`, class: "row", href: row.href }, ...inside) : h("div", { class: "row" }, ...inside);
  return h("li", {}, body, ...(row.more ?? []));
}
