"""Statements on things that notes on a sponsor name.

A word for "mats from Sarniege" tells a sponsor from others, if the notes of few have it. Only what a note has is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from webapp.fact_check.claim import Claim, Finding
from webapp.fact_check.context import context, of_sponsor, rows_in
from webapp.fact_check.facts import Partnership
from webapp.fact_check.judging import history, statements
from webapp.fact_check.note_words import stem_of, words_of
from webapp.fact_check.sentence import SentenceView
from webapp.mentions.folding import folded
from webapp.mentions.mention import Mention

_FEW: Final = 12
"""Sponsors, at most, whose notes have a word that tells one of them from others."""

_THING: Final = r"(?:[a-z][\w-]*\s){0,2}?[a-z][\w-]*"
_LINK: Final = r"(?:from|by|of|von|vom|chez|par|de|d'|por)"
_BEFORE: Final = re.compile(
    rf"(?P<thing>{_THING})\s(?:(?:come|came|comes|kam|kamen|kommt|kommen|sortaient|venait|venaient|venian|vino)\s)?"
    rf"{_LINK}\s?(?:the|le|la|el|der|die|das|dem)?\s?$"
)
"""A thing in front of the sponsor from which it comes."""

_LINKED: Final = re.compile(rf"\s{_LINK}\s?(?:the|le|la|el|der|die|das|dem)?\s?$")
_SHORT: Final = 14
"""Characters before a sponsor in which a word such as "from" stands, so that a thing may stand before it."""

_VERBS: Final = (
    r"(?:(?:poured|pours|brings?|brought|supplie[sd]|provide[sd]|made|makes|sells?|sold|lent|furnished|puts?|serve[sd]"
    r"|fournit|fournissait|apporte|liefert|lieferte|stellt|stellte|aporta|suministra|suministro)\s)"
)
_AFTER: Final = re.compile(
    r"(?:\s?\(|,\s|\s)?"
    rf"(?:(?:with|for|in charge of|{_VERBS}|mit|fur|pour|avec|con|para)\s?)?"
    rf"(?:(?:the|its|an?|official|les?|la|l'|el|los|las|der|die|das|den|eine?n?)\s?){{0,3}}(?P<thing>{_THING})"
)
"""What stands behind a sponsor and what it brings, or is."""

_OPENS: Final = re.compile(
    rf"\s?\(|,\s(?:the|an?|with|for|mit|pour|avec|con)\s|\s(?:with|for|the official|pour|{_VERBS})"
)
"""What begins a thing behind a sponsor."""

_REACH: Final = 60


def note_claims(view: SentenceView) -> Iterator[Claim]:
    """Yield which things a sponsor is said to bring, where its notes at the Games spoken of have the word."""
    if view.forms.unspaced:
        return
    for mention in view.sponsors():
        for start, end in _things(view, mention):
            if view.unreal(start) or view.negated(start) or _is_mention(view, start, end):
                continue
            rows = _rows(view, mention, start)
            words = _told(view, rows, start, end)
            if words:
                yield _claim(view, mention, rows, words)


def official_claims(view: SentenceView) -> Iterator[Claim]:
    """Yield that a sponsor has the category that a sentence calls as the graph does: "personal expression products"."""
    low = view.low
    if len(low) != len(view.text):
        return
    told: set[tuple[str, int]] = set()
    for mention in view.sponsors():
        for row in _rows(view, mention, mention.start):
            for phrase in _phrases(row):
                at = low.find(phrase)
                start, end = view.start + at, view.start + at + len(phrase)
                if at < 0 or (mention.iri, at) in told or view.unreal(start) or view.negated(start):
                    continue
                near = min(view.sponsors(), key=lambda m: min(abs(m.start - end), abs(start - m.end)))
                if near.iri == mention.iri:
                    told.add((mention.iri, at))
                    yield _claim(view, mention, [row], (start, end))


def _phrases(row: Partnership) -> Iterator[str]:
    """Yield the official names of a partnership's category, without words for its rank."""
    for part in re.split(r"[;(),]|\band\b", row.official):
        phrase = _RANKED.sub("", folded(part)).strip()
        if len(phrase.split()) > 1 or (len(phrase) > _SOME and not phrase.isascii()):
            yield phrase


_SOME: Final = 3
_RANKED: Final = re.compile(
    r"\b(?:official|the|exclusive|partner|sponsor|supplier|provider|supporter|services?|of the .*)\b"
    r"|官方|独家|供应商|合作伙伴|赞助商|パートナー|スポンサー|オフィシャル"
)


def _things(view: SentenceView, mention: Mention) -> Iterator[tuple[int, int]]:
    """Yield the places of the words for a thing right before or right behind a sponsor."""
    first = max(view.start, mention.start - _REACH)
    ahead = _plain(view.slice(first, mention.start))
    before = _BEFORE.search(ahead) if _LINKED.search(ahead, max(0, len(ahead) - _SHORT)) else None
    if before:
        yield first + before.start("thing"), first + before.end("thing")
    behind = _plain(view.slice(mention.end, min(view.end, mention.end + _REACH)))
    after = _AFTER.match(behind) if _OPENS.match(behind) else None
    if after:
        tail = re.match(r"(?:\s[a-z][\w-]*){0,2}", behind[after.end() :])
        yield mention.end + after.start("thing"), mention.end + after.end() + (tail.end() if tail else 0)


def _plain(text: str) -> str:
    """Return a text without accents on small letters; its places hold, and names keep their capitals."""
    return text.translate(_BARE)


_BARE: Final = {
    code: folded(chr(code)) for code in range(0xE0, 0x180) if chr(code).islower() and len(folded(chr(code))) == 1
}


def _is_mention(view: SentenceView, start: int, end: int) -> bool:
    """Tell whether something else that is named stands among words."""
    return any(m.start < end and start < m.end and m.kind != "category" for m in view.mentions)


def _rows(view: SentenceView, mention: Mention, place: int) -> list[Partnership]:
    """Return the partnerships of a sponsor with the Games or the programme that is spoken of."""
    where = of_sponsor(view, mention.iri, context(view, place))
    return rows_in(view.facts, mention.iri, where) if where.named else []


def _told(view: SentenceView, rows: list[Partnership], start: int, end: int) -> tuple[int, int] | None:
    """Return the place of the words that the notes on some partnerships have, and those of few other sponsors."""
    usage = view.facts.note_words
    own = {word for row in rows for word in words_of(f"{row.official} {row.texts}")}
    taken = [(one, two) for name in _TABLES for one, two, _ in view.table(name)]
    found: list[tuple[int, int]] = []
    for match in re.finditer(r"[\w-]+", view.slice(start, end)):
        one, two = start + match.start(), start + match.end()
        stem = stem_of(folded(match[0]))
        if not match[0].islower() or stem not in own or len(usage.get(stem, ())) > _FEW:
            continue
        if any(one < last and first < two for first, last in taken):
            continue
        if found and one - found[0][1] > 1:
            break
        found = [(found[0][0], two)] if found else [(one, two)]
    return found[0] if found else None


_TABLES: Final = ("tiers", "ranks", "ordinals", "numbers", "countries", "titles", "reasons")
"""Words that other readers hold to the graph."""


def _claim(view: SentenceView, mention: Mention, rows: list[Partnership], place: tuple[int, int]) -> Claim:
    label = view.facts.catalogue.label(mention.iri)
    query, arguments = history(mention.iri)
    words = "; ".join(row.texts.removeprefix(". ") for row in rows[:3])
    finding = Finding("supported", words, statements(rows[:6]), query, arguments)
    return Claim(*place, "category", f"{label}: a note tells of {view.slice(*place)}", finding, mention)
