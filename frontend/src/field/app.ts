/* Opens at once with what is on the phone, then asks the server who it is and what is new. */
import { mirrorNumbers, openDevice } from "./device";
import { Room } from "./desk";
import { h } from "./dom";
import { chip, frame, lines, type Screen, type Standing } from "./frame";
import { Desk } from "./handing";
import { ask } from "./link";
import { fetchPack, keepPack, keptPack } from "./pack";
import { isLocked, lock, oweSignOut, owesSignOut, remember, remembered, setApart, waiting, type Who } from "./person";
import { forgetOld } from "./queue";
import { Sender } from "./sending";
import { StorageShut, Store } from "./store";
import { fetchThumbs } from "./thumbs";
import type { Pack } from "./wire";
import { screenOf } from "./views/screens";
import { firstTime, locked } from "./views/locked";
import { chooseLanguage, t } from "./words";

const KEEP_DAYS = 3;
const LOOK_AGAIN_MS = 300_000;

class App {
  private room: Room | undefined;
  private standing: Standing = { unsent: 0, line: "unknown", lineAt: 0, packAt: "", newVersion: false, inspects: true };
  private shown = "";
  private drawing = 0;
  private readonly frame = h("div", { class: "frame" });
  private readonly status = h("div", { class: "vh", role: "status" });
  private readonly alarm = h("div", { class: "alarm", role: "alert", hidden: true });
  private readonly takeOver: () => void;

  constructor(root: HTMLElement, takeOver: () => void) {
    this.takeOver = takeOver;
    root.replaceChildren(this.frame, this.alarm, this.status);
    window.addEventListener("hashchange", () => void this.draw());
    window.addEventListener("online", () => void this.meet());
    window.addEventListener("offline", () => this.lineLost());
    document.addEventListener("visibilitychange", () => document.hidden || this.back());
    window.addEventListener("storage", () => void isLocked().then((shut) => shut && this.leave()));
    window.setInterval(() => document.hidden || void this.meet(), LOOK_AGAIN_MS);
  }

  async start(): Promise<void> {
    const who = await remembered();
    if (who && !(await isLocked())) await this.enter(who);
    else await this.show(who ? locked(await this.left(who)) : firstTime("asking", () => void this.meet()));
    await this.meet();
  }

  /** Another tab may have written meanwhile. */
  private back(): void {
    this.room?.forget();
    void this.draw().then(() => this.meet());
  }

  newVersion(): void {
    this.standing.newVersion = true;
    this.drawLine();
  }

  private async enter(who: Who): Promise<Room> {
    this.room?.sender.stop();
    this.room?.store.close();
    const store = await Store.open(who.person);
    await openDevice(store, who.person);
    const sender = new Sender(store, who.person, () => void this.changed(), () => this.leave());
    const room = new Room(who, store, new Desk(store, who.person), sender, (words, urgent) => this.say(words, urgent), () => void this.draw());
    room.kept = await keptPack(store);
    this.room = room;
    await forgetOld(store, KEEP_DAYS);
    await this.count();
    await this.draw();
    return room;
  }

  /** Ask who is signed in and what is new; then send. */
  private async meet(): Promise<void> {
    if (this.meeting) return;
    this.meeting = true;
    try {
      await this.met();
    } finally {
      this.meeting = false;
    }
  }

  private meeting = false;

  private async met(): Promise<void> {
    if (await owesSignOut()) await this.signOutAtLast();
    const who = await remembered();
    const known = this.room?.kept ?? (who && (await keptOf(who)));
    const found = await fetchPack(known);
    if (found.is === "signed-out") return this.leave();
    if (found.is === "away") return this.lineLost();
    this.heard();
    const next: Who | undefined = found.is === "new" ? found.pack.who : who;
    if (next === undefined) return;
    await remember(next);
    const room = this.room?.who.person === next.person ? this.room : await this.enter(next);
    if (found.is === "new") await this.take(room, found.pack);
    room.others = await setApart(next.person);
    await this.count();
    if (found.is === "new") await this.draw();
    await room.sender.kick();
    if (room.kept && (await fetchThumbs(room.store, room.kept.pack)) && room === this.room && this.pictured) await this.draw();
  }

  /** Where the phone has no room for the new list the old one stays, and that is told. */
  private async take(room: Room, pack: Pack): Promise<void> {
    await room.guarded(async () => (room.kept = await keepPack(room.store, pack)), t("手机存满了，新清单没有存下，用的还是上一份。先上传，或清出空间。"));
  }

  private async signOutAtLast(): Promise<void> {
    const gone = await ask("/sign-out/", { method: "POST" });
    if (gone.is !== "away") await oweSignOut(false);
  }

  private heard(): void {
    this.standing.line = "good";
    this.standing.lineAt = Date.now();
    this.drawLine();
  }

  private lineLost(): void {
    this.standing.line = "none";
    if (this.room) this.drawLine();
    else void remembered().then(async (who) => this.show(who ? locked(await this.left(who), "none") : firstTime("none", () => void this.meet())));
  }

  /** How much waits for somebody whose pages are shut; counted, not shown. */
  private async left(who: Who): Promise<number> {
    const store = await Store.open(who.person);
    this.standing.unsent = await waiting(store);
    store.close();
    return this.standing.unsent;
  }

  /** The sign-in ended: nothing is shown any more, nothing is thrown away. */
  private leave(): void {
    const room = this.room;
    this.room = undefined;
    room?.sender.stop();
    void this.shut(room);
  }

  private async shut(room: Room | undefined): Promise<void> {
    const who = await remembered();
    if (who) await lock();
    room?.store.close();
    await this.show(who ? locked(await this.left(who)) : firstTime("signed-out", () => void this.meet()));
  }

  private async count(): Promise<void> {
    if (!this.room) return;
    this.standing.unsent = await waiting(this.room.store);
    this.standing.packAt = this.room.kept?.at ?? "";
    this.standing.inspects = this.room.inspection.places.length > 0 || this.room.kept === undefined;
  }

  private async changed(): Promise<void> {
    const room = this.room;
    if (!room) return;
    if (room.sender.line !== "unknown") this.standing.line = room.sender.line;
    const before = this.standing.unsent;
    await this.count();
    this.drawLine();
    if (this.live) await this.draw();
    if (before > 0 && this.standing.unsent === 0 && room.sender.now === undefined) void this.meet();
  }

  private live = false;
  private pictured = false;

  private drawLine(): void {
    document.querySelector("#unsent")?.replaceWith(chip(this.standing.unsent));
    document.querySelector("#line")?.replaceChildren(...lines(this.standing, this.takeOver));
  }

  private async draw(): Promise<void> {
    const room = this.room;
    if (!room) return;
    const mine = (this.drawing += 1);
    await this.count();
    const screen = await screenOf(room, location.hash);
    if (mine === this.drawing && room === this.room) await this.show(screen);
  }

  private async show(screen: Screen): Promise<void> {
    const same = this.shown === location.hash;
    const focused = document.activeElement?.id ?? "";
    const scrolled = window.scrollY;
    this.live = screen.live ?? false;
    this.pictured = screen.pictured ?? false;
    this.shown = location.hash;
    document.title = `${screen.title} — ${t("安澜")}`;
    this.frame.replaceChildren(...frame(screen, this.standing, this.takeOver));
    if (same) {
      window.scrollTo(0, scrolled);
      if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
    } else {
      window.scrollTo(0, 0);
      this.alarm.hidden = true;
      this.frame.querySelector<HTMLElement>("[data-focus]")?.scrollIntoView({ block: "center" });
      (this.frame.querySelector<HTMLElement>("[data-focus]") ?? this.frame.querySelector("h1"))?.focus({ preventScroll: true });
    }
    return Promise.resolve();
  }

  private say(words: string, urgent = false): void {
    if (!urgent) this.status.textContent = words;
    else {
      this.alarm.textContent = words;
      this.alarm.hidden = false;
    }
  }
}

async function keptOf(who: Who): Promise<Awaited<ReturnType<typeof keptPack>>> {
  const store = await Store.open(who.person);
  const kept = await keptPack(store);
  await mirrorNumbers(store, who.person);
  store.close();
  return kept;
}

/** One worker for the pages, one for what a place's QR code opens; a new version waits until it is taken over. */
async function keepPages(app: App): Promise<() => void> {
  if (!("serviceWorker" in navigator)) return () => location.reload();
  const had = navigator.serviceWorker.controller !== null;
  const scopes = ["/field/", "/i/p/"];
  const found = await Promise.all(scopes.map((scope) => navigator.serviceWorker.register("/field/worker.js", { scope })));
  const takeOver = (): void => found.forEach((one) => one.waiting?.postMessage("take-over"));
  navigator.serviceWorker.addEventListener("controllerchange", () => had && location.reload());
  if (found[0]?.waiting && had) takeOver();
  for (const one of found) {
    one.addEventListener("updatefound", () => {
      const coming = one.installing;
      coming?.addEventListener("statechange", () => coming.state === "installed" && had && app.newVersion());
    });
  }
  return takeOver;
}

function atPlace(): void {
  const code = /^\/i\/p\/([^/]+)\/?$/.exec(location.pathname)?.[1];
  if (code) history.replaceState(null, "", `/field/#/place/${code}`);
}

async function open(): Promise<void> {
  chooseLanguage();
  atPlace();
  window.addEventListener("unhandledrejection", (event) => event.reason instanceof StorageShut && event.preventDefault());
  const root = document.getElementById("app");
  if (!root) return;
  let takeOver = (): void => location.reload();
  const app = new App(root, () => takeOver());
  void navigator.storage?.persist?.();
  keepPages(app).then((found) => (takeOver = found), () => undefined);
  await app.start();
}

void open();
