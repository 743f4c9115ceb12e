/* What htmx does with answers that are not 200: 422 and 409 replace their region, others keep the page and say so. */
interface SwapDetail {
  xhr: XMLHttpRequest;
  shouldSwap: boolean;
  isError: boolean;
}

const SWAPPED = new Set([403, 404, 409, 413, 422, 429]);

function notice(show: boolean): void {
  const box = document.querySelector<HTMLElement>("[data-not-saved]");
  if (!box) return;
  box.hidden = !show;
  if (show) box.focus();
}

export function watchSwaps(): void {
  document.addEventListener("htmx:beforeSwap", (event) => {
    const detail = (event as CustomEvent<SwapDetail>).detail;
    if (!SWAPPED.has(detail.xhr.status)) return;
    detail.shouldSwap = true;
    detail.isError = false;
  });
  document.addEventListener("htmx:sendError", () => notice(true));
  document.addEventListener("htmx:responseError", () => notice(true));
  document.addEventListener("htmx:afterOnLoad", () => notice(false));
}
