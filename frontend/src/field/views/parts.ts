/* Parts that several screens share: fields, three equal buttons, photos. */
import type { Room } from "../desk";
import { h, icon, type Shape, shape } from "../dom";
import { spot, taken, type Photo } from "../photos";
import { moment, t } from "../words";

export function field(label: string, id: string, control: Node, more?: Node): HTMLElement {
  return h("div", { class: "f" }, h("label", { for: id }, label), control, more);
}

export function group(label: string, id: string, ...inside: (Node | string | false)[]): HTMLElement {
  return h("div", { class: "f", role: "group", "aria-labelledby": id }, h("b", { id }, label), ...inside);
}

export interface Option<T extends string> { value: T; word: string; look?: "ok" | "bad" | "warn" | "sel"; shape?: Shape }

/** Equal buttons, one of them pressed. */
export function choice<T extends string>(id: string, options: readonly Option<T>[], chosen: T | "", choose: (value: T) => void): HTMLElement {
  const buttons = options.map((one) => {
    const on = one.value === chosen;
    const button = h("button", { id: `${id}-${one.value}`, type: "button", class: on && (one.look ?? "sel"), "aria-pressed": on ? "true" : "false" }, on && one.shape ? shape(one.shape) : false, one.word);
    button.addEventListener("click", () => choose(one.value));
    return button;
  });
  return h("div", { class: options.length === 3 ? "tri" : "tri two" }, ...buttons);
}

export function input(id: string, value: string, typed: (value: string) => void, more: Record<string, string | boolean> = {}): HTMLInputElement {
  const element = h("input", { id, class: "inp", autocomplete: "off", ...more, oninput: () => typed(element.value) });
  element.value = value;
  return element;
}

export function area(id: string, value: string, typed: (value: string) => void): HTMLTextAreaElement {
  const element = h("textarea", { id, class: "inp", rows: 3, maxlength: 500, oninput: () => typed(element.value) });
  element.value = value;
  return element;
}

export function empty(title: string, more: string): HTMLElement {
  return h("div", { class: "empty" }, h("b", {}, title), h("p", { class: "t2" }, more));
}

interface PhotoList { draft: string; place: string; ids: () => readonly string[]; changed: (ids: string[]) => Promise<unknown>; back: string }

/** Camera first, gallery second; each photo is on the phone before it is shown. */
export async function photos(room: Room, list: PhotoList): Promise<HTMLElement> {
  const known = await Promise.all(list.ids().map((id) => room.store.get<Photo>("photos", id)));
  const shown = known.filter((one): one is Photo => one !== undefined).map((one, at) => card(room, list, one, at + 1));
  const many = shown.length > 0;
  return h(
    "div",
    { class: "photos" },
    many && h("ul", {}, ...shown),
    picker(room, list, { id: "camera", camera: true, word: many ? t("再拍一张") : t("拍照") }),
    picker(room, list, { id: "gallery", camera: false, word: t("从相册选") }),
  );
}

function card(room: Room, list: PhotoList, photo: Photo, number: number): HTMLElement {
  const address = URL.createObjectURL(photo.blob);
  const picture = h("img", { src: address, alt: t("照片 {number}", { number }), onload: () => URL.revokeObjectURL(address) });
  const drop = (): void => {
    const left = list.ids().filter((one) => one !== photo.id);
    void room.guarded(() => room.store.write((tables) => Promise.resolve(tables.drop("photos", photo.id)))).then(() => list.changed(left)).then(room.redraw);
  };
  const where = photo.lat === undefined ? t("没有位置：手机没有给") : t("有位置，误差 {metres} 米", { metres: photo.accuracy ?? 0 });
  return h(
    "li",
    {},
    picture,
    h("span", { class: "sm" }, h("span", { class: "nw" }, moment(photo.capturedAt)), " · ", where, photo.masked && h("span", { class: "b" }, ` · ${t("已遮住")}`)),
    h("span", { class: "acts" }, h("a", { class: "link", href: `#/photo/${photo.id}?${list.back}` }, t("遮住人脸"), h("span", { class: "vh" }, ` ${number}`)), h("button", { type: "button", class: "link", onclick: drop }, t("删掉照片"), h("span", { class: "vh" }, ` ${number}`))),
  );
}

function picker(room: Room, list: PhotoList, look: { id: string; camera: boolean; word: string }): HTMLElement {
  const pick = h("input", { id: look.id, class: "vh", type: "file", accept: "image/*", ...(look.camera ? { capture: "environment" } : { multiple: true }) });
  pick.addEventListener("change", () => {
    const files = [...(pick.files ?? [])];
    pick.value = "";
    void taking(room, list, files);
  });
  const classes = look.camera ? "bigbtn snap" : "bigbtn plain";
  return h("div", { class: "pick" }, pick, h("label", { for: look.id, class: classes }, icon(look.camera ? "camera" : "files"), look.word));
}

async function taking(room: Room, list: PhotoList, files: File[]): Promise<void> {
  for (const file of files) {
    const photo = await taken(file, { draft: list.draft, place: list.place }).catch(() => undefined);
    if (photo === undefined) room.say(t("这张照片读不了，没有存下。换一张，或重新拍。"), true);
    else if (await room.guarded(() => room.store.put("photos", photo))) {
      await list.changed([...list.ids(), photo.id]);
      room.redraw();
      if (file.lastModified > Date.now() - 600_000) void locate(room, photo);
    }
  }
}

/** The place comes after the picture is kept: waiting for it must not lose the picture. */
async function locate(room: Room, photo: Photo): Promise<void> {
  const found = await spot();
  if (found.lat === undefined) return;
  await room.guarded(() =>
    room.store.write(async (tables) => {
      const now = await tables.get<Photo>("photos", photo.id);
      if (now) tables.put("photos", { ...now, ...found });
    }),
  );
  room.redraw();
}
