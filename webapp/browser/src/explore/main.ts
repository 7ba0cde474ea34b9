// The page of the explorer: puts the living picture in the place of what the server rendered.

import { inSite } from "../site";
import { tellHeight } from "./embedding";
import { Explorer } from "./explorer";
import type { Example } from "./examples";
import type { Family } from "./legend";
import "./explore.css";
import "./looks.css";

function familiesOf(root: HTMLElement): Family[] {
  const written = root.dataset["families"] ?? document.getElementById("explore-families")?.textContent ?? "[]";
  try {
    return (JSON.parse(written) as Partial<Family>[]).map(({ name = "", label = name, groups = [] }) => ({ name, label, groups }));
  } catch {
    return [];
  }
}

function examplesOf(root: HTMLElement): Example[] {
  try {
    return JSON.parse(root.dataset["examples"] ?? "[]") as Example[];
  } catch {
    return [];
  }
}

const root = document.querySelector<HTMLElement>("[data-explorer]");
if (root !== null) {
  const plain = document.querySelectorAll<HTMLElement>("[data-explore-plain]");
  const tables = document.querySelector<HTMLElement>("[data-explore-tables]");
  const explorer = new Explorer({
    root,
    tables,
    form: document,
    families: familiesOf(root),
    examples: examplesOf(root),
    view: inSite("/explore/view.json"),
    facts: inSite("/explore/facts"),
    suggest: inSite("/explore/find"),
    page: inSite("/explore"),
    embedded: root.dataset["embed"] !== undefined,
  });
  // What the page has only for those without the picture, such as the plain form of the filters.
  for (const part of plain) part.hidden = true;
  void explorer.start();
  const stage = root.querySelector<HTMLElement>(".xp-stage");
  if (root.dataset["embed"] !== undefined && stage !== null) tellHeight(stage);
}
