/* The frame of every screen: where one is, whether there is a line, how much is not yet sent. */
import { h, icon } from "./dom";
import { clock, t } from "./words";

export interface Screen {
  title: string;
  /** Where the arrow leads; none on the three tabs. */
  back?: string;
  right?: Node | string;
  main: (Node | string | false)[];
  bottom?: Node[];
  tab?: "home" | "note" | "sync";
  /** Drawn anew when something arrived or changed. */
  live?: boolean;
  /** Drawn anew when small pictures came. */
  pictured?: boolean;
}

export interface Standing {
  unsent: number;
  line: "unknown" | "good" | "none";
  lineAt: number;
  packAt: string;
  newVersion: boolean;
  inspects: boolean;
}

export function frame(screen: Screen, standing: Standing, update: () => void): Node[] {
  const main = h("main", { id: "main", tabindex: -1 }, ...screen.main.filter((one): one is Node | string => one !== false));
  return [
    h("a", { class: "skip", href: "#main", onclick: (event) => (event.preventDefault(), main.focus()) }, t("跳到正文")),
    head(screen, standing),
    h("div", { id: "line" }, ...lines(standing, update)),
    main,
    screen.bottom ? h("div", { class: "bottom" }, ...screen.bottom) : "",
    screen.tab ? tabs(screen.tab, standing.inspects) : "",
  ].filter((one): one is HTMLElement => one !== "");
}

function head(screen: Screen, standing: Standing): HTMLElement {
  const back = screen.back !== undefined && h("a", { class: "square", href: screen.back, "aria-label": t("返回") }, icon("arrow-left"));
  const right = screen.right !== undefined && h("span", { class: "right nw" }, screen.right);
  const me = screen.back === undefined && h("a", { class: "square", href: "#/me", "aria-label": t("我的") }, icon("user"));
  return h("header", { class: "mh" }, back, h("h1", { tabindex: -1 }, screen.title), right, chip(standing.unsent), me);
}

/** Always there, on every screen. */
export function chip(unsent: number): HTMLElement {
  const label = unsent ? t("未传 {count}", { count: unsent }) : t("都传了");
  return h("a", { id: "unsent", class: unsent ? "chip some" : "chip", href: "#/sync" }, icon(unsent ? "cloud-upload" : "checks"), label);
}

export function lines(standing: Standing, update: () => void): Node[] {
  const found: Node[] = [];
  if (standing.line === "none") {
    const age = standing.packAt ? t("，清单是 {time} 的", { time: clock(standing.packAt) }) : "";
    found.push(h("p", { class: "off", role: "status" }, icon("wifi-off"), h("span", {}, t("离线，全部存在本机") + age)));
  }
  if (standing.newVersion) {
    found.push(h("p", { class: "note" }, icon("refresh"), h("span", {}, t("页面有新版，填的都在本机。")), h("button", { class: "link", type: "button", onclick: update }, t("换成新版"))));
  }
  return found;
}

/** Whoever does not inspect has nothing to note on the way. */
function tabs(current: "home" | "note" | "sync", inspects: boolean): HTMLElement {
  const tab = (name: "home" | "note" | "sync", address: string, drawing: string, word: string): HTMLElement =>
    h("a", { href: address, "aria-current": name === current && "page" }, icon(drawing), h("span", {}, word));
  return h(
    "nav",
    { class: inspects ? "tabbar" : "tabbar two", "aria-label": t("主要页面") },
    tab("home", "#/", "list-check", inspects ? t("要查的") : t("要办的")),
    inspects && tab("note", "#/note", "camera", t("随手记")),
    tab("sync", "#/sync", "refresh", t("同步")),
  );
}
