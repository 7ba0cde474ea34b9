"""The resources: what an assistant reads before it writes queries."""

from __future__ import annotations

from typing import Any

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.resources import FunctionResource

from graph.rdf_formats import TURTLE
from graph.serialize import serialize_pretty
from ontology.files import ONTOLOGY
from ontology.namespaces import DATASET_IRI, GRAPHS, PREFIXES, prefixed_name
from queries.results import markdown_text, to_markdown
from webapp.mcp.local_site import LocalSite
from webapp.models.rows import VocabularyTermsRow

_HEAD = """# The vocabulary of the Olympic Partnership Graph

A partnership (`op:Partnership`) joins a partner (`op:partner`), a programme, a tier and categories. `op:from` and
`op:until` are its days, and `op:fromBasis` and `op:untilBasis` say what they rest on. `op:evidence/op:source` leads
from a statement to its sources. `rdfs:label` is what a thing is called. Without FROM a query sees all named graphs.

"""


def add_resources(server: MCPServer[Any], site: LocalSite) -> None:
    """Add the vocabulary, as a table and in Turtle, and the description of the dataset."""

    def vocabulary() -> str:
        """Every class and property of the vocabulary in a table, with prefixes and named graphs."""
        return _vocabulary(site)

    def ontology() -> str:
        """The vocabulary in OWL."""
        return ONTOLOGY.read_text(encoding="utf-8")

    def dataset() -> str:
        """The description of the dataset (VoID, DCAT): release, licence, parts, sizes."""
        return _dataset(site)

    for name, read, media_type in (
        ("vocabulary", vocabulary, "text/markdown"),
        ("ontology", ontology, TURTLE.media_type),
        ("dataset", dataset, TURTLE.media_type),
    ):
        server.add_resource(
            FunctionResource(
                uri=f"opg://{name}",
                name=name,
                title=f"The {name}",
                description=read.__doc__,
                mime_type=media_type,
                fn=read,
            )
        )


def _vocabulary(site: LocalSite) -> str:
    with site.data() as here:
        rows = {row.term: row for row in here.ask.rows(VocabularyTermsRow)}
    columns = ("term", "kind", "domain", "range", "definition")
    cells = [
        [
            *(markdown_text(prefixed_name(iri)) for iri in (row.term, row.kind, row.domain, row.range)),
            markdown_text(row.definition),
        ]
        for row in rows.values()
    ]
    prefixes = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in PREFIXES.items())
    graphs = "".join(f"- <{iri}>\n" for iri in GRAPHS.values())
    return f"{_HEAD}{to_markdown(columns, cells)}\n## Prefixes\n\n{prefixes}\n## Named graphs\n\n{graphs}"


def _dataset(site: LocalSite) -> str:
    """Return what is stated of the dataset and its graphs; partitions by class and property are left to queries."""
    subjects = {f"<{iri}>" for iri in (DATASET_IRI, *GRAPHS.values())}
    with site.data() as here:
        triples = [
            triple
            for triple in here.ask.triples("description")
            if str(triple.subject) in subjects and f"{DATASET_IRI}#" not in str(triple.object)
        ]
    return serialize_pretty(triples, TURTLE).decode()
