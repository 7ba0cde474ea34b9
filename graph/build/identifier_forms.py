"""The forms of identifiers in other registers, with their check digits.

The check digits of LEI, ISIN and ISNI are left to python-stdnum. The forms are those that the registers document.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Final

from stdnum import isin, isni, lei
from stdnum.exceptions import InvalidChecksum, ValidationError

from graph.forms import meant

_NUMBER: Final = "[1-9][0-9]*"
_ALPHA3: Final = "[A-Z]{3}"


@dataclass(frozen=True, slots=True)
class IdentifierForm:
    """The form of a register's identifiers: a pattern, and the same in words with an example."""

    pattern: str
    words: str
    standard: ModuleType | None = None
    """The module of python-stdnum that knows the check digits, where there are any."""


FORMS: Final[Mapping[str, IdentifierForm]] = {
    "wikidata": IdentifierForm(f"Q{_NUMBER}", "Q and a number, such as Q30273328"),
    "lei": IdentifierForm("[A-Z0-9]{18}[0-9]{2}", "20 letters and digits, such as 5493001NTNQJDH60PM02", lei),
    "wikipedia": IdentifierForm("[a-z][a-z-]*:[^ ]+", "language and title with underscores, such as en:Alibaba_Group"),
    "isin": IdentifierForm("[A-Z]{2}[A-Z0-9]{9}[0-9]", "country and ten letters or digits, such as US0378331005", isin),
    "ticker": IdentifierForm("[A-Z]{2,4}:[A-Z0-9.&/-]+", "market and symbol, such as XPAR:AI"),
    "ror": IdentifierForm("0[a-hj-km-np-tv-z0-9]{6}[0-9]{2}", "nine characters from 0 on, such as 05361e638"),
    "isni": IdentifierForm("[0-9]{15}[0-9X]", "16 digits without spaces, such as 0000000121032683", isni),
    "opencorporates": IdentifierForm(
        "[a-z]{2}(_[a-z]{2})?/[A-Za-z0-9.-]+", "jurisdiction and number, such as gb/445790"
    ),
    "sec-cik": IdentifierForm("[0-9]{10}", "ten digits with leading zeros, such as 0000066740"),
    "iata-airline": IdentifierForm("[A-Z0-9]{2}", "two capital letters or digits, such as BA"),
    "icao-airline": IdentifierForm(_ALPHA3, "three capital letters, such as BAW"),
    "dbpedia": IdentifierForm("[^ ]+", "the name of the resource with underscores, such as Alibaba_Group"),
    "geonames": IdentifierForm(_NUMBER, "a number, such as 2635167"),
    "iso-3166-1-numeric": IdentifierForm("[0-9]{3}", "three digits, such as 004"),
    "un-m49": IdentifierForm("[0-9]{3}", "three digits, such as 004"),
    "ioc": IdentifierForm(_ALPHA3, "three capital letters, such as GER"),
    "olympedia-edition": IdentifierForm(_NUMBER, "a number, such as 54"),
    "olympedia-country": IdentifierForm(_ALPHA3, "three capital letters, such as GER"),
    "olympedia-athlete": IdentifierForm(_NUMBER, "a number, such as 63485"),
    "olympic-museum-protagonist": IdentifierForm(_NUMBER, "a number, such as 31765"),
    "viaf": IdentifierForm(_NUMBER, "a number, such as 241016836"),
    "stw": IdentifierForm("[0-9]{5}-[0-9]", "five digits, a hyphen and a digit, such as 13308-0"),
    "gnd": IdentifierForm("[0-9]+-?[0-9X]", "digits and a check digit, such as 4072636-8"),
}
"""The form of each concept of the code list `identifier-scheme`."""


def misfit(scheme: str, value: str) -> str:
    """Say what would be right for a value that is no identifier of a register; nothing for one that can be.

    >>> misfit("sec-cik", "66740"), misfit("sec-cik", "0000066740")
    ('ten digits with leading zeros, such as 0000066740 (did you mean 0000066740?)', '')
    >>> misfit("wikidata", "https://www.wikidata.org/wiki/q42")
    'Q and a number, such as Q30273328 (did you mean Q42?)'
    >>> misfit("dbpedia", "Alibaba Group")
    'the name of the resource with underscores, such as Alibaba_Group (did you mean Alibaba_Group?)'
    """
    form = FORMS.get(scheme)
    right = _misfit(form, value) if form else ""  # an unknown scheme is reported itself
    if not form or not right:
        return ""
    last = value.rstrip("/").rpartition("/")[2]
    bare = last.replace(" ", "")
    written = (
        last.strip().replace(" ", "_"),
        bare,
        bare.upper(),
        bare.lower(),
        f"Q{bare}",
        *(bare.zfill(length) for length in (3, 10, 16)),
        bare.replace("-", ""),
    )
    fitting = next((text for text in written if not _misfit(form, text)), None)
    return right + meant(fitting, value)


def _misfit(form: IdentifierForm, value: str) -> str:
    if not re.fullmatch(form.pattern, value):
        return form.words
    try:
        if form.standard:
            form.standard.validate(value)
    except InvalidChecksum:
        return f"{form.words}; the check digits do not fit: a character is wrong, or two are in the wrong order"
    except ValidationError:
        return form.words
    return ""
