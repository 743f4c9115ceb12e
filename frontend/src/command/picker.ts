/* A select with many options becomes a search with a list (WAI-ARIA combobox); the select stays and is what is sent. */
interface Entry {
  readonly option: HTMLOptionElement;
  readonly words: string;
}

const MOST = 40;
let made = 0;

class Picker {
  private readonly input = document.createElement("input");
  private readonly list = document.createElement("ul");
  private readonly chosen = document.createElement("div");
  private readonly entries: Entry[];
  private readonly many: boolean;
  private shown: Entry[] = [];
  private at = -1;

  constructor(private readonly select: HTMLSelectElement) {
    this.many = select.multiple;
    this.entries = [...select.options].map((option) => ({
      option,
      words: `${option.text} ${option.dataset["words"] ?? ""}`.toLowerCase(),
    }));
    this.build();
    this.tell();
  }

  private build(): void {
    const box = document.createElement("div");
    const id = this.select.id || `picker-${(made += 1)}`;
    const label = document.querySelector<HTMLLabelElement>(`label[for="${id}"]`);
    box.className = "picker";
    this.chosen.className = "chosen";
    this.input.className = "form-control";
    this.input.id = `${id}-search`;
    this.input.autocomplete = "off";
    this.list.id = `${id}-list`;
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    if (label) {
      label.htmlFor = this.input.id;
      label.id ||= `${id}-label`;
      this.list.setAttribute("aria-labelledby", label.id);
    }
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", this.list.id]] as const) this.input.setAttribute(name, value);
    for (const name of ["aria-describedby", "aria-invalid"]) {
      const value = this.select.getAttribute(name);
      if (value) this.input.setAttribute(name, value);
    }
    this.select.hidden = true;
    this.select.before(box);
    box.append(...(this.many ? [this.chosen] : []), this.input, this.list);
    this.listen();
  }

  private listen(): void {
    this.input.addEventListener("focus", () => this.input.select());
    this.input.addEventListener("click", () => this.open());
    this.input.addEventListener("input", (event) => {
      event.stopPropagation();
      this.open(this.input.value);
    });
    this.input.addEventListener("change", (event) => event.stopPropagation());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => window.setTimeout(() => this.close(), 120));
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const row = event.target instanceof Element ? event.target.closest<HTMLElement>("[role=option]") : null;
      const entry = row && this.shown[Number(row.dataset["at"])];
      if (entry) this.take(entry);
    });
  }

  private key(event: KeyboardEvent): void {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (this.list.hidden) return this.open();
      this.point(this.at + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter" && !this.list.hidden) {
      event.preventDefault();
      const entry = this.shown[Math.max(this.at, 0)];
      if (entry) this.take(entry);
    } else if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      this.close();
    } else if (event.key === "Backspace" && this.many && !this.input.value) {
      const last = [...this.select.selectedOptions].pop();
      if (last) this.drop(last);
    }
  }

  private open(typed = ""): void {
    const wanted = typed.trim().toLowerCase();
    const fitting = this.entries.filter((entry) => !(this.many && entry.option.selected) && (!wanted || entry.words.includes(wanted)));
    this.shown = fitting.slice(0, MOST);
    this.list.replaceChildren(...this.shown.map((entry, at) => this.row(entry, at)));
    this.list.hidden = this.shown.length === 0;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    this.point(wanted && this.shown.length ? 0 : -1);
  }

  private row(entry: Entry, at: number): HTMLLIElement {
    const row = document.createElement("li");
    row.id = `${this.list.id}-${at}`;
    row.dataset["at"] = String(at);
    row.textContent = entry.option.text;
    row.setAttribute("role", "option");
    return row;
  }

  private point(at: number): void {
    this.at = this.shown.length ? Math.max(-1, Math.min(at, this.shown.length - 1)) : -1;
    [...this.list.children].forEach((row, place) => row.setAttribute("aria-selected", String(place === this.at)));
    const row = this.list.children[this.at];
    if (row) this.input.setAttribute("aria-activedescendant", row.id);
    else this.input.removeAttribute("aria-activedescendant");
    row?.scrollIntoView({ block: "nearest" });
  }

  private take(entry: Entry): void {
    entry.option.selected = true;
    this.close();
    this.changed();
  }

  private drop(option: HTMLOptionElement): void {
    option.selected = false;
    this.changed();
    this.input.focus();
  }

  private changed(): void {
    this.tell();
    this.select.dispatchEvent(new Event("change", { bubbles: true }));
  }

  private close(): void {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
    this.tell();
  }

  private tell(): void {
    if (!this.many) {
      this.input.value = this.select.selectedOptions[0]?.text ?? "";
      return;
    }
    this.input.value = "";
    this.chosen.replaceChildren(...[...this.select.selectedOptions].map((option) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = `${option.text} ×`;
      button.addEventListener("click", () => this.drop(option));
      return button;
    }));
  }
}

export function watchPickers(within: ParentNode = document): void {
  within.querySelectorAll<HTMLSelectElement>("select[data-picker]").forEach((select) => void new Picker(select));
}
