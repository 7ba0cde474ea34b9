"""The SPARQL query behind a view. It is the named query `explorer-view` with the choices of the view filled in."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from graph.dates import Basis
from graph.stores.store import Store
from ontology.namespaces import ID_BASE
from queries.binding import without_header
from queries.run import prepare
from webapp.explorer.network import PROGRAMME
from webapp.explorer.view import View
from webapp.http.security import LONGEST_QUERY_ADDRESS

QUERY = "explorer-view"
_EVERYTHING, _NOTHING = "*", "nothing"


@dataclass(frozen=True, slots=True)
class QueryOfView:
    """The text of the query, and the address of the editor with it; none where it is too long for an address."""

    text: str
    editor: str


def query_of_view(store: Store, view: View) -> QueryOfView:
    """Return the query whose rows are the partnerships of a view."""
    text = without_header(prepare(store, QUERY, arguments(view)))
    address = f"/sparql?{urlencode({'query': text})}"
    return QueryOfView(text, address if len(address) < LONGEST_QUERY_ADDRESS else "")


def arguments(view: View) -> dict[str, str]:
    """Return the parameters of the query: choices as lists; the things shown, where these do not follow from them."""
    state = view.state
    plain = state.whole and not (state.kind or state.hide or state.focus)
    shown = [] if plain else [node.iri for node in view.nodes]
    if shown and state.partners:  # shown for themselves, whatever they are partners in
        shown += [node.iri for node in view.model.nodes.values() if node.kind == PROGRAMME]
    things = sorted(iri.removeprefix(ID_BASE) for iri in shown)
    return {
        "things": _EVERYTHING if plain else ",".join(things) or _NOTHING,
        "tiers": _listed(state.tier),
        "categories": _listed(state.category),
        "countries": _listed(state.country),
        "seasons": _listed(state.season),
        "date": state.date or _EVERYTHING,
        "bases": _listed(Basis(state.basis).and_firmer) if state.basis else _EVERYTHING,
    }


def _listed(words: tuple[str, ...]) -> str:
    return ",".join(words) if words else _EVERYTHING
