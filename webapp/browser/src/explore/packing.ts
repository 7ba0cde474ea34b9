// Marks and their names in a grid of small squares, so that none covers another.

/** A thing that takes room: so many squares, and to its right its name. */
export interface Piece {
  id: string;
  /** Squares across and down that the mark takes. */
  side: number;
  /** Squares across that the name takes; 0 for none. */
  name: number;
}

export interface Spot {
  /** The upper left square of the mark; half a row lower where its name is so much taller. */
  column: number;
  row: number;
  named: boolean;
}

/** Squares across that there are: what does not fit in so many is not placed. */
const MOST = 1000;
const TALL_NAME = 17; // pixels
/** How many squares further a name may be put for want of room. */
const REACH = 5;

export class Grid {
  private readonly taken: Uint8Array[];

  constructor(readonly rows: number, private readonly square: number) {
    this.taken = Array.from({ length: Math.max(1, rows) }, () => new Uint8Array(MOST));
  }

  /** Finds the first free place for a piece from a column on, and takes it; a name that has no room falls away. */
  place(piece: Piece, from: number, until = Infinity): Spot | null {
    if (piece.name > 0) {
      const right = this.first(piece, from, Math.min(until, from + REACH));
      if (right !== null) return right;
    }
    return this.first({ ...piece, name: 0 }, from, until);
  }

  /** Takes room for words from the upper left corner on, that many squares across and down. */
  reserve(across: number, down: number): void {
    this.take(0, 0, across, Math.min(down, Math.max(0, this.taken.length - 1)));
  }

  private first({ side, name }: Piece, from: number, until: number): Spot | null {
    const [across, down] = [side + name, name > 0 ? Math.max(side, Math.ceil(TALL_NAME / this.square)) : side];
    const last = this.taken.length - down;
    for (let column = from; column <= until && column < MOST; column++) {
      for (let row = 0; row <= Math.max(0, last); row++) {
        if (!this.isFree(column, row, across, down)) continue;
        this.take(column, row, across, down);
        return { column, row: row + (down - side) / 2, named: name > 0 };
      }
    }
    return null;
  }

  private isFree(column: number, row: number, across: number, down: number): boolean {
    for (let y = row; y < row + down; y++) {
      const line = this.taken[Math.min(y, this.taken.length - 1)];
      for (let x = column; x < column + across; x++) if (line?.[x] === 1) return false;
    }
    return true;
  }

  private take(column: number, row: number, across: number, down: number): void {
    for (let y = row; y < row + down; y++) {
      this.taken[Math.min(y, this.taken.length - 1)]?.fill(1, column, column + across);
    }
  }
}
