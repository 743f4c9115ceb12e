/* Photos as they are taken: smaller, with their time and place, without what else a camera writes. */
import { newId } from "./ids";
import type { Row } from "./store";

export interface Photo extends Row {
  draft: string;
  blob: Blob;
  name: string;
  capturedAt: string;
  lat?: number;
  lon?: number;
  accuracy?: number;
  place: string;
  note: string;
  masked: boolean;
}

const LONGEST_SIDE = 2048;
const QUALITY = 0.85;
const PLACE_WITHIN_MS = 6000;

export type Spot = Pick<Photo, "lat" | "lon" | "accuracy">;

/** Drawn anew at a size that a phone can send; drawing leaves all of the camera's own data behind. */
export async function taken(file: File, about: { draft: string; place: string }): Promise<Photo> {
  const at = new Date(Math.min(file.lastModified || Date.now(), Date.now())).toISOString();
  const picture = await drawn(file);
  const canvas = scaled(picture.width, picture.height, LONGEST_SIDE);
  pen(canvas).drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const id = newId();
  return { id, blob: await jpeg(canvas), name: `${at.slice(0, 16).replace(/[-:T]/g, "")}.jpg`, capturedAt: at, note: "", masked: false, ...about };
}

export async function drawn(blob: Blob): Promise<ImageBitmap> {
  return createImageBitmap(blob, { imageOrientation: "from-image" });
}

function scaled(width: number, height: number, longest: number): HTMLCanvasElement {
  const share = Math.min(1, longest / Math.max(width, height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(width * share));
  canvas.height = Math.max(1, Math.round(height * share));
  return canvas;
}

export function pen(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const found = canvas.getContext("2d");
  if (found === null) throw new Error("no canvas");
  return found;
}

export function jpeg(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/jpeg", QUALITY));
}

/** Where the phone is, or nothing where it does not say so in time. */
export function spot(): Promise<Spot> {
  return new Promise((resolve) => {
    if (!("geolocation" in navigator)) return resolve({});
    const found = ({ coords }: GeolocationPosition): void => resolve({ lat: coords.latitude, lon: coords.longitude, accuracy: Math.round(coords.accuracy) });
    navigator.geolocation.getCurrentPosition(found, () => resolve({}), { enableHighAccuracy: true, timeout: PLACE_WITHIN_MS, maximumAge: 60_000 });
  });
}
