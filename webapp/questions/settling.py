"""The changes that a whole question makes to its words.

A season chooses among Games, "local" among programmes. It is done when all words are read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Final

from graph.iris import mint
from queries.search.folding import words_of
from webapp.mentions.name_index import text_index
from webapp.models.reference_data import ReferenceData, slug
from webapp.models.rows import GamesHostsRow, PeopleOfOrganizationRow
from webapp.questions.domestic import bid_programme, domestic_programme, owner_of
from webapp.questions.editions import names_games, settle_editions, settle_past_games, settle_statuses, takes_season
from webapp.questions.lexicon import UNSPACED
from webapp.questions.read_question import BESIDE, ReadQuestion, Slot, days_of
from webapp.questions.wording import settle_wording
from webapp.text.english import join_words

YEAR: Final = re.compile(r"(?:18|19|20)\d\d")
_OF_GAMES: Final = frozenset({"sponsor", "how many"})
ABOUT_GAMES: Final = frozenset({"hosted", "organised"})
"""Concepts with which a year stands for its Games."""

_LATEST: Final = frozenset({"sponsor", "joined", "left"})
"""Concepts with which "last" is whoever came or left last, where no Games are named."""

_EVENTS: Final = frozenset({"signed", "announced"})
_BOTH_OF: Final = frozenset("and or und oder et ou y o e vs versus".split())  # noqa: SIM905
_NAMED: Final = frozenset({"organization", "category"})
"""Kinds of things without which a question that leaves them out is asked next."""

_NOT_SO: Final = (
    "No query answers what is not the case; only a country can be left out. "
    "The graph is incomplete, and what it lacks may still be true."
)


def settle(catalogue: ReferenceData, question: ReadQuestion, today: date) -> None:
    """Change what the words of a question said by what stands beside them."""
    concepts = question.concepts
    question.slots[:] = {(slot.kind, slot.values): slot for slot in reversed(question.slots)}.values()
    question.slots.reverse()  # what is named twice is meant once: "watch brands" and "timekeeper"
    settle_statuses(question)
    if question.relative:
        _relative_games(catalogue, question, today)
    elif question.seasons and not (_names_no_games(catalogue, question) and takes_season(question)):
        _choose_season(catalogue, question)
    _same_games(question)
    _years_before(question)
    _years_of_games(catalogue, question)
    _committee(catalogue, question)
    settle_editions(catalogue, question, today)
    _terms(catalogue, question)
    _owners(catalogue, question)
    _left_games(catalogue, question)
    _left_after(question)
    _until_then(question, today)
    if "first" in concepts and "domestic" in concepts:
        concepts.remove("domestic")  # whoever was first with Games was so in their own programme
    _own_programmes(catalogue, question)
    _revenue(question)
    _where(question)
    _ranks(catalogue, question)
    _titles(catalogue, question)
    _foreign(catalogue, question)
    _one_of_two(question)
    _left_out(question)
    _places(question)
    settle_past_games(question, today)
    settle_wording(question)


def games_in(catalogue: ReferenceData, year: str, *, youth: bool = False) -> list[str]:
    """Return the Games of a year, the Summer Games first; `youth` for the Youth Olympic Games."""
    games = catalogue.games
    found = [iri for iri in games if slug(iri).startswith(year + "-") and ("youth" in games[iri].season) == youth]
    return sorted(found, key=lambda iri: games[iri].season)


def _relative_games(catalogue: ReferenceData, question: ReadQuestion, today: date) -> None:
    """Let "next" and "last" stand for the Games beside today."""
    if question.relative == "last" and _names_one_company(question):  # "the last Olympics of Panasonic"
        question.concepts[:] = ["latest", "which games"]
        return
    found = _beside_today(catalogue, question, today) if names_games(question) or question.seasons else ""
    if found:
        question.slots.append(Slot("games", (found,), f"{question.relative} Games"))
    elif question.relative == "last" and _LATEST & set(question.concepts):
        question.concepts.append("latest")
    else:
        question.unknown.append(question.relative)


def _names_one_company(question: ReadQuestion) -> bool:
    """Tell whether a question names a company and the Games, and says nothing else."""
    kinds = [slot.kind for slot in question.slots]
    return kinds == ["organization"] and names_games(question) and set(question.concepts) <= {"which games"}


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


def _names_no_games(catalogue: ReferenceData, question: ReadQuestion) -> bool:
    """Tell whether a question names neither Games nor the year of some."""
    return not any(
        slot.values[0] in catalogue.games or (slot.kind == "in" and YEAR.fullmatch(slot.words))
        for slot in question.slots
    )


def _choose_season(catalogue: ReferenceData, question: ReadQuestion) -> None:
    """Let a season choose among the Games of a city or of a year."""
    slots = question.slots
    years = [slot for slot in slots if slot.kind == "in" and YEAR.fullmatch(slot.words)]
    for slot in [one for one in slots if one.kind == "country" and "youth" in question.seasons]:  # "singapore youth"
        if games := _games_named(catalogue, slot.words, question, years):
            slots[slots.index(slot)] = replace(slot, kind="games", values=games)
            slots[:] = [one for one in slots if one not in years]
    if years and not any(slot.kind == "games" for slot in slots):
        youth = "youth" in question.seasons
        if games := tuple(games_in(catalogue, years[0].words, youth=youth)):
            slots[slots.index(years[0])] = Slot("games", games, years[0].words)
    named = [slot for slot in slots if slot.kind in {"games", *BESIDE} and slot.values[0] in catalogue.games]
    if not named:
        question.unknown.append(f"{join_words(sorted(question.seasons))} Games without a place or year")
    for slot in named:
        fit = [iri for iri in slot.values if _in_season(catalogue, iri, question)]
        slots[slots.index(slot)] = replace(slot, values=tuple(fit) or slot.values)


def _games_named(
    catalogue: ReferenceData, words: str, question: ReadQuestion, years: Sequence[Slot]
) -> tuple[str, ...]:
    """Return the Games of the season and year whose name begins with words, the latest first."""
    year = years[0].words if years else ""
    named = {iri: one.label.casefold() for iri, one in catalogue.games.items() if slug(iri).startswith(year)}
    begun = [iri for iri, name in named.items() if name.startswith(words.casefold())]
    return tuple(iri for iri in reversed(begun) if _in_season(catalogue, iri, question))


def _in_season(catalogue: ReferenceData, games: str, question: ReadQuestion) -> bool:
    return question.seasons <= set(catalogue.games[games].season.split("-"))


def _same_games(question: ReadQuestion) -> None:
    """Let two words for Games that fit each other be of one edition: "the 1936 Games in Berlin"."""
    slots = question.slots
    named = [slot for slot in slots if slot.kind == "games"]
    for one, other in pairwise(named):
        if both := tuple(iri for iri in one.values if iri in other.values):
            slots.remove(one)
            slots[slots.index(other)] = replace(other, values=both)
            return


def _years_before(question: ReadQuestion) -> None:
    """Let a bare year choose among the Games of the city after it: "2012 london games"."""
    slots = question.slots
    for slot in [one for one in slots if one.kind == "in" and one.words in question.bare]:
        of_year = [(one, _of_year(one, slot.words)) for one in slots if one.kind == "games"]
        if len(of_year) == 1 and of_year[0][1]:
            slots[slots.index(of_year[0][0])] = replace(of_year[0][0], values=of_year[0][1])
            slots.remove(slot)


def _of_year(slot: Slot, year: str) -> tuple[str, ...]:
    return tuple(iri for iri in slot.values if slug(iri).startswith(year + "-"))


def _years_of_games(catalogue: ReferenceData, question: ReadQuestion) -> None:
    """Let a bare year stand for its Games: "1984 sponsors", but not "sponsors in 1984"."""
    slots, concepts = question.slots, set(question.concepts)
    kinds = [slot.kind for slot in slots]
    if len(kinds) != len(set(kinds)) or {"games", "programme"} & set(kinds):
        return
    if not (concepts <= _OF_GAMES or concepts & ABOUT_GAMES) or "which games" in concepts:
        return
    if any(slot.kind == "indicator" and slug(slot.values[0]).startswith("top") for slot in slots):
        return  # a year of TOP, not of Games
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


def _owners(catalogue: ReferenceData, question: ReadQuestion) -> None:
    """Let partners of a body that is no partner itself be those of its programme: "partners of the bid committee"."""
    slots = question.slots
    if question.concepts != ["sponsor"]:
        return
    for slot in [one for one in slots if one.kind == "organization" and one.values[0] not in catalogue.partners]:
        own = [iri for iri, one in catalogue.programmes.items() if one.owner == slot.values[0] and not one.whole]
        if len(own) == 1:
            slots[slots.index(slot)] = replace(slot, kind="programme", values=tuple(own))


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


def _left_after(question: ReadQuestion) -> None:
    """Let who left "after 2024" be who left with its last day, too: agreements end with a year."""
    if "left" not in question.concepts:
        return
    slots = question.slots
    for slot in [one for one in slots if one.kind == "after" and one.values[0][:4].isdigit()]:
        slots[slots.index(slot)] = replace(slot, kind="since", values=(days_of(slot.values[0])[1],))


def _until_then(question: ReadQuestion, today: date) -> None:
    """Let "until" a day to come ask for what goes on until then, not for all that was before it."""
    slots = question.slots
    if not {*question.concepts} <= _OF_GAMES or any(slot.kind in {"since", "after"} for slot in slots):
        return
    for slot in [one for one in slots if one.kind == "until" and one.values[0][:4].isdigit()]:
        if (last := days_of(slot.values[0])[1]) > today.isoformat():
            slots[slots.index(slot)] = replace(slot, kind="in", values=(last,))
        elif question.past and "sponsor" in question.concepts:  # "who was a partner until 2024"
            slots[slots.index(slot)] = replace(slot, kind="in")
            question.concepts.append("left")


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


def _where(question: ReadQuestion) -> None:
    """Let どこ beside a category be who: "which car maker"."""
    has_category = any(slot.kind == "category" for slot in question.slots)
    if has_category and "where" in question.concepts and question.language in UNSPACED:
        question.concepts.remove("where")


def _ranks(catalogue: ReferenceData, question: ReadQuestion) -> None:
    """Let "tier one partners of London 2012" be those of its own programme."""
    slots = question.slots
    ranks = [slot for slot in slots if slot.kind == "tier" and slot.values[0].startswith("rank ")]
    if not ranks:
        return
    slots[:] = [slot for slot in slots if slot.kind != "tier" or slot in ranks]  # "tier two supporters"
    for slot in [one for one in slots if one.kind == "games"]:
        if found := [iri for one in slot.values if (iri := domestic_programme(catalogue, one))]:
            slots[slots.index(slot)] = replace(slot, kind="programme", values=tuple(found))


def _titles(catalogue: ReferenceData, question: ReadQuestion) -> None:
    """Let words that are not known be those of a title in an organization: "chair of the marketing commission"."""
    words, slots = question.unknown, question.slots
    organizations = [slot for slot in slots if slot.kind in {"organization", "programme"}]
    asked = [slot for slot in slots if slot.kind == "title"]
    if not words or len(organizations) != 1 or not (asked or "role" in question.concepts):
        return
    body = owner_of(organizations[0].values[0])
    rows = catalogue.ask.rows(PeopleOfOrganizationRow, organization=body)
    name = " ".join(words)
    if not any(name in row.roleTitle.casefold() for row in rows):
        return
    question.unknown = []
    said = asked[0].values[0] if asked else ""
    title = f"({said}).*{name}|{name}.*({said})" if asked else name
    slots[:] = [slot for slot in slots if slot.kind != "title"] + [Slot("title", (title,), name)]


def _foreign(catalogue: ReferenceData, question: ReadQuestion) -> None:
    """Let "foreign" be from another country than that of the Games."""
    if "foreign" not in question.concepts:
        return
    question.concepts.remove("foreign")
    named = {value for slot in question.slots for value in slot.values[:1]}
    programmes = [catalogue.programmes[iri].games for iri in named if iri in catalogue.programmes]
    games = {iri for iri in named if iri in catalogue.games} | {one[0] for one in programmes if len(one) == 1}
    hosts = {row.country for row in catalogue.ask.rows(GamesHostsRow) if row.games in games}
    if len(hosts) == 1:
        question.slots.append(Slot("country", tuple(hosts), "foreign", "except"))
    else:
        question.refused.append("Foreign to which country? Name Games, whose host country is meant.")


def _one_of_two(question: ReadQuestion) -> None:
    """Let the second of two companies or categories, with "or" or "and" between, be asked for beside the first."""
    if _EVENTS & set(question.concepts):  # two companies of one event
        return
    for kind, what in {"organization": "companies", "category": "categories", "country": "countries"}.items():
        same = [slot for slot in question.slots if slot.kind == kind and not slot.part]
        joined = len(same) > 1 and (_BOTH_OF & {*words_of(question.text)} or any(one in question.text for one in "&/,"))
        if joined and len(same) == 2:
            question.slots[question.slots.index(same[1])] = replace(same[1], part="or")
            question.concepts[:] = [one for one in question.concepts if one != "both"]
        elif joined:
            question.refused.append(f"At most two {what} can be asked for at once.")


def _left_out(question: ReadQuestion) -> None:
    """Let a country after "not" be left out. Nothing else that is not the case is answered."""
    for at in dict.fromkeys(question.negated):
        slot = next(iter(question.slots[at:]), None)
        if slot is None or slot.kind != "country" or slot.part:
            question.refused.append(_NOT_SO)
            question.slots[:] = [one for one in question.slots if one is not slot or one.kind not in _NAMED]
            return
        question.slots[question.slots.index(slot)] = replace(slot, part="except")


def _places(question: ReadQuestion) -> None:
    """Let a city after "in" be the place where something was signed or announced, and not its Games."""
    slots, concepts = question.slots, set(question.concepts)
    if not _EVENTS & concepts or "joined" in concepts:
        return
    text = " ".join(words_of(question.text))
    for slot in [one for one in slots if one.kind == "games" and f" in {one.words.casefold()} " in f"{text} "]:
        if slot.words.isalpha():
            slots[slots.index(slot)] = Slot("place", (slot.words,), slot.words)
