"""The forms of values that people and spreadsheets write. They are turned into the right form, for suggestions."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Final

from babel import Locale
from babel.core import get_global
from rapidfuzz.distance import OSA

_NO_MARKS: Final = {ord("ß"): "ss", ord("ø"): "o", ord("ł"): "l", ord("æ"): "ae", ord("œ"): "oe", ord("đ"): "d"}
_NAMES: Final = "$ us$ dollar: USD, c$: CAD, €: EUR, £ pound ukp: GBP, ¥ yen: JPY, yuan rmb: CNY"
_SIGNS: Final = {
    name: code for names, code in (entry.split(": ") for entry in _NAMES.split(", ")) for name in names.split()
}
"""Signs and short names of currencies, by which people mean the commonest one of that name."""

_SCALES: Final = {"thousand": 3, "k": 3, "million": 6, "mio": 6, "mn": 6, "m": 6, "billion": 9, "mrd": 9, "bn": 9}
"""Words of scale, with the zeros that they stand for."""

_NUMBER: Final = re.compile(r"(?P<before>[^\d]*)(?P<digits>\d[\d.,'\u2019\s_]*)(?P<after>[^\d]*)")
_ABOUT: Final = ("about", "ca", "circa", "approx", "some", "over", "~", "")


@lru_cache(maxsize=20_000)
def slug(text: str) -> str:
    """Return the text as an id would write it, empty if nothing is left.

    >>> slug("“Société Générale”")
    'societe-generale'
    """
    ascii_ = without_accents(text.lower().translate(_NO_MARKS))
    # An apostrophe joins (McDonald's is mcdonalds); everything else separates. Two hyphens join the parts of an id.
    parts = re.split("--+", re.sub("[\u2019'\u2018\u02bc]", "", ascii_))
    return "--".join(part for part in (re.sub("[^a-z0-9]+", "-", part).strip("-") for part in parts) if part)


def without_accents(text: str) -> str:
    """Return the text in NFKD, without combining characters."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def number(text: str) -> str | None:
    """Return a number that is written with separators, a currency or a word of scale, in digits alone.

    A text with any other word or sign beside the number gives None, since it may mean another number.

    >>> number("€1.200.000"), number("1,200,000.50"), number("1,5"), number("600 million")
    ('1200000', '1200000.50', '1.5', '600000000')
    >>> number("36%"), number("(3600)"), number("3 crore")
    (None, None, None)
    """
    found = scaled_number(text)
    if found is None:
        return None
    digits, zeros = found
    whole, _, rest = digits.partition(".")
    if zeros:
        whole, rest = whole + rest.ljust(zeros, "0")[:zeros], rest[zeros:]
    whole = whole.lstrip("0") or "0"
    return f"{whole}.{rest}" if rest else whole


def scaled_number(text: str) -> tuple[str, int] | None:
    """Return the digits of such a text, with a point, and the zeros that a word of scale adds.

    >>> scaled_number("$1,5 million"), scaled_number("3 600")
    (('1.5', 6), ('3600', 0))
    """
    match = _NUMBER.fullmatch(text.lower().strip())
    if match is None:
        return None
    before = match["before"].strip(" .")
    words = [word for word in re.split(r"[\s.-]+", match["after"]) if word]
    zeros = _SCALES.get(words[0], 0) if words else 0
    others = words[1:] if zeros else words
    if (before not in _ABOUT and currency(before) is None) or any(currency(word) is None for word in others):
        return None
    digits = re.sub(r"['\u2019\s_]", "", match["digits"]).rstrip(".,")
    parts = re.split("[.,]", digits)
    marks = set(re.findall("[.,]", digits))
    decimal = len(parts) > 1 and (len(parts[-1]) != 3 or (len(marks) > 1 and digits.count(digits[-4]) == 1))
    return (f"{''.join(parts[:-1])}.{parts[-1]}" if decimal else "".join(parts)), zeros


def word_of_scale(text: str) -> str | None:
    """Return the usual word for one of scale.

    >>> word_of_scale("mn"), word_of_scale("Mrd."), word_of_scale("some")
    ('million', 'billion', None)
    """
    zeros = _SCALES.get(text.strip(" .").lower())
    return next((word for word, count in _SCALES.items() if count == zeros), None)


def currency(text: str) -> str | None:
    """Return the ISO 4217 code for a sign, an English name, a code in lower case, or a likely slip.

    >>> currency("US dollars"), currency("euro"), currency("usd"), currency("USS"), currency("beans")
    ('USD', 'EUR', 'USD', 'USD', None)
    """
    written = text.strip().lower()
    names = _currency_names() | _SIGNS
    known = names.get(written) or names.get(written.removesuffix("s"))
    if known or is_currency(written.upper()):
        return known or written.upper()
    common = dict.fromkeys(_SIGNS.values())
    slips = (code for code in common if len(written) == len(code) and OSA.distance(written.upper(), code) == 1)
    return next(slips, None)


@cache
def currencies() -> frozenset[str]:
    """Return the codes of ISO 4217 that are legal tender somewhere, or were."""
    tenders = get_global("territory_currencies").values()
    return frozenset(code for tender in tenders for code, _, _, legal in tender if legal)


def is_currency(code: str) -> bool:
    """Tell whether a text is a code of ISO 4217, today's or a former one."""
    return code in currencies()


@cache
def _currency_names() -> dict[str, str]:
    """Return the codes of ISO 4217 by their English names and signs in lower case."""
    english = Locale("en")
    names = (*english.currency_symbols.items(), *english.currencies.items())
    return {name.lower(): code for code, name in names if is_currency(code)}


def country_of(alpha3: str) -> str | None:
    """Return the ISO 3166-1 code of two letters for the one of three letters, where CLDR has it.

    >>> country_of("GBR"), country_of("XKX")
    ('GB', None)
    """
    found = get_global("territory_aliases").get(alpha3, ())
    return found[0] if len(found) == 1 else None


def alpha3_of(alpha2: str) -> list[str]:
    """Return the ISO 3166-1 codes of three letters, former ones too, for the one of two letters.

    >>> alpha3_of("CH"), alpha3_of("DE")
    (['CHE'], ['DDR', 'DEU'])
    """
    aliases = get_global("territory_aliases").items()
    return sorted(code for code, found in aliases if len(code) == 3 and code.isalpha() and found == [alpha2])


def language(text: str) -> str | None:
    """Return the BCP 47 tag for an English name, a code of a country, or a tag in another case.

    >>> language("EN"), language("pt_br"), language("English"), language("jp"), language("Klingonese")
    ('en', 'pt-BR', 'en', 'ja', None)
    """
    if named := _language_names().get(text.strip().lower()):
        return named
    parts = text.strip().replace("_", "-").split("-")
    forms = [get_global("language_aliases").get(parts[0].lower(), parts[0].lower())] + [
        part.title() if len(part) == 4 else part.upper() for part in parts[1:]
    ]
    if not is_language(forms[0]):
        spoken = get_global("likely_subtags").get(f"und_{forms[0].upper()}")
        forms[0] = spoken.partition("_")[0] if spoken else ""
    return "-".join(forms) if forms[0] else None


def is_language(tag: str) -> bool:
    """Tell whether a tag begins with a language that CLDR knows."""
    return tag.partition("-")[0] in Locale("en").languages


@cache
def _language_names() -> dict[str, str]:
    """Return the tags of languages by their English names in lower case."""
    return {name.lower(): tag.replace("_", "-") for tag, name in Locale("en").languages.items()}


def meant(suggestion: str | None, text: str) -> str:
    """Return ` (did you mean …?)` for a suggestion that differs from the text, or nothing."""
    return f" (did you mean {suggestion}?)" if suggestion and suggestion != text else ""
