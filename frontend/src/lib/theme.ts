/* Light or dark: what the person chose, else what the device asks for. */
export type Theme = "light" | "dark";

const KEY = "anlan-theme";

/** The remembered theme; storage may be switched off, then the cookie or the device decides. */
export function chosen(): Theme {
  const kept = /(?:^|; )anlan-theme=(light|dark)/.exec(document.cookie)?.[1];
  if (kept === "light" || kept === "dark") return kept;
  const fixed = document.documentElement.dataset["themeFixed"];
  if (fixed === "light" || fixed === "dark") return fixed;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

/** Both attributes always hold the same value: ours and Bootstrap's. */
export function apply(theme: Theme): void {
  const root = document.documentElement;
  root.dataset["theme"] = theme;
  root.dataset["bsTheme"] = theme;
}

/** A year in a cookie, so that the server draws the next page in the right theme at once. */
export function remember(theme: Theme): void {
  document.cookie = `${KEY}=${theme}; path=/; max-age=31536000; samesite=lax`;
}

/** Buttons with data-theme-switch turn the theme over and say what a press will do. */
export function watchThemeSwitch(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>("[data-theme-switch]")) {
    const name = (): void => {
      const dark = document.documentElement.dataset["theme"] === "dark";
      const label = button.dataset[dark ? "toLight" : "toDark"] ?? "";
      button.setAttribute("aria-label", label);
      button.title = label;
    };
    name();
    button.addEventListener("click", () => {
      const next: Theme = document.documentElement.dataset["theme"] === "dark" ? "light" : "dark";
      apply(next);
      remember(next);
      name();
    });
  }
}
