"""Texts from files or from standard input, which may be endless."""

from __future__ import annotations

import sys
from errno import EBADF
from pathlib import Path

import click

from webapp.cli.errors import Misuse


def read_text(file: str, most: int, expected: str, hint: str) -> str:
    """Return the text of a file, or of standard input for "-"; a byte order mark at its beginning is left out.

    `expected` says what the file should be, and `hint` what to do about one of more than `most` bytes.

    Raises:
        Misuse: it cannot be read, is too long, or is no UTF-8.
    """
    name = "<stdin>" if file == "-" else click.format_filename(file)
    try:
        content = sys.stdin.buffer.read(most + 1) if file == "-" else _beginning(Path(file), most + 1)
    except OSError as error:
        reason = "it is closed" if error.errno == EBADF else error.strerror
        raise Misuse(f"Cannot read {name}: {reason}. {expected} is expected.") from error
    if len(content) > most:
        raise Misuse(f"{name} is longer than {most:,} bytes. {hint}")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        lines = error.object[: error.start].split(b"\n")
        where = f"line {len(lines)}, byte {len(lines[-1]) + 1}"
        raise Misuse(f"{name} is not UTF-8 text: {error.reason} at {where}. Save it as UTF-8.") from error


def _beginning(path: Path, size: int) -> bytes:
    with path.open("rb") as file:
        return file.read(size)
