"""The checks for what is entered twice under different ids.

They are on names of organizations, people, events and figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final, NamedTuple

from rapidfuzz.distance.Indel import normalized_similarity

from graph.build.problems import Kind, Problem
from graph.build.row_models import SCALES
from graph.build.sheet import Line, Sheet
from graph.forms import slug

_SAME: Final = (
    ("people", ("name", "organization"), "name", "person"),
    ("people", ("person", "role", "organization", "start"), "role", "id"),
    ("contributions", ("partner", "programme", "kind", "description"), "description", "id"),
    ("tiers", ("programme", "name"), "name", "tier"),
    ("events", ("date", "kind", "organizations", "people", "partnerships"), "id", "id"),
    ("events", ("date", "title"), "id", "id"),
    ("games", ("season", "ordinal"), "ordinal", "id"),
    ("categories", ("label",), "label", "id"),
    ("countries", ("name",), "name", "id"),
    ("programmes", ("name",), "name", "id"),
    (
        "reported_values",
        ("partnership", "partner", "programme", "tier", "amount", "currency", "basis", "years", "reported_by"),
        "id",
        "id",
    ),
    (
        "statistics",
        ("subject", "measure", "tier", "amount", "qualifier", "currency", "period_start", "period_end", "as_of"),
        "id",
        "id",
    ),
)
"""Tables, the columns in which two facts differ, the column to be named, and that of the id."""


_TRACKING: Final = re.compile(r"(?<=[?&])(?:utm_\w+|fbclid|gclid)=[^&#]*&?")
"""Parameters of an address that tell where a reader came from."""


class _Name(NamedTuple):
    """A name of an organization, with the cell in which it stands."""

    owner: str
    sheet: Sheet
    line: Line
    column: str


def repeated_facts(sheets: Mapping[str, Sheet]) -> Iterator[Problem]:
    """Find the rows that say under another id what an earlier row says; all rows are right by themselves."""
    for table, columns, told, by in _SAME:
        sheet = sheets[table]
        first: dict[tuple[str, ...], Line] = {}
        for line in sheet.lines:
            same = first.setdefault(tuple(_compared(line, column) for column in columns), line)
            if line.cells[told] and same.cells[by] != line.cells[by]:
                other = told in {"ordinal", "label", "name"} and table != "people"
                new = f"no {told} of other {table}" if other else "a fact that is new"
                what = f"{new}; line {same.number} has the same, as {same.cells[by]}"
                yield sheet.problem(line, told, line.cells[told], what, Kind.DUPLICATE)
    yield from _names(sheets["organizations"], sheets["aliases"])
    yield from _addresses(sheets["sources"])


def _compared(line: Line, column: str) -> str:
    """Return a cell as it is compared: in small letters, an amount in ones, a person's words in any order."""
    cell = line.cells[column].casefold()
    if column == "name" and "person" in line.cells:
        return " ".join(sorted(slug(cell).split("-"))) or cell
    scale = SCALES.get(line.cells.get("unit_scale", ""))
    return str((Decimal(cell) * scale).normalize()) if column == "amount" and cell and scale else cell


def _addresses(sources: Sheet) -> Iterator[Problem]:
    """Find the sources whose addresses differ in the scheme, the last slash, or where a reader came from."""
    first: dict[str, Line] = {}
    for line in sources.lines:
        url = line.cells["url"]
        bare = _TRACKING.sub("", url).rstrip("?&").partition("://")[2].rstrip("/")
        same = first.setdefault(bare, line)
        if url and same.cells["url"] != url:
            what = f"a source that is new; line {same.number} has this page, as {same.cells['id']}"
            yield sources.problem(line, "url", url, what, Kind.DUPLICATE)


def _names(organizations: Sheet, aliases: Sheet) -> Iterator[Problem]:
    """Find the names of organizations that another one has, and those that one has twice."""
    first: dict[str, _Name] = {}
    names = {line.cells["id"]: line.cells["name"] for line in organizations.lines}
    for line in organizations.lines:
        yield from _owned(first, organizations, line, "name", line.cells["id"])
    written: dict[tuple[str, ...], Line] = {}
    for line in aliases.lines:
        if line.cells["about_kind"] == "organization":
            yield from _owned(first, aliases, line, "alias", line.cells["about"])
            if line.cells["alias"] == names.get(line.cells["about"]):
                what = "another name than that in organizations.csv; delete the row"
                yield aliases.problem(line, "alias", line.cells["alias"], what, Kind.DUPLICATE)
        same = written.setdefault(tuple(line.cells[c] for c in ("about_kind", "about", "alias")), line)
        if same is not line and same.cells["language"] != line.cells["language"]:
            what = f"a name once; line {same.number} has it"
            yield aliases.problem(line, "alias", line.cells["alias"], what, Kind.DUPLICATE)


def _owned(first: dict[str, _Name], sheet: Sheet, line: Line, column: str, owner: str) -> Iterator[Problem]:
    """Find a name that an earlier row has for another organization; the wrong one is less like its owner's id."""
    name = line.cells[column]
    before = first.setdefault(name.casefold(), _Name(owner, sheet, line, column))
    if before.owner != owner and name:
        here = _Name(owner, sheet, line, column)
        other, wrong = sorted((before, here), key=lambda one: -normalized_similarity(slug(name), one.owner))
        where = f"{other.sheet.file} has it for {other.owner} on line {other.line.number}"
        what = f"a name of {wrong.owner} alone; {where}"
        yield wrong.sheet.problem(wrong.line, wrong.column, wrong.line.cells[wrong.column], what, Kind.DUPLICATE)
