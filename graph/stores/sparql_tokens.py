"""The tokens of SPARQL, for whatever reads or changes the text of a query.

They stand in `graph`, because a store reads the form of a query before it sends it. `queries.sparql_text` and
`queries.binding` build on them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Literal

Kind = Literal["iri", "string", "unclosed", "comment", "variable", "label", "name", "word", "open", "close"]
"""What a token is: `unclosed` is a quote and all text after it; `label` a blank node or a language; `name` a prefixed
name; `word` what may be a keyword; `open` and `close` are brackets of all three shapes."""

_NAME_START: Final = (
    "A-Za-z_\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f\u2c00-\u2fef"
    "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_NAME: Final = f"{_NAME_START}0-9\u00b7\u0300-\u036f\u203f-\u2040"
_LOCAL: Final = rf"(?:[{_NAME}:.\-]++|%[0-9A-Fa-f]{{2}}|\\[_~.\-!$&'()*+,;=/?#@%])*+"
_COMMENT: Final = r"\#[^\n\r]*+"

SPACE: Final = rf"(?:\s|{_COMMENT})*+"
"""What may stand between two tokens, as part of a regular expression."""

TOKEN: Final = re.compile(
    rf"""
    (?![\x20\t\r\n])  # no token begins with a space; to say so saves half of the time
    (?:
      (?P<iri><[^<>"{{}}|^`\\\x00-\x20]*+>)
    | (?P<string>\"\"\"(?:[^"\\]|\\.|"(?!""))*+\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*+'''
               | "(?:[^"\\\n\r]|\\.)*+" | '(?:[^'\\\n\r]|\\.)*+')
    | (?P<unclosed>["'].*+)
    | (?P<comment>{_COMMENT})
    | (?P<variable>[?$][{_NAME}]++)
    | (?P<label>_:[{_NAME}.\-]++ | @[A-Za-z]++(?:-[A-Za-z0-9]++)*+)
    | (?P<name>(?:[{_NAME_START}][{_NAME}.\-]*+)?:{_LOCAL})
    | (?P<word>[{_NAME_START}][{_NAME}.\-]*+)
    | (?P<open>[{{(\[]) | (?P<close>[}})\]])
    )
    """,
    re.VERBOSE | re.DOTALL,
)
"""The tokens of SPARQL 1.1 (section 19.8), as far as anybody here must tell them apart; numbers and signs are left out.

The `lastgroup` of a match is its `Kind`. Quantifiers are possessive: whatever the text, the time is linear in its
length.
"""


def tokens(text: str, *kinds: Kind) -> Iterator[re.Match[str]]:
    """Give the tokens of these kinds, in their order.

    >>> [token[0] for token in tokens("ASK { ?s <x:p> 'ASK {' } # {", "word", "open")]
    ['ASK', '{']
    """
    return (token for token in TOKEN.finditer(text) if token.lastgroup in kinds)
