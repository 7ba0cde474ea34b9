"""The SPARQL 1.1 result formats CSV, TSV, JSON and XML, and Markdown.

pyoxigraph can write only results that it is still computing. An answer is held whole by the time it comes here, and may
come from another engine. The formats are small and fixed by W3C Recommendations, and tests read them with pyoxigraph.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from json.encoder import encode_basestring as _quoted
from typing import Final
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox

from graph.stores.store import Answer, Rows, Term, Triples, Truth
from graph.xml_text import well_formed
from ontology.namespaces import PREFIXES

_XSD: Final = PREFIXES["xsd"]
_STRING: Final = _XSD + "string"

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
    lines = [_csv_line(rows.variables), *(_csv_line([plain(term) for term in row]) for row in rows.rows)]
    return "".join(line + line_end for line in lines)


def _csv_line(cells: Sequence[str]) -> str:
    """Return a line without its end; of lines that end in CRLF, either of these characters is quoted."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue().removesuffix("\r\n")


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


def to_json(answer: Rows | Truth, defaults: Mapping[str, str] | None = None) -> str:
    """Write the SPARQL 1.1 Query Results JSON Format (https://www.w3.org/TR/sparql11-results-json/).

    Where there are `defaults`, the head says which parameters nobody gave, and the values that were filled in: a member
    that the Recommendation does not know, and that its readers pass over.

    On one line: to indent it takes as long as the query. Put together as text, without a tree of objects first, it
    takes half the time.
    """
    said = f'"defaults": {json.dumps(dict(defaults), ensure_ascii=False)}' if defaults else ""
    if isinstance(answer, Truth):
        return f'{{"head": {{{said}}}, "boolean": {"true" if answer.value else "false"}}}\n'
    names = [_quoted(name) for name in answer.variables]
    rows = ", ".join(_json_row(names, row) for row in answer.rows)
    head = f'"vars": [{", ".join(names)}]{said and ", "}{said}'
    return f'{{"head": {{{head}}}, "results": {{"bindings": [{rows}]}}}}\n'


def _json_row(names: Sequence[str], row: Sequence[Term | None]) -> str:
    return "{" + ", ".join([f"{name}: {_json(term)}" for name, term in zip(names, row, strict=True) if term]) + "}"


def _json(term: Term) -> str:
    if isinstance(term, ox.NamedNode):
        return f'{{"type": "uri", "value": {_quoted(term.value)}}}'
    if isinstance(term, ox.BlankNode):
        return f'{{"type": "bnode", "value": {_quoted(term.value)}}}'
    if isinstance(term, ox.Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        written = ", ".join(f'"{name}": {_json(part)}' for name, part in parts.items())
        return f'{{"type": "triple", "value": {{{written}}}}}'
    kind = ""
    if term.language:
        kind = f', "xml:lang": {_quoted(term.language)}'
    elif term.datatype.value != _STRING:
        kind = f', "datatype": {_quoted(term.datatype.value)}'
    return f'{{"type": "literal", "value": {_quoted(term.value)}{kind}}}'


_RESULTS: Final = "http://www.w3.org/2005/sparql-results#"
_EDGES: Final = re.compile(r"^[\t\n ]+|[\t\n ]+$")


def to_xml(answer: Rows | Truth) -> bytes:
    """Write the SPARQL Query Results XML Format (https://www.w3.org/TR/rdf-sparql-XMLres/) in UTF-8.

    Raises:
        UnwritableError: a value holds what XML cannot.
    """
    if isinstance(answer, Truth):
        head, body = "", f"<boolean>{'true' if answer.value else 'false'}</boolean>"
    else:
        head = "".join(f"<variable name={quoteattr(name)}/>" for name in answer.variables)
        rows = "".join(f"<result>{_xml_row(answer.variables, row)}</result>" for row in answer.rows)
        body = f"<results>{rows}</results>"
    document = f'<sparql xmlns="{_RESULTS}"><head>{head}</head>{body}</sparql>'
    return well_formed(f'<?xml version="1.0" encoding="UTF-8"?>\n{document}\n'.encode())


def _xml_row(variables: Sequence[str], row: Sequence[Term | None]) -> str:
    bound = ((name, term) for name, term in zip(variables, row, strict=True) if term is not None)
    return "".join(f"<binding name={quoteattr(name)}>{_xml_term(term)}</binding>" for name, term in bound)


def _xml_term(term: Term) -> str:
    if isinstance(term, ox.Triple):
        raise TypeError("a triple as a term is not part of this graph")
    # Some parsers strip white space at the edges that does not stand as a reference.
    text = _EDGES.sub(lambda edge: "".join(f"&#{ord(char)};" for char in edge[0]), escape(term.value))
    if not isinstance(term, ox.Literal):
        kind = "uri" if isinstance(term, ox.NamedNode) else "bnode"
        return f"<{kind}>{text}</{kind}>"
    attribute = ""
    if term.language:
        attribute = f" xml:lang={quoteattr(term.language)}"
    elif term.datatype.value != _STRING:
        attribute = f" datatype={quoteattr(term.datatype.value)}"
    return f"<literal{attribute}>{text}</literal>"


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
