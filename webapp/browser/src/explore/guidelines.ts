// Draws what says why nodes are where they are: the words and lines of bands, columns and years.

import { drawn } from "./glyphs";
import { stretched, type Guide, type Guides, type Stretch } from "./guides";
import type { Box } from "./labels";
import type { Renderer } from "./overlay";
import { familyColour, hex, mixed, type Palette } from "./palette";

export interface GuidedScene {
  guides: Guides;
  stretch: Stretch;
  palette: Palette;
}

export interface ShownGuide {
  text: string;
  x: number;
  y: number;
  anchor: Guide["anchor"];
  family: string | null;
  box: Box;
}

export const GUIDE_SIZE = 12;
/** Names are measured in this size. */
const MEASURED = 14;

/** Returns the words that have room in the viewport, and where they are, in pixels; none covers another. */
export function guidesShown(renderer: Renderer, { guides, stretch }: GuidedScene, measure: (text: string) => number): ShownGuide[] {
  const { width, height } = renderer.getDimensions();
  const found: ShownGuide[] = [];
  for (const guide of guides.words) {
    let { x, y } = renderer.graphToViewport(stretched(guide, stretch));
    const wide = (measure(guide.text) * GUIDE_SIZE * 1.06) / MEASURED;
    if (guide.side === "left") x = 10;
    if (guide.side === "bottom") y = height - 12;
    if (guide.side === "top") y = 14;
    const left = guide.anchor === "start" ? x : guide.anchor === "end" ? x - wide : x - wide / 2;
    const box = { left: left - 3, right: left + wide + 3, top: y - GUIDE_SIZE * 0.65, bottom: y + GUIDE_SIZE * 0.65 };
    if (box.left < 0 || box.top < 0 || box.right > width || box.bottom > height) continue;
    if (found.some(({ box: other }) => box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom)) continue;
    found.push({ text: guide.text, x, y, anchor: guide.anchor, family: guide.family ?? null, box });
  }
  return found;
}

/** Returns the lines in the viewport, in pixels. */
export function rulesShown(renderer: Renderer, { guides, stretch }: GuidedScene): { from: { x: number; y: number }; to: { x: number; y: number } }[] {
  return guides.rules.map(({ from, to }) => ({ from: renderer.graphToViewport(stretched(from, stretch)), to: renderer.graphToViewport(stretched(to, stretch)) }));
}

/** Returns the colour of words: that of their field, dark enough to be read. */
export function guideColour({ family }: Pick<ShownGuide, "family">, palette: Palette): string {
  return hex(family === null ? palette.colours.soft : mixed(familyColour(palette, family), palette.colours.ink, 0.62));
}

export function drawGuides(context: CanvasRenderingContext2D, renderer: Renderer, scene: GuidedScene, measure: (text: string) => number): void {
  const { palette } = scene;
  if (scene.guides.words.length === 0) return;
  context.lineWidth = 1;
  context.strokeStyle = hex(palette.colours.line);
  for (const { from, to } of rulesShown(renderer, scene)) {
    context.beginPath();
    context.moveTo(from.x, Math.round(from.y) + 0.5);
    context.lineTo(to.x, Math.round(to.y) + 0.5);
    context.stroke();
  }
  const words = guidesShown(renderer, scene, measure);
  context.font = `600 ${GUIDE_SIZE}px ${palette.font}`;
  context.textBaseline = "middle";
  context.lineJoin = "round";
  for (const word of words) {
    context.textAlign = word.anchor === "middle" ? "center" : word.anchor === "start" ? "left" : "right";
    context.lineWidth = 3.5;
    context.strokeStyle = hex(palette.colours.sheet);
    context.strokeText(word.text, word.x, word.y);
    context.fillStyle = guideColour(word, palette);
    context.fillText(word.text, word.x, word.y);
  }
}

/** Returns the same as elements of a drawing. */
export function guidesDrawn({ renderer, scene, names }: { renderer: Renderer; scene: GuidedScene; names: { measure(text: string, palette: Palette): number } }, palette: Palette): SVGElement {
  const rules = rulesShown(renderer, scene).map(({ from, to }) => drawn("path", { d: `M${Math.round(from.x)},${Math.round(from.y)}L${Math.round(to.x)},${Math.round(to.y)}` }));
  const words = guidesShown(renderer, scene, (text) => names.measure(text, palette)).map((word) =>
    drawn("text", { x: Math.round(word.x), y: Math.round(word.y + GUIDE_SIZE * 0.35), "text-anchor": word.anchor, fill: guideColour(word, palette) }, word.text),
  );
  return drawn("g", {}, drawn("g", { stroke: hex(palette.colours.line) }, ...rules), drawn("g", { "font-size": GUIDE_SIZE, "font-weight": 600 }, ...words));
}
