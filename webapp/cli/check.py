"""The command `opg check`, which applies every rule to the tables. It reads every row and lists the findings."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING

import click

from webapp.cli.errors import Misuse
from webapp.cli.options import FORMATS, OutputFormat, home_option, progress, tables_option

if TYPE_CHECKING:
    from graph.build.report import Report


@dataclass(frozen=True, slots=True)
class Filter:
    """Which findings are shown: those that are new since a revision or a saved report, those of some kinds."""

    since: str | None
    only: tuple[str, ...]
    unanswered: bool = False
    """Whether the questions in words that no query answers are listed in place of findings."""


def filter_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add `--since`, `--only` and `--unanswered`, which reach the command together as `filter_`."""

    @click.option(
        "--since",
        metavar="REV|FILE",
        help="Only what the tables at this git revision did not have, or a report of --format json in this file.",
    )
    @click.option(
        "--only",
        metavar="KIND",
        multiple=True,
        help="Only findings of this kind, such as reference, date, warning or ExclusiveCategory; may be repeated.",
    )
    @click.option("--unanswered", is_flag=True, help="Only list the kinds of questions in words that no query answers.")
    @wraps(command)
    def with_filter(
        *args: object, since: str | None, only: tuple[str, ...], unanswered: bool, **others: object
    ) -> None:
        command(*args, filter_=Filter(since, only, unanswered), **others)

    return with_filter


@click.command(epilog="Example: opg check --tables graph/data --since main")
@tables_option
@home_option
@click.option("--format", "format_", type=click.Choice(["text", *FORMATS]), default="text", show_default=True)
@filter_options
@click.option("--fix", is_flag=True, help="First sort the rows and normalize the text of the tables; change no more.")
def check(tables: Path | None, home: Path | None, format_: str, filter_: Filter, fix: bool) -> None:
    """Read every row of the tables and apply every rule of the ontology; write nothing, unless --fix is given.

    Problems in the tables are named by file, line and column. They go to standard error, or in a format for programs
    beside the findings. Warnings are findings about the world, such as two partners in one category. The summary comes
    last.

    With --fix, rows are sorted by their keys. Text gets composed accents (Unicode NFC), plain spaces, and LF at the
    ends of lines. Spaces at the ends of a cell and zero-width characters are removed.

    The exit code is 0 if no problem and no violation is shown, whatever the warnings. It is 1 if any is shown, or if
    the tables cannot be checked. It is 2 if an option is wrong.
    """
    from graph.build.check_tables import check_tables
    from graph.build.problems import counted
    from graph.paths import TABLES, tables_to_check
    from webapp.cli.baseline import earlier, without_rules

    if filter_.unanswered:
        if fix or filter_.since is not None or filter_.only:
            raise Misuse("--unanswered lists questions; --since, --only and --fix are for findings; give only one.")
        _list_unanswered(format_)
        return
    _refuse_unknown(filter_.only)
    chosen = tables_to_check(home, tables)
    if chosen != TABLES:
        click.echo(f"Checking the tables in {chosen}.", err=True)
    if fix:
        _fix(chosen)
    with progress() as tell:
        before = None if filter_.since is None else earlier(chosen, filter_.since, tell)
        whole = check_tables(chosen, tell)
    if filter_.since and before and (said := without_rules(filter_.since, before, whole)):
        click.echo(said, err=True)
    report = whole if before is None else whole.since(before)
    if filter_.only:
        report = report.only(filter_.only)
    hidden = len(whole.findings) + len(whole.problems) - len(report.findings) - len(report.problems)
    _write(report, format_, f" ({counted(hidden, 'other finding')} not shown)" if hidden else "")
    sys.exit(1 if report.fails else 0)


def _list_unanswered(format_: str) -> None:
    """List what cannot be asked in words: kinds of questions without a query, and queries without a way to ask."""
    from queries import registry
    from webapp.questions.lexicon import lexicon, unanswered

    words = (word for found in lexicon("en").phrases.values() for word in found if word.kind == "refused")
    listed = {
        "Kinds of questions that no query answers": list(unanswered()),
        "Kinds of words for which there is no answer": list(dict.fromkeys(word.value for word in words)),
        "Queries that cannot be asked for in words": [
            f"{query.name}: {query.title}" for query in registry.public() if not query.ask
        ],
    }
    if format_ == "text":
        for title, items in listed.items():
            click.echo(f"{title}:")
            click.echo("".join(f"- {item}\n" for item in items), nl=False)
        return
    _write_rows(("list", "what"), [(title, item) for title, items in listed.items() for item in items], format_)


def _refuse_unknown(only: tuple[str, ...]) -> None:
    if not only:
        return
    from graph.build.check_tables import kinds
    from graph.forms import meant
    from graph.nearest import nearest

    known = kinds()
    lower = {kind.lower() for kind in known}
    for kind in only:
        if kind.lower() not in lower:
            likely = meant(nearest(kind, known), kind)
            raise Misuse(f"--only {kind}: expected a kind of finding{likely}. There are {', '.join(known)}.")


def _fix(folder: Path) -> None:
    """Put the tables in order and say on standard error what was changed."""
    from graph.build.tidying import tidy

    changed = tidy(folder)
    for file in changed:
        click.echo(f"Fixed {file}.", err=True)
    if not changed:
        click.echo("Nothing to fix.", err=True)


def _write(report: Report, format_: str, hidden: str) -> None:
    if format_ == "text":
        for problem in report.problems:
            click.echo(str(problem), err=True)
        click.echo(report.text().removesuffix("\n") + hidden)
        return
    if format_ == "json":
        click.echo(report.json(), nl=False)
        return
    columns = ("severity", "message", "about", "property", "value", "sources", "kind")
    rows = [
        ("Violation", f"expected {p.expected}", f"{p.file}:{p.line}", p.column, p.value, "", p.kind.value)
        for p in report.problems
    ]
    rows += [
        (f.severity.value, f.message, f.focus, f.path, f.value, " ".join(f.sources), f.kind) for f in report.findings
    ]
    _write_rows(columns, rows, format_)


def _write_rows(columns: tuple[str, ...], rows: Iterable[Iterable[str]], format_: str) -> None:
    import pyoxigraph as ox

    from graph.stores.store import Rows
    from webapp.cli.output import write

    write(Rows(columns, tuple(tuple(ox.Literal(cell) for cell in row) for row in rows)), OutputFormat(format_))
