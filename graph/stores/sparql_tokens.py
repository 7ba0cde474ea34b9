"""The tokens of SPARQL, for all that reads or changes queries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, Literal

Kind = Literal["iri", "string", "unclosed", "comment", "variable", "label", "name", "word", "open", "close"]
"""What a token is. `unclosed` is a quote and all text after it, and `label` a blank node or a language. `name` is a
prefixed name, and `word` may be a keyword. `open` and `close` are brackets of all three shapes."""

SPACE: Final = r"(?:\s|\#[^\n\r]*+)*+"
"""What may stand between two tokens, as part of a regular expression."""

_LETTERS: Final = (
    "\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f\u2c00-\u2fef"
    "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_MARKS: Final = "\u00b7\u0300-\u036f\u203f-\u2040"
"""What names may have beyond ASCII: at their beginning, and further on only."""


def tokens(text: str, *kinds: Kind) -> Iterator[re.Match[str]]:
    """Give the tokens of these kinds, or of all, in their order; the `lastgroup` of a match is its kind.

    >>> [token[0] for token in tokens("ASK { ?s <x:p> 'ASK {' } # {", "word", "open")]
    ['ASK', '{']
    """
    found = (_TOKEN if text.isascii() else _token_beyond_ascii()).finditer(text)
    return (token for token in found if token.lastgroup in kinds) if kinds else found


def _compiled(letters: str, marks: str) -> re.Pattern[str]:
    """Return the tokens of SPARQL 1.1 (section 19.8), as far as anybody here must tell them apart.

    Numbers and signs are left out. Quantifiers are possessive: whatever the text, the time is linear in its length.
    """
    start = f"A-Za-z_{letters}"
    name = f"{start}0-9{marks}"
    local = rf"(?:[{name}:.\-]++|%[0-9A-Fa-f]{{2}}|\\[_~.\-!$&'()*+,;=/?#@%])*+"
    return re.compile(
        rf"""
        (?![\x20\t\r\n])  # no token begins with a space; to say so saves half of the time
        (?:
          (?P<iri><[^<>"{{}}|^`\\\x00-\x20]*+>)
        | (?P<string>\"\"\"(?:[^"\\]|\\.|"(?!""))*+\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*+'''
                   | "(?:[^"\\\n\r]|\\.)*+" | '(?:[^'\\\n\r]|\\.)*+')
        | (?P<unclosed>["'].*+)
        | (?P<comment>\#[^\n\r]*+)
        | (?P<variable>[?$][{name}]++)
        | (?P<label>_:[{name}.\-]++ | @[A-Za-z]++(?:-[A-Za-z0-9]++)*+)
        | (?P<name>(?:[{start}][{name}.\-]*+)?:{local})
        | (?P<word>[{start}][{name}.\-]*+)
        | (?P<open>[{{(\[]) | (?P<close>[}})\]])
        )
        """,
        re.VERBOSE | re.DOTALL,
    )


_TOKEN: Final = _compiled("", "")
"""The tokens of texts in ASCII: it compiles in a twentieth of the time, and most commands need no other."""


@cache
def _token_beyond_ascii() -> re.Pattern[str]:
    return _compiled(_LETTERS, _MARKS)
