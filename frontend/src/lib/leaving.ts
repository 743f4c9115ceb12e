/* Signing out on any page also shuts the pages on site: they show nothing until the server says who it is. */
export const LOCKED = "anlan-field-locked";

export function watchLeaving(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[action="/sign-out/"]')) {
    form.addEventListener("submit", () => localStorage.setItem(LOCKED, "1"));
  }
}
