"""Statements that a sponsor left some years before its contract ended.

An example is "three years before the contract was due to run out". Notes and titles tell that; only support is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from webapp.fact_check.claim import Claim
from webapp.fact_check.judging import noted, texts_of
from webapp.fact_check.sentence import SentenceView
from webapp.fact_check.subjects import subjects

_PHRASE: Final = re.compile(
    r"(?<!\w)(?P<number>\d|[a-z]+)\s(?:full\s)?(?:"
    r"years?\s(?:early|ahead of (?:schedule|time|its end)|before (?:the|its|their) (?:\w+\s){0,2}?"
    r"(?:contract|deal|agreement|end|expiry|partnership|term)"
    r"(?:\swas (?:due|to)[\w\s]{0,20}|\sends?|\sended|\sexpired)?"
    r"|before it was (?:due|to)[\w\s]{0,16})"
    r"|jahre?\s(?:vor (?:der zeit|ablauf|vertragsende|dem (?:ende|ablauf))(?:\sdes vertrags)?"
    r"|fruher als vereinbart|zu fruh)"
    r"|ans?\s(?:avant (?:le terme|terme|l'echeance|la fin|l'expiration)(?:\sd[eu]\s\w+)?|plus tot que prevu)"
    r"|anos?\santes (?:de (?:tiempo|lo previsto|que (?:venciera|expirara|acabara)\w*|su vencimiento)"
    r"|del (?:fin\w*|vencimiento|plazo|termino))(?:\sdel? \w+)?)"
    r"|提前(?P<zh>[一二三四五六七八九\d])年|(?P<ja>\d)年(?:早く|前倒し|を残して)"
)
"""Words for "so many years early", with the number."""

_DIGITS: Final = "零一二三四五六七八九"
_WORDS: Final = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def early_claims(view: SentenceView) -> Iterator[Claim]:
    """Yield that a sponsor left so many years early, where a note or a title has the number."""
    low = view.low
    if view.strong or len(low) != len(view.text):
        return
    for match in _PHRASE.finditer(low):
        start, end = view.start + match.start(), view.start + match.end()
        number = _value(view, match, start)
        if not number or view.negated(start):
            continue
        told = re.compile(rf"\b(?:{number}|{_WORDS[number]}) years? early", re.IGNORECASE)
        for mention in subjects(view, start, end)[:1]:
            texts = texts_of(view.facts, mention.iri, view.facts.rows_of(mention.iri))
            if behind := [(iri, text) for iri, text in texts if told.search(text)]:
                name = view.facts.catalogue.label(mention.iri)
                yield Claim(start, end, "left", f"{name} left {number} years early", noted(mention.iri, behind))


def _value(view: SentenceView, match: re.Match[str], start: int) -> int:
    """Return the number of years, in digits or in words, up to nine."""
    word = match["number"] or match["zh"] or match["ja"]
    if word.isdigit():
        return int(word) if int(word) < len(_WORDS) else 0
    if word in _DIGITS:
        return _DIGITS.index(word)
    number = next((int(key) for one, _, key in view.table("numbers") if one == start), 0)
    return number if number < len(_WORDS) else 0
