// Where names stand: the weightiest first, and none on top of another.

/** A node in the picture: its middle and radius in pixels. */
export interface Spot {
  x: number;
  y: number;
  radius: number;
}

export interface Candidate extends Spot {
  id: string;
  text: string;
  /** Width of the text and height of its line, in pixels. */
  width: number;
  height: number;
  /** Shown even where it covers others: what is selected, or pointed at. */
  forced: boolean;
  /** Rather on a mark than missing, where names had better be clear of marks. */
  promised?: boolean;
}

export interface Placed {
  id: string;
  text: string;
  x: number;
  y: number;
  anchor: "start" | "middle" | "end";
  box: Box;
}

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const AIR = 3;
const CELL = 80;

export interface Room {
  width: number;
  height: number;
  /** How many names there may be. */
  most: number;
  /** Marks of nodes, which a name keeps clear of if one of its places does. */
  marks?: Iterable<Spot>;
  /** Where something stands already. */
  taken?: Iterable<Box>;
  /** Whether a name had better be missing than cover a mark. */
  clear?: boolean;
}

/** Places names beside their nodes, in the order given. */
export function placed(candidates: Iterable<Candidate>, { width, height, most, marks = [], taken: held = [], clear = false }: Room): Placed[] {
  const taken = new Grid();
  const covered = new Grid();
  for (const box of held) taken.add(box);
  for (const { x, y, radius } of marks) covered.add({ left: x - radius, top: y - radius, right: x + radius, bottom: y + radius });
  const found: Placed[] = [];
  for (const candidate of candidates) {
    if (found.length >= most && !candidate.forced) break;
    const choices = choicesOf(candidate);
    const free = choices.filter(({ box }) => within(box, width, height) && !taken.hits(box));
    const fitting = free.find(({ box }) => !covered.hits(box)) ?? (clear && !candidate.forced && candidate.promised !== true ? undefined : free[0]) ?? (candidate.forced ? choices[0] : undefined);
    if (fitting === undefined) continue;
    taken.add(fitting.box);
    found.push(fitting);
  }
  return found;
}

function choicesOf({ id, text, x, y, radius, width, height }: Candidate): Placed[] {
  const gap = radius + 4;
  const choice = (anchor: Placed["anchor"], left: number, at: number, middle: number): Placed => ({
    id,
    text,
    x: at,
    y: middle,
    anchor,
    box: { left: left - AIR, top: middle - height / 2, right: left + width + AIR, bottom: middle + height / 2 },
  });
  return [
    choice("start", x + gap, x + gap, y),
    choice("end", x - gap - width, x - gap, y),
    choice("middle", x - width / 2, x, y + gap + height / 2),
    choice("middle", x - width / 2, x, y - gap - height / 2),
  ];
}

function within({ left, top, right, bottom }: Box, width: number, height: number): boolean {
  return left >= 0 && top >= 0 && right <= width && bottom <= height;
}

/** Boxes by the cells that they touch, so that each is compared with its neighbours only. */
class Grid {
  private readonly cells = new Map<string, Box[]>();

  hits(box: Box): boolean {
    return this.cellsOf(box).some((cell) =>
      this.cells.get(cell)?.some((other) => box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom),
    );
  }

  add(box: Box): void {
    for (const cell of this.cellsOf(box)) {
      const held = this.cells.get(cell);
      if (held) held.push(box);
      else this.cells.set(cell, [box]);
    }
  }

  private cellsOf({ left, top, right, bottom }: Box): string[] {
    const found: string[] = [];
    for (let column = Math.floor(left / CELL); column <= Math.floor(right / CELL); column++) {
      for (let row = Math.floor(top / CELL); row <= Math.floor(bottom / CELL); row++) found.push(`${column} ${row}`);
    }
    return found;
  }
}
