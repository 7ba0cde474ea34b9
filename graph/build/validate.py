"""The validation of a dataset by the ontology's SHACL shapes.

The engine is pyshifty (Rust): it takes about 1.3 s where pySHACL takes minutes, and gives the same findings;
tests/ontology/test_shapes.py holds the two together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import pyoxigraph as ox
import shifty

from graph.build.build_dataset import Dataset
from graph.build.report import Finding, Report, Severity
from ontology.files import SHAPES
from ontology.namespaces import GRAPH_BASE, PREFIXES

_SOURCE = PREFIXES["dct"] + "source"


class IncompleteValidationError(RuntimeError):
    """The engine could not evaluate a shape, so its silence would prove nothing."""


def validate(dataset: Dataset) -> Report:
    """Return what the shapes find in the union of the named graphs.

    Raises:
        IncompleteValidationError: the engine skipped a shape.
    """
    shapes = shifty.PreparedValidator(SHAPES.read_text(encoding="utf-8"))
    # SHACL knows one data graph: all statements as N-Triples, without the name of their graph.
    graph = f" <{GRAPH_BASE}".encode()
    union = b"".join(line.rsplit(graph, 1)[0] + b" .\n" for line in dataset.nquads.splitlines()).decode()
    result = shapes.validate_algebra(union, infer=False, on_unsupported="error")
    problems = [*shapes.diagnostics, *result.diagnostics]
    if problems:
        raise IncompleteValidationError("Shapes were not evaluated: " + "; ".join(map(str, problems)))
    sources = _sources(dataset)
    return Report.of([finding for violation in result.violations for finding in _findings(violation, sources)])


def _findings(violation: shifty.Violation, sources: dict[str, list[str]]) -> Iterator[Finding]:
    focus = _plain(violation.focus_node)
    for reason in violation.reasons:
        value = _plain(reason.value) if reason.value else ""
        yield Finding(
            severity=Severity(reason.severity),
            message=reason.author_message or reason.message,
            focus=focus,
            path=_expanded(reason.path or ""),
            value="" if value == focus else value,
            shape=violation.shape_name or "",
            sources=tuple(sorted({*sources.get(focus, ()), *sources.get(value, ())})),
        )


def _plain(term: str) -> str:
    return term[1:-1] if term.startswith("<") else term


def _expanded(path: str) -> str:
    """Return the IRI of a path that is one prefixed name; longer paths stay as they are."""
    prefix, colon, name = path.partition(":")
    return PREFIXES[prefix] + name if colon and prefix in PREFIXES and name.isalnum() else path


def _sources(dataset: Dataset) -> dict[str, list[str]]:
    sources: defaultdict[str, list[str]] = defaultdict(list)
    for quad in dataset.quads(GRAPH_BASE + "derived"):
        if quad.predicate.value == _SOURCE and isinstance(quad.subject, ox.NamedNode):
            sources[quad.subject.value].append(getattr(quad.object, "value", ""))
    return sources
