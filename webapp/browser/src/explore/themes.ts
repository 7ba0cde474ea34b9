// The colours of the style sheet for light or for dark, whichever the page has at the moment.

import { readPalette, type Palette } from "./palette";

export type Theme = "light" | "dark";

/**
 * Returns the colours that the page would have; those that it has where the style sheet may not be read, as in a frame
 * of another origin.
 */
export function paletteOf(theme: Theme): Palette {
  const now = readPalette();
  if (now.dark === (theme === "dark")) return now;
  const { style } = document.documentElement;
  const set: string[] = [];
  try {
    for (const [name, value] of declared(theme)) {
      style.setProperty(name, value);
      set.push(name);
    }
    return readPalette();
  } catch {
    return now;
  } finally {
    for (const name of set) style.removeProperty(name);
  }
}

/** Returns the custom properties that the style sheets declare for the whole page. */
function declared(theme: Theme): Map<string, string> {
  const found = new Map<string, string>();
  const take = (rule: CSSRule): void => {
    if (!(rule instanceof CSSStyleRule) || rule.selectorText !== ":root") return;
    for (const name of rule.style) if (name.startsWith("--")) found.set(name, rule.style.getPropertyValue(name));
  };
  const sheets = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
  sheets.forEach(take);
  const dark = sheets.filter((rule) => rule instanceof CSSMediaRule && rule.conditionText.includes("dark")) as CSSMediaRule[];
  if (theme === "dark") for (const media of dark) [...media.cssRules].forEach(take);
  return found;
}
