"""Two SHACL engines behind one answer: the fast one that the build uses, and pySHACL, the reference.

They give the same results but for one thing: a value that is wrong under two properties of one node, for the same
reason, is named by pyshifty under one of them.
"""

from dataclasses import dataclass
from functools import cache

import pyshacl
import shifty
from rdflib import Graph, Namespace

from ontology.files import SHAPES
from tests.ontology import graphs

SH = Namespace("http://www.w3.org/ns/shacl#")


@dataclass(frozen=True, order=True)
class Result:
    """What one result of a validation says: `focus` is an IRI."""

    severity: str
    focus: str
    message: str


@cache
def _prepared() -> shifty.PreparedValidator:
    return shifty.PreparedValidator(SHAPES.read_text(encoding="utf-8"))


def fast(ntriples: str) -> set[Result]:
    """Validate with pyshifty; a shape that it cannot evaluate is an error."""
    outcome = _prepared().validate_algebra(ntriples, infer=False, on_unsupported="error")
    assert not [*_prepared().diagnostics, *outcome.diagnostics]
    return {
        Result(reason.severity, violation.focus_node.strip("<>"), reason.author_message or reason.message)
        for violation in outcome.violations
        for reason in violation.reasons
    }


def reference(data: Graph) -> set[Result]:
    """Validate with pySHACL."""
    _, report, _ = pyshacl.validate(data, shacl_graph=graphs.shapes())
    assert isinstance(report, Graph)
    return {
        Result(
            str(severity).removeprefix(str(SH)),
            str(report.value(node, SH.focusNode)),
            str(report.value(node, SH.resultMessage)),
        )
        for node, severity in report.subject_objects(SH.resultSeverity)
    }
