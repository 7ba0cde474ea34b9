// The page of the endpoint: puts the editor in the place of the plain form that the server rendered.

import { button, el } from "./dom";
import { Editor } from "./editor";
import { ask, Problem, sharedQuery, shareAddress, type Answer } from "./endpoint";
import { examplesPanel } from "./examples";
import { hintsShown } from "./hints";
import { answerShown, problemShown, summaryOf } from "./outcome";
import { load, type Example, type Settings } from "./settings";
import "./sparql.css"; // after the style sheets of the editor, which it overrides

class Page {
  private readonly editor: Editor;
  private readonly runButton = button("Run", () => this.toggle(), "sq-button sq-strong sq-run");
  private readonly status = el("p", { class: "sq-status", role: "status" });
  private readonly outcome = el("div", { class: "sq-outcome" });
  private readonly link = el("input", { type: "text", readonly: true, hidden: true, class: "sq-share", "aria-label": "Link to this query" });
  private running: AbortController | null = null;

  constructor(root: HTMLElement, private readonly first: string, private readonly settings: Settings) {
    const place = el("div", { class: "sq-editor" });
    const keys = el("p", { class: "sq-keys" }, el("kbd", {}, "Ctrl"), "/", el("kbd", {}, "⌘"), " ", el("kbd", {}, "Enter"), " runs, ", el("kbd", {}, "Esc"), " leaves the editor");
    const share = button("Link to this query", () => void this.share(), "sq-button");
    const bar = el("div", { class: "sq-bar" }, this.runButton, share, this.link, this.status, keys);
    const panel = examplesPanel(settings.examples, {
      insert: (example) => this.insert(example),
      run: (example) => {
        this.insert(example);
        void this.run();
      },
    });
    root.replaceChildren(el("div", { class: panel ? "sq sq-beside" : "sq" }, el("div", { class: "sq-work" }, place, bar), this.outcome, panel));
    this.editor = new Editor(place, first, settings, {
      run: () => void this.run(),
      leave: () => this.runButton.focus(),
      changed: () => {
        this.link.hidden = true;
      },
    });
    addEventListener("popstate", () => this.reopen());
  }

  /** Runs the query, and lets the address of the page say so. */
  async run(): Promise<void> {
    this.running?.abort();
    const running = new AbortController();
    this.running = running;
    this.show("Running…", null, true);
    const query = this.editor.query;
    const address = shareAddress(query, this.settings);
    if (address !== location.pathname + location.search + location.hash) history.pushState(null, "", address);
    try {
      const answer = await ask(query, this.settings, running.signal);
      if (this.running === running) this.succeed(answer, query);
    } catch (error) {
      if (this.running === running) this.fail(error);
    }
  }

  private toggle(): void {
    if (this.running === null) void this.run();
    else this.running.abort();
  }

  private succeed(answer: Answer, query: string): void {
    this.show(summaryOf(answer), hintsShown(answer.hints, (line, column) => this.editor.goTo(line, column)), false);
    this.outcome.append(answerShown(answer, query, this.settings, (problem) => this.fail(problem)));
  }

  private fail(error: unknown): void {
    if (error instanceof DOMException && error.name === "AbortError") {
      this.show("Stopped.", null, false);
    } else if (error instanceof Problem) {
      this.show("", problemShown(error, (line, column) => this.editor.goTo(line, column)), false);
      this.editor.showFault(error);
    } else {
      this.show("", null, false);
      throw error;
    }
  }

  private show(status: string, content: HTMLElement | null, busy: boolean): void {
    if (!busy) this.running = null;
    this.runButton.textContent = busy ? "Stop" : "Run";
    this.status.textContent = status;
    this.outcome.setAttribute("aria-busy", String(busy));
    // The last answer stays until there is another, so that nothing jumps.
    if (!busy) this.outcome.replaceChildren(...(content ? [content] : []));
  }

  private insert(example: Example): void {
    this.editor.query = `# ${example.title}\n${example.query}`;
    this.editor.focus();
  }

  private async share(): Promise<void> {
    this.link.value = new URL(shareAddress(this.editor.query, this.settings), location.href).href;
    this.link.hidden = false;
    this.link.select();
    try {
      await navigator.clipboard.writeText(this.link.value);
      this.status.textContent = "The link is copied.";
    } catch {
      this.status.textContent = "Copy the link from the field."; // the browser does not let pages copy
    }
  }

  /** Shows what an address says after the browser went back or forward to it. */
  private reopen(): void {
    const query = sharedQuery(location);
    if (query !== null) {
      this.editor.query = query;
      void this.run();
    } else {
      this.running?.abort();
      this.editor.query = this.first;
      this.show("", null, false);
    }
  }
}

async function start(root: HTMLElement): Promise<void> {
  const settings = await load();
  const shared = sharedQuery(location);
  const written = root.querySelector("textarea")?.value;
  const page = new Page(root, shared ?? written ?? "", settings);
  if (shared !== null) await page.run();
}

const root = document.querySelector<HTMLElement>("[data-sparql-editor]");
if (root !== null) {
  // What the page has only for those without the editor, the list of examples for one.
  for (const plain of document.querySelectorAll<HTMLElement>("[data-sparql-plain]")) plain.hidden = true;
  void start(root);
}
