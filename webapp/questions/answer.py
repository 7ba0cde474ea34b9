"""The answer to a question in words, or why there is none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import Any, Final

from queries import registry
from queries.ask_forms import Pick
from queries.parameters import typed_default
from queries.run import prepare
from webapp.models.reference_data import ReferenceData, slug
from webapp.questions.answer_rows import AnswerRows, Row, told
from webapp.questions.choosing import Choice, choose, nearest_queries, without_part
from webapp.questions.read_question import ReadQuestion
from webapp.questions.reading import LONGEST, read
from webapp.text.dates import format_date
from webapp.text.english import capital, join_words

_NEAREST: Final = 4
_NO_REASON: Final = "A reason is seldom recorded; the sources of a partnership may tell it."
_PICKED: Final = {
    "earliest": "the earliest, by {}, where it is known",
    "latest": "the latest, by {}, where it is known",
    "most": "the most, by {}",
    "number": "how many of {}",
    "only": "{} only",
}
_TIMES: Final = {"first": "from", "last": "until"}
_BESIDE: Final = {"or": "or {}", "except": "any {} but", "with": "with {}"}
"""How parameters for one of two, or for what is left out, are read."""
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
        if any(slot.part == "or" for slot in asked.slots):
            reason += " Of two at once it gives the partnerships; for anything else, ask about one."
        return Answer(question, reason=reason, nearest=_near(catalogue, asked, today))
    found = AnswerRows(
        catalogue, today if "left" in asked.concepts and asked.past else None, former="former" in asked.concepts
    )
    for choice in _earliest_first(found, choices):
        if choice.offered:
            break
        if rows := [told(catalogue, row) for row in found.rows(choice)]:
            others = islice((one for one in choices if _is_alternative(one, choice)), _MOST_OTHERS)
            if "how many" in asked.concepts and len(rows) == 1 and len(rows[0]) == 1:
                rows = [{"number": next(iter(rows[0].values()))}]
            columns = tuple(dict.fromkeys(name for row in rows[:1] for name in row))
            return Answer(
                question,
                reading_of(catalogue, choice),
                columns,
                tuple(rows),
                tuple(reading_of(catalogue, one) for one in others if found.some(one)),
                sparql=prepare(catalogue.ask.store, choice.query.name, choice.arguments),
            )
    first = reading_of(catalogue, choices[0])
    return Answer(
        question,
        reason=f"The graph records nothing that answers this. It was read as: {first.reads}. "
        + (_NO_REASON if "why" in asked.concepts else "What is not recorded may still be so."),
        nearest=_wider(catalogue, found, choices[0]) or _near(catalogue, asked, today),
    )


def _is_alternative(one: Choice, chosen: Choice) -> bool:
    """Tell whether a reading is offered beside the chosen one: it names things of the same kinds, or is wider."""
    kinds, same = ([slot.kind for slot in choice.slots] for choice in (one, chosen))
    return one is not chosen and (one.offered or kinds == same)


def _earliest_first(found: AnswerRows, choices: list[Choice]) -> list[Choice]:
    """Put first the query that knows the earliest day, where several are asked since when something is so."""
    asking = [choice for choice in choices if choice.pick.kind == "earliest"]
    if len({choice.query.name for choice in asking}) < 2 or choices[0] is not asking[0]:
        return choices

    def day(choice: Choice) -> str:
        rows = found.rows(choice)
        return str(rows[0].get(choice.pick.columns[0])) if rows else "9999"

    same = [choice for choice in asking if choice.slots == asking[0].slots]
    best = min(same, key=day)
    return [best, *(choice for choice in choices if choice is not best)]


def reading_of(catalogue: ReferenceData, choice: Choice) -> Reading:
    """Return how a question was read, in words."""
    parts = [f"{parameter_words(name)} {_value(catalogue, name, text)}" for name, text in choice.arguments.items()]
    if choice.pick.kind != "all":
        columns = join_words(list(choice.pick.columns)) or "them"
        parts.append(_PICKED[choice.pick.kind].format(columns))
    return Reading(
        f"{choice.query.title}: {'; '.join(parts)}" if parts else choice.query.title,
        choice.query.name,
        choice.arguments,
    )


def parameter_words(name: str) -> str:
    """Return a parameter in the words in which a reading tells it.

    >>> parameter_words("last"), parameter_words("orPartner"), parameter_words("exceptCountry")
    ('until', 'or partner', 'any country but')
    """
    part, plain = without_part(name)
    return _BESIDE[part].format(plain) if part else _TIMES.get(name, name)


def _value(catalogue: ReferenceData, name: str, text: str) -> str:
    if name in _TIMES:
        return format_date(text)
    if name == "title":
        return _title(text)
    kind, _, end = text.rpartition(":")
    _, name = without_part(name)
    for one in (kind, "organization" if name in _COMPANIES else name, "games", "programme"):
        iri = f"{_ID}{one}/{end}"
        if one and (label := catalogue.label(iri)) != slug(iri):
            return label
    return end


_ENDING: Final = re.compile(r"(?<=\w)\([^)]*\)\??")
"""An ending of a title, which its words do without: "chairman" is told as "chair"."""

_OUTSIDE: Final = re.compile(r"\|(?![^(]*\))")
"""A bar between alternatives, outside brackets."""


def _title(pattern: str) -> str:
    """Return a pattern of titles in words.

    >>> _title("chair(man|woman)?|president"), _title("(acting|interim).*(president)")
    ('chair or president', 'acting or interim president')
    >>> _title("(chair).*marketing commission|marketing commission.*(chair)")
    'chair marketing commission'
    """
    plain = _ENDING.sub("", pattern)
    if ".*" in plain:
        plain = _OUTSIDE.split(plain)[0]  # the others are the same in another order
    return " ".join(" or ".join(part.strip("()").split("|")) for part in plain.split(".*"))


_COMPANIES: Final = frozenset({"partner", "former", "who", "whom"})
"""Parameters for organizations that have another name."""

_ID: Final = "https://w3id.org/olympic-partnerships/id/"


def _wider(catalogue: ReferenceData, answers: AnswerRows, choice: Choice) -> tuple[Reading, ...]:
    """Return the same query with one part less, where that has an answer."""
    found = []
    for name in islice(choice.arguments, 4):
        less = {other: text for other, text in choice.arguments.items() if other != name}
        parameter = choice.query.parameter(name)
        if not less or parameter is None or parameter.required or typed_default(parameter) == choice.arguments[name]:
            continue
        wider = Choice(choice.query, less, Pick("all"), choice.slots)
        if answers.some(wider):
            found.append(reading_of(catalogue, wider))
    return tuple(found)


def _near(catalogue: ReferenceData, asked: ReadQuestion, today: date) -> tuple[Reading, ...]:
    """Return readings of what was understood, or else the queries with the words of the question."""
    choices = choose(catalogue, asked, today)[:_NEAREST]
    if choices and asked.slots:
        return tuple(reading_of(catalogue, choice) for choice in choices)
    return tuple(Reading(registry.get(name).title, name, {}) for name in islice(nearest_queries(asked), _NEAREST))
