"""The rows of queries, as an answer gives them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final, TypeAlias

import pyoxigraph as ox

from graph.stores.store import Rows, Term
from queries.ask_forms import Pick
from queries.errors import QueryError
from queries.parameters import typed_default
from queries.run import has_rows, run
from webapp.models.once import once_per_version
from webapp.models.partnership import NOT_STATED
from webapp.models.reference_data import ReferenceData
from webapp.questions.choosing import Choice

Cell: TypeAlias = dict[str, str] | str | int | float | None
Row: TypeAlias = dict[str, Cell]

_LABEL: Final = "Label"
_NUMBERS: Final = frozenset({"integer", "decimal", "double", "int"})
_PERIODS: Final = {"opening": "from", "closing": "until", "start": "from", "end": "until"}
"""Columns of days that an answer names as those of a partnership."""

_LABELS: Final = {
    "partnership": ("partner", "programme", "term"),
    "value": ("reportedBy",),
    "evidence": ("source",),
    "role": ("person", "title"),
}
"""Columns whose things have no name of their own, with the columns that name them."""

_OUTERMOST: Final = frozenset({"earliest", "latest"})


class AnswerRows:
    """The rows of the queries that one question may ask for. Each query runs once."""

    def __init__(self, catalogue: ReferenceData, left_by: date | None, *, former: bool = False) -> None:
        self._catalogue, self._left_by, self._former = catalogue, left_by, former
        self._answers: dict[tuple[str, tuple[tuple[str, str], ...]], Rows | None] = {}

    def rows(self, choice: Choice) -> list[Row]:
        """Return of the rows of a query what is asked for; who has left by a day, where the question says so."""
        answer = self._answer(choice)
        if answer is None:
            return []
        rows = [_row(self._catalogue, answer.variables, terms) for terms in _outermost(answer, choice.pick)]
        if self._former and "start" in answer.variables:  # of an office: who has begun and not ended holds it
            rows = [row for row in rows if row.get("end") or not row.get("start")]
        found = _picked(rows, choice.pick, answer.variables)
        if self._left_by and choice.pick.kind == "latest":
            return [row for row in found if str(row.get("until") or "9999") <= self._left_by.isoformat()]
        return found

    def some(self, choice: Choice) -> bool:
        """Tell whether a query has a row of what is asked for, without working out all."""
        if _key(choice) in self._answers:
            return bool(self.rows(choice))
        known = choice.pick.columns[0] if choice.pick.columns and choice.pick.kind != "only" else ""
        try:
            return has_rows(self._catalogue.ask.store, choice.query.name, choice.arguments, known=known)
        except QueryError:
            return False

    def _answer(self, choice: Choice) -> Rows | None:
        key = _key(choice)
        if key not in self._answers:
            whole = all(typed_default(one) == choice.arguments.get(one.name) for one in choice.query.parameters)
            self._answers[key] = (_whole if whole else _run)(self._catalogue, *key)
        return self._answers[key]


def _run(catalogue: ReferenceData, name: str, arguments: tuple[tuple[str, str], ...]) -> Rows | None:
    try:
        answer = run(catalogue.ask.store, name, dict(arguments))
    except QueryError:
        return None
    return answer if isinstance(answer, Rows) else None


@once_per_version
def _whole(catalogue: ReferenceData, name: str, arguments: tuple[tuple[str, str], ...]) -> Rows | None:
    """Return the answer of a query over the whole graph. There are few of them, and they take longest."""
    return _run(catalogue, name, arguments)


def _key(choice: Choice) -> tuple[str, tuple[tuple[str, str], ...]]:
    return choice.query.name, tuple(sorted(choice.arguments.items()))


def _outermost(answer: Rows, pick: Pick) -> Sequence[Sequence[Term | None]]:
    """Return the rows that may be picked: of many, few are the earliest or the latest."""
    if pick.kind not in _OUTERMOST:
        return answer.rows
    at = answer.variables.index(pick.columns[0])
    known = [(value.value, terms) for terms in _sure(answer, pick) if isinstance(value := terms[at], ox.Literal)]
    end = (min if pick.kind == "earliest" else max)((value for value, _ in known), default="")
    return [terms for value, terms in known if value == end]


def _sure(answer: Rows, pick: Pick) -> Sequence[Sequence[Term | None]]:
    """Return, where several partners may be the first, those whose beginning is known; else all rows."""
    columns = {name: place for place, name in enumerate(answer.variables)}
    partner, basis = columns.get("partner"), columns.get(f"{pick.columns[0]}Basis")
    if pick.kind != "earliest" or partner is None or basis is None or len({row[partner] for row in answer.rows}) == 1:
        return answer.rows
    known = [row for row in answer.rows if isinstance(said := row[basis], ox.Literal) and said.value not in NOT_STATED]
    return known or answer.rows


def _row(catalogue: ReferenceData, variables: Sequence[str], terms: Sequence[Term | None]) -> Row:
    cells = dict(zip(variables, terms, strict=True))
    return {
        name: _cell(catalogue, term, cells.get(name + _LABEL) or _named_by(cells, _LABELS.get(name, ())))
        for name, term in cells.items()
        if not (name.endswith(_LABEL) and name.removesuffix(_LABEL) in cells)
    }


def _named_by(cells: Mapping[str, Term | None], columns: Sequence[str]) -> str:
    """Return the texts of other columns in the place of a name."""
    found = [cells.get(column + _LABEL) or cells.get(column) for column in columns]
    return ", ".join(term.value for term in found if isinstance(term, ox.Literal))


def told(catalogue: ReferenceData, row: Row) -> Row:
    """Return a row with its days in `from` and `until`, and with a source of its partnership."""
    renamed = {_PERIODS[name] if name in _PERIODS and _PERIODS[name] not in row else name: row[name] for name in row}
    held = renamed.get("partnership")
    if isinstance(held, dict) and "source" not in renamed:
        evidence = catalogue.evidence_by_partnership.get(held["id"], ())
        first = next((one.source for one in evidence), "")
        renamed["source"] = _thing(first, catalogue.sources[first].title) if first else None
    return renamed


def _thing(iri: str, label: str) -> dict[str, str]:
    return {"id": iri, "label": label}


def _cell(catalogue: ReferenceData, term: Term | None, label: Term | str | None) -> Cell:
    if isinstance(term, ox.NamedNode):
        said = label.value if isinstance(label, ox.Literal) else label if isinstance(label, str) else ""
        return _thing(term.value, said or catalogue.label(term.value))
    if not isinstance(term, ox.Literal):
        return None
    kind = term.datatype.value.rpartition("#")[2]
    if kind in _NUMBERS:
        number = Decimal(term.value)
        return int(number) if number == number.to_integral_value() else float(number)
    return term.value


def _picked(rows: Sequence[Row], pick: Pick, variables: Sequence[str]) -> list[Row]:
    """Return what is asked for of the rows of a query, of which the outermost are chosen already."""
    if pick.kind in {"all", *_OUTERMOST} or not rows:
        return list(rows)
    if pick.kind == "most":
        most = max(_numbers(row, pick.columns) for row in rows)
        return [row for row in rows if _numbers(row, pick.columns) == most]
    if pick.kind == "number":
        column = pick.columns[0] if pick.columns else variables[0]
        found = {str(row[column]) for row in rows if row.get(column) is not None}
        return [{"number": len(found)}] if found else []
    shown = [{name: row.get(name) for name in pick.columns} for row in rows]
    some = [row for row in shown if any(value is not None for value in row.values())]
    return list({str(row): row for row in some}.values())


def _numbers(row: Row, columns: Sequence[str]) -> tuple[float, ...]:
    """Return the numbers by which rows are compared, the first before the others."""
    return tuple(float(value) if isinstance(value := row.get(name), int | float) else 0.0 for name in columns)
