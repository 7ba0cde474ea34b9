// The rest of the page, which tells of the same view: its title, its links, the query behind it.

import { inSite } from "../site";
import { addressWith, type State } from "./state";
import { fetched, type View } from "./view";

/** The longest query that is put into an address; the endpoint takes 60,000 bytes. */
const LONGEST = 55_000;

export class Surroundings {
  private asked: AbortController | null = null;
  private told: string | null = null;

  constructor(private readonly page: string, private readonly embedded: boolean) {}

  /** Lets the page speak of a view. */
  show(state: State, view: View, embedding: string): void {
    for (const title of document.querySelectorAll("[data-explore-title]")) title.textContent = view.title;
    for (const citation of document.querySelectorAll("[data-explore-citation]")) citation.textContent = view.citation;
    if (!this.embedded) document.title = `${view.title} · Olympic Partnership Graph`;
    const links = document.querySelectorAll<HTMLAnchorElement>("a[data-state], [data-explore-exports] a");
    for (const link of links) link.href = addressWith(link.getAttribute("href") ?? "", state.asked);
    for (const code of document.querySelectorAll("[data-explore-embed-code]")) code.textContent = embedding;
    const query = state.asked.toString();
    // What the server rendered fits the first view.
    if (this.told !== null && this.told !== query) void this.tellQuery(state);
    this.told = query;
  }

  private async tellQuery(state: State): Promise<void> {
    const place = document.querySelector("[data-explore-behind]");
    if (place === null) return;
    this.asked?.abort();
    const { signal } = (this.asked = new AbortController());
    place.querySelector("[data-explore-deals]")?.remove();
    try {
      const text = await (await fetched(addressWith(`${this.page}/query.rq`, state.asked), "application/sparql-query", signal)).text();
      if (signal.aborted) return;
      const written = place.querySelector("textarea");
      if (written) written.value = text;
      const editor = place.querySelector<HTMLAnchorElement>("[data-explore-editor]");
      const query = encodeURIComponent(text);
      if (editor) editor.href = inSite(`/sparql?query=${query}`);
      if (editor) editor.hidden = query.length > LONGEST;
    } catch {
      // The file of the query is a link beside; it needs nothing from here.
    }
  }
}
