"""The command `opg export`, which writes the graph to a file."""

from __future__ import annotations

import errno
import os
import stat
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import IO

import click

from graph.rdf_formats import DATASET_FORMATS, TURTLE
from ontology.namespaces import GRAPHS
from webapp.cli.errors import Failure, Misuse
from webapp.cli.options import GivenPath, GivenText, home_option, progress, tables_option
from webapp.cli.streams import note

_MODE = 0o644
"""The mode of a file that was not there: the data is public."""

_FORMATS = {format_.name: f".{format_.suffix}" for format_ in DATASET_FORMATS}


@click.command(epilog="Example: opg export --format turtle --graph curated --graph derived -o partnerships.ttl")
@click.option(
    "--format",
    "format_",
    type=click.Choice(list(_FORMATS)),
    help="RDF format.  [default: by the extension of FILE; turtle where it has none]",
)
@click.option(
    "--graph",
    "graphs",
    type=click.Choice(list(GRAPHS)),
    multiple=True,
    help="A named graph; may be repeated.  [default: all]",
)
@click.option(
    "-o",
    "--output",
    type=GivenPath(dir_okay=False, path_type=Path),
    default="-",
    help="File to write.  [default: -, standard output]",
)
@click.option(
    "--release",
    "number",
    type=GivenText("the number of a release, such as 1.0,"),
    metavar="NUMBER",
    help="A release of the data, such as 1.0, in place of the graph.",
)
@tables_option
@home_option
def export(  # noqa: PLR0913, PLR0917 - one for each option
    format_: str | None,
    graphs: tuple[str, ...],
    output: Path,
    number: str | None,
    tables: Path | None,
    home: Path | None,
) -> None:
    """Write the graph in an RDF format.

    TriG, N-Quads and JSON-LD keep the named graphs apart; the other formats hold their union. A file appears whole or
    not at all.
    """
    from graph.build.build_snapshot import ensure
    from graph.build.export import export as write
    from graph.build.export import export_release
    from graph.releases.frozen import release

    chosen = format_ or _by_extension(output)
    if number and (tables or home):
        raise Misuse("--release is for a release that was made, --tables and --home for a build; give only one.")
    with progress() as tell:
        if number:
            written = partial(export_release, release(number.removeprefix("v")), chosen)
        else:
            written = partial(write, ensure(home, tell, tables), chosen)
        tell(f"Writing {chosen}")
        if str(output) == "-":
            written(sys.stdout.buffer, graphs)
            sys.stdout.flush()
            return
        try:
            _write_whole(output, lambda file: written(file, graphs))
        except OSError as error:
            raise Failure(f"Cannot write {output}: {error.strerror or error}.") from error
    if output.is_file():
        note(f"Wrote {output} ({output.stat().st_size:,} bytes).")


def _by_extension(output: Path) -> str:
    """Return the format that the extension stands for; Turtle where there is none.

    Raises:
        Misuse: it is the extension of something else.
    """
    for name, extension in _FORMATS.items():
        if output.suffix.lower() == extension:
            return name
    if output.suffix:
        known = ", ".join(_FORMATS.values())
        raise Misuse(f"{output.name} has none of the extensions {known}; choose one of these, or a format by --format.")
    return TURTLE.name


def _write_whole(output: Path, write: Callable[[IO[bytes]], None]) -> None:
    """Write to a file beside, which takes the name when it is complete; a device takes it as it comes."""
    if output.exists() and not output.is_file():
        with output.open("wb") as device:
            write(device)
        return
    output = _target(output)
    mode = stat.S_IMODE(output.stat().st_mode) if output.exists() else _MODE
    handle, name = tempfile.mkstemp(prefix=f".{output.name}-", dir=output.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            write(file)
        beside.chmod(mode)
        beside.replace(output)
    finally:
        beside.unlink(missing_ok=True)


def _target(output: Path) -> Path:
    """Return the file that is written: of a link what it leads to.

    Raises:
        OSError: links lead in a circle.
    """
    try:
        return output.resolve()
    except RuntimeError as error:
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(output)) from error
