/* A place as its QR code opens it: what is due, missing and wrong here; and looking for one by hand. */
import type { Room } from "../desk";
import { h, icon } from "../dom";
import { runDraft, type RunDraft } from "../drafts";
import type { Screen } from "../frame";
import { newId } from "../ids";
import type { Checklist, FindingTold, Inspection, Place } from "../wire";
import { moment, named, t } from "../words";
import { runRow } from "./home";
import { empty, field, input } from "./parts";
import { list, plainList, type ListRow } from "./rows";
import { severityName } from "./severity";

const MOST_FOUND = 30;
const DAY_MS = 86_400_000;

export async function startScreen(room: Room): Promise<Screen> {
  const found = h("div", { role: "status" });
  const look = (text: string): void => found.replaceChildren(matches(room.inspection.places, text));
  look("");
  const box = input("look", "", look, { type: "search", enterkeyhint: "search", autocapitalize: "off" });
  const form = h("form", { onsubmit: (event) => (event.preventDefault(), go(room.inspection.places, box.value)) }, field(t("地点名，或牌子上的编号"), "look", box), h("p", { class: "pad sm t2" }, t("牌子上的码，用手机自带的相机扫，会打开这里；没有网也行。")));
  return Promise.resolve({ title: t("哪一处"), back: "#/", main: [form, found] });
}

/** What is on a sign: its code, or the address in its QR code. */
function codeOf(text: string): string {
  return decodeURIComponent(/\/i\/p\/([^/?#\s]+)/.exec(text)?.[1] ?? text).trim().toLowerCase();
}

function go(places: readonly Place[], text: string): void {
  const place = places.find((one) => one.code.toLowerCase() === codeOf(text)) ?? (fitting(places, text).length === 1 ? fitting(places, text)[0] : undefined);
  if (place) location.hash = `#/place/${encodeURIComponent(place.code)}`;
}

function fitting(places: readonly Place[], text: string): Place[] {
  const words = codeOf(text);
  return places.filter((one) => [one.name, one.name_en, one.code].some((said) => said?.toLowerCase().includes(words)));
}

function matches(places: readonly Place[], text: string): HTMLElement {
  const fits = fitting(places, text).slice(0, MOST_FOUND);
  if (fits.length === 0) return empty(t("没有找到这一处"), t("换个字，或用牌子上的编号找。"));
  return plainList(fits.map((one) => ({ href: `#/place/${encodeURIComponent(one.code)}`, mark: "open", title: named(one.name, one.name_en), line: one.code, right: "" })));
}

export async function placeScreen(room: Room, code: string): Promise<Screen> {
  const told = room.inspection;
  const place = told.places.find((one) => one.code.toLowerCase() === code.toLowerCase());
  if (place === undefined) return { title: t("地点"), back: "#/", main: [empty(t("本机没有这一处"), t("有网时再扫一次，或者按名字找。")), h("div", { class: "pad" }, h("a", { class: "bigbtn", href: "#/start" }, t("按名字找")))] };
  const handed = new Set((await room.drafts()).filter((one) => one.state === "handed").map((one) => one.id));
  const paths = new Map(told.places.map((one) => [one.id, one.path ?? ""]));
  const runs = told.runs.filter((one) => isUnder(paths.get(one.place), place, one.place) && !handed.has(one.id));
  const usable = told.checklists.filter((one) => one.current && (one.place_kinds.length === 0 || one.place_kinds.includes(place.kind)));
  const missing = usable.flatMap((one) => missed(told, place, one));
  const wrong = told.here.filter((one) => isUnder(one.place.path, place, one.place.id));
  return {
    title: named(place.name, place.name_en),
    back: "#/",
    main: [
      h("p", { class: "lead pad" }, sentence(runs.length, missing.length, wrong.length)),
      h("p", { class: "pad sm t2" }, place.code, room.kept ? ` · ${t("清单是 {time} 的，存在本机。", { time: moment(room.kept.at) })}` : ""),
      runs.length > 0 && list(t("这里要查的"), runs.map((one) => runRow(told, one))),
      missing.length > 0 && list(t("该查没有查的"), missing),
      wrong.length > 0 && list(t("这里还没改好的"), wrong.map((one) => wrongRow(told, one))),
      usable.length > 0 && h("section", {}, h("h2", { class: "sub" }, t("现在就查")), h("div", { class: "pad stack" }, ...usable.map((one) => begin(room, place, one)))),
      h("div", { class: "pad" }, h("a", { class: "bigbtn", href: `#/note/${encodeURIComponent(place.code)}` }, icon("camera"), t("记一条发现"))),
      h("p", { class: "pad sm" }, h("a", { href: `/i/p/${encodeURIComponent(place.code)}` }, t("有网时看这里的全部情况"))),
    ],
  };
}

/** The place itself or something within it. */
function isUnder(path: string | undefined, place: Place, id: string): boolean {
  return id === place.id || Boolean(place.path && path?.startsWith(place.path));
}

function sentence(due: number, missing: number, wrong: number): string {
  const parts: string[] = [];
  if (due > 0) parts.push(t("要查 {count} 项", { count: due }));
  if (missing > 0) parts.push(t("该查没查 {count} 项", { count: missing }));
  if (wrong > 0) parts.push(t("没改好 {count} 条", { count: wrong }));
  return parts.length > 0 ? parts.join(t("，")) + t("。") : t("这里没有要查的，没有没改好的。");
}

/** Looked at longer ago than its checklist asks for, as far as the list on the phone goes back. */
function missed(told: Inspection, place: Place, checklist: Checklist): ListRow[] {
  const days = checklist.every_days ?? 0;
  if (days === 0) return [];
  const seen = told.looked.filter((one) => one.done && one.place === place.id && one.checklist === checklist.code).map((one) => one.at).sort().pop();
  if (seen && Date.now() - Date.parse(seen) <= days * DAY_MS) return [];
  const last = seen ? t("上次 {time}", { time: moment(seen) }) : t("最近没有查过");
  return [{ mark: "risk", title: named(checklist.title, checklist.title_en), line: `${t("每 {days} 天一次", { days })} · ${last}`, right: "" }];
}

function wrongRow(told: Inspection, one: FindingTold): ListRow {
  const mine = told.rectify.some((other) => other.id === one.id) ? `#/fix/${one.id}` : told.verify.some((other) => other.id === one.id) ? `#/look/finding/${one.id}` : undefined;
  const isLate = one.late || Date.parse(one.due_at) < Date.now();
  const words = [isLate ? t("逾期") : "", severityName(one.severity), one.code].filter(Boolean).join(" · ");
  return { ...(mine && { href: mine }), mark: isLate ? "unmet" : "open", title: one.text, line: words, right: t("{time} 前", { time: moment(one.due_at) }) };
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
