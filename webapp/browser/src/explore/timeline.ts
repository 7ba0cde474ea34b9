// The slider of time: a day, or all times; and play, which lets the years pass.

import { button, el } from "../dom";
import { firstDay, isDay, monthOf, nextDay, spoken } from "./days";

export interface TimeActs {
  /** Shows a day while it moves on. */
  pass(day: string): void;
  /** Shows a day, or all times, for good. */
  settle(day: string | null): void;
}

/** How long a step of time stands still, in milliseconds: years need more than months to be read. */
const STEPS = { year: { months: 12, pause: 900 }, month: { months: 1, pause: 250 } };

export class Timeline {
  readonly element: HTMLElement;
  private readonly slider = el("input", { type: "range", class: "xp-slider", "aria-label": "Day", step: "1" });
  private readonly day = el("input", { type: "date", class: "xp-day", "aria-label": "Exact day" });
  private readonly playing = button("Play", () => this.toggle(), "xp-button xp-play");
  private readonly all = button("All times", () => this.settle(null), "xp-button xp-quiet");
  private readonly pace = el("select", { class: "xp-select", "aria-label": "Step" }, el("option", { value: "year" }, "by year"), el("option", { value: "month" }, "by month"));
  private readonly said = el("output", { class: "xp-said" });
  private timer: ReturnType<typeof setTimeout> | null = null;
  private now: string | null = null;
  private range = { first: "1896-04-06", last: "2034-12-31" };
  /** From when until when there is something to play. */
  private played = this.range;

  constructor(private readonly act: TimeActs) {
    this.slider.addEventListener("input", () => this.pass(firstDay(Number(this.slider.value))));
    this.slider.addEventListener("change", () => this.settle(this.now));
    // A browser tells of a day after each key: of the year 2 while "2017" is being typed. Those are waited out.
    this.day.addEventListener("change", () => this.fits(this.day.value) && this.day.value !== this.now && this.settle(this.day.value));
    this.day.addEventListener("blur", () => (this.day.value = this.now ?? ""));
    const marks = el("div", { class: "xp-years", "aria-hidden": "true" });
    this.element = el(
      "div",
      { class: "xp-time", role: "group", "aria-label": "Time" },
      el("div", { class: "xp-time-acts" }, this.playing, this.pace),
      el("div", { class: "xp-track" }, this.said, this.slider, marks),
      el("div", { class: "xp-time-acts" }, this.day, this.all),
    );
  }

  /** Shows the day of a state within the first and last day of the data. */
  set(day: string | null, dates: { first: string; last: string }, played: { first: string; last: string } | null = null): void {
    const fresh = dates.first !== "" && dates.last !== "" && (dates.first !== this.range.first || dates.last !== this.range.last);
    if (fresh) this.range = dates;
    this.played = played ?? this.range;
    // Set anew, they would end what is being typed.
    if (fresh || this.day.min === "") this.bound();
    this.show(day);
  }

  stop(): void {
    if (this.timer === null) return;
    clearTimeout(this.timer);
    this.timer = null;
    this.playing.textContent = "Play";
    this.playing.classList.remove("xp-on");
  }

  private bound(): void {
    const { first, last } = this.range;
    [this.slider.min, this.slider.max] = [String(monthOf(first)), String(monthOf(last))];
    [this.day.min, this.day.max] = [first, last];
    this.drawYears();
  }

  private fits(day: string): boolean {
    return isDay(day) && day >= this.range.first && day <= this.range.last;
  }

  private show(day: string | null): void {
    this.now = day;
    this.slider.value = day === null ? this.slider.max : String(monthOf(day));
    this.slider.setAttribute("aria-valuetext", day === null ? "all times" : spoken(day));
    this.slider.classList.toggle("xp-off", day === null);
    // Even the same value would begin a half-typed one anew.
    if (this.day.value !== (day ?? "") && document.activeElement !== this.day) this.day.value = day ?? "";
    this.said.textContent = day === null ? "All times" : spoken(day);
    this.all.hidden = day === null;
  }

  private drawYears(): void {
    const track = this.element.querySelector(".xp-years");
    const [low, high] = [monthOf(this.range.first), monthOf(this.range.last)];
    const years = [1900, 1920, 1940, 1960, 1980, 2000, 2020].filter((year) => year * 12 > low && year * 12 < high);
    track?.replaceChildren(
      ...years.map((year) => {
        const mark = el("span", {}, String(year));
        mark.style.left = `${(100 * (year * 12 - low)) / (high - low)}%`;
        return mark;
      }),
    );
  }

  private pass(day: string): void {
    this.show(day);
    this.act.pass(day);
  }

  private settle(day: string | null): void {
    this.stop();
    this.show(day);
    this.act.settle(day);
  }

  private toggle(): void {
    if (this.timer !== null) return this.settle(this.now);
    const { first, last } = this.played;
    // Time starts anew from its end, and begins where something is.
    const begin = this.now === null || this.now < first || nextDay(this.now, 1, last) === null ? first : this.now;
    this.playing.textContent = "Pause";
    this.playing.classList.add("xp-on");
    this.timer = setTimeout(() => undefined, 0);
    this.step(firstDay(monthOf(begin)));
  }

  private step(day: string | null): void {
    if (day === null) return this.settle(this.now);
    this.pass(day);
    const { months, pause } = this.pace.value === "month" ? STEPS.month : STEPS.year;
    this.timer = setTimeout(() => this.step(nextDay(day, months, this.played.last)), pause);
  }
}
