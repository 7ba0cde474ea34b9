"""The formats of answers, and the choice among them by `format=` or by `Accept`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from werkzeug.datastructures import MIMEAccept

from webapp.sparql.problems import BAD_REQUEST, NO_FORMAT, QueryProblem


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
    ResultFormat("turtle", "Turtle", ("text/turtle", "application/x-turtle", "application/turtle"), f"{_W3C}Turtle"),
    ResultFormat("ntriples", "N-Triples", ("application/n-triples", "text/plain"), f"{_W3C}N-Triples"),
    ResultFormat("rdfxml", "RDF/XML", ("application/rdf+xml", "application/xml", "text/xml"), f"{_W3C}RDF_XML"),
    ResultFormat("jsonld", "JSON-LD", ("application/ld+json", "application/json"), f"{_W3C}JSON-LD"),
)
"""For CONSTRUCT and DESCRIBE."""

HTML = "text/html"
_PAGES = (HTML, "application/xhtml+xml")
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
class Choice:
    """What the client gets: a page, or a media type for either family, None where it accepts none of that family.

    `shown` are the types to answer with: an alias, such as application/json, where only that was accepted.
    """

    page: bool
    solutions: ResultFormat | None
    graph: ResultFormat | None
    shown: tuple[str | None, str | None]

    def shown_for(self, media_type: str) -> str:
        """Return the type to answer with for an answer in the format of a registered media type."""
        of_solutions = self.solutions is not None and self.solutions.media_type == media_type
        return self.shown[0 if of_solutions else 1] or media_type

    @property
    def name(self) -> str:
        """What tells this choice from others, for an entity tag."""
        return "+".join((media_type or "").rpartition("/")[2] for media_type in self.shown)


def names(family: str) -> str:
    """Return the names of a family's formats, with their media types, for a message."""
    return ", ".join(f"{kind.name} ({kind.media_type})" for kind in _FAMILIES[family])


def named(name: str) -> Choice:
    """Return what `format=` asks for by a name or by a media type.

    Raises:
        QueryProblem: there is no such format.
    """
    name = name.strip().lower().replace(" ", "+")  # a plus sign that nobody has escaped
    if name in {"html", *_PAGES}:
        return _choice(SOLUTIONS[0], GRAPHS[0], page=True)
    own = _SAME.get(name, (name, name))
    solutions, graph = _found(SOLUTIONS, own[0]), _found(GRAPHS, own[1])
    if solutions is None and graph is None:
        known = ", ".join(kind.name for kind in (*SOLUTIONS, *GRAPHS))
        raise QueryProblem(BAD_REQUEST, f"There is no format “{name}”. There are: {known}.")
    return _choice(solutions, graph)


def _found(family: tuple[ResultFormat, ...], name: str | None) -> ResultFormat | None:
    return next((kind for kind in family if name in {kind.name, *kind.media_types}), None)


def _choice(solutions: ResultFormat | None, graph: ResultFormat | None, *, page: bool = False) -> Choice:
    shown = (solutions.media_type if solutions else None, graph.media_type if graph else None)
    return Choice(page, solutions, graph, shown)


def negotiated(accept: MIMEAccept) -> Choice:
    """Return what `Accept` asks for (RFC 9110, section 12.5.1); a page only if that is named, and liked best.

    Raises:
        QueryProblem: nothing that there is is accepted.
    """
    if not accept:
        return _choice(SOLUTIONS[0], GRAPHS[0])
    offered = [media_type for family in _FAMILIES.values() for kind in family for media_type in kind.media_types]
    if names_page(accept) and accept.best_match([*_PAGES, *offered]) in _PAGES:
        return _choice(SOLUTIONS[0], GRAPHS[0], page=True)
    solutions, graph = _best(accept, SOLUTIONS), _best(accept, GRAPHS)
    if solutions is None and graph is None:
        known = f"{names('solutions')}; {names('graph')}"
        raise QueryProblem(NO_FORMAT, f"Answers can be given as {known}; the Accept header allows none of them.")
    shown = (solutions[1] if solutions else None, graph[1] if graph else None)
    return Choice(False, solutions and solutions[0], graph and graph[0], shown)


def names_page(accept: MIMEAccept) -> bool:
    """Tell whether the client names web pages, as browsers do; a wildcard does not."""
    return any(value.lower() in _PAGES for value, quality in accept if quality)


def _best(accept: MIMEAccept, family: tuple[ResultFormat, ...]) -> tuple[ResultFormat, str] | None:
    types = {media_type: kind for kind, media_type in _registered_first(family)}
    best = accept.best_match(types)
    return (types[best], best) if best else None


def _registered_first(family: tuple[ResultFormat, ...]) -> Iterator[tuple[ResultFormat, str]]:
    yield from ((kind, kind.media_type) for kind in family)
    yield from ((kind, alias) for kind in family for alias in kind.media_types[1:])
