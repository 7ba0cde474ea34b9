"""The field of an answer with hints about terms of its query.

HTTP has no field for it: `Warning` was about caches, and is obsolete (RFC 9111, section 5.5). This one is a List of
Strings with Parameters (RFC 9651), in ASCII, and at most 4,000 characters long.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from urllib.parse import quote

from queries.hints import Hint

HINTS: Final = "OPG-Hints"
"""The name of the field."""

_LONGEST: Final = 4_000
_LONGEST_IRI: Final = 200
_ASCII: Final = "".join(map(chr, range(0x20, 0x7F)))
"""What a String may hold; other characters become percent-encoded UTF-8."""


def field(hints: Iterable[Hint]) -> str:
    r"""Return the value of the field; as many hints as fit, and nothing for none.

    >>> from queries.sparql_text.position import Position
    >>> field([Hint('Did you mean "op:x"?', Position(1, 2, ""), "https://example.org/x")])
    '"Did you mean \\"op:x\\"?";line=1;column=2;nearest="https://example.org/x"'
    """
    written = ""
    for hint in hints:
        item = f"{_string(hint.text)};line={hint.position.line};column={hint.position.column}"
        if hint.nearest and len(hint.nearest) <= _LONGEST_IRI:
            item += f";nearest={_string(hint.nearest)}"
        if len(written) + len(item) + 2 > _LONGEST:
            break
        written += f", {item}" if written else item
    return written


def _string(text: str) -> str:
    r"""Write a String of RFC 9651, in which quotation marks and backslashes are escaped."""
    plain = quote(text, safe=_ASCII, errors="replace")
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'
