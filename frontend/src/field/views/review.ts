/* 提交前核对: the counts, each failure, who was there, a signature; then it is fixed. */
import type { Room } from "../desk";
import { h, icon, shape, type Shape } from "../dom";
import type { RunDraft } from "../drafts";
import type { Screen } from "../frame";
import { failing } from "../handing";
import { read, type Line } from "../reading";
import { moment, named, t } from "../words";
import { lookedLately } from "./again";
import { choice, field, group, input, type Option } from "./parts";
import { goneScreen, openRun } from "./run";
import { severityName } from "./severity";
import { pad } from "./signature";

type Presence = Exclude<RunDraft["presence"], "">;

export async function reviewScreen(room: Room, id: string): Promise<Screen> {
  const draft = await openRun(room, id);
  if (draft === undefined || draft.state === "handed") return goneScreen();
  const lines = read(draft.checklist, draft.answers);
  const again = await lookedLately(room, draft);
  const left = troubles(draft, lines, again !== "");
  const list = h("ul", { class: "q" }, ...lines.filter((line) => line.verdict === "fail").map((line) => failure(draft, line)));
  const wrong = h("div", { id: "wrong", class: "summary", role: "alert", tabindex: -1, hidden: true });
  return {
    title: t("核对并提交"),
    back: `#/run/${id}`,
    main: [
      wrong,
      h("div", { class: "pad" }, h("b", { class: "big" }, draft.title), h("p", { class: "t2" }, h("span", { class: "nw" }, moment(draft.at)), " · ", [room.who.label, ...fellows(room, id)].join(t("、")))),
      counts(lines),
      list,
      ...witness(room, draft),
      again !== "" && h("p", { class: "note" }, icon("history"), h("span", {}, again)),
      !draft.planned && field(t("{days} 天内查过的，写为什么再查", { days: room.inspection.second_run_days }), "reason", input("reason", draft.secondReason, (text) => void keep(room, draft, { secondReason: text }), { maxlength: "300" })),
    ],
    bottom: [h("p", { class: "sm t2" }, t("提交后不能改，只能补充。")), h("button", { id: "submit", class: "bigbtn pri xl", type: "button", onclick: () => void submit(room, draft, left, wrong) }, t("提交督查结果"))],
  };
}

function fellows(room: Room, id: string): string[] {
  return room.inspection.runs.find((one) => one.id === id)?.fellows ?? [];
}

function counts(lines: readonly Line[]): HTMLElement {
  const cell = (verdict: string, mark: Shape, word: string): HTMLElement =>
    h("div", {}, h("span", { class: "figure" }, shape(mark), h("b", {}, lines.filter((line) => line.verdict === verdict).length)), h("span", { class: "t2" }, word));
  return h("div", { class: "three" }, cell("pass", "met", t("合格")), cell("fail", "unmet", t("不合格")), cell("na", "none", t("不适用")));
}

function failure(draft: RunDraft, line: Line): HTMLElement {
  const told = draft.findings[line.question.key];
  const words = told?.text || named(line.question.label, line.question.label_en);
  const more = told ? [severityName(told.severity), told.dueAt ? t("{time} 前", { time: moment(told.dueAt) }) : "", t("照片 {count} 张", { count: told.photos.length })].filter(Boolean).join(" · ") : "";
  const change = h("a", { class: "link", href: `#/finding/${draft.id}/${line.question.key}`, "aria-label": t("改第 {number} 题的发现", { number: line.number }) }, t("改"));
  return h("li", {}, h("div", { class: "row" }, shape("unmet"), h("span", {}, h("b", {}, t("第 {number} 题", { number: line.number })), ` ${words}`, h("span", { class: "sm t2 line" }, more)), change));
}

function witness(room: Room, draft: RunDraft): Node[] {
  const options: Option<Presence>[] = [
    { value: "signed", word: t("已签字") },
    { value: "read", word: t("已看过") },
    { value: "refused", word: t("不签字") },
    { value: "absent", word: t("没有人在场") },
  ];
  const pick = (presence: Presence): void => void keep(room, draft, { presence }).then(room.redraw);
  const found: Node[] = [group(t("被查单位的人怎么看"), "presence", choice("presence", options, draft.presence, pick))];
  if (draft.presence !== "absent") found.push(field(t("被查单位在场人"), "present", input("present", draft.presentName, (text) => void keep(room, draft, { presentName: text }), { maxlength: "80" })));
  if (draft.presence === "signed") found.push(pad(room, draft));
  return found;
}

async function keep(room: Room, draft: RunDraft, part: Partial<RunDraft>): Promise<void> {
  Object.assign(draft, part);
  await room.keep(draft);
}

interface Trouble { words: string; href?: string; focus?: string }

function troubles(draft: RunDraft, lines: readonly Line[], again: boolean): () => Trouble[] {
  return () => {
    const found: Trouble[] = lines.filter((line) => line.fault !== "").map((line) => ({ words: t("{item}：还没有填好", { item: named(line.question.label, line.question.label_en) }), href: `#/run/${draft.id}/${line.question.key}` }));
    for (const [key, told] of Object.entries(failing(draft))) {
      if (told.severity === "stop_now" && told.stopped.trim() === "") found.push({ words: t("写上当场停了什么"), href: `#/finding/${draft.id}/${key}` });
    }
    if (draft.presence === "") found.push({ words: t("选被查单位的人怎么看"), focus: "presence-signed" });
    else if (draft.presence !== "absent" && draft.presentName.trim() === "") found.push({ words: t("写上在场人的姓名"), focus: "present" });
    if (draft.presence === "signed" && draft.signature === "") found.push({ words: t("在场人签字，或者选“已看过”"), focus: "sign-again" });
    if (again && draft.secondReason.trim() === "") found.push({ words: t("写上为什么再查"), focus: "reason" });
    return found;
  };
}

async function submit(room: Room, draft: RunDraft, left: () => Trouble[], wrong: HTMLElement): Promise<void> {
  const found = left();
  if (found.length > 0) return complain(wrong, found);
  const ended: RunDraft = { ...draft, endedAt: new Date().toISOString() };
  if (!(await room.hand(() => room.desk.run(ended)))) return;
  room.say(t("已存在本机，联网后自动上传。"));
  location.hash = "#/sync";
  void room.sender.kick();
}

export function complain(wrong: HTMLElement, found: readonly Trouble[]): void {
  const rows = found.map((one) => {
    const link = h("a", { href: one.href ?? "#", class: "link" }, one.words);
    if (one.focus) link.addEventListener("click", (event) => (event.preventDefault(), document.getElementById(one.focus ?? "")?.focus()));
    return h("li", {}, link);
  });
  wrong.replaceChildren(h("b", {}, icon("alert-circle"), t("还差 {count} 处", { count: found.length })), h("ul", {}, ...rows));
  wrong.hidden = false;
  wrong.focus();
  wrong.scrollIntoView({ block: "start" });
}
