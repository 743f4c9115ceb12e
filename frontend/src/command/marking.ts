/* Words selected in the text become a draft: the selection's place in the body, counted in code points. */
function codePoints(text: string): number {
  return [...text].length;
}

/** Where a point of the document lies in the body; null outside of it. */
function offset(body: HTMLElement, node: Node, inside: number): number | null {
  const holder = (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>("[data-start]");
  if (!holder || !body.contains(holder)) return null;
  const text = node.nodeType === Node.TEXT_NODE ? (node.textContent ?? "").slice(0, inside) : "";
  return Number(holder.dataset["start"]) + codePoints(text);
}

export function watchMarking(body: HTMLElement, form: HTMLFormElement): void {
  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    if (!selection || selection.rangeCount === 0) return;
    if (form.contains(document.activeElement)) return;
    const range = selection.getRangeAt(0);
    const start = offset(body, range.startContainer, range.startOffset);
    const end = offset(body, range.endContainer, range.endOffset);
    const usable = !selection.isCollapsed && start !== null && end !== null && end > start;
    form.hidden = !usable;
    if (!usable) return;
    (form.elements.namedItem("start") as HTMLInputElement).value = String(start);
    (form.elements.namedItem("end") as HTMLInputElement).value = String(end);
    const words = form.querySelector("[data-words]");
    const said = selection.toString();
    if (words) words.textContent = said.length > 60 ? `${said.slice(0, 60)}…` : said;
  });
}
