/* Regions with data-live are refreshed by htmx; a button pauses them, and a hidden tab rests.
   Where data-live names a stream, its events say when to refresh, and the clock only runs while it is silent. */
const SILENT_MS = 20_000;
let paused = false;
let heard = 0;
let stream: EventSource | undefined;

export function watchLive(): void {
  document.addEventListener("htmx:beforeRequest", (event) => {
    const region = event.target instanceof Element ? event.target.closest("[data-live]") : null;
    if (!region) return;
    const asked = (event as CustomEvent).detail?.requestConfig?.triggeringEvent?.type === "live";
    if (paused || document.hidden || (!asked && Date.now() - heard < SILENT_MS)) event.preventDefault();
  });
  for (const button of document.querySelectorAll<HTMLButtonElement>("[data-live-pause]")) {
    button.addEventListener("click", () => {
      paused = !paused;
      button.setAttribute("aria-pressed", String(paused));
    });
  }
  document.addEventListener("visibilitychange", listen);
  listen();
}

function listen(): void {
  const url = document.querySelector<HTMLElement>("[data-live]")?.dataset.live;
  stream?.close();
  stream = undefined;
  heard = 0;
  if (!url || document.hidden || !("EventSource" in window)) return;
  let first = true;
  stream = new EventSource(url);
  stream.addEventListener("open", () => { heard = Date.now(); });
  stream.addEventListener("board", () => {
    if (!first) document.querySelector("[data-live]")?.dispatchEvent(new CustomEvent("live"));
    first = false;
  });
}
