// The order of rows by a column.

import { dayOf, numberOf, type Row, type Term } from "./terms";

const words = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** Sorts by numbers, days or words; what is unbound comes last either way. */
export function sorted(rows: Row[], name: string, falling: boolean): Row[] {
  const way = falling ? -1 : 1;
  return rows.toSorted(({ [name]: a }, { [name]: b }) => {
    if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
    return way * compared(a, b);
  });
}

function compared(a: Term, b: Term): number {
  const [one, other] = [numberOf(a) ?? dayOf(a)?.getTime(), numberOf(b) ?? dayOf(b)?.getTime()];
  if (one !== undefined && other !== undefined) return one - other;
  return words.compare(wordOf(a), wordOf(b));
}

function wordOf(term: Term): string {
  return typeof term.value === "string" ? term.value : JSON.stringify(term.value);
}
