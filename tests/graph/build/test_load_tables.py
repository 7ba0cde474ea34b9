"""The tables: the shipped ones read whole, and a broken row of each kind gives its clear error."""

import csv
from dataclasses import fields
from pathlib import Path
from typing import NamedTuple

import pytest

from graph.build.load_tables import ROWS, BadTablesError, Tables, load
from graph.paths import TABLES
from tests.some import some


def broken(tables: Path, file: str, old: str, new: str) -> BadTablesError:
    """Replace text in a copy of a table and return the error that loading it raises."""
    path = tables / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(BadTablesError) as caught:
        load(tables)
    return caught.value


def test_every_row_of_the_shipped_tables_is_read() -> None:
    tables = load()
    for table in some(fields(Tables)):
        with (TABLES / f"{table.name}.csv").open(encoding="utf-8", newline="") as file:
            assert len(getattr(tables, table.name)) == sum(1 for _ in csv.reader(file)) - 1, table.name


def test_every_file_of_the_data_folder_is_a_table() -> None:
    assert {path.stem for path in TABLES.glob("*.csv")} == set(ROWS)


def test_the_data_dictionary_names_every_table_and_column() -> None:
    dictionary = (TABLES / "README.md").read_text(encoding="utf-8")
    for name, row in some(ROWS.items()):
        section = dictionary.split(f"### `{name}.csv`")[1].split("\n### ")[0]
        columns = [column for column in row.model_fields if column != "line"]
        assert [c for c in columns if f"`{c}`" not in section] == [], name


class Breakage(NamedTuple):
    """A change to one place of one table, and the column and expectation that the error must name."""

    file: str
    old: str
    new: str
    column: str
    expected: str


OF_ALIBABA = (
    "top-09--alibaba,alibaba,top-09,top-partner,Cloud Services; E-Commerce Platform Services,"
    "cloud-services;e-commerce,2017-01-19,2020"
)
SOURCES_OF_ALIBABA = (
    "sina-2017-01-19-alibaba;itg-2017-01-alibaba;globaltimes-2017-01-alibaba;usatoday-2017-01-alibaba;"
    "olympic-review-104-p43;pointsite-tokyo-sponsors"
)


def partnership(old: str, new: str, column: str, expected: str) -> Breakage:
    """Break the row of Alibaba's first partnership."""
    return Breakage("partnerships.csv", OF_ALIBABA, OF_ALIBABA.replace(old, new, 1), column, expected)


CASES = {
    "bad date": partnership("2017-01-19", "2017-13", "start", "exists in the calendar"),
    "dates out of order": partnership("2020", "2016", "end", "not before start"),
    "unknown reference": partnership(
        ",cloud-services;", ",cloud-service;", "categories", "did you mean cloud-services?"
    ),
    "tier of another programme": partnership(
        "top-partner", "gold-partner", "tier", "tiers.csv for the programme top-09"
    ),
    "id that does not fit": partnership("top-09--alibaba", "top-09--ali", "id", "top-09--alibaba, or"),
    "missing source": Breakage("partnerships.csv", SOURCES_OF_ALIBABA, "", "sources", "at least one source"),
    "missing evidence": Breakage(
        "partnerships.csv",
        "Joins TOP as cloud and e-commerce platform partner in a deal running to 2028",
        "",
        "evidence",
        "the cell is empty",
    ),
    "unknown code": Breakage(
        "events.csv", "CH,announcement,ioc;alibaba;", "CH,news,ioc;alibaba;", "kind", "event-kind"
    ),
    "duplicate id": Breakage("countries.csv", "albania,Albania", "afghanistan,Albania", "id", "line 2 has it already"),
    "unknown column": Breakage("countries.csv", "noc_code", "noc_cod", "noc_cod", "the column noc_code"),
    "missing cell": Breakage(
        "countries.csv", "Albania,AL,ALB,ALB,", "Albania,AL,ALB,", "noc_code", "6, one for each column"
    ),
    "bad amount": Breakage("reported_values.csv", ",3600,USD,", ',"3,600",USD,', "amount", "without separators"),
    "bad currency": Breakage("reported_values.csv", ",3600,USD,", ",3600,$,", "currency", "ISO 4217"),
    "bad years": Breakage("reported_values.csv", "USD,total,1912,", "USD,total,in 1912,", "years", "1984, 2005-2008"),
    "bad address": Breakage("organizations.csv", "https://www.3m.com", "www.3m.com", "homepage", "http://"),
    "bad language": Breakage("aliases.csv", "Αθήνα 2004,el,", "Αθήνα 2004,Greek,", "language", "BCP 47"),
    "space before a value": Breakage("countries.csv", "albania,Albania", "albania, Albania", "name", "no space"),
    "term of nothing": Breakage(
        "programmes.csv", "top-01,TOP I,term,top,", "top-01,TOP I,term,,", "part_of", "such as top"
    ),
    "person with two names": Breakage(
        "people.csv",
        "michael-payne--2,michael-payne,Michael Payne",
        "michael-payne--2,michael-payne,Mike Payne",
        "name",
        "another id for another person",
    ),
    "rank that is no number": Breakage(
        "tiers.csv", "top-01,top-partner,1,", "top-01,top-partner,first,", "rank", "whole number in digits"
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_broken_row_gives_its_clear_error(case: Breakage, light_tables: Path) -> None:
    line = (light_tables / case.file).read_text(encoding="utf-8").split(case.old)[0].count("\n") + 1
    error = broken(light_tables, case.file, case.old, case.new)
    own = [problem for problem in error.problems if problem.file == case.file and problem.column == case.column]
    assert own, str(error)
    assert case.expected in own[0].expected
    assert str(own[0]).startswith(f"{case.file}:{line}:")


def test_all_problems_are_reported_at_once(tables: Path) -> None:
    path = tables / "events.csv"
    text = path.read_text(encoding="utf-8").replace("1963,Tokyo,JP,", "63,Tokyo,JAPAN,")
    path.write_text(text, encoding="utf-8")
    error = broken(tables, "countries.csv", "albania,Albania,AL,", "albania,Albania,Al,")
    assert {(problem.file, problem.column) for problem in error.problems} == {
        ("countries.csv", "iso_alpha2"),
        ("events.csv", "date"),
        ("events.csv", "country"),
    }
    assert str(error).startswith("3 problems in the tables")


def test_a_table_that_cannot_be_read_makes_no_false_alarm_about_references_to_it(tables: Path) -> None:
    (tables / "organizations.csv").write_bytes("id,name\nnestlé,x\n".encode("latin-1"))
    with pytest.raises(BadTablesError) as caught:
        load(tables)
    assert [problem.file for problem in caught.value.problems] == ["organizations.csv"]
