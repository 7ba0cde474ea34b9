"""Reports: what is new since an earlier one, what is of one kind, and their JSON."""

import pytest

from graph.build.problems import Kind, Problem
from graph.build.report import Finding, InvalidDataError, Report, Severity

SHAPES = "https://example.org/shapes#"


def finding(severity: Severity, shape: str, focus: str, message: str = "It is so.") -> Finding:
    return Finding(severity, message, f"https://example.org/{focus}", "", "", SHAPES + shape)


def problem(line: int, row: str, value: str, kind: Kind = Kind.REFERENCE) -> Problem:
    return Problem("games.csv", line, "ocog", value, "a key", 10, kind, row)


WARNING = finding(Severity.WARNING, "ExclusiveCategory", "a")
VIOLATION = finding(Severity.VIOLATION, "DatesInOrder", "b")
REPORT = Report((VIOLATION, WARNING), (problem(3, "x", "nobody"), problem(4, "y", "31.12.", Kind.DATE)))


def test_json_is_read_back() -> None:
    assert Report.from_json(REPORT.json()) == REPORT


@pytest.mark.parametrize("text", ["[]", "{}", '{"findings": [1]}', "null", "", '{"findings": [{"severity": "Odd"}]}'])
def test_other_json_is_no_report(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - of whatever kind, with a message of its own or of JSON's
        Report.from_json(text)


def test_nothing_is_new_since_the_same() -> None:
    assert REPORT.since(REPORT) == Report(())


def test_other_lines_and_names_make_nothing_new() -> None:
    moved = Report(
        (finding(Severity.WARNING, "ExclusiveCategory", "a", "In other words."),), (problem(30, "x", "nobody"),)
    )
    assert moved.since(REPORT) == Report(())


def test_what_was_there_once_is_new_the_second_time() -> None:
    twice = Report((), (problem(3, "x", "nobody"), problem(3, "x", "nobody"), problem(5, "z", "nobody")))
    assert len(twice.since(REPORT).problems) == 2


@pytest.mark.parametrize(
    ("kinds", "findings", "problems"),
    [
        (["warning"], 1, 0),
        (["Violation"], 1, 2),
        (["exclusivecategory"], 1, 0),
        (["date"], 0, 1),
        (["date", "reference", "note"], 0, 2),
    ],
)
def test_only_what_is_of_a_kind_is_kept(kinds: list[str], findings: int, problems: int) -> None:
    only = REPORT.only(kinds)
    assert (len(only.findings), len(only.problems)) == (findings, problems)


def test_the_summary_comes_last() -> None:
    """Finding 25: it stood above 132 paragraphs."""
    assert REPORT.text().splitlines()[-1] == "2 problems in the tables, 1 violation, 1 warning, 0 notes"
    assert Report(()).text() == "0 violations, 0 warnings, 0 notes\n"


def test_a_violation_is_refused_with_its_text() -> None:
    with pytest.raises(InvalidDataError, match="DatesInOrder") as caught:
        REPORT.refuse_violations()
    assert "ExclusiveCategory" not in str(caught.value)
