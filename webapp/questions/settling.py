"""The changes that a whole question makes to its words.

A season chooses among Games, "local" among programmes. It is done when all words are read.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Final

from graph.iris import mint
from queries.search.folding import words_of
from webapp.mentions.name_index import text_index
from webapp.models.reference_data import ReferenceData, slug
from webapp.questions.domestic import bid_programme, domestic_programme
from webapp.questions.read_question import BESIDE, ReadQuestion, Slot
from webapp.text.english import join_words

GAMES_WORDS: Final = frozenset("games olympics olympic olympiad spiele olympia jeux jo juegos jjoo".split())  # noqa: SIM905
_OLYMPICS: Final = ("奥运", "冬奥", "夏奥", "五輪", "オリンピック")
"""Words for the Games in scripts without spaces."""

YEAR: Final = re.compile(r"(?:18|19|20)\d\d")
_OF_GAMES: Final = frozenset({"sponsor", "how many"})
ABOUT_GAMES: Final = frozenset({"hosted", "organised"})
"""Concepts with which a year stands for its Games."""


def settle(catalogue: ReferenceData, question: ReadQuestion, today: date) -> None:
    """Change what the words of a question said by what stands beside them."""
    concepts = question.concepts
    if {"how many", "paid"} <= set(concepts):  # "combien a payé"
        concepts[concepts.index("how many")] = "how much"
    if question.relative:
        _relative_games(catalogue, question, today)
    elif question.seasons:
        _choose_season(catalogue, question)
    _years_of_games(catalogue, question)
    _committee(catalogue, question)
    _terms(catalogue, question)
    _left_games(catalogue, question)
    if "first" in concepts and "domestic" in concepts:
        concepts.remove("domestic")  # whoever was first with Games was so in their own programme
    _own_programmes(catalogue, question)
    _revenue(question)


def games_in(catalogue: ReferenceData, year: str) -> list[str]:
    """Return the Games of a year, the Summer Games first."""
    games = catalogue.games
    found = [iri for iri in games if slug(iri).startswith(year + "-") and "youth" not in games[iri].season]
    return sorted(found, key=lambda iri: games[iri].season)


def _relative_games(catalogue: ReferenceData, question: ReadQuestion, today: date) -> None:
    """Let "next" and "last" stand for the Games beside today."""
    words = words_of(question.text)
    named = any(one in "".join(words) for one in _OLYMPICS) or not GAMES_WORDS.isdisjoint(words)
    found = _beside_today(catalogue, question, today) if named or question.seasons else ""
    if found:
        question.slots.append(Slot("games", (found,), f"{question.relative} Games"))
    else:
        question.unknown.append(question.relative)


def _beside_today(catalogue: ReferenceData, question: ReadQuestion, today: date) -> str:
    """Return the Games that open next, or that opened last, of the season that is named, or of any."""
    day, upcoming = today.isoformat(), question.relative == "next"
    games = [
        (one.order, iri)
        for iri, one in catalogue.games.items()
        if ("youth" in one.season) == ("youth" in question.seasons)
        and _in_season(catalogue, iri, question)
        and one.order
    ]
    found = sorted(one for one in games if (one[0] > day) == upcoming)
    return found[0 if upcoming else -1][1] if found else ""


def _choose_season(catalogue: ReferenceData, question: ReadQuestion) -> None:
    """Let a season choose among the Games of a city or of a year."""
    slots = question.slots
    years = [slot for slot in slots if slot.kind == "in" and YEAR.fullmatch(slot.words)]
    if years and not any(slot.kind == "games" for slot in slots) and (games := games_in(catalogue, years[0].words)):
        slots[slots.index(years[0])] = Slot("games", tuple(games), years[0].words)
    named = [slot for slot in slots if slot.kind in {"games", *BESIDE} and slot.values[0] in catalogue.games]
    if not named:
        question.unknown.append(f"{join_words(sorted(question.seasons))} Games without a place or year")
    for slot in named:
        fit = [iri for iri in slot.values if _in_season(catalogue, iri, question)]
        slots[slots.index(slot)] = replace(slot, values=tuple(fit) or slot.values)


def _in_season(catalogue: ReferenceData, games: str, question: ReadQuestion) -> bool:
    return question.seasons <= set(catalogue.games[games].season.split("-"))


def _years_of_games(catalogue: ReferenceData, question: ReadQuestion) -> None:
    """Let a bare year stand for its Games: "1984 sponsors", but not "sponsors in 1984"."""
    slots, concepts = question.slots, set(question.concepts)
    kinds = [slot.kind for slot in slots]
    if len(kinds) != len(set(kinds)) or {"games", "programme"} & set(kinds):
        return
    if not (concepts <= _OF_GAMES or concepts & ABOUT_GAMES):
        return
    for slot in [one for one in slots if one.kind == "in" and one.words in question.bare]:
        if games := games_in(catalogue, slot.words):
            slots[slots.index(slot)] = Slot("games", tuple(games), slot.words)


def _committee(catalogue: ReferenceData, question: ReadQuestion) -> None:
    """Let "organising committee" beside Games stand for theirs: several have no other name."""
    committees, slots = text_index(catalogue).committees, question.slots
    for slot in [one for one in slots if one.kind == "organization" and committees.keys() >= set(one.values)]:
        if len(slot.values) > 1 and any(one.kind == "games" for one in slots):
            slots.remove(slot)
            question.concepts.append("organised")


def _terms(catalogue: ReferenceData, question: ReadQuestion) -> None:
    """Leave out a programme beside one of its terms: "worldwide partners of TOP IX"."""
    programmes, slots = catalogue.programmes, question.slots
    wholes = {programmes[slot.values[0]].whole for slot in slots if slot.kind == "programme"} - {""}
    slots[:] = [slot for slot in slots if slot.kind != "programme" or slot.values[0] not in wholes]


def _left_games(catalogue: ReferenceData, question: ReadQuestion) -> None:
    """Let who "left" Games be who ended early: at the end all do. Who left "after" Games left before the next."""
    slots, games = question.slots, catalogue.games
    kinds = {slot.kind for slot in slots}
    if "left" not in question.concepts or "organization" in kinds:
        return
    if "games" in kinds:
        question.concepts.append("early")
    for slot in [one for one in slots if one.kind == "after" and one.values[0] in games and "before" not in kinds]:
        order = games[slot.values[0]].order
        following = [iri for iri, one in games.items() if one.order > order and "youth" not in one.season]
        if following:
            slots.append(Slot("before", (min(following, key=lambda iri: games[iri].order),), slot.words))


def _own_programmes(catalogue: ReferenceData, question: ReadQuestion) -> None:
    """Let "local sponsors" of a Games stand for those of its domestic programme. Those of a bid have another."""
    slots, concepts = question.slots, question.concepts
    for concept, programme_of in (("domestic", domestic_programme), ("bid", bid_programme)):
        if concept not in concepts or not any(slot.kind == "games" for slot in slots):
            continue
        concepts.remove(concept)
        for slot in [one for one in slots if one.kind == "games"]:
            found = [iri for one in slot.values if (iri := programme_of(catalogue, one))]
            slots[slots.index(slot)] = replace(slot, kind="programme", values=tuple(found) or ("",))


def _revenue(question: ReadQuestion) -> None:
    """Let what TOP or a Games "brought in" stand for the figure of its revenue."""
    concepts, kinds = question.concepts, {slot.kind for slot in question.slots}
    if "earned" not in concepts or "indicator" in kinds:
        return
    figure = "top-revenue" if "programme" in kinds else "domestic-sponsorship-revenue" if "games" in kinds else ""
    if figure:
        concepts[:] = [one for one in concepts if one not in {"earned", "sponsor"}]
        question.slots.append(Slot("indicator", (mint("indicator", figure).value,), "revenue"))
