"""A check of a folder of tables: every row, then every rule, in one report."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from graph.dataset import state
from graph.home import EXAMPLES
from graph.problems import Kind
from graph.progress import Progress, silent
from graph.report import LABELS, Report
from graph.tables import examine
from graph.validate import validate
from ontology.files import SHAPES
from ontology.namespaces import PREFIXES


def check_tables(folder: Path, progress: Progress = silent) -> Report:
    """Return the problems of the tables, and what the rules find if every row can be read."""
    progress("Reading the tables")
    tables, problems = examine(folder)
    if tables is None:
        return Report((), problems)
    dataset = state(tables, folder / EXAMPLES.name, progress)
    progress("Checking shapes and rules")
    return Report(validate(dataset).findings, problems)


def kinds() -> list[str]:
    """Return what a report may be narrowed to: kinds of problem, severities, and names of shapes."""
    shape = ox.NamedNode(PREFIXES["sh"] + "NodeShape")
    triples = ox.parse(path=str(SHAPES), format=ox.RdfFormat.TURTLE)
    subjects = [t.subject for t in triples if t.object == shape and isinstance(t.subject, ox.NamedNode)]
    names = {subject.value.rpartition("#")[2] for subject in subjects}
    return [*Kind, *LABELS.values(), *sorted(names)]
