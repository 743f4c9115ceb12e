/* Keyboard shortcuts. Single letters act only when nobody is typing. */
export interface Shortcut {
  /** As in KeyboardEvent.key, with "ctrl+" or "alt+" before it: "j", "ctrl+Enter", "alt+ArrowDown". */
  readonly keys: string;
  readonly run: (event: KeyboardEvent) => void;
}

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

function named(event: KeyboardEvent): string {
  const parts = [event.ctrlKey || event.metaKey ? "ctrl" : "", event.altKey ? "alt" : "", event.key];
  return parts.filter(Boolean).join("+").toLowerCase();
}

/** Listen for shortcuts; returns how to stop. Composition of Chinese text is never disturbed. */
export function shortcuts(list: readonly Shortcut[], within: Document | HTMLElement = document): () => void {
  const listen = (event: Event): void => {
    if (!(event instanceof KeyboardEvent) || event.isComposing || event.defaultPrevented) return;
    const name = named(event);
    const found = list.find((shortcut) => shortcut.keys.toLowerCase() === name);
    if (!found || (!name.includes("+") && typing(event.target))) return;
    event.preventDefault();
    found.run(event);
  };
  within.addEventListener("keydown", listen);
  return () => within.removeEventListener("keydown", listen);
}

/** Elements with data-key="j" are clicked or focused by that key. */
export function watchKeys(): void {
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.defaultPrevented) return;
    const name = named(event);
    if (!name.includes("+") && typing(event.target)) return;
    for (const target of document.querySelectorAll<HTMLElement>("[data-key]")) {
      if (target.dataset["key"]?.toLowerCase() !== name || target.closest("[hidden]")) continue;
      event.preventDefault();
      if (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) target.focus();
      else target.click();
      return;
    }
  });
}
