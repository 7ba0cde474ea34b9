"""The check of a folder of tables, with one report. It checks every row, then every rule."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from graph.build.build_dataset import make_dataset
from graph.build.load_tables import Tables, examine
from graph.build.problems import Kind
from graph.build.report import LABELS, Report
from graph.build.row_findings import NAMES, row_findings
from graph.build.validate import validate
from graph.iris import compound, mint, term
from graph.paths import EXAMPLES
from graph.progress import Progress, silent
from ontology.files import SHAPES

_TABLES: Final = {
    "category": "categories",
    "contribution": "contributions",
    "country": "countries",
    "coverage": "games_covered",
    "event": "events",
    "games": "games",
    "organization": "organizations",
    "partnership": "partnerships",
    "programme": "programmes",
    "reported-value": "reported_values",
    "role": "people",
    "source": "sources",
    "statistic": "statistics",
    "tier": "tiers",
}
"""The table that describes each kind of thing, whose key is its slug."""


def check_tables(folder: Path, progress: Progress = silent) -> Report:
    """Return the problems of the tables, and what the rules find if every row can be read."""
    progress("Reading the tables")
    tables, problems = examine(folder)
    if tables is None:
        return Report((), problems)
    dataset = make_dataset(tables, folder / EXAMPLES.name, progress)
    progress("Checking shapes and rules")
    places = _places(tables)
    findings = [*validate(dataset.file, progress).findings, *row_findings(tables)]
    return Report(tuple(replace(finding, place=places.get(finding.focus, "")) for finding in findings), problems)


def _places(tables: Tables) -> dict[str, str]:
    """Return file and line of each thing that a row describes, by its IRI."""
    return {
        mint(kind, compound(*(getattr(row, column) for column in row.key))).value: f"{table}.csv:{row.line}"
        for kind, table in _TABLES.items()
        for row in getattr(tables, table)
    }


def kinds() -> list[str]:
    """Return what a report may be narrowed to: kinds of problem, severities, and names of shapes."""
    shape = term("sh:NodeShape")
    triples = ox.parse(path=str(SHAPES), format=ox.RdfFormat.TURTLE)
    subjects = [t.subject for t in triples if t.object == shape and isinstance(t.subject, ox.NamedNode)]
    names = {subject.value.rpartition("#")[2] for subject in subjects}
    return [*Kind, *LABELS.values(), *sorted({*names, *NAMES})]
