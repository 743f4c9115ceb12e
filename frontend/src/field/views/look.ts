/* 复核, 核验: what somebody else handed in, with its pictures; verified, or sent back with what is missing. */
import type { Room } from "../desk";
import { h } from "../dom";
import { lookDraft, type LookDraft } from "../drafts";
import type { Screen } from "../frame";
import type { Rectifying, Task } from "../wire";
import { moment, t } from "../words";
import { onTheirWay } from "./going";
import { area, choice, empty, field, group, type Option } from "./parts";
import { complain } from "./review";
import { pictures, quoted, saidSo, whatIsAsked, whatItIs } from "./subject";

const VERDICTS = (): Option<"verify" | "return">[] => [
  { value: "verify", word: t("办好了"), look: "ok", shape: "met" },
  { value: "return", word: t("还不行，退回"), look: "bad", shape: "unmet" },
];

export async function lookScreen(room: Room, of: string, id: string): Promise<Screen> {
  const finding = of === "finding" ? room.inspection.verify.find((one) => one.id === id) : undefined;
  const task = of === "task" ? room.tasks.verify.find((one) => one.id === id) : undefined;
  const told = finding ?? task;
  const title = of === "task" ? t("核验任务") : t("复核整改");
  if (told === undefined) return { title, back: "#/", main: [empty(t("这件现在不用你看了"), t("也许别人已经看过，或者不该由你看。")), written(await openOf(room, id))] };
  if ((await onTheirWay(room)).has(id)) return { title, back: "#/", main: [empty(t("这件你已经判了"), t("在“同步”里看它到了没有。"))] };
  const draft = await openLook(room, finding ? "finding" : "task", told, finding?.text ?? task?.title ?? "");
  const wrong = h("div", { id: "wrong", class: "summary", role: "alert", tabindex: -1, hidden: true });
  const about = finding ? await ofFinding(room, finding) : task ? await ofTask(room, task) : [];
  return { title, back: "#/", pictured: true, main: [wrong, ...about, ...verdict(room, draft)], bottom: [h("button", { id: "submit", class: "bigbtn pri xl", type: "button", onclick: () => void submit(room, draft, wrong) }, of === "task" ? t("交核验结果") : t("交复核结果"))] };
}

/** What was handed in anew is judged anew. */
async function openLook(room: Room, of: "finding" | "task", told: Rectifying | Task, title: string): Promise<LookDraft> {
  const open = await openOf(room, told.id);
  if (open && open.seen !== told.seen) await room.keep(Object.assign(open, { seen: told.seen, verdict: "" }));
  return open ?? room.opened(lookDraft(of, told, title));
}

async function openOf(room: Room, subject: string): Promise<LookDraft | undefined> {
  return (await room.drafts()).find((one): one is LookDraft => one.what === "look" && one.subject === subject && one.state === "open");
}

/** What was written stays readable, whoever looks now. */
function written(draft: LookDraft | undefined): HTMLElement | false {
  return draft !== undefined && draft.note !== "" && h("div", { class: "pad" }, h("b", {}, t("你写的")), h("p", {}, draft.note));
}

async function ofFinding(room: Room, told: Rectifying): Promise<(Node | false)[]> {
  const after = told.photos.filter((one) => one.after);
  return [
    whatItIs(told),
    whatIsAsked(told),
    quoted(told.requirements),
    saidSo(told.said),
    (await pictures(room, t("改好以后"), after)) || noPicture(),
    await pictures(room, t("原来的样子"), told.photos.filter((one) => !one.after)),
  ];
}

async function ofTask(room: Room, told: Task): Promise<(Node | false)[]> {
  return [
    h("div", { class: "pad" }, h("b", { class: "big line" }, told.title), h("p", { class: "t2" }, `${told.owner} · ${told.code}`, told.due_at && ` · ${t("{time} 前", { time: moment(told.due_at) })}`), told.acceptance_test && h("p", {}, h("b", {}, t("怎样算办好：")), told.acceptance_test)),
    quoted(told.requirements),
    saidSo(told.said),
    (await pictures(room, t("交来的照片"), told.photos)) || noPicture(told.evidence),
  ];
}

function noPicture(others = 0): HTMLElement {
  return h("p", { class: "pad t2" }, others > 0 ? t("没有照片，有 {count} 份别的证据，有网时在电脑版看。", { count: others }) : t("没有照片。"));
}

function verdict(room: Room, draft: LookDraft): Node[] {
  const pick = (value: "verify" | "return"): void => void room.keep(Object.assign(draft, { verdict: value })).then(room.redraw);
  const label = draft.verdict === "return" ? t("缺什么，怎样才算办好") : t("写一句（可不填）");
  return [
    group(t("你看下来"), "verdict", choice("verdict", VERDICTS(), draft.verdict, pick)),
    field(label, "note", area("note", draft.note, (note) => void room.keep(Object.assign(draft, { note })))),
    h("p", { class: "pad sm t2" }, draft.of === "task" ? t("自己办的、自己交过证据的，换人核验。") : t("自己改的、自己交过证据的，换人复核。")),
  ];
}

async function submit(room: Room, draft: LookDraft, wrong: HTMLElement): Promise<void> {
  const found = [
    ...(draft.verdict ? [] : [{ words: t("先判办好了，还是退回"), focus: "verdict-verify" }]),
    ...(draft.verdict === "return" && !draft.note.trim() ? [{ words: t("写上缺什么"), focus: "note" }] : []),
  ];
  if (found.length > 0) return complain(wrong, found);
  if (!(await room.hand(() => room.desk.look(draft)))) return;
  room.say(t("已存在本机，联网后自动上传。"));
  location.hash = "#/sync";
  void room.sender.kick();
}
