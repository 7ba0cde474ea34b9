// Changes the page without getting in the way of who works with it.

/** Replaces the children of an element; the focus goes on to the child that has the same `data-key`. */
export function replaced(parent: HTMLElement, ...children: (Node | string)[]): void {
  const focused = parent.contains(document.activeElement) ? (document.activeElement as HTMLElement).dataset["key"] : undefined;
  parent.replaceChildren(...children);
  if (focused === undefined) return;
  [...parent.querySelectorAll<HTMLElement>("[data-key]")].find((child) => child.dataset["key"] === focused)?.focus();
}

/** Lets the browser do what waits, such as to answer a key. */
export function breath(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
