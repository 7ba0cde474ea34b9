"""Content codings: which one of several to send (RFC 9110, section 12.5.3)."""

from __future__ import annotations

from collections.abc import Sequence

from werkzeug.http import parse_accept_header

IDENTITY = "identity"
"""No coding at all."""

_ALIASES = {"x-gzip": "gzip"}
_UNNAMED = 0.0005
"""The quality of `identity` where a client does not name it: below every other that is acceptable."""


def best_coding(accepted: str | None, offers: Sequence[str]) -> str | None:
    """Return the coding that an Accept-Encoding header prefers; of equals the first one of `offers`.

    `identity` is always on offer. It is the answer where a client names no coding, since such a client may know none.
    None means that the client excludes it, and takes none of the others.

    >>> best_coding("gzip, zstd;q=0.9", ["zstd", "gzip"])
    'gzip'
    """
    if not accepted:
        return IDENTITY
    qualities = {_ALIASES.get(name.lower(), name.lower()): quality for name, quality in parse_accept_header(accepted)}
    others = qualities.get("*", 0)
    ranked = {coding: qualities.get(coding, others) for coding in offers}
    ranked[IDENTITY] = qualities.get(IDENTITY, qualities.get("*", _UNNAMED))
    best = max(ranked, key=lambda coding: ranked[coding])
    return best if ranked[best] > 0 else None
