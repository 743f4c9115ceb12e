/* A pad to sign on; whoever cannot draw uses "已看过" with a name instead. */
import type { Room } from "../desk";
import { h, icon } from "../dom";
import type { RunDraft } from "../drafts";
import { newId } from "../ids";
import { drawn, pen, type Photo } from "../photos";
import { t } from "../words";

const WIDTH = 600;
const HEIGHT = 200;

export function pad(room: Room, draft: RunDraft): HTMLElement {
  const canvas = h("canvas", { id: "pad", class: "sign", width: WIDTH, height: HEIGHT, role: "img", "aria-label": t("签字处，用手指写") });
  void restore(room, draft, canvas);
  const keep = (): Promise<void> => kept(room, draft, canvas);
  write(canvas, keep);
  const again = async (): Promise<void> => {
    pen(canvas).clearRect(0, 0, WIDTH, HEIGHT);
    if (draft.signature) await room.guarded(() => room.store.write((tables) => Promise.resolve(tables.drop("photos", draft.signature))));
    draft.signature = "";
    await room.keep(draft);
  };
  return h("div", { class: "f" }, canvas, h("button", { id: "sign-again", class: "bigbtn plain", type: "button", onclick: () => void again() }, icon("eraser"), t("擦掉重签")));
}

async function restore(room: Room, draft: RunDraft, canvas: HTMLCanvasElement): Promise<void> {
  const photo = draft.signature ? await room.store.get<Photo>("photos", draft.signature) : undefined;
  if (photo) pen(canvas).drawImage(await drawn(photo.blob), 0, 0);
}

function write(canvas: HTMLCanvasElement, ended: () => Promise<void>): void {
  let on = false;
  const at = (event: PointerEvent): [number, number] => {
    const box = canvas.getBoundingClientRect();
    return [((event.clientX - box.left) / box.width) * WIDTH, ((event.clientY - box.top) / box.height) * HEIGHT];
  };
  canvas.addEventListener("pointerdown", (event) => {
    on = true;
    canvas.setPointerCapture(event.pointerId);
    const ink = pen(canvas);
    ink.lineWidth = 4;
    ink.lineCap = "round";
    ink.strokeStyle = "#15222c";
    ink.beginPath();
    ink.moveTo(...at(event));
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!on) return;
    const ink = pen(canvas);
    ink.lineTo(...at(event));
    ink.stroke();
  });
  canvas.addEventListener("pointerup", () => {
    if (on) void ended();
    on = false;
  });
}

/** After each stroke; on white, so that it reads the same everywhere. */
async function kept(room: Room, draft: RunDraft, canvas: HTMLCanvasElement): Promise<void> {
  const paper = h("canvas", { width: WIDTH, height: HEIGHT });
  const ink = pen(paper);
  ink.fillStyle = "#ffffff";
  ink.fillRect(0, 0, WIDTH, HEIGHT);
  ink.drawImage(canvas, 0, 0);
  const blob = await new Promise<Blob | null>((resolve) => paper.toBlob(resolve, "image/png"));
  if (blob === null) return;
  const id = draft.signature || newId();
  const photo: Photo = { id, draft: draft.id, blob, name: "signature.png", capturedAt: new Date().toISOString(), place: draft.place.id, note: t("在场人签字"), masked: false };
  draft.signature = id;
  await room.guarded(() =>
    room.store.write((tables) => {
      tables.put("photos", photo);
      tables.put("drafts", draft);
      return Promise.resolve();
    }),
  );
}
