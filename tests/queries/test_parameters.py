"""Text becomes the right term, or a message that says what would be right; never anything else."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.stores.store import EmbeddedStore
from ontology.namespaces import ID_BASE, PREFIXES
from queries import registry
from queries.errors import BadParameter, MissingParameter, QueryError, UnknownParameter, UnknownQuery
from queries.parameter_types import Parameter
from queries.parameters import read
from queries.run import prepare, run

XSD = PREFIXES["xsd"]


def parameter(*types: str) -> Parameter:
    return Parameter("it", types, "Something", None, optional=False, line=1)


ENTITIES = [
    ("top", ("programme",), "programme/top"),
    ("programme:top", ("programme",), "programme/top"),
    (ID_BASE + "programme/top", ("programme",), "programme/top"),
    (f"<{ID_BASE}programme/top>", ("programme",), "programme/top"),
    ("  top ", ("programme",), "programme/top"),
    ("alibaba", ("partner",), "organization/alibaba"),
    ("alibaba", ("partner", "programme"), "organization/alibaba"),
    ("top", ("partner", "programme"), "programme/top"),
    ("2012-summer", ("games",), "games/2012-summer"),
    ("japan", ("country",), "country/japan"),
    ("jack-ma", ("person",), "person/jack-ma"),
    ("completed", ("status",), "status/completed"),
    ("top-revenue", ("indicator",), "indicator/top-revenue"),
    ("sina-2017-01-19-alibaba", ("source",), "source/sina-2017-01-19-alibaba"),
    ("top-09--alibaba", ("thing",), "partnership/top-09--alibaba"),
]


@pytest.mark.parametrize(("text", "types", "expected"), ENTITIES)
def test_entities(store: EmbeddedStore, text: str, types: tuple[str, ...], expected: str) -> None:
    assert read(parameter(*types), text, store) == ox.NamedNode(ID_BASE + expected)


def test_a_term_of_the_vocabulary_is_a_thing_too(store: EmbeddedStore) -> None:
    assert read(parameter("thing"), "op:Partnership", store) == ox.NamedNode(PREFIXES["op"] + "Partnership")


LITERALS = [
    ("2017-01-18", "date", "2017-01-18", "date"),
    ("2017", "first-day", "2017-01-01", "date"),
    ("2016-02", "first-day", "2016-02-01", "date"),
    ("2016-02", "last-day", "2016-02-29", "date"),
    ("2017", "last-day", "2017-12-31", "date"),
    ("2017-05-04", "last-day", "2017-05-04", "date"),
    ("2017", "year", "2017", "integer"),
    ("-12", "integer", "-12", "integer"),
    ("007", "integer", "7", "integer"),
]


@pytest.mark.parametrize(("text", "kind", "value", "datatype"), LITERALS)
def test_literals(store: EmbeddedStore, text: str, kind: str, value: str, datatype: str) -> None:
    assert read(parameter(kind), text, store) == ox.Literal(value, datatype=ox.NamedNode(XSD + datatype))


def test_text_is_composed(store: EmbeddedStore) -> None:
    assert read(parameter("text"), " Nestle\u0301 ", store) == ox.Literal("Nestl\u00e9")


NAMED = [
    ("London 2012", "games", "games/2012-summer"),
    ("london–2012", "games", "games/2012-summer"),  # noqa: RUF001
    ("LA28", "games", "games/2028-summer"),
    ("Tokyo 2020", "programme", "programme/2020-summer-domestic"),
    ("TOP IX", "programme", "programme/top-09"),
    ("Alibaba Group", "partner", "organization/alibaba"),
    ("阿里巴巴", "partner", "organization/alibaba"),
    ("Panasonic Corporation", "partner", "organization/panasonic"),
    ("McDonalds", "partner", "organization/mcdonalds"),
    ("Airlines", "category", "category/airline"),
    ("Japan", "country", "country/japan"),
    ("London 2012", "thing", "games/2012-summer"),
]


@pytest.mark.parametrize(("text", "kind", "expected"), NAMED)
def test_a_thing_may_be_named_as_the_search_finds_it(store: EmbeddedStore, text: str, kind: str, expected: str) -> None:
    assert read(parameter(kind), text, store) == ox.NamedNode(ID_BASE + expected)


REFUSED = [
    (
        "tpo",
        ("programme",),
        r"it=tpo: no programme is known by this identifier or name\. Did you mean top \(The Olympic Partner",
    ),
    ("programme:tpo", ("programme",), r"Did you mean top \("),
    (ID_BASE + "organization/alibab", ("partner",), r"Did you mean alibaba \(Alibaba Group\)"),
    ("alibbaa", ("partner",), r"Did you mean alibaba \(Alibaba Group\)"),
    ("London", ("games",), r"several things are called that: 2012-summer \(London 2012\), 1948-summer"),
    ("LA28", ("games", "organization"), r"games:2028-summer \(Los Angeles 2028\) or organization:la28"),
    ("Stated", ("basis",), r"stated, announced or assumed is expected"),
    ("tokyo", ("partner", "games"), r"games:2020-summer \(Tokyo 2020\)"),
    ("organization:alibaba", ("programme",), r"this is an organization; a programme is expected"),
    ("op:Partnership", ("programme",), r"this is something else; a programme is expected"),
    ("http://x y", ("programme",), r"no identifier \(Invalid IRI"),
    ("<nothing>", ("programme",), r"no identifier"),
    ("completed", ("thing",), r"several things are called that: status:completed or games-status:completed"),
    ("qqqqq", ("games",), r"no games is known by this identifier or name\.$"),
    ("2017", ("date",), r"a day as YYYY-MM-DD, such as 2017-01-18, is expected"),
    ("18.01.2017", ("date",), r"YYYY-MM-DD"),
    ("2017-02-30", ("date",), r"exists in the calendar"),
    ("2017-13", ("first-day",), r"exists in the calendar"),
    ("soon", ("last-day",), r"YYYY, YYYY-MM or YYYY-MM-DD"),
    ("٢٠١٧", ("year",), r"a year as YYYY"),
    ("20", ("year",), r"a year as YYYY"),
    ("many", ("integer",), r"a whole number of at most 15 digits is expected"),
    ("9" * 40, ("integer",), r"a whole number"),
    ("", ("programme",), r"a value is expected: Something"),
    ("   ", ("text",), r"a value is expected"),
    ("\ud800", ("text",), r"not valid Unicode"),
]


@pytest.mark.parametrize(("text", "types", "message"), REFUSED)
def test_what_does_not_fit_is_refused(store: EmbeddedStore, text: str, types: tuple[str, ...], message: str) -> None:
    with pytest.raises(BadParameter, match=message):
        read(parameter(*types), text, store)


def test_unknown_parameters_and_queries(store: EmbeddedStore) -> None:
    with pytest.raises(UnknownParameter, match=r"partners-on-date has no parameter 'program'; .* programme, date"):
        run(store, "partners-on-date", {"program": "top"})
    with pytest.raises(UnknownParameter, match="it takes none"):
        run(store, "counts", {"x": "y"})
    with pytest.raises(UnknownQuery, match="partners-on-date"):
        run(store, "partners on date")


def test_a_missing_parameter_is_named(store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch) -> None:
    text = registry.get("is-known").text.replace("#+   - thing: https://w3id.org", "#+   # - thing: https://w3id.org")
    query = registry.parse(text.replace("#+ defaults:\n", ""), "internal/lookup/is-known.rq")
    monkeypatch.setattr(registry, "get", lambda name: query)
    with pytest.raises(MissingParameter, match=r"is-known needs thing=…: Any identifier"):
        run(store, "is-known")


def test_the_query_that_was_asked_can_be_taken_along(store: EmbeddedStore) -> None:
    text = prepare(store, "partners-on-date", {"date": "2017-01-20"})
    assert '"2017-01-20"^^<http://www.w3.org/2001/XMLSchema#date>' in text
    assert f"<{ID_BASE}programme/top>" in text
    assert store.query(text) == run(store, "partners-on-date", {"date": "2017-01-20"})


def test_an_optional_parameter_left_out_narrows_nothing(store: EmbeddedStore) -> None:
    assert "?__programme_iri" in prepare(store, "partnerships-ended-early")
    assert "?__programme_iri" not in prepare(store, "partnerships-ended-early", {"programme": "top"})


PARTS = ['"', "'", "\\", "}", "{", "#", "?_x", "<", ">", "\n", "\t", "\\u0022", '"""', "urn:", "op:", "%", "-"]
TEXTS = st.one_of(
    st.text(),
    st.text(st.characters(categories=["Cs", "Cc", "Cf"])),
    st.sampled_from(PARTS).flatmap(lambda part: st.text().map(lambda text: part + text + part)),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(text=TEXTS)
@pytest.mark.parametrize("kind", ["text", "date", "first-day", "year", "integer", "status", "iri"])
def test_any_text_is_read_or_refused(store: EmbeddedStore, kind: str, text: str) -> None:
    try:
        term = read(parameter(kind), text, store)
    except QueryError as error:
        told = str(error)
    else:
        told = f"it={'' if isinstance(term, ox.NamedNode | ox.Literal) else type(term)}"
    assert told.startswith("it=")
    assert told.isprintable()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(text=TEXTS)
def test_any_name_finds_only_what_its_letters_allow(store: EmbeddedStore, text: str) -> None:
    """A text cannot become a part of the query: a nonsense prefix never finds anything, whatever follows."""
    try:
        answer = run(store, "find-organization", {"name": "qzxj" + text})
    except QueryError:
        return
    assert not getattr(answer, "rows", ())


def test_a_term_is_taken_as_it_is(store: EmbeddedStore) -> None:
    """Who has a term already needs no query that finds it; what the graph does not know has no rows."""
    known, unknown = (ox.NamedNode(f"{ID_BASE}organization/{slug}") for slug in ("alibaba", "nobody"))
    assert prepare(store, "partner-history", {"partner": known}) == prepare(
        store, "partner-history", {"partner": "alibaba"}
    )
    assert not len(run(store, "partner-history", {"partner": unknown}))  # type: ignore[arg-type]
