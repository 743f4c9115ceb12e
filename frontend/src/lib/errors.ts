/* The error summary takes the focus, on a full page and after a swap; its lines lead to their fields. */
export function focusSummary(within: ParentNode = document): void {
  within.querySelector<HTMLElement>("[data-error-summary]")?.focus();
}

export function watchErrors(): void {
  focusSummary();
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target instanceof Element) focusSummary(event.target);
  });
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("[data-error-summary] a") : null;
    const field = link?.hash ? document.getElementById(link.hash.slice(1)) : null;
    if (!field) return;
    event.preventDefault();
    field.scrollIntoView({ block: "center" });
    field.focus();
  });
}
