"""The report that `opg check --since` compares with. It is a saved one, or that of the tables at a git revision."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import click

from graph.build.check_tables import check_tables
from graph.build.problems import counted
from graph.build.report import Report
from graph.build.revisions import NotTrackedError, RevisionError, tables_at
from graph.paths import TABLES
from graph.progress import Progress
from webapp.cli.errors import Failure, Misuse


def earlier(folder: Path, since: str, tell: Progress) -> Report:
    """Return the report that a file holds, or that the tables of the folder give at a git revision.

    A folder that is not in git stands for a copy of the tables that ship with opg.

    Raises:
        Misuse: there is no such file, and git has no such revision.
        Failure: the file holds no report.
    """
    if Path(since).is_file():
        return _saved(Path(since))
    tell(f"Checking the tables at {since}")
    try:
        return _report_at(folder, since)
    except NotTrackedError as error:
        with suppress(RevisionError):
            report = _report_at(TABLES, since)
            click.echo(f"Compared with {TABLES} at {since}: {error}.", err=True)
            return report
        raise _no_revision(since, error) from error
    except RevisionError as error:
        raise _no_revision(since, error) from error


def _no_revision(since: str, error: Exception) -> Misuse:
    what = "a git revision that has these tables, or a file with a report of opg check --format json"
    return Misuse(f"--since {since}: expected {what}; {error}.")


def _report_at(folder: Path, revision: str) -> Report:
    with tables_at(folder, revision) as folder_then:
        return check_tables(folder_then)


def without_rules(since: str, before: Report, after: Report) -> str | None:
    """Say what cannot be compared, since tables with problems are not checked by rules; None if all can be."""
    count = counted(before.blocking, "problem")
    if not before.blocking:
        return None
    then = f"At {since} the tables had {count}, so no rule was applied to them"
    if after.blocking:
        return f"{then}. The tables of today have problems, too, so that only problems are compared."
    return f"{then}: all that rules find today is shown."


def _saved(file: Path) -> Report:
    try:
        return Report.from_json(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise Failure(f"--since {file} cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise Failure(f"--since {file}: expected a report that opg check --format json wrote.") from error
