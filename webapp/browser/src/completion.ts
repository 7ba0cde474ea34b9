// Completion of classes, properties and prefixes from what the server told. The completers that YASQE brings along ask
// services on other hosts; these take their place.

import Yasqe from "@zazuko/yasqe";
import { el } from "./dom";
import type { Settings, VocabularyTerm } from "./settings";
import { suggestions } from "./suggestions";

type Completer = Parameters<typeof Yasqe.registerAutocompleter>[0];
type Hints = Parameters<NonNullable<Completer["postprocessHints"]>>[1];

/** Registers the completers of this site, the only ones in use. */
export function register(settings: Settings): void {
  const prefixes = Object.entries(settings.prefixes).map(([prefix, namespace]) => `${prefix}: <${namespace}>`);
  Yasqe.forkAutocompleter("prefixes", { name: "site-prefixes", get: () => prefixes, persistenceId: null });
  Yasqe.registerAutocompleter(completer("site-classes", settings.classes, settings, isClassPlace));
  Yasqe.registerAutocompleter(completer("site-properties", settings.properties, settings, isPropertyPlace));
  Yasqe.defaults.autocompleters = ["variables", "site-prefixes", "site-classes", "site-properties"];
  for (const name of ["prefixes", "class", "property"]) delete Yasqe.Autocompleters[name];
}

function completer(
  name: string,
  terms: VocabularyTerm[],
  settings: Settings,
  isValidCompletionPosition: (yasqe: Yasqe) => boolean,
): Completer {
  let offered = new Map<string, VocabularyTerm>();
  return {
    name,
    bulk: false,
    autoShow: true,
    isValidCompletionPosition,
    get: (yasqe, token) => {
      const prefixes = { ...settings.prefixes, ...yasqe.getPrefixesFromQuery() };
      offered = suggestions(token?.string ?? "", terms, prefixes);
      return [...offered.keys()];
    },
    postprocessHints: (_yasqe, hints) => hints.map((hint) => explained(hint, offered.get(hint.text))),
  };
}

function isClassPlace(yasqe: Yasqe): boolean {
  const token = yasqe.getCompleteToken();
  if (!isBegun(token.string)) return false;
  const before = yasqe.getPreviousNonWsToken(yasqe.getDoc().getCursor().line, token);
  return ["a", "rdf:type", "rdfs:domain", "rdfs:range"].includes(before.state?.lastProperty ?? "");
}

function isPropertyPlace(yasqe: Yasqe): boolean {
  const token = yasqe.getCompleteToken();
  return isBegun(token.string) && token.state.possibleCurrent.includes("a");
}

/** Tells whether something is there to complete: a name, not a variable and not mere space. */
function isBegun(text: string): boolean {
  return /^[^?$\s{}.;,]/.test(text);
}

/** Gives a hint its label, the number of its uses, and its definition as a tooltip. */
function explained(hint: Hints[number], term: VocabularyTerm | undefined): Hints[number] {
  if (term === undefined) return hint;
  return {
    ...hint,
    render: (item) => {
      const told = [term.label, term.uses.toLocaleString("en-GB")].filter((part) => part !== "").join(" · ");
      item.append(el("span", {}, hint.text), el("span", { class: "sq-hint" }, told));
      if (term.definition) item.title = term.definition;
    },
  };
}
