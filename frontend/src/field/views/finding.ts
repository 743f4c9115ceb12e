/* 记一条发现: photo first, then what, how pressing, who, by when. Shared by items of a run and loose notes. */
import type { Room } from "../desk";
import { h, icon } from "../dom";
import type { FindingDraft } from "../drafts";
import type { Screen } from "../frame";
import { clock, moment, named, t } from "../words";
import { area, choice, field, group, input, type Option, photos } from "./parts";
import { goneScreen, openRun } from "./run";
import { SEVERITIES } from "./severity";

interface Editing<T extends FindingDraft> {
  room: Room;
  told: T;
  draft: string;
  place: string;
  back: string;
  keep: (next: T) => Promise<unknown>;
}

export async function findingScreen(room: Room, id: string, key: string): Promise<Screen> {
  const draft = await openRun(room, id);
  const told = draft?.findings[key];
  const question = draft?.checklist.questions.find((one) => one.key === key);
  if (!draft || !told || !question || draft.state === "handed") return goneScreen();
  const keep = (next: FindingDraft): Promise<unknown> => {
    draft.findings = { ...draft.findings, [key]: next };
    return room.keep(draft);
  };
  const editing = { room, told, draft: draft.id, place: draft.place.id, back: `finding/${id}/${key}`, keep };
  return {
    title: t("记一条发现"),
    back: `#/run/${id}/${key}`,
    main: [
      h("p", { class: "pad t2" }, named(question.label, question.label_en)),
      await snaps(editing),
      whatIsWrong(editing),
      ...pressing(editing),
      group(t("谁来改"), "who", h("p", { class: "inp fixed" }, draft.unit.name || t("按地点的责任单位"))),
      ...byWhen(editing),
      faces(),
    ],
    bottom: [h("a", { class: "bigbtn pri xl", href: `#/run/${id}/${key}` }, t("存下，联网后派单"))],
  };
}

export async function snaps<T extends FindingDraft>(editing: Editing<T>): Promise<HTMLElement> {
  const { room, told, draft, place, back } = editing;
  const changed = (ids: string[]): Promise<unknown> => change(editing, { photos: ids } as Partial<T>, false);
  return h("div", { class: "pad" }, await photos(room, { draft, place, ids: () => told.photos, changed, back }));
}

export function whatIsWrong<T extends FindingDraft>(editing: Editing<T>): HTMLElement {
  return field(t("发现了什么"), "text", area("text", editing.told.text, (text) => void change(editing, { text } as Partial<T>, false)));
}

export function pressing<T extends FindingDraft>(editing: Editing<T>): Node[] {
  const { told } = editing;
  const severity = group(t("有多要紧"), "severity", choice("severity", SEVERITIES(), told.severity, (value) => void change(editing, { severity: value } as Partial<T>, true)));
  if (told.severity !== "stop_now") return [severity];
  const box = input("stopped", told.stopped, (stopped) => void change(editing, { stopped } as Partial<T>, false), { maxlength: "300" });
  return [severity, field(t("当场停了什么"), "stopped", box)];
}

type When = "soon" | "today" | "other";

/** Two hours, the end of the working day, or a time of one's own; without a choice the rule's time holds. */
export function byWhen<T extends FindingDraft>(editing: Editing<T>): Node[] {
  const { told, room } = editing;
  const evening = today();
  const day = evening.getDate() === new Date().getDate() ? t("今天 {time}", { time: clock(evening) }) : t("明天 {time}", { time: clock(evening) });
  const chosen = choiceOf(told.dueAt, evening);
  const options: Option<When>[] = [{ value: "soon", word: t("2 小时") }, { value: "today", word: day }, { value: "other", word: t("另选") }];
  const pick = (value: When): void => void change(editing, { dueAt: dueOf(value, evening) } as Partial<T>, true);
  const rule = t("没选时按规定：{hours} 小时内。", { hours: room.inspection.due_hours[told.severity] });
  const more = told.dueAt === "" ? h("p", { class: "sm t2" }, rule) : h("p", { class: "sm t2" }, t("{time} 前改好。", { time: moment(told.dueAt) }));
  const box = chosen === "other" && input("due", local(told.dueAt), (value) => void (value && change(editing, { dueAt: new Date(value).toISOString() } as Partial<T>, false)), { type: "datetime-local", "aria-label": t("什么时候改好") });
  return [group(t("什么时候改好"), "when", choice("when", options, chosen, pick), box, more)];
}

const HOUR_MS = 3_600_000;

function today(): Date {
  const at = new Date();
  at.setHours(18, 0, 0, 0);
  if (at.getTime() - Date.now() < HOUR_MS) at.setTime(at.getTime() + 24 * HOUR_MS);
  return at;
}

function dueOf(value: When, evening: Date): string {
  if (value === "today") return evening.toISOString();
  const at = new Date(Date.now() + (value === "soon" ? 2 : 24) * HOUR_MS);
  at.setSeconds(value === "soon" ? 2 : 0, 0);
  return at.toISOString();
}

/** "Two hours" is marked by its second, so that a reload still shows the choice. */
function choiceOf(dueAt: string, evening: Date): When | "" {
  if (dueAt === "") return "";
  if (dueAt === evening.toISOString()) return "today";
  return dueAt.endsWith(":02.000Z") ? "soon" : "other";
}

function local(dueAt: string): string {
  const at = new Date(dueAt);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

export function faces(): HTMLElement {
  return h("p", { class: "note" }, icon("user-off"), h("span", {}, t("照片里有人脸，点“遮住人脸”，用手画框遮住。")));
}

async function change<T extends FindingDraft>(editing: Editing<T>, part: Partial<T>, redraw: boolean): Promise<void> {
  Object.assign(editing.told, part);
  await editing.keep(editing.told);
  if (redraw) editing.room.redraw();
}
