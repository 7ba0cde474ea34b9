"""Files that are compressed with gzip or Zstandard. One that was cut is damaged, and not short."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from typing import Any, Final

import zstandard

_DECODERS: Final[Mapping[str, Callable[[], Any]]] = {
    ".gz": lambda: zlib.decompressobj(zlib.MAX_WBITS | 16),
    ".zst": lambda: zstandard.ZstdDecompressor().decompressobj(),
}
"""What decompresses one frame, by the ends of the names of files; it says where the frame ends."""

SUFFIXES: Final = tuple(_DECODERS)
_PART: Final = 1_000_000
_MOST: Final = 2_000_000_000
"""Bytes that a file may unpack to."""


class CompressedError(ValueError):
    """A file that cannot be unpacked; the message says why."""


def unpacked(content: bytes, suffix: str) -> bytes:
    """Return what a file holds whose name ends in one of `SUFFIXES`.

    Raises:
        CompressedError: it is not compressed in this way, is not whole, or unpacks to too much.
    """
    pieces, size, decoder = [], 0, None
    try:
        for start in range(0, len(content), _PART):
            rest = content[start : start + _PART]
            while rest:
                decoder = _DECODERS[suffix]() if decoder is None else decoder
                pieces.append(decoder.decompress(rest))
                size += len(pieces[-1])
                rest = decoder.unused_data.lstrip(b"\0") if decoder.eof else b""
                decoder = None if decoder.eof else decoder
                if size > _MOST:
                    raise CompressedError(f"it unpacks to more than {_MOST:,} bytes")
    except (zlib.error, zstandard.ZstdError) as error:
        raise CompressedError(f"it is damaged, or no {suffix} file: {error}") from error
    if decoder is not None or not content:
        raise CompressedError("it is damaged: its end is missing")
    return b"".join(pieces)
