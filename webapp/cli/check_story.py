"""The command `opg check-story`, which holds a text to the graph."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

import click

from webapp.cli.options import DataSource, Day, place_options
from webapp.cli.reading import read_text

if TYPE_CHECKING:
    from webapp.fact_check.report import Report

_FORMATS: Final = ("text", "json", "jsonld", "markdown")


@click.command(
    epilog="Examples: opg check-story story.txt --date 2017-01-20 · opg check-story - --format markdown < story.txt"
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@click.option("--date", "day", type=Day(), help="Day of the text, such as 2017-01-20.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(_FORMATS),
    default="text",
    show_default=True,
    help="How to write the report.",
)
@place_options
def check_story(file: str, day: date | None, format_: str, place: DataSource) -> None:
    """Check a text on sponsorship, in FILE or standard input (-), statement by statement.

    Each is supported or contradicted by the graph, or not recorded in it, or too vague.

    "text" and "markdown" are for people, "json" is that of the site, and "jsonld" has Web Annotations. The day of the
    text decides what "now" and "last year" mean.
    """
    from webapp.fact_check.check import LONGEST
    from webapp.fact_check.report import report_on

    text = read_text(file, LONGEST, "A text", "Check it in parts.")
    catalogue = place.catalogue()
    report = report_on(catalogue, text, day)
    click.echo(_written(report, format_).rstrip("\n"))


def _written(report: Report, format_: str) -> str:
    import json

    from webapp.fact_check.exports import markdown, web_annotations

    if format_ == "json":
        return json.dumps(report.json(), ensure_ascii=False, indent=2)
    if format_ == "jsonld":
        return json.dumps(web_annotations(report), ensure_ascii=False, indent=2)
    return markdown(report) if format_ == "markdown" else _plain(report)


def _plain(report: Report) -> str:
    """Return the statements as lines for a terminal."""
    from webapp.fact_check.exports import VERDICTS

    checked = report.checked
    if not checked.claims:
        return "No statement was read that the graph could answer."
    lines = []
    for claim in checked.claims:
        quote = " ".join(checked.text[claim.start : claim.end].split())
        lines += [
            f"{VERDICTS[claim.finding.verdict].upper()}: {claim.reads}",
            f"  “{quote}”",
            f"  {claim.finding.graph}",
        ]
        lines += [f"  - {one['title']} {one['url'] or ''}".rstrip() for one in report.evidence(claim)[:3]]
    return "\n".join(lines)
