"""The terms for Python and for JSON-LD, generated from the ontology. `make terms` writes them.

The ontology and the shapes say which values a property has, and how many. From that follows how JSON-LD writes them.
"""

from __future__ import annotations

import json
import keyword
from collections.abc import Iterable, Iterator
from typing import Any, Final

from rdflib import OWL, RDF, RDFS, SH, XSD, Graph, Literal, Namespace, URIRef

from ontology.files import CONTEXT, ONTOLOGY, SHAPES, TERMS
from ontology.namespaces import ONTOLOGY_NAMESPACE, PREFIXES, prefixed_name

_SCHEMA = Namespace(PREFIXES["schema"])  # rdflib's own has http, not https
_PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
_CONTEXT_PREFIXES = "op rdf rdfs owl xsd skos dct prov schema org qb void dcat foaf"

_LANGUAGE_MAP: Final = {"@container": "@language"}
_THING: Final = {"@type": "@id"}
_SET: Final = {"@container": "@set"}
_OTHERS: Final[dict[str, tuple[str, dict[str, str]]]] = {
    "Concept": ("skos:Concept", {}),
    "ConceptScheme": ("skos:ConceptScheme", {}),
    "Observation": ("qb:Observation", {}),
    "label": ("rdfs:label", _LANGUAGE_MAP),
    "comment": ("rdfs:comment", _LANGUAGE_MAP),
    "title": ("dct:title", _LANGUAGE_MAP),
    "description": ("dct:description", _LANGUAGE_MAP),
    "prefLabel": ("skos:prefLabel", _LANGUAGE_MAP),
    "definition": ("skos:definition", _LANGUAGE_MAP),
    "scopeNote": ("skos:scopeNote", _LANGUAGE_MAP),
    "altLabel": ("skos:altLabel", _LANGUAGE_MAP),
    "publisher": ("dct:publisher", {}),
    "language": ("dct:language", {}),
    "notation": ("skos:notation", {}),
    "broader": ("skos:broader", _THING),
    "inScheme": ("skos:inScheme", _THING),
    "topConceptOf": ("skos:topConceptOf", _THING),
    "hasTopConcept": ("skos:hasTopConcept", _THING | _SET),
    "exactMatch": ("skos:exactMatch", _THING | _SET),
    "closeMatch": ("skos:closeMatch", _THING | _SET),
    "relatedMatch": ("skos:relatedMatch", _THING | _SET),
    "sameAs": ("schema:sameAs", _THING | _SET),
    "dataSet": ("qb:dataSet", _THING),
    "sponsor": ("schema:sponsor", _THING | _SET),
    "documents": ("dct:source", _THING | _SET),
}
"""The names of terms of other vocabularies that the graph uses, with how JSON-LD writes their values."""

_PYTHON = '''"""The vocabulary as rdflib terms, such as `OP.Partnership` and `OP.partner`.

`make terms` writes this file. The namespace is closed: a term that the ontology does not have raises AttributeError
where it is written.
"""

# ruff: noqa: N815 - the names are the terms' own, and RDF properties are written in mixed case

from rdflib import URIRef
from rdflib.namespace import DefinedNamespace, Namespace

from ontology.namespaces import ONTOLOGY_NAMESPACE


class OP(DefinedNamespace):
    """Terms of the Olympic Partnership Ontology."""

    _fail = True
    _NS = Namespace(ONTOLOGY_NAMESPACE)

    # Classes
{classes}
    # Individuals
{individuals}
    # Properties
{properties}
    # Keywords of Python, written as in OP["from"]
    _extras = {keywords}  # noqa: RUF012 - the name and type that rdflib looks for
'''


def python_terms(ontology: Graph) -> str:
    """Return the module `ontology.terms`."""
    properties = _names(ontology, *_PROPERTIES)
    return _PYTHON.format(
        classes=_attributes(_names(ontology, OWL.Class)),
        individuals=_attributes(_names(ontology, OWL.NamedIndividual)),
        properties=_attributes(name for name in properties if not keyword.iskeyword(name)),
        keywords=json.dumps([name for name in properties if keyword.iskeyword(name)]),
    )


def _attributes(names: Iterable[str]) -> str:
    return "".join(f"    {name}: URIRef\n" for name in names)


def json_ld_context(ontology: Graph, shapes: Graph) -> str:
    """Return the JSON-LD context: prefixes, classes and individuals, properties, and terms of other vocabularies."""
    entries: dict[str, Any] = {"@version": 1.1, "id": "@id", "type": "@type"}
    entries |= {prefix: PREFIXES[prefix] for prefix in _CONTEXT_PREFIXES.split()}
    entries |= {name: f"op:{name}" for name in _names(ontology, OWL.Class, OWL.NamedIndividual)}
    entries |= {name: _entry(f"op:{name}", _form(name, ontology, shapes)) for name in _names(ontology, *_PROPERTIES)}
    entries |= {name: _entry(iri, form) for name, (iri, form) in _OTHERS.items()}
    lines = ",\n".join(f"    {json.dumps(name)}: {json.dumps(entry)}" for name, entry in entries.items())
    return f'{{\n  "@context": {{\n{lines}\n  }}\n}}\n'


def _entry(iri: str, form: dict[str, str]) -> str | dict[str, str]:
    return {"@id": iri, **form} if form else iri


def _form(name: str, ontology: Graph, shapes: Graph) -> dict[str, str]:
    """Return how JSON-LD writes the values of a property."""
    term = URIRef(ONTOLOGY_NAMESPACE + name)
    rules = list(shapes.subjects(SH.path, term))
    datatypes = {
        str(datatype)
        for datatype in (
            *ontology.objects(term, RDFS.range),
            *ontology.objects(term, _SCHEMA.rangeIncludes),
            *(shapes.value(rule, SH.datatype) for rule in rules),
        )
        if (isinstance(datatype, URIRef) and datatype in XSD) or datatype == RDF.langString
    }
    if (term, RDF.type, OWL.AnnotationProperty) in ontology or str(RDF.langString) in datatypes:
        return _LANGUAGE_MAP
    single = (term, RDF.type, OWL.FunctionalProperty) in ontology or (
        bool(rules) and all(shapes.value(rule, SH.maxCount) == Literal(1) for rule in rules)
    )
    several = {} if single else _SET
    if (term, RDF.type, OWL.ObjectProperty) in ontology:
        return _THING | several
    if len(datatypes) == 1 and str(XSD.string) not in datatypes:
        return {"@type": prefixed_name(datatypes.pop())} | several
    return several


def _names(ontology: Graph, *kinds: URIRef) -> list[str]:
    """Return the names of the ontology's own terms of some kinds, sorted."""
    return sorted({term.removeprefix(ONTOLOGY_NAMESPACE) for kind in kinds for term in _own(ontology, kind)})


def _own(ontology: Graph, kind: URIRef) -> Iterator[str]:
    return (str(term) for term in ontology.subjects(RDF.type, kind) if str(term).startswith(ONTOLOGY_NAMESPACE))


def main() -> None:
    """Write both files."""
    ontology = Graph().parse(ONTOLOGY)
    TERMS.write_text(python_terms(ontology), encoding="utf-8")
    CONTEXT.write_text(json_ld_context(ontology, Graph().parse(SHAPES)), encoding="utf-8")


if __name__ == "__main__":
    main()
