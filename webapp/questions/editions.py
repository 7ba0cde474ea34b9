"""The Games and terms that a question tells without their names.

They are told by country, city, season, status or place in a row.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from graph.iris import mint
from queries.search.folding import fold, words_of
from webapp.models.reference_data import ReferenceData
from webapp.questions.read_question import ReadQuestion, Slot

GAMES_WORDS: Final = frozenset("games olympics olympic olympiad spiele olympia jeux jo juegos jjoo".split())  # noqa: SIM905
_OLYMPICS: Final = ("奥运", "冬奥", "夏奥", "五輪", "オリンピック")
"""Words for the Games in scripts without spaces."""

_OF_EDITIONS: Final = frozenset({"hosted", "which games", "which country", "when", "where", "how many"})
"""Concepts of questions about Games, not about partners."""

_OF_PARTNERS: Final = frozenset({"sponsor", "first", "how many"})
_NARROW: Final = frozenset({"category", "country", "organization"})
"""Kinds of slots that leave few of the partners of all Winter Games."""

_SPENT: Final = frozenset({"left", "early", "joined"})
"""Concepts of the words that say that Games were cancelled: "wurden abgesagt"."""

_BESIDE_GAMES: Final = frozenset({"country", "season", "in", "after", "before", "since", "until", "games-status"})
"""Kinds of slots that may stand beside a status or a season of Games."""

_HELD_ON: Final = frozenset({"games", "until"})
"""Kinds of slots that say when somebody held an office: "president until 2013" was so in 2013."""

_WHAT_IS: Final = ("what is", "what s", "whats", "was ist", "qu est ce", "quest ce", "que es", "explain")
_IS_WHAT: Final = ("是什么", "とは", "って何")
_WHAT_IS_A: Final = (
    "what is a ",
    "what is an ",
    "what are the duties",
    "was ist ein ",
    "qu est ce qu un",
    "quest ce quun",
    "que es un ",
)
_AGREEMENTS: Final = frozenset("agreement agreements contract contracts deal deals conditions".split())  # noqa: SIM905
"""Words beside which terms are conditions, and no years."""

_NO_CONDITIONS: Final = "The graph has no conditions of agreements. Ask in which terms of TOP a company was partner."
_NO_EXPLANATION: Final = "The graph explains no Games, programme or tier. Ask who its partners are."

_WITHIN: Final = frozenset("in held hosted en au aux".split())  # noqa: SIM905
_TO_COUNTRY: Final = 3
"""Words from one for Games to a country that they were held in: "Games in the United States"."""


def names_games(question: ReadQuestion) -> bool:
    """Tell whether a question has a word for the Games."""
    return not GAMES_WORDS.isdisjoint(words_of(question.text)) or any(one in question.text for one in _OLYMPICS)


def settle_statuses(question: ReadQuestion) -> None:
    """Let "cancelled" be a status of Games where these are meant, and else what ended a partnership."""
    concepts, slots = question.concepts, question.slots
    if not question.statuses:
        return
    of_games = names_games(question) and "sponsor" not in concepts
    kinds = {slot.kind for slot in slots}
    if of_games and (kinds <= _BESIDE_GAMES or kinds == {"games"}):
        concepts[:] = [one for one in concepts if one not in _SPENT]
        if "games" in kinds:  # "were the 1940 Olympics cancelled"
            concepts.append("status")
        else:
            slots += [Slot("games-status", (mint("games-status", one).value,), one) for one in question.statuses]
    else:
        ended = {"cancelled"} if "left" in concepts and not of_games else set()
        question.unknown += sorted(question.statuses - ended)


def takes_season(question: ReadQuestion) -> bool:
    """Let a season stand for all its Games where no edition is named; tell whether it does."""
    concepts, kinds = set(question.concepts), {slot.kind for slot in question.slots}
    of_games = concepts <= _OF_EDITIONS and kinds <= _BESIDE_GAMES
    of_partners = concepts <= _OF_PARTNERS and kinds & _NARROW and kinds <= _NARROW | {"programme"}
    if not names_games(question) or question.seasons == {"youth"} or not (of_games or of_partners):
        return False
    season = mint("season", "-".join(sorted(question.seasons))).value
    question.slots.append(Slot("season", (season,), "season"))
    return True


def settle_editions(catalogue: ReferenceData, question: ReadQuestion, today: date) -> None:
    """Change what is said about editions of the Games, terms, and offices."""
    _settle_countries(question)
    _settle_terms(catalogue, question, today)
    _settle_which_terms(question)
    _settle_foundings(question)
    _settle_definitions(question)
    _settle_cities(question)
    _settle_offices(question)


def _settle_countries(question: ReadQuestion) -> None:
    """Let "Olympics in France" be Games that were held there, not partners from there."""
    words, kinds = words_of(question.text), [slot.kind for slot in question.slots]
    if "country" in kinds and "organization" not in kinds and "olympic committee" in " ".join(words):
        question.unknown.append("national Olympic committee")  # it has partners of its own
    if kinds != ["country"] or not set(question.concepts) <= {"how many", "how often", "when"}:
        return
    country = words_of(question.slots[0].words)[:1]
    for at, word in enumerate(words[:-1]):
        if word in GAMES_WORDS and words[at + 1] in _WITHIN and {*country} & {*words[at + 2 : at + 2 + _TO_COUNTRY]}:
            question.concepts.append("hosted")
            return


def settle_past_games(question: ReadQuestion, today: date) -> None:
    """Let Games that were held be those that have begun."""
    kinds = {slot.kind for slot in question.slots}
    if question.past and "hosted" in question.concepts and kinds <= {"country", "season"}:
        question.slots.append(Slot("until", (today.isoformat(),), "until today"))


def _settle_terms(catalogue: ReferenceData, question: ReadQuestion, today: date) -> None:
    """Let "second term" stand for the second term of the programme that is named, or else of TOP."""
    if not question.terms:
        return
    named = [slot for slot in question.slots if slot.kind == "programme"]
    whole = named[0].values[0] if named else mint("programme", "top").value
    terms = sorted((one.start, iri) for iri, one in catalogue.programmes.items() if one.whole == whole)
    begun = sum(start <= today.isoformat() for start, _ in terms)
    for said in question.terms:
        place = {"last": begun - 1, "now": begun, "next": begun + 1}.get(said) or int(said)
        if 0 < place <= len(terms):
            question.slots.append(Slot("programme", (terms[place - 1][1],), f"term {place}"))
        else:
            question.unknown.append("term")


def _settle_which_terms(question: ReadQuestion) -> None:
    """Let the terms of a company be those of TOP, where no programme is named: no other has terms."""
    kinds = {slot.kind for slot in question.slots}
    if "which term" in question.concepts and "organization" in kinds and "programme" not in kinds:
        question.slots.append(Slot("programme", (mint("programme", "top").value,), "TOP"))


def _settle_foundings(question: ReadQuestion) -> None:
    """Leave out who founds others: the graph knows when TOP and organising committees were founded."""
    founding = mint("event-kind", "founding").value
    if not any(slot.values[0] == founding for slot in question.slots):
        return
    for slot in question.slots:
        words = fold(slot.words)
        if slot.kind == "organization" or (slot.kind == "programme" and not ("top" in words or "program" in words)):
            question.unknown.append(f"founding of {slot.words}")


def _settle_definitions(question: ReadQuestion) -> None:
    """Refuse to say what a programme, a tier or Games are: the graph has its partners, and these are no explanation."""
    kinds = {slot.kind for slot in question.slots}
    text = " ".join(words_of(question.text))
    is_what = text.startswith(_WHAT_IS) or any(one in question.text for one in _IS_WHAT)
    is_whole = not question.concepts and kinds in ({"programme"}, {"games"}) and is_what
    is_kind = (
        set(question.concepts) <= {"sponsor"}
        and kinds <= {"programme", "tier", "games"}
        and text.startswith(_WHAT_IS_A)
    )
    if kinds and (is_whole or is_kind):
        question.refused.append(_NO_EXPLANATION)
    if "which term" in question.concepts and not _AGREEMENTS.isdisjoint(words_of(question.text)):
        question.refused.append(_NO_CONDITIONS)


def _settle_cities(question: ReadQuestion) -> None:
    """Let a city be where Games were held, if all are asked for: "which Games took place in Paris"."""
    concepts, slots = set(question.concepts), question.slots
    if "hosted" not in concepts or not concepts & {"which games", "how many", "how often"}:
        return
    for slot in [one for one in slots if one.kind == "games" and one.words.isalpha() and len(one.values) > 1]:
        slots[slots.index(slot)] = Slot("city", (slot.words,), slot.words)


def _settle_offices(question: ReadQuestion) -> None:
    """Let Games, or the end of a time, beside a title be the days on which somebody held it."""
    slots = question.slots
    kinds = {slot.kind for slot in slots}
    if "title" in kinds and kinds & {"organization", "programme"}:
        slots[:] = [replace(slot, kind="in") if slot.kind in _HELD_ON else slot for slot in slots]
