/* What somebody is told of a thing that is put right or verified: the sentence behind it, pictures, last words. */
import type { Room } from "../desk";
import { h, icon, shape } from "../dom";
import { thumbOf } from "../thumbs";
import type { FindingTold, Picture, Rectifying, Requirement, Said } from "../wire";
import { moment, named, t } from "../words";
import { unbroken } from "./rows";
import { severityName } from "./severity";

/** The sentence of the requirement, in its own words. */
export function quoted(requirements: readonly Requirement[] | undefined): HTMLElement | false {
  if (!requirements?.length) return false;
  const rows = requirements.map((one) => h("div", {}, h("p", { class: "sm t2" }, t("对应要求 {number}", { number: one.no || one.code })), h("blockquote", { lang: "zh-Hans" }, one.text)));
  return h("div", { class: "pad quoted" }, ...rows);
}

/** Sent back: by whom, when, why; said before anything else. */
export function sentBack(returned: Said | null): HTMLElement | false {
  if (returned === null) return false;
  return h("div", { class: "note warned", role: "note" }, icon("arrow-back-up"), h("span", {}, h("b", {}, t("退回了，要再改")), h("span", { class: "line" }, returned.words), h("span", { class: "sm t2 line" }, `${returned.by} · ${moment(returned.at)}`)));
}

/** What they said who handed it in. */
export function saidSo(said: Said | null): HTMLElement | false {
  if (said === null) return false;
  const who = h("p", { class: "sm t2" }, `${said.by} · ${moment(said.at)}`);
  return h("div", { class: "pad" }, h("b", {}, t("交的人说")), h("p", {}, said.words || t("没有写话。")), who);
}

/** What is wrong, where, how pressing, by when. */
export function whatItIs(told: FindingTold): HTMLElement {
  const where = named(told.place.name, told.place.name_en);
  return h("div", { class: "pad" }, h("b", { class: "big line" }, told.text), h("p", { class: "t2" }, ...unbroken(`${where} · ${told.code}`)), h("p", { class: "row-x" }, ...pressingness(told)));
}

function pressingness(told: FindingTold): Node[] {
  const due = told.late ? t("逾期，{time} 前该改好", { time: moment(told.due_at) }) : t("{time} 前改好", { time: moment(told.due_at) });
  return [shape(told.late ? "unmet" : "open"), h("span", {}, `${severityName(told.severity)} · ${due}`)];
}

/** What the checklist asks for at this item, and what was stopped on the spot. */
export function whatIsAsked(told: Rectifying): HTMLElement | false {
  const item = named(told.item_label, told.item_label_en);
  const hint = named(told.item_hint, told.item_hint_en);
  if (item === "" && told.stopped === "") return false;
  return h(
    "div",
    { class: "pad" },
    item !== "" && h("p", {}, h("b", {}, t("要做到的：")), item),
    hint !== "" && h("p", { class: "how" }, hint),
    told.stopped !== "" && h("p", {}, h("b", {}, t("当场停了：")), told.stopped),
  );
}

/** Small pictures under a heading; one that did not come along says so. */
export async function pictures(room: Room, label: string, told: readonly Picture[]): Promise<HTMLElement | false> {
  if (told.length === 0) return false;
  const shown = await Promise.all(told.map((one, at) => picture(room, one, `${label} ${at + 1}`)));
  return h("section", {}, h("h2", { class: "sub" }, label), h("ul", { class: "thumbs" }, ...shown));
}

async function picture(room: Room, told: Picture, name: string): Promise<HTMLElement> {
  const blob = await thumbOf(room.store, told.id);
  const caption = h("span", { class: "sm t2 row-x" }, h("span", { class: "nw" }, moment(told.at)), h("span", { class: "grow" }), h("a", { class: "link", href: `/evidence/${told.id}/`, target: "_blank", rel: "noopener" }, t("原图"), h("span", { class: "vh" }, ` ${name}`)));
  if (blob === undefined) return h("li", {}, h("p", { class: "nopic t2" }, icon("wifi-off"), t("这张还没有带上，有网时会补。")), caption);
  const address = URL.createObjectURL(blob);
  return h("li", {}, h("img", { src: address, alt: name, onload: () => URL.revokeObjectURL(address) }), caption);
}
