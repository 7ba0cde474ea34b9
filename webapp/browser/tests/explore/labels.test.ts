import { describe, expect, it } from "vitest";
import { placed, type Candidate } from "../../src/explore/labels";

const room = { width: 400, height: 300, most: 100 };

function candidate(id: string, x: number, y: number, forced = false): Candidate {
  return { id, text: id, x, y, radius: 5, width: 60, height: 14, forced };
}

describe("names", () => {
  it("never stand on top of each other, nor beyond the edge", () => {
    const crowd = Array.from({ length: 300 }, (_, index) => candidate(`n${index}`, (index * 37) % 400, (index * 53) % 300));
    const boxes = placed(crowd, room).map(({ box }) => box);
    expect(boxes.length).toBeGreaterThan(20);
    boxes.forEach((a, index) => {
      expect(a.left >= 0 && a.top >= 0 && a.right <= 400 && a.bottom <= 300).toBe(true);
      for (const b of boxes.slice(index + 1)) expect(a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom).toBe(false);
    });
  });

  it("go to the other side where the first is taken, or another node is in the way", () => {
    const [, second] = placed([candidate("a", 100, 100), candidate("b", 96, 101)], room);
    expect(second?.anchor).toBe("end");
    expect(placed([candidate("a", 100, 100)], { ...room, marks: [{ x: 130, y: 100, radius: 4 }] })[0]?.anchor).toBe("end");
  });

  it("are there in any case where they must", () => {
    const names = placed([candidate("a", 200, 150), candidate("must", 200, 150, true)], { ...room, most: 1 });
    expect(names.map(({ id }) => id)).toEqual(["a", "must"]);
  });
});
