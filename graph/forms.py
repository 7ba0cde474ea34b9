"""The forms of values that people and spreadsheets write. They are turned into the right form, for suggestions."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_NO_MARKS: Final = {ord("ß"): "ss", ord("ø"): "o", ord("ł"): "l", ord("æ"): "ae", ord("œ"): "oe", ord("đ"): "d"}
_CURRENCIES: Final = {"$": "USD", "us$": "USD", "€": "EUR", "euro": "EUR", "£": "GBP", "¥": "JPY", "yen": "JPY"}


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

    >>> number("€1.200.000"), number("1,200,000.50"), number("1,5"), number("600 million")
    ('1200000', '1200000.50', '1.5', '600000000')
    """
    match = re.fullmatch(r"\D*?(\d[\d.,'\u2019\s_]*)\s*(million|billion|mio|mrd|m|bn|k)?[^\d]*", text.lower())
    if match is None or text.strip().startswith("-"):
        return None
    digits = re.sub(r"['\u2019\s_]", "", match[1]).rstrip(".,")
    parts = re.split("[.,]", digits)
    marks = set(re.findall("[.,]", digits))
    decimal = len(parts) > 1 and (len(parts[-1]) != 3 or (len(marks) > 1 and digits.count(digits[-4]) == 1))
    whole, rest = ("".join(parts[:-1]), parts[-1]) if decimal else ("".join(parts), "")
    zeros = {"million": 6, "mio": 6, "m": 6, "billion": 9, "mrd": 9, "bn": 9, "k": 3}.get(match[2] or "", 0)
    if zeros:
        whole, rest = whole + rest.ljust(zeros, "0")[:zeros], rest[zeros:]
    whole = whole.lstrip("0") or "0"
    return f"{whole}.{rest}" if rest else whole


def currency(text: str) -> str | None:
    """Return the ISO 4217 code for a sign, a common name, or a code in lower case."""
    return _CURRENCIES.get(text.strip().lower()) or (text.upper() if re.fullmatch("[A-Za-z]{3}", text) else None)


def language(text: str) -> str | None:
    """Return a BCP 47 tag in its usual case and with hyphens, if the text can be one."""
    parts = text.replace("_", "-").split("-")
    forms = [parts[0].lower()] + [part.title() if len(part) == 4 else part.upper() for part in parts[1:]]
    return "-".join(forms) if 2 <= len(parts[0]) <= 3 else None


def meant(suggestion: str | None, text: str) -> str:
    """Return ` (did you mean …?)` for a suggestion that differs from the text, or nothing."""
    return f" (did you mean {suggestion}?)" if suggestion and suggestion != text else ""
