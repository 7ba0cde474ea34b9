// The table of an answer: some rows at a time, sorted by any column.

import { button, counted, el } from "./dom";
import type { Table } from "./endpoint";
import type { Settings } from "./settings";
import { sorted } from "./sorting";
import { numberOf, shown, type Row, type Term } from "./terms";

/** How many rows are shown at once: enough to scroll through, few enough to be drawn at once. */
const STEP = 200;

/** Returns the table of an answer with the button that shows more of it. */
export function tableOf({ variables, rows }: Table, settings: Settings): HTMLElement {
  const columns = variables.map((name) => columnOf(name, rows));
  const body = el("tbody");
  const rest = el("p", { class: "sq-more" });
  let order = rows;
  let drawn = 0;

  const more = (): void => {
    const next = order.slice(drawn, drawn + STEP);
    body.append(...next.map((row) => el("tr", {}, ...columns.map((column) => cell(row[column.name], column, settings)))));
    drawn += next.length;
    const left = order.length - drawn;
    rest.replaceChildren(
      ...(left > 0
        ? [`${counted(drawn, "row")} of ${counted(order.length, "row")} shown. `, button(`Show ${counted(Math.min(STEP, left), "more row")}`, more, "sq-button")]
        : []),
    );
  };
  const sort = (name: string, falling: boolean): void => {
    order = sorted(rows, name, falling);
    drawn = 0;
    body.replaceChildren();
    more();
  };

  const head = el("tr", {}, ...columns.map((column) => heading(column, sort)));
  more();
  const table = el("table", { class: "sq-table" }, el("caption", { class: "unseen" }, "The answer"), el("thead", {}, head), body);
  // A region that scrolls sideways must be reachable by keyboard (WCAG 2.1.1).
  return el("div", {}, el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "The answer" }, table), rest);
}

interface Column {
  name: string;
  numeric: boolean;
  /** The language of all its texts, or nothing. */
  language: string;
}

function columnOf(name: string, rows: Row[]): Column {
  const bound = rows.map((row) => row[name]).filter((term) => term !== undefined);
  const languages = new Set(bound.map((term) => ("xml:lang" in term ? (term["xml:lang"] ?? "") : "")));
  const [language = ""] = languages;
  const numeric = bound.length > 0 && bound.every((term) => numberOf(term) !== null);
  return { name, numeric, language: languages.size === 1 ? language : "" };
}

function heading({ name, numeric, language }: Column, sort: (name: string, falling: boolean) => void): HTMLElement {
  const cellOf = el("th", { scope: "col", class: numeric ? "num" : undefined });
  const act = button(name, () => {
    const falling = cellOf.getAttribute("aria-sort") === "ascending";
    for (const other of cellOf.parentElement?.children ?? []) other.removeAttribute("aria-sort");
    cellOf.setAttribute("aria-sort", falling ? "descending" : "ascending");
    sort(name, falling);
  });
  act.title = `Sort by ${name}`;
  cellOf.append(act, language ? el("span", { class: "sq-kind" }, language) : "");
  return cellOf;
}

function cell(term: Term | undefined, { numeric, language }: Column, settings: Settings): HTMLElement {
  return el("td", { class: numeric ? "num" : undefined }, term && shown(term, settings, language));
}
