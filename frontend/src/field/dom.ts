/* Elements without markup in strings: nothing that was typed can become markup. */

type Given = string | number | Node | null | undefined | false;
type Attributes = Readonly<Record<string, string | number | boolean | undefined | ((event: Event) => void)>>;

const SVG = "http://www.w3.org/2000/svg";

export function h<K extends keyof HTMLElementTagNameMap>(name: K, attributes: Attributes = {}, ...inside: Given[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(key.slice(2), value);
    else if (value === true) element.setAttribute(key, "");
    else if (value !== false && value !== undefined) element.setAttribute(key, String(value));
  }
  element.append(...inside.filter((one): one is string | number | Node => one !== null && one !== undefined && one !== false).map((one) => (typeof one === "number" ? String(one) : one)));
  return element;
}

function svg(name: string, attributes: Readonly<Record<string, string>>): SVGElement {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

/** A drawing of the sprite that the pages keep. */
export function icon(name: string): SVGElement {
  const drawing = svg("svg", { class: "ic", "aria-hidden": "true" });
  drawing.append(svg("use", { href: `${document.documentElement.dataset["icons"] ?? ""}#${name}` }));
  return drawing;
}

export type Shape = "met" | "going" | "risk" | "unmet" | "none" | "open";

const SHAPES: Readonly<Record<Shape, readonly (readonly [string, Readonly<Record<string, string>>])[]>> = {
  met: [["circle", { class: "ok", cx: "8", cy: "8", r: "7" }], ["path", { class: "ok", d: "M4.8 8.2l2.2 2.2 4.2-4.6" }]],
  going: [["circle", { class: "none", cx: "8", cy: "8", r: "7" }], ["path", { class: "fill", d: "M8 3.4a4.6 4.6 0 0 1 0 9.2z" }]],
  risk: [["path", { class: "warn", d: "M8 1.2 15.4 14.4H.6z" }], ["path", { class: "warn-in", d: "M8 5.8v4" }], ["circle", { class: "warn-dot", cx: "8", cy: "12.1", r: "1.05" }]],
  unmet: [["path", { class: "bad", d: "M5 .8h6L15.2 5v6L11 15.2H5L.8 11V5z" }], ["path", { class: "bad-in", d: "M5.3 5.3l5.4 5.4M10.7 5.3l-5.4 5.4" }]],
  none: [["circle", { class: "none dash", cx: "8", cy: "8", r: "7" }], ["path", { class: "none", d: "M5.2 8h5.6" }]],
  open: [["circle", { class: "none", cx: "8", cy: "8", r: "7" }]],
};

/** One of the few shapes of a state; never without its word. */
export function shape(name: Shape): SVGElement {
  const drawing = svg("svg", { class: "shape", viewBox: "0 0 16 16", "aria-hidden": "true" });
  drawing.append(...SHAPES[name].map(([tag, attributes]) => svg(tag, attributes)));
  return drawing;
}
