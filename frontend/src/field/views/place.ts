/* A place as its QR code opens it, and looking for one by hand. */
import type { Room } from "../desk";
import { h, icon } from "../dom";
import { runDraft, type RunDraft } from "../drafts";
import type { Screen } from "../frame";
import { newId } from "../ids";
import type { Checklist, Place } from "../wire";
import { named, t } from "../words";
import { runRow } from "./home";
import { empty, field, input } from "./parts";
import { list, plainList } from "./rows";

const MOST_FOUND = 30;

export async function startScreen(room: Room): Promise<Screen> {
  const found = h("div", { role: "status" });
  const look = (text: string): void => found.replaceChildren(matches(room.inspection.places, text));
  look("");
  const box = input("look", "", look, { type: "search", enterkeyhint: "search" });
  return Promise.resolve({ title: t("查哪一处"), back: "#/", main: [h("div", { class: "pad" }, field(t("地点名或编号"), "look", box)), found] });
}

function matches(places: readonly Place[], text: string): HTMLElement {
  const words = text.trim().toLowerCase();
  const fits = places.filter((one) => [one.name, one.name_en, one.code].some((said) => said?.toLowerCase().includes(words))).slice(0, MOST_FOUND);
  if (fits.length === 0) return empty(t("没有找到这一处"), t("换个字，或用牌子上的编号找。"));
  return plainList(fits.map((one) => ({ href: `#/place/${encodeURIComponent(one.code)}`, mark: "open", title: named(one.name, one.name_en), line: one.code, right: "" })));
}

export async function placeScreen(room: Room, code: string): Promise<Screen> {
  const told = room.inspection;
  const place = told.places.find((one) => one.code.toLowerCase() === code.toLowerCase());
  if (place === undefined) return { title: t("地点"), back: "#/", main: [empty(t("本机没有这一处"), t("有网时再扫一次，或者按名字找。")), h("div", { class: "pad" }, h("a", { class: "bigbtn", href: "#/start" }, t("按名字找")))] };
  const handed = new Set((await room.drafts()).filter((one) => one.state === "handed").map((one) => one.id));
  const runs = told.runs.filter((one) => one.place === place.id && !handed.has(one.id));
  const fitting = told.checklists.filter((one) => one.current && (one.place_kinds.length === 0 || one.place_kinds.includes(place.kind)));
  return {
    title: named(place.name, place.name_en),
    back: "#/",
    main: [
      runs.length > 0 ? list(t("这里要查的"), runs.map((one) => runRow(told, one))) : empty(t("这里现在没有要查的"), ""),
      fitting.length > 0 && h("section", {}, h("h2", { class: "sub" }, t("现在就查")), h("div", { class: "pad stack" }, ...fitting.map((one) => begin(room, place, one)))),
      h("div", { class: "pad" }, h("a", { class: "bigbtn", href: `#/note/${encodeURIComponent(place.code)}` }, icon("camera"), t("记一条发现"))),
      h("p", { class: "pad sm" }, h("a", { href: `/i/p/${encodeURIComponent(place.code)}` }, t("有网时看这里的全部情况"))),
    ],
  };
}

function begin(room: Room, place: Place, checklist: Checklist): HTMLElement {
  const start = async (): Promise<void> => {
    const draft = unplanned(room, place, checklist);
    if (await room.keep(draft)) location.hash = `#/run/${draft.id}`;
  };
  return h("button", { class: "bigbtn", type: "button", onclick: () => void start() }, icon("clipboard-check"), named(checklist.title, checklist.title_en));
}

function unplanned(room: Room, place: Place, checklist: Checklist): RunDraft {
  const unit = room.inspection.units.find((one) => one.id === place.unit);
  const where = { place: { id: place.id, name: named(place.name, place.name_en) }, unit: { id: place.unit, name: named(unit?.name, unit?.name_en) } };
  return runDraft(newId(), checklist, where, false, undefined);
}
