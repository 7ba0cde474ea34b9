"""The IRIs and prefixes of the project, as plain strings.

Nothing here needs an RDF library, so that a command that only prints or compares IRIs starts fast.
"""

from collections.abc import Mapping
from typing import Final

BASE: Final = "https://w3id.org/olympic-partnerships/"

ONTOLOGY_IRI: Final = BASE + "ontology"
ONTOLOGY_VERSION: Final = "0.1.0"
ONTOLOGY_VERSION_IRI: Final = f"{ONTOLOGY_IRI}/{ONTOLOGY_VERSION}"
ONTOLOGY_NAMESPACE: Final = ONTOLOGY_IRI + "#"

#: Entities are `ID_BASE + kind + "/" + slug`.
ID_BASE: Final = BASE + "id/"
SCHEME_BASE: Final = ID_BASE + "scheme/"

GRAPH_BASE: Final = BASE + "graph/"
ONTOLOGY_GRAPH: Final = GRAPH_BASE + "ontology"
CURATED_GRAPH: Final = GRAPH_BASE + "curated"
DERIVED_GRAPH: Final = GRAPH_BASE + "derived"
DESCRIPTION_GRAPH: Final = GRAPH_BASE + "description"
#: The named graphs of the dataset, by the names that people type.
GRAPHS: Final = {
    "ontology": ONTOLOGY_GRAPH,
    "curated": CURATED_GRAPH,
    "derived": DERIVED_GRAPH,
    "description": DESCRIPTION_GRAPH,
}

DATASET_IRI: Final = BASE + "dataset"
#: The licence of the data: CC BY 4.0.
DATA_LICENCE_IRI: Final = "https://creativecommons.org/licenses/by/4.0/"
#: The qb:DataSet of all statistics and its structure, both described in concepts.ttl.
STATISTICS_DATASET_IRI: Final = DATASET_IRI + "/statistics"
STATISTICS_STRUCTURE_IRI: Final = STATISTICS_DATASET_IRI + "/structure"

#: Kinds of entity that the tables describe: the path segment after `ID_BASE`.
ENTITY_KINDS: Final = (
    "organization",
    "country",
    "games",
    "programme",
    "tier",
    "category",
    "partnership",
    "person",
    "role",
    "event",
    "contribution",
    "coverage",
    "reported-value",
    "statistic",
    "source",
    "evidence",
    "period",
    "relation",
    "identifier",
)

#: Code lists that the ontology describes: a concept is `<kind>/<notation>`, its scheme is `scheme/<kind>`.
CODE_LIST_KINDS: Final = (
    "status",
    "games-status",
    "organization-kind",
    "programme-kind",
    "season",
    "contribution-kind",
    "event-kind",
    "value-basis",
    "indicator",
    "date-basis",
    "end-reason",
    "organization-relation",
    "source-kind",
    "qualifier",
    "identifier-status",
    "identifier-scheme",
)

#: Every prefix that data, queries, pages and exports use. Alignments add some of their own (see `ALIGNMENT_PREFIXES`).
PREFIXES: Final[dict[str, str]] = {
    "op": ONTOLOGY_NAMESPACE,
    **{kind: f"{ID_BASE}{kind}/" for kind in (*ENTITY_KINDS, *CODE_LIST_KINDS)},
    "scheme": SCHEME_BASE,
    "graph": GRAPH_BASE,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dct": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "schema": "https://schema.org/",
    "org": "http://www.w3.org/ns/org#",
    "qb": "http://purl.org/linked-data/cube#",
    "void": "http://rdfs.org/ns/void#",
    "void-ext": "http://ldf.fi/void-ext#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "vann": "http://purl.org/vocab/vann/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "sh": "http://www.w3.org/ns/shacl#",
}

#: Prefixes that only the alignments need.
ALIGNMENT_PREFIXES: Final[dict[str, str]] = {
    "wd": "http://www.wikidata.org/entity/",
    "wdt": "http://www.wikidata.org/prop/direct/",
    "sport": "https://sportschema.org/ontologies/main/",
    "sdmx-attribute": "http://purl.org/linked-data/sdmx/2009/attribute#",
    "sdmx-dimension": "http://purl.org/linked-data/sdmx/2009/dimension#",
    "sdmx-measure": "http://purl.org/linked-data/sdmx/2009/measure#",
}

#: Every prefix that the project knows.
ALL_PREFIXES: Final = PREFIXES | ALIGNMENT_PREFIXES


def prefixed_name(iri: str, prefixes: Mapping[str, str] = PREFIXES) -> str:
    """Return an IRI as a prefixed name where a prefix fits, else as it is.

    >>> prefixed_name("http://www.w3.org/2004/02/skos/core#inScheme")
    'skos:inScheme'
    """
    for prefix, namespace in prefixes.items():
        local = iri.removeprefix(namespace)
        if local != iri and not {"/", "#"} & set(local):
            return f"{prefix}:{local}"
    return iri
