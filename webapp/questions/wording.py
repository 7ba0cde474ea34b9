"""Words of a question that mean something else beside others."""

from __future__ import annotations

from typing import Final

from queries.search.folding import words_of
from webapp.questions.read_question import ReadQuestion

_TASKS: Final = frozenset({"organised", "role"})
"""Concepts with which who did something in a product field is a partner, and no person."""

_ANY_SUPPLIER: Final = frozenset({"supplier", "provider"})
"""Tiers whose names say, beside a product field, no more than that somebody supplied it."""

_PARTICLES: Final = {"ein": "joined", "bei": "joined", "hinzu": "joined", "aus": "left"}
_SEPARABLE: Final = frozenset("stieg stiegen trat traten schied schieden kam kamen".split())  # noqa: SIM905
"""German verbs whose particle stands at the end, and what it says."""

_GAMES: Final = frozenset({"games", "spiele", "jeux", "juegos"})

_CAME: Final = frozenset({"kam", "kamen"})
"""German words that say who joined, or beside a country where somebody is from."""

_SIGNED_FIRST: Final = "No query says who signed first: ask who joined first, or when one company signed."


def settle_wording(question: ReadQuestion) -> None:
    """Change concepts and slots by those beside them."""
    _settle_forecasts(question)
    _settle_numbers(question)
    _settle_order(question)
    _settle_editions(question)
    _settle_particles(question)
    _settle_fields(question)
    _settle_suppliers(question)
    concepts, slots = question.concepts, question.slots
    if "owned" in concepts and any(slot.kind == "organization" for slot in slots):  # "who owns omega watches"
        slots[:] = [slot for slot in slots if slot.kind != "category"]
    if "until when" in concepts:  # "how long does it still run"
        slots[:] = [slot for slot in slots if slot.kind != "now"]


def _settle_forecasts(question: ReadQuestion) -> None:
    """Refuse to say whether something will happen, where what happened once would be the answer."""
    if question.text.casefold().startswith("will ") and any(slot.kind == "event-kind" for slot in question.slots):
        question.refused.append("The graph holds no forecast: it knows what was stated or announced.")


def _settle_numbers(question: ReadQuestion) -> None:
    """Let "how many" be how much where it was paid, and "how often" how many Games were held."""
    concepts = question.concepts
    if {"how many", "paid"} <= set(concepts):  # "combien a payé"
        concepts[concepts.index("how many")] = "how much"
    if {"how often", "hosted"} <= set(concepts):
        concepts[concepts.index("how often")] = "how many"


def _settle_order(question: ReadQuestion) -> None:
    """Let the earlier of two be the first of them, and who newly joined somebody who joined."""
    concepts, slots = question.concepts, question.slots
    if {"earlier", "joined"} <= set(concepts) and any(slot.part == "or" for slot in slots):
        concepts[concepts.index("earlier")] = "first"
    if {"first", "signed"} <= set(concepts) and not any(slot.kind == "organization" for slot in slots):
        question.refused.append(_SIGNED_FIRST)
    if {"joined", "new"} <= set(concepts):  # "kamen neu dazu"
        concepts.remove("new")


def _settle_editions(question: ReadQuestion) -> None:
    """Let a committee of Games be their organiser, and "the Games of IBM" be Games, not partnerships."""
    words, kinds = words_of(question.text), {slot.kind for slot in question.slots}
    if not question.concepts and kinds == {"games"} and "committee" in words:
        question.concepts.append("organised")
    if set(question.concepts) <= {"sponsor"} and kinds == {"organization"} and not _GAMES.isdisjoint(words):
        question.concepts[:] = ["which games"]


def _settle_particles(question: ReadQuestion) -> None:
    """Let the last word of a German question end its verb: "wann stieg Toyota ein", "wer trat aus"."""
    words = words_of(question.text)
    if not _CAME.isdisjoint(words) and any(slot.kind == "country" for slot in question.slots):
        question.concepts[:] = [one for one in question.concepts if one != "joined"]
    if question.language != "de" or words[-1] not in _PARTICLES or _SEPARABLE.isdisjoint(words):
        return
    question.concepts[:] = [one for one in question.concepts if one not in {"joined", "left"}]
    question.concepts.append(_PARTICLES[words[-1]])


def _settle_fields(question: ReadQuestion) -> None:
    """Let who had a task in a product field, or supplied it, be its partner."""
    slots, kinds = question.slots, {slot.kind for slot in question.slots}
    if "category" not in kinds:
        return
    if not kinds & {"organization", "person", "title"}:  # "who ran the ticketing"
        question.concepts[:] = ["contributes" if one in _TASKS else one for one in question.concepts]
    slots[:] = [slot for slot in slots if slot.kind != "tier" or slot.words not in _ANY_SUPPLIER]
    if "in-common" in question.concepts:  # "who share the security category"
        question.concepts[:] = ["sponsor"]


def _settle_suppliers(question: ReadQuestion) -> None:
    """Let "at how many Games was Mondo a supplier" ask for its Games, in whatever tier."""
    slots, concepts = question.slots, question.concepts
    counted = {"how many", "which games"} & set(concepts) and any(slot.kind == "organization" for slot in slots)
    if counted and not _GAMES.isdisjoint(words_of(question.text)):
        slots[:] = [slot for slot in slots if slot.kind != "tier" or slot.words not in _ANY_SUPPLIER]
