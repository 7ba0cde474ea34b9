"""The formats of RDF and of SPARQL results. Files, the web and the command line share this one table."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, the suffix of its files, its media types, its label for people, its name at W3C.

    It is sent under the first media type, the registered one. Clients also ask for it by the others.
    """

    name: str
    suffix: str
    media_types: tuple[str, ...]
    label: str
    w3c_name: str = ""
    named_graphs: bool = False
    """Whether the format keeps named graphs apart; the others hold their union."""
    media_type: str = field(init=False)
    """The registered media type."""

    def __post_init__(self) -> None:
        """Take the registered media type out of all, for every link to a document names it."""
        object.__setattr__(self, "media_type", self.media_types[0])

    @property
    def iri(self) -> str:
        """Its identifier (https://www.w3.org/ns/formats/)."""
        return f"http://www.w3.org/ns/formats/{self.w3c_name}"

    @property
    def content_type(self) -> str:
        """The value of Content-Type: the media type, with the character set where the format does not fix it."""
        text = self.media_type.startswith("text/") or self.media_type == N_TRIPLES.media_type
        return f"{self.media_type}; charset=utf-8" if text else self.media_type


_N3: Final = ("text/n3", "text/rdf+n3")
_XML: Final = ("application/xml", "text/xml")

TURTLE: Final = Format(
    "turtle", "ttl", ("text/turtle", "application/x-turtle", "application/turtle", *_N3), "Turtle", "Turtle"
)
TRIG: Final = Format("trig", "trig", ("application/trig", "application/x-trig"), "TriG", "TriG", named_graphs=True)
N_QUADS: Final = Format(
    "nquads", "nq", ("application/n-quads", "text/x-nquads"), "N-Quads", "N-Quads", named_graphs=True
)
N_TRIPLES: Final = Format("ntriples", "nt", ("application/n-triples", "text/plain"), "N-Triples", "N-Triples")
JSON_LD: Final = Format(
    "jsonld", "jsonld", ("application/ld+json", "application/json"), "JSON-LD", "JSON-LD", named_graphs=True
)
RDF_XML: Final = Format("rdfxml", "rdf", ("application/rdf+xml", *_XML), "RDF/XML", "RDF_XML")

DATASET_FORMATS: Final = (TURTLE, TRIG, N_QUADS, N_TRIPLES, JSON_LD, RDF_XML)
"""The formats in which the whole dataset is written."""

GRAPH_FORMATS: Final = (TURTLE, N_TRIPLES, RDF_XML, JSON_LD)
"""The formats of the answer to a CONSTRUCT or DESCRIBE; the first where a client does not say."""

RESULTS_JSON: Final = Format(
    "json", "srj", ("application/sparql-results+json", "application/json"), "SPARQL results JSON", "SPARQL_Results_JSON"
)
RESULTS_XML: Final = Format(
    "xml", "srx", ("application/sparql-results+xml", *_XML), "SPARQL results XML", "SPARQL_Results_XML"
)
CSV: Final = Format("csv", "csv", ("text/csv",), "CSV", "SPARQL_Results_CSV")
TSV: Final = Format("tsv", "tsv", ("text/tab-separated-values",), "TSV", "SPARQL_Results_TSV")

RESULT_FORMATS: Final = (RESULTS_JSON, RESULTS_XML, CSV, TSV)
"""The formats of the answer to a SELECT or ASK; the first where a client does not say."""
