"""The report of a check: problems in the tables and findings. A finding is an error in the data or about the world."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import TypeVar

from graph.build.problems import Kind, Problem, counted

T = TypeVar("T")


class Severity(StrEnum):
    """SHACL's severities: a violation is an error in the data, a warning may be true of the world."""

    VIOLATION = "Violation"
    WARNING = "Warning"
    INFO = "Info"


LABELS = {Severity.VIOLATION: "violation", Severity.WARNING: "warning", Severity.INFO: "note"}
"""What each severity is called in messages; a problem in a table is a violation."""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One result of one shape: the thing it is about, the property and value at fault, and what would be right.

    `focus`, `path`, `value` and `shape` are IRIs or literals in N-Triples form without brackets. They are empty where
    SHACL gives none. `sources` are the IRIs of the sources that the statements concerned rest on.
    """

    severity: Severity
    message: str
    focus: str
    path: str
    value: str
    shape: str
    sources: tuple[str, ...] = ()
    place: str = ""
    """File and line of the row that it is about, such as `games.csv:3`, where a check knows them."""

    @property
    def kind(self) -> str:
        """The name of the shape, such as `ExclusiveCategory`."""
        return self.shape.rpartition("#")[2]

    @property
    def identity(self) -> tuple[str, ...]:
        """What makes it the same finding in another version of the data: not its wording, which has names in it."""
        return self.severity, self.shape, self.focus, self.path, self.value


class InvalidDataError(ValueError):
    """The data breaks a rule that it must keep; `report` has all findings."""

    def __init__(self, report: Report) -> None:
        self.report = report
        violations = Report(tuple(f for f in report.findings if f.severity is Severity.VIOLATION))
        super().__init__("\n".join([report.summary(), *violations.paragraphs()]))


@dataclass(frozen=True, slots=True)
class Report:
    """All findings of one validation, violations first, and the problems of the tables, by file and line."""

    findings: tuple[Finding, ...]
    problems: tuple[Problem, ...] = ()

    @classmethod
    def of(cls, findings: Sequence[Finding]) -> Report:
        """Put findings in their order: by severity, shape, message and focus."""
        rank = list(Severity).index
        return cls(tuple(sorted(set(findings), key=lambda f: (rank(f.severity), f.shape, f.message, f.focus, f.value))))

    def count(self, severity: Severity) -> int:
        """Count the findings of a severity."""
        return Counter(finding.severity for finding in self.findings)[severity]

    @property
    def fails(self) -> bool:
        """Whether anything is wrong with the data: a problem in a table, or a violation."""
        return bool(self.problems) or self.count(Severity.VIOLATION) > 0

    @property
    def blocking(self) -> int:
        """How many problems of the tables keep the rules from being applied."""
        return sum(not problem.harmless for problem in self.problems)

    def refuse_violations(self) -> None:
        """Raise InvalidDataError if any finding is a violation."""
        if self.count(Severity.VIOLATION):
            raise InvalidDataError(self)

    def since(self, earlier: Report) -> Report:
        """Return the report without what the earlier one had, whatever lines it stood on."""
        findings = _without(self.findings, earlier.findings, lambda finding: finding.identity)
        return Report(findings, _without(self.problems, earlier.problems, lambda problem: problem.identity))

    def only(self, kinds: Iterable[str]) -> Report:
        """Return the report with what is of one of the kinds: severities, names of shapes, kinds of problem."""
        wanted = {kind.lower() for kind in kinds}
        findings = (f for f in self.findings if wanted & {LABELS[f.severity], f.kind.lower()})
        problems = (p for p in self.problems if wanted & {LABELS[Severity.VIOLATION], p.kind})
        return Report(tuple(findings), tuple(problems))

    def json(self) -> str:
        """Return the report as JSON: counts by severity, the problems of the tables, and the findings."""
        counts = {severity.value: self.count(severity) for severity in Severity}
        problems, findings = map(asdict, self.problems), map(asdict, self.findings)
        content = {"counts": counts, "problems": list(problems), "findings": list(findings)}
        return json.dumps(content, indent=1, ensure_ascii=False) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Report:
        """Read what `json` wrote.

        Raises:
            ValueError: it is no such report.
        """
        try:
            content = json.loads(text)
            findings = tuple(
                Finding(**{**item, "severity": Severity(item["severity"]), "sources": tuple(item["sources"])})
                for item in content["findings"]
            )
            problems = tuple(Problem(**{**item, "kind": Kind(item["kind"])}) for item in content.get("problems", ()))
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError("no report as opg check --format json writes it") from error
        return cls(findings, problems)

    def summary(self) -> str:
        """Return one line with the counts, such as `0 violations, 87 warnings, 0 notes`."""
        counts = {name: self.count(severity) for severity, name in LABELS.items()}
        problems = [counted(len(self.problems), "problem") + " in the tables"] if self.problems else []
        return ", ".join([*problems, *(counted(count, name) for name, count in counts.items())])

    def paragraphs(self) -> Iterator[str]:
        """Say each finding in a few lines, after an empty one."""
        for finding in self.findings:
            yield ""
            kind = f" ({finding.kind})" if finding.kind else ""
            yield f"{finding.severity}{kind}: {finding.message}"
            yield from [f"  {finding.place}"] if finding.place else []
            yield f"  about {finding.focus}"
            yield from [f"  {finding.path} {finding.value}"] if finding.path else []
            yield from (f"  source {source}" for source in finding.sources)

    def text(self) -> str:
        """Return the findings as plain text, a paragraph for each, and the summary as the last line."""
        return "\n".join([*self.paragraphs(), "", self.summary()]).lstrip("\n") + "\n"


def _without(items: Iterable[T], earlier: Iterable[T], identity: Callable[[T], Hashable]) -> tuple[T, ...]:
    """Leave out as many of each as there were earlier."""
    left = Counter(map(identity, earlier))
    new = []
    for item in items:
        if left[identity(item)]:
            left[identity(item)] -= 1
        else:
            new.append(item)
    return tuple(new)
