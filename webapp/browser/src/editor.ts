// The editor proper: YASQE, set up for this site.

import Yasqe from "@zazuko/yasqe";
import "@zazuko/yasqe/build/yasqe.min.css";
import { register } from "./completion";
import { el } from "./dom";
import type { Problem } from "./endpoint";
import type { Settings } from "./settings";

const LABEL = "SPARQL query. Control or Command and Enter runs it; Escape leaves the editor.";
const FAULT_GUTTER = "gutterErrorBar"; // YASQE's own, in which it marks what it cannot parse itself

export interface EditorActions {
  run: () => void;
  leave: () => void;
  changed: () => void;
}

export class Editor {
  private readonly yasqe: Yasqe;
  private marks: { clear: () => void }[] = [];

  constructor(parent: HTMLElement, query: string, settings: Settings, act: EditorActions) {
    register(settings);
    // YASQE joins lists item by item and skips what is undefined, so defaults are replaced rather than overridden.
    Object.assign(Yasqe.defaults, {
      persistenceId: null,
      consumeShareLink: null,
      createShareableLink: null,
      showQueryButton: false,
      resizeable: false,
      editorHeight: "auto",
      viewportMargin: Number.POSITIVE_INFINITY,
      screenReaderLabel: LABEL,
      tabSize: 2,
      indentUnit: 2,
    });
    Yasqe.defaults.requestConfig.endpoint = settings.endpoint;
    this.yasqe = new Yasqe(parent, {
      value: query,
      extraKeys: { "Ctrl-Enter": act.run, "Cmd-Enter": act.run, Esc: act.leave, "Ctrl-S": () => undefined },
    });
    this.yasqe.on("change", () => {
      this.clearFault();
      act.changed();
    });
  }

  get query(): string {
    return this.yasqe.getValue();
  }

  /** Replaces the query; undo brings the former one back. */
  set query(text: string) {
    if (text !== this.query) this.yasqe.setValue(text);
  }

  focus(): void {
    this.yasqe.focus();
  }

  /** Marks the spot of a problem and brings it into view. */
  showFault({ line, column, detail }: Problem): void {
    this.clearFault();
    if (line === null) return;
    const doc = this.yasqe.getDoc();
    const at = this.position(line, column ?? 1);
    const length = doc.getLine(at.line).length;
    const { start, end } = this.yasqe.getTokenAt({ line: at.line, ch: Math.min(at.ch + 1, length) });
    // At the end of a line there is nothing to underline, so its last token is.
    const from = at.ch < length ? at.ch : start;
    const to = { line: at.line, ch: Math.max(end, from + 1) };
    this.marks.push(doc.markText({ line: at.line, ch: from }, to, { className: "sq-fault" }));
    this.yasqe.clearGutter(FAULT_GUTTER);
    this.yasqe.setGutterMarker(at.line, FAULT_GUTTER, el("span", { class: "sq-fault-sign", title: detail }, "!"));
    const handle = this.yasqe.addLineClass(at.line, "background", "sq-fault-line");
    this.marks.push({ clear: () => this.yasqe.removeLineClass(handle, "background", "sq-fault-line") });
    this.yasqe.scrollIntoView(at, 40);
  }

  /** Puts the cursor on a spot; line and column count from 1. */
  goTo(line: number, column: number): void {
    this.yasqe.getDoc().setCursor(this.position(line, column));
    this.focus();
  }

  /** Returns the position of a spot; the editor counts from 0 and in UTF-16 code units, the endpoint in characters. */
  private position(line: number, column: number): { line: number; ch: number } {
    const doc = this.yasqe.getDoc();
    const index = Math.min(line, doc.lineCount()) - 1;
    return { line: index, ch: [...doc.getLine(index)].slice(0, column - 1).join("").length };
  }

  private clearFault(): void {
    for (const mark of this.marks.splice(0)) mark.clear();
  }
}

/** Shows a query with its syntax in colours, to be read only. */
export function highlighted(query: string): HTMLElement {
  const shown = el("pre", { class: "sq-code cm-s-default", tabindex: "0", role: "region", "aria-label": "The query" });
  Yasqe.runMode(query, "sparql11", shown);
  return shown;
}
