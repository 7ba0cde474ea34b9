"""Roles of dates in a sentence.

The words beside a date make it a beginning, an end, or a day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from webapp.fact_check.city_games import games_in
from webapp.fact_check.dated import Dated
from webapp.fact_check.sentence import SentenceView
from webapp.mentions.folding import folded
from webapp.mentions.mention import Mention

GAP: Final = 14
_DATELINE: Final = re.compile(
    r"\W*(?:(?:[^\W\d_a-zß-ÿ][\w.'’-]*|\d+|d\w{1,4}|of|la|le|los|las|el|am|in)[ ,(]+){1,7}$"  # noqa: RUF001
    r"|\W*[^\s,]+(?: [^\s,]+){0,3},? $"
)
_DASH: Final = re.compile(r"\s?\.?(?:\)|\s?\([^)]*\)|\s?/[^/]*/)?\.?\s*[-–—]{1,2}\s")  # noqa: RUF001
"""What stands around the date of a dateline."""


def dated(view: SentenceView) -> Iterator[Dated]:
    """Yield the dates of a sentence with their roles; Games stand for their closing after a word for "until"."""
    facts = view.facts
    before: tuple[Mention, str] | None = None
    for mention in view.mentions:
        if mention.kind == "date":
            iso = mention.id
        elif mention.kind == "games":
            iso = str(facts.games[mention.iri].closing)[:4] or str(facts.games[mention.iri].year)[:4]
        elif mention.kind == "place" and _role(view, mention)[0] == "until" and (city := games_in(view, mention)):
            iso = str(facts.games[city].year)[:4]
        else:
            continue
        if is_dateline(view, mention):
            continue
        if view.slice(mention.end, mention.end + 1) in {"电", "電"}:
            continue
        role, start, end = _role(view, mention)
        role = _as_before(view, mention, role, before)
        before = mention, role
        if mention.kind != "date" and role != "until":
            continue
        if "/" in iso:
            first, _, last = iso.partition("/")
            middle = start + max(len(first), (end - start) // 2)
            yield Dated(mention, "from-range", first, start, middle)
            yield Dated(mention, "until", last, middle, end)
        else:
            yield Dated(mention, role, iso, start, end)


def _as_before(view: SentenceView, mention: Mention, role: str, before: tuple[Mention, str] | None) -> str:
    """Return the role of a date behind another one, with which it may share a role or end a range."""
    if role != "at" or before is None:
        return role
    gap = _between(view, before[0], mention)
    if view.cues("respectively") and _LISTED.fullmatch(gap):
        return before[1]
    return "until" if before[1] == "from-range" and _TO.fullmatch(gap) else role


def _between(view: SentenceView, one: Mention, other: Mention) -> str:
    return view.slice(one.end, other.start).lower()


def is_dateline(view: SentenceView, mention: Mention) -> bool:
    """Tell whether a date is that of a dateline."""
    before, after = view.slice(view.start, mention.start), view.slice(mention.end, view.end)
    return bool(_DATELINE.match(before) and _DASH.match(after))


def _role(view: SentenceView, mention: Mention) -> tuple[str, int, int]:
    """Return what the words beside a date say of it, with their place."""
    if told := _word_before(view, mention) or _word_after(view, mention):
        return told
    if _begins_range(view, mention):
        return "from-range", mention.start, mention.end
    if view.forms.language == "de" and _RUNS_OUT.search(view.slice(mention.start - GAP, mention.end + 4).lower()):
        return "until", mention.start, mention.end + 4
    before = view.slice(mention.start - 4, mention.start)
    first, last = view.segment(mention.start)
    ahead = bool(view.today) and mention.kind == "date" and mention.id[:4] > view.today[:4]
    renewed = view.has("renew", first, last)
    until = bool(re.search(r"\bto $", before)) and (ahead or renewed or view.has("pay", first, last))
    if until or (renewed and mention.kind == "date" and re.search(r"\b(?:auf|à|a) $", before)):
        return "until", mention.start - 3, mention.end
    return "at", mention.start, mention.end


def _word_after(view: SentenceView, mention: Mention) -> tuple[str, int, int] | None:
    """Return the role that a word right behind a date gives it, or what is denied beyond it.

    In Chinese and Japanese the word may begin with the sign for "year": "2020年末まで".
    """
    if is_beyond(view, mention):
        return "until", mention.start, mention.end
    shared = 1 if view.forms.unspaced else 0
    for role, name in (("until", "until_after"), ("since", "since_after")):
        for start, end in view.cues(name):
            if -shared <= start - mention.end <= 2 and end > mention.end:
                return role, mention.start, end
    return None


_BEYOND: Final = re.compile(
    r"(?:\b(?:would|will|did|does|to) not|\bnot to|\bwon't|\b(?:wird|wurde|werde|will|wollen|werden)\b[^.;,]*\bnicht"
    r"|\bne\b|\bno (?:renovara|seguira|prolongara|prorrogara|continuara|ira))\b[^.;,]*"
    r"\b(?:beyond|past|uber|au-dela d[eu]|mas alla del?(?: ano)?)\s?$"
)
"""What stands before a year beyond which something does not go on: "would not extend their agreement beyond 2004"."""


def is_beyond(view: SentenceView, mention: Mention) -> bool:
    """Tell whether a date is the end of what is not to go on beyond it."""
    return bool(_BEYOND.search(folded(view.slice(view.start, mention.start))))


def _word_before(view: SentenceView, mention: Mention) -> tuple[str, int, int] | None:
    """Return the role that a word right before a date gives it; "has since prolonged to" gives none."""
    for role in ("until", "since", "from"):
        for start, end in view.cues(role):
            near = start < mention.start and mention.start - end <= GAP and end < mention.end
            if not near or re.search(r"[,.;]|\d", view.slice(end, mention.start)):
                continue
            if role == "from" and _PART_OF_YEAR.search(view.slice(max(view.start, start - GAP), start).lower()):
                continue
            if role == "since" and any(view.has(name, end, mention.start) for name in ("renew", "sign")):
                continue
            return "from-range" if role == "from" and _begins_range(view, mention) else role, start, mention.end
    return None


_PART_OF_YEAR: Final = re.compile(r"(?:final(?:es)?|fin|fines|principios?|comienzos?|mediados|debut|courant|milieu)\s$")
"""Words for a part of a year before "of": "a finales de este año" begins nothing."""

_RUNS_OUT: Final = re.compile(r"\bl(?:auf|äuf|ief)\w*\s.*\s(?:aus|ab)$")
"""A German verb in two parts around a date."""

_LISTED: Final = re.compile(r"[\s,、，]*(?:and|und|et|y|和|と)?[\s到至]*")  # noqa: RUF001
"""What stands between two dates of a list."""

_ON: Final = re.compile(
    r"\b(?:in|on|im|am|en|au|le|el|ende|anfang|mitte|late|early|mid|fin|debut|finales de|principios de|mediados de"
    r"|last|this|past|dernier|pasado)\s?$"
)
"""What stands before the day of a deed."""

_TO: Final = re.compile(r"\s?(?:to|bis|bis zum jahr|à|au|a|al|から|至|到|until|through)\s?")


def _begins_range(view: SentenceView, mention: Mention) -> bool:
    """Tell whether a date begins a range: "2021 to 2028", and not "extended in May 2017 to 2032"."""
    part = view.segment(mention.start)
    by_month = len(mention.id) == len("2012-07")
    before = folded(view.slice(mention.start - GAP, mention.start))
    if _ON.search(before) and (by_month or view.has("renew", *part) or view.has("sign", *part)):
        return False
    return any(
        0 < later.start - mention.end < GAP and _TO.fullmatch(view.slice(mention.end, later.start).lower())
        for later in view.of_kind("date")
    )
