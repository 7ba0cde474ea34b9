"""The releases that were made, each with the statements as they were."""

from __future__ import annotations

import datetime
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import IO, Any, Final

import zstandard

from graph.forms import meant
from graph.nearest import nearest

FOLDER: Final = Path(__file__).parent
SUFFIX: Final = ".nq.zst"
INDEX: Final = ".json"
CHANGES: Final = ".changes.json"
CHECKSUM: Final = f"{SUFFIX}.sha256"


class ReleaseError(ValueError):
    """There is no such release, or its file is damaged; the message says what there is, or what to do."""


@dataclass(frozen=True, slots=True)
class FileDigest:
    """The size of a file in bytes, and its SHA-256 in hexadecimal."""

    size: int
    sha256: str

    @classmethod
    def of(cls, content: bytes) -> FileDigest:
        """Measure a content."""
        return cls(len(content), sha256(content).hexdigest())


@dataclass(frozen=True, slots=True)
class Release:
    """A numbered state of the data: its date, what it brought, the release before it, and its frozen statements.

    `digest` is that of its dataset (see `graph.version_digest`), and `statements` their number. `nquads` measures the
    plain N-Quads, and `file` the compressed file that is frozen.
    """

    version: str
    date: str
    summary: str
    previous: str | None
    digest: str
    statements: int
    nquads: FileDigest
    file: FileDigest
    folder: Path = FOLDER

    @property
    def path(self) -> Path:
        """The frozen file."""
        return self.folder / f"{self.version}{SUFFIX}"

    @property
    def day(self) -> datetime.date:
        """The date on which it was published."""
        return datetime.date.fromisoformat(self.date)

    def content(self) -> bytes:
        """Return the statements as sorted N-Quads.

        Raises:
            ReleaseError: the file is gone or damaged.
        """
        try:
            compressed = self.path.read_bytes()
        except OSError as error:
            raise ReleaseError(f"Release {self.version} cannot be read: {self.path}: {error.strerror}.") from error
        try:
            content = zstandard.ZstdDecompressor().decompress(compressed)
        except zstandard.ZstdError as error:
            raise self._damaged() from error
        if FileDigest.of(content) != self.nquads:
            raise self._damaged()
        return content

    def _damaged(self) -> ReleaseError:
        hint = "take it from the repository, or install opg again"
        return ReleaseError(f"{self.path} is damaged, since it has not the checksum of release {self.version}: {hint}.")

    def open(self) -> IO[bytes]:
        """Return the statements as a file of sorted N-Quads.

        Raises:
            ReleaseError: the file is gone or damaged.
        """
        return BytesIO(self.content())

    def changes(self) -> dict[str, Any] | None:
        """Return the list of changes since the release before, as `Changes.as_json` gives it; None for the first."""
        path = self.folder / f"{self.version}{CHANGES}"
        return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None

    def as_json(self) -> dict[str, Any]:
        """Return what its index file holds."""
        values = asdict(self)
        del values["folder"]
        return values

    @classmethod
    def read(cls, path: Path) -> Release:
        """Read an index file."""
        values = json.loads(path.read_text(encoding="utf-8"))
        values |= {name: FileDigest(**values[name]) for name in ("nquads", "file")}
        return cls(**values, folder=path.parent)


@lru_cache(4)
def releases(folder: Path = FOLDER) -> tuple[Release, ...]:
    """Return the releases that were made, the oldest first."""
    found = (Release.read(path) for path in index_files(folder))
    return tuple(sorted(found, key=lambda release: order(release.version)))


def index_files(folder: Path = FOLDER) -> list[Path]:
    """Return the files that say what releases there are."""
    return sorted(path for path in folder.glob(f"[0-9]*{INDEX}") if not path.name.endswith(CHANGES))


def release(version: str, folder: Path = FOLDER) -> Release:
    """Return a release by its number.

    Raises:
        ReleaseError: there is none of that number; the message names what was probably meant, and all that there are.
    """
    known = {one.version: one for one in releases(folder)}
    if version in known:
        return known[version]
    if not known:
        raise ReleaseError(f"There is no release {version}, nor any other one.")
    raise ReleaseError(f"There is no release {version}{_meant(version, list(known))}. There are {', '.join(known)}.")


def _meant(version: str, known: Sequence[str]) -> str:
    """Say which number was probably meant: the last one before it, or the first; of no number, the likest."""
    if not is_number(version):
        return meant(nearest(version.removeprefix("v"), known), version)
    before = [one for one in known if order(one) <= order(version)]
    return meant(before[-1] if before else known[0], version)


def by_digest(digest: str, folder: Path = FOLDER) -> Release | None:
    """Return the release whose dataset has a digest, or None."""
    return next((one for one in releases(folder) if one.digest == digest), None)


def by_file(content: bytes, folder: Path = FOLDER) -> Release | None:
    """Return the release that a file is: its frozen file, or its plain N-Quads; None for any other file."""
    likely = [one for one in releases(folder) if len(content) in (one.file.size, one.nquads.size)]
    measured = FileDigest.of(content) if likely else None
    return next((one for one in likely if measured in (one.file, one.nquads)), None)


def is_number(version: str) -> bool:
    """Tell whether a text is in the form of a release's number, such as `1.10`."""
    return bool(version) and all(part.isascii() and part.isdecimal() for part in version.split("."))


def order(version: str) -> tuple[int, ...]:
    """Return what numbers of releases are sorted by: 1.10 comes after 1.9."""
    return tuple(int(part) for part in version.split("."))
