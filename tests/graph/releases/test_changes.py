"""The changes between two states are exactly those that were made."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import chain
from pathlib import Path
from shutil import copytree

import pytest

from graph.build.build_dataset import assemble
from graph.build.snapshot import Snapshot
from graph.build.statement_sources import statements
from graph.build.tidying import tidy
from graph.paths import TABLES
from graph.releases.changes import Changes, State, changes
from graph.releases.difference import Difference, difference
from graph.releases.frozen import release
from graph.version_digest import states_digest
from tests.some import some
from tests.tables import Cells, by_id, listed, published, rows

Edit = Callable[[list[Cells]], None]


def edited(folder: Path, table: str, edit: Edit) -> None:
    """Change the rows of a table."""
    path = folder / f"{table}.csv"
    with path.open(newline="", encoding="utf-8") as file:
        reader = csv.DictReader(file)
        found, columns = list(reader), reader.fieldnames or ()
    edit(found)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n", restval="")
        writer.writeheader()
        writer.writerows(found)


def setting(key: str, **cells: str) -> Edit:
    """Give a row other cells."""

    def edit(found: list[Cells]) -> None:
        [row] = [row for row in found if row["id"] == key]
        assert all(row[name] != cell for name, cell in some(cells.items()))
        row.update(cells)

    return edit


def adding(**cells: str) -> Edit:
    """Add a row."""
    return lambda found: found.append(cells)


def removing(**cells: str) -> Edit:
    """Remove the row with these cells."""

    def edit(found: list[Cells]) -> None:
        [row] = [row for row in found if all(row[name] == cell for name, cell in cells.items())]
        found.remove(row)

    return edit


def unused(table: str) -> Cells:
    """Return a row that no other row names, and without which no organization disappears."""
    named = {
        key
        for name in ("events", "reported_values")
        for row in rows(name)
        for key in listed(row.get("partnerships", "") or row.get("partnership", ""))
    }
    often = Counter(row["partner"] for row in rows("partnerships"))
    return next(
        row
        for row in rows(table)
        if row["id"] not in named and often[row["partner"]] > 1 and not row["joint_with"] and not row["remit_to"]
    )


def with_alias() -> Cells:
    public = published()
    return next(row for row in rows("aliases") if row["about_kind"] == "organization" and row["about"] in public)


def with_identifier() -> Cells:
    public = published()
    return next(row for row in rows("identifiers") if row["about_kind"] == "organization" and row["about"] in public)


def relation() -> Cells:
    """Return a relation between partners, which stay published without it."""
    partners = {row["partner"] for row in rows("partnerships")}
    return next(row for row in rows("organization_relations") if {row["organization"], row["other"]} <= partners)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[tuple[str, str], State]]:
    """A copy of the tables with changes made by hand, and what they are."""
    folder = copytree(TABLES, tmp_path_factory.mktemp("edited") / "data")
    gone, alias, identifier = unused("partnerships"), with_alias(), with_identifier()
    figure, report = rows("statistics")[0], rows("reported_values")[0]
    event = next(row for row in rows("events") if row["kind"] == "signing")
    more_sources = f"{by_id('partnerships')['top-09--toyota']['sources']};{rows('sources')[0]['id']}"
    edits: list[tuple[str, Edit]] = [
        ("partnerships", setting("top-09--alibaba", end="2019")),
        ("partnerships", setting("top-09--toyota", sources=more_sources)),
        ("partnerships", setting("top-09--visa", evidence="Another note")),
        ("partnerships", removing(id=gone["id"])),
        (
            "partnerships",
            adding(
                id="top-09--lenovo",
                partner="lenovo",
                programme="top-09",
                tier="top-partner",
                categories="wine",
                start="2018-05-01",
                end="2019",
                territory="worldwide",
                status="completed",
                evidence="Made up",
                sources=rows("sources")[0]["id"],
            ),
        ),
        ("organizations", setting("alibaba", homepage="https://alibaba.example/")),
        ("organizations", setting("omega", name="Omega Watches")),
        ("aliases", removing(**{name: alias[name] for name in ("about_kind", "about", "alias", "language", "kind")})),
        (
            "aliases",
            adding(about_kind="organization", about="visa", alias="Visa Worldwide", language="en", kind="other"),
        ),
        ("identifiers", removing(**{name: identifier[name] for name in ("about_kind", "about", "scheme", "value")})),
        (
            "identifiers",
            adding(
                about_kind="organization",
                about="visa",
                scheme="lei",
                value="549300OLYMPIC00OPG75",
                status="ambiguous",
                source=identifier["source"],
                note="",
            ),
        ),
        ("sources", setting(rows("sources")[1]["id"], publisher="Somebody else")),
        (
            "sources",
            adding(
                id="zzz-added",
                title="Added",
                publisher="Added News",
                url="https://added.example/",
                published="2026-11-01",
                language="en",
                kind="news",
            ),
        ),
        ("events", setting(event["id"], date="1999-09-09")),
        ("people", setting(rows("people")[0]["id"], role="Another role")),
        ("games", setting("2016-summer", athletes="1")),
        ("statistics", setting(figure["id"], amount="123456")),
        ("reported_values", removing(id=report["id"])),
        ("contributions", setting(rows("contributions")[0]["id"], description="Something else")),
        ("tiers", lambda found: found[0].update(name="Another tier")),
        ("categories", setting(rows("categories")[0]["id"], scope_note="Another note")),
        (
            "organization_relations",
            removing(**{name: relation()[name] for name in ("organization", "relation", "other")}),
        ),
    ]
    assert len(edits) >= 20
    for table, edit in edits:
        edited(folder, table, edit)
    tidy(folder)
    joined, tier = relation(), rows("tiers")[0]
    expected: dict[tuple[str, str], State] = {
        ("partnership", "top-09--alibaba"): "changed",
        ("partnership", "top-09--toyota"): "changed",
        ("partnership", "top-09--visa"): "changed",
        ("partnership", gone["id"]): "removed",
        ("partnership", "top-09--lenovo"): "added",
        ("organization", "alibaba"): "changed",
        ("organization", "omega"): "changed",
        ("organization", alias["about"]): "changed",
        ("organization", "visa"): "changed",
        ("source", rows("sources")[1]["id"]): "changed",
        ("source", "zzz-added"): "added",
        ("event", event["id"]): "changed",
        ("role", rows("people")[0]["id"]): "changed",
        ("games", "2016-summer"): "changed",
        ("statistic", figure["id"]): "changed",
        ("reported-value", report["id"]): "removed",
        ("contribution", rows("contributions")[0]["id"]): "changed",
        ("tier", f"{tier['programme']}--{tier['tier']}"): "changed",
        ("category", rows("categories")[0]["id"]): "changed",
        ("relation", f"{joined['organization']}--{joined['relation']}--{joined['other']}"): "removed",
        ("identifier", "organization--visa--lei--549300olympic00opg75"): "added",
    }
    slug = re.sub(r"[^a-z0-9]+", "-", identifier["value"].lower()).strip("-")
    expected["identifier", f"organization--{identifier['about']}--{identifier['scheme']}--{slug}"] = "removed"
    return folder, expected


@pytest.mark.slow
def test_hand_made_changes_are_listed_and_no_others(
    made: tuple[Path, dict[tuple[str, str], State]], snapshot: Snapshot
) -> None:
    folder, expected = made
    before = snapshot.nquads.read_bytes().splitlines(keepends=True)
    after = assemble(folder).nquads.splitlines(keepends=True)
    found = changes(difference(before, after))
    assert {(change.thing.kind, change.thing.slug): change.state for change in found.things} == expected
    assert not found.forms
    back = changes(difference(after, before))
    turned: dict[State, State] = {"added": "removed", "removed": "added", "changed": "changed"}
    assert {(one.thing.kind, one.thing.slug): one.state for one in back.things} == {
        key: turned[state] for key, state in expected.items()
    }
    assert found.by_table()["aliases"] == Counter(added=1, removed=1)


def test_the_same_state_has_no_changes(snapshot: Snapshot) -> None:
    found = difference(*(snapshot.nquads.read_bytes().splitlines(keepends=True) for _ in range(2)))
    assert not found
    assert changes(found) == Changes(())


@pytest.fixture(scope="module")
def between() -> Difference:
    """How the first two releases differ."""
    return difference(*(release(number).content().splitlines(keepends=True) for number in ("1.0", "1.1")))


def test_the_patch_makes_the_second_from_the_first(between: Difference) -> None:
    lines = between.patch().splitlines(keepends=True)
    assert (lines[0], lines[-1]) == (b"TX .\n", b"TC .\n")
    statements_ = set(between.before)
    for line in some(lines[1:-1]):
        letter, statement = line[:2], line[2:]
        if letter == b"D ":
            statements_.remove(statement)
        else:
            assert letter == b"A "
            statements_.add(statement)
    assert statements_ == set(between.after)


CLASSES = {
    "partnership": "Partnership", "organization": "Organization", "source": "Source", "statistic": "Statistic",
    "contribution": "Contribution", "event": "Event", "reported-value": "ReportedValue", "identifier": "Identifier",
    "games": "Games", "tier": "Tier", "category": "Category", "programme": "Programme",
    "relation": "OrganizationRelation",
    "person": "Person", "role": "Role", "coverage": "Coverage",
}  # fmt: skip


def typed(lines: Iterable[bytes]) -> Counter[str]:
    """Count what there is of each class, without the code under test."""
    pattern = re.compile(rb"#type> <https://w3id.org/olympic-partnerships/ontology#(\w+)> ")
    return Counter(found[1].decode() for line in lines if (found := pattern.search(line)))


def test_numbers_of_things_agree_with_both_releases(between: Difference) -> None:
    before, after, found = typed(between.before), typed(between.after), changes(between).by_kind()
    for kind, class_ in CLASSES.items():
        counts = found.get(kind, Counter())
        assert after[class_] > 0, class_
        assert counts["added"] - counts["removed"] == after[class_] - before[class_], class_


def test_numbers_agree_with_what_the_release_says_of_itself(between: Difference) -> None:
    said = release("1.1").summary
    tables = changes(between).by_table()

    def gained(table: str) -> int:
        return tables[table]["added"] - tables[table]["removed"]

    for table, pattern in {
        "partnerships": r"(\d+) sourced partnerships \((\d+) before\)",
        "statistics": r"(\d+) published figures \((\d+)\)",
        "contributions": r"(\d+) contributions \((\d+)\)",
        "sources": r"(\d+) sources \((\d+)\)",
    }.items():
        [(after, before)] = re.findall(pattern, said)
        assert gained(table) == int(after) - int(before), table
    [merged] = re.findall(r"(\d+) identifiers merged", said)
    assert tables["replaced"] == Counter(added=int(merged))


def test_the_frozen_list_of_changes_is_what_is_found(between: Difference) -> None:
    assert release("1.1").changes() == changes(between).as_json("1.0", "1.1")


def test_a_property_that_is_new_for_a_kind_is_listed_once(between: Difference) -> None:
    folded, whole = changes(between), changes(between, fold_forms=False)
    forms = {(form.kind, form.property.rpartition("#")[2], form.state): form.things for form in folded.forms}
    assert forms["source", "sourceKind", "added"] == typed(between.before)["Source"]
    assert forms == {(form.kind, form.property.rpartition("#")[2], form.state): form.things for form in whole.forms}
    assert len(whole.things) > len(folded.things)


def test_every_statement_is_counted(between: Difference) -> None:
    found = changes(between)
    assert sum(found.added.values()) == sum(not states_digest(line) for line in between.added)
    assert sum(found.removed.values()) == sum(not states_digest(line) for line in between.removed)


@pytest.mark.slow
def test_names_of_sources_lead_to_the_same_statements(snapshot: Snapshot, home: Path) -> None:
    expected = snapshot.nquads.read_bytes().splitlines(keepends=True)
    for name in (str(home), str(snapshot.folder), str(snapshot.nquads)):
        assert statements(name).lines == expected
    assert statements("current", home).lines == expected
    first = release("1.0")
    for name in ("1.0", "v1.0", str(first.path)):
        assert b"".join(chain(statements(name).lines)) == first.content()
