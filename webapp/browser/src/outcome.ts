// What stands below the editor after a run: the answer with its downloads, or the problem.

import { button, counted, el } from "./dom";
import { addressOf, download, GRAPH_FORMATS, Problem, TABLE_FORMATS, type Answer, type Format, type Table } from "./endpoint";
import { tableOf } from "./results";
import type { Settings } from "./settings";
import { shapesOf, titleOf, type Shape } from "./shape";

/** The most of a graph that is shown, in characters; the downloads have all of it. */
const MOST_TEXT = 200_000;

/** Says in few words how large an answer is and how long it took. */
export function summaryOf(answer: Answer): string {
  const time = `in ${Math.max(1, Math.round(answer.milliseconds)).toLocaleString("en-GB")} ms`;
  if (answer.kind === "table") return `${counted(answer.rows.length, "row")} ${time}`;
  return `${answer.kind === "truth" ? "Answered" : counted(answer.text.length, "character")} ${time}`;
}

/** Returns the answer to a query as it is shown. */
export function answerShown(answer: Answer, query: string, settings: Settings, fail: (problem: Problem) => void): HTMLElement {
  const formats = answer.kind === "graph" ? GRAPH_FORMATS : TABLE_FORMATS;
  const bar = el("p", { class: "sq-downloads" }, el("span", {}, "Download"), ...formats.map((format) => downloadLink(query, format, settings, fail)));
  return el("div", {}, bar, ...contents(answer, settings));
}

function contents(answer: Answer, settings: Settings): HTMLElement[] {
  if (answer.kind === "truth") return [el("p", { class: "sq-truth" }, answer.value ? "Yes" : "No")];
  if (answer.kind === "graph") return [graphShown(answer.text)];
  if (answer.rows.length === 0) return [el("p", {}, "Nothing in the graph fits this pattern.")];
  return [...chartArea(answer, settings), tableOf(answer, settings)];
}

function graphShown(text: string): HTMLElement {
  const shown = el("pre", { class: "sq-code", tabindex: "0", role: "region", "aria-label": "The answer in Turtle" });
  shown.textContent = text.slice(0, MOST_TEXT);
  if (text.length <= MOST_TEXT) return shown;
  const note = `The first ${counted(MOST_TEXT, "character")} of ${counted(text.length, "character")} are shown; the downloads have all of it.`;
  return el("div", {}, shown, el("p", {}, note));
}

/** Makes room for a chart where the answer calls for one, with a choice where several columns hold numbers. */
function chartArea(answer: Table, settings: Settings): HTMLElement[] {
  const shapes = shapesOf(answer, settings.prefixes);
  const [first] = shapes;
  if (first === undefined) return [];
  const place = el("div", { class: "sq-chart-place" });
  const area = el("details", { class: "sq-chart-area", open: true }, el("summary", {}, "Chart"));
  if (shapes.length > 1) {
    const choice = el("select", {}, ...shapes.map((shape, index) => el("option", { value: String(index) }, titleOf(shape))));
    choice.addEventListener("change", () => void drawInto(place, shapes[Number(choice.value)] ?? first));
    area.append(el("label", {}, "Show ", choice));
  }
  area.append(place);
  void drawInto(place, first);
  return [area];
}

async function drawInto(place: HTMLElement, shape: Shape): Promise<void> {
  const { draw } = await import("./chart");
  place.replaceChildren(draw(shape, Math.max(280, Math.min(960, place.clientWidth || 720))));
}

/** A link to the answer in a format where its address is short enough, a button elsewhere; both fetch it first. */
function downloadLink(query: string, format: Format, settings: Settings, fail: (problem: Problem) => void): HTMLElement {
  const take = (): void => {
    save(query, format, settings).catch((error: unknown) => {
      if (error instanceof Problem) fail(error);
      else throw error;
    });
  };
  const address = addressOf(query, settings);
  if (address === null) return button(format.label, take, "sq-link");
  const link = el("a", { href: `${address}&format=${format.name}`, download: fileName(format) }, format.label);
  link.addEventListener("click", (event) => {
    event.preventDefault();
    take();
  });
  return link;
}

async function save(query: string, format: Format, settings: Settings): Promise<void> {
  const address = URL.createObjectURL(await download(query, format, settings));
  el("a", { href: address, download: fileName(format) }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

function fileName({ name }: Format): string {
  return `answer.${name}`;
}

/** Returns a problem as it is shown, with a way to its spot in the query. */
export function problemShown(problem: Problem, goTo: (line: number, column: number) => void): HTMLElement {
  const { title, detail, excerpt, line, column } = problem;
  const spot =
    line === null
      ? null
      : el("p", {}, button(column === null ? `Go to line ${line}` : `Go to line ${line}, column ${column}`, () => goTo(line, column ?? 1), "sq-button"));
  return el("div", { class: "sq-problem", role: "alert" }, el("h2", {}, title), el("p", { class: "sq-detail" }, detail), excerpt ? el("pre", { class: "sq-code" }, excerpt) : null, spot);
}
