// Days, months and years on the slider of time. A day is text, "2017-01-18": such text sorts as time does.

import type { Basis, Counts, Dates } from "./view";

const numbers = new Intl.NumberFormat("en-GB");

/** Counts months from January of year 0. */
export function monthOf(day: string): number {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
}

/** Returns the first day of a month. */
export function firstDay(month: number): string {
  return `${String(Math.floor(month / 12)).padStart(4, "0")}-${String((month % 12) + 1).padStart(2, "0")}-01`;
}

export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);
}

/** Returns the day a step later, or null behind the last one. */
export function nextDay(day: string, months: number, last: string): string | null {
  const next = firstDay(monthOf(day) + months);
  return next > last ? null : next;
}

type Bounds = Pick<Dates, "from" | "countsFrom" | "until">;

/** Returns the day from which something counts, or null where there is none. */
export function begins({ from, countsFrom }: Bounds): string | null {
  return from ?? countsFrom;
}

/** Tells whether something that has these bounds goes on on a day; a missing bound is an open one. */
export function holds(bounds: Bounds, day: string): boolean {
  const first = begins(bounds);
  return (first === null || first <= day) && (bounds.until === null || bounds.until >= day);
}

const written = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

/** Writes a day for people: "18 January 2017". */
export function spoken(day: string): string {
  return written.format(new Date(day));
}

const BASES: [Basis, string][] = [["stated", "stated"], ["announced", "as announced"], ["assumed", "assumed"], ["unknown", "not recorded"]];

/** Says on what so many beginnings rest: "beginnings: 9 stated, 2 as announced". */
export function beginnings(counts: Counts): string {
  const said = BASES.filter(([basis]) => counts[basis]).map(([basis, words]) => `${numbers.format(counts[basis] ?? 0)} ${words}`);
  return said.length === 0 ? "" : `beginnings: ${said.join(", ")}`;
}

/** Tells whether a beginning or an end rests on no source of its own. */
export function isAssumed({ fromBasis, untilBasis }: Pick<Dates, "fromBasis" | "untilBasis">): boolean {
  return [fromBasis, untilBasis].some((basis) => basis === "assumed") || fromBasis === "unknown";
}

/** Writes a span of time shortly, and what is assumed of it: "2017–2020", "since 2017", "2013–2016 (end assumed)". */
export function span({ from, fromBasis, until, untilBasis }: Dates): string {
  const [first, last] = [from?.slice(0, 4), until?.slice(0, 4)];
  const years = first && last ? (first === last ? first : `${first}–${last}`) : first ? `since ${first}` : last ? `until ${last}` : "";
  const ends = [["start", fromBasis] as const, ["end", untilBasis] as const];
  const assumed = ends.filter(([, basis]) => basis === "assumed").map(([end]) => end);
  const notes = [fromBasis === "unknown" ? "start not recorded" : "", assumed.length > 0 ? `${assumed.join(" and ")} assumed` : "", fromBasis === "announced" ? "start as announced" : ""];
  const said = notes.filter((note) => note !== "").join(", ");
  return said === "" ? years : years === "" ? said : `${years} (${said})`;
}
