"""Every query file keeps the rules of `docs/how-to/add-a-query.md`, so other engines and tools can use it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyoxigraph as ox
import pytest
from rdflib.plugins.sparql import prepareQuery

from graph.build.snapshot import Snapshot
from graph.stores.query_form import counting
from graph.stores.store import EmbeddedStore, Rows, Triples
from queries import registry
from queries.binding import bind, variables
from queries.run import prepare, run
from tests.abuse.lengths import sample
from tests.each import each
from tests.some import any_number, some

QUERIES = registry.load()
SELECTS = [name for name, query in QUERIES.items() if query.form == "SELECT"]
ENGINE_DEPENDENT = re.compile(
    r"\b(GROUP_CONCAT|SAMPLE|RAND|NOW|UUID|STRUUID|BNODE|SERVICE|LIMIT|OFFSET)\b", re.IGNORECASE
)


@each("name", QUERIES)
def test_nothing_in_it_depends_on_the_engine(name: str) -> None:
    assert not ENGINE_DEPENDENT.findall(body(name))


@each("name", SELECTS)
def test_its_rows_have_an_order(name: str) -> None:
    assert order(name)


@pytest.mark.parametrize("name", SELECTS)
def test_rows_are_sorted_by_strings_numbers_and_days(store: EmbeddedStore, name: str) -> None:
    """Never by bare identifiers, by years beside days, or without COALESCE by what may be unbound."""
    sorted_by = [match[1] for key in order(name) if (match := BARE.fullmatch(key))]
    text = prepare(store, name)
    place = text.index("{")  # where the pattern begins, with the word WHERE before it or without
    select, rest = re.sub(r"\bWHERE\s*$", "", text[:place]), text[place:]
    shown = {variable for variable, _ in variables(select)}
    hidden = "".join(f" ?{variable}" for variable in sorted_by if variable not in shown)
    answer = store.query(f"{select}{hidden} {rest}")
    assert isinstance(answer, Rows)
    assert answer.rows
    for variable in any_number(sorted_by):
        values = [row[answer.variables.index(variable)] for row in answer.rows]
        assert all(isinstance(value, ox.Literal) for value in some(values)), f"{variable}: not all are literals"
        families = {family(value) for value in values if isinstance(value, ox.Literal)}
        assert len(families) == 1, f"{variable}: {families}"


@pytest.mark.parametrize("name", [name for name, query in QUERIES.items() if query.form == "CONSTRUCT"])
def test_triples_are_made_from_few_solutions(store: EmbeddedStore, name: str) -> None:
    """An engine may cut the solutions behind triples (Virtuoso does, at 10,000), so patterns must not be multiplied."""
    text = prepare(store, name)
    solutions, triples = store.query(counting(text) or text), store.query(text)
    assert isinstance(solutions, Rows)
    assert isinstance(triples, Triples)
    assert len(solutions) <= 2 * len(triples) + 10


@pytest.mark.parametrize("name", [name for name, query in QUERIES.items() if query.internal])
def test_other_tools_can_read_it_before_a_value_is_filled_in(name: str) -> None:
    """Tools of grlc's convention parse the file as it stands, with rdflib; `test_grlc` does so with the public ones."""
    assert prepareQuery(QUERIES[name].text).algebra


@each("name", QUERIES)
def test_no_parameter_stands_where_a_value_may_not(name: str) -> None:
    """With every parameter filled in, the optional ones too, the query is still SPARQL, and holds no parameter."""
    query = QUERIES[name]
    terms = {
        parameter.variable: ox.NamedNode("urn:x") if parameter.variable.endswith("_iri") else ox.Literal("x")
        for parameter in query.parameters
    }
    text = bind(query.text, terms)
    ox.Store().query(text)
    assert not [variable for variable, _ in variables(text) if variable.startswith("_")]


@pytest.mark.slow
@each("name", QUERIES)
def test_it_answers_without_being_told_anything(store: EmbeddedStore, name: str) -> None:
    """Every required parameter has a default that makes a first answer."""
    run(store, name)


@pytest.fixture(scope="module")
def on_disk(snapshot: Snapshot) -> EmbeddedStore:
    """The statements as they are indexed on the disk, for the command line."""
    return snapshot.store()


@pytest.fixture(scope="module")
def backwards(snapshot: Snapshot) -> EmbeddedStore:
    """The same statements, put into memory in the opposite order."""
    return EmbeddedStore.of(reversed(list(ox.parse(path=str(snapshot.nquads), format=ox.RdfFormat.N_QUADS))))


@pytest.mark.slow
@pytest.mark.parametrize("name", sample(SELECTS, every=5))
def test_the_answer_does_not_depend_on_how_the_statements_lie(
    store: EmbeddedStore, on_disk: EmbeddedStore, backwards: EmbeddedStore, name: str
) -> None:
    text = prepare(store, name)
    assert on_disk.query(text) == backwards.query(text)


VARIED = {
    "games-covered": [{"about": "bridgestone"}, {"about": "partnership:2012-summer-domestic--bp"}],
    "partners-by-country": [{"programme": "2024-summer-bid"}, {"programme": "1984-summer-domestic"}],
    "reported-values": [{"about": "top"}, {"about": "2012-summer-domestic"}, {"about": "1984-summer-domestic"}],
    "contributions": [{"partner": "visa"}],
    "partner-history": [{"partner": "ibm"}],
    "partners-of-games": [{"games": "1984-winter"}, {"games": "2010-summer-youth"}],
    "partners-on-date": [{"programme": "ipc-worldwide", "date": "2020-01-01"}],
}


def askings() -> Iterator[tuple[str, dict[str, str]]]:
    for name in SELECTS:
        yield name, {}
        for arguments in VARIED.get(name, []):
            yield name, arguments


@pytest.mark.parametrize(("name", "arguments"), list(askings()))
def test_labels_stand_beside_their_things(store: EmbeddedStore, name: str, arguments: dict[str, str]) -> None:
    """No label without its thing: a label looked up for what is unbound would be every label in the graph."""
    answer = run(store, name, arguments)
    assert isinstance(answer, Rows)
    assert len(set(answer.rows)) == len(answer.rows), "a row appears twice"
    places = {variable: place for place, variable in enumerate(answer.variables)}
    for variable, place in some(places.items()):
        thing = places.get(variable.removesuffix("Label"))
        if variable.endswith("Label") and thing is not None:
            for row in some(answer.rows):
                assert row[place] is None or row[thing] is not None
                assert row[place] is None or isinstance(row[place], ox.Literal)


BARE = re.compile(r"(?:(?:ASC|DESC)\(\s*)?\?(\w+)\s*\)?", re.IGNORECASE)
"""A key of ORDER BY that is a variable and nothing else."""


def order(name: str) -> list[str]:
    """Return the keys by which the rows of a query are sorted."""
    _, found, keys = body(name).rpartition("}")[2].partition("ORDER BY")
    assert found
    return re.findall(r"[^\s()]*\((?:[^()]|\([^()]*\))*\)|[^\s()]+", keys)


def family(value: ox.Literal) -> str:
    """Return what a literal is sorted with."""
    kind = value.datatype.value.rpartition("#")[2]
    return "number" if kind in {"integer", "decimal", "double"} else "string" if kind == "langString" else kind


def body(name: str) -> str:
    """The query without its header and comments."""
    return "\n".join(line for line in QUERIES[name].text.splitlines() if not line.lstrip().startswith("#"))
