"""Answers as DataFrames: types that do not depend on the answer, names beside identifiers, and clear errors."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pandas
import pyoxigraph as ox
import pytest

from graph.stores.store import EmbeddedStore, Rows, Triples
from queries import registry
from queries.errors import QueryError
from queries.frames import frame, to_frame
from queries.results import plain, tabular
from queries.run import run
from tests import tables
from tests.some import some

XSD = "http://www.w3.org/2001/XMLSchema#"


def typed(value: str, name: str) -> ox.Literal:
    return ox.Literal(value, datatype=ox.NamedNode(XSD + name))


def types(found: pandas.DataFrame) -> dict[str, str]:
    return {name: str(kind) for name, kind in found.dtypes.items()}


def test_who_was_a_partner_on_a_day(store: EmbeddedStore) -> None:
    found = frame(store, "partners-on-date", date="2017-01-18")
    answer = tabular(run(store, "partners-on-date", {"date": "2017-01-18"}))
    assert found["partner"].tolist() == [plain(row[0]) for row in answer.rows]
    kinds = types(found)
    assert (kinds["partner"], kinds["from"], kinds["sources"]) == ("string", "datetime64[s]", "Int64")
    assert (found["from"] <= pandas.Timestamp(2017, 1, 18)).all()
    assert found.attrs["query"] == "partners-on-date"
    assert found.attrs["arguments"]["date"] == "2017-01-18"
    assert found.attrs["arguments"]["programme"] == "top"


@pytest.mark.slow
def test_every_query_becomes_a_frame_with_a_row_for_each_of_its_rows(store: EmbeddedStore) -> None:
    for query in some(registry.public()):
        if query.is_graph or any(parameter.required for parameter in query.parameters):
            continue
        answer = tabular(run(store, query.name))
        found = to_frame(answer)
        assert len(found) == len(answer), query.name
        assert set(answer.variables) <= set(found.columns), query.name
        for name in some(answer.variables):
            place = answer.variables.index(name)
            stated = sum(row[place] is not None for row in answer.rows)
            assert found[name].notna().sum() == stated, f"{query.name}: {name}"
            assert str(found[name].dtype) in {"string", "Int64", "Float64", "boolean", "datetime64[s]"}


def test_dates_keep_their_precision_and_say_what_they_can_mean() -> None:
    rows = (("2017", "gYear"), ("2017-02", "gYearMonth"), ("2017-01-18", "date"))
    found = to_frame(Rows(("end",), (*((typed(*row),) for row in rows), (None,))))
    assert list(found.columns) == ["end", "endPrecision", "endFirst", "endLast"]
    assert found["end"].tolist()[:3] == ["2017", "2017-02", "2017-01-18"]
    assert found["endPrecision"].tolist()[:3] == ["year", "month", "day"]
    assert found["endPrecision"].cat.ordered
    assert [str(day.date()) for day in found["endFirst"][:3]] == ["2017-01-01", "2017-02-01", "2017-01-18"]
    assert [str(day.date()) for day in found["endLast"][:3]] == ["2017-12-31", "2017-02-28", "2017-01-18"]
    assert found.iloc[3].isna().all()


def test_columns_of_dates_have_the_same_types_whatever_the_answer_is(store: EmbeddedStore) -> None:
    """Nothing, whole days alone, and years alone."""
    empty = to_frame(Rows(("start", "from", "formerUntil"), ()))
    days = to_frame(Rows(("start", "from", "formerUntil"), ((typed("2017-01-18", "date"),) * 3,)))
    years = to_frame(Rows(("start", "from", "formerUntil"), ((typed("2017", "gYear"), None, None),)))
    assert types(empty) == types(days) == types(years)
    assert types(days)["from"] == types(days)["formerUntil"] == "datetime64[s]"


def test_numbers_are_numbers_and_nothing_is_not_a_number() -> None:
    row = (typed("3", "integer"), typed("4.50", "decimal"), typed("true", "boolean"), ox.Literal("1984"), None)
    found = to_frame(Rows(("count", "amount", "joint", "firstYear", "nothing"), (row, (None,) * 5)))
    assert types(found) == {
        "count": "Int64", "amount": "Float64", "joint": "boolean", "firstYear": "Int64", "nothing": "string",
    }  # fmt: skip
    assert found.iloc[0].tolist()[:4] == [3, 4.5, True, 1984]
    assert found.iloc[1].isna().all()


@pytest.mark.parametrize("text", ["007", "0000000121032683", "1E5", "=1+1", "true", "NA", "日本"])
def test_texts_stay_texts(text: str) -> None:
    assert to_frame(Rows(("value",), ((ox.Literal(text),),)))["value"].tolist() == [text]


def test_a_number_that_no_integer_column_holds_is_no_error() -> None:
    found = to_frame(Rows(("count",), ((typed("9" * 30, "integer"),),)))
    assert found["count"].tolist() == [1e30]


def test_an_identifier_without_a_name_gets_one(store: EmbeddedStore) -> None:
    found = frame(store, "partners-on-date", date="2017-01-18")
    assert found.columns.get_loc("partnershipLabel") == found.columns.get_loc("partnership") + 1
    assert found["partnershipLabel"].str.contains("TOP IX").all()
    assert "evidenceLabel" not in found.columns


def test_triples_and_a_truth_are_frames_too(store: EmbeddedStore) -> None:
    answer = run(store, "partner-graph")
    assert isinstance(answer, Triples)
    found = to_frame(answer)
    assert list(found.columns) == ["subject", "predicate", "object"]
    assert len(found) == len(answer)
    truth = to_frame(store.query("ASK { ?thing ?property ?value }"))
    assert truth["answer"].tolist() == [True]


def test_numbers_dates_and_none_can_be_arguments(store: EmbeddedStore) -> None:
    day = pandas.Timestamp(2017, 1, 18).date()
    assert frame(store, "partners-on-date", date=day, programme=None).equals(
        frame(store, "partners-on-date", date="2017-01-18")
    )


def test_what_is_wrong_is_said_as_everywhere(store: EmbeddedStore) -> None:
    with pytest.raises(QueryError, match="did you mean partners-on-date"):
        frame(store, "partners-on-dat")
    with pytest.raises(QueryError, match="its parameters are programme, date, basis"):
        frame(store, "partners-on-date", day="2017-01-18")
    with pytest.raises(QueryError, match="date=yesterday"):
        frame(store, "partners-on-date", date="yesterday")


WITHOUT_PANDAS = """
import sys
sys.modules["pandas"] = None  # as where it is not installed
import queries.frames, queries.networks
loaded = {"networkx", "numpy", "pyoxigraph", "rdflib"} & set(sys.modules)
assert not loaded, loaded
try:
    queries.frames.to_frame(None)
except ImportError as error:
    print(error)
"""


def test_the_helpers_are_imported_without_anything_heavy_and_say_what_to_install() -> None:
    command = [sys.executable, "-c", WITHOUT_PANDAS]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2])
    assert "pip install pandas" in done.stdout
    assert "which is not installed here" in done.stdout


def test_partners_of_a_country_are_those_of_the_tables(store: EmbeddedStore) -> None:
    found = frame(store, "partners-from-country", country="japan")
    japanese = {row["id"] for row in tables.rows("organizations") if row["country"] == "JP"}
    expected = {row["partner"] for row in tables.rows("partnerships")} & japanese
    assert {iri.rpartition("/")[2] for iri in found["partner"]} == expected
