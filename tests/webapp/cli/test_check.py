"""`opg check` as contributors run it: new findings, one kind, the summary last, and tables put in order."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
from pathlib import Path

import pytest

from graph.paths import TABLES
from tests.abuse.lengths import FULL
from tests.few_tables import write_few
from tests.needs import program
from tests.some import some
from tests.tables import by_id, listed, rows
from tests.webapp.cli.conftest import SCRIPT, run_within

pytestmark = pytest.mark.slow

ALIBABA = "top-09--alibaba,alibaba,top-09,top-partner,Cloud Services; E-Commerce Platform Services,cloud-services;"


def check(tables: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `opg check` over some tables, within this process."""
    return run_within("check", "--tables", str(tables), *arguments)


def check_alone(tables: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run it as a process of its own."""
    return subprocess.run(
        [str(SCRIPT), "check", "--tables", str(tables), *arguments],
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def change(tables: Path, file: str, old: str, new: str) -> None:
    path = tables / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def add_warning(tables: Path) -> None:
    """Let a partner of TOP hold the category of another one in the same years."""
    change(tables, "partnerships.csv", ALIBABA, ALIBABA.replace("cloud-services", "payment-services"))


def add_late_end(tables: Path) -> None:
    """Let another one stay after the end of TOP IX."""
    change(tables, "partnerships.csv", "2017-06-21,2020,", "2017-06-21,2023,")


def misspell(tables: Path) -> None:
    change(tables, "partnerships.csv", ALIBABA, ALIBABA.replace(",alibaba,", ",alibabba,"))


def git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run git as somebody, whatever the configuration of this machine."""
    person = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    command = [program("git", "apt-get install git"), "-C", str(folder), *person, *arguments]
    return subprocess.run(command, capture_output=True, check=False)


def commit(folder: Path) -> None:
    assert git(folder, "add", ".").returncode == 0
    assert git(folder, "commit", "--quiet", "-m", "Tables").returncode == 0


def committed(tables: Path) -> Path:
    """Make a git repository around some tables, and commit them."""
    assert git(tables.parent, "init", "--quiet", "--initial-branch", "main").returncode == 0
    commit(tables)
    return tables


@pytest.fixture
def repository(few_tables: Path) -> Path:
    """The tables in a folder of a git repository, committed once."""
    return committed(few_tables)


def test_the_summary_comes_last(few_tables: Path) -> None:
    """Finding 25: it stood above 132 warnings."""
    add_late_end(few_tables)
    done = check(few_tables)
    assert (done.returncode, done.stdout.count("Warning")) == (0, 1)
    assert done.stdout.splitlines()[-1].startswith("0 violations, ")


def test_a_problem_is_named_on_standard_error_and_counted_last(few_tables: Path) -> None:
    misspell(few_tables)
    done = check_alone(few_tables)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].endswith(
        "column partner (2): found 'alibabba', expected a key of organizations.csv (did you mean alibaba?)"
    )
    assert done.stdout == "1 problem in the tables, 0 violations, 0 warnings, 0 notes\n"


def test_programs_get_problems_with_the_findings(few_tables: Path) -> None:
    misspell(few_tables)
    content = json.loads(check(few_tables, "--format", "json").stdout)
    assert [(p["file"], p["column"], p["number"], p["kind"]) for p in content["problems"]] == [
        ("partnerships.csv", "partner", 2, "reference")
    ]
    rows = list(csv.DictReader(io.StringIO(check(few_tables, "--format", "csv").stdout)))
    assert [(row["severity"], row["property"], row["value"], row["kind"]) for row in rows] == [
        ("Violation", "partner", "alibabba", "reference")
    ]


def test_only_new_findings_are_shown_since_a_revision(few_tables: Path) -> None:
    """Finding 25: a new warning drowned among 132 old ones."""
    add_late_end(few_tables)
    repository = committed(few_tables)
    done = check(repository, "--since", "HEAD")
    assert (done.returncode, done.stdout.count("Warning")) == (0, 0)
    assert done.stdout.splitlines()[-1].startswith("0 violations, 0 warnings, 0 notes (")
    add_warning(repository)
    done = check(repository, "--since", "main")
    assert (done.returncode, done.stdout.count("Warning (ExclusiveCategory)")) == (0, 1)
    assert done.stdout.splitlines()[-1].startswith("0 violations, 1 warning, 0 notes (")


def test_git_is_asked_from_within_a_hook_too(repository: Path) -> None:
    done = check_alone(repository, "--since", "HEAD", GIT_DIR=".git", GIT_INDEX_FILE=".git/index")
    assert done.returncode == 0, done.stderr


def test_only_new_findings_are_shown_since_a_report(few_tables: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    add_late_end(few_tables)
    report.write_text(check(few_tables, "--format", "json").stdout, encoding="utf-8")
    add_warning(few_tables)
    done = check(few_tables, "--since", str(report))
    assert (done.returncode, done.stdout.count("Warning (ExclusiveCategory)")) == (0, 1)


def test_an_old_problem_is_not_new_on_another_line(repository: Path) -> None:
    misspell(repository)
    commit(repository)
    change(repository, "partnerships.csv", "id,partner,", "\nid,partner,")
    change(repository, "organizations.csv", "Alibaba Group,company", "Alibaba Group,firm")
    done = check(repository, "--since", "HEAD")
    assert done.returncode == 1
    assert "found 'firm'" in done.stderr
    assert "alibabba" not in done.stderr
    assert "At HEAD the tables had 1 problem, so no rule was applied to them. The tables of today have" in done.stderr


def test_what_rules_find_is_all_shown_where_the_earlier_tables_had_problems(repository: Path) -> None:
    right = (repository / "partnerships.csv").read_bytes()
    misspell(repository)
    commit(repository)
    (repository / "partnerships.csv").write_bytes(right)
    add_late_end(repository)
    done = check(repository, "--since", "HEAD")
    assert (done.returncode, done.stdout.count("Warning (EndInProgramme)")) == (0, 1)
    assert "At HEAD the tables had 1 problem, so no rule was applied to them: all that rules find" in done.stderr


@pytest.mark.parametrize("since", ["nothing", "--upload-pack=x", "HEAD:README.md", ""])
def test_what_is_neither_revision_nor_report_is_a_message(since: str, repository: Path) -> None:
    done = check(repository, f"--since={since}")
    assert (done.returncode, done.stdout) == (2, "")
    assert f"--since {since}: expected a git revision that has these tables" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_that_is_no_report_is_a_message(few_tables: Path) -> None:
    done = check(few_tables, "--since", str(few_tables / "games.csv"))
    assert (done.returncode, done.stdout) == (1, "")
    assert "expected a report that opg check --format json wrote" in done.stderr


def test_only_one_kind_is_shown(few_tables: Path) -> None:
    misspell(few_tables)
    change(few_tables, "organizations.csv", "Alibaba Group,company", "Alibaba Group,firm")
    done = check(few_tables, "--only", "code")
    assert (done.returncode, "firm" in done.stderr, "alibabba" in done.stderr) == (1, True, False)
    assert done.stdout.splitlines()[-1].endswith("(1 other finding not shown)")
    assert check(few_tables, "--only", "date").returncode == 0
    both = check(few_tables, "--only", "code", "--only", "REFERENCE").stderr
    assert "firm" in both
    assert "alibabba" in both


def test_findings_of_one_shape_are_shown(few_tables: Path) -> None:
    add_late_end(few_tables)
    add_warning(few_tables)
    done = check(few_tables, "--only", "EndInProgramme")
    assert done.stdout.count("Warning") == done.stdout.count("Warning (EndInProgramme)") > 0


def test_a_finding_names_the_row_that_it_is_about(few_tables: Path) -> None:
    add_late_end(few_tables)
    add_warning(few_tables)
    with (few_tables / "organizations.csv").open("a", encoding="utf-8") as table:
        table.write("zzz-nobody,Nobody,company,US,,,\n")
    findings = json.loads(check(few_tables, "--format", "json").stdout)["findings"]
    assert {finding["severity"] for finding in findings} == {"Warning", "Info"}
    for finding in some(findings):
        file, line = finding["place"].split(":")
        assert file == ("organizations.csv" if finding["severity"] == "Info" else "partnerships.csv")
        lines = (few_tables / file).read_text(encoding="utf-8").splitlines()
        assert lines[int(line) - 1].split(",")[0] == finding["focus"].rpartition("/")[2]


def test_an_unknown_kind_lists_those_that_there_are(few_tables: Path) -> None:
    done = check(few_tables, "--only", "refrence")
    assert (done.returncode, done.stdout) == (2, "")
    assert "did you mean reference?" in done.stderr
    assert "date, code, reference, duplicate, order, violation, warning, note, " in done.stderr
    assert "ExclusiveCategory" in done.stderr


def test_fix_puts_tables_in_order_and_says_so(few_tables: Path) -> None:
    right = {file: file.read_bytes() for file in few_tables.iterdir()}
    path = few_tables / "countries.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([lines[0], *reversed(lines[1:])]), encoding="utf-8")
    change(few_tables, "sources.csv", "pas pénalisés par", "pas\u00a0pe\u0301nalisés par")
    before = check(few_tables)
    assert (before.returncode, before.stderr.count("opg check --fix")) == (1, 2)
    done = check(few_tables, "--fix")
    assert done.returncode == 0
    assert f"Fixed countries.csv: {len(lines) - 2} rows moved." in done.stderr
    assert "Fixed sources.csv: text normalized in 1 cell" in done.stderr
    for file, content in some(right.items()):
        assert file.read_bytes() == content
    assert "Nothing to fix." in check(few_tables, "--fix").stderr


def test_fix_leaves_what_it_cannot_mend(few_tables: Path) -> None:
    misspell(few_tables)
    content = (few_tables / "partnerships.csv").read_bytes()
    done = check(few_tables, "--fix")
    assert (done.returncode, "alibabba" in done.stderr) == (1, True)
    assert (few_tables / "partnerships.csv").read_bytes() == content


@pytest.mark.skipif(not FULL, reason="only make abuse reads all tables of a revision")
def test_a_copy_outside_a_repository_is_compared_with_the_tables_that_ship(few_tables: Path) -> None:
    inside = git(TABLES, "ls-files", "--error-unmatch", "partnerships.csv")
    done = check(few_tables, "--since", "HEAD")
    if inside.returncode:
        assert done.returncode == 2
    else:
        assert f"Compared with {TABLES} at HEAD" in done.stderr
        assert done.returncode == 0


def test_a_partnership_that_would_begin_before_its_announcement_is_named(tmp_path: Path) -> None:
    """An event says when it was announced, while its row has neither a start nor an announcement."""
    programmes = by_id("programmes")
    deal = next(
        row
        for row in rows("partnerships")
        if not (row["start"] or row["announced"]) and len(programmes[row["programme"]]["start"]) == len("2001")
    )
    year = programmes[deal["programme"]]["start"]
    source = listed(deal["sources"])[0]
    event = f"zzz-announced,{year}-12-31,,,announcement,{deal['partner']},,,{deal['id']},Announced,{source}\n"
    few_tables = write_few(tmp_path / "few", deal["programme"])
    with (few_tables / "events.csv").open("a", encoding="utf-8") as file:
        file.write(event)
    done = check(few_tables, "--only", "NotBeforeAnnouncement")
    assert done.returncode == 1
    assert "Violation (NotBeforeAnnouncement)" in done.stdout
    lines = (few_tables / "partnerships.csv").read_text(encoding="utf-8").splitlines()
    line = [row.partition(",")[0] for row in lines].index(deal["id"]) + 1
    assert f"partnerships.csv:{line}" in done.stdout
    assert f"would begin on {year}-01-01, before it was announced {year}-12-31" in " ".join(done.stdout.split())
    assert "add its announcement, or a start that a source states." in " ".join(done.stdout.split())
