// Suggestions while somebody types into a search field, or into a field that takes the name of a thing.
//
// This is on every page, so it imports next to nothing. Without it, or where an answer fails, the form is sent as it
// stands.

import { Combobox } from "./combobox";
import { unfold } from "./folded";

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
const SHOWN = 8;
const ASKED = 40; // results among which those of the kinds are that a field takes

/** A field: where its list stands, the kinds of things that it takes (all if empty), and what a choice does. */
interface Field {
  input: HTMLInputElement;
  place: HTMLElement;
  kinds: readonly string[];
  choose(item: Suggestion): void;
}

class Suggestions {
  private readonly status = document.createElement("p");
  private readonly combobox: Combobox<Suggestion>;
  private timer = 0;
  private request: AbortController | undefined;

  constructor(
    private readonly address: string,
    private readonly field: Field,
  ) {
    const { input, place } = field;
    const list = document.createElement("ul");
    list.id = `${input.id}-suggestions`;
    list.className = "suggestions";
    this.status.className = "unseen";
    this.status.setAttribute("role", "status");
    place.append(list, this.status);
    input.autocapitalize = "off";
    this.combobox = new Combobox({ input, list, first: false, content, choose: (item) => this.choose(item) });
    input.addEventListener("input", () => this.wait());
    input.form?.addEventListener("submit", () => this.stop());
  }

  private wait(): void {
    this.stop();
    if (this.field.input.value.trim()) this.timer = window.setTimeout(() => void this.ask(), PAUSE);
    else this.fill([]);
  }

  private stop(): void {
    window.clearTimeout(this.timer);
    this.request?.abort();
  }

  private async ask(): Promise<void> {
    const request = (this.request = new AbortController());
    const { input, kinds } = this.field;
    const asked = new URLSearchParams({ q: input.value.trim(), ...(kinds.length > 0 && { limit: String(ASKED) }) });
    try {
      const answer = await fetch(`${this.address}/suggest?${asked}`, { signal: request.signal });
      if (answer.ok) this.fill(fitting((await answer.json()) as Suggestion[], kinds));
    } catch {
      if (!request.signal.aborted) this.fill([]);
    }
  }

  private fill(found: Suggestion[]): void {
    this.combobox.show(found);
    const many = found.length === 1 ? "suggestion" : "suggestions";
    this.status.textContent = this.field.input.value.trim() ? `${found.length || "No"} ${many}` : "";
  }

  private choose(item: Suggestion): void {
    this.stop();
    this.fill([]);
    this.field.choose(item);
  }
}

/** Returns the best of the kinds that a field takes; the kind is the first part of an id. */
function fitting(found: Suggestion[], kinds: readonly string[]): Suggestion[] {
  const kept = kinds.length === 0 ? found : found.filter(({ id }) => kinds.includes(id.slice(0, id.indexOf("/"))));
  return kept.slice(0, SHOWN);
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
  const choose = ({ href }: Suggestion): void => void (href && window.location.assign(href));
  if (input) new Suggestions(form.action, { input, place: form, kinds: [], choose });
}

// Fields that name a thing: what is chosen is written into them. Every page has a form that knows where to ask.
for (const input of document.querySelectorAll<HTMLInputElement>("input[data-suggest]")) {
  const place = input.parentElement;
  const kinds = (input.dataset["suggest"] ?? "").split(" ").filter(Boolean);
  const choose = ({ label }: Suggestion): void => void (input.value = label);
  if (place && forms[0]) new Suggestions(forms[0].action, { input, place, kinds, choose });
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

unfold(window.location.hash);
window.addEventListener("hashchange", () => unfold(window.location.hash));
