"""The paths of the ontology's files. They are found in a checkout and in an installed wheel alike."""

from pathlib import Path
from typing import Final

_HERE: Final = Path(__file__).resolve().parent

#: Classes and properties (OWL 2 DL, Turtle).
ONTOLOGY: Final = _HERE / "ontology.ttl"
#: Code lists and the structure of the statistics (SKOS and RDF Data Cube, Turtle).
CONCEPTS: Final = _HERE / "concepts.ttl"
#: Links to other vocabularies (Turtle).
ALIGNMENTS: Final = _HERE / "alignments.ttl"
#: Rules for the data (SHACL, Turtle).
SHAPES: Final = _HERE / "shapes.ttl"
#: JSON-LD 1.1 context.
CONTEXT: Final = _HERE / "context.jsonld"
#: The terms as a module of Python.
TERMS: Final = _HERE / "terms.py"

#: What the ontology graph of the dataset is made of.
VOCABULARY: Final = (ONTOLOGY, CONCEPTS, ALIGNMENTS)
