"""The formats of a document about a thing, and the choice among them by suffix or by `Accept`."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Request
from werkzeug.datastructures import MIMEAccept
from werkzeug.exceptions import NotAcceptable, NotFound
from werkzeug.utils import cached_property


class PlainRequest(Request):
    """A request in whose `Accept` media types stand without parameters such as `charset` and `profile`.

    Werkzeug matches them with what is offered, of which there is one of each type, without parameters.
    """

    @cached_property
    def accept_mimetypes(self) -> MIMEAccept:
        """The media types that the client accepts."""
        named = super().accept_mimetypes
        return MIMEAccept([(media_type.partition(";")[0].strip(), quality) for media_type, quality in named])


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


HTML = Format("html", ("text/html", "application/xhtml+xml"), "Web page")
TURTLE = Format("ttl", ("text/turtle",), "Turtle")
JSON_LD = Format("jsonld", ("application/ld+json", "application/json"), "JSON-LD")
N_TRIPLES = Format("nt", ("application/n-triples",), "N-Triples")
RDF_XML = Format("rdf", ("application/rdf+xml",), "RDF/XML")

DATA = (TURTLE, JSON_LD, N_TRIPLES, RDF_XML)
FORMATS = (HTML, *DATA)
_BY_SUFFIX = {format_.suffix: format_ for format_ in FORMATS} | {"json": JSON_LD}
"""JSON-LD is JSON: who types `.json`, as elsewhere on the site, gets it, with the address of its own beside it."""
_BY_TYPE = {media_type: format_ for format_ in FORMATS for media_type in format_.media_types}


def by_suffix(suffix: str) -> Format:
    """Return the format of a suffix, without its dot.

    Raises:
        NotFound: no document has this suffix.
    """
    if suffix not in _BY_SUFFIX:
        known = ", ".join(f".{known}" for known in _BY_SUFFIX)
        raise NotFound(f"No document here ends in “.{suffix}”. There are: {known}.")
    return _BY_SUFFIX[suffix]


def negotiated(request: Request) -> Format:
    """Return the format that the client likes best; the web page among equals, and where it does not say.

    Werkzeug weighs q-values and wildcards (RFC 9110, section 12.5.1).

    Raises:
        NotAcceptable: the client accepts nothing that there is.
    """
    if not request.accept_mimetypes:
        return HTML
    best = request.accept_mimetypes.best_match(_BY_TYPE)
    if best is None:
        known = ", ".join(format_.media_type for format_ in FORMATS)
        raise NotAcceptable(f"This is available as {known}; the Accept header allows none of them.")
    return _BY_TYPE[best]
