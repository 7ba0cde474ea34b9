"""The JSON of an answer. It has a name beside each identifier, numbers as numbers, days as ISO 8601 text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pyoxigraph as ox

from graph.stores.store import Rows, Term
from ontology.namespaces import PREFIXES
from queries.results import counts_by_basis, plain
from queries.run import Question
from webapp.components.citations import Citation
from webapp.text.english import exact, finite

_XSD: Final = PREFIXES["xsd"]
_WHOLE: Final = {_XSD + name for name in ("integer", "int", "long", "nonNegativeInteger")}
_FRACTION: Final = {_XSD + name for name in ("decimal", "double", "float")}
_LABEL: Final = "Label"


def json_document(question: Question, rows: Rows, citation: Citation) -> dict[str, Any]:
    """Return the answer to a SELECT.

    A column `x` with a column `xLabel` beside it becomes one member `x` with `id` and `label`. What is unbound is null.
    `countByBasis` says what the beginnings of the rows rest on, where they have a column `fromBasis`.
    """
    columns, written = json_rows(rows)
    bases = counts_by_basis(rows)
    return {
        "query": question.query.name,
        "title": question.query.title,
        **citation.version.members,
        "citation": citation.text,
        "parameters": {name: plain(term) for name, term in question.terms.items()},
        "defaults": list(question.defaults),
        "columns": columns,
        "count": len(rows),
        **({"countByBasis": bases} if bases else {}),
        "rows": written,
    }


def json_rows(rows: Rows) -> tuple[list[str], list[dict[str, Any]]]:
    """Return the columns, without those of labels, and the rows as JSON has them."""
    places = {name: place for place, name in enumerate(rows.variables)}
    columns = [name for name in places if not (name.endswith(_LABEL) and name.removesuffix(_LABEL) in places)]
    return columns, [{name: _value(name, row, places) for name in columns} for row in rows.rows]


def _value(name: str, row: tuple[Term | None, ...], places: Mapping[str, int]) -> Any:  # noqa: ANN401 - JSON
    term = row[places[name]]
    if term is None or isinstance(term, ox.Literal):
        return None if term is None else _literal(term)
    thing = {"id": plain(term)}
    label = row[places[name + _LABEL]] if name + _LABEL in places else None
    if isinstance(label, ox.Literal):
        thing["label"] = label.value
        if label.language and label.language != "en":
            thing["language"] = label.language
    return thing


def _literal(term: ox.Literal) -> Any:  # noqa: ANN401 - JSON
    kind = term.datatype.value
    if kind in _WHOLE | _FRACTION:
        number = exact(term.value)
        if number is None:
            return finite(term.value) if kind in _FRACTION and finite(term.value) is not None else term.value
        return int(number) if number == number.to_integral_value() else float(number)
    return term.value == "true" if kind == _XSD + "boolean" else term.value
