"""The formats that the endpoint offers, and those that a request takes.

Accept itself is read in `webapp.http.negotiation`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from graph.rdf_formats import GRAPH_FORMATS, RESULT_FORMATS, Format
from webapp.http.formats import HTML
from webapp.http.negotiation import Match, best_match
from webapp.http.problem_types import BAD_SPARQL_REQUEST, NO_FORMAT
from webapp.sparql.problems import QueryProblem

_FAMILIES = {"solutions": RESULT_FORMATS, "graph": GRAPH_FORMATS}
"""For SELECT and ASK; for CONSTRUCT and DESCRIBE."""

_GRAPH_ALIASES = {"json": "jsonld", "json-ld": "jsonld", "xml": "rdfxml", "rdf+xml": "rdfxml", "n3": "turtle"}
"""What further names in `format=` mean for a graph; SPARQLWrapper and others have names of their own."""


@dataclass(frozen=True, slots=True)
class NegotiatedFormats:
    """What the client gets: a page, or a format for either family, None where it accepts none of that family.

    The answer is sent under the media type that was accepted: an alias, such as application/json, where only that was.
    """

    page: bool
    solutions: Match[Format] | None
    graph: Match[Format] | None

    def shown_for(self, media_type: str) -> str:
        """Return the type to answer with for an answer in the format of a registered media type."""
        for match in (self.solutions, self.graph):
            if match and match.offer.media_type == media_type:
                return match.media_type
        return media_type

    @property
    def name(self) -> str:
        """What tells this choice from others, for an entity tag."""
        return "+".join(match.media_type.rpartition("/")[2] if match else "" for match in (self.solutions, self.graph))


def names(family: str) -> str:
    """Return the names of a family's formats, with their media types, for a message."""
    return ", ".join(f"{kind.name} ({kind.media_type})" for kind in _FAMILIES[family])


def named(name: str) -> NegotiatedFormats:
    """Return what `format=` asks for by a name or by a media type.

    Raises:
        QueryProblem: there is no such format.
    """
    name = name.strip().lower().replace(" ", "+")  # a plus sign that nobody has escaped
    if name in {HTML.name, *HTML.media_types}:
        return _page()
    solutions, graph = _match(RESULT_FORMATS, name), _match(GRAPH_FORMATS, _GRAPH_ALIASES.get(name, name))
    if solutions is None and graph is None:
        known = ", ".join(kind.name for kind in (*RESULT_FORMATS, *GRAPH_FORMATS))
        raise QueryProblem(BAD_SPARQL_REQUEST, f"There is no format “{name}”. There are: {known}.")
    return NegotiatedFormats(False, solutions, graph)


def _match(family: tuple[Format, ...], name: str) -> Match[Format] | None:
    known = (kind for kind in family if name in {kind.name, kind.suffix, *kind.media_types})
    return next((Match(kind, kind.media_type) for kind in known), None)


def _page() -> NegotiatedFormats:
    return NegotiatedFormats(True, best_match("", RESULT_FORMATS), best_match("", GRAPH_FORMATS))


@lru_cache(100)  # of few only: clients choose the header, and how long it is
def negotiated(accept: str) -> NegotiatedFormats:
    """Return what `Accept` asks for; a page only if that is named, and liked best.

    Raises:
        QueryProblem: nothing that there is is accepted.
    """
    best = best_match(accept, (*RESULT_FORMATS, *GRAPH_FORMATS, HTML))
    if best is None:
        known = f"{names('solutions')}; {names('graph')}"
        raise QueryProblem(NO_FORMAT, f"Answers can be given as {known}; the Accept header allows none of them.")
    if best.offer is HTML:
        return _page()
    return NegotiatedFormats(False, best_match(accept, RESULT_FORMATS), best_match(accept, GRAPH_FORMATS))
