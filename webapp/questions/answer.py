"""The answer to a question in words, or why there is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any, Final, TypeAlias

import pyoxigraph as ox

from graph.stores.store import Rows, Term
from queries import registry
from queries.ask_forms import Pick
from queries.errors import QueryError
from queries.run import prepare, run
from webapp.models.reference_data import ReferenceData, slug
from webapp.questions.choosing import Choice, choose, nearest_queries
from webapp.questions.read_question import ReadQuestion
from webapp.questions.reading import LONGEST, read
from webapp.text.dates import format_date
from webapp.text.english import capital, join_words

Cell: TypeAlias = dict[str, str] | str | int | float | None
Row: TypeAlias = dict[str, Cell]

_LABEL: Final = "Label"
_NUMBERS: Final = frozenset({"integer", "decimal", "double", "int"})
_NEAREST: Final = 4
_NO_REASON: Final = "A reason is seldom recorded; the sources of a partnership may tell it."
_PICKED: Final = {
    "earliest": "the earliest, by {}, where it is known",
    "latest": "the latest, by {}, where it is known",
    "number": "how many of {}",
    "only": "{} only",
}
_TIMES: Final = {"first": "from", "last": "until"}
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
_MOST_OTHERS: Final = 3
"""Other readings that are looked at; those with an answer are offered."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a question: in words, and as a query with parameters as one would type them."""

    reads: str
    query: str
    parameters: Mapping[str, str]

    def json(self) -> dict[str, Any]:
        """Return it as the API gives it."""
        return {"reads": self.reads, "query": self.query, "parameters": dict(self.parameters)}


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: rows by column, and how the question was read.

    Without any, `reason` says why, and `nearest` what is near.
    `sparql` is the query with its parameters filled in.
    """

    question: str
    reading: Reading | None = None
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    alternatives: tuple[Reading, ...] = ()
    reason: str = ""
    nearest: tuple[Reading, ...] = ()
    sparql: str = ""

    def json(self) -> dict[str, Any]:
        """Return it as the API gives it."""
        if self.reading is None:
            return {
                "question": self.question,
                "query": None,
                "reason": self.reason,
                "nearest": [one.json() for one in self.nearest],
            }
        return {
            "question": self.question,
            **self.reading.json(),
            "columns": list(self.columns),
            "rows": list(self.rows),
            "alternatives": [one.json() for one in self.alternatives],
        }


def ask(catalogue: ReferenceData, text: str, today: date) -> Answer:
    """Answer a question in words, as of a day."""
    question = " ".join(text.replace("\0", " ").split())
    if not question:
        return Answer(question, reason="No question was asked. Type one, such as: Who sponsors LA28?")
    if len(question) > LONGEST:
        return Answer(
            question[:LONGEST], reason=f"The question is longer than {LONGEST} characters. Ask a shorter one."
        )
    asked = read(catalogue, question, today)
    if asked.refused:
        return Answer(question, reason=asked.refused[0], nearest=_near(catalogue, asked, today))
    if asked.unknown:
        words = join_words([f"“{word}”" for word in dict.fromkeys(asked.unknown)][:4])
        return Answer(question, reason=f"Not understood: {words}.", nearest=_near(catalogue, asked, today))
    answer = _chosen(catalogue, asked, question, today)
    return _with_corrections(answer, asked) if asked.corrected else answer


def _with_corrections(answer: Answer, asked: ReadQuestion) -> Answer:
    """Say which words were taken for others."""
    said = join_words([f"“{word}” was read as “{right}”" for word, right in dict.fromkeys(asked.corrected)])
    if answer.reading is None:
        return replace(answer, reason=f"{answer.reason} {capital(said)}.")
    return replace(answer, reading=replace(answer.reading, reads=f"{answer.reading.reads}; {said}"))


def _chosen(catalogue: ReferenceData, asked: ReadQuestion, question: str, today: date) -> Answer:
    choices = choose(catalogue, asked, today)
    if not choices:
        reason = _NO_REASON if "why" in asked.concepts else "No query of this graph answers that."
        return Answer(question, reason=reason, nearest=_near(catalogue, asked, today))
    for choice in _earliest_first(catalogue, choices):
        if choice.offered:
            break
        left_by = today if "left" in asked.concepts and asked.past else None
        if rows := [_told(catalogue, row) for row in _rows(catalogue, choice, left_by)]:
            others = islice((one for one in choices if _is_alternative(one, choice)), _MOST_OTHERS)
            if "how many" in asked.concepts and len(rows) == 1 and len(rows[0]) == 1:
                rows = [{"number": next(iter(rows[0].values()))}]
            columns = tuple(dict.fromkeys(name for row in rows[:1] for name in row))
            return Answer(
                question,
                reading_of(catalogue, choice),
                columns,
                tuple(rows),
                tuple(reading_of(catalogue, one) for one in others if _rows(catalogue, one, left_by)),
                sparql=prepare(catalogue.ask.store, choice.query.name, choice.arguments),
            )
    first = reading_of(catalogue, choices[0])
    return Answer(
        question,
        reason=f"The graph records nothing that answers this. It was read as: {first.reads}. "
        + (_NO_REASON if "why" in asked.concepts else "What is not recorded may still be so."),
        nearest=_wider(catalogue, choices[0]) or _near(catalogue, asked, today),
    )


def _is_alternative(one: Choice, chosen: Choice) -> bool:
    """Tell whether a reading is offered beside the chosen one: it names things of the same kinds, or is wider."""
    kinds, same = ([slot.kind for slot in choice.slots] for choice in (one, chosen))
    return one is not chosen and (one.offered or kinds == same)


def _earliest_first(catalogue: ReferenceData, choices: list[Choice]) -> list[Choice]:
    """Put first the query that knows the earliest day, where several are asked since when something is so."""
    asking = [choice for choice in choices if choice.pick.kind == "earliest"]
    if len({choice.query.name for choice in asking}) < 2 or choices[0] is not asking[0]:
        return choices

    def day(choice: Choice) -> str:
        rows = _rows(catalogue, choice, None)
        return str(rows[0].get(choice.pick.columns[0])) if rows else "9999"

    same = [choice for choice in asking if choice.slots == asking[0].slots]
    best = min(same, key=day)
    return [best, *(choice for choice in choices if choice is not best)]


def reading_of(catalogue: ReferenceData, choice: Choice) -> Reading:
    """Return how a question was read, in words."""
    parts = [f"{_parameter(name)} {_value(catalogue, name, text)}" for name, text in choice.arguments.items()]
    if choice.pick.kind != "all":
        columns = join_words(list(choice.pick.columns)) or "them"
        parts.append(_PICKED[choice.pick.kind].format(columns))
    return Reading(
        f"{choice.query.title}: {'; '.join(parts)}" if parts else choice.query.title,
        choice.query.name,
        choice.arguments,
    )


def _parameter(name: str) -> str:
    return _TIMES.get(name, name)


def _value(catalogue: ReferenceData, name: str, text: str) -> str:
    if name in _TIMES:
        return format_date(text)
    kind, _, end = text.rpartition(":")
    for one in (kind, "organization" if name in {"partner", "former"} else name, "games", "programme"):
        iri = f"{_ID}{one}/{end}"
        if one and (label := catalogue.label(iri)) != slug(iri):
            return label
    return end


_ID: Final = "https://w3id.org/olympic-partnerships/id/"


def _rows(catalogue: ReferenceData, choice: Choice, left_by: date | None) -> list[Row]:
    """Run the query, and give of its rows what is asked for."""
    try:
        answer = run(catalogue.ask.store, choice.query.name, choice.arguments)
    except QueryError:
        return []
    if not isinstance(answer, Rows):
        return []
    rows = [_row(catalogue, answer.variables, terms) for terms in _outermost(answer, choice.pick)]
    found = picked(rows, choice.pick, answer.variables)
    if left_by and choice.pick.kind == "latest":
        return [row for row in found if str(row.get("until") or "9999") <= left_by.isoformat()]
    return found


def _outermost(answer: Rows, pick: Pick) -> Sequence[Sequence[Term | None]]:
    """Return the rows that may be picked: of many, few are the earliest or the latest."""
    if pick.kind not in _OUTERMOST:
        return answer.rows
    at = answer.variables.index(pick.columns[0])
    known = [(value.value, terms) for terms in answer.rows if isinstance(value := terms[at], ox.Literal)]
    end = (min if pick.kind == "earliest" else max)((value for value, _ in known), default="")
    return [terms for value, terms in known if value == end]


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


def _told(catalogue: ReferenceData, row: Row) -> Row:
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


def picked(rows: Sequence[Row], pick: Pick, variables: Sequence[str]) -> list[Row]:
    """Return what is asked for of the rows of a query, of which the outermost are chosen already."""
    if pick.kind in {"all", *_OUTERMOST} or not rows:
        return list(rows)
    if pick.kind == "number":
        column = pick.columns[0] if pick.columns else variables[0]
        found = {str(row[column]) for row in rows if row.get(column) is not None}
        return [{"number": len(found)}] if found else []
    shown = [{name: row.get(name) for name in pick.columns} for row in rows]
    some = [row for row in shown if any(value is not None for value in row.values())]
    return list({str(row): row for row in some}.values())


def _wider(catalogue: ReferenceData, choice: Choice) -> tuple[Reading, ...]:
    """Return the same query with one part less, where that has an answer."""
    found = []
    for name in islice(choice.arguments, 4):
        less = {other: text for other, text in choice.arguments.items() if other != name}
        if not less or choice.query.parameter(name).required:  # type: ignore[union-attr]
            continue
        wider = Choice(choice.query, less, Pick("all"), choice.slots)
        try:
            answer = run(catalogue.ask.store, choice.query.name, less)
        except QueryError:
            continue
        if isinstance(answer, Rows) and answer.rows:
            found.append(reading_of(catalogue, wider))
    return tuple(found)


def _near(catalogue: ReferenceData, asked: ReadQuestion, today: date) -> tuple[Reading, ...]:
    """Return readings of what was understood, or else the queries with the words of the question."""
    choices = choose(catalogue, asked, today)[:_NEAREST]
    if choices and asked.slots:
        return tuple(reading_of(catalogue, choice) for choice in choices)
    return tuple(Reading(registry.get(name).title, name, {}) for name in islice(nearest_queries(asked), _NEAREST))
