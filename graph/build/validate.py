"""The validation of a dataset by the ontology's SHACL shapes.

The engine is pyshifty (Rust): it takes about 1.3 s where pySHACL takes minutes, and gives the same findings;
tests/ontology/test_shapes.py holds the two together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from io import BytesIO

import pyoxigraph as ox
import shifty

from graph.build.build_dataset import Dataset
from graph.build.memory import give_back
from graph.build.report import Finding, Report, Severity
from ontology.files import SHAPES
from ontology.namespaces import GRAPH_BASE, ID_BASE, PREFIXES

_SOURCE = PREFIXES["dct"] + "source"

_OF_IDENTIFIERS = tuple(f"<{ID_BASE}{start}".encode() for start in ("identifier/", "evidence/identifier--"))
"""How lines begin about identifiers in other registers, and about their evidence. No other shape looks at these."""

_OF_SOURCES = f"<{ID_BASE}source/".encode()
_IN_SCHEME = f" <{PREFIXES['skos']}inScheme> ".encode()


class IncompleteValidationError(RuntimeError):
    """The engine could not evaluate a shape, so its silence would prove nothing."""


def validate(dataset: Dataset) -> Report:
    """Return what the shapes find in the union of the named graphs.

    The engine takes some 3 kB of memory for each statement. So it gets the identifiers of registers by themselves.

    Raises:
        IncompleteValidationError: the engine skipped a shape.
    """
    shapes = shifty.PreparedValidator(SHAPES.read_text(encoding="utf-8"))
    sources = _sources(dataset)
    found = _violations(shapes, _part(dataset, lambda line: not line.startswith(_OF_IDENTIFIERS)))
    of_identifiers = _violations(
        shapes, _part(dataset, lambda line: line.startswith(_OF_IDENTIFIERS) or _is_used(line))
    )
    found += [item for item in of_identifiers if item.focus_node.encode().startswith(_OF_IDENTIFIERS)]
    return Report.of([finding for violation in found for finding in _findings(violation, sources)])


def _is_used(line: bytes) -> bool:
    """Tell whether shapes of identifiers look at a statement: one about a source, or the scheme of a concept."""
    return line.startswith(_OF_SOURCES) or _IN_SCHEME in line


def _part(dataset: Dataset, belongs: Callable[[bytes], bool]) -> str:
    """Return a part of the statements as N-Triples: SHACL knows one data graph, so names of graphs are left out."""
    graph, part = f" <{GRAPH_BASE}".encode(), BytesIO()
    for line in BytesIO(dataset.nquads):
        if belongs(line):
            part.write(line[: line.rindex(graph)] + b" .\n")
    return part.getvalue().decode()


def _violations(shapes: shifty.PreparedValidator, data: str) -> list[shifty.Violation]:
    give_back()
    result = shapes.validate_algebra(data, infer=False, on_unsupported="error")
    problems = [*shapes.diagnostics, *result.diagnostics]
    if problems:
        raise IncompleteValidationError("Shapes were not evaluated: " + "; ".join(map(str, problems)))
    violations = list(result.violations)
    del result
    give_back()
    return violations


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
