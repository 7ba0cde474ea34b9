"""Statements on Games themselves.

They tell which of their kind Games are, where they were held, and how far away they are. Examples are "the third
edition after Singapore 2010" and "three days before the opening". Only what the graph has is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from webapp.fact_check.city_games import hosted_by
from webapp.fact_check.claim import Claim, ClaimKind, Finding
from webapp.fact_check.date_roles import is_dateline
from webapp.fact_check.number_claims import digits_and_words, value_of
from webapp.fact_check.sentence import SentenceView
from webapp.mentions.folding import folded
from webapp.mentions.mention import Mention
from webapp.models.reference_data import slug

_DAY: Final = len("2012-07-27")

GAMES_WORDS: Final = (
    r"games\b|editions?\b|olympics|olympiads?|olympiaden?\b|\w*spielen?\b|ausgaben?\b|auflagen?\b|jeux\b|olympiades?\b"
    r"|ediciones\b|edicion\b|juegos\b|olimpiadas?\b|cita\b"
)
"""Words for Games, which an ordinal counts."""

_COUNTS: Final = re.compile(
    rf"\s?(?:(?:[a-z'-]+\s){{0,3}}|[a-z]+'){GAMES_WORDS}"
    r"|\s?(?:in (?:summer|winter)|im (?:sommer|winter)|d'hiver|d'ete|de (?:invierno|verano))\b"
)
_EAST: Final = re.compile(r"第\s?(\d{1,2}|[一二三四五六七八九十]{1,3})\s?(?:届|回)")
_YOUTH: Final = re.compile(r"youth|jugend|jeunesse|juventud|juvenil|青年|青少年|ユース")
_SEASONS: Final = {
    "summer": re.compile(r"summer|sommer|\bete\b|d'ete|verano|夏"),
    "winter": re.compile(r"winter|hiver|invierno|冬"),
}
_AFTER: Final = re.compile(
    r"\b(?:after|following|nach|apres|despues de|tras|since|seit|depuis|desde)(?:\s\w+)?\s?$|继|在?之后|に続|以来"
)
_HOSTS: Final = re.compile(
    r"\b(?:held|hold|holds|host(?:s|ed|ing)?|stag(?:es?|ed|ing)|richtete\w*|ausricht\w*|ausgerichtet"
    r"|beherberg\w*|gastgeber\w*|accueill\w*|recus?|recoit|acog\w*|alberg\w*|celebr\w*|sede"
    r"|anfitri\w*|hote)\b|主办|举办|承办|举行|開催(?!の)|開かれ|開く|主催"
)
"""Words for the holding of Games."""


def edition_claims(view: SentenceView) -> Iterator[Claim]:
    """Yield which of their kind Games are said to be, which were before them, and what a city held."""
    if view.strong or not (view.of_kind("games") or view.context or view.home or _HOSTS.search(view.base.text)):
        return
    yield from _numbered(view)
    yield from _held(view)
    yield from _days_to_go(view)
    yield from _hosts(view)


def _hosts(view: SentenceView) -> Iterator[Claim]:
    """Yield of which country the hosts of the Games spoken of are said to be: "the Italian hosts"."""
    edition = _spoken_of(view) or view.dateline
    own = slug(view.facts.games[edition].country) if edition else ""
    for start, end, country in view.table("countries"):
        last = _behind(view, _HOST, end)
        if last and own == country and not view.negated(start):
            yield _claim(view, edition, (start, last), "country", f"the hosts are of {country}")


_HOST: Final = re.compile(
    r"['’]?s?\s?(?:host(?:s| city| town| country)?|organi[sz]ers|gastgeber\w*|organisator\w*|veranstalter\w*|hotes?"  # noqa: RUF001
    r"|organisateurs|anfitrion\w*|organizador\w*)\b|(?:东道主|主办方|组织者|組織委|主催者)"
)
"""Words for hosts behind a country."""


def _numbered(view: SentenceView) -> Iterator[Claim]:
    """Yield the number of an edition, and the editions named before it."""
    edition = _spoken_of(view)
    if not edition:
        return
    games = view.facts.games[edition]
    for start, end, number in _ordinals(view):
        first, last = view.segment(start)
        if view.unreal(start) or view.negated(start) or not _of_kind(view, edition, (first, last)):
            continue
        if games.ordinal == str(number):
            yield _claim(view, edition, (start, end), "ordinal", f"number {number} of its kind")
        yield from _before(view, edition)
        return


def _ordinals(view: SentenceView) -> Iterator[tuple[int, int, int]]:
    """Yield ordinals that count Games, with their words."""
    if view.forms.unspaced:
        for match in _EAST.finditer(view.text):
            yield view.start + match.start(), view.start + match.end(), value_of(match[1])
        return
    for start, end, number, ordinal in digits_and_words(view):
        counted = _behind(view, _COUNTS, end)
        if ordinal and counted:
            yield start, counted, number


def _behind(view: SentenceView, pattern: re.Pattern[str], end: int) -> int:
    """Return where words end that stand right behind a place, or 0."""
    words = view.slice(end, end + _WORDS)
    match = pattern.match(folded(words))
    return end + len(words) - len(words.lstrip()) + match.end() if match else 0


_WORDS: Final = 48
"""Characters behind an ordinal in which the word for Games stands."""


def _spoken_of(view: SentenceView) -> str:
    """Return the one edition of which a sentence tells, not those that it names as earlier ones."""
    named = {m.iri for m in view.of_kind("games") if not _is_earlier(view, m)}
    if len(named) == 1:
        return next(iter(named))
    carried = {m.iri for m in view.context if m.kind == "games"} or ({view.home} if view.home else set())
    return next(iter(carried)) if not named and len(carried) == 1 else ""


def _is_earlier(view: SentenceView, mention: Mention) -> bool:
    """Tell whether Games stand in a list behind a word for "after"."""
    places = sorted((m for m in view.mentions if m.kind in {"games", "place", "country"}), key=lambda m: m.start)
    group = next((g for g in view.lists(places) if mention in g), [mention])
    before = folded(view.slice(max(view.start, group[0].start - _LEAD), group[0].start))
    behind = view.slice(group[-1].end, group[-1].end + 4) if view.forms.unspaced else ""
    return bool(_AFTER.search(before) or _AFTER.search(behind))


_LEAD: Final = 24
"""Characters before a list in which the word for "after" stands."""


def _of_kind(view: SentenceView, edition: str, place: tuple[int, int]) -> bool:
    """Tell whether the words of a clause for season and youth fit an edition."""
    words = folded(view.slice(*place))
    season = slug(view.facts.games[edition].season)
    if _YOUTH.search(words) and not season.endswith("-youth"):
        return False
    told = {name for name, pattern in _SEASONS.items() if pattern.search(words)}
    return not told or season.partition("-")[0] in told


def _before(view: SentenceView, edition: str) -> Iterator[Claim]:
    """Yield the Games that are told to have been before an edition, where they are of its kind."""
    facts = view.facts
    own = facts.games[edition]
    for mention in view.of_kind("games"):
        row = facts.games[mention.iri]
        if _is_earlier(view, mention) and row.season == own.season and row.year < own.year:
            yield _claim(view, mention.iri, (mention.start, mention.end), "at", "was before it")
    for mention in [m for m in view.mentions if m.kind in _CITIES]:
        if not _is_earlier(view, mention):
            continue
        fitting = [iri for iri in hosted_by(view, mention).values() if facts.games[iri].season == own.season]
        if fitting and all(facts.games[iri].year < own.year for iri in fitting):
            yield _claim(view, fitting[0], (mention.start, mention.end), "at", "was before it")


def _held(view: SentenceView) -> Iterator[Claim]:
    """Yield which Games a city or a country is said to have held."""
    facts = view.facts
    for match in _HOSTS.finditer(view.base.text):
        at = view.start + view.base.span(*match.span())[0]
        first, last = view.segment(at)
        if view.unreal(at) or view.negated(at) or any(first <= m.start < last for m in view.sponsors()):
            continue
        near = [m for m in view.mentions if first <= m.start < last and -_HELD <= m.start - at <= 2 * _HELD]
        places = [m for m in near if m.kind in _CITIES]
        years = [m for m in view.of_kind("date") if first <= m.start < last and m.id[:4].isdigit()]
        years = [m for m in years if not is_dateline(view, m) and -_HELD <= m.start - at <= 2 * _HELD]
        nearest = min(years, key=lambda m: abs(m.start - at), default=None)
        for year in years:
            for place in places:
                hosted = hosted_by(view, place)
                if nearest is None or int(nearest.id[:4]) not in hosted:
                    continue
                edition = hosted.get(int(year.id[:4]), "")
                ends = min(place.start, year.start), max(place.end, year.end)
                other = any(len(m.id) > len("2012") for m in view.of_kind("date") if ends[0] <= m.start < ends[1])
                if edition and not other and _of_kind(view, edition, (first, last)):
                    yield _claim(view, edition, ends, "at", f"was held in {place.text}")
        countries = {m.id for m in view.of_kind("country") if first <= m.start < last}
        countries |= {slug(facts.games[m.iri].country) for m in view.context if m.kind == "games"}
        for games in view.of_kind("games"):
            row = facts.games[games.iri]
            own = {slug(row.country)} & countries or [m for m in places if games.iri in hosted_by(view, m).values()]
            if first <= games.start < last and own:
                yield _claim(view, games.iri, (games.start, games.end), "at", "was held there")


_CITIES: Final = frozenset({"place", "country"})
"""Kinds of names that may be a host city, as Singapore is a country too."""

_HELD: Final = 24
"""Characters between a word for the holding of Games and their city."""


def _days_to_go(view: SentenceView) -> Iterator[Claim]:
    """Yield how many days it is said to be to the opening or closing of Games, or since then."""
    edition = _spoken_of(view) or view.dateline
    if len(view.today) != _DAY or not edition:
        return
    games = view.facts.games[edition]
    for match in _TO_GO.finditer(view.base.text):
        words = match.groupdict()
        counted = next((words[name] for name in ("n1", "n2", "n3", "n4") if words[name]), "1")
        number = int(counted) if counted.isdigit() else _number(view, counted)
        ends = bool(_CLOSING.search(match[0]))
        stated = str(games.closing if ends else games.opening)
        if not number or len(stated) != _DAY:
            continue
        later = bool(_LATER.search(match[0]))
        day = date.fromisoformat(stated) + timedelta(days=number if later else -number)
        if day.isoformat() == view.today:
            first, last = view.base.span(*match.span())
            yield _claim(view, edition, (view.start + first, view.start + last), "at", f"{number} days from then")


_CEREMONY: Final = (
    r"(?:(?:the|der|die|des|dem|l'|la|le|el|its|the games'|zum)\s?)?(?:[\w-]+\s){0,1}?"
    r"(?:opening|closing|start|close|eroffnung\w*|schlussfeier|abschlussfeier|beginn|auftakt|ouverture|cloture"
    r"|coup d'envoi|ceremonie d'ouverture|ceremonie de cloture|inauguracion|apertura|clausura|inicio|comienzo|cierre)\b"
)
_TO_GO: Final = re.compile(
    rf"\b(?P<n1>[\w-]+) (?:days?|tagen?) (?:before|after|vor|nach) {_CEREMONY}"
    rf"|\ba (?P<n2>[\w-]+) (?:jours?|dias?) (?:de |d')\s?{_CEREMONY}"
    rf"|\b(?P<n3>[\w-]+) (?:jours?|dias?) (?:avant|apres|antes de|despues de) {_CEREMONY}"
    rf"|\b(?:on the eve of|am vorabend|am tag vor|a la veille de|en visperas de|la vispera de) {_CEREMONY}"
    r"|(?:距离?|离)[^，。]{0,12}(?:开幕|闭幕)(?:还有|仅有|仅剩|只有|不到|正好|恰好)?(?P<n4>\d+|[一二三四五六七八九十]+)天"  # noqa: RUF001
)
"""How many days it is to, or since, the opening or closing of Games."""

_CLOSING: Final = re.compile(r"clos|schluss|clotur|clausura|cierre|闭幕")
_LATER: Final = re.compile(r"\b(?:after|nach|apres|despues)\b")


def _number(view: SentenceView, word: str) -> int:
    """Return the value of a number in words, or 0."""
    if view.forms.unspaced:
        return value_of(word)
    match = view.forms.tables["numbers"][0].fullmatch(word)
    named = view.forms.tables["numbers"][1]
    return int(named[match.lastgroup]) if match and match.lastgroup else 0


def _claim(view: SentenceView, edition: str, place: tuple[int, int], kind: ClaimKind, told: str) -> Claim:
    games, label = view.facts.games[edition], view.facts.catalogue.label(edition)
    number = f", number {games.ordinal} of its kind" if games.ordinal else ""
    words = f"{label}: {games.opening} to {games.closing}{number}."
    finding = Finding("supported", words, (edition,), "games-overview", {"games": slug(edition)})
    return Claim(*place, kind, f"{label}: {told}", finding)
