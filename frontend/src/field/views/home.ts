/* 要查的: what is begun, what is due, what is asked of me and what came of it; with the age of the list. */
import type { Room } from "../desk";
import { h, icon } from "../dom";
import { addressOf, isTouched, targetOf, type Draft, type RunDraft } from "../drafts";
import type { Screen } from "../frame";
import { read } from "../reading";
import type { Inspection, Recheck, Rectifying, Run, Task } from "../wire";
import { moment, named, t } from "../words";
import { onTheirWay } from "./going";
import { empty } from "./parts";
import { list, type ListRow } from "./rows";

export async function homeScreen(room: Room): Promise<Screen> {
  const drafts = await room.drafts();
  const open = drafts.filter((one) => one.state === "open" && isTouched(one));
  const todo = await whatIsLeft(room, new Set([...drafts.map((one) => one.id), ...open.map(targetOf)]));
  const told = room.inspection;
  const inspects = told.checklists.length > 0;
  const done = answers(room);
  const nothing = open.length + done.length + Object.values(todo).flat().length === 0;
  return {
    title: t("现场"),
    tab: "home",
    live: true,
    main: [
      h("p", { class: "lead pad" }, sentence(todo, open.length)),
      h("p", { class: "pad sm t2" }, room.kept ? t("清单是 {time} 的，存在本机。", { time: moment(room.kept.at) }) : t("清单还没有带上。")),
      room.others > 0 && h("p", { class: "note" }, icon("lock"), h("span", {}, t("这台手机上还有别人没传的 {count} 件。本人登录后才看得到、传得走。", { count: room.others }))),
      open.length > 0 && list(t("没交的"), open.map(openRow)),
      todo.rectify.length > 0 && list(t("要整改的"), todo.rectify.map(rectifyRow)),
      todo.runs.length > 0 && list(t("要查的"), todo.runs.map((one) => runRow(told, one))),
      todo.rechecks.length > 0 && list(t("盲查复测"), todo.rechecks.map((one) => recheckRow(told, one))),
      todo.verify.length > 0 && list(t("要复核的"), todo.verify.map(verifyRow)),
      todo.verifyTasks.length > 0 && list(t("要核验的任务"), todo.verifyTasks.map(verifyTaskRow)),
      todo.tasks.length > 0 && list(t("要办的任务"), todo.tasks.map(taskRow)),
      done.length > 0 && list(t("交了的，有了答复没有"), done),
      nothing && empty(t("现在没有要查、要办的"), t("派给你的督查和任务会列在这里，没有网也看得到。")),
      h("div", { class: "pad stack" }, ...(inspects ? [h("a", { class: "bigbtn", href: "#/start" }, icon("qrcode"), t("找一处，看看或督查"))] : [])),
    ],
  };
}

interface Todo { runs: Run[]; rechecks: Recheck[]; rectify: Rectifying[]; verify: Rectifying[]; tasks: Task[]; verifyTasks: Task[] }

async function whatIsLeft(room: Room, begun: ReadonlySet<string>): Promise<Todo> {
  const going = await onTheirWay(room);
  const left = <T extends { id: string }>(rows: readonly T[]): T[] => rows.filter((one) => !going.has(one.id) && !begun.has(one.id));
  const { runs, rechecks, rectify, verify } = room.inspection;
  const { tasks, verify: verifyTasks } = room.tasks;
  return { runs: runs.filter((one) => !begun.has(one.id)), rechecks: left(rechecks), rectify: left(rectify), verify: left(verify), tasks: left(tasks), verifyTasks: left(verifyTasks) };
}

function sentence(todo: Todo, open: number): string {
  const counts: [number, string][] = [
    [todo.runs.length + todo.rechecks.length, t("要查 {count} 处", { count: todo.runs.length + todo.rechecks.length })],
    [todo.rectify.length, t("要整改 {count} 条", { count: todo.rectify.length })],
    [todo.verify.length, t("要复核 {count} 条", { count: todo.verify.length })],
    [todo.verifyTasks.length, t("要核验 {count} 件", { count: todo.verifyTasks.length })],
    [todo.tasks.length, t("要办 {count} 件", { count: todo.tasks.length })],
    [open, t("没交 {count} 件", { count: open })],
  ];
  const parts = counts.filter(([count]) => count > 0).map(([, words]) => words);
  return parts.length === 0 ? t("今天没有要查、要办的。") : parts.join(t("，")) + t("。");
}

function openRow(draft: Draft): ListRow {
  const base = { mark: "going" as const, title: draft.title || t("随手记"), right: moment(draft.at), href: addressOf(draft) };
  if (draft.what === "run") return { ...base, line: progress(draft) };
  if (draft.what === "recheck") return { ...base, line: "" };
  if (draft.what === "note") return { ...base, title: draft.text || t("随手记"), line: t("照片 {count} 张", { count: draft.photos.length }) };
  return { ...base, line: draft.code };
}

function progress(draft: RunDraft): string {
  const items = read(draft.checklist, draft.answers).filter((line) => line.number > 0);
  return t("{done} / {all} 题", { done: items.filter((line) => line.verdict).length, all: items.length });
}

export function placeName(told: Inspection, id: string): string {
  const place = told.places.find((one) => one.id === id);
  return named(place?.name, place?.name_en);
}

const late = (isLate: boolean): string => (isLate ? t("逾期") + " · " : "");
const by = (due: string | null): string => (due ? t("{time} 前", { time: moment(due) }) : "");

export function runRow(told: Inspection, run: Run): ListRow {
  const checklist = told.checklists.find((one) => one.id === run.checklist);
  const isLate = run.due_at !== null && Date.parse(run.due_at) < Date.now();
  const fellows = run.fellows?.length ? ` · ${t("和 {names} 一起", { names: run.fellows.join(t("、")) })}` : "";
  return { href: `#/run/${run.id}`, mark: isLate ? "unmet" : "open", title: placeName(told, run.place), line: late(isLate) + named(checklist?.title, checklist?.title_en) + fellows, right: by(run.due_at) };
}

function recheckRow(told: Inspection, one: Recheck): ListRow {
  return { href: `#/recheck/${one.id}`, mark: "open", title: placeName(told, one.place), line: t("再判一题，不看上次的结果"), right: by(one.due_at) };
}

function rectifyRow(one: Rectifying): ListRow {
  const isLate = one.late || Date.parse(one.due_at) < Date.now();
  const where = named(one.place.name, one.place.name_en);
  const back = one.returned ? t("退回了，要再改") + " · " : "";
  return { href: `#/fix/${one.id}`, mark: isLate ? "unmet" : one.returned ? "risk" : "open", title: one.text, line: `${late(isLate)}${back}${where} · ${one.code}`, right: by(one.due_at) };
}

function verifyRow(one: Rectifying): ListRow {
  return { href: `#/look/finding/${one.id}`, mark: "open", title: one.text, line: `${named(one.place.name, one.place.name_en)} · ${one.code}`, right: one.said ? moment(one.said.at) : "" };
}

function verifyTaskRow(one: Task): ListRow {
  return { href: `#/look/task/${one.id}`, mark: "open", title: one.title, line: `${one.owner} · ${one.code}`, right: one.said ? moment(one.said.at) : "" };
}

function taskRow(task: Task): ListRow {
  const back = task.returned ? t("退回了，要再改") + " · " : "";
  return { href: `#/task/${task.id}`, mark: task.late ? "unmet" : task.returned ? "risk" : "open", title: task.title, line: late(task.late) + back + task.code, right: by(task.due_at) };
}

const MOST_ANSWERS = 10;

/** What I handed in lately, and how it stands at the office. */
function answers(room: Room): ListRow[] {
  const rows = [
    ...room.inspection.answered.map((one) => ({ ...one, title: one.text, waiting: t("等复核"), passed: t("复核通过") })),
    ...room.tasks.answered.map((one) => ({ ...one, waiting: t("等核验"), passed: t("核验通过") })),
  ].sort((one, other) => other.at.localeCompare(one.at));
  return rows.slice(0, MOST_ANSWERS).map((one) => {
    const waits = one.state === "submitted";
    const word = waits ? one.waiting : one.state === "closed" ? t("已销号") : one.passed;
    return { mark: waits ? "going" : "met", title: one.title, line: one.code, right: `${word} ${moment(one.at)}` };
  });
}
