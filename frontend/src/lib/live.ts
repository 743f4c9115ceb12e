/* Regions with data-live are refreshed by htmx; a button pauses them, and a hidden tab rests. */
let paused = false;

export function watchLive(): void {
  document.addEventListener("htmx:beforeRequest", (event) => {
    const region = event.target instanceof Element ? event.target.closest("[data-live]") : null;
    if (region && (paused || document.hidden)) event.preventDefault();
  });
  for (const button of document.querySelectorAll<HTMLButtonElement>("[data-live-pause]")) {
    button.addEventListener("click", () => {
      paused = !paused;
      button.setAttribute("aria-pressed", String(paused));
    });
  }
}
