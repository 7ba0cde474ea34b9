// Suggestions while somebody types into a search field: the combobox pattern of the ARIA Authoring Practices, with a list.
//
// This is on every page, so it imports nothing. Without it, or where an answer fails, the form is sent as it stands.

interface Suggestion {
  id: string;
  label: string;
  kind: string;
  note: string;
  href: string;
  matched: string;
  language: string;
}

const PAUSE = 90; // milliseconds without a key before the server is asked

class Suggestions {
  private readonly list = document.createElement("ul");
  private readonly status = document.createElement("p");
  private active = -1;
  private timer = 0;
  private request: AbortController | undefined;

  constructor(
    private readonly form: HTMLFormElement,
    private readonly input: HTMLInputElement,
  ) {
    this.list.id = `${input.id}-suggestions`;
    this.list.className = "suggestions";
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "Suggestions");
    this.status.className = "unseen";
    this.status.setAttribute("role", "status");
    this.form.append(this.list, this.status);
    for (const [name, value] of Object.entries({
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": this.list.id,
      autocomplete: "off",
      autocapitalize: "off",
      spellcheck: "false",
    })) {
      input.setAttribute(name, value);
    }
    input.addEventListener("input", () => this.wait());
    input.addEventListener("focus", () => this.list.childElementCount > 0 && input.value.trim() && this.show(true));
    input.addEventListener("keydown", (event) => this.key(event));
    form.addEventListener("focusout", (event) => {
      if (!form.contains(event.relatedTarget as Node | null)) this.show(false);
    });
    form.addEventListener("submit", () => this.stop());
    // The press must not take the focus from the field, or the list would be gone before the click.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
  }

  private wait(): void {
    this.stop();
    if (this.input.value.trim()) this.timer = window.setTimeout(() => void this.ask(), PAUSE);
    else this.fill([]);
  }

  private stop(): void {
    window.clearTimeout(this.timer);
    this.request?.abort();
  }

  private async ask(): Promise<void> {
    const request = (this.request = new AbortController());
    const address = `${this.form.action}/suggest?${new URLSearchParams({ q: this.input.value.trim() })}`;
    try {
      const answer = await fetch(address, { signal: request.signal });
      if (answer.ok) this.fill((await answer.json()) as Suggestion[]);
    } catch {
      if (!request.signal.aborted) this.fill([]);
    }
  }

  /** Shows suggestions. Those at the top that are there already stay: one may be under a finger at this moment. */
  private fill(found: Suggestion[]): void {
    const before = [...this.list.children] as HTMLElement[];
    const differs = found.findIndex((item, place) => before[place]?.dataset["item"] !== JSON.stringify(item));
    const stay = differs < 0 ? found.length : differs;
    for (const option of before.slice(stay)) option.remove();
    this.list.append(...found.slice(stay).map((item, place) => this.option(item, stay + place)));
    this.mark(-1);
    this.show(found.length > 0 && document.activeElement === this.input);
    const many = found.length === 1 ? "suggestion" : "suggestions";
    this.status.textContent = this.input.value.trim() ? `${found.length || "No"} ${many}` : "";
  }

  private option(item: Suggestion, place: number): HTMLLIElement {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${place}`;
    option.setAttribute("role", "option");
    option.dataset["href"] = item.href;
    option.dataset["item"] = JSON.stringify(item);
    option.append(span("label", item.label));
    if (item.matched) {
      const also = span("also", item.matched);
      also.lang = item.language || "en";
      option.append(also);
    }
    option.append(span("note", [item.kind, item.note].filter(Boolean).join(" · ")));
    option.addEventListener("click", () => this.open(option));
    option.addEventListener("pointermove", () => this.active !== place && this.mark(place));
    return option;
  }

  private key(event: KeyboardEvent): void {
    const last = this.list.childElementCount - 1;
    if (event.isComposing || last < 0) return;
    const open = !this.list.hidden;
    if (event.key === "ArrowDown") this.mark(!open ? 0 : this.active < last ? this.active + 1 : -1);
    else if (event.key === "ArrowUp") this.mark(!open ? last : this.active < 0 ? last : this.active - 1);
    else if (event.key === "Enter" && open && this.active >= 0) this.open(this.list.children[this.active] as HTMLElement);
    else if (event.key === "Escape" && open) return event.preventDefault(), this.show(false);
    else return;
    event.preventDefault();
    if (event.key !== "Enter") this.show(true);
  }

  private mark(place: number): void {
    this.active = place;
    [...this.list.children].forEach((option, index) => option.setAttribute("aria-selected", String(index === place)));
    const option = this.list.children[place];
    if (option) {
      this.input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else this.input.removeAttribute("aria-activedescendant");
  }

  private show(open: boolean): void {
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
    if (!open) this.mark(-1);
  }

  private open(option: HTMLElement): void {
    this.stop();
    const address = option.dataset["href"];
    if (address) window.location.assign(address);
  }
}

function span(name: string, text: string): HTMLSpanElement {
  const made = document.createElement("span");
  made.className = name;
  made.textContent = text;
  return made;
}

const forms = [...document.querySelectorAll<HTMLFormElement>("form[role=search]")];
for (const form of forms) {
  const input = form.querySelector<HTMLInputElement>("input[name=q]");
  if (input) new Suggestions(form, input);
}

document.addEventListener("keydown", (event) => {
  const at = event.target as HTMLElement;
  const typing = at.isContentEditable || at.matches("input, textarea, select");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const input = forms[0]?.querySelector<HTMLInputElement>("input[name=q]");
  if (!input) return;
  event.preventDefault();
  input.focus();
  input.select();
});
