"""A counter of a result's rows while it is written.

pyoxigraph writes a SELECT's result in one native call, which tells nobody how far it is. So rows are counted from the
bytes of its format. Each has a mark once for every row. No value holds it, because values are escaped or quoted.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import pyoxigraph as ox

RowCounter: TypeAlias = Callable[[bytes], int]


def counter(form: ox.QueryResultsFormat) -> RowCounter:
    """Return a function that takes the next bytes of a result and returns the rows begun or ended so far."""
    counters: dict[ox.QueryResultsFormat, Callable[[], RowCounter]] = {
        ox.QueryResultsFormat.JSON: _Json,
        ox.QueryResultsFormat.XML: _Xml,
        ox.QueryResultsFormat.CSV: _Csv,
        ox.QueryResultsFormat.TSV: _Tsv,
    }
    return counters[form]()


class _Tsv:
    """A line each, after that of the names; a line break in a value is written as backslash and n."""

    def __init__(self) -> None:
        self.rows = -1

    def __call__(self, chunk: bytes) -> int:
        self.rows += chunk.count(b"\n")
        return self.rows


class _Csv(_Tsv):
    """A line each, after that of the names; a line break in a value is between quotes (RFC 4180, section 2)."""

    def __init__(self) -> None:
        super().__init__()
        self.quoted = False

    def __call__(self, chunk: bytes) -> int:
        outside, self.quoted = _outside_quotes(chunk, self.quoted)
        self.rows += outside.count(b"\n")
        return self.rows


class _Xml:
    """An element each; a `<` in a value is written as an entity."""

    MARK = b"<result>"

    def __init__(self) -> None:
        self.rows = 0
        self.tail = b""

    def __call__(self, chunk: bytes) -> int:
        text = self.tail + chunk
        self.rows += text.count(self.MARK)
        self.tail = text[-len(self.MARK) + 1 :]
        return self.rows


class _Json:
    """An object each in the one array of objects.

    Outside strings, a brace after a bracket or a comma begins a row. Within a row a brace follows a colon.
    """

    def __init__(self) -> None:
        self.rows = 0
        self.quoted = False
        self.tail = b""

    def __call__(self, chunk: bytes) -> int:
        text = self.tail + chunk
        held = len(text) - len(text.rstrip(b"\\[,"))  # what the next bytes may belong to
        text, self.tail = (text[:-held], text[-held:]) if held else (text, b"")
        if b"\\" in text:
            text = text.replace(b"\\\\", b"").replace(b'\\"', b"")
        outside, self.quoted = _outside_quotes(text, self.quoted)
        self.rows += outside.count(b",{") + outside.count(b"[{")
        return self.rows


def _outside_quotes(text: bytes, quoted: bool) -> tuple[bytes, bool]:
    """Return what stands outside double quotes, a quote for each quoted part, and whether the text ends within one."""
    pieces = text.split(b'"')
    return b'"'.join(pieces[int(quoted) :: 2]), quoted == (len(pieces) % 2 == 1)
