// Where the site is: its pages write addresses as from the root, which a proxy may have put under a path.

/** Returns the address of a place of the site that is called `path` in the code, such as `/explore`. */
export function inSite(path: string): string {
  const root = document.documentElement.dataset["root"] ?? "/";
  return `${root.replace(/\/$/, "")}${path}`;
}
