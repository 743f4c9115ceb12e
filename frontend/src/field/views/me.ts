/* 我的: who is signed in, language, theme, and leaving this phone. */
import { apply, chosen, remember as rememberTheme } from "../../lib/theme";
import type { Room } from "../desk";
import { h, icon } from "../dom";
import type { Device } from "../device";
import type { Screen } from "../frame";
import { ask } from "../link";
import { lock, oweSignOut, waiting, wipe } from "../person";
import { speak, t } from "../words";
import { choice, group } from "./parts";

export async function meScreen(room: Room): Promise<Screen> {
  const device = await room.store.get<Device>("facts", "device");
  const theme = chosen();
  const room1 = await navigator.storage?.estimate?.().catch(() => undefined);
  const persists = await navigator.storage?.persisted?.().catch(() => false);
  const used = Math.round((room1?.usage ?? 0) / 1_048_576);
  const paint = (value: "light" | "dark"): void => (apply(value), rememberTheme(value), room.redraw());
  const language = document.documentElement.lang === "en" ? "en" : "zh-hans";
  return {
    title: t("我的"),
    back: "#/",
    main: [
      h("div", { class: "pad" }, h("b", { class: "big" }, room.who.label), h("p", { class: "t2" }, room.who.title)),
      group(t("语言"), "language", choice("language", [{ value: "zh-hans", word: "中文" }, { value: "en", word: "English" }], language, (value) => (speak(value), room.redraw()))),
      group(t("颜色"), "theme", choice("theme", [{ value: "light", word: t("浅色") }, { value: "dark", word: t("深色") }], theme, paint)),
      h("p", { class: "pad sm t2" }, t("本机存了 {size} MB，编号 {device}。", { size: used, device: device?.device.slice(-6) ?? "" })),
      h("p", { class: "pad sm t2" }, persists ? t("浏览器答应了：空间不够时也不清掉这里的。") : t("浏览器没有答应一直留着这里的。有网就上传，别攒着。")),
      h("div", { class: "pad stack" }, h("a", { class: "bigbtn", href: "/" }, icon("home"), t("到电脑版首页")), h("a", { class: "bigbtn", href: "#/leave" }, icon("logout"), t("退出这台手机"))),
    ],
  };
}

export async function leaveScreen(room: Room): Promise<Screen> {
  const left = await waiting(room.store);
  const leave = async (): Promise<void> => {
    const { person } = room.who;
    room.sender.stop();
    await lock();
    const gone = await ask("/sign-out/", { method: "POST" });
    if (gone.is === "away") await oweSignOut(true);
    room.store.close();
    await wipe(person);
    location.assign(gone.is === "away" ? "/field/" : "/sign-in/");
  };
  const go = h("button", { id: "leave", class: left ? "bigbtn danger" : "bigbtn pri", type: "button", onclick: () => void leave() }, left ? t("退出，删掉没传的 {count} 件", { count: left }) : t("退出，清掉本机的数据"));
  const first = h("a", { class: "bigbtn pri", href: "#/sync" }, icon("cloud-upload"), t("先上传"));
  return {
    title: t("退出这台手机"),
    back: "#/me",
    main: [
      left > 0 && h("div", { class: "summary", role: "alert" }, h("b", {}, icon("alert-triangle"), t("还有 {count} 件没有传", { count: left })), h("p", {}, t("退出会把它们从本机删掉，找不回来。没交的也算。"))),
      left === 0 && h("p", { class: "lead pad" }, t("都传了。退出后，清单和照片不留在这台手机上。")),
    ],
    bottom: left > 0 ? [go, first] : [go],
  };
}
