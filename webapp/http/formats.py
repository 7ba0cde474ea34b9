"""The formats that documents about things are offered in.

How one is chosen is in `webapp.http.negotiation`.
"""

from __future__ import annotations

from dataclasses import replace

from werkzeug.exceptions import NotFound

from graph.rdf_formats import JSON_LD, N_QUADS, N_TRIPLES, RDF_XML, TRIG, TURTLE, Format
from webapp.http.negotiation import HTML_TYPES, choose

HTML = Format("html", "html", HTML_TYPES, "Web page")
JSON = Format("json", "json", ("application/json",), "JSON")

BIBTEX = Format("bibtex", "bib", ("application/x-bibtex", "text/x-bibtex"), "BibTeX")
RIS = Format("ris", "ris", ("application/x-research-info-systems",), "RIS")
CSL_JSON = Format("csljson", "csljson", ("application/vnd.citationstyles.csl+json",), "CSL-JSON")
CFF = Format("cff", "cff", ("application/yaml",), "CFF")
CITATIONS = (BIBTEX, RIS, CSL_JSON)
"""How to cite something, for reference managers. The media types are those of DOIs (https://citation.crosscite.org/)."""

DATA = (TURTLE, JSON_LD, N_TRIPLES, RDF_XML)
FORMATS = (HTML, *DATA)

SYNONYMS = tuple(
    replace(format_, media_types=media_types)
    for format_, media_types in (
        (N_TRIPLES, ("text/plain",)),
        (TURTLE, ("text/n3",)),
        (TURTLE, TRIG.media_types),
        (N_TRIPLES, N_QUADS.media_types),
    )
)
"""The same documents under other names, for clients that know no better.

N-Triples was `text/plain` in RDF 1.0. Turtle is also Notation3 and TriG, and N-Triples is also N-Quads.
"""

RDF = (*DATA, *SYNONYMS)
DOCUMENTS = (HTML, *RDF)
"""What the documents about a thing are negotiated among."""

_BY_SUFFIX = {format_.suffix: format_ for format_ in FORMATS} | {"json": JSON_LD}
"""JSON-LD is JSON: who types `.json` gets it, with the address of its own beside it."""


THING_FORMATS = (*FORMATS, JSON, *CITATIONS)
"""What there is about a thing: its documents, the statements of its page with their sources, and its citation."""


def by_suffix(suffix: str) -> Format:
    """Return the format of a suffix, without its dot.

    Raises:
        NotFound: no document has this suffix.
    """
    if suffix not in _BY_SUFFIX:
        known = ", ".join(f".{known}" for known in _BY_SUFFIX)
        raise NotFound(f"No document here ends in “.{suffix}”. There are: {known}.")
    return _BY_SUFFIX[suffix]


def document_format(suffix: str | None = None) -> Format:
    """Return the format of a document: the one that its address names by a suffix, else the one the client prefers.

    Raises:
        NotFound: no document has this suffix.
        NotAcceptable: the client accepts nothing that there is.
    """
    return choose(DOCUMENTS, by_suffix, suffix)


def thing_format(suffix: str | None = None) -> Format:
    """Return the format of what is asked for about a thing, as `document_format` does.

    Raises:
        NotFound: nothing has this suffix.
        NotAcceptable: the client accepts nothing that there is.
    """
    if suffix == JSON.suffix:
        return JSON
    return citation_format(suffix or "") or choose((*DOCUMENTS, JSON, *CITATIONS), by_suffix, suffix)


def citation_format(suffix: str) -> Format | None:
    """Return the format of a citation with this suffix, if it is one."""
    return next((format_ for format_ in CITATIONS if format_.suffix == suffix), None)
