// What is shown, as the query string of the page says it. The server alone interprets it; here it is only edited.

/** Keys that the picture alone knows: changing them asks the server nothing. */
const OF_THE_PICTURE = ["select", "pin", "zoom", "play", "layout", "colour", "size"];

/** Keys that take nodes away without moving the others: they keep their places, so that the eye can follow. */
const TAKING_AWAY = ["date", "hide"];

/** Keys of words about a view. */
const WORDS = ["title", "note", "mark"];

/** Keys that choose what is shown; without any of them it is partners alone. See ViewState in webapp/explorer/view_state.py. */
const CHOOSING = ["from", "open", "path", "kind", "focus", "tier", "category", "country", "season", "date", "basis"];

/** Bytes of an address that the server takes; see webapp/http/security.py. */
const LONGEST = 60_000;

/** What may stand in a query string as it is, and reads better so. */
const PLAIN = /%(2F|2C|40|3A|7E)/g;

export class State {
  private constructor(private readonly pairs: readonly (readonly [key: string, value: string])[]) {}

  /** Reads a query string, with or without its question mark. */
  static read(search: string): State {
    return new State([...new URLSearchParams(search)].filter(([, value]) => value !== ""));
  }

  /** Returns the first value of a key, or null. */
  one(key: string): string | null {
    return this.pairs.find(([name]) => name === key)?.[1] ?? null;
  }

  all(key: string): string[] {
    return this.pairs.filter(([name]) => name === key).map(([, value]) => value);
  }

  has(key: string, value: string): boolean {
    return this.pairs.some(([name, held]) => name === key && held === value);
  }

  /** Returns the state with a value more; itself where it has it. */
  with(key: string, value: string): State {
    return this.has(key, value) ? this : new State([...this.pairs, [key, value]]);
  }

  /** Returns the state without a value, or without all values that a key has. */
  without(key: string, value?: string): State {
    return new State(this.pairs.filter(([name, held]) => name !== key || (value !== undefined && held !== value)));
  }

  /** Returns the state with one value for a key, or with none. */
  set(key: string, ...values: (string | null)[]): State {
    const kept = values.filter((value) => value !== null && value !== "").map((value) => [key, value as string] as const);
    return new State([...this.without(key).pairs, ...kept]);
  }

  toggled(key: string, value: string): State {
    return this.has(key, value) ? this.without(key, value) : this.with(key, value);
  }

  except(...keys: string[]): State {
    return new State(this.pairs.filter(([name]) => !keys.includes(name)));
  }

  /** Returns the state with the keys of the picture that another one has. */
  takingPicture(other: State): State {
    return new State([...this.asked.pairs, ...other.pairs.filter(([name]) => OF_THE_PICTURE.includes(name))]);
  }

  /** The part that the server answers. */
  get asked(): State {
    return this.except(...OF_THE_PICTURE);
  }

  /** The part that the server answers with the words for it: partners alone are called by how they are placed. */
  get told(): State {
    return this.partners ? this.asked.set("layout", this.one("layout")) : this.asked;
  }

  /** The part that decides where nodes are: the same for all days, so that nothing jumps while time passes. */
  get basis(): State {
    const left = this.asked.except(...TAKING_AWAY, ...WORDS);
    return left.partners === this.partners ? left : left.set("show", "network");
  }

  /** Whether it shows partners alone, as it does where nothing is chosen. */
  get partners(): boolean {
    const show = this.one("show");
    return show === null ? !this.pairs.some(([key]) => CHOOSING.includes(key)) : show === "partners" && this.whole && this.one("kind") === null;
  }

  /** Returns another state that goes on showing what this one does, partners or things of every kind. */
  goingOn(other: State): State {
    const settled = !this.whole || !other.whole || other.one("show") !== null || other.one("kind") !== null;
    return settled || other.partners === this.partners ? other : other.set("show", this.partners ? "partners" : "network");
  }

  /** Whether nothing chooses the nodes, so that all of them are shown. */
  get whole(): boolean {
    return !this.pairs.some(([key]) => key === "from" || key === "open" || key === "path");
  }

  /** The places of the nodes that were put somewhere by hand. */
  get pins(): Map<string, { x: number; y: number }> {
    const found = new Map<string, { x: number; y: number }>();
    for (const pin of this.all("pin")) {
      const [, node, x, y] = /^(.+)@(-?[\d.]+),(-?[\d.]+)$/.exec(pin) ?? [];
      if (node !== undefined && x !== undefined && y !== undefined) found.set(node, { x: Number(x), y: Number(y) });
    }
    return found;
  }

  /** Returns the state with a node fixed at a place, or freed. */
  pinned(node: string, place: { x: number; y: number } | null): State {
    const others = new State(this.pairs.filter(([key, value]) => key !== "pin" || !value.startsWith(`${node}@`)));
    return place === null ? others : others.with("pin", `${node}@${Math.round(place.x)},${Math.round(place.y)}`);
  }

  toString(): string {
    return this.pairs
      .map(([key, value]) => `${key}=${encodeURIComponent(value).replace(PLAIN, (code) => decodeURIComponent(code))}`)
      .join("&");
  }
}

/**
 * Returns an address with a state in place of whatever query string it had. Where that would be too long for the server,
 * what the picture alone knows is left out.
 */
export function addressWith(path: string, state: State): string {
  const bare = path.split(/[?#]/)[0] ?? path;
  const all = state.toString();
  const query = bare.length + all.length < LONGEST ? all : state.asked.toString();
  return query === "" ? bare : `${bare}?${query}`;
}
