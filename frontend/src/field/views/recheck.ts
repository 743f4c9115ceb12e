/* One item judged again without the first judgement in sight. */
import type { Room } from "../desk";
import { h } from "../dom";
import { recheckDraft, type RecheckDraft } from "../drafts";
import type { Screen } from "../frame";
import { newId } from "../ids";
import type { Verdict } from "../wire";
import { named, t } from "../words";
import { placeName } from "./home";
import { area, choice, empty, field } from "./parts";
import { complain } from "./review";
import { JUDGEMENTS } from "./run";

export async function recheckScreen(room: Room, id: string): Promise<Screen> {
  const told = room.inspection;
  const recheck = told.rechecks.find((one) => one.id === id);
  const question = told.checklists.find((one) => one.id === recheck?.checklist)?.questions.find((one) => one.key === recheck?.item);
  if (!recheck || !question) return { title: t("盲查复测"), back: "#/", main: [empty(t("本机没有这次复测"), t("也许已经交了，或者过了期限。"))] };
  const open = (await room.drafts()).find((one): one is RecheckDraft => one.what === "recheck" && one.recheck === id && one.state === "open");
  const draft = open ?? room.opened(recheckDraft(newId(), id, placeName(told, recheck.place)));
  const wrong = h("div", { id: "wrong", class: "summary", role: "alert", tabindex: -1, hidden: true });
  const judge = (verdict: Verdict): void => void room.keep(Object.assign(draft, { verdict })).then(room.redraw);
  return {
    title: draft.title,
    back: "#/",
    main: [
      wrong,
      h("section", { class: "it now", role: "group", "aria-labelledby": "l-item" }, h("p", { id: "l-item", class: "what" }, named(question.label, question.label_en)), h("p", { class: "how" }, named(question.hint, question.hint_en)), choice("verdict", JUDGEMENTS(), draft.verdict, judge)),
      field(t("看到了什么"), "note", area("note", draft.note, (note) => void room.keep(Object.assign(draft, { note })))),
    ],
    bottom: [h("button", { id: "submit", class: "bigbtn pri xl", type: "button", onclick: () => void submit(room, draft, wrong) }, t("提交复测"))],
  };
}

async function submit(room: Room, draft: RecheckDraft, wrong: HTMLElement): Promise<void> {
  if (draft.verdict === "") return complain(wrong, [{ words: t("先判合格、不合格或不适用"), focus: "verdict-pass" }]);
  if (!(await room.hand(() => room.desk.recheck(draft)))) return;
  location.hash = "#/sync";
  void room.sender.kick();
}
