// What is said over the picture: that it is on its way, that it is empty, that something failed.

import { button, el } from "../dom";
import { NoView } from "./view";

export class Notices {
  readonly element = el("div", { class: "xp-notices" });
  /** Read out by screen readers, whatever has the focus. */
  readonly voice = el("p", { class: "unseen", role: "status", "aria-live": "polite" });
  private readonly progress = el("progress", { max: "1", "aria-label": "Arranging the picture" });
  private readonly words = el("p", {});
  private readonly busy = el("div", { class: "xp-busy", hidden: true }, this.words, this.progress);
  private readonly note = el("div", { class: "xp-note", hidden: true });
  private waiting: ReturnType<typeof setTimeout> | null = null;

  constructor() {
    this.element.append(this.busy, this.note);
  }

  say(text: string): void {
    this.voice.textContent = text;
  }

  /** Says what goes on, if it goes on for long; `share` of it is done, or nobody knows how much. */
  work(text: string, share: number | null = null): void {
    this.words.textContent = text;
    if (share === null) this.progress.removeAttribute("value");
    else this.progress.value = share;
    this.waiting ??= setTimeout(() => (this.busy.hidden = false), 200);
  }

  done(): void {
    if (this.waiting !== null) clearTimeout(this.waiting);
    this.waiting = null;
    this.busy.hidden = true;
    this.clear();
  }

  clear(): void {
    this.note.hidden = true;
    this.note.replaceChildren();
  }

  tell(title: string, detail: string, ...more: HTMLElement[]): void {
    this.note.replaceChildren(el("p", {}, el("strong", {}, title), " ", detail), ...more);
    this.note.hidden = false;
    this.say(`${title} ${detail}`);
  }

  fail(error: unknown, again: () => void): void {
    this.done();
    const problem = error instanceof NoView ? error : new NoView("The picture cannot be shown.", "Load the page again; the table below has what the server knows.", true);
    const retry = button("Try again", () => {
      this.clear();
      again();
    }, "xp-button");
    this.tell(problem.title, problem.detail, ...(problem.passing ? [retry] : []));
    if (!(error instanceof NoView)) console.error(error);
  }
}
