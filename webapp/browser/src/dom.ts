// Makes elements. Text is only ever set as text, so nothing from a query or its answer can become markup.

type Attributes = Record<string, string | boolean | undefined>;
export type Child = Node | string | null | undefined;

/** Makes an element; an attribute that is `true` is set empty, one that is `false` or undefined is left out. */
export function el<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** Makes a button with a label that does something. */
export function button(label: string, act: () => void, className = ""): HTMLButtonElement {
  const made = el("button", { type: "button", class: className || undefined }, label);
  made.addEventListener("click", act);
  return made;
}

const numbers = new Intl.NumberFormat("en-GB");

/** Writes an amount with its noun: "1 row", "1,148 rows". */
export function counted(amount: number, one: string, many = `${one}s`): string {
  return `${numbers.format(amount)} ${amount === 1 ? one : many}`;
}
