"""The readers of single values in the address of a view."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date

from graph.wording import alternatives
from queries.errors import BadParameter, quoted

_PLAIN = re.compile(r"[\w/~.:@,+-]{1,200}")
_UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Controls, those of the direction of writing among them: these could turn the words of the page around."""

_MOST_SHARED = 30
"""Games that an address may ask two partners to share."""


def choice(choices: Iterable[str]) -> Callable[[str, str], str]:
    """Return a reader of one of some choices."""
    known = tuple(choices)

    def take(key: str, value: str) -> str:
        if value not in known:
            raise BadParameter(key, value, f"one of {alternatives(known)} is expected.")
        return value

    return take


def number_of_games(key: str, value: str) -> str:
    """Read how many Games two partners share at least."""
    if not re.fullmatch(r"[0-9]{1,2}", value) or not 1 <= int(value) <= _MOST_SHARED:
        raise BadParameter(key, value, f"a number from 1 to {_MOST_SHARED} is expected.")
    return str(int(value))


def line_of_text(most: int) -> Callable[[str, str], str]:
    """Return a reader of a line of text, of so many characters at most."""

    def take(key: str, value: str) -> str:
        text = " ".join(value.split())
        if len(text) > most:
            raise BadParameter(key, value, f"at most {most} characters are taken, and these are {len(text)}.")
        if _UNFIT.search(text):
            raise BadParameter(key, value, "words without control characters are expected.")
        return text

    return take


def day(key: str, value: str) -> str:
    """Read a day."""
    try:
        if len(value) != len("YYYY-MM-DD"):
            raise ValueError(quoted(value))
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise BadParameter(key, value, "a day as YYYY-MM-DD, such as 2017-01-18, is expected.") from error


def plain(key: str, value: str) -> str:
    """Read what only the browser uses."""
    if not _PLAIN.fullmatch(value):
        raise BadParameter(key, value, "letters, digits and - . / : ~ @ , + are expected, no more than 200 of them.")
    return value
