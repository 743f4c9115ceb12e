/* Keeps the pages whole on the phone. It keeps nothing that belongs to anybody: only page, script, style, icons. */

interface Extendable extends Event { waitUntil(promise: Promise<unknown>): void }
interface Fetching extends Extendable { request: Request; respondWith(answer: Promise<Response>): void }
interface Worker {
  ANLAN: { version: string; files: string[] };
  location: Location;
  clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(name: "install" | "activate", act: (event: Extendable) => void): void;
  addEventListener(name: "fetch", act: (event: Fetching) => void): void;
  addEventListener(name: "message", act: (event: MessageEvent) => void): void;
}

const worker = self as unknown as Worker;
const { version, files } = worker.ANLAN;
const PREFIX = "anlan-field-";
const PAGE = "/field/";
const PLACE = "/i/p/";
const PATIENCE_MS = 4000;

worker.addEventListener("install", (event) => event.waitUntil(keep()));
worker.addEventListener("activate", (event) => event.waitUntil(forgetOld().then(() => worker.clients.claim())));
worker.addEventListener("message", (event) => {
  if (event.data === "take-over") void worker.skipWaiting();
});
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== worker.location.origin) return;
  if (request.mode === "navigate" && address.pathname === PAGE) event.respondWith(kept(PAGE, request));
  else if (request.mode === "navigate" && address.pathname.startsWith(PLACE)) event.respondWith(placeOrKept(request));
  else if (files.includes(address.pathname)) event.respondWith(kept(address.pathname, request));
});

async function keep(): Promise<void> {
  const cache = await caches.open(PREFIX + version);
  await cache.addAll(files.map((file) => new Request(file, { cache: "reload", credentials: "same-origin" })));
}

async function forgetOld(): Promise<void> {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== PREFIX + version);
  await Promise.all(names.map((name) => caches.delete(name)));
}

async function kept(file: string, request: Request): Promise<Response> {
  const cache = await caches.open(PREFIX + version);
  return (await cache.match(file)) ?? (await caches.match(file)) ?? fetch(request);
}

/** A place's own page where there is a line; else the pages on the phone, which know the place from the pack. */
async function placeOrKept(request: Request): Promise<Response> {
  const patience = new Promise<Response>((_, reject) => setTimeout(() => reject(new Error("slow")), PATIENCE_MS));
  try {
    const answer = await Promise.race([fetch(request), patience]);
    return answer.status >= 500 ? kept(PAGE, request) : answer;
  } catch {
    return kept(PAGE, request);
  }
}
