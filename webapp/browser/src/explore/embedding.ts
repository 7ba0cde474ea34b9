// The view in somebody else's page: the code for it, and the height that it wants there.

/** What a frame tells the page around it. */
export const MESSAGE = "opg:height";

/** How tall the picture is for its width, and within which heights. */
const SHAPE = { ratio: 0.72, least: 300, most: 640 };

/** Returns the code of a frame, with a listener that gives it the height that it asks for. */
export function codeOf(address: string, title: string): string {
  const frame = `<iframe src="${escaped(address)}" title="${escaped(title)}" width="100%" height="520" loading="lazy" style="border:0"></iframe>`;
  const find = `[...document.querySelectorAll("iframe")].find((f) => f.contentWindow === e.source)`;
  return `${frame}\n<script>addEventListener("message", (e) => { const f = e.data?.type === "${MESSAGE}" && ${find}; if (f) f.height = e.data.height; })</script>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}

/** Returns the height of a picture as wide as the frame. */
export function heightFor(width: number): number {
  return Math.round(Math.min(SHAPE.most, Math.max(SHAPE.least, width * SHAPE.ratio)));
}

/** Tells the page around which height the frame wants, whenever its width or what stands around the picture changes. */
export function tellHeight(stage: HTMLElement): void {
  if (parent === window) return;
  let last = 0;
  const tell = (): void => {
    const besides = document.documentElement.clientHeight - stage.clientHeight;
    const height = besides + heightFor(document.documentElement.clientWidth);
    if (Math.abs(height - last) < 2) return;
    last = height;
    parent.postMessage({ type: MESSAGE, height }, "*");
  };
  const observer = new ResizeObserver(tell);
  for (const part of [document.body, stage]) observer.observe(part);
}
