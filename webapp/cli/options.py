"""Options that several commands share, and the store that they open."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click
from click.shell_completion import CompletionItem

from graph import rdf_formats
from webapp.cli.errors import Misuse

if TYPE_CHECKING:
    from graph.progress import Progress
    from graph.stores.store import Store
    from webapp.models.reference_data import ReferenceData

_CACHE: Final = 64 * 1024 * 1024
"""Bytes of rows that a command keeps, which it asks for more than once."""

_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)

F = TypeVar("F", bound=Callable[..., Any])
Completer = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]

FORMATS: Final = ("table", "csv", "tsv", "json", "markdown")
"""Formats of tables; `webapp.cli.output` writes them."""

GRAPH_FORMATS: Final = {format_.name: format_ for format_ in rdf_formats.GRAPH_FORMATS}
"""Formats of RDF, for the answer to a CONSTRUCT or DESCRIBE."""


class GivenPath(click.Path):
    """A path that is not empty, as that of an unset variable would be: it would mean the current folder."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401
        """Return the path."""
        if not str(value):
            self.fail("it is empty, and a path is expected.", param, ctx)
        return super().convert(value, param, ctx)


class Whole(click.IntRange):
    """A whole number from a first to a last one."""

    min: int
    max: int

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401
        """Return the number."""
        text = str(value)
        digits = text.isascii() and text.isdigit() and len(text) <= len(str(self.max))
        if not digits or not self.min <= int(text) <= self.max:
            self.fail(f"{text} is no whole number from {self.min} to {self.max}.", param, ctx)
        return int(text)


class Text(click.ParamType[str]):
    """A text that the language of this machine can read."""

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ANN401
        """Return the text.

        Raises:
            UnicodeEncodeError: it has half a character, which stands for a byte that is no text.
        """
        del param, ctx
        text = str(value)
        text.encode()
        return text


class GivenText(Text):
    """A text that is not empty either, as that of an unset variable would be; the message says what is `expected`."""

    def __init__(self, expected: str) -> None:
        self._expected = expected

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ANN401
        """Return the text.

        Raises:
            Misuse: it is empty.
            UnicodeEncodeError: it is no text.
        """
        if not str(value).strip():
            name = param.opts[0] if isinstance(param, click.Option) else param.human_readable_name if param else ""
            raise Misuse(f"{name} is empty, and {self._expected} is expected.")
        return super().convert(value, param, ctx)


class Day(click.ParamType[date]):
    """A day of the calendar, as in ISO 8601."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:  # noqa: ANN401
        """Return the day."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value if _DAY.fullmatch(value) else "")
        except ValueError:
            self.fail(f"{value} is no day; expected a day as YYYY-MM-DD, such as 2017-01-20.", param, ctx)


def home_option(command: F) -> F:
    """Add `--home`, the folder of the snapshots, as a Path or None."""
    return click.option(
        "--home",
        type=GivenPath(file_okay=False, path_type=Path),
        help="Folder of the snapshots.  [default: OPG_HOME, or your platform's folder for user data]",
    )(command)


@dataclass(frozen=True, slots=True)
class DataSource:
    """Where the data is: the store that is named, or else the snapshot in the folder `home`, of certain `tables`."""

    home: Path | None = None
    store: str | None = None
    tables: Path | None = None

    def open(self, *, foreign: bool = False) -> Store:
        """Open the store that is named, or the snapshot, which is built first where it is missing or outdated.

        A server must hold our dataset, unless data that is `foreign` will do too.

        Raises:
            StoreError: what is named cannot be opened, does not answer, or is not ready.
            BadTablesError, InvalidDataError, HomeError: as `graph.build.snapshot.build` does.
        """
        if self.store:
            from graph.stores.open_store import open_checked

            return open_checked(self.store, foreign=foreign)
        from graph.build.build_snapshot import open_store

        with progress() as tell:
            return open_store(self.home, tell, self.tables)

    def catalogue(self) -> ReferenceData:
        """Open what `open` does, for a command that asks much: a small snapshot in memory, each query once.

        Raises:
            StoreError: what is named cannot be opened, does not answer, or is not ready.
            BadTablesError, InvalidDataError, HomeError: as `graph.build.snapshot.build` does.
        """
        from webapp.http.cache import SizedLRUCache
        from webapp.models.query_client import QueryClient
        from webapp.models.reference_data import ReferenceData

        if self.store:
            return ReferenceData(QueryClient(self.open()))
        from graph.build.build_snapshot import ensure

        with progress() as tell:
            store = ensure(self.home, tell, self.tables).opened()
        return ReferenceData(QueryClient(store, SizedLRUCache(_CACHE)))


def place_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add `--home`, `--tables` and `--store`, which reach the command together as `place`."""

    @store_option
    @tables_option
    @home_option
    @wraps(command)
    def with_place(*args: object, home: Path | None, tables: Path | None, store: str | None, **others: object) -> None:
        if store and tables:
            raise Misuse("--tables is for a snapshot, and a store is named, by --store or OPG_STORE; give only one.")
        command(*args, place=DataSource(home, store, tables), **others)

    return with_place


def store_option(command: F) -> F:
    """Add `--store`, the name of a store (see `graph.stores.open_store`), or None."""
    return click.option(
        "--store",
        type=GivenText("the address of a server, or the path of a folder or file,"),
        envvar="OPG_STORE",
        metavar="URL|DIR|FILE",
        help="What to ask in place of the snapshot: a SPARQL endpoint, an Oxigraph folder or an RDF file.  "
        "[default: OPG_STORE, if set]",
    )(command)


@dataclass(frozen=True, slots=True)
class OutputFormat:
    """How an answer is to be written; see `webapp.cli.output.write`."""

    format: str | None = None
    """One of `FORMATS` or `GRAPH_FORMATS`, or None for what fits: Turtle for triples; for rows, a table on a terminal
    and CSV in a pipe."""
    columns: str | None = None
    """Names of columns with commas between, or None for all."""
    wide: bool = True
    """Whether a table shows identifiers that have no label."""


def tables_option(command: F) -> F:
    """Add `--tables`, the folder of the tables to build from, as a Path or None."""
    return click.option(
        "--tables",
        type=GivenPath(exists=True, file_okay=False, path_type=Path),
        help="Folder of the tables to build from.  [default: OPG_TABLES; else those of the last build; else those that "
        "ship with opg]",
    )(command)


def format_option(*more: str) -> Callable[[F], F]:
    """Add `--format`: one of `FORMATS` or `more`, or None."""
    return _format_option((*FORMATS, *more), "How to write the answer.  [default: table on a terminal, csv otherwise]")


def answer_format_option(command: F) -> F:
    """Add `--format` for answers of any form: one of `FORMATS` or `GRAPH_FORMATS`, or None."""
    *others, last = GRAPH_FORMATS
    graphs = f"{', '.join(others)} and {last}"
    described = (
        f"How to write the answer; {graphs} are for CONSTRUCT and DESCRIBE.  "
        "[default: turtle for these; else table on a terminal, csv otherwise]"
    )
    return _format_option((*FORMATS, *GRAPH_FORMATS), described, _complete_format)(command)


def _format_option(formats: Sequence[str], described: str, complete: Completer | None = None) -> Callable[[F], F]:
    return click.option("--format", "format_", type=click.Choice(formats), help=described, shell_complete=complete)


def _complete_format(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete a format that fits the named query, if one stands before."""
    del parameter
    from queries import registry

    name = next(iter(ctx.args), "")  # click gives up where the value of an option is missing, and keeps what is left
    query = registry.load().get(name)
    fitting = FORMATS if query and not query.is_graph else (*FORMATS, *GRAPH_FORMATS)
    return [CompletionItem(format_) for format_ in fitting if format_.startswith(incomplete)]


def columns_option(command: F) -> F:
    """Add `--columns`, names with commas between, or None."""
    return click.option("--columns", metavar="NAME,NAME...", help="Only these columns, in this order.")(command)


def layout_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add `--format`, `--columns` and `--wide`, which reach the command together as `layout`."""

    @click.option("--wide", is_flag=True, help="In a table, show identifiers that have no label too.")
    @columns_option
    @answer_format_option
    @wraps(command)
    def with_layout(*args: object, format_: str | None, columns: str | None, wide: bool, **others: object) -> None:
        command(*args, layout=OutputFormat(format_, columns, wide), **others)

    return with_layout


@contextmanager
def progress() -> Iterator[Progress]:
    """Show on standard error what goes on, if that is a terminal; nothing is drawn before the first report."""
    if sys.stderr is None or not sys.stderr.isatty():
        from graph.progress import silent

        yield silent
        return
    spinner = _Spinner()
    try:
        yield spinner.tell
    finally:
        spinner.stop()


class _Spinner:
    def __init__(self) -> None:
        self._status: Any = None

    def tell(self, step: str) -> None:
        if self._status is None:
            from rich.console import Console

            self._status = Console(stderr=True).status(step)
            self._status.start()
        self._status.update(f"{step} …")

    def stop(self) -> None:
        if self._status is not None:
            self._status.stop()
