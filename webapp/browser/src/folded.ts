// What a fragment of the address leads to is shown, even where it is folded away and the browser does not open that.

/** Opens everything folded around the element that the address's fragment names, and brings it into view. */
export function unfold(fragment: string): void {
  const target = document.getElementById(fragment.slice(1));
  let folded = target?.closest<HTMLDetailsElement>("details:not([open])");
  if (!folded) return;
  for (; folded; folded = folded.closest<HTMLDetailsElement>("details:not([open])")) folded.open = true;
  target?.scrollIntoView();
}
