/* Row selection in a table with data-select: the bulk bar appears with the number of rows chosen. */
function wire(box: HTMLElement): void {
  const bar = box.querySelector<HTMLElement>("[data-bulk]");
  const all = box.querySelector<HTMLInputElement>("[data-select-all]");
  const rows = (): HTMLInputElement[] => [...box.querySelectorAll<HTMLInputElement>("[data-select-row]")];
  const show = (): void => {
    const chosen = rows().filter((row) => row.checked);
    for (const row of rows()) row.closest("tr")?.classList.toggle("sel", row.checked);
    if (bar) bar.hidden = chosen.length === 0;
    for (const place of box.querySelectorAll("[data-count]")) place.textContent = String(chosen.length);
    if (!all) return;
    all.checked = chosen.length > 0 && chosen.length === rows().length;
    all.indeterminate = chosen.length > 0 && !all.checked;
  };
  let last: HTMLInputElement | null = null;
  box.addEventListener("click", (event) => {
    const row = event.target;
    if (!(row instanceof HTMLInputElement) || !row.matches("[data-select-row]")) return;
    const list = rows();
    if (event.shiftKey && last) {
      const [from, to] = [list.indexOf(last), list.indexOf(row)].sort((a, b) => a - b) as [number, number];
      for (const between of list.slice(from, to + 1)) between.checked = row.checked;
    }
    last = row;
    show();
  });
  all?.addEventListener("change", () => {
    for (const row of rows()) row.checked = all.checked;
    show();
  });
  show();
}

export function watchSelection(): void {
  document.querySelectorAll<HTMLElement>("[data-select]").forEach(wire);
  document.addEventListener("htmx:load", (event) => {
    if (event.target instanceof HTMLElement && event.target.matches("[data-select]")) wire(event.target);
    else if (event.target instanceof Element) event.target.querySelectorAll<HTMLElement>("[data-select]").forEach(wire);
  });
}
