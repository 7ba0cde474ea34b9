// What a reader does with nodes: expand, hide, focus, pin, connect, find.

import { button, el } from "../dom";
import { closed, grown, isOpen, startedAt } from "./expansion";
import type { Notices } from "./notices";
import type { Picture } from "./picture";
import { State } from "./state";

/** What the explorer lets its acts see and do. */
export interface Stage {
  readonly state: State;
  readonly picture: Picture | null;
  readonly notices: Notices;
  go(state: State): Promise<void>;
  /** Takes over a change that only concerns the picture. */
  keep(state: State): void;
  select(node: string | null, fly: boolean): void;
  has(node: string): boolean;
  named(node: string): string;
  placeOf(node: string): { x: number; y: number };
  focusPicture(): void;
}

/** With one of these the reader looks at some partners, and wants to find one among them. */
const FILTERS = ["tier", "category", "country", "season", "date", "basis", "hide", "focus"];

export class Acts {
  readonly banner = el("p", { class: "xp-banner", hidden: true });
  /** The node from which a path is to be found, while the other end is awaited. */
  private connecting: string | null = null;

  constructor(private readonly stage: Stage) {}

  expand(node: string): void {
    const { state } = this.stage;
    const open = isOpen(node, state) && state.has("open", node);
    void this.stage.go((open ? state.with("all", node) : grown(node, state)).set("select", node));
  }

  close(node: string): void {
    void this.stage.go(closed(node, this.stage.state));
  }

  startAt(node: string): void {
    void this.stage.go(startedAt(node, this.stage.state).except("show", "shared", "layout").with("open", node));
  }

  hide(node: string): void {
    const { state, notices } = this.stage;
    notices.say(`${this.stage.named(node)} is hidden.`);
    void this.stage.go(state.with("hide", node).without("select").pinned(node, null));
  }

  focus(node: string): void {
    const { state } = this.stage;
    void this.stage.go(state.one("focus") === node ? state.without("focus") : state.set("focus", node).set("select", node));
  }

  /** Pins a node where it is, or frees it. */
  pin(node: string): void {
    const { state, picture } = this.stage;
    if (picture === null || !this.stage.has(node)) return;
    if (!state.pins.has(node)) return this.pinHere(node);
    picture.place(node, this.stage.placeOf(node));
    this.stage.keep(state.pinned(node, null));
    this.stage.notices.say(`${this.stage.named(node)} is free again.`);
  }

  pinHere(node: string): void {
    const { state, picture } = this.stage;
    if (picture === null) return;
    this.stage.keep(state.pinned(node, picture.placeOf(node)));
    this.stage.notices.say(`${this.stage.named(node)} stays here.`);
  }

  /** Awaits the other end of a path. */
  connect(node: string): void {
    this.connecting = node;
    const cancel = button("Cancel", () => this.stopConnecting(), "xp-link");
    this.banner.replaceChildren(`Path from ${this.stage.named(node)}: choose the other end, in the picture, the table or the search. `, cancel);
    this.banner.hidden = false;
    this.stage.notices.say(this.banner.textContent ?? "");
  }

  /** Takes a node for the other end, if one is awaited; tells whether it did. */
  joined(node: string | null): boolean {
    const one = this.connecting;
    if (one === null || node === null || node === one) return false;
    this.stopConnecting();
    const free = this.stage.state.except("from", "open", "all", "focus", "select", "pin", "zoom", "hide");
    void this.stage.go(free.set("path", `${one}~${node}`));
    return true;
  }

  /** Ends what was begun, else what is selected. */
  clear(): void {
    if (this.connecting === null) this.stage.select(null, false);
    else this.stopConnecting();
  }

  /** Goes to what was searched for: selects it where it is shown, else begins with it besides. */
  async find(id: string): Promise<void> {
    if (this.joined(id)) return;
    const { state } = this.stage;
    if (state.partners && this.stage.has(id) && !FILTERS.some((key) => state.one(key) !== null)) this.startAt(id);
    else if (this.stage.has(id)) this.stage.select(id, true);
    else {
      // In a view of everything it is a filter that leaves the node out.
      const free = state.whole ? State.read("") : state.without("hide", id).without("focus");
      await this.stage.go(free.with("from", id).with("open", id).set("select", id));
    }
    this.stage.focusPicture();
  }

  private stopConnecting(): void {
    this.connecting = null;
    this.banner.hidden = true;
  }
}
