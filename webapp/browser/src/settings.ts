// What the server tells the editor, in one document; see webapp/sparql/editor_settings.py.

import { inSite } from "./site";

/** A class or property in use: `uses` counts its instances or statements, as the dataset's description (VoID) does. */
export interface VocabularyTerm {
  iri: string;
  label: string;
  definition: string;
  uses: number;
}

/** A named query with its defaults filled in. */
export interface Example {
  name: string;
  title: string;
  description: string;
  subject: string;
  tags: string[];
  query: string;
}

export interface Settings {
  /** Address of the endpoint. */
  endpoint: string;
  /** What the identifiers of this dataset begin with, and what those of its vocabulary do. */
  base: string;
  vocabulary: string;
  /** The longest address the server takes, in bytes of path and query. */
  longest: number;
  prefixes: Record<string, string>;
  classes: VocabularyTerm[];
  properties: VocabularyTerm[];
  examples: Example[];
}

const PLAIN: Omit<Settings, "endpoint"> = {
  base: "https://w3id.org/olympic-partnerships/",
  vocabulary: "https://w3id.org/olympic-partnerships/ontology#",
  longest: 2000,
  prefixes: {},
  classes: [],
  properties: [],
  examples: [],
};

/** Fetches the settings; without them the editor still works, but proposes nothing. */
export async function load(): Promise<Settings> {
  const plain = { ...PLAIN, endpoint: inSite("/sparql") };
  try {
    const response = await fetch(inSite("/sparql/editor.json"), { headers: { Accept: "application/json" } });
    if (!response.ok) return plain;
    return { ...plain, ...((await response.json()) as Partial<Settings>) };
  } catch {
    return plain;
  }
}
