"""Statements on the number of Games, and on those before them.

An example is "the third edition after Singapore 2010". Only what the graph has is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from webapp.fact_check.city_games import hosted_by
from webapp.fact_check.claim import Claim, ClaimKind, Finding
from webapp.fact_check.number_claims import digits_and_words, value_of
from webapp.fact_check.sentence import SentenceView
from webapp.mentions.folding import folded
from webapp.mentions.mention import Mention
from webapp.models.reference_data import slug

GAMES_WORDS: Final = (
    r"games\b|editions?\b|olympics|olympiads?|olympiaden?\b|[\w-]*spielen?\b|ausgaben?\b|auflagen?\b|jeux\b|olympiades?\b"
    r"|ediciones\b|edicion\b|juegos\b|olimpiadas?\b|cita\b"
)
"""Words for Games, which an ordinal counts."""

_COUNTS: Final = re.compile(
    rf"\s?(?:(?:[a-z'-]+\s){{0,3}}|[a-z]+')(?:{GAMES_WORDS})"
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
HOSTS: Final = re.compile(
    r"\b(?:held|hold|holds|host(?:s|ed|ing)?|stag(?:es?|ed|ing)|richtete\w*|ausricht\w*|ausgerichtet"
    r"|beherberg\w*|gastgeber\w*|accueill\w*|recus?|recoit|acog\w*|alberg\w*|celebr\w*|sede"
    r"|anfitri\w*|hote)\b|主办|举办|承办|举行|開催(?!の)|開かれ|開く|主催"
)
"""Words for the holding of Games."""


def edition_claims(view: SentenceView) -> Iterator[Claim]:
    """Yield which of their kind Games are said to be, and which were before them."""
    if view.strong or not (view.of_kind("games") or view.context or view.home or HOSTS.search(view.base.text)):
        return
    yield from _numbered(view)
    yield from _hosts(view)


def _hosts(view: SentenceView) -> Iterator[Claim]:
    """Yield of which country the hosts of the Games spoken of are said to be: "the Italian hosts"."""
    edition = edition_spoken_of(view) or view.dateline
    own = slug(view.facts.games[edition].country) if edition else ""
    for start, end, country in view.table("countries"):
        last = _behind(view, _HOST, end)
        if last and own == country and not view.negated(start):
            yield games_claim(view, edition, (start, last), "country", f"the hosts are of {country}")


_HOST: Final = re.compile(
    r"['’]?s?\s?(?:host(?:s| city| town| country)?|organi[sz]ers|gastgeber\w*|organisator\w*|veranstalter\w*|hotes?"  # noqa: RUF001
    r"|organisateurs|anfitrion\w*|organizador\w*)\b|(?:东道主|主办方|组织者|組織委|主催者)"
)
"""Words for hosts behind a country."""


def _numbered(view: SentenceView) -> Iterator[Claim]:
    """Yield the number of an edition, and the editions named before it."""
    edition = edition_spoken_of(view)
    if not edition:
        return
    games = view.facts.games[edition]
    for start, end, number in _ordinals(view):
        first, last = view.segment(start)
        if view.unreal(start) or view.negated(start) or not of_kind(view, edition, (first, last)):
            continue
        if games.ordinal == str(number):
            yield games_claim(view, edition, (start, end), "ordinal", f"number {number} of its kind")
        yield from _before(view, edition)
        return


def _ordinals(view: SentenceView) -> Iterator[tuple[int, int, int]]:
    """Yield ordinals that count Games, with their words."""
    if view.forms.unspaced:
        for match in _EAST.finditer(view.text):
            yield view.start + match.start(), view.start + match.end(), value_of(match[1])
        return
    for start, end, number, ordinal in (*digits_and_words(view), *_roman(view)):
        counted = _behind(view, _COUNTS, end)
        if ordinal and counted:
            yield start, counted, number


def _roman(view: SentenceView) -> Iterator[tuple[int, int, int, bool]]:
    """Yield the Roman numerals of a sentence with their places, as ordinals: "the XXII Winter Games"."""
    for match in _ROMAN.finditer(view.text):
        if match[0] == "I" and view.forms.language == "en":  # the writer
            continue
        values = [_LETTERS[letter] for letter in match[1]]
        number = sum(-one if one < next_ else one for one, next_ in zip(values, [*values[1:], 0], strict=True))
        yield view.start + match.start(), view.start + match.end(), number, True


_ROMAN: Final = re.compile(r"\b([XVI]{1,7})(?:es?|èmes?|th|nd|rd|st|\.)?(?=\s)")
_LETTERS: Final = {"I": 1, "V": 5, "X": 10}
"""Roman numerals, with which Games are counted."""


def tells_edition(view: SentenceView) -> bool:
    """Tell whether a sentence counts Games: "the fourth edition"."""
    return next(_ordinals(view), None) is not None


def _behind(view: SentenceView, pattern: re.Pattern[str], end: int) -> int:
    """Return where words end that stand right behind a place, or 0."""
    words = view.slice(end, end + _WORDS)
    match = pattern.match(folded(words))
    return end + len(words) - len(words.lstrip()) + match.end() if match else 0


_WORDS: Final = 48
"""Characters behind an ordinal in which the word for Games stands."""


def edition_spoken_of(view: SentenceView) -> str:
    """Return the one edition of which a sentence tells, not those that it names as earlier ones."""
    named = {m.iri for m in view.of_kind("games") if not _is_earlier(view, m)}
    if len(named) == 1:
        return next(iter(named))
    carried = {m.iri for m in view.context if m.kind == "games"} or ({view.home} if view.home else set())
    games = view.facts.games
    earlier = all(games[iri].year < games[one].year for iri in named for one in carried)
    return next(iter(carried)) if len(carried) == 1 and earlier else ""


def _is_earlier(view: SentenceView, mention: Mention) -> bool:
    """Tell whether Games stand in a list behind a word for "after"."""
    places = sorted((m for m in view.mentions if m.kind in {"games", "place", "country"}), key=lambda m: m.start)
    group = next((g for g in view.lists(places) if mention in g), [mention])
    before = folded(view.slice(max(view.start, group[0].start - _LEAD), group[0].start))
    behind = view.slice(group[-1].end, group[-1].end + 4) if view.forms.unspaced else ""
    return bool(_AFTER.search(before) or _AFTER.search(behind))


CITIES: Final = frozenset({"place", "country"})
"""Kinds of names that may be a host city, as Singapore is a country too."""

_LEAD: Final = 24
"""Characters before a list in which the word for "after" stands."""


def of_kind(view: SentenceView, edition: str, place: tuple[int, int]) -> bool:
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
            yield games_claim(view, mention.iri, (mention.start, mention.end), "at", "was before it")
    for mention in [m for m in view.mentions if m.kind in CITIES]:
        if not _is_earlier(view, mention):
            continue
        fitting = [iri for iri in hosted_by(view, mention).values() if facts.games[iri].season == own.season]
        if fitting and all(facts.games[iri].year < own.year for iri in fitting):
            yield games_claim(view, fitting[0], (mention.start, mention.end), "at", "was before it")


def games_claim(view: SentenceView, edition: str, place: tuple[int, int], kind: ClaimKind, told: str) -> Claim:
    """Return the statement that something holds of Games, which the graph has."""
    games, label = view.facts.games[edition], view.facts.catalogue.label(edition)
    number = f", number {games.ordinal} of its kind" if games.ordinal else ""
    words = f"{label}: {games.opening} to {games.closing}{number}."
    finding = Finding("supported", words, (edition,), "games-overview", {"games": slug(edition)})
    return Claim(*place, kind, f"{label}: {told}", finding)
