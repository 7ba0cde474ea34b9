"""Answers as text: the SPARQL 1.1 result formats CSV, TSV, JSON and XML, and Markdown.

pyoxigraph can write only results that it is still computing; an answer is held whole by the time it comes here, and may
come from another engine. The formats are small and fixed by W3C Recommendations, and tests read what is written here
with pyoxigraph.
"""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Sequence
from typing import Final, TypeAlias

import pyoxigraph as ox

from graph.store import Answer, Rows, Term, Triples, Truth
from graph.xml_text import well_formed
from ontology.namespaces import PREFIXES

JsonTerm: TypeAlias = dict[str, object]

_XSD: Final = PREFIXES["xsd"]

_BARE: Final = {
    _XSD + "integer": re.compile(r"[+-]?[0-9]+"),
    _XSD + "decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    _XSD + "boolean": re.compile(r"true|false"),
}
"""The forms of literals that Turtle 1.1 (section 2.5) abbreviates, by datatype."""


def tabular(answer: Answer) -> Rows:
    """Return any answer as rows: triples as subject, predicate and object, a truth as one row with one column."""
    if isinstance(answer, Triples):
        rows = tuple((triple.subject, triple.predicate, triple.object) for triple in answer.triples)
        return Rows(("subject", "predicate", "object"), rows)
    if isinstance(answer, Truth):
        value = ox.Literal("true" if answer.value else "false", datatype=ox.NamedNode(_XSD + "boolean"))
        return Rows(("answer",), ((value,),))
    return answer


def to_csv(rows: Rows, line_end: str = "\r\n") -> str:
    """Write bare values, without their kinds (https://www.w3.org/TR/sparql11-results-csv-tsv/).

    Lines end as RFC 4180 wants it, unless `line_end` says otherwise.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator=line_end)
    writer.writerow(rows.variables)
    writer.writerows([plain(term) for term in row] for row in rows.rows)
    return out.getvalue()


def to_tsv(rows: Rows) -> str:
    """Write each term in Turtle's syntax, so that nothing is lost (same Recommendation)."""
    lines = ["\t".join(f"?{name}" for name in rows.variables)]
    lines += ["\t".join(_turtle(term) for term in row) for row in rows.rows]
    return "\n".join(lines) + "\n"


def _turtle(term: Term | None) -> str:
    """Write a term as Turtle does: numbers and truths bare where Turtle's grammar reads them back as the same."""
    if term is None:
        return ""
    short = _BARE.get(term.datatype.value) if isinstance(term, ox.Literal) else None
    if isinstance(term, ox.Literal) and short and short.fullmatch(term.value):
        return term.value
    return str(term).replace("\t", "\\t")


def to_json(answer: Rows | Truth) -> str:
    """Write the SPARQL 1.1 Query Results JSON Format (https://www.w3.org/TR/sparql11-results-json/).

    On one line: to indent it, Python's encoder takes as long as the query.
    """
    content: dict[str, object]
    if isinstance(answer, Truth):
        content = {"head": {}, "boolean": answer.value}
    else:
        bindings = [_json_row(answer.variables, row) for row in answer.rows]
        content = {"head": {"vars": answer.variables}, "results": {"bindings": bindings}}
    return json.dumps(content, ensure_ascii=False) + "\n"


def _json_row(variables: Sequence[str], row: Sequence[Term | None]) -> dict[str, JsonTerm]:
    return {name: _json_term(term) for name, term in zip(variables, row, strict=True) if term is not None}


def _json_term(term: Term) -> JsonTerm:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _json_term(part) for name, part in parts.items()}}
    written: JsonTerm = {"type": "literal", "value": term.value}
    if term.language:
        written["xml:lang"] = term.language
    elif term.datatype.value != _XSD + "string":
        written["datatype"] = term.datatype.value
    return written


_RESULTS = "http://www.w3.org/2005/sparql-results#"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def to_xml(answer: Rows | Truth) -> bytes:
    """Write the SPARQL Query Results XML Format (https://www.w3.org/TR/rdf-sparql-XMLres/) in UTF-8.

    Raises:
        UnwritableError: a value holds what XML cannot.
    """
    root = ET.Element("sparql", xmlns=_RESULTS)
    head = ET.SubElement(root, "head")
    if isinstance(answer, Truth):
        ET.SubElement(root, "boolean").text = "true" if answer.value else "false"
    else:
        for name in answer.variables:
            ET.SubElement(head, "variable", name=name)
        results = ET.SubElement(root, "results")
        for row in answer.rows:
            result = ET.SubElement(results, "result")
            for name, term in zip(answer.variables, row, strict=True):
                if term is not None:
                    _xml_term(ET.SubElement(result, "binding", name=name), term)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return well_formed(written + b"\n")


def _xml_term(parent: ET.Element, term: Term) -> None:
    written = _json_term(term)
    element = ET.SubElement(parent, str(written["type"]))
    if isinstance(term, ox.Triple):
        raise TypeError("a triple as a term is not part of this graph")
    element.text = term.value
    for key, attribute in (("xml:lang", _LANGUAGE), ("datatype", "datatype")):
        if key in written:
            element.set(attribute, str(written[key]))


def to_markdown(headings: Iterable[str], cells: Iterable[Iterable[str]]) -> str:
    """Write a table as GitHub Flavored Markdown has it; cells are Markdown already, see `markdown_text`."""
    headings = list(headings)
    lines = [headings, ["---"] * len(headings), *map(list, cells)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def markdown_text(text: str) -> str:
    """Escape what Markdown or its tables would read as markup."""
    escaped = "".join(f"\\{char}" if char in "\\`*_[]<>|" else char for char in text)
    return " ".join(escaped.split())


def plain(term: Term | None) -> str:
    """Return the text of a literal, an identifier as it is, or nothing for nothing."""
    if term is None:
        return ""
    if isinstance(term, ox.NamedNode | ox.Literal):
        return term.value
    return str(term)
