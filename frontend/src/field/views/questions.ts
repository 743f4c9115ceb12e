/* Answers that are not judgements: a choice, a number, words, a day, a photo, a place. */
import type { Room } from "../desk";
import { h, icon } from "../dom";
import type { RunDraft } from "../drafts";
import { spot } from "../photos";
import type { Line, Raw } from "../reading";
import { named, t } from "../words";
import { area, input, photos } from "./parts";

type Answer = (raw: Raw) => Promise<void>;

export function control(room: Room, draft: RunDraft, line: Line, answer: Answer): Node {
  const { question } = line;
  const id = `a-${question.key}`;
  const raw = draft.answers[question.key];
  const text = typeof raw === "string" ? raw : "";
  const label = { "aria-labelledby": `l-${question.key}` };
  const quietly = (value: string): void => {
    draft.answers = { ...draft.answers, [question.key]: value };
    void room.keep(draft);
  };
  switch (question.kind) {
    case "select_one":
    case "select_multiple":
      return choices(line, raw, answer);
    case "integer":
    case "decimal":
      return judged(input(id, text, quietly, { ...label, inputmode: question.kind === "integer" ? "numeric" : "decimal" }), answer);
    case "date":
      return judged(input(id, text, quietly, { ...label, type: "date" }), answer);
    case "geopoint":
      return here(id, text, answer);
    case "image":
      return picture(room, draft, question.key);
    case "note":
      return h("span", {});
    default:
      return labelled(area(id, text, quietly), label);
  }
}

function labelled<T extends HTMLElement>(element: T, attributes: Record<string, string>): T {
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

/** Each stroke is kept; what it means for the item is shown when the number is whole. */
function judged(box: HTMLInputElement, answer: Answer): HTMLInputElement {
  box.addEventListener("change", () => void answer(box.value));
  return box;
}

function choices(line: Line, raw: Raw | undefined, answer: Answer): HTMLElement {
  const { question } = line;
  const many = question.kind === "select_multiple";
  const chosen = Array.isArray(raw) ? raw : raw ? [raw] : [];
  const rows = (question.choices ?? []).map((one) => {
    const id = `c-${question.key}-${one.name}`;
    const box = h("input", { id, type: many ? "checkbox" : "radio", name: question.key });
    box.checked = chosen.includes(one.name);
    box.addEventListener("change", () => {
      const rest = chosen.filter((name) => name !== one.name);
      void answer(many ? (box.checked ? [...rest, one.name] : rest) : one.name);
    });
    return h("label", { class: "pickrow", for: id }, box, named(one.label, one.label_en));
  });
  return h("div", { class: "pickrows" }, ...rows);
}

function here(id: string, text: string, answer: Answer): HTMLElement {
  const said = h("p", { class: "sm t2", role: "status" }, text);
  const find = async (): Promise<void> => {
    said.textContent = t("正在找位置…");
    const found = await spot();
    if (found.lat === undefined) said.textContent = t("没有位置：打开手机的定位，再点一次。");
    else await answer(`${found.lat.toFixed(6)} ${(found.lon ?? 0).toFixed(6)} 0 ${found.accuracy ?? 0}`);
  };
  return h("div", {}, h("button", { id, class: "bigbtn plain", type: "button", onclick: () => void find() }, icon("current-location"), t("记下我在的位置")), said);
}

/** The newest photo answers; all of them go with the run. */
function picture(room: Room, draft: RunDraft, key: string): HTMLElement {
  const box = h("div", {});
  const ids = (): string[] => draft.photos.filter((id) => id === draft.answers[key]);
  const changed = (now: string[]): Promise<unknown> => {
    const last = now[now.length - 1] ?? "";
    const others = draft.photos.filter((id) => id !== draft.answers[key]);
    draft.photos = last ? [...others, last] : others;
    draft.answers = { ...draft.answers, [key]: last };
    return room.keep(draft);
  };
  void photos(room, { draft: draft.id, place: draft.place.id, ids, changed, back: `run/${draft.id}/${key}` }).then((made) => box.replaceChildren(made));
  return box;
}
