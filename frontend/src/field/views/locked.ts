/* Before anybody is known: the first time, and after a sign-in ended. Shows nothing of anybody. */
import { h, icon } from "../dom";
import type { Screen } from "../frame";
import { t } from "../words";

const enter = (): HTMLElement => h("a", { class: "bigbtn pri", href: "/sign-in/?next=/field/" }, icon("login"), t("登录"));

export function locked(left: number, line: "good" | "none" = "good"): Screen {
  const kept = left > 0 ? t("没传的 {count} 件还在本机，登录后接着传。", { count: left }) : t("没传的都还在本机，本人登录后接着传。");
  const offline = line === "none" && h("p", { class: "pad t2" }, t("现在没有网。有网以后登录。"));
  return { title: t("登录已结束"), main: [h("p", { class: "lead pad" }, kept), offline, h("div", { class: "pad" }, enter())] };
}

export function firstTime(why: "asking" | "none" | "signed-out", again: () => void): Screen {
  const title = t("现场");
  if (why === "asking") return { title, main: [h("p", { class: "lead pad", role: "status" }, t("正在打开…"))] };
  if (why === "signed-out") return { title, main: [h("p", { class: "lead pad" }, t("登录一次，带上清单，之后没有网也能查。")), h("div", { class: "pad" }, enter())] };
  const retry = h("button", { class: "bigbtn pri", type: "button", onclick: again }, icon("refresh"), t("再连一次"));
  return { title, main: [h("p", { class: "lead pad" }, t("第一次打开要有网：登录一次，带上清单。现在没有网。")), h("div", { class: "pad" }, retry)] };
}
