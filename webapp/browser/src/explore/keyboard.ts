// The keys of the picture. Everything a mouse can do here, they can.

import { isDirection, nextTowards } from "./steering";
import type { Picture } from "./picture";

export interface KeyActs {
  selected(): string | null;
  select(node: string): void;
  clear(): void;
  expand(node: string): void;
  hide(node: string): void;
  pin(node: string): void;
  focus(node: string): void;
  connect(node: string): void;
  search(): void;
  say(text: string): void;
}

/** Lets the keys work while the picture has the focus, and "/" wherever nothing is being typed. */
export function listen(place: HTMLElement, drawn: () => Picture | null, act: KeyActs): void {
  place.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== place) return;
    const picture = drawn();
    if (picture !== null && press(event.key, event.shiftKey, picture, act)) event.preventDefault();
  });
  // Before the search of the site, which listens for the same key.
  const slash = (event: KeyboardEvent): void => {
    const typing = event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]") !== null;
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    act.search();
  };
  document.addEventListener("keydown", slash, { capture: true });
}

function press(key: string, shift: boolean, picture: Picture, act: KeyActs): boolean {
  if (isDirection(key)) {
    if (shift) pan(key, picture);
    else go(key, picture, act);
    return true;
  }
  const node = act.selected();
  const onNode: Record<string, (node: string) => void> = { Enter: act.expand, h: act.hide, p: act.pin, f: act.focus, c: act.connect };
  if (node !== null && key in onNode) return onNode[key]?.(node), true;
  const anywhere: Record<string, () => void> = { Escape: act.clear, "+": () => picture.zoom(0.7), "=": () => picture.zoom(0.7), "-": () => picture.zoom(1.4), "0": () => picture.reset() };
  if (!(key in anywhere)) return false;
  anywhere[key]?.();
  return true;
}

function pan(key: string, picture: Picture): void {
  picture.pan({ ArrowLeft: -1, ArrowRight: 1 }[key] ?? 0, { ArrowUp: -1, ArrowDown: 1 }[key] ?? 0);
}

function go(key: "ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight", picture: Picture, act: KeyActs): void {
  const here = act.selected();
  const graph = picture.shown;
  if (here === null || !graph.hasNode(here)) {
    const first = picture.weightiest();
    if (first !== null) act.select(first);
    return;
  }
  const spot = (id: string) => ({ id, ...picture.names.spot(id) });
  const shown = (nodes: string[]): string[] => nodes.filter((node) => picture.shows(node));
  const next =
    nextTowards(key, spot(here), shown(graph.neighbors(here)).map(spot)) ?? nextTowards(key, spot(here), shown(graph.nodes()).map(spot));
  if (next === null) act.say("Nothing lies that way.");
  else act.select(next);
}
