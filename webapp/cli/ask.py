"""The command `opg ask`, which answers a question in words."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime

import click

from webapp.cli.options import DataSource, Day, GivenText, place_options
from webapp.cli.streams import note


@click.command(
    epilog="Examples: opg ask 'Who sponsors LA28?' · opg ask beer sponsor london · opg ask --json 'chinese sponsors'"
)
@click.argument("words", nargs=-1, required=True, type=GivenText("a question"))
@click.option("--json", "as_json", is_flag=True, help="Write the JSON of the API.")
@click.option("--date", "day", type=Day(), help="The day that now means.  [default: today]")
@place_options
def ask(words: tuple[str, ...], as_json: bool, day: date | None, place: DataSource) -> None:
    """Answer a question in words, with a named query.

    It says how it read the question, on standard error of a terminal and in JSON. Where no query answers it, or a word
    is not understood, it says so.
    """
    import json

    from webapp.cli.errors import Failure
    from webapp.questions.answer import ask as answer_of

    catalogue = place.catalogue()
    answer = answer_of(catalogue, " ".join(words), day or datetime.now(UTC).date())
    if as_json:
        click.echo(json.dumps(answer.json(), ensure_ascii=False, indent=2))
    if answer.reading is None:
        near = "".join(f"\n  near: {one.reads}" for one in answer.nearest)
        if not as_json:
            raise Failure(f"There is no answer. {answer.reason}{near}")
        sys.exit(1)
    if as_json:
        return
    if sys.stderr.isatty():
        note(f"Read as: {answer.reading.reads}")
    for row in answer.rows:
        cells = [_text(value) for name, value in row.items() if value is not None and name != "evidence"]
        click.echo("\t".join(cells))


def _text(value: object) -> str:
    return str(value["label"]) if isinstance(value, dict) else str(value)
