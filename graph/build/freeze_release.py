"""The making of a release: `python -m graph.build.freeze_release 1.1`, or `make release VERSION=1.1`.

It is the last act of a release; afterwards its files never change. The number must be new, and greater than all before.
It is that of the newest row of `releases.csv`, and stands in a heading of the changelog. Otherwise the release is
refused, and nothing is written.
"""

from __future__ import annotations

import json
import re
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, Final

import zstandard

from graph.build.build_dataset import make_dataset
from graph.build.load_tables import Tables, load
from graph.build.row_models import ReleaseRow
from graph.build.swap import whole
from graph.build.validate import validate
from graph.paths import EXAMPLES, TABLES
from graph.progress import Progress, silent
from graph.releases.changes import changes
from graph.releases.difference import difference
from graph.releases.frozen import (
    CHANGES,
    CHECKSUM,
    FOLDER,
    INDEX,
    SUFFIX,
    FileDigest,
    Release,
    is_number,
    order,
    releases,
)
from graph.version_digest import sorted_version

CHANGELOG: Final = Path(__file__).parents[2] / "CHANGELOG.md"


class RefusedError(ValueError):
    """A release cannot be made; the message says why, and what to do."""


def make_release(
    version: str, tables: Path = TABLES, changelog: Path = CHANGELOG, folder: Path = FOLDER, progress: Progress = silent
) -> Release:
    """Make a release from the tables, and write its files into the folder of the releases.

    Raises:
        RefusedError: the release may not be made.
        BadTablesError: something is wrong in the tables.
        InvalidDataError: the data breaks a rule whose severity is violation.
        OSError: a file cannot be written.
    """
    _free(version, folder)
    read = load(tables)
    row = _row(version, read)
    _look_into(changelog, version)
    dataset = make_dataset(read, tables / EXAMPLES.name, progress, name=version)
    progress("Applying the rules")
    validate(dataset.file, progress).refuse_violations()
    return freeze(row, dataset.nquads, folder, progress)


def freeze(row: ReleaseRow, nquads: bytes, folder: Path = FOLDER, progress: Progress = silent) -> Release:
    """Write the files of a release whose statements are given, as sorted N-Quads; the index comes last.

    Raises:
        OSError: a file cannot be written.
    """
    lines = nquads.splitlines(keepends=True)
    before = [one for one in releases(folder) if order(one.version) < order(row.version)]
    progress("Compressing, which takes about a minute")
    compressed = compress(nquads)
    release = Release(
        row.version,
        row.date.text,
        row.summary,
        before[-1].version if before else None,
        sorted_version(lines),
        len(lines),
        FileDigest.of(nquads),
        FileDigest.of(compressed),
        folder,
    )
    name = f"{row.version}{SUFFIX}"
    files = {name: compressed, f"{row.version}{CHECKSUM}": f"{release.file.sha256}  {name}\n".encode()}
    if before:
        progress(f"Comparing with release {before[-1].version}")
        found = changes(difference(before[-1].content().splitlines(keepends=True), lines))
        files[f"{row.version}{CHANGES}"] = _json(found.as_json(before[-1].version, row.version), None)
    files[f"{row.version}{INDEX}"] = _json(release.as_json())
    for file_name, content in files.items():
        with whole(folder / file_name) as file:
            file.write(content)
    releases.cache_clear()
    return release


def compress(content: bytes) -> bytes:
    """Compress as small as zstd can in about a minute; the same library makes the same bytes each time."""
    parameters = zstandard.ZstdCompressionParameters.from_level(
        19,
        source_size=len(content),
        window_log=26,
        strategy=zstandard.STRATEGY_BTULTRA2,
        min_match=3,
        search_log=6,
        target_length=999,
        write_checksum=True,
        write_content_size=True,
    )
    return zstandard.ZstdCompressor(compression_params=parameters).compress(content)


def _free(version: str, folder: Path) -> None:
    """Make sure that a number is one, that no release has it, and that it comes after theirs."""
    if not is_number(version):
        raise RefusedError(f"{version} is no number of a release, such as 1.2.")
    made = releases(folder)
    if any(one.version == version for one in made):
        raise RefusedError(f"Release {version} exists, and releases never change. The next one needs another number.")
    if made and order(made[-1].version) > order(version):
        raise RefusedError(f"Release {version} would come after {made[-1].version}, and must have a greater number.")


def _row(version: str, tables: Tables) -> ReleaseRow:
    """Return the row of the release, which must be the newest one."""
    rows = {row.version: row for row in tables.releases}
    newest = max(rows.values(), key=lambda row: (row.date.text, order(row.version)), default=None)
    if version not in rows:
        raise RefusedError(f"releases.csv has no row for {version}. Add it: its number, date and summary.")
    if newest is not rows[version]:
        other = newest.version if newest else "another one"
        raise RefusedError(f"{version} is not the newest row of releases.csv, which is {other}.")
    return rows[version]


def _look_into(changelog: Path, version: str) -> None:
    """Make sure that the changelog has a heading for the release."""
    text = changelog.read_text(encoding="utf-8") if changelog.exists() else ""
    if not re.search(rf"^## \[?{re.escape(version)}\]?(\s|$)", text, re.MULTILINE):
        raise RefusedError(f"{changelog.name} says nothing about {version}. Add a heading: ## {version} (its date).")


def _json(values: dict[str, Any], indent: int | None = 2) -> bytes:
    return (json.dumps(values, ensure_ascii=False, indent=indent) + "\n").encode()


def _tell(step: str) -> None:
    sys.stderr.write(f"{step} …\n")


def main() -> None:
    """Make a release from the tables of the project."""
    parser = ArgumentParser(prog=f"python -m {__spec__.name}", description=main.__doc__)
    parser.add_argument("version", help="the number of the newest row of graph/data/releases.csv")
    given = parser.parse_args()
    try:
        made = make_release(given.version, progress=_tell)
    except (ValueError, OSError) as error:
        sys.exit(f"Release {given.version} was not made. {error}")
    sys.stdout.write(
        f"Release {made.version}: {made.statements:,} statements, {made.file.size:,} bytes in {made.path}\n"
        f"SHA-256 of the file {made.file.sha256}\nDigest of the dataset {made.digest}\n"
    )


if __name__ == "__main__":
    main()
