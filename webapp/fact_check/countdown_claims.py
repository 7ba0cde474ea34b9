"""Statements on how far away the opening or closing of Games is.

Examples are "three days before the opening" and "a week after the Youth Games ended". Only what the graph has is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from webapp.fact_check.claim import Claim
from webapp.fact_check.edition_claims import GAMES_WORDS, edition_spoken_of, games_claim
from webapp.fact_check.number_claims import value_of
from webapp.fact_check.sentence import SentenceView

_DAY: Final = len("2012-07-27")

_UNITS: Final = {
    "day": (r"days?|tage?n?|jours?|dias?|天", 1, 0),
    "week": (r"weeks?|wochen?|semaines?|semanas?", 7, 4),
    "month": (r"months?|monate?n?|mois|mes(?:es)?", 30.4, 16),
}
"""Words for units of time, with their days, and the days by which such a distance may be off."""

_UNIT: Final = "|".join(f"(?P<{name}>{words})" for name, (words, _, _) in _UNITS.items())

_CEREMONY: Final = (
    r"(?:(?:the|der|die|des|dem|den|l'|la|le|el|its|the games'|zum)\s?)?(?:[\w-]+\s){0,1}?"
    r"(?:opening|closing|start|close|eroffnung\w*|schlussfeier|abschlussfeier|beginn|auftakt|ouverture|cloture"
    r"|coup d'envoi|ceremonie d'ouverture|ceremonie de cloture|inauguracion|apertura|clausura|inicio|comienzo|cierre)\b"
)
_GAMES: Final = (
    r"(?:the|its|den|der|die|dem|les|des|ses|los|las|sus)\s(?:[\w'-]+\s){0,3}?"
    rf"(?:{GAMES_WORDS})(?:\s(?:open|opened|begin|began|start|started|end|ended|close|closed)\b)?"
)
_TO_GO: Final = re.compile(
    rf"\b(?P<n1>[\w-]+) (?:{_UNIT}) (?P<way>before|after|vor|nach|avant|apres|antes de|despues de|de |d')"
    rf"\s?(?:{_CEREMONY}|{_GAMES})"
    rf"|\b(?:on the eve of|am vorabend|am tag vor|a la veille de|en visperas de|la vispera de) {_CEREMONY}"
    r"|(?:距离?|离)[^，。]{0,12}(?:开幕|闭幕)(?:还有|仅有|仅剩|只有|不到|正好|恰好)?(?P<n2>\d+|[一二三四五六七八九十]+)天"  # noqa: RUF001
)
"""How long it is to, or since, the opening or closing of Games."""

_CLOSING: Final = re.compile(r"clos|schluss|clotur|clausura|cierre|闭幕|\bend(?:ed)?\b")
_BEGAN: Final = re.compile(r"\b(?:open|opened|begin|began|start|started)\b")
_LATER: Final = re.compile(r"after|nach|apres|despues")
_ONE: Final = frozenset({"a", "an", "one", "ein", "eine", "einen", "einem", "un", "une", "una"})


def countdown_claims(view: SentenceView) -> Iterator[Claim]:
    """Yield how long it is said to be to the opening or closing of Games, or since then."""
    if len(view.today) != _DAY or view.strong:
        return
    for match in _TO_GO.finditer(view.base.text):
        place = (view.start + at for at in view.base.span(*match.span()))
        start, end = place
        edition = _edition(view, end)
        later = bool(match["way"] and _LATER.search(match["way"]))
        games = view.facts.games[edition] if edition else None
        begun = re.search(_CEREMONY, match[0]) or _BEGAN.search(match[0])
        over = _CLOSING.search(match[0]) or (later and not begun)
        stated = str(games.closing if over else games.opening) if games else ""
        of = bool(match["way"]) and match["way"][0] == "d" and match["way"] != "despues de"
        number = _number(view, match["n1"] or match["n2"] or "one", of=of)
        if not 0 < number <= _MOST or len(stated) != _DAY:
            continue
        _, days, room = next((unit for name, unit in _UNITS.items() if match[name]), _UNITS["day"])
        distance = round(number * days) * (1 if later else -1)
        off = date.fromisoformat(view.today) - date.fromisoformat(stated) - timedelta(days=distance)
        if abs(off.days) <= room:
            yield games_claim(view, edition, (start, end), "at", f"{abs(distance)} days from then")


_MOST: Final = 9_999
"""Days, weeks or months, at most, that are counted from Games."""

_BEHIND: Final = 24
"""Characters behind words for a distance in which the Games stand that they count from."""


def _edition(view: SentenceView, end: int) -> str:
    """Return the Games named right behind words for a distance, else those spoken of."""
    behind = next((m for m in view.of_kind("games") if m.start < end + _BEHIND and m.end >= end), None)
    return behind.iri if behind else edition_spoken_of(view) or view.dateline


def _number(view: SentenceView, word: str, *, of: bool = False) -> int:
    """Return the value of a number in words, or 0; an article before "de" counts nothing."""
    if word.isdecimal() or view.forms.unspaced:
        return value_of(word)
    if word in _ONE and not of:
        return 1
    match = view.forms.tables["numbers"][0].fullmatch(word)
    named = view.forms.tables["numbers"][1]
    return int(named[match.lastgroup]) if match and match.lastgroup else 0
