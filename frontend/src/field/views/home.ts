/* 要查的: what is begun, what is due, what is asked of me; with the age of the list. */
import type { Room } from "../desk";
import { h, icon } from "../dom";
import { isTouched, type Draft, type RunDraft } from "../drafts";
import type { Screen } from "../frame";
import type { Item } from "../queue";
import { read } from "../reading";
import type { Inspection, Recheck, Run, Task } from "../wire";
import { moment, named, t } from "../words";
import { empty } from "./parts";
import { list, type ListRow } from "./rows";

export async function homeScreen(room: Room): Promise<Screen> {
  const drafts = await room.drafts();
  const open = drafts.filter((one) => one.state === "open" && isTouched(one));
  const known = new Set(drafts.map((one) => one.id));
  const settled = await onTheirWay(room, drafts);
  const told = room.inspection;
  const runs = told.runs.filter((one) => !known.has(one.id));
  const rechecks = told.rechecks.filter((one) => !settled.has(one.id));
  const tasks = room.tasks.filter((one) => !settled.has(one.id));
  const inspects = told.checklists.length > 0;
  const nothing = runs.length + rechecks.length + tasks.length + open.length === 0;
  return {
    title: t("现场"),
    tab: "home",
    live: true,
    main: [
      h("p", { class: "lead pad" }, sentence(runs.length + rechecks.length, tasks.length, open.length)),
      h("p", { class: "pad sm t2" }, room.kept ? t("清单是 {time} 的，存在本机。", { time: moment(room.kept.at) }) : t("清单还没有带上。")),
      room.others > 0 && h("p", { class: "note" }, icon("lock"), h("span", {}, t("这台手机上还有别人没传的 {count} 件。本人登录后才看得到、传得走。", { count: room.others }))),
      open.length > 0 && list(t("没交的"), open.map(openRow)),
      runs.length > 0 && list(t("要查的"), runs.map((one) => runRow(told, one))),
      rechecks.length > 0 && list(t("盲查复测"), rechecks.map((one) => recheckRow(told, one))),
      tasks.length > 0 && list(t("要办的任务"), tasks.map(taskRow)),
      nothing && empty(t("现在没有要查、要办的"), t("派给你的督查和任务会列在这里，没有网也看得到。")),
      inspects && h("div", { class: "pad" }, h("a", { class: "bigbtn", href: "#/start" }, icon("plus"), t("查一处没有计划的"))),
    ],
  };
}

function sentence(places: number, tasks: number, open: number): string {
  const parts: string[] = [];
  if (places > 0) parts.push(t("要查 {count} 处", { count: places }));
  if (tasks > 0) parts.push(t("要办 {count} 件", { count: tasks }));
  if (open > 0) parts.push(t("没交 {count} 件", { count: open }));
  if (parts.length === 0) return t("今天没有要查、要办的。");
  return parts.join(t("，")) + t("。");
}

/** Handed in and either not yet received, or received after the list was made. */
async function onTheirWay(room: Room, drafts: readonly Draft[]): Promise<Set<string>> {
  const items = await room.store.all<Item>("queue");
  const since = room.kept?.at ?? "";
  const going = (id: string): boolean => items.some((one) => one.group === id && one.sort === "parcel" && (one.state !== "done" || (one.doneAt ?? "") > since));
  return new Set(drafts.filter((one) => one.state === "handed" && going(one.id)).map(targetOf));
}

function targetOf(draft: Draft): string {
  return draft.what === "task" ? draft.task : draft.what === "recheck" ? draft.recheck : draft.id;
}

function openRow(draft: Draft): ListRow {
  const base = { mark: "going" as const, title: draft.title || t("随手记"), right: moment(draft.at) };
  if (draft.what === "run") return { ...base, href: `#/run/${draft.id}`, line: progress(draft) };
  if (draft.what === "task") return { ...base, href: `#/task/${draft.task}`, line: draft.code };
  if (draft.what === "recheck") return { ...base, href: `#/recheck/${draft.recheck}`, line: "" };
  return { ...base, href: "#/note", title: draft.text || t("随手记"), line: t("照片 {count} 张", { count: draft.photos.length }) };
}

function progress(draft: RunDraft): string {
  const items = read(draft.checklist, draft.answers).filter((line) => line.number > 0);
  return t("{done} / {all} 题", { done: items.filter((line) => line.verdict).length, all: items.length });
}

export function placeName(told: Inspection, id: string): string {
  const place = told.places.find((one) => one.id === id);
  return named(place?.name, place?.name_en);
}

export function runRow(told: Inspection, run: Run): ListRow {
  const checklist = told.checklists.find((one) => one.id === run.checklist);
  const late = run.due_at !== null && Date.parse(run.due_at) < Date.now();
  const by = run.due_at ? t("{time} 前", { time: moment(run.due_at) }) : "";
  return { href: `#/run/${run.id}`, mark: late ? "unmet" : "open", title: placeName(told, run.place), line: (late ? t("逾期") + " · " : "") + named(checklist?.title, checklist?.title_en), right: by };
}

function recheckRow(told: Inspection, one: Recheck): ListRow {
  return { href: `#/recheck/${one.id}`, mark: "open", title: placeName(told, one.place), line: t("再判一题，不看上次的结果"), right: t("{time} 前", { time: moment(one.due_at) }) };
}

function taskRow(task: Task): ListRow {
  const by = task.due_at ? t("{time} 前", { time: moment(task.due_at) }) : "";
  return { href: `#/task/${task.id}`, mark: task.late ? "unmet" : "open", title: task.title, line: (task.late ? t("逾期") + " · " : "") + task.code, right: by };
}
