"""The formats of query results, and the choice among them. A client chooses by `format=` or by `Accept`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from webapp.http.formats import JSON_LD, RDF_XML, TURTLE
from webapp.http.negotiation import HTML_TYPES, Match, best_match
from webapp.http.problem_types import BAD_SPARQL_REQUEST, NO_FORMAT
from webapp.sparql.problems import QueryProblem


@dataclass(frozen=True, slots=True)
class ResultFormat:
    """A format: its name in `format=`, its media types (the first is the registered one), and its IRI at W3C."""

    name: str
    label: str
    media_types: tuple[str, ...]
    iri: str

    @property
    def media_type(self) -> str:
        """The registered media type."""
        return self.media_types[0]


_W3C = "http://www.w3.org/ns/formats/"

SOLUTIONS = (
    ResultFormat("json", "JSON", ("application/sparql-results+json", "application/json"), f"{_W3C}SPARQL_Results_JSON"),
    ResultFormat(
        "xml", "XML", ("application/sparql-results+xml", "application/xml", "text/xml"), f"{_W3C}SPARQL_Results_XML"
    ),
    ResultFormat("csv", "CSV", ("text/csv",), f"{_W3C}SPARQL_Results_CSV"),
    ResultFormat("tsv", "TSV", ("text/tab-separated-values",), f"{_W3C}SPARQL_Results_TSV"),
)
"""For SELECT and ASK; the first where the client does not say."""

GRAPHS = (
    ResultFormat("turtle", "Turtle", (*TURTLE.media_types, "text/n3", "text/rdf+n3"), f"{_W3C}Turtle"),
    ResultFormat("ntriples", "N-Triples", ("application/n-triples", "text/plain"), f"{_W3C}N-Triples"),
    ResultFormat("rdfxml", "RDF/XML", RDF_XML.media_types, f"{_W3C}RDF_XML"),
    ResultFormat("jsonld", "JSON-LD", JSON_LD.media_types, f"{_W3C}JSON-LD"),
)
"""For CONSTRUCT and DESCRIBE."""

_PAGE = ResultFormat("html", "Web page", HTML_TYPES, "")
_FAMILIES = {"solutions": SOLUTIONS, "graph": GRAPHS}

_SAME = {
    "json": ("json", "jsonld"),
    "xml": ("xml", "rdfxml"),
    "csv": ("csv", None),
    "tsv": ("tsv", None),
    "ttl": (None, "turtle"),
    "n3": (None, "turtle"),
    "nt": (None, "ntriples"),
    "rdf": (None, "rdfxml"),
    "rdf+xml": (None, "rdfxml"),
    "json-ld": (None, "jsonld"),
    **{kind.name: (None, kind.name) for kind in GRAPHS},
}
"""What a name in `format=` means for either family; SPARQLWrapper and others have names of their own."""


@dataclass(frozen=True, slots=True)
class NegotiatedFormats:
    """What the client gets: a page, or a format for either family, None where it accepts none of that family.

    The answer is sent under the media type that was accepted: an alias, such as application/json, where only that was.
    """

    page: bool
    solutions: Match[ResultFormat] | None
    graph: Match[ResultFormat] | None

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
    if name in {_PAGE.name, *_PAGE.media_types}:
        return _page()
    own = _SAME.get(name, (name, name))
    solutions, graph = _match(SOLUTIONS, own[0]), _match(GRAPHS, own[1])
    if solutions is None and graph is None:
        known = ", ".join(kind.name for kind in (*SOLUTIONS, *GRAPHS))
        raise QueryProblem(BAD_SPARQL_REQUEST, f"There is no format “{name}”. There are: {known}.")
    return NegotiatedFormats(False, solutions, graph)


def _match(family: tuple[ResultFormat, ...], name: str | None) -> Match[ResultFormat] | None:
    return next((Match(kind, kind.media_type) for kind in family if name in {kind.name, *kind.media_types}), None)


def _page() -> NegotiatedFormats:
    return NegotiatedFormats(True, best_match("", SOLUTIONS), best_match("", GRAPHS))


@lru_cache(100)  # of few only: clients choose the header, and how long it is
def negotiated(accept: str) -> NegotiatedFormats:
    """Return what `Accept` asks for; a page only if that is named, and liked best.

    Raises:
        QueryProblem: nothing that there is is accepted.
    """
    best = best_match(accept, (*SOLUTIONS, *GRAPHS, _PAGE))
    if best is None:
        known = f"{names('solutions')}; {names('graph')}"
        raise QueryProblem(NO_FORMAT, f"Answers can be given as {known}; the Accept header allows none of them.")
    if best.offer is _PAGE:
        return _page()
    return NegotiatedFormats(False, best_match(accept, SOLUTIONS), best_match(accept, GRAPHS))
