/* Hiding faces by hand: boxes drawn with a finger, or moved with buttons. What is hidden is gone from the photo. */
import type { Room } from "../desk";
import { h, icon } from "../dom";
import type { Screen } from "../frame";
import { drawn, jpeg, pen, type Photo } from "../photos";
import { t } from "../words";
import { empty } from "./parts";

interface Box { x: number; y: number; w: number; h: number }

const COVER = "#3a4954";
const STEP = 0.03;

export async function photoScreen(room: Room, id: string): Promise<Screen> {
  const photo = await room.store.get<Photo>("photos", id);
  const back = `#/${location.hash.split("?")[1] ?? ""}`;
  if (photo === undefined) return { title: t("遮住人脸"), back, main: [empty(t("这张照片已经传走或删掉了"), "")] };
  const picture = await drawn(photo.blob);
  const canvas = h("canvas", { class: "mask", width: picture.width, height: picture.height, role: "img", "aria-label": t("照片，用手画框遮住人脸") });
  const boxes: Box[] = [];
  const draw = (): void => paint(canvas, picture, boxes);
  draw();
  draggable(canvas, boxes, draw);
  const save = async (): Promise<void> => {
    if (await hidden(room, photo, canvas, boxes)) location.hash = back;
  };
  return {
    title: t("遮住人脸"),
    back,
    main: [
      h("p", { class: "pad" }, t("在人脸上画框。存下后，框里的画面就没有了。")),
      canvas,
      h("div", { class: "pad movers", role: "group", "aria-label": t("不用手指画：加一块，再移到脸上") }, ...movers(boxes, draw)),
    ],
    bottom: [h("button", { class: "bigbtn pri", type: "button", onclick: () => void save() }, t("存下这张照片"))],
  };
}

function paint(canvas: HTMLCanvasElement, picture: ImageBitmap, boxes: readonly Box[]): void {
  const brush = pen(canvas);
  brush.drawImage(picture, 0, 0);
  brush.fillStyle = COVER;
  for (const box of boxes) brush.fillRect(box.x * canvas.width, box.y * canvas.height, box.w * canvas.width, box.h * canvas.height);
}

function draggable(canvas: HTMLCanvasElement, boxes: Box[], draw: () => void): void {
  let from: [number, number] | undefined;
  const at = (event: PointerEvent): [number, number] => {
    const box = canvas.getBoundingClientRect();
    return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
  };
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    from = at(event);
    boxes.push({ x: from[0], y: from[1], w: 0, h: 0 });
  });
  canvas.addEventListener("pointermove", (event) => {
    const box = boxes[boxes.length - 1];
    if (!from || !box) return;
    const [x, y] = at(event);
    Object.assign(box, { x: Math.min(x, from[0]), y: Math.min(y, from[1]), w: Math.abs(x - from[0]), h: Math.abs(y - from[1]) });
    draw();
  });
  canvas.addEventListener("pointerup", () => {
    const box = boxes[boxes.length - 1];
    if (from && box && (box.w < 0.01 || box.h < 0.01)) boxes.pop();
    from = undefined;
    draw();
  });
}

/** The same without dragging (WCAG 2.5.7). */
function movers(boxes: Box[], draw: () => void): HTMLElement[] {
  const act = (word: string, drawing: string, change: (box: Box) => void): HTMLElement =>
    h("button", { class: "square", type: "button", "aria-label": word, title: word, onclick: () => (boxes.slice(-1).forEach(change), draw()) }, icon(drawing));
  const add = (): void => {
    boxes.push({ x: 0.4, y: 0.3, w: 0.2, h: 0.2 });
    draw();
  };
  const drop = (): void => {
    boxes.pop();
    draw();
  };
  const grow = (by: number) => (box: Box): void => void Object.assign(box, { w: Math.max(0.03, box.w + by), h: Math.max(0.03, box.h + by) });
  return [
    h("button", { class: "bigbtn plain", type: "button", onclick: add }, icon("plus"), t("加一块")),
    act(t("往左"), "arrow-left", (box) => (box.x -= STEP)),
    act(t("往右"), "arrow-right", (box) => (box.x += STEP)),
    act(t("往上"), "arrow-up", (box) => (box.y -= STEP)),
    act(t("往下"), "arrow-down", (box) => (box.y += STEP)),
    act(t("大一点"), "plus", grow(STEP)),
    act(t("小一点"), "equal", grow(-STEP)),
    h("button", { class: "bigbtn plain", type: "button", onclick: drop }, icon("eraser"), t("去掉这块")),
  ];
}

async function hidden(room: Room, photo: Photo, canvas: HTMLCanvasElement, boxes: readonly Box[]): Promise<boolean> {
  if (boxes.length === 0) return true;
  const blob = await jpeg(canvas);
  return room.guarded(() => room.store.put("photos", { ...photo, blob, masked: true }));
}
