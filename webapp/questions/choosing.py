"""The choice of the query that a question asks for.

A form fits if its words are the concepts of the question. Every thing and time that is named must have a slot in it,
too. So nothing that was said is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import islice, product
from typing import Final

from graph.iris import mint, parse
from queries import registry
from queries.ask_forms import AskForm, Pick
from queries.parameter_types import ENTITY_TYPES, Parameter
from queries.parameters import typed_default
from queries.registry import Query
from queries.search.folding import words_of
from webapp.mentions.name_index import text_index
from webapp.models.reference_data import ReferenceData
from webapp.questions.domestic import OWNERS, PROGRAMMES, domestic_programme
from webapp.questions.lexicon import lexicon
from webapp.questions.read_question import ReadQuestion, Slot, days_of

_TIMES: Final = frozenset({"after", "before", "since", "until", "in", "now"})
_COUNT: Final = "how many"
_OBJECT: Final = frozenset({"whom-did"})
"""A concept that matters only where the order of words does: "who did Samsung replace"."""

_SPARE: Final = frozenset({"sponsor"})
"""Concepts that may stand beside others without changing what is asked: "which sponsors left TOP"."""

_PART: Final = re.compile("(or|except|with)([A-Z].*)")

_MOST: Final = 6
"""Other readings that are offered."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A query with the texts of its parameters, what to give of its rows, and its slots."""

    query: Query
    arguments: Mapping[str, str]
    pick: Pick
    slots: tuple[Slot, ...]
    offered: bool = False
    """Whether it is only offered beside the answer."""


@dataclass(frozen=True, slots=True)
class _Known:
    """A form with the concepts of its words."""

    query: Query
    form: AskForm
    concepts: frozenset[str]


@cache
def _forms() -> tuple[_Known, ...]:
    return tuple(_Known(query, form, concepts_of(form.words)) for query in registry.public() for form in query.ask)


@cache
def concepts_of(words: str) -> frozenset[str]:
    """Return the concepts of the words of a form: those of the English lexicon, and other words as they are."""
    found, parts, at = set(), words_of(words), 0
    english = lexicon("en")
    own = {word.value for entries in english.phrases.values() for word in entries if word.kind == "concepts"}
    while at < len(parts):
        for size in (3, 2, 1):
            phrase = " ".join(parts[at : at + size])
            if phrase in {name.replace("-", " ") for name in own}:
                found.add(next(name for name in own if name.replace("-", " ") == phrase))
                at += size
                break
        else:
            known, size = english.longest(parts, at)
            found |= {word.value for word in known if word.kind == "concepts"}
            if not known:
                found.add(parts[at])
            at += size
    return frozenset(found)


def choose(catalogue: ReferenceData, question: ReadQuestion, today: date) -> list[Choice]:
    """Return the queries that a question may ask for, the likeliest first.

    In the present tense, a programme that goes on is asked about as of today.
    """
    slots = question.slots
    if set(question.concepts) - {_COUNT} == _SPARE and not slots:  # "who sponsors the Olympics"
        slots = [Slot("programme", (mint("programme", "top").value,), ""), Slot("now", (today.isoformat(),), "")]
    elif set(question.concepts) <= _SPARE | {_COUNT} and len(slots) == 1 and _has_terms(slots[0]) and not question.past:
        slots = [*slots, Slot("now", (today.isoformat(),), "")]
    elif question.present and not any(slot.kind in _TIMES or slot.kind == "games" for slot in slots):
        slots = [*slots, Slot("now", (today.isoformat(),), "")] if _goes_on(slots) else slots
    readings = islice(_readings(catalogue, slots), 1 + _MOST)
    concepts = frozenset(question.concepts)
    found = [choice for one in readings for choice in _fitting(catalogue, concepts, one)]
    if slots is not question.slots and question.slots:
        ever = [choice for one in _readings(catalogue, question.slots) for choice in _fitting(catalogue, concepts, one)]
        found += [replace(choice, offered=bool(found) and not _names_a_role(slots)) for choice in ever]
    if official := [slot for slot in question.slots if slot.kind == "tier" and slot.values[0].startswith("official ")]:
        plain = [slot for slot in question.slots if slot not in official]
        wider = (_fitting(catalogue, concepts | _SPARE, one) for one in _readings(catalogue, plain))
        found += [choice for choices in wider for choice in choices]
    unique: dict[tuple[object, ...], Choice] = {}
    for choice in found:
        given = tuple(sorted(choice.arguments.items()))
        kind = "number" if choice.pick.kind == "number" else choice.pick  # however a form counts, it is one number
        unique.setdefault((choice.query.name, given, kind), choice)
    return list(unique.values())[: 1 + _MOST]


def _goes_on(slots: Sequence[Slot]) -> bool:
    """Tell whether what is asked about has no end of its own: TOP, a role, or a category anywhere."""
    lasting = all(slot.kind in {"category", "country"} for slot in slots)
    return any(map(_has_terms, slots)) or _names_a_role(slots) or (bool(slots) and lasting)


def _names_a_role(slots: Sequence[Slot]) -> bool:
    """Tell whether a role is asked about. The days of most are not recorded: all are given where none is of today."""
    return any(slot.kind == "title" for slot in slots)


def _has_terms(slot: Slot) -> bool:
    """Tell whether a programme goes on from term to term."""
    return slot.kind == "programme" and slot.values[0].endswith("/top")


def _readings(catalogue: ReferenceData, slots: Sequence[Slot]) -> Iterator[tuple[Slot, ...]]:
    """Yield the slots with one value each, the likeliest of all first.

    At last, Games stand for their domestic programme. A partnership that ended before the Games covers none.
    """
    for values in product(*(slot.values or ("",) for slot in slots)):
        yield tuple(replace(slot, values=(value,)) for slot, value in zip(slots, values, strict=True))
    first = [replace(slot, values=slot.values[:1]) for slot in slots]
    with_programmes = tuple(
        replace(slot, kind="programme", values=(iri,))
        if slot.kind == "games" and (iri := domestic_programme(catalogue, slot.values[0]))
        else slot
        for slot in first
    )
    if with_programmes != tuple(first):
        yield with_programmes


def _fitting(catalogue: ReferenceData, concepts: frozenset[str], slots: Sequence[Slot]) -> Iterator[Choice]:
    """Yield the forms that fit: those with the very concepts first, then those with a spare one more or less."""
    if not slots and not concepts - {_COUNT}:
        return
    for known in _forms():
        if known.concepts == concepts and (filled := _filled(catalogue, known, slots)):
            yield filled
    for known in _forms():
        if concepts and known.concepts ^ concepts == _SPARE and (filled := _filled(catalogue, known, slots)):
            yield filled
    if concepts & _OBJECT and "replaced" not in concepts:
        yield from _fitting(catalogue, concepts - _OBJECT, slots)
    if _COUNT in concepts:
        for choice in _fitting(catalogue, concepts - {_COUNT}, slots):
            if choice.pick.kind in {"all", "only"}:
                yield replace(choice, pick=Pick("number", choice.pick.columns[:1]))


def _filled(catalogue: ReferenceData, known: _Known, slots: Sequence[Slot]) -> Choice | None:
    """Return the choice with every slot of the question in a slot of the form; None where one has no place."""
    names = [*known.form.required, *known.form.optional]
    parameters = {name: found for name in names if (found := known.query.parameter(name))}
    arguments: dict[str, str] = {}
    takes_games = any("games" in parameter.types for parameter in known.query.parameters)
    for one in slots:
        slot = one if takes_games or one.kind != "games" else _without_games(catalogue, one, parameters)
        if not _put(catalogue, slot, parameters, arguments):
            return None
    if any(name not in arguments for name in known.form.required):
        return None
    for parameter in known.query.parameters:  # so that the reading says what was filled in
        if parameter.name not in arguments and (default := typed_default(parameter)):
            arguments[parameter.name] = default
    return Choice(known.query, arguments, known.form.pick, tuple(slots))


def _put(catalogue: ReferenceData, slot: Slot, parameters: Mapping[str, Parameter], arguments: dict[str, str]) -> bool:
    """Put what a question names into the first free parameter that takes it; tell whether there is one."""
    if slot.kind in _TIMES:
        return _put_time(catalogue, slot, parameters, arguments)
    for name, parameter in parameters.items():
        part = without_part(name)[0]
        if part != slot.part and not (part == "with" and not slot.part):
            continue
        if name not in arguments and (text := _text(catalogue, slot, parameter)):
            arguments[name] = text
            return True
    return False


def without_part(parameter: str) -> tuple[str, str]:
    """Return whether a parameter is for another beside one, or for what is left out, and its name without that.

    >>> without_part("orPartner"), without_part("exceptCountry"), without_part("withWhom"), without_part("who")
    (('or', 'partner'), ('except', 'country'), ('with', 'whom'), ('', 'who'))
    """
    found = _PART.fullmatch(parameter)
    return (found[1], found[2].lower()) if found else ("", parameter)


def _text(catalogue: ReferenceData, slot: Slot, parameter: Parameter) -> str:
    """Return the text of a parameter for what a question names; nothing where the parameter does not take it."""
    if slot.kind in {"tier", "title", "place", "city"}:
        return slot.values[0] if parameter.name == slot.kind else ""
    found = parse(slot.values[0])
    if found and found.kind == "organization" and "programme" in parameter.types and found.slug in PROGRAMMES:
        return PROGRAMMES[found.slug]
    if found and found.kind == "programme" and "organization" in parameter.types and found.slug in OWNERS:
        return OWNERS[found.slug]
    kinds = [kind for type_ in parameter.types for kind in ENTITY_TYPES.get(type_, ())]
    if found is None or found.kind not in kinds:
        return ""
    if "partner" in parameter.types and found.kind == "organization" and slot.values[0] not in catalogue.partners:
        return ""
    return f"{found.kind}:{found.slug}" if len(kinds) > 1 else found.slug


def _without_games(catalogue: ReferenceData, slot: Slot, parameters: Mapping[str, Parameter]) -> Slot:
    """Let Games stand for their domestic programme or committee, for a query that takes no Games."""
    committees = text_index(catalogue).committees
    if "programme" in parameters:
        iri = domestic_programme(catalogue, slot.values[0])
        return replace(slot, kind="programme", values=(iri,)) if iri else slot
    iri = next((committee for committee, edition in committees.items() if edition.iri == slot.values[0]), "")
    return replace(slot, kind="organization", values=(iri,)) if iri else slot


def _put_time(
    catalogue: ReferenceData, slot: Slot, parameters: Mapping[str, Parameter], arguments: dict[str, str]
) -> bool:
    first, last = _span(catalogue, slot)
    given = {"first": first, "last": last}
    wanted = {name: day for name, day in given.items() if day}
    if not wanted or any(name not in parameters or name in arguments for name in wanted):
        return False
    arguments.update(wanted)
    return True


def _span(catalogue: ReferenceData, slot: Slot) -> tuple[str, str]:
    """Return the first and the last day that a time stands for; nothing where it has no such end."""
    value = slot.values[0]
    if value in catalogue.games:
        row = next((row for row in catalogue.games_rows if row.games == value), None)
        opening, closing = (str(row.opening), str(row.closing)) if row else ("", "")
        if not opening or not closing:
            return "", ""
    else:
        opening, closing = days_of(value)
    ends = {
        "after": (_day_beside(closing, 1), ""),
        "since": (opening, ""),
        "before": ("", _day_beside(opening, -1)),
        "until": ("", closing),
        "in": (opening, closing),
        "now": (opening, closing),
    }
    return ends[slot.kind]


def _day_beside(day: str, days: int) -> str:
    """Return the day some days after a day in ISO 8601.

    >>> _day_beside("2024-12-31", 1)
    '2025-01-01'
    """
    return (date.fromisoformat(day) + timedelta(days)).isoformat()


def nearest_queries(question: ReadQuestion) -> Iterator[str]:
    """Yield the names of the queries that share most with a question, in concepts and in what it names."""
    kinds = {slot.kind for slot in question.slots}
    asked = set(question.concepts) | kinds
    shares: dict[str, float] = {}
    for known in _forms():
        own = known.concepts | set(known.form.required) | set(known.form.optional)
        if both := own & asked:
            shares[known.query.name] = max(shares.get(known.query.name, 0), len(both) / len(own | asked))
    yield from sorted(shares, key=lambda name: (-shares[name], name))
