/* A checklist: one item, one judgement, three equal buttons. Every tap is on the device before it shows. */
import type { Room } from "../desk";
import { h, icon } from "../dom";
import { finding, runDraft, type RunDraft } from "../drafts";
import type { Screen } from "../frame";
import { read, type Line, type Raw } from "../reading";
import type { Run, Verdict } from "../wire";
import { named, t } from "../words";
import { placeName } from "./home";
import { choice, empty, type Option } from "./parts";
import { control } from "./questions";
import { quoted } from "./subject";

export const JUDGEMENTS = (): Option<Verdict>[] => [
  { value: "pass", word: t("合格"), look: "ok", shape: "met" },
  { value: "fail", word: t("不合格"), look: "bad", shape: "unmet" },
  { value: "na", word: t("不适用"), look: "sel", shape: "none" },
];

export async function openRun(room: Room, id: string): Promise<RunDraft | undefined> {
  const known = await room.draft<RunDraft>(id);
  if (known) return known;
  const told = room.inspection;
  const run = told.runs.find((one) => one.id === id);
  const checklist = told.checklists.find((one) => one.id === run?.checklist);
  if (run === undefined || checklist === undefined) return undefined;
  const unit = told.units.find((one) => one.id === run.unit);
  const where = { place: { id: run.place, name: placeName(told, run.place) }, unit: { id: run.unit, name: named(unit?.name, unit?.name_en) } };
  return room.opened(runDraft(id, checklist, where, true, run));
}

export function goneScreen(): Screen {
  return { title: t("督查"), back: "#/", main: [empty(t("本机没有这次督查"), t("也许已经交了，或者换人查了。"))] };
}

export async function runScreen(room: Room, id: string, key: string): Promise<Screen> {
  const draft = await openRun(room, id);
  if (draft === undefined || draft.state === "handed") return goneScreen();
  const lines = read(draft.checklist, draft.answers);
  const items = lines.filter((line) => line.number > 0);
  const done = items.filter((line) => line.verdict !== undefined).length;
  const next = lines.find((line) => line.fault !== "");
  const at = key || next?.question.key;
  return {
    title: draft.title,
    back: "#/",
    right: `${done} / ${items.length}`,
    main: [beside(room, id), quoted(runOf(room, id)?.requirements), ...body(room, draft, lines, at)],
    bottom: [
      h("progress", { max: Math.max(1, items.length), value: done, "aria-label": t("{done} / {all} 题", { done, all: items.length }) }),
      next ? h("button", { id: "next", class: "bigbtn pri", type: "button", onclick: () => toNext(next) }, t("下一题未填的")) : h("a", { id: "next", class: "bigbtn pri", href: `#/review/${draft.id}` }, t("核对并提交")),
    ],
  };
}

const runOf = (room: Room, id: string): Run | undefined => room.inspection.runs.find((one) => one.id === id);

/** Who else is sent along. */
function beside(room: Room, id: string): HTMLElement | false {
  const names = runOf(room, id)?.fellows ?? [];
  return names.length > 0 && h("p", { class: "pad sm t2" }, t("和 {names} 一起", { names: names.join(t("、")) }));
}

function toNext(line: Line): void {
  const box = document.getElementById(`q-${line.question.key}`);
  document.querySelector(".it.now")?.classList.remove("now");
  box?.classList.add("now");
  box?.scrollIntoView({ block: "center" });
  box?.querySelector<HTMLElement>("button, input, textarea, select")?.focus({ preventScroll: true });
}

function body(room: Room, draft: RunDraft, lines: readonly Line[], at: string | undefined): Node[] {
  const found: Node[] = [];
  let section = "";
  for (const line of lines) {
    const own = line.question.section ?? "";
    if (own !== section) {
      section = own;
      const told = draft.checklist.sections.find((one) => one.key === own);
      if (told) found.push(h("h2", { class: "sub" }, named(told.label, told.label_en)));
    }
    found.push(item(room, draft, line, line.question.key === at));
  }
  return found;
}

function item(room: Room, draft: RunDraft, line: Line, now: boolean): HTMLElement {
  const { question, number, verdict } = line;
  const label = `${number ? `${number} ` : ""}${named(question.label, question.label_en)}`;
  const hint = named(question.hint, question.hint_en);
  const answer = (raw: Raw): Promise<void> => answered(room, draft, line, raw);
  const inside = question.kind === "judge" ? choice(`q-${question.key}`, JUDGEMENTS(), verdict ?? "", (value) => void answer(value)) : control(room, draft, line, answer);
  const failed = verdict === "fail" && draft.findings[question.key];
  return h(
    "section",
    { id: `q-${question.key}`, class: now ? "it now" : "it", role: "group", "aria-labelledby": `l-${question.key}`, "data-focus": now && undefined },
    h("p", { id: `l-${question.key}`, class: "what" }, label, !question.required && question.kind !== "judge" && question.kind !== "note" && h("span", { class: "sm t2" }, ` ${t("（可不填）")}`)),
    hint !== "" && h("p", { class: "how" }, hint),
    inside,
    line.fault === "outside" && h("p", { class: "fault", role: "alert" }, named(question.constraint_message, question.constraint_message_en) || t("这个数不在范围里。")),
    line.fault === "unreadable" && h("p", { class: "fault", role: "alert" }, t("写一个数。")),
    verdict === "fail" && question.kind !== "judge" && h("p", { class: "fault" }, t("按这个数判不合格。")),
    verdict === "fail" && toFinding(draft, question.key, failed ? failed.text : "", failed ? failed.photos.length : 0),
  );
}

function toFinding(draft: RunDraft, key: string, text: string, count: number): HTMLElement {
  const words = text || count ? h("span", { class: "told" }, text || t("记一条发现"), h("span", { class: "sm t2 line" }, t("照片 {count} 张", { count }))) : t("拍照，记一条发现");
  return h("a", { id: `f-${key}`, class: "bigbtn plain left", href: `#/finding/${draft.id}/${key}` }, icon("camera-plus"), words, h("span", { class: "end" }, icon("chevron-right")));
}

async function answered(room: Room, draft: RunDraft, line: Line, raw: Raw): Promise<void> {
  const { key, severity } = line.question;
  draft.answers = { ...draft.answers, [key]: raw };
  const after = read(draft.checklist, draft.answers).find((one) => one.question.key === key);
  const failed = after?.verdict === "fail";
  if (failed && !draft.findings[key]) draft.findings = { ...draft.findings, [key]: finding(severity ?? "minor") };
  if (draft.planned && !draft.begun) {
    draft.begun = true;
    draft.begun = await room.guarded(() => room.desk.begin(draft));
    if (!draft.begun) return;
    void room.sender.kick();
  } else if (!(await room.keep(draft))) return;
  if (failed && line.question.kind === "judge") location.hash = `#/finding/${draft.id}/${key}`;
  else room.redraw();
}
