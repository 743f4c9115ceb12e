/* 随手记: a finding that no checklist asked for. */
import type { Room } from "../desk";
import { h } from "../dom";
import { noteDraft, type NoteDraft } from "../drafts";
import type { Screen } from "../frame";
import { named, t } from "../words";
import { byWhen, faces, pressing, snaps, whatIsWrong } from "./finding";
import { empty, field, input } from "./parts";
import { complain } from "./review";

export async function noteScreen(room: Room, code: string): Promise<Screen> {
  const told = room.inspection;
  if (told.places.length === 0) return { title: t("随手记"), tab: "note", main: [empty(t("随手记要有督查的岗位"), t("有网时换到那个岗位，清单会一起带上。"))] };
  const open = (await room.drafts()).find((one): one is NoteDraft => one.what === "note" && one.state === "open");
  const draft = open ?? room.opened(noteDraft());
  const at = told.places.find((one) => one.code === code);
  if (at && draft.place === "") Object.assign(draft, { place: at.id, unit: at.unit, title: named(at.name, at.name_en) });
  const keep = (next: NoteDraft): Promise<unknown> => room.keep(Object.assign(draft, next));
  const editing = { room, told: draft, draft: draft.id, place: draft.place, back: "note", keep };
  const wrong = h("div", { id: "wrong", class: "summary", role: "alert", tabindex: -1, hidden: true });
  return {
    title: t("随手记"),
    tab: "note",
    main: [wrong, await snaps(editing), whatIsWrong(editing), ...where(room, draft), ...pressing(editing), ...byWhen(editing), faces()],
    bottom: [h("button", { id: "submit", class: "bigbtn pri xl", type: "button", onclick: () => void submit(room, draft, wrong) }, t("存下，联网后派单"))],
  };
}

function where(room: Room, draft: NoteDraft): Node[] {
  const told = room.inspection;
  const units = h("select", { id: "unit", class: "inp" }, h("option", { value: "" }, t("选一个单位")), ...told.units.map((one) => h("option", { value: one.id }, named(one.name, one.name_en))));
  units.value = draft.unit;
  units.addEventListener("change", () => void room.keep(Object.assign(draft, { unit: units.value })));
  const place = told.places.find((one) => one.id === draft.place);
  const options = h("datalist", { id: "places" }, ...told.places.map((one) => h("option", { value: `${named(one.name, one.name_en)} ${one.code}` })));
  const typed = (text: string): void => {
    const code = text.trim().split(" ").pop()?.toLowerCase();
    const found = told.places.find((one) => one.code.toLowerCase() === code || named(one.name, one.name_en) === text.trim());
    Object.assign(draft, { place: found?.id ?? "", title: found ? named(found.name, found.name_en) : "", unit: found?.unit || draft.unit });
    units.value = draft.unit;
    void room.keep(draft);
  };
  const box = input("place", place ? `${named(place.name, place.name_en)} ${place.code}` : "", typed, { list: "places" });
  return [field(t("在哪里"), "place", box, options), field(t("谁来改"), "unit", units)];
}

async function submit(room: Room, draft: NoteDraft, wrong: HTMLElement): Promise<void> {
  const found = [
    ...(draft.text.trim() ? [] : [{ words: t("写上发现了什么"), focus: "text" }]),
    ...(draft.place ? [] : [{ words: t("选在哪里，用名字或编号"), focus: "place" }]),
    ...(draft.unit ? [] : [{ words: t("选谁来改"), focus: "unit" }]),
    ...(draft.severity === "stop_now" && !draft.stopped.trim() ? [{ words: t("写上当场停了什么"), focus: "stopped" }] : []),
  ];
  if (found.length > 0) return complain(wrong, found);
  if (!(await room.hand(() => room.desk.note(draft)))) return;
  room.say(t("已存在本机，联网后自动上传。"));
  location.hash = "#/sync";
  void room.sender.kick();
}
