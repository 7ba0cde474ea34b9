"""The request log, one line for each request, on standard error.

Each line is written in one piece. Several workers can share the stream: a line is shorter than what a pipe takes at
once, so that lines never mix. What a client sends can neither end a line nor begin one: control characters and all
beyond ASCII are escaped.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

STANDARD_ERROR = 2
_LONGEST_TARGET = 2_000
_LONGEST = 400
"""Characters of an escaped value, at most; a pipe takes 4,096 bytes at once (POSIX's PIPE_BUF on Linux)."""


@dataclass(frozen=True, slots=True)
class LogEntry:
    """A request and how it was answered: `status` is None where its client left before, `seconds` the whole time."""

    request_id: str
    client: str
    method: str
    target: str
    protocol: str
    status: int | None
    size: int
    seconds: float
    user_agent: str
    referer: str


def writer(form: str) -> Callable[[LogEntry], None] | None:
    """Return what writes entries as `json` or as `text`; nothing for `off`."""
    formatted = {"json": as_json, "text": as_text}.get(form)
    return (lambda entry: write(formatted(entry))) if formatted else None


def write(line: str) -> None:
    """Write a line at once; a log that nobody takes stops no request."""
    with suppress(OSError):
        os.write(STANDARD_ERROR, f"{line}\n".encode("ascii", "backslashreplace"))


def as_json(entry: LogEntry) -> str:
    """Return an entry as a JSON object."""
    return json.dumps(
        {
            "time": timestamp(),
            "request_id": entry.request_id,
            "client": _short(entry.client),
            "method": _short(entry.method),
            "target": _short(entry.target, _LONGEST_TARGET),
            "protocol": entry.protocol,
            "status": entry.status,
            "bytes": entry.size,
            "seconds": round(entry.seconds, 6),
            "user_agent": _short(entry.user_agent),
            "referer": _short(entry.referer),
        }
    )


def as_text(entry: LogEntry) -> str:
    """Return an entry as time, id, client, request, status, bytes, seconds, referer, and user agent."""
    request = f"{_short(entry.method)} {_short(entry.target, _LONGEST_TARGET)} {entry.protocol}"
    parts = (
        timestamp(),
        entry.request_id,
        escaped(_short(entry.client)).replace(" ", "\\x20"),
        _quoted(request),
        str(entry.status or "-"),
        str(entry.size),
        f"{entry.seconds:.6f}",
        _quoted(_short(entry.referer)),
        _quoted(_short(entry.user_agent)),
    )
    return " ".join(parts)


def timestamp() -> str:
    """Return the time now, in UTC, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def escaped(text: str) -> str:
    r"""Return text as printable ASCII.

    >>> print(escaped("Zoë\n"))
    Zo\xeb\n
    """
    return text.encode("unicode_escape").decode("ascii")


def _quoted(text: str) -> str:
    return '"' + escaped(text).replace('"', '\\"') + '"' if text else '"-"'


def _short(latin: str, most: int = _LONGEST) -> str:
    """Return what a header or an address says, as UTF-8; escaped, it has at most `most` characters."""
    text = latin.encode("latin-1", "replace").decode("utf-8", "replace")
    cut = text[:most]
    while len(json.dumps(cut)) > most + 2:
        cut = cut[: len(cut) * most // len(json.dumps(cut))]
    return cut if cut == text else f"{cut}..."
