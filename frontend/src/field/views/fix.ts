/* 整改: what was found, what is asked, by when; a picture of how it is now and a word, handed in without a line. */
import type { Room } from "../desk";
import { h } from "../dom";
import { fixDraft, type FixDraft } from "../drafts";
import type { Screen } from "../frame";
import type { Photo } from "../photos";
import type { Rectifying } from "../wire";
import { t } from "../words";
import { faces } from "./finding";
import { onTheirWay } from "./going";
import { area, empty, field, photos } from "./parts";
import { complain } from "./review";
import { pictures, quoted, sentBack, whatIsAsked, whatItIs } from "./subject";

export async function fixScreen(room: Room, id: string): Promise<Screen> {
  const told = room.inspection.rectify.find((one) => one.id === id);
  const title = t("整改");
  if (told === undefined) return { title, back: "#/", main: [empty(t("本机没有这条整改"), t("也许已经交了，或者换人改了。"))] };
  if ((await onTheirWay(room)).has(id)) return { title, back: "#/", main: [whatItIs(told), empty(t("这条已经交了"), t("在“同步”里看它到了没有。"))] };
  const draft = await openFix(room, told);
  const changed = (ids: string[]): Promise<unknown> => room.keep(Object.assign(draft, { photos: ids }));
  const wrong = h("div", { id: "wrong", class: "summary", role: "alert", tabindex: -1, hidden: true });
  const type = (part: "note" | "cause" | "ruleChange") => (text: string): void => void room.keep(Object.assign(draft, { [part]: text }));
  return {
    title,
    back: "#/",
    pictured: true,
    main: [
      wrong,
      sentBack(told.returned),
      whatItIs(told),
      whatIsAsked(told),
      quoted(told.requirements),
      await pictures(room, t("已有的照片"), told.photos),
      h("h2", { class: "sub" }, t("改好以后的样子")),
      h("div", { class: "pad" }, await photos(room, { draft: draft.id, place: told.place.id, ids: () => draft.photos, changed, back: `fix/${id}` })),
      field(t("改了什么"), "note", area("note", draft.note, type("note"))),
      told.asks_cause && h("p", { class: "pad" }, t("这是第 {count} 次。只改这一回不够，写上下面两样。", { count: told.times })),
      told.asks_cause && field(t("为什么反复"), "cause", area("cause", draft.cause, type("cause"))),
      told.asks_cause && field(t("改了什么规定"), "rule", area("rule", draft.ruleChange, type("ruleChange"))),
      faces(),
    ],
    bottom: [h("button", { id: "submit", class: "bigbtn pri xl", type: "button", onclick: () => void submit(room, draft, told, wrong) }, t("存下，联网后交复核"))],
  };
}

async function openFix(room: Room, told: Rectifying): Promise<FixDraft> {
  const open = (await room.drafts()).find((one): one is FixDraft => one.what === "fix" && one.finding === told.id && one.state === "open");
  return open ?? room.opened(fixDraft(told));
}

async function submit(room: Room, draft: FixDraft, told: Rectifying, wrong: HTMLElement): Promise<void> {
  const shown = await isShown(room, draft, told);
  const found = [
    ...(shown ? [] : [{ words: draft.photos.length > 0 ? (told.returned ? t("退回以后，再拍一张现在的样子") : t("这张照片比发现还早，再拍一张现在的样子")) : t("拍一张改好以后的样子"), focus: "camera" }]),
    ...(draft.note.trim() ? [] : [{ words: t("写上改了什么"), focus: "note" }]),
    ...(told.asks_cause && !draft.cause.trim() ? [{ words: t("写上为什么反复"), focus: "cause" }] : []),
    ...(told.asks_cause && !draft.ruleChange.trim() ? [{ words: t("写上改了什么规定"), focus: "rule" }] : []),
  ];
  if (found.length > 0) return complain(wrong, found);
  if (!(await room.hand(() => room.desk.fix(draft)))) return;
  room.say(t("已存在本机，联网后自动上传。"));
  location.hash = "#/sync";
  void room.sender.kick();
}

/** A picture of this round: what was taken before it was sent back proves nothing any more. */
async function isShown(room: Room, draft: FixDraft, told: Rectifying): Promise<boolean> {
  const since = Date.parse(told.began_at);
  const kept = await Promise.all(draft.photos.map((id) => room.store.get<Photo>("photos", id)));
  return kept.some((one) => one === undefined || Date.parse(one.capturedAt) > since);
}
