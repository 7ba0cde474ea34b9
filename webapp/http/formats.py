"""The formats of a document about a thing, and the choice among them by suffix or by `Accept`."""

from __future__ import annotations

from dataclasses import dataclass

from werkzeug.exceptions import NotFound

from webapp.http.negotiation import HTML_TYPES, negotiate


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the suffix of its addresses, its media types (the first is the one answered with), its name."""

    suffix: str
    media_types: tuple[str, ...]
    label: str

    @property
    def media_type(self) -> str:
        """The media type of the answer."""
        return self.media_types[0]

    @property
    def content_type(self) -> str:
        """The value of Content-Type: the media type, with the character set where the format does not fix it."""
        text = self.media_type.startswith("text/") or self.media_type == "application/n-triples"
        return f"{self.media_type}; charset=utf-8" if text else self.media_type


HTML = Format("html", HTML_TYPES, "Web page")
TURTLE = Format("ttl", ("text/turtle", "application/x-turtle", "application/turtle"), "Turtle")
JSON_LD = Format("jsonld", ("application/ld+json", "application/json"), "JSON-LD")
N_TRIPLES = Format("nt", ("application/n-triples",), "N-Triples")
RDF_XML = Format("rdf", ("application/rdf+xml", "application/xml", "text/xml"), "RDF/XML")
JSON = Format("json", ("application/json",), "JSON")
CSV = Format("csv", ("text/csv",), "CSV")

DATA = (TURTLE, JSON_LD, N_TRIPLES, RDF_XML)
FORMATS = (HTML, *DATA)

SYNONYMS = (
    Format("nt", ("text/plain",), N_TRIPLES.label),
    Format("ttl", ("text/n3", "text/rdf+n3"), TURTLE.label),
    Format("ttl", ("application/trig", "application/x-trig"), TURTLE.label),
    Format("nt", ("application/n-quads", "text/x-nquads"), N_TRIPLES.label),
)
"""The same documents under other names, for clients that know no better.

N-Triples was `text/plain` in RDF 1.0. Turtle is also Notation3 and TriG, and N-Triples is also N-Quads.
"""

RDF = (*DATA, *SYNONYMS)
DOCUMENTS = (HTML, *RDF)
"""What the documents about a thing are negotiated among."""

_BY_SUFFIX = {format_.suffix: format_ for format_ in FORMATS} | {"json": JSON_LD}
"""JSON-LD is JSON: who types `.json`, as elsewhere on the site, gets it, with the address of its own beside it."""


def by_suffix(suffix: str) -> Format:
    """Return the format of a suffix, without its dot.

    Raises:
        NotFound: no document has this suffix.
    """
    if suffix not in _BY_SUFFIX:
        known = ", ".join(f".{known}" for known in _BY_SUFFIX)
        raise NotFound(f"No document here ends in “.{suffix}”. There are: {known}.")
    return _BY_SUFFIX[suffix]


def named_or_negotiated(suffix: str) -> Format:
    """Return the format that an address names by its suffix, else the one that the client likes best.

    Raises:
        NotFound: no document has this suffix.
        NotAcceptable: the client accepts nothing that there is.
    """
    return by_suffix(suffix) if suffix else negotiate(DOCUMENTS).offer
