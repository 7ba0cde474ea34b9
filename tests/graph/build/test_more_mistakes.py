"""Further mistakes of contributors: forms of values, whole columns, lost keys.

A fresh pair of eyes made some 300. The messages of these named another cell, or another value, or none.
"""

from __future__ import annotations

import csv
import re
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from graph.build.load_tables import examine
from graph.build.problems import Kind, Problem
from graph.paths import TABLES
from tests.some import some

NEWS = "https://www.14news.com/prnewswire/2022/05/24/"
STORY = f"{NEWS}hershey-renews-partnership-with-team-usa-joins-la28-olympic-paralympic-games/"
LEVI = "1984-summer-domestic--levi-strauss"
AUTODESK = "2028-summer-domestic--autodesk"


class Change(NamedTuple):
    """A change to one place of a table, with the column that is to be named and what is right."""

    file: str
    old: str
    new: str
    column: str
    right: str


FORMS = {
    "amount": ("reported_values.csv", "1912-summer-domestic,,3600,USD", "3600", [
        ("3.6 thousand", "did you mean 3600?"),
        ("36%", "a number such as 600000000"),
        ("(3600)", "a number such as 600000000"),
        ("-3600", "not negative"),
        ("36e2", "written out in full, such as 600000000 or 1.2 (did you mean 3600?)"),
        ("=3000+600", "not the formula of a spreadsheet"),
        ("#REF!", "not the error of a spreadsheet"),
        ("3 crore", "a number such as 600000000"),
    ]),
    "currency": ("reported_values.csv", "1912-summer-domestic,,3600,USD", "USD", [
        ("US dollars", "did you mean USD?"),
        ("UDS", "did you mean USD?"),
        ("Swiss francs", "did you mean CHF?"),
        ("C$", "did you mean CAD?"),
        ("HK$", "did you mean HKD?"),
        ("QQQ", "an ISO 4217 code"),
    ]),
    "years": ("reported_values.csv", "USD,total,1912,academic", "1912", [
        ("1911\u20131912", "did you mean 1911-1912?"),
        ("2005-08", "did you mean 2005-2008?"),
        ("until 2034", "did you mean to 2034?"),
        ("2005 to 2012", "did you mean 2005-2012?"),
    ]),
    "start": ("partnerships.csv", "cloud-services;e-commerce,2017-01-19,2020,", "2017-01-19", [
        ("19-Jan-17", "did you mean 2017-01-19?"),
        ("Jan-17", "did you mean 2017-01?"),
        ("'2017-01-19", "did you mean 2017-01-19?"),
        ("2017年1月19日", "did you mean 2017-01-19?"),
        ("2017/18", "did you mean 2017 or 2018?"),
        ("2017-2020", "did you mean 2017 or 2020?"),
        ("Q1 2017", "did you mean 2017?"),
        ("17", "did you mean 2017?"),
        ("17-01-19", "did you mean 2019-01-17 or 2017-01-19?"),
        ("2017-00-00", "did you mean 2017?"),
        ("0000-00-00", "an empty cell where nothing is known"),
        ("2017-01-19Z", "did you mean 2017-01-19?"),
        ("2017-01-19/2020-12-31", "did you mean 2017-01-19 or 2020-12-31?"),
        ("ongoing", "an empty cell where no end is stated"),
        ("2017-19-01", "did you mean 2017-01-19?"),
        ("########", "too narrow to show it"),
        ("unknown", "an empty cell where nothing is known"),
    ]),
    "language": ("sources.csv", "2022-05-24,en,,company", "en", [
        ("English", "did you mean en?"),
        ("jp", "did you mean ja?"),
        ("qqx", "a BCP 47 language tag"),
    ]),
    "url": ("sources.csv", NEWS, NEWS, [
        ("htps://www.14news.com/", "did you mean https://www.14news.com/hershey"),
        ("https:/www.14news.com/", "did you mean https://www.14news.com/hershey"),
        ("https://https://www.14news.com/", "did you mean https://www.14news.com/hershey"),
        ("https://a.example/;https://www.14news.com/", "one address; this column holds no list"),
        ("https://www.14news.com/a b/", "did you mean https://www.14news.com/a%20b/hershey"),
    ]),
    "homepage": ("organizations.csv", "https://www.3m.com", "https://www.3m.com", [
        ("[3M](https://www.3m.com/)", "did you mean https://www.3m.com/?"),
        ("info@3m.com", "and then names a site"),
        ("https://", "and then names a site"),
        ("http:\\\\www.3m.com", "did you mean https://www.3m.com?"),
        ("doi:10.1000/182", "did you mean https://doi.org/10.1000/182?"),
        ("https://www.3m.com/…", "without the dots"),
    ]),
    "categories": ("partnerships.csv", "cloud-services;e-commerce,2017-01-19,2020,", "cloud-services;e-commerce", [
        ("cloud-services;cloud-services", "each value once (did you mean cloud-services?)"),
        ("cloud-services; ", "did you mean cloud-services?"),
    ]),
    "continent": ("countries.csv", "Albania,AL,ALB,ALB,Europe", "Europe", [("Erope", "did you mean Europe?")]),
    "version": ("releases.csv", "\n1.1,2026-11-27", "1.1", [
        ("1.1.0", "did you mean 1.1?"),
        ("v1.1", "did you mean 1.1?"),
    ]),
    "country": ("organizations.csv", "3m,3M,company,US", "US", [("?", "an empty cell where nothing is known")]),
    "kind": ("sources.csv", "2022-05-24,en,,company", "company", [("newspaper", "did you mean news?")]),
    "copy_of": ("sources.csv", "2022-05-24,en,,company,", "company,", [("company,yes", "or unknown, where")]),
    "basis": ("reported_values.csv", "3600,USD,total,1912", "total", [("per annum", "per-year, total")]),
    "unit_scale": ("statistics.csv", ",1.6,,USD,million,", "million", [("mn", "did you mean million?")]),
    "period_start": ("statistics.csv", "million,1964,1964,,TV revenue of the", "1964", [
        ("1964-05", "did you mean 1964?"),
    ]),
    "broader": ("categories.csv", "airline,Airlines,transport-and-travel", "transport-and-travel", [
        ("airline", "another category than the row itself"),
    ]),
    "people": ("events.csv", "shoji-hattori,1964-summer-domestic,", "shoji-hattori", [
        ("dick-pound", "did you mean richard-pound?"),
    ]),
    "name": ("organizations.csv", "3m,3M,company", "3M", [
        ("&nbsp;A2A<br>", "'A2A', not as HTML writes it"),
        ("\u0410BB", "'ABB', with A, not U+0410 (cyrillic capital letter a), at character 1"),
        ("\uff13\uff2d", "'3M', in letters of the usual width"),
        ("#NAME?", "not the error of a spreadsheet"),
        ("n/a", "a value, and no word for none"),
    ]),
    "partnership": ("reported_values.csv", f"38a9a5,{LEVI},", LEVI, [
        ("1984-summer-domestic--mcdonalds", f"did you mean {LEVI}?"),
    ]),
}  # fmt: skip
"""Cells by their column: the file, what stands around the cell, its text, and other texts with what is said of each."""

CASES = {
    f"{column}: {wrong}": Change(file, around, around.replace(cell, wrong, 1), column, right)
    for column, (file, around, cell, others) in FORMS.items()
    for wrong, right in others
}


def spoilt(tables: Path, change: Change) -> Problem:
    """Make the change, and return the one problem that is found beside the order of rows."""
    path = tables / change.file
    if path.stat().st_size < (TABLES / change.file).stat().st_size:
        shutil.copy(TABLES / change.file, path)
    text = path.read_text(encoding="utf-8")
    assert text.count(change.old) == 1, f"{change.old!r} stands {text.count(change.old)} times"
    path.write_text(text.replace(change.old, change.new), encoding="utf-8")
    problems = [problem for problem in examine(tables)[1] if problem.kind is not Kind.ORDER]
    assert [(p.file, p.column) for p in problems] == [(change.file, change.column)], list(map(str, problems))
    assert change.right in problems[0].expected
    return problems[0]


@pytest.mark.parametrize("change", CASES.values(), ids=CASES)
def test_a_value_in_another_form_is_told_what_would_be_right(light_tables: Path, change: Change) -> None:
    spoilt(light_tables, change)


def test_a_word_of_scale_is_not_added_to_the_one_beside_it(light_tables: Path) -> None:
    old = "broadcast-revenue,,1.6,,USD"
    right = "did you mean 1.6, with unit_scale million?"
    spoilt(light_tables, Change("statistics.csv", old, old.replace("1.6", "1.6 million"), "amount", right))


@pytest.mark.parametrize(
    "change",
    [
        Change("programmes.csv", "\ntop-09,", "\ntop-9,", "id", "top-09, which other tables name"),
        Change("games.csv", "\n2028-summer,", "\nla-2028,", "id", "2028-summer, which other tables name"),
        Change("organizations.csv", "\n3m,", "\n3.00E+06,", "id", "3m, which other tables name"),
        Change("tiers.csv", "\ntop-09,top-", "\ntop-09,worldwide-", "tier", "top-partner, which other tables name"),
        Change("organizations.csv", "\nalibaba,", "\n\u0430libaba,", "id", "'alibaba', with a, not U+0430"),
        Change("people.csv", "\nakio-toyoda,akio-toyoda,", "\nakio-toyoda,,", "person", "akio-toyoda, which other"),
    ],
)
def test_a_key_that_only_its_own_table_has_changed_is_one_problem(light_tables: Path, change: Change) -> None:
    spoilt(light_tables, change)


def test_two_hyphens_that_a_word_processor_joined_are_suggested(light_tables: Path) -> None:
    dash = AUTODESK.replace("--", "\u2014")
    spoilt(light_tables, Change("partnerships.csv", f"\n{AUTODESK},", f"\n{dash},", "id", f"did you mean {AUTODESK}?"))


def test_a_row_that_is_gone_is_one_problem_in_its_own_table(light_tables: Path) -> None:
    text = (TABLES / "organizations.csv").read_text(encoding="utf-8")
    row = re.search(r"\nomega,.*", text)
    assert row
    problem = spoilt(light_tables, Change("organizations.csv", row.group(), "", "id", "the row of omega, which "))
    assert (problem.line, problem.value) == (text[: row.start()].count("\n") + 2, "no row omega")


def test_a_file_that_is_cut_is_one_problem(tables: Path) -> None:
    path = tables / "organizations.csv"
    path.write_text("".join(path.read_text(encoding="utf-8").splitlines(keepends=True)[:400]), encoding="utf-8")
    (problem,) = examine(tables)[1]
    assert (problem.file, problem.value) == ("organizations.csv", "399 rows")
    assert problem.expected.endswith("is the file whole?")


def test_dates_that_a_spreadsheet_has_changed_are_one_problem(tables: Path) -> None:
    path = tables / "sources.csv"
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))
    place = rows[0].index("published")
    changed = 0
    for row in some(rows[1:]):
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", row[place]):
            row[place] = "/".join(reversed(row[place].split("-")))
            changed += 1
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    (problem,) = examine(tables)[1]
    assert (problem.file, problem.column, problem.kind) == ("sources.csv", "published", Kind.DATE)
    assert f"{changed - 1} more cells of the column are such" in problem.expected


def test_what_a_definition_denies_is_not_suggested(light_tables: Path) -> None:
    """Cancelled Games are defined as never held."""
    problem = spoilt(
        light_tables, Change("games.csv", ",306,completed,", ",306,held,", "status", "cancelled, completed")
    )
    assert "did you mean" not in problem.expected


DEAL = "\ntop-09--alibaba,alibaba,top-09,"
AECOM = "businesswire-2025-03-aecom;la28sponsors-aecom;"
REPORTED = "reported_values.csv"
FDJ = "https://www.20minutes.fr/societe/2671171-20191210-francaise-jeux-lancera-jeux-loterie-lien-jo-paris-2024"


@pytest.mark.parametrize(
    "change",
    [
        Change("partnerships.csv", DEAL, DEAL.replace("top-09,", "top,"), "programme", "top-09, as id and tier say"),
        Change("partnerships.csv", AECOM, f"reuters-2025-03-aecom;{AECOM}", "sources", "a new one needs its row there"),
        Change("partnerships.csv", AECOM, f"{STORY};", "sources", "did you mean 14news-2022-05-hershey?"),
        Change("partnerships.csv", f"\n{AUTODESK},", "\n,", "id", AUTODESK),
        Change(
            "events.csv", "seiko;tokyo-1964-oc,", "seiko and tokyo-1964-oc,", "organizations", "seiko;tokyo-1964-oc?"
        ),
        Change(
            REPORTED, "granberg,1912-", "granberg,1908-", "programme", "1912-summer-domestic, as the partnership says"
        ),
        Change(
            REPORTED, ",100000000,USD,minimum,2017-", ",100,USD,minimum,2017-", "amount", "100000000 for 100 million"
        ),
        Change(REPORTED, ",2500000,USD,total,1988,", ",2.5,USD,total,1988,", "amount", "2500000 for 2.5 million"),
        Change("partnerships.csv", ",US,cts-eventim,", ",US,visa,", "joint_with", "did you mean cts-eventim?"),
        Change("people.csv", "\nakio-toyoda,", "\nakio-toyoda--3,", "id", "did you mean akio-toyoda--2?"),
        Change("people.csv", "\nakio-toyoda,", "\nakio-toyota,", "id", "akio-toyoda, or akio-toyoda--2"),
        Change("withdrawn.csv", "organizations,agf,", "organizations,alibaba,", "id", "no published fact names"),
        Change("replaced.csv", ",db-schenker,", ",nike,", "old_id", "no longer in use"),
        Change("sources.csv", FDJ, STORY, "url", "line 2 has it already"),
        Change("identifiers.csv", ",bradesco,wikidata,Q806181,", ",bradesco,wikidata,Q152057,", "value", "it for bp"),
        Change("identifiers.csv", "bradesco,wikidata,Q806181", "bradesco,wikidata,806181", "value", "mean Q806181?"),
        Change("identifiers.csv", "organization,bradesco,wiki", "category,bradesco,wiki", "about", "organizations.csv"),
        Change("games.csv", ",winter,24,2022,", ",summer,24,2022,", "season", "winter, as the id says"),
        Change("games.csv", ",winter,24,2022,", ",winter,24,2023,", "year", "2022, as the id says"),
        Change("countries.csv", ",Czechia,CZ,", ",Austria,CZ,", "name", "no name of other countries"),
        Change("countries.csv", ",CH,CHE,", ",CH,SUI,", "iso_alpha3", "CHE, of CH"),
        Change("countries.csv", "United Kingdom,GB,", "United Kingdom,UK,", "iso_alpha2", "GB, of GBR"),
        Change("countries.csv", "Germany,DE,", "Germany,GE,", "iso_alpha2", "DE, of DEU"),
        Change("countries.csv", "Namibia,NA,", "Namibia,,", "iso_alpha2", "NA, of NAM"),
        Change("statistics.csv", "broadcast-revenue,,1.6,,USD,", "broadcast-revenue,,1.6,,,", "currency", "ISO 4217"),
        Change("releases.csv", "\n1.1,2026-11-27,", "\n1.1,2026-11-17,", "date", "not before that of 1.0"),
        Change(
            "identifiers.csv",
            "games,2016-winter-youth,wikidata",
            "programme,2016-winter-youth,wikidata",
            "about_kind",
            "games",
        ),
        Change("events.csv", ",1963,Tokyo,JP,", ",1963,JP,", "place", "11, one for each column"),
        Change("games.csv", ",CN,2022-02-04,", ",CN,2012-02-04,", "opening", "a day of 2022"),
        Change("sources.csv", "2022-05-24,en,,company", "2222-05-24,en,,company", "published", "from 1800"),
        Change(
            "unsourced.csv",
            "\n1956-summer-domestic--omega,omega,1956-",
            "\n1964-summer-domestic--seiko,seiko,1964-",
            "id",
            "no row here for a partnership with a source",
        ),
    ],
)
def test_a_row_that_contradicts_another_place_is_told_at_its_cell(light_tables: Path, change: Change) -> None:
    spoilt(light_tables, change)
