/* Parts of a page with data-live="name" and data-mark follow one held stream: an event of that name refreshes the part.
   While the stream beats, the parts' own clocks rest; where there is no stream they run, so the page falls back to polling.
   A hidden tab lets its stream go: a browser keeps only six connections to one house. */
const STREAM = "/live/";
const SILENT_MS = 40_000;
const OLDEST_MS = 300_000;
const REFUSED_MS = 60_000;
let paused = false;
let heard = 0;
let stream: EventSource | undefined;
let later: number | undefined;
const drawn = new WeakMap<Element, number>();

export function watchLive(): void {
  document.addEventListener("htmx:beforeRequest", (event) => {
    const part = event.target instanceof Element ? event.target.closest("[data-live]") : null;
    if (!part || !isRefresh(event as CustomEvent)) return;
    if (paused || document.hidden || (!isAsked(event as CustomEvent) && isFollowed(part))) event.preventDefault();
  });
  for (const button of document.querySelectorAll<HTMLButtonElement>("[data-live-pause]")) {
    button.addEventListener("click", () => {
      paused = !paused;
      button.setAttribute("aria-pressed", String(paused));
      if (!paused) listen();
    });
  }
  document.addEventListener("visibilitychange", listen);
  window.addEventListener("pagehide", () => stream?.close());
  window.addEventListener("pageshow", (event) => { if (event.persisted) listen(); });
  listen();
}

function isRefresh(event: CustomEvent): boolean {
  const cause = event.detail?.requestConfig?.triggeringEvent?.type;
  return cause === undefined || cause === "live";
}

function isAsked(event: CustomEvent): boolean {
  return event.detail?.requestConfig?.triggeringEvent?.type === "live";
}

/* The stream tells of it, and what it shows was drawn not long ago: words like "in two hours" grow old by themselves. */
function isFollowed(part: Element): boolean {
  if (!part.getAttribute("data-live") || Date.now() - heard > SILENT_MS) return false;
  const since = drawn.get(part) ?? performance.timeOrigin;
  return Date.now() - since < OLDEST_MS;
}

function parts(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("[data-live][data-mark]")];
}

function listen(): void {
  stream?.close();
  stream = undefined;
  window.clearTimeout(later);
  const followed = parts();
  if (!followed.length || document.hidden || !("EventSource" in window)) return;
  const query = new URLSearchParams({ seen: followed.map((part) => `${part.dataset.live}.${part.dataset.mark}`).join(" ") });
  const meeting = followed.find((part) => part.dataset.meeting)?.dataset.meeting;
  if (meeting) query.set("meeting", meeting);
  const mine = new EventSource(`${STREAM}?${query}`);
  stream = mine;
  const alive = () => { heard = Date.now(); };
  mine.addEventListener("open", alive);
  mine.addEventListener("beat", alive);
  mine.addEventListener("error", () => {
    if (mine.readyState === EventSource.CLOSED && stream === mine) later = window.setTimeout(listen, REFUSED_MS);
  });
  for (const name of new Set(followed.map((part) => part.dataset.live ?? ""))) {
    mine.addEventListener(name, (event) => { alive(); refresh(name, (event as MessageEvent<string>).data); });
  }
}

function refresh(name: string, mark: string): void {
  for (const part of parts()) {
    if (part.dataset.live !== name || part.dataset.mark === mark) continue;
    part.dispatchEvent(new CustomEvent("live"));
  }
}

document.addEventListener("htmx:afterSwap", () => {
  for (const part of parts()) if (!drawn.has(part)) drawn.set(part, Date.now());
});
