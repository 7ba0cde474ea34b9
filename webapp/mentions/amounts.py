"""The amounts of money that a text names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Final, NamedTuple

from webapp.mentions import data_files
from webapp.mentions.folding import folded

_NUMBER: Final = r"\d{1,3}(?:[ .,'\u00a0]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d+)?"


_WORDS: Final = {
    word: number
    for number, words in {
        1: "one ein eine einer einem un une uno una", 2: "two zwei deux dos", 3: "three drei trois tres",
        4: "four vier quatre cuatro", 5: "five funf cinq cinco", 6: "six sechs seis", 7: "seven sieben sept siete",
        8: "eight acht huit ocho", 9: "nine neun neuf nueve", 10: "ten zehn dix diez", 11: "eleven elf onze once",
        12: "twelve zwolf douze doce", 15: "fifteen funfzehn quinze quince", 20: "twenty zwanzig vingt veinte",
        30: "thirty dreissig trente treinta", 40: "forty vierzig quarante cuarenta",
        50: "fifty funfzig cinquante cincuenta", 100: "hundred hundert cent cien",
    }.items()
    for word in words.split()
}  # fmt: skip
"""Numbers in words; a scale such as "million" must follow."""


class FoundAmount(NamedTuple):
    """An amount of money in a folded text."""

    start: int
    end: int
    amount: Decimal
    currency: str


@cache
def _tables() -> tuple[re.Pattern[str], dict[str, str], dict[str, str]]:
    words = data_files.words_of("quantities")
    scales = {folded(word): scale for scale, names in words["scale"].items() for word in names}
    currencies = {folded(word): code for code, names in words["currency"].items() for word in names}
    scale, currency = _any(scales), _any(currencies)
    join = r"\s?(?:d'|de\s|di\s|-)?\s?"
    words_for_one = "|".join(
        ["half a", "einer halben", "eine halbe", "un demi", "medio", *_WORDS, "a", *"一二三四五六七八九十两"]
    )
    first, second = (rf"(?P<number{n}>{_NUMBER}|{words_for_one})" for n in (1, 2))
    before = rf"(?<![A-Za-z0-9])(?P<sign>{currency})\s?{first}(?:[\s-]?(?P<scale1>{scale})(?![a-z]))?"
    scaled = rf"(?:[\s-]?(?P<scale2>{scale})\.?(?P<more>\s?(?:{scale}))?(?P<rest>\d{{1,4}}[万萬만亿億억])?)?"
    after = rf"(?<![A-Za-z0-9.,]){second}{scaled}{join}(?P<name>{currency})"
    return re.compile(f"{before}|{after}(?![a-z0-9])"), scales, currencies


def _any(words: dict[str, str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def find_amounts(text: str) -> Iterator[FoundAmount]:
    """Yield the amounts of a folded text, in units of their currency."""
    found = list(_with_currency(text))
    yield from found
    for number, before in enumerate(found):
        next_one = found[number + 1].start if number + 1 < len(found) else len(text)
        yield from _without_currency(text, before, min(before.end + _NEAR, next_one))


_NEAR: Final = 240
"""Characters after an amount within which another one is told without its currency."""

_GOES_ON: Final = (
    r"(?=\s?(?:[.,;:)]|$|\n)|\s(?:in|im|for|fur|pour|en|por|para|per|pro|par|a|al|an|and|und|et|y|from|von|de|zu|auf"
    r"|to|more|mehr|de plus)\s(?:\d|the|der|die|das|la|le|los|el|year|jahr)|\s(?:zu|more|mehr))"
)
"""What stands after an amount without a currency; a word for things would tell that they are counted."""


def _without_currency(text: str, before: FoundAmount, end: int) -> Iterator[FoundAmount]:
    """Yield the amounts after another one that leave out its currency: "$50 million in 2004, 65 million in 2008"."""
    _, scales, _ = _tables()
    for match in _plain().finditer(text, before.end, end):
        value = _number(match[1])
        if value is not None and "\n\n" not in text[before.end : match.start()]:
            yield FoundAmount(match.start(), match.end(), value * Decimal(scales[match[2]]), before.currency)


@cache
def _plain() -> re.Pattern[str]:
    _, scales, _ = _tables()
    words = "|".join(word for word in _WORDS if len(word) > 1)
    scale = _any({word: size for word, size in scales.items() if word.isascii() and len(word) > 1})
    return re.compile(rf"(?<![A-Za-z0-9.,$€£¥])({_NUMBER}|{words})[\s-]({scale})(?![a-z]){_GOES_ON}")


def _with_currency(text: str) -> Iterator[FoundAmount]:
    pattern, scales, currencies = _tables()
    for match in pattern.finditer(text):
        number = match["number1"] or match["number2"]
        scale = match["scale1"] or match["scale2"]
        if not number[0].isdigit() and not scale:
            continue
        value = _number(number, decimal=_decimal(number, scale))
        if value is None:
            continue
        for word in (scale, (match["more"] or "").strip()):
            value *= Decimal(scales[word]) if word else 1
        if match["rest"]:
            value += Decimal(match["rest"][:-1]) * Decimal(scales[match["rest"][-1]])
        currency = currencies[match["sign"] or match["name"]]
        if value > 0:
            yield FoundAmount(match.start(), match.end(), value, currency)


def _decimal(number: str, scale: str | None) -> bool:
    """Tell whether the comma of a number is a decimal one, as before words of languages that write it so."""
    return bool(scale and number.count(",") == 1 and "." not in number and _WITH_COMMA.match(scale))


_WITH_COMMA: Final = re.compile(r"milliard|mrd|mds?$|miliard|miljard|bilh|millionen")


def _number(text: str, *, decimal: bool = False) -> Decimal | None:
    """Return the value of digits with any grouping, or of a word for one; `decimal` where a comma groups nothing.

    >>> _number("1,5"), _number("1.200.000"), _number("50,000"), _number("3.04")
    (Decimal('1.5'), Decimal('1200000'), Decimal('50000'), Decimal('3.04'))
    """
    if not text[0].isdigit():
        half = text.startswith(("half", "einer h", "eine h", "un demi", "medio"))
        one = text.endswith("a") or "一二三四五六七八九十".find(text) + 1 or 2
        return Decimal("0.5") if half else Decimal(_WORDS.get(text) or int(one))
    plain = re.sub(r"[ '\u00a0]", "", text)
    if decimal:
        return Decimal(plain.replace(",", "."))
    groups = re.split(r"[.,]", plain)
    if len(groups) > 1 and len(groups[-1]) == 3 and (len(groups) > 2 or groups[0] != "0"):
        plain = "".join(groups)
    elif len(groups) > 1:
        plain = f"{''.join(groups[:-1])}.{groups[-1]}"
    try:
        return Decimal(plain)
    except InvalidOperation:
        return None


def amount_id(amount: Decimal, currency: str) -> str:
    """Return the number and the ISO 4217 code, such as `800000000 USD`."""
    whole = amount.to_integral_value()
    return f"{whole if whole == amount else amount.normalize():f} {currency}"
