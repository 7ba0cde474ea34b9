"""A malformed header is refused with file, line and what would be right."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from graph.stores.store import EmbeddedStore, Rows
from queries.binding import bind
from queries.errors import HeaderError
from queries.registry import parse

GOOD = """\
#+ summary: Partners
#+ description: Who was in.
#+ tags:
#+   - partners
#+ defaults:
#+   - programme: top
#+ parameters:
#+   programme:
#+     type: programme
#+     description: A programme
PREFIX op: <https://w3id.org/olympic-partnerships/ontology#>
SELECT ?partner WHERE { ?p op:programme ?_programme_iri ; op:partner ?partner } ORDER BY STR(?partner)
"""


def test_a_good_header_is_read() -> None:
    query = parse(GOOD, "partners/some.rq")
    assert (query.name, query.title, query.subject, query.form) == ("some", "Partners", "partners", "SELECT")
    (parameter,) = query.parameters
    assert (parameter.types, parameter.default, parameter.required) == (("programme",), "top", False)
    assert parameter.variable == "_programme_iri"


def test_the_query_in_the_documentation_is_one(store: EmbeddedStore) -> None:
    documentation = Path(__file__).parents[2] / "docs" / "how-to" / "add-a-query.md"
    text = documentation.read_text(encoding="utf-8").split("## The file")[1].split("```")[1].strip()
    query = parse(text, "countries/some.rq")
    (parameter,) = query.parameters
    answer = store.query(bind(query.text, {parameter.variable: NamedNode(str(parameter.default))}))
    assert isinstance(answer, Rows)
    assert answer.rows


BROKEN = [
    ("#+ summary: Partners\n", "", 1, "needs summary"),
    ("summary: Partners", "summary:", 1, "summary should be a text"),
    ("summary: Partners", "summary: [a, b", None, "not YAML"),
    ("summary: Partners", "title: Partners", 1, "has no 'title'; what may stand here is summary, description"),
    ("#+ description: Who was in.\n", "", 1, "needs description"),
    ("#+ description: Who was in.", "#+ summary: Again", 2, "'summary' twice"),
    ("#+ tags:\n#+   - partners\n", "", 1, "needs tags"),
    ("#+   - partners", "#+   partners: yes", 4, "tags should be a list"),
    ("  - programme: top", "  - program: top", 6, "default for 'program', which is no parameter"),
    ("  - programme: top", "  - programme:", 6, "the default of programme should be a text"),
    ("type: programme", "type: progamme", 9, "no parameter type progamme"),
    ("type: programme", "type: [programme, date]", 9, "different kinds of term"),
    ("type: programme", "kind: programme", 9, "parameter programme has no 'kind'"),
    ("#+     description: A programme\n", "", 9, "a description of parameter programme"),
    ("type: programme", "type: text", 9, "should stand in the query as ?_programme"),
    ("type: programme", "type: programme\n#+     optional: maybe", 10, "optional should be true or false"),
    ("type: programme", "type: programme\n#+     optional: true", 9, "optional and has a default"),
    ("#+   programme:\n", "#+   pro_gramme:\n", 9, "should be one word"),
    ("?partner WHERE { ", "?partner WHERE { ?x ?y ?_date_xsd_date . ", 12, "?_date_xsd_date looks like a parameter"),
    ("SELECT", "INSERT", 1, "SELECT, ASK, CONSTRUCT or DESCRIBE"),
]


@pytest.mark.parametrize(("good", "bad", "line", "message"), BROKEN)
def test_a_broken_header_is_refused(good: str, bad: str, line: int | None, message: str) -> None:
    assert good in GOOD
    with pytest.raises(HeaderError) as caught:
        parse(GOOD.replace(good, bad, 1), "partners/some.rq")
    told = str(caught.value)
    assert message in told
    assert told.startswith("partners/some.rq:" if line is None else f"partners/some.rq:{line}: ")


@pytest.mark.parametrize("text", ["", "SELECT ?x { ?x ?y ?z }", "#+ just words\nASK {}", "#+ - a\n#+ - list\nASK {}"])
def test_a_file_without_a_header_is_refused(text: str) -> None:
    with pytest.raises(HeaderError, match=r"some\.rq:1: a header is expected"):
        parse(text, "some.rq")


def test_an_optional_parameter_has_no_default() -> None:
    text = GOOD.replace("type: programme", "type: programme\n#+     optional: true").replace("?_prog", "?__prog")
    with pytest.raises(HeaderError, match="optional and has a default"):
        parse(text, "some.rq")
    query = parse(text.replace("#+ defaults:\n#+   - programme: top\n", ""), "some.rq")
    assert query.parameters[0].optional
    assert not query.parameters[0].required
