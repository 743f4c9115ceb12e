/* A list of many choices gets a field to type in: what does not fit is hidden, Enter takes the first that fits,
   a click takes or leaves one without the control key, and what is chosen stands above with a button to leave it. */
function fits(option: HTMLOptionElement, words: string[]): boolean {
  const text = (option.textContent ?? "").toLowerCase();
  return words.every((word) => text.includes(word));
}

function equip(list: HTMLSelectElement): void {
  const options = [...list.options];
  const field = document.createElement("input");
  const chosen = document.createElement("ul");
  const said = document.createElement("p");
  field.type = "search";
  field.className = "form-control";
  field.id = `${list.id}-find`;
  field.autocomplete = "off";
  field.placeholder = list.dataset.find ?? "";
  field.setAttribute("aria-label", `${labelOf(list)}：${list.dataset.find ?? ""}`);
  field.setAttribute("aria-controls", list.id);
  chosen.className = "chosen";
  said.className = "sm t2 found";
  said.setAttribute("role", "status");
  list.before(chosen, field);
  list.after(said);

  const narrow = (): void => {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const option of options) {
      option.hidden = !fits(option, words);
      if (!option.hidden) shown += 1;
    }
    said.textContent = words.length ? (list.dataset.found ?? "").replace("{n}", String(shown)) : "";
  };
  const draw = (): void => {
    chosen.replaceChildren(...options.filter((one) => one.selected).map((one) => chip(one, take)));
  };
  const take = (option: HTMLOptionElement, on: boolean): void => {
    option.selected = on;
    list.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const chip = (option: HTMLOptionElement, leave: typeof take): HTMLElement => {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-outline";
    button.textContent = `${(option.textContent ?? "").trim()} ×`;
    button.setAttribute("aria-label", (list.dataset.leave ?? "").replace("{name}", (option.textContent ?? "").trim()));
    button.addEventListener("click", () => { leave(option, false); field.focus(); });
    item.append(button);
    return item;
  };

  field.addEventListener("input", narrow);
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") { event.preventDefault(); list.focus(); }
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    const first = options.find((one) => !one.hidden && !one.selected);
    if (first && field.value.trim()) { take(first, true); field.value = ""; narrow(); }
  });
  list.addEventListener("mousedown", (event) => {
    const option = event.target;
    if (!(option instanceof HTMLOptionElement) || event.button !== 0) return;
    event.preventDefault();
    const top = list.scrollTop;
    take(option, !option.selected);
    list.focus({ preventScroll: true });
    list.scrollTop = top;
  });
  list.addEventListener("change", draw);
  draw();
}

function labelOf(list: HTMLSelectElement): string {
  return list.labels?.[0]?.textContent?.trim() ?? "";
}

for (const list of document.querySelectorAll<HTMLSelectElement>("select[data-find]")) equip(list);
