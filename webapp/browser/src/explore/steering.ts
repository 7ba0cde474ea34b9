// Which node an arrow key goes to: the nearest in its direction, those that an edge leads to before others.

export type Direction = "ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight";

export interface Spot {
  id: string;
  x: number;
  y: number;
}

const TOWARDS: Record<Direction, readonly [x: number, y: number]> = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

export function isDirection(key: string): key is Direction {
  return key in TOWARDS;
}

/** Returns the spot to go to from another one, or null where there is none on that side; y counts downwards. */
export function nextTowards(direction: Direction, here: Spot, spots: Iterable<Spot>): string | null {
  const [towardsX, towardsY] = TOWARDS[direction];
  let best: string | null = null;
  let least = Infinity;
  for (const { id, x, y } of spots) {
    const [dx, dy] = [x - here.x, y - here.y];
    const ahead = dx * towardsX + dy * towardsY;
    const aside = Math.abs(dx * towardsY - dy * towardsX);
    // What lies more aside than ahead belongs to another key.
    if (id === here.id || ahead <= 0 || aside > ahead * 1.2) continue;
    const cost = ahead + 2 * aside;
    if (cost < least || (cost === least && best !== null && id < best)) [best, least] = [id, cost];
  }
  return best;
}
