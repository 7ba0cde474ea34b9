import { describe, expect, it } from "vitest";
import { addressWith, State } from "../../src/explore/state";

const read = (text: string): State => State.read(text);

describe("the state", () => {
  it("comes back from its own text", () => {
    const text = "from=partner/visa&open=games/2012-summer.partner&path=partner/visa~partner/kodak&pin=partner/visa@12,-4&zoom=0.5,0.25,1";
    expect(read(`?${text}`).toString()).toBe(text);
    expect(read(read("category=a%26b").toString()).all("category")).toEqual(["a&b"]);
  });

  it("drops what is empty, as a form sends it", () => {
    expect(read("tier=&date=&from=partner/visa").toString()).toBe("from=partner/visa");
  });

  it("is edited without being changed", () => {
    const before = read("kind=partner");
    expect(before.with("kind", "games").all("kind")).toEqual(["partner", "games"]);
    expect(before.with("kind", "partner")).toBe(before);
    expect(before.toggled("kind", "partner").toString()).toBe("");
    expect(before.set("date", "2017-01-18").set("date", null).toString()).toBe("kind=partner");
    expect(before.toString()).toBe("kind=partner");
  });

  it("knows what the server is asked, and what decides where nodes are", () => {
    const state = read("from=partner/visa&date=2017-01-18&hide=country/japan&select=partner/visa&zoom=1,1,1&pin=partner/visa@1,2");
    expect(state.asked.toString()).toBe("from=partner/visa&date=2017-01-18&hide=country/japan");
    expect(state.basis.toString()).toBe("from=partner/visa");
    expect(read("date=2017-01-18").takingPicture(state).toString()).toBe("date=2017-01-18&select=partner/visa&zoom=1,1,1&pin=partner/visa@1,2");
  });

  it("is of everything where nothing is chosen", () => {
    expect(read("tier=top&date=2017-01-18").whole).toBe(true);
    expect(read("open=partner/visa").whole).toBe(false);
    expect(read("path=partner/visa~partner/kodak").whole).toBe(false);
  });

  it("pins nodes, one place for each", () => {
    const pinned = read("").pinned("partner/visa", { x: 1.4, y: -2.6 }).pinned("partner/visa", { x: 8, y: 9 });
    expect(pinned.toString()).toBe("pin=partner/visa@8,9");
    expect(pinned.pins.get("partner/visa")).toEqual({ x: 8, y: 9 });
    expect(pinned.pinned("partner/visa", null).toString()).toBe("");
    expect(read("pin=nonsense").pins.size).toBe(0);
  });

  it("takes the place of any query string of an address", () => {
    expect(addressWith("/explore/view.csv?old=1#x", read("tier=top"))).toBe("/explore/view.csv?tier=top");
    expect(addressWith("/explore?old=1", read(""))).toBe("/explore");
  });

  it("leaves out of an address that would be too long what the picture alone knows", () => {
    const things = Array.from({ length: 1500 }, (_, number) => `open=partner/number-${number}`).join("&");
    const pins = Array.from({ length: 1500 }, (_, number) => `pin=partner/number-${number}@1,2`).join("&");
    expect(addressWith("/explore", read(`${things}&zoom=1,1,1`))).toBe(`/explore?${things}&zoom=1,1,1`);
    expect(addressWith("/explore", read(`${things}&${pins}`))).toBe(`/explore?${things}`);
  });
});
