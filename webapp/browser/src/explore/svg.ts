// The picture as an SVG document of its own: the same marks, lines and names, with what it shows and where it is from.
//
// It draws the same in browsers, CairoSVG and resvg: what keeps names legible is a wider text of its own below each.

import { drawn } from "./glyphs";
import { guidesDrawn } from "./guidelines";
import { DASHES, outline } from "./marks";
import type { EdgeLook, Model, NodeLook } from "./model";
import { hex, type Palette } from "./palette";
import type { Picture } from "./picture";
import { BELOW, captioned, type Caption } from "./svgcaption";

/** Draws what the picture shows now in a document, as large as it is on the screen, with its caption above and below. */
export function svgOf(picture: Picture, palette: Palette, caption: Caption): string {
  const { width, height } = picture.renderer.getDimensions();
  const around = captioned(width, height, palette, caption);
  const clip = drawn("clipPath", { id: "frame" }, drawn("rect", { width, height }));
  const frame = drawn("g", { "clip-path": "url(#frame)", transform: `translate(0,${around.top})` }, ...layers(picture, palette));
  const root = documentOf(width, around.height, palette);
  root.append(drawn("title", {}, caption.title), drawn("desc", {}, caption.citation), drawn("metadata", {}, ...around.metadata), drawn("defs", {}, clip), paper(width, around.height, palette), ...around.above, frame, ...around.below);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(root)}\n`;
}

/** Draws what the picture shows now, and nothing else: what stands in its place while it is not drawn by the graphics card. */
export function stillOf(picture: Picture, palette: Palette): SVGElement {
  const { width, height } = picture.renderer.getDimensions();
  const root = documentOf(width, height, palette);
  root.append(...layers(picture, palette));
  return root;
}

function documentOf(width: number, height: number, palette: Palette): SVGElement {
  return drawn("svg", { xmlns: "http://www.w3.org/2000/svg", width, height, viewBox: `0 0 ${width} ${height}`, "font-family": palette.font, role: "img" });
}

function paper(width: number, height: number, palette: Palette): SVGElement {
  return drawn("rect", { width, height, fill: hex(palette.colours.sheet) });
}

function layers(picture: Picture, palette: Palette): SVGElement[] {
  const { graph } = picture.scene;
  return [guidesDrawn(picture, palette), edgesOf(picture, graph, palette), nodesOf(picture, graph), namesOf(picture, palette)];
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
    group.append(drawn("path", { d: line(source, target, curvature), stroke: hex(tint ?? palette.colours.neutral), "stroke-opacity": opacity, "stroke-width": round(width), ...dashes }, drawn("title", {}, titleOf(graph, edge))));
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

/** Writes the names, each twice: below, wider and in the colour of the paper, so that lines do not strike it out. */
function namesOf(picture: Picture, palette: Palette): SVGElement {
  const names = picture.names.names(picture.scene);
  const sheet = hex(palette.colours.sheet);
  const halos = drawn("g", { fill: sheet, stroke: sheet, "stroke-width": 3.5, "stroke-linejoin": "round", "aria-hidden": "true" });
  const letters = drawn("g", { fill: hex(palette.colours.ink) });
  for (const { text, x, y, anchor, strong, size } of [...names, ...picture.names.edgeNames(picture.scene, names)]) {
    const place = { x: round(x), y: round(y + size * BELOW), "text-anchor": anchor, "font-size": round(size), "font-weight": strong ? 650 : 450 };
    halos.append(drawn("text", place, text));
    letters.append(drawn("text", place, text));
  }
  return drawn("g", {}, halos, letters);
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
