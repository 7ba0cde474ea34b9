"""The SPARQL 1.1 result formats CSV, TSV and JSON, and Markdown.

An answer is held whole by the time it comes here. pyoxigraph writes only results that it computes or reads. So JSON is
written here, where it can also say defaults, and pyoxigraph converts it to TSV. CSV is written here for its choice of
line ends. Stores give XML themselves (`Store.raw`).
"""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from json.encoder import encode_basestring as _quoted
from typing import Final

import pyoxigraph as ox

from graph.dates import Basis
from graph.stores.store import Answer, Rows, Term, Triples, Truth
from ontology.namespaces import PREFIXES

_XSD: Final = PREFIXES["xsd"]
_STRING: Final = _XSD + "string"

_CONTROLS: Final = {code: str(ox.Literal(chr(code)))[1:-1] for code in (*range(0x20), 0x7F) if chr(code) not in "\t\n"}
"""Characters that act on terminals, with their escapes in Turtle; pyoxigraph writes most of them bare in TSV."""


def tabular(answer: Answer) -> Rows:
    """Return any answer as rows: triples as subject, predicate and object, a truth as one row with one column."""
    if isinstance(answer, Triples):
        rows = tuple((triple.subject, triple.predicate, triple.object) for triple in answer.triples)
        return Rows(("subject", "predicate", "object"), rows)
    if isinstance(answer, Truth):
        value = ox.Literal("true" if answer.value else "false", datatype=ox.NamedNode(_XSD + "boolean"))
        return Rows(("answer",), ((value,),))
    return answer


def counts_by_basis(rows: Rows) -> dict[str, int]:
    """Return how many rows begin on a day of each basis, the firmest first; nothing where the rows do not say it."""
    if "fromBasis" not in rows.variables:
        return {}
    place = rows.variables.index("fromBasis")
    found = Counter(plain(row[place]) for row in rows.rows)
    return {basis.value: found[basis] for basis in Basis}


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
    results = ox.parse_query_results(to_json(rows), format=ox.QueryResultsFormat.JSON)
    written = results.serialize(format=ox.QueryResultsFormat.TSV) or b""
    return written.decode().translate(_CONTROLS)


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
