// The picture as an SVG document of its own: the same marks, lines and names, with what it shows and where it is from.

import { drawn } from "./glyphs";
import { guidesDrawn } from "./guidelines";
import { DASHES, outline } from "./marks";
import type { EdgeLook, Model, NodeLook } from "./model";
import { familyColour, hex, type Palette } from "./palette";
import type { Picture } from "./picture";

export interface Caption {
  title: string;
  /** How to cite what the picture shows. */
  citation: string;
  date: string;
}

/** The foot of a picture: its height without the lines of the citation, and the size of their letters. */
const FOOT = { title: 34, line: 17, below: 13, size: 11.5, margin: 20 };

/** Draws what the picture shows now, in its colours, as large as it is on the screen. */
export function svgOf(picture: Picture, palette: Palette, caption: Caption): string {
  const { width, height } = picture.renderer.getDimensions();
  const { graph } = picture.scene;
  const paper = hex(palette.colours.sheet);
  const source = inLines(caption.citation, width - 2 * FOOT.margin);
  const whole = height + FOOT.title + source.length * FOOT.line + FOOT.below;
  const root = drawn("svg", { xmlns: "http://www.w3.org/2000/svg", width, height: whole, viewBox: `0 0 ${width} ${whole}`, "font-family": palette.font, role: "img" });
  const clip = drawn("clipPath", { id: "frame" }, drawn("rect", { width, height }));
  root.append(drawn("title", {}, caption.title), drawn("desc", {}, caption.citation), drawn("defs", {}, clip), drawn("rect", { width, height: whole, fill: paper }));
  const frame = drawn("g", { "clip-path": "url(#frame)" });
  frame.append(guidesDrawn(picture, palette), edgesOf(picture, graph, palette), nodesOf(picture, graph), namesOf(picture, palette));
  root.append(frame, foot(width, height, palette, caption, source));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(root)}\n`;
}

function edgesOf(picture: Picture, graph: Model, palette: Palette): SVGElement {
  const group = drawn("g", { fill: "none", "stroke-linecap": "round" });
  const shown = graph.edges().map((edge) => ({ edge, look: picture.renderer.getEdgeDisplayData(edge) as unknown as EdgeLook & { hidden: boolean } }));
  for (const { edge, look } of shown.filter(({ look }) => look !== undefined && !look.hidden).toSorted((a, b) => a.look.zIndex - b.look.zIndex)) {
    const [source, target] = graph.extremities(edge).map((node) => picture.names.spot(node));
    if (!source || !target || !picture.shows(graph.source(edge)) || !picture.shows(graph.target(edge))) continue;
    const opacity = Number(/([\d.]+)\)$/.exec(look.color)?.[1] ?? 1);
    const { curvature, stroke, tint } = graph.getEdgeAttributes(edge);
    const dashes = stroke === null || curvature !== 0 ? {} : { "stroke-dasharray": DASHES[stroke].join(" "), "stroke-linecap": "butt" };
    const width = Math.max(0.7, picture.renderer.scaleSize(look.size));
    group.append(drawn("path", { d: line(source, target, curvature), stroke: hex(tint ?? familyColour(palette, "")), "stroke-opacity": opacity, "stroke-width": round(width), ...dashes }, drawn("title", {}, titleOf(graph, edge))));
  }
  return group;
}

function titleOf(graph: Model, edge: string): string {
  const [source, target] = graph.extremities(edge).map((node) => graph.getNodeAttribute(node, "node").label);
  return `${source} – ${target}: ${graph.getEdgeAttribute(edge, "edge").label}`;
}

function line(source: { x: number; y: number }, target: { x: number; y: number }, curvature: number): string {
  const [a, b] = [`${round(source.x)},${round(source.y)}`, `${round(target.x)},${round(target.y)}`];
  if (curvature === 0) return `M${a}L${b}`;
  const [dx, dy] = [target.x - source.x, target.y - source.y];
  return `M${a}Q${round((source.x + target.x) / 2 + dy * curvature)},${round((source.y + target.y) / 2 - dx * curvature)} ${b}`;
}

function nodesOf(picture: Picture, graph: Model): SVGElement {
  const group = drawn("g", {});
  const shown = graph.nodes().filter((node) => picture.shows(node));
  const looks = shown.map((node) => ({ node, look: picture.renderer.getNodeDisplayData(node) as unknown as NodeLook }));
  for (const { node, look } of looks.toSorted((a, b) => a.look.zIndex - b.look.zIndex)) {
    const { x, y, radius } = picture.names.spot(node);
    const data = outline(look.shape, x, y, radius);
    const paint = { fill: look.color, stroke: look.border, "stroke-width": look.borderWidth };
    const mark = data === null ? drawn("circle", { cx: round(x), cy: round(y), r: round(radius), ...paint }) : drawn("path", { d: data, "stroke-linejoin": "round", ...paint });
    mark.append(drawn("title", {}, look.node.label));
    group.append(mark);
  }
  return group;
}

function namesOf(picture: Picture, palette: Palette): SVGElement {
  const names = picture.names.names(picture.scene);
  const group = drawn("g", { stroke: hex(palette.colours.sheet), "stroke-width": 3.5, "stroke-linejoin": "round", "paint-order": "stroke", fill: hex(palette.colours.ink), "dominant-baseline": "central" });
  for (const { text, x, y, anchor, strong, size } of [...names, ...picture.names.edgeNames(picture.scene, names)]) {
    group.append(drawn("text", { x: round(x), y: round(y), "text-anchor": anchor, "font-size": round(size), "font-weight": strong ? 650 : 450 }, text));
  }
  return group;
}

/** Breaks a text into lines that fit a width, as far as its words allow; letters are taken to be wide. */
export function inLines(text: string, width: number): string[] {
  const most = Math.max(20, Math.floor(width / (FOOT.size * 0.56)));
  const lines: string[] = [];
  for (const word of text.split(" ").flatMap((long) => long.match(new RegExp(`.{1,${most}}`, "gu")) ?? [])) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > most) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

function foot(width: number, height: number, palette: Palette, { title, date }: Caption, source: string[]): SVGElement {
  const ink = hex(palette.colours.ink);
  const soft = hex(palette.colours.soft);
  return drawn(
    "g",
    {},
    drawn("path", { d: `M${FOOT.margin},${height}H${width - FOOT.margin}`, stroke: hex(palette.colours.line) }),
    drawn("text", { x: FOOT.margin, y: height + 26, "font-size": 15, "font-weight": 650, fill: ink }, date === "" || title.includes(date) ? title : `${title}, ${date}`),
    ...source.map((line, index) => drawn("text", { x: FOOT.margin, y: height + 47 + index * FOOT.line, "font-size": FOOT.size, fill: soft }, line)),
  );
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Paints an SVG document on a canvas and returns it as PNG, `scale` times as large. */
export async function pngOf(svg: string, scale: number): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.width * scale, image.height * scale];
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("The browser does not let pages draw.");
  context.scale(scale, scale);
  context.drawImage(image, 0, 0);
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("The picture is too large."))), "image/png"));
}
