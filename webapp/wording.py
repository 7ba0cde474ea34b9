"""Small pieces of English: lists, counts, amounts of money, names of languages."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

_NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_SCALES = ((Decimal(10**9), "billion"), (Decimal(10**6), "million"))
_WITH_ARTICLE = ("United", "Netherlands", "Philippines", "Bahamas", "Czech Republic", "Soviet Union")
_LANGUAGES = {
    "ar": "Arabic", "bs": "Bosnian", "ca": "Catalan", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek",
    "en": "English", "es": "Spanish", "et": "Estonian", "fi": "Finnish", "fr": "French", "he": "Hebrew",
    "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian", "is": "Icelandic", "it": "Italian",
    "ja": "Japanese", "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian", "nb": "Norwegian", "nl": "Dutch",
    "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak",
    "sl": "Slovenian", "sr": "Serbian", "sv": "Swedish", "th": "Thai", "tr": "Turkish", "uk": "Ukrainian",
    "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


def listed(words: Sequence[str]) -> str:
    """Join words as a sentence does.

    >>> listed(["a", "b", "c"]), listed(["a"])
    ('a, b and c', 'a')
    """
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def count(number: int, singular: str, plural: str = "") -> str:
    """Say how many, in words up to twelve.

    >>> count(1, "category", "categories"), count(6, "event"), count(44, "partner")
    ('one category', 'six events', '44 partners')
    """
    return f"{_NUMBERS[number] if number < len(_NUMBERS) else f'{number:,}'} {noun(number, singular, plural)}"


def noun(number: int, singular: str, plural: str = "") -> str:
    """Return the form of a noun that a number asks for.

    >>> noun(1, "partner"), noun(0, "partner"), noun(2, "category", "categories")
    ('partner', 'partners', 'categories')
    """
    return singular if number == 1 else plural or singular + "s"


def an(noun: str) -> str:
    """Return a noun with its article.

    >>> an("company"), an("organising committee")
    ('a company', 'an organising committee')
    """
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


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


def amount(value: str, currency: str = "") -> str:
    """Say an amount as people do, without losing a digit.

    >>> amount("600000000", "USD"), amount("1234.50", "EUR"), amount("62")
    ('USD 600 million', 'EUR 1,234.5', '62')
    """
    number = Decimal(value)
    unit = ""
    for scale, name in _SCALES:
        scaled = number / scale
        if number >= scale and scaled == round(scaled, 3):
            number, unit = scaled, f" {name}"
            break
    digits = f"{number:,f}"
    digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return f"{currency} {digits}{unit}".strip()


def language_name(tag: str) -> str:
    """Return the English name of a language by its BCP 47 tag, or the tag where the name is not known here."""
    return _LANGUAGES.get(tag.partition("-")[0].lower(), tag)


def the_country(name: str) -> str:
    """Return a country's name as it stands in a sentence.

    >>> the_country("United States"), the_country("Japan")
    ('the United States', 'Japan')
    """
    return f"the {name}" if name.startswith(_WITH_ARTICLE) else name
