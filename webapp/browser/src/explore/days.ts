// Days, months and years on the slider of time. A day is text, "2017-01-18": such text sorts as time does.

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

/** Tells whether something that has these bounds goes on on a day; a missing bound is an open one. */
export function holds({ from, until }: { from: string | null; until: string | null }, day: string): boolean {
  return (from === null || from <= day) && (until === null || until >= day);
}

const written = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

/** Writes a day for people: "18 January 2017". */
export function spoken(day: string): string {
  return written.format(new Date(day));
}

/** Writes a span of time shortly: "2017–2020", "since 2017". */
export function span(from: string | null, until: string | null): string {
  const [first, last] = [from?.slice(0, 4), until?.slice(0, 4)];
  if (first && last) return first === last ? first : `${first}–${last}`;
  return first ? `since ${first}` : last ? `until ${last}` : "";
}
