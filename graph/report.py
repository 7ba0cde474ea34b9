"""What a validation found: errors in the data, and findings about the world, for people and for programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum


class Severity(StrEnum):
    """SHACL's severities: a violation is an error in the data, a warning may be true of the world."""

    VIOLATION = "Violation"
    WARNING = "Warning"
    INFO = "Info"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One result of one shape: the thing it is about, the property and value at fault, and what would be right.

    `focus`, `path`, `value` and `shape` are IRIs or literals in N-Triples form without brackets, empty where SHACL
    gives none; `sources` are the IRIs of the sources that the statements concerned rest on.
    """

    severity: Severity
    message: str
    focus: str
    path: str
    value: str
    shape: str
    sources: tuple[str, ...] = ()


class InvalidDataError(ValueError):
    """The data breaks a rule that it must keep; `report` has all findings."""

    def __init__(self, report: Report) -> None:
        self.report = report
        super().__init__(report.text(only=Severity.VIOLATION))


@dataclass(frozen=True, slots=True)
class Report:
    """All findings of one validation, violations first."""

    findings: tuple[Finding, ...]

    @classmethod
    def of(cls, findings: Sequence[Finding]) -> Report:
        """Put findings in their order: by severity, shape, message and focus."""
        rank = list(Severity).index
        return cls(tuple(sorted(set(findings), key=lambda f: (rank(f.severity), f.shape, f.message, f.focus, f.value))))

    def count(self, severity: Severity) -> int:
        """Count the findings of a severity."""
        return Counter(finding.severity for finding in self.findings)[severity]

    def refuse_violations(self) -> None:
        """Raise InvalidDataError if any finding is a violation."""
        if self.count(Severity.VIOLATION):
            raise InvalidDataError(self)

    def json(self) -> str:
        """Return the report as JSON: counts by severity, and the findings."""
        counts = {severity.value: self.count(severity) for severity in Severity}
        content = {"counts": counts, "findings": [asdict(finding) for finding in self.findings]}
        return json.dumps(content, indent=1, ensure_ascii=False) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Report:
        """Read what `json` wrote."""
        findings = json.loads(text)["findings"]
        return cls(
            tuple(
                Finding(**{**item, "severity": Severity(item["severity"]), "sources": tuple(item["sources"])})
                for item in findings
            )
        )

    def summary(self) -> str:
        """Return one line with the counts, such as `0 violations, 87 warnings, 0 notes`."""
        names = {Severity.VIOLATION: "violation", Severity.WARNING: "warning", Severity.INFO: "note"}
        counts = {name: self.count(severity) for severity, name in names.items()}
        return ", ".join(f"{count} {name}{'' if count == 1 else 's'}" for name, count in counts.items())

    def text(self, only: Severity | None = None) -> str:
        """Return the report as plain text: the summary, then a paragraph for each finding (of one severity)."""
        lines = [self.summary()]
        for finding in self.findings:
            if only in (None, finding.severity):
                lines += ["", f"{finding.severity}: {finding.message}", f"  about {finding.focus}"]
                lines += [f"  {finding.path} {finding.value}"] if finding.path else []
                lines += [f"  source {source}" for source in finding.sources]
        return "\n".join(lines) + "\n"
