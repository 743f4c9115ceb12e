/* Under 992 px the rail is a drawer from the top; menus close on Escape and on a click elsewhere. */
export function watchDrawer(): void {
  const rail = document.getElementById("nav");
  const opener = document.querySelector<HTMLButtonElement>("[data-drawer]");
  if (!rail || !opener) return;
  const turn = (open: boolean): void => {
    rail.classList.toggle("open", open);
    opener.setAttribute("aria-expanded", String(open));
    if (open) rail.querySelector<HTMLElement>("a, button")?.focus();
    else if (rail.contains(document.activeElement)) opener.focus();
  };
  opener.addEventListener("click", () => turn(!rail.classList.contains("open")));
  rail.querySelector("[data-drawer-close]")?.addEventListener("click", () => turn(false));
  rail.addEventListener("keydown", (event) => event.key === "Escape" && turn(false));
}

export function watchMenus(): void {
  const open = (): NodeListOf<HTMLDetailsElement> => document.querySelectorAll<HTMLDetailsElement>("details.menu[open]");
  document.addEventListener("click", (event) => {
    for (const menu of open()) if (event.target instanceof Node && !menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of open()) {
      menu.open = false;
      menu.querySelector("summary")?.focus();
    }
  });
}
