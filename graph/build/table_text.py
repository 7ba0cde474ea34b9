"""The content of a table's file, or why it cannot be read."""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import Final

from graph.build.problems import Kind, Problem

SAVE: Final = 'save the file as "CSV UTF-8" (Excel) or as Text CSV with Unicode (UTF-8) and commas (LibreOffice)'
_OTHER_ENCODINGS: Final = {
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}
_OPEN: Final = f"CSV: open it in the program that wrote it, and {SAVE}"
_FORMATS: Final = {
    rb"PK\x03\x04": ("a workbook (Excel or LibreOffice) or another ZIP archive", _OPEN),
    rb"\xd0\xcf\x11\xe0": ("a workbook of an old Excel (.xls)", _OPEN),
    rb"\x1f\x8b": ("a file that gzip compressed", "CSV: decompress it"),
    rb"%PDF-": ("a PDF", _OPEN),
    rb"\{\\rtf": ("a text with formatting (RTF)", _OPEN),
    rb"version https://git-lfs\.": ("a Git LFS pointer", "the table itself, which git lfs pull fetches"),
    rb"(?i)<(?:!doctype html|html|head|body)\b": ("a web page (HTML)", "the CSV file itself: download its raw content"),
    rb"<\?xml\b": ("an XML file", _OPEN),
    rb"[{\[]\s*[\"{\[]": ("a JSON file", "CSV, with a header line"),
}
"""What the beginning of a file in another format looks like, what it is then, and what would be right."""


class MalformedFileError(ValueError):
    """A file that is not CSV in UTF-8; `problem` says where and why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def content_of(path: Path) -> bytes:
    """Return the bytes of a file whose format may be CSV in UTF-8.

    Raises:
        MalformedFileError: it is no file, may not be read, or has another format or encoding.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise MalformedFileError(unread(path, error)) from error
    _refuse_other_format(path.name, content)
    _refuse_other_encoding(path.name, content)
    return content


def unread(path: Path, error: OSError) -> Problem:
    """Say what stands in the place of a file that can be read."""
    if path.is_symlink() and not path.exists():
        found, what = f"a link to {path.readlink()}, where nothing is", "a link to this table, or the table itself"
    elif isinstance(error, FileNotFoundError):
        found, what = "no file", "this table, with at least its header line"
    elif isinstance(error, IsADirectoryError):
        found, what = "a folder", "a file with this table"
    elif isinstance(error, PermissionError):
        found, what = "a file that you may not read", "the permission to read it"
    else:
        found, what = f"a file that cannot be read ({error.strerror})", "this table"
    return Problem(path.name, 1, "", found, what, kind=Kind.FILE)


def _refuse_other_format(name: str, content: bytes) -> None:
    start = content[:1000].removeprefix(codecs.BOM_UTF8).lstrip()
    for pattern, (found, what) in _FORMATS.items():
        if re.match(pattern, start):
            raise MalformedFileError(Problem(name, 1, "", found, what, kind=Kind.FILE))


def _refuse_other_encoding(name: str, content: bytes) -> None:
    marked = (encoding for mark, encoding in _OTHER_ENCODINGS.items() if content.startswith(mark))
    encoding = next(marked, "UTF-16" if b"\0" in content[:4] else None)
    if encoding is None:
        return
    what = f"text in UTF-8; {SAVE}"
    raise MalformedFileError(Problem(name, 1, "", f"text in {encoding}", what, kind=Kind.FILE))
