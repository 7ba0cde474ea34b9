"""Small pieces of English: lists, counts, amounts of money, names of languages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from math import isfinite

ENGLISH = ("", "en")
"""The language tags of texts in the language of the pages; a text without one is taken for English."""

_NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_AMOUNT = re.compile(r"[+-]?(?:\d{1,20}(?:\.\d{0,20})?|\.\d{1,20})", re.ASCII)
"""What an amount looks like; of longer ones nobody would see the difference between two."""

_INTEGER = re.compile(r"[+-]?\d{1,18}", re.ASCII)
_SCALES = ((Decimal(10**9), "billion"), (Decimal(10**6), "million"))
_WITH_ARTICLE = re.compile(
    r"(United|Republic|Isle) .*"  # United States, Republic of the Congo
    r"|(?!South Georgia).* (Islands|Republic|Territory|Territories|Netherlands)"  # but "South Georgia and …"
    r"|.* Alps|Bahamas|Comoros|Gambia|Maldives|Netherlands|Philippines|Seychelles"
)
_BODY = re.compile(
    r"\b(Committee|committee of|Council|Association|Confederation|Federation|Authority|Institute|Mint"
    r"|Post Office|Postal Service)\b"
)
"""What the names of bodies, unlike those of most companies, have in them."""

_LANGUAGES = {
    "ar": "Arabic", "bs": "Bosnian", "ca": "Catalan", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek",
    "en": "English", "es": "Spanish", "et": "Estonian", "fi": "Finnish", "fr": "French", "he": "Hebrew",
    "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian", "is": "Icelandic", "it": "Italian",
    "ja": "Japanese", "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian", "nb": "Norwegian", "nl": "Dutch",
    "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak",
    "sl": "Slovenian", "sr": "Serbian", "sv": "Swedish", "th": "Thai", "tr": "Turkish", "uk": "Ukrainian",
    "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


def join_words(words: Sequence[str]) -> str:
    """Join words as a sentence does.

    >>> join_words(["a", "b", "c"]), join_words(["a"])
    ('a, b and c', 'a')
    """
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def count_phrase(number: int, singular: str, plural: str = "") -> str:
    """Say how many, in words up to twelve.

    >>> count_phrase(1, "category", "categories"), count_phrase(6, "event"), count_phrase(44, "partner")
    ('one category', 'six events', '44 partners')
    """
    return f"{_NUMBERS[number] if number < len(_NUMBERS) else f'{number:,}'} {noun(number, singular, plural)}"


def noun(number: int, singular: str, plural: str = "") -> str:
    """Return the form of a noun that a number asks for.

    >>> noun(1, "partner"), noun(0, "partner"), noun(2, "category", "categories")
    ('partner', 'partners', 'categories')
    """
    return singular if number == 1 else plural or singular + "s"


def first_sentence(text: str) -> str:
    """Return the first sentence of a text.

    >>> first_sentence("Who was in, on a day. One row a partner.")
    'Who was in, on a day.'
    """
    head, dot, _ = text.partition(". ")
    return head + dot.strip()


def capital(text: str) -> str:
    """Return the text with its first letter in upper case and the rest as it is."""
    return text[:1].upper() + text[1:]


def small(text: str) -> str:
    """Return the text with its first letter in lower case, unless it is an acronym.

    >>> small("Cloud services"), small("IT services")
    ('cloud services', 'IT services')
    """
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def amount(value: str, currency: str = "") -> str:
    """Say an amount as people do, without losing a digit; a text that is no amount stays as it is.

    >>> amount("600000000", "USD"), amount("1234.50", "EUR"), amount("62"), amount("a lot", "USD")
    ('USD 600 million', 'EUR 1,234.5', '62', 'USD a lot')
    """
    number, unit = exact(value), ""
    if number is None:
        return f"{currency} {value}".strip()
    for scale, name in _SCALES:
        scaled = number / scale
        if number >= scale and scaled == round(scaled, 3):
            number, unit = scaled, f" {name}"
            break
    digits = f"{number:,f}"
    digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return f"{currency} {digits}{unit}".strip()


_BEFORE = {"minimum": "at least", "at-least": "at least", "maximum": "at most", "at-most": "at most", "about": "about"}
_BEHIND = {
    "per-year": " a year", "per-quadrennium": " every four years", "target": " (target)", "forecast": " (forecast)",
}  # fmt: skip
_SIGNS = {"at least": "≥", "at most": "≤", "about": "~"}


def qualified(value: str, word: str) -> str:
    """Say a value as its source bounds or qualifies it; `word` is a concept of `qualifier` or of `value-basis`.

    >>> qualified("USD 600 million", "maximum"), qualified("62", "about"), qualified("62", "target")
    ('at most USD 600 million', 'about 62', '62 (target)')
    >>> qualified("USD 25 million", "per-year"), qualified("USD 25 million", "total")
    ('USD 25 million a year', 'USD 25 million')
    """
    return f"{_BEFORE.get(word, '')} {value}{_BEHIND.get(word, '')}".strip()


def bound_sign(word: str) -> str:
    """Return the sign of a bound or an estimate, for pictures without room for words.

    >>> bound_sign("at-least"), bound_sign("about"), bound_sign("target"), bound_sign("")
    ('≥', '~', '', '')
    """
    return _SIGNS.get(_BEFORE.get(word, ""), "")


def exact(text: str) -> Decimal | None:
    """Return the number that a text writes out in digits.

    It is None where the text is none, or has more than forty digits.

    >>> exact("12.50"), exact("1E9"), exact("a dozen")
    (Decimal('12.50'), None, None)
    """
    return Decimal(text) if _AMOUNT.fullmatch(text) else None


def integer(text: str) -> int:
    """Return the integer that a text is, 0 where it is none.

    >>> integer("12"), integer("a dozen"), integer("")
    (12, 0, 0)
    """
    return int(text) if _INTEGER.fullmatch(text) else 0


def finite(text: str) -> float | None:
    """Return the number that a text is, None where it is none, or one without an end.

    >>> finite("12.5"), finite("a dozen"), finite("INF")
    (12.5, None, None)
    """
    try:
        found = float(text)
    except ValueError:
        return None
    return found if isfinite(found) else None


def language_name(tag: str) -> str:
    """Return the English name of a language by its BCP 47 tag. Where the name is not known here, it is the tag."""
    return _LANGUAGES.get(tag.partition("-")[0].lower(), tag)


def the_country(name: str) -> str:
    """Return the name of a country or place as it stands in a sentence.

    >>> the_country("United States"), the_country("Japan"), the_country("Cayman Islands"), the_country("French Alps")
    ('the United States', 'Japan', 'the Cayman Islands', 'the French Alps')
    """
    return f"the {name}" if _WITH_ARTICLE.fullmatch(name) else name


def the_body(name: str) -> str:
    """Return an organization's name as it stands in a sentence: with the article where it is one of a body.

    >>> the_body("Japanese Olympic Committee"), the_body("Organising committee of Rome 1960"), the_body("Visa")
    ('the Japanese Olympic Committee', 'the organising committee of Rome 1960', 'Visa')
    """
    if not _BODY.search(name):
        return name
    described = name.startswith("Organising committee of")  # words for one that has no name in the sources
    return with_the(name[0].lower() + name[1:] if described else name)


def the_body_at_start(name: str) -> str:
    """Return an organization's name as it stands at the beginning of a sentence.

    >>> the_body_at_start("Japanese Olympic Committee"), the_body_at_start("adidas")
    ('The Japanese Olympic Committee', 'adidas')
    """
    return capital(the_body(name)) if _BODY.search(name) else name


def with_the(name: str) -> str:
    """Return a name with the article, which some names have already.

    >>> with_the("Tokyo 2020 Sponsorship Programme"), with_the("The Olympic Partner (TOP) Programme")
    ('the Tokyo 2020 Sponsorship Programme', 'the Olympic Partner (TOP) Programme')
    """
    return f"the {name.removeprefix('The ')}"
