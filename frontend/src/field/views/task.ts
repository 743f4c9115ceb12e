/* A task on site: photos as evidence, and handing it in for verification. */
import type { Room } from "../desk";
import { h, icon } from "../dom";
import { taskDraft, type TaskDraft } from "../drafts";
import type { Screen } from "../frame";
import type { Task } from "../wire";
import { moment, t } from "../words";
import { area, empty, field, photos } from "./parts";
import { complain } from "./review";
import { quoted, sentBack } from "./subject";

export async function taskScreen(room: Room, id: string): Promise<Screen> {
  const task = room.tasks.tasks.find((one) => one.id === id);
  const open = (await room.drafts()).find((one): one is TaskDraft => one.what === "task" && one.task === id && one.state === "open");
  if (task === undefined) return { title: t("任务"), back: "#/", main: [empty(t("本机没有这件任务"), t("也许已经交了，或者换人办了。"))] };
  const draft = open ?? room.opened(taskDraft(task));
  const changed = (ids: string[]): Promise<unknown> => room.keep(Object.assign(draft, { photos: ids }));
  const wrong = h("div", { id: "wrong", class: "summary", role: "alert", tabindex: -1, hidden: true });
  return {
    title: task.title,
    back: "#/",
    main: [
      wrong,
      sentBack(task.returned),
      h("div", { class: "pad" }, h("p", { class: "t2" }, task.code, task.due_at && ` · ${t("{time} 前", { time: moment(task.due_at) })}`), task.detail && h("p", {}, task.detail), task.acceptance_test && h("p", {}, h("b", {}, t("怎样算办好：")), task.acceptance_test)),
      quoted(task.requirements),
      h("div", { class: "pad" }, await photos(room, { draft: draft.id, place: "", ids: () => draft.photos, changed, back: `task/${id}` })),
      field(t("办成了什么"), "note", area("note", draft.note, (note) => void room.keep(Object.assign(draft, { note })))),
      h("p", { class: "note" }, icon("user-off"), h("span", {}, t("照片里有人脸，点“遮住人脸”，用手画框遮住。"))),
    ],
    bottom: [
      h("button", { id: "evidence", class: "bigbtn", type: "button", onclick: () => void hand(room, draft, wrong, false) }, t("只交证据，还没办完")),
      h("button", { id: "submit", class: "bigbtn pri xl", type: "button", onclick: () => void hand(room, draft, wrong, true, task) }, t("提交核验")),
    ],
  };
}

async function hand(room: Room, draft: TaskDraft, wrong: HTMLElement, submit: boolean, task?: Task): Promise<void> {
  const noteSuffices = task?.note_suffices ?? false;
  const proven = submit && (noteSuffices || (task?.evidence ?? 0) > 0);
  if (draft.photos.length === 0 && !proven) return complain(wrong, [{ words: t("先拍一张照片作证据"), focus: "camera" }]);
  if (submit && noteSuffices && draft.note.trim() === "") return complain(wrong, [{ words: t("写上办成了什么"), focus: "note" }]);
  if (!(await room.hand(() => room.desk.task(draft, submit)))) return;
  room.say(t("已存在本机，联网后自动上传。"));
  location.hash = "#/sync";
  void room.sender.kick();
}
