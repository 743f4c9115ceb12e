/* 同步: each piece of work with what has arrived of it; 已收到 only after the server said so. */
import type { Room } from "../desk";
import { h, icon, type Shape } from "../dom";
import { addressOf, type Draft, type RunDraft } from "../drafts";
import type { Screen } from "../frame";
import { ask } from "../link";
import type { Item } from "../queue";
import type { Lost } from "../sending";
import type { Outcome } from "../wire";
import { clock, t } from "../words";
import { runRow } from "./home";
import { empty } from "./parts";
import { list, plainList, type ListRow } from "./rows";

type State = "waiting" | "sending" | "done" | "refused";
const MARKS: Readonly<Record<State, Shape>> = { waiting: "open", sending: "going", done: "met", refused: "unmet" };

export async function syncScreen(room: Room): Promise<Screen> {
  const items = await room.store.all<Item>("queue");
  const drafts = new Map((await room.drafts()).map((one) => [one.id, one]));
  const groups = [...new Set(items.map((one) => one.group))].sort().reverse();
  const rows = groups.map((group) => groupRow(room, items.filter((one) => one.group === group), drafts.get(group)));
  const order: readonly Shape[] = ["unmet", "going", "open", "met"];
  rows.sort((one, other) => order.indexOf(one.mark) - order.indexOf(other.mark));
  const lost = (await room.store.get<Lost>("facts", "lost"))?.ranges ?? [];
  const left = room.inspection.runs.filter((one) => drafts.get(one.id)?.state !== "handed");
  return {
    title: t("我的督查"),
    tab: "sync",
    live: true,
    main: [
      head(room, items),
      lost.length > 0 && gap(lost),
      rows.length > 0 ? plainList(rows) : empty(t("没有要上传的"), t("交了的督查、发现和任务会列在这里，一件一件说到了没有。")),
      left.length > 0 && list(t("接着要查的"), left.map((one) => runRow(room.inspection, one))),
    ],
  };
}

function head(room: Room, items: readonly Item[]): HTMLElement {
  const done = items.filter((one) => one.state === "done").length;
  const { line, lineAt, now } = room.sender;
  const time = lineAt ? clock(lineAt) : "";
  const all = done === items.length;
  const stuck = items.filter((one) => one.state === "refused").length;
  const idle = !all && done + stuck === items.length;
  const words = line === "none" ? t("离线，全部存在本机") : idle ? t("{count} 件没办成，看原因", { count: stuck }) : all ? t("都收到了") : now ? t("{time} 已联网，正在上传", { time }) : t("等着上传");
  return h(
    "div",
    { class: "pad" },
    h("div", { class: "row-x" }, h("b", { role: "status" }, words), h("span", { class: "grow" }), h("span", { class: "t2" }, `${done} / ${items.length}`)),
    items.length > 0 && h("progress", { class: "okay", max: items.length, value: done, "aria-label": t("已收到 {done} / {all}", { done, all: items.length }) }),
    !all && !idle && h("button", { id: "hurry", class: "bigbtn", type: "button", onclick: () => void room.sender.hurry() }, icon("cloud-upload"), t("现在上传")),
  );
}

/** What the server misses and this phone has not: said in words, with what to do. */
function gap(ranges: readonly [number, number][]): HTMLElement {
  const numbers = ranges.map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`)).join(t("、"));
  const count = ranges.reduce((sum, [first, last]) => sum + last - first + 1, 0);
  return h(
    "div",
    { class: "summary", role: "alert" },
    h("b", {}, icon("alert-triangle"), t("有 {count} 条记录不见了", { count })),
    h("p", {}, t("第 {numbers} 号没有传到，也不在这台手机里。本机的数据被清过。", { numbers })),
    h("p", {}, t("记得的，重新填一次；再说明缺号去了哪里。")),
    h("a", { class: "link", href: "/field/devices/" }, t("说明缺号")),
  );
}

function groupRow(room: Room, items: readonly Item[], draft: Draft | undefined): ListRow {
  const state = stateOf(room, items);
  const refused = items.filter((one) => one.state === "refused");
  const word = { waiting: t("等待"), sending: t("上传中"), done: t("已收到"), refused: t("没办成") }[state];
  return { mark: MARKS[state], title: draft?.title || t("随手记"), line: lineOf(items, draft), right: word, more: refused.map((one) => trouble(room, one, draft)) };
}

function stateOf(room: Room, items: readonly Item[]): State {
  if (items.some((one) => one.state === "refused")) return "refused";
  if (items.every((one) => one.state === "done")) return "done";
  const begun = items.some((one) => one.state === "done" || one.sent > 0);
  const moving = room.sender.now !== undefined && room.sender.now === items[0]?.group;
  return moving || (begun && room.sender.line === "good") ? "sending" : "waiting";
}

function lineOf(items: readonly Item[], draft: Draft | undefined): string {
  const files = items.filter((one) => one.sort === "file");
  const words = items.filter((one) => one.sort === "parcel");
  const codes = words.flatMap(codesOf);
  const parts: string[] = [];
  if (draft?.what === "run" && draft.state === "open") parts.push(t("还没交"));
  if (codes.length > 0) parts.push(t("已派单 {codes}", { codes: codes.join(t("、")) }));
  if (files.length > 0) parts.push(t("照片 {done} / {all}", { done: files.filter((one) => one.state === "done").length, all: files.length }));
  if (words.length > 0 && words.every((one) => one.state === "done") && codes.length === 0) parts.push(t("文字已到"));
  if (draft?.what === "fix" || draft?.what === "look") parts.unshift(`${draft.what === "fix" ? t("整改") : draft.verdict === "verify" ? t("判了办好了") : t("判了退回")} ${draft.code}`);
  if (draft?.what === "run" && parts.length === 0) parts.push(found(draft));
  return parts.join(t("，"));
}

function found(draft: RunDraft): string {
  return t("{items} 题、{count} 条发现", { items: Object.keys(draft.answers).length, count: Object.keys(draft.findings).length });
}

function codesOf(item: Item): string[] {
  const { findings, code } = (item.answer ?? {}) as { findings?: { code: string }[]; code?: string };
  if (item.kind === "finding.submit" && code) return [code];
  return (findings ?? []).map((one) => one.code);
}

/** Refused: why, and what to do. The words stay here and, where the server kept them, there too. */
function trouble(room: Room, item: Item, draft: Draft | undefined): HTMLElement {
  const words = item.words;
  const said = [words?.why, words?.do].filter(Boolean).join(" ");
  const again = (): void => void anew(room, item);
  const proof = draft?.what === "fix" || draft?.what === "task";
  const reopen = draft && draft.what !== "note" && (item.sort === "parcel" || proof);
  return h(
    "div",
    { class: "refusal" },
    words?.title !== undefined && words.title !== "" && h("p", { class: "b" }, words.title),
    (said !== "" || !words?.title) && h("p", {}, said || t("平台没有收下，没有说原因。再试一次，还不行就打值班电话 {phone}。", { phone: document.documentElement.dataset["help"] ?? "" })),
    h("button", { class: "link", type: "button", onclick: again }, t("再办一次")),
    reopen && h("button", { class: "link", type: "button", onclick: () => void change(room, item, draft) }, t("打开改了再交")),
    h("button", { class: "link", type: "button", onclick: () => void letGo(room, item) }, t("不办了，从本机删掉")),
  );
}

/** The office kept it: ask it to try its copy again and hear what came of it; what it has not is sent anew. */
async function anew(room: Room, item: Item): Promise<void> {
  const tried = item.sort === "parcel" ? await ask<Outcome>(`/field/parcels/${item.id}/retry/`, { method: "POST" }) : undefined;
  if (tried?.is === "told") {
    await room.guarded(() => room.sender.told(item, tried.body));
    room.redraw();
    return;
  }
  const { words: _said, ...rest } = item;
  await room.guarded(() => room.store.put("queue", { ...rest, state: "waiting", after: 0, tries: 0, sent: 0 }));
  await room.sender.kick();
}

/** The draft is open again; handing it in makes a new parcel, what was refused stays told at the office. */
async function change(room: Room, item: Item, draft: Draft): Promise<void> {
  const own = (await room.store.all<Item>("queue")).filter((one) => one.group === item.group && one.state !== "done" && (one.id === item.id || one.sort === "file" || one.needs.includes(item.id)));
  await room.guarded(() =>
    room.store.write((tables) => {
      own.forEach((one) => tables.drop("queue", one.id));
      tables.put("drafts", { ...draft, state: "open" });
      return Promise.resolve();
    }),
  );
  room.forget();
  location.hash = addressOf(draft);
}

/** What was to follow it goes with it. */
async function letGo(room: Room, item: Item): Promise<void> {
  const rest = (await room.store.all<Item>("queue")).filter((one) => one.needs.includes(item.id) && one.state !== "done");
  await room.guarded(() =>
    room.store.write((tables) => {
      for (const { id } of [item, ...rest]) {
        tables.drop("queue", id);
        tables.drop("photos", id);
      }
      return Promise.resolve();
    }),
  );
  room.redraw();
}
