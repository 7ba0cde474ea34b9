// Taking the view away: as a picture, as data, as a link, as an embed.

import { button, el } from "../dom";
import { codeOf } from "./embedding";
import { addressWith, type State } from "./state";
import type { Theme } from "./themes";
import type { View } from "./view";

export interface SavingActs {
  svg(theme: Theme): Promise<string>;
  png(theme: Theme): Promise<Blob>;
  /** The address of the view as it is now, camera included. */
  address(): string;
  say(text: string): void;
}

const FORMATS = [
  { path: "view.csv", label: "Lines as CSV" },
  { path: "nodes.csv", label: "Nodes as CSV" },
  { path: "view.gexf", label: "GEXF, for Gephi" },
  { path: "view.graphml", label: "GraphML" },
  { path: "view.ttl", label: "Turtle" },
  { path: "view.jsonld", label: "JSON-LD" },
  { path: "view.json", label: "JSON" },
  { path: "view.metadata.json", label: "Metadata" },
  { path: "view.zip", label: "All in a ZIP" },
];

export class Saving {
  readonly element: HTMLElement;
  private readonly link = el("input", { type: "text", readonly: true, class: "xp-link-field", "aria-label": "Link to this view", hidden: true });
  private readonly code = el("textarea", { readonly: true, rows: "3", class: "xp-link-field", "aria-label": "Code to embed this view" });
  private readonly dark = el("input", { type: "checkbox" });
  private readonly links: HTMLAnchorElement[];
  private named = "olympic-partnerships";
  private readonly pictures: HTMLElement;

  constructor(private readonly page: string, private readonly act: SavingActs) {
    this.pictures = el(
      "div",
      { class: "xp-formats" },
      this.download("PNG", (theme) => act.png(theme)),
      this.download("SVG", async (theme) => new Blob([await act.svg(theme)], { type: "image/svg+xml" })),
      el("label", {}, this.dark, " dark"),
    );
    this.links = FORMATS.map(({ path, label }) => el("a", { href: `${page}/${path}`, download: true, "data-format": path }, label));
    const menu = el(
      "details",
      { class: "xp-menu" },
      el("summary", { class: "xp-button" }, "Save"),
      el("div", { class: "xp-sheet" }, el("h3", {}, "The picture"), this.pictures, el("h3", {}, "What it shows, as data"), el("ul", {}, ...this.links.map((link) => el("li", {}, link))), el("h3", {}, "In a page of yours"), this.code),
    );
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      menu.open = false;
      menu.querySelector("summary")?.focus();
    });
    document.addEventListener("click", (event) => {
      if (event.target instanceof Node && !menu.contains(event.target)) menu.open = false;
    });
    this.code.addEventListener("focus", () => this.code.select());
    this.element = el("div", { class: "xp-saving" }, button("Link", () => void this.share(), "xp-button"), this.link, menu);
  }

  /** Lets every link lead to a state; `picture` tells whether there is one to save. */
  show(state: State, view: Pick<View, "title" | "version" | "date">, picture: boolean): void {
    this.named = fileName(view);
    this.link.hidden = true;
    this.pictures.hidden = !picture;
    const asked = state.asked;
    for (const link of this.links) link.href = addressWith(link.href, asked);
    const address = new URL(addressWith(`${this.page}/embed`, state.except("play")), location.href).href;
    this.code.value = codeOf(address, view.title);
  }

  /** The code that shows the view in somebody else's page. */
  get embedding(): string {
    return this.code.value;
  }

  private download(name: string, make: (theme: Theme) => Promise<Blob>): HTMLButtonElement {
    return button(name, () => void this.save(name, make), "xp-button");
  }

  private async save(name: string, make: (theme: Theme) => Promise<Blob>): Promise<void> {
    try {
      const address = URL.createObjectURL(await make(this.dark.checked ? "dark" : "light"));
      el("a", { href: address, download: `${this.named}.${name.toLowerCase()}` }).click();
      setTimeout(() => URL.revokeObjectURL(address), 10_000);
      this.act.say(`The picture is saved as ${name}.`);
    } catch {
      this.act.say(`The picture cannot be saved as ${name} in this browser.`);
    }
  }

  private async share(): Promise<void> {
    this.link.value = new URL(this.act.address(), location.href).href;
    this.link.hidden = false;
    this.link.select();
    try {
      await navigator.clipboard.writeText(this.link.value);
      this.act.say("The link is copied.");
    } catch {
      this.act.say("Copy the link from the field."); // the browser does not let pages copy
    }
  }
}

/** Returns what a file is called that has a view: by its title and the version of the data. */
export function fileName({ title, version, date }: Pick<View, "title" | "version" | "date">): string {
  const plain = title.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
  const words = plain.replaceAll(/[^a-z0-9]+/g, "-").replaceAll(/^-|-$/g, "").slice(0, 80);
  const subject = words.startsWith("partnerships") ? words : `partnerships-${words}`;
  return ["olympic", subject, version, date].filter(Boolean).join("-").replaceAll("--", "-");
}
