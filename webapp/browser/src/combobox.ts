// A field with suggestions below it: ARIA's pattern "combobox", whose keys are those of @github/combobox-nav.

import Navigation from "@github/combobox-nav";

const STEPS: Record<string, 1 | -1> = { ArrowDown: 1, ArrowUp: -1 };

/**
 * Tells whether a key belongs to an input method, which puts together what is typed: in Japanese, Chinese, Korean. Safari
 * says of the Enter that ends it that nothing is composed any more, but gives it the number of such keys.
 */
export function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}

export interface Suggesting<Item> {
  input: HTMLInputElement;
  /** Where the suggestions are put; it has an id. */
  list: HTMLElement;
  /** Whether Enter takes the first one before any key has gone to it. */
  first: boolean;
  /** Gives what an option shows. */
  content(item: Item): Node[];
  choose(item: Item): void;
}

export class Combobox<Item> {
  private readonly navigation: Navigation;
  private items: readonly Item[] = [];

  constructor(private readonly of: Suggesting<Item>) {
    const { input, list, first } = of;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Suggestions");
    list.hidden = true;
    input.autocomplete = "off";
    input.spellcheck = false;
    this.navigation = new Navigation(input, list, { tabInsertsSuggestions: false, firstOptionSelectionMode: first ? "selected" : "none" });
    // Before the library's own listener, which knows of Safari nothing.
    input.addEventListener("keydown", (event) => {
      if (isComposing(event)) event.stopImmediatePropagation();
      else this.press(event);
    });
    // Before the library's own listener, which takes the mark away even from a list that was renewed just before it.
    input.addEventListener("input", () => {
      this.navigation.stop();
      if (!list.hidden) this.open();
    });
    input.addEventListener("focus", () => list.childElementCount > 0 && input.value.trim() && this.open());
    input.addEventListener("blur", () => this.close());
    // The press must not take the focus from the field, or the list would be gone before the click.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("pointermove", (event) => this.mark((event.target as Element).closest("[role=option]")));
    list.addEventListener("combobox-commit", (event) => {
      const item = this.items[[...list.children].indexOf(event.target as Element)];
      if (item !== undefined) of.choose(item);
    });
  }

  /**
   * Shows suggestions, or a note where there are none. Those at the top that are there already stay: one may be under a
   * finger at this moment.
   */
  show(items: readonly Item[], note = ""): void {
    const { list } = this.of;
    const differs = items.findIndex((item, place) => JSON.stringify(item) !== JSON.stringify(this.items[place]));
    const stay = differs < 0 ? items.length : differs;
    for (const option of [...list.children].slice(stay)) option.remove();
    list.append(...items.slice(stay).map((item, place) => this.option(stay + place, this.of.content(item))));
    if (note) list.append(this.option(items.length, [new Text(note)], true));
    this.items = items;
    if (list.childElementCount > 0 && document.activeElement === this.of.input) this.open();
    else this.close();
  }

  private option(place: number, content: Node[], disabled = false): HTMLLIElement {
    const option = document.createElement("li");
    option.id = `${this.of.list.id}-${place}`;
    option.setAttribute("role", "option");
    if (disabled) option.setAttribute("aria-disabled", "true");
    option.append(...content);
    return option;
  }

  private get marked(): Element | null {
    return this.of.list.querySelector("[aria-selected=true]");
  }

  private mark(option: Element | null): void {
    if (!option || option === this.marked || option.ariaDisabled === "true") return;
    this.navigation.clearSelection();
    option.setAttribute("aria-selected", "true");
    this.of.input.setAttribute("aria-activedescendant", option.id);
  }

  /** Opens the list; a note alone is nothing that keys could go to. */
  private open(): void {
    this.of.list.hidden = false;
    if (this.items.length === 0) this.navigation.stop();
    else if (!this.marked) this.navigation.start();
    this.of.input.setAttribute("aria-expanded", "true");
  }

  private close(): void {
    this.of.list.hidden = true;
    this.navigation.stop();
  }

  /** Opens and closes by keys; those between are the library's, and nobody else's. */
  private press(event: KeyboardEvent): void {
    const step = STEPS[event.key];
    const open = !this.of.list.hidden;
    if (open && event.key === "Escape") {
      this.close();
      event.preventDefault();
    } else if (!open && step && this.items.length > 0) {
      this.open();
      if (!this.marked) this.navigation.navigate(step);
      event.preventDefault();
    } else if (!open || !(step || event.key === "Enter")) return;
    event.stopPropagation();
  }
}
