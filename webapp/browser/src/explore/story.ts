// A story: views in an order, each with words; from an address or from a file. See webapp/explorer/story.py.

import { State } from "./state";

/** Limits of a file; the server has the same for an address. */
export const MOST_STEPS = 30;
export const LARGEST_FILE = 200_000;
const LONGEST = { title: 120, note: 600, view: 4000 };

/** Why a file is no story: where in it, what is there, and what would be right. */
export class NoStory extends Error {
  override readonly name = "NoStory";
}

export class Story {
  /** `at` is the place of the step that is shown, from 0. */
  constructor(readonly title: string, readonly steps: readonly State[], readonly at: number) {}

  /** Reads a query string; null where it tells no story. */
  static read(search: string): Story | null {
    const given = new URLSearchParams(search);
    const steps = given.getAll("step").map((step) => State.read(step.slice(step.lastIndexOf("?") + 1)));
    const at = Number(given.get("at") ?? "1") - 1;
    return steps.length === 0 ? null : new Story(given.get("story") ?? "", steps, steps[at] === undefined ? 0 : at);
  }

  get step(): State {
    return this.steps[this.at] ?? State.read("");
  }

  to(at: number): Story {
    return new Story(this.title, this.steps, Math.min(this.steps.length - 1, Math.max(0, at)));
  }

  toString(): string {
    const title: [string, string][] = this.title === "" ? [] : [["story", this.title]];
    return new URLSearchParams([...title, ...this.steps.map((step): [string, string] => ["step", step.toString()]), ["at", String(this.at + 1)]]).toString();
  }
}

/** Reads a file. Raises `NoStory`, which says what is wrong with it, and where. */
export function storyFrom(text: string): Story {
  if (text.length > LARGEST_FILE) throw new NoStory(`The file is too large: it has ${text.length} characters, and ${LARGEST_FILE} are taken.`);
  const read = objectIn(parsed(text), "The file", ["$schema", "title", "steps"]);
  const { steps } = read;
  if (!Array.isArray(steps) || steps.length === 0) throw new NoStory(`“steps” is ${told(steps)}. A list with at least one step is expected, such as [{"view": "from=partner/visa"}].`);
  if (steps.length > MOST_STEPS) throw new NoStory(`“steps” has ${steps.length} steps; at most ${MOST_STEPS} are taken.`);
  return new Story(textIn(read, "title", "The file", LONGEST.title), steps.map(stepFrom), 0);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new NoStory(`The file is not JSON: ${error instanceof Error ? error.message : "it cannot be read"}.`);
  }
}

function stepFrom(step: unknown, place: number): State {
  const where = `Step ${place + 1}`;
  const read = objectIn(step, where, ["view", "title", "note", "mark"]);
  if (typeof read["view"] !== "string") throw new NoStory(`${where}: “view” is ${told(read["view"])}. The address of a view is expected, such as "from=partner/visa".`);
  const address = textIn(read, "view", where, LONGEST.view);
  const query = address.includes("?") ? address.slice(address.lastIndexOf("?") + 1) : /^(https?:\/\/|\/)/.test(address) ? "" : address;
  const marks = read["mark"] ?? [];
  if (!Array.isArray(marks) || !marks.every((mark) => typeof mark === "string" && /^[a-z]+\/[a-z0-9-]+$/.test(mark))) {
    throw new NoStory(`${where}: “mark” is ${told(marks)}. A list of things is expected, such as ["partner/visa"].`);
  }
  const [title, note] = [textIn(read, "title", where, LONGEST.title), textIn(read, "note", where, LONGEST.note)];
  const state = State.read(query);
  return state.set("title", title || state.one("title")).set("note", note || state.one("note")).set("mark", ...(marks.length > 0 ? (marks as string[]) : state.all("mark")));
}

function objectIn(value: unknown, where: string, known: string[]): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new NoStory(`${where} is ${told(value)}. An object with ${known.filter((name) => !name.startsWith("$")).map((name) => `“${name}”`).join(", ")} is expected.`);
  const other = Object.keys(value).find((name) => !known.includes(name));
  if (other !== undefined) throw new NoStory(`${where} has “${other.slice(0, 40)}”, which is not known. There are: ${known.join(", ")}.`);
  return value as Record<string, unknown>;
}

function textIn(read: Record<string, unknown>, name: string, where: string, most: number): string {
  const text = read[name] ?? "";
  if (typeof text !== "string") throw new NoStory(`${where}: “${name}” is ${told(text)}. Words are expected.`);
  const line = text.split(/\s+/).filter((word) => word !== "").join(" ");
  if (line.length > most) throw new NoStory(`${where}: “${name}” has ${line.length} characters; at most ${most} are taken.`);
  return line;
}

function told(value: unknown): string {
  if (value === undefined) return "missing";
  return Array.isArray(value) ? "a list" : value === null ? "null" : typeof value === "object" ? "an object" : `${JSON.stringify(value).slice(0, 60)}`;
}
