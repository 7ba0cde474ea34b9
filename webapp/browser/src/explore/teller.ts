// Tells a story on the page: which step is shown, the way to the others, and how a file with a story is opened.

import { button, el } from "../dom";
import { NoStory, storyFrom, LARGEST_FILE, type Story } from "./story";

export interface TellerActs {
  /** Shows a story at the step where it is. */
  show(story: Story): void;
  /** Leaves the story, and stays at what is shown. */
  leave(): void;
  fail(title: string, detail: string): void;
}

export class Teller {
  /** The way through the story. */
  readonly element = el("nav", { class: "xp-story", "aria-label": "Steps of the story" });
  /** Opens a file. */
  readonly opener: HTMLElement;
  story: Story | null = null;

  constructor(private readonly act: TellerActs, drop: HTMLElement) {
    const input = el("input", { type: "file", accept: ".json,application/json", class: "unseen", "aria-label": "Open a story from a file" });
    input.addEventListener("change", () => {
      const [file] = input.files ?? [];
      if (file) void this.open(file);
      input.value = "";
    });
    this.opener = el("label", { class: "xp-button xp-open-story" }, "Open a story", input);
    drop.addEventListener("dragover", (event) => event.dataTransfer?.types.includes("Files") && event.preventDefault());
    drop.addEventListener("drop", (event) => {
      const [file] = event.dataTransfer?.files ?? [];
      if (!file) return;
      event.preventDefault();
      void this.open(file);
    });
    document.addEventListener("keydown", (event) => this.press(event));
  }

  async open(file: File): Promise<void> {
    try {
      if (file.size > 4 * LARGEST_FILE) throw new NoStory(`The file is too large: it has ${file.size} bytes, and ${LARGEST_FILE} characters are taken.`);
      this.act.show(storyFrom(await file.text()));
    } catch (error) {
      this.act.fail(`“${file.name}” is no story.`, error instanceof NoStory ? error.message : "It cannot be read.");
    }
  }

  /** Tells where in the story the page is; `there` tells whether the step is what is shown, or the reader went on. */
  tell(there: boolean): HTMLElement[] {
    const { story } = this;
    if (story === null) return [];
    const all = story.steps.length;
    const step = (label: string, at: number): HTMLButtonElement => {
      const made = button(label, () => this.act.show(story.to(at)), "xp-button");
      made.dataset["key"] = label;
      made.disabled = at < 0 || at >= all;
      return made;
    };
    const here = there ? [] : [step("Back to the step", story.at)];
    const leave = button("Leave the story", () => this.act.leave(), "xp-link");
    const place = el("p", {}, ...(story.title === "" ? [] : [el("strong", {}, story.title), ": "]), `step ${story.at + 1} of ${all}`);
    const focused = this.element.contains(document.activeElement) ? (document.activeElement as HTMLElement).dataset["key"] : undefined;
    this.element.replaceChildren(place, step("Previous", story.at - 1), step("Next", story.at + 1), ...here, leave);
    const again = [...this.element.querySelectorAll<HTMLButtonElement>("[data-key]")].find(({ dataset }) => focused !== undefined && dataset["key"] === focused);
    // At the last step there is no further one to keep the focus on.
    if (focused !== undefined) (again?.disabled === false ? again : this.element.querySelector<HTMLButtonElement>("button:not(:disabled)"))?.focus();
    return [this.element];
  }

  private press(event: KeyboardEvent): void {
    const { story } = this;
    if (story === null || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof Element && event.target.matches("input, textarea, select, [contenteditable]")) return;
    const inside = this.element.contains(document.activeElement);
    const way = event.key === "]" || (inside && event.key === "ArrowRight") ? 1 : event.key === "[" || (inside && event.key === "ArrowLeft") ? -1 : 0;
    const next = story.to(story.at + way);
    if (way === 0 || next.at === story.at) return;
    event.preventDefault();
    this.act.show(next);
  }
}
