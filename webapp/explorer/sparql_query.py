"""The SPARQL query behind a view. It is the named query `explorer-view` with the choices of the view filled in."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from graph.dates import Basis
from graph.stores.store import Store
from ontology.namespaces import ID_BASE
from queries.binding import without_header
from queries.run import prepare
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
    things = [] if plain else sorted(node.iri.removeprefix(ID_BASE) for node in view.nodes)
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
