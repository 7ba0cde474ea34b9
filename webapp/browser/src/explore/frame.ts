// The parts of the explorer on the page, and where they stand.

import { button, el } from "../dom";

export interface Parts {
  voice: HTMLElement;
  search: HTMLElement;
  filters: HTMLElement;
  saving: HTMLElement;
  kinds: HTMLElement;
  chips: HTMLElement;
  canvas: HTMLElement;
  still: HTMLElement;
  print: HTMLElement;
  hint: HTMLElement;
  banner: HTMLElement;
  notices: HTMLElement;
  panel: HTMLElement;
  families: HTMLElement;
  lines: HTMLElement;
  time: HTMLElement;
}

export interface ZoomActs {
  zoom(factor: number): void;
  reset(): void;
}

/** Returns the place of the picture, which takes the keys while it has the focus. */
export function canvasMade(): HTMLElement {
  const label = "Picture of the network. Arrow keys go from node to node, Enter expands, Escape clears. The table below has the same nodes and lines.";
  return el("div", { class: "xp-canvas", tabindex: "0", role: "application", "aria-roledescription": "network", "aria-label": label, "data-state": "waiting" });
}

/** Puts the parts in the place of what the server rendered. */
export function framed(root: HTMLElement, parts: Parts, act: ZoomActs, embedded: boolean): void {
  const stage = el("div", { class: "xp-stage" }, parts.canvas, parts.still, parts.print, parts.hint, zoomButtons(act), parts.banner, parts.notices);
  if (embedded) return framedElsewhere(root, parts, stage);
  // On a phone the filters would push the picture out of sight.
  const small = matchMedia("(max-width: 719px)").matches;
  const narrowing = el("details", { class: "xp-narrow", open: !small }, el("summary", { class: "xp-button" }, "Filters"), parts.filters);
  root.classList.add("xp");
  root.replaceChildren(
    parts.voice,
    el("div", { class: "xp-bar" }, parts.search, narrowing, parts.saving),
    el("div", { class: "xp-now" }, parts.kinds, parts.chips),
    el("div", { class: "xp-main" }, stage, parts.panel),
    el("div", { class: "xp-legend" }, parts.families, parts.lines),
    parts.time,
  );
}

/** In somebody else's page: the picture, its legend, and everything else behind one button. */
function framedElsewhere(root: HTMLElement, parts: Parts, stage: HTMLElement): void {
  const drawer = el("div", { class: "xp-drawer", id: "xp-drawer", hidden: true }, parts.search, parts.kinds, parts.chips, parts.time);
  const opener = button("Controls", () => {
    drawer.hidden = !drawer.hidden;
    stage.classList.toggle("xp-open", !drawer.hidden);
    opener.setAttribute("aria-expanded", String(!drawer.hidden));
  }, "xp-button xp-opener");
  opener.setAttribute("aria-expanded", "false");
  opener.setAttribute("aria-controls", drawer.id);
  drawer.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    opener.click();
    opener.focus();
  });
  stage.append(opener, drawer, parts.panel);
  root.classList.add("xp", "xp-embedded");
  root.replaceChildren(parts.voice, stage, el("div", { class: "xp-legend" }, parts.families, parts.lines));
}

function zoomButtons({ zoom, reset }: ZoomActs): HTMLElement {
  const buttons: [string, string, () => void][] = [
    ["+", "Zoom in", () => zoom(0.7)],
    ["−", "Zoom out", () => zoom(1.4)],
    ["⤢", "See all", reset],
  ];
  const made = buttons.map(([sign, label, act]) => {
    const press = button(sign, act, "xp-round");
    press.setAttribute("aria-label", label);
    press.title = label;
    return press;
  });
  return el("div", { class: "xp-zoom", role: "group", "aria-label": "Zoom" }, ...made);
}
