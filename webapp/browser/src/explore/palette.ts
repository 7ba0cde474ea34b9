// The colours of the style sheet, as numbers for the picture; read again where light turns to dark.

export type Rgb = readonly [red: number, green: number, blue: number];

const NAMES = ["paper", "sheet", "ink", "soft", "line", "faint", "accent", "mark", "technology", "food", "finance", "transport", "consumer", "media", "industry", "neutral"] as const;
export type ColourName = (typeof NAMES)[number];

export interface Palette {
  colours: Record<ColourName, Rgb>;
  font: string;
  dark: boolean;
}

/** Reads the custom properties of the page; a canvas understands every way in which CSS writes a colour. */
export function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const context = document.createElement("canvas").getContext("2d");
  const colours = Object.fromEntries(NAMES.map((name) => [name, readColour(context, style.getPropertyValue(`--${name}`).trim())]));
  const font = getComputedStyle(document.body).fontFamily;
  return { colours: colours as Palette["colours"], font, dark: brightness(colours["paper"] ?? [255, 255, 255]) < 128 };
}

function readColour(context: CanvasRenderingContext2D | null, text: string): Rgb {
  if (context === null) return parsed(text);
  context.fillStyle = "#888888";
  context.fillStyle = text;
  return parsed(String(context.fillStyle));
}

/** Reads "#rrggbb". */
export function parsed(hex: string): Rgb {
  const value = Number.parseInt(/^#([0-9a-f]{6})$/i.exec(hex)?.[1] ?? "888888", 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

export function brightness([red, green, blue]: Rgb): number {
  return 0.299 * red + 0.587 * green + 0.114 * blue;
}

/** Mixes two colours: `share` of the first, from 0 to 1. */
export function mixed(one: Rgb, other: Rgb, share: number): Rgb {
  const part = (a: number, b: number): number => Math.round(a * share + b * (1 - share));
  return [part(one[0], other[0]), part(one[1], other[1]), part(one[2], other[2])];
}

export function hex(colour: Rgb): string {
  return `#${colour.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

/** Writes a translucent colour as sigma's programs blend it: with its parts already multiplied by the opacity. */
export function premultiplied(colour: Rgb, opacity: number): string {
  const [red, green, blue] = colour.map((part) => Math.round(part * opacity));
  return `rgba(${red}, ${green}, ${blue}, ${opacity})`;
}

/** Returns the colour of a family of product fields. */
export function familyColour(palette: Palette, family: string): Rgb {
  return palette.colours[family as ColourName] ?? palette.colours.neutral;
}
