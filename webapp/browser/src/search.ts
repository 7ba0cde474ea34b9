// Suggestions while somebody types into a search field. This is on every page, so it imports next to nothing.
//
// Without it, or where an answer fails, the form is sent as it stands.

import { Combobox } from "./combobox";

interface Suggestion {
  id: string;
  label: string;
  kind: string;
  note: string;
  href: string;
  matched: string;
  language: string;
  /** What the matched name is to the thing: "also", "formerly". */
  how: string;
}

const PAUSE = 90; // milliseconds without a key before the server is asked

class Suggestions {
  private readonly status = document.createElement("p");
  private readonly combobox: Combobox<Suggestion>;
  private timer = 0;
  private request: AbortController | undefined;

  constructor(
    private readonly form: HTMLFormElement,
    private readonly input: HTMLInputElement,
  ) {
    const list = document.createElement("ul");
    list.id = `${input.id}-suggestions`;
    list.className = "suggestions";
    this.status.className = "unseen";
    this.status.setAttribute("role", "status");
    form.append(list, this.status);
    input.autocapitalize = "off";
    this.combobox = new Combobox({ input, list, first: false, content, choose: (item) => this.open(item) });
    input.addEventListener("input", () => this.wait());
    form.addEventListener("submit", () => this.stop());
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

  private fill(found: Suggestion[]): void {
    this.combobox.show(found);
    const many = found.length === 1 ? "suggestion" : "suggestions";
    this.status.textContent = this.input.value.trim() ? `${found.length || "No"} ${many}` : "";
  }

  private open(item: Suggestion): void {
    this.stop();
    if (item.href) window.location.assign(item.href);
  }
}

function content(item: Suggestion): HTMLElement[] {
  const matched = span("matched", item.matched);
  matched.lang = item.language || "en";
  const also = span("also", item.how ? `${item.how} ` : "");
  also.append(matched);
  const note = span("note", [item.kind, item.note].filter(Boolean).join(" · "));
  return [span("label", item.label), ...(item.matched ? [also] : []), note];
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
