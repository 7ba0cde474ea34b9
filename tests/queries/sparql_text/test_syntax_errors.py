"""What a person is told of a query with a mistake; the parser's own messages are those of the real parser."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from queries.sparql_text.errors import SparqlSyntaxError
from queries.sparql_text.syntax_errors import syntax_error

POINTED = (
    # The query, the mistake by itself where it is pointed to, and what is said of it.
    ("SELECT * { ?x ⟦<http://a b> ?y }", "the IRI <http://a b> is not well formed."),
    ("BASE ⟦<a b> SELECT * {}", "the IRI <a b> is not well formed."),
    ("SELECT * { ?x a ⟦<http://a }", "the IRI that begins here is not closed: > is missing."),
    ("SELECT * { ?s ?p ⟦}", "the statement is not complete here"),
    ("SELECT * { ?x a ⟦}", "the statement is not complete here"),
    ("SELECT * { ?x a\n ⟦}", "the statement is not complete here"),
    ("SELECT * {\r\n?x a ⟦}", "the statement is not complete here"),
    ("SELECT * {\n ?x a \n\n⟦; }", "the statement is not complete here"),
    ("SELECT * { ?x a ⟦. ?x a ?y . ?y ?p ?z }", "the statement is not complete here"),
    ("SELECT * { ?x a <http://x/y> ⟦?y }", "something is missing or does not belong here"),
    ("SELECT * { ?x <http://x/y> ⟦.\n ?y ?p ?z . ?z a ?y }", "something is missing before this."),
    ("SELECT * { ?x ?p ?y FILTER(?y > ⟦) }", "something is missing or does not belong here"),
    ("SELECT * { ?x ?p ?y FILTER(?y > \n ⟦) }", "something is missing or does not belong here"),
    ("SELECT * { ?é𐀀 a ⟦}", "the statement is not complete here"),
    ("⟦SELEC ?x WHERE { ?x ?y ?z }", "a query begins with SELECT, CONSTRUCT, DESCRIBE or ASK"),
    ("⟦SELEC ?x WHERE { ?x ?y ?z }", "Did you mean SELECT?"),
    ("PREFIX a: <http://a>\n# SELECT\n  ⟦SELEC ?x {}", "a query begins with SELECT"),
    ("BASE <http://a/> PREFIX # b\n a: <#b>⟦{ ?x ?y ?z }", "a query begins with SELECT"),
    ("⟦", "a query begins with SELECT"),
    ("⟦hello", "a query begins with SELECT"),
    ("⟦PREFX a: <http://a> SELECT * {}", "Did you mean PREFIX?"),
    ("⟦PREFIX a <http://x/> SELECT * {}", "PREFIX needs a name, a colon and an IRI"),
    ("SELECT * { ?x ?p ?y . ⟦OPTIONL { ?x ?y ?z } }", "OPTIONL is not known here. Did you mean OPTIONAL?"),
    ("SELECT * { ?x ?p ?y }\n⟦LIMITS 3", "LIMITS is not known here. Did you mean LIMIT?"),
    ("SELECT * { ?x ?p ?y } LIMIT ⟦ten", "here must be a number."),
    ("SELECT * { ?x ?p ?y } ORDER ⟦?x", "here must be BY."),
    ("SELECT * { ?x ?p ?y } ORDER BY⟦", "here could stand a variable, an IRI, “(”."),
    ("SELECT * { ?x a ?y⟦", "here could stand “,”, “.”, “;”, “{”, “}”."),
    ("SELECT * { ?x a 'abc⟦", "the string is not closed: ' is missing."),
    ('SELECT * { ?x a "abc⟦\n }', 'the string is not closed: " is missing.'),
    ("SELECT * { ?x a '''abc }⟦", "the string is not closed: ''' is missing."),
    ("SELECT * { ?x ⟦partnershipOf ?y }", "partnershipOf is neither known here nor a name with a prefix and a colon."),
    ("SELECT * { ?x ⟦foo:a ?y }", "the prefix foo: is not declared."),
    ("SELECT * { ?x ⟦skos:note ?y }", "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>"),
    ("SELECT * { ?x a <\\q>⟦ }", "in what ends here, IRIs are only allowed to contain escape sequences"),
)

FOREIGN = (
    # The query, and what stands at the mark.
    ("⟦\u200bSELECT * {}", "U+200B ZERO WIDTH SPACE"),
    ("SELECT * {}⟦\u200b", "U+200B ZERO WIDTH SPACE"),
    ("⟦\u00a0ASK {}", "U+00A0 NO-BREAK SPACE"),
    ("ASK {}\n⟦\u00a0", "U+00A0 NO-BREAK SPACE"),
    ("SELECT⟦\u00a0* { ?s ?p ?o }", "U+00A0 NO-BREAK SPACE"),
    ("SELECT * {⟦\u00a0?s ?p ?o }", "U+00A0 NO-BREAK SPACE"),
    ("SELECT * { ?s ?p ?o . ?o⟦\u2060 ?q ?r }", "U+2060 WORD JOINER"),
    ("PREFIX⟦\u202fex: <http://e/> ASK {}", "U+202F NARROW NO-BREAK SPACE"),
    ("PREFIX ex:⟦\u3000<http://e/> ASK {}", "U+3000 IDEOGRAPHIC SPACE"),
    ("ASK { ?s ?p ⟦\u201cx\u201d }", "U+201C LEFT DOUBLE QUOTATION MARK"),
    ("# \u00a0\nASK { ?s ?p '\u200b' }⟦\u00ad", "U+00AD SOFT HYPHEN"),
    ("⟦\ufeffASK {}", "U+FEFF ZERO WIDTH NO-BREAK SPACE"),
    ("ASK {}⟦\ufeff", "U+FEFF ZERO WIDTH NO-BREAK SPACE"),
    ("⟦\u180eASK {}", "U+180E MONGOLIAN VOWEL SEPARATOR"),
    ("ASK { ?s ⟦\u200eop:a ?o }", "U+200E LEFT-TO-RIGHT MARK"),
    ("SEL⟦\u200dECT * {}", "U+200D ZERO WIDTH JOINER"),
    ("⟦\x0cASK {}", "U+000C"),
    ("ASK {}⟦\x01", "U+0001"),
)

UNPLACED = (
    ("SELECT ?x ?y { ?x ?p ?y } GROUP BY ?y", "SELECT names a variable that is neither in GROUP BY nor"),
    ("SELECT * { ?x ?p ?y } GROUP BY ?y", "SELECT * cannot be used with GROUP BY"),
    ("SELECT (1 AS ?x) ?x {}", "SELECT names the same variable twice."),
    ("SELECT * { ?x a ?y }}", "The parser does not say where it goes wrong."),
)


def refused(query: str) -> SparqlSyntaxError:
    """Return the error for a query that the parser refuses."""
    with pytest.raises(SyntaxError) as error:
        ox.Store().query(query, base_iri="http://base/")
    return syntax_error(query, str(error.value))


@pytest.mark.parametrize(("marked", "said"), POINTED)
def test_a_mistake_is_pointed_to_and_explained(marked: str, said: str) -> None:
    before, _, after = marked.partition("⟦")
    problem = refused(before + after)
    assert said in str(problem)
    assert problem.position
    lines = before.splitlines() or [""]
    last = "" if before.endswith("\n") else lines[-1]
    assert (problem.position.line, problem.position.column) == (before.count("\n") + 1, len(last) + 1)


@pytest.mark.parametrize(("marked", "name"), FOREIGN)
def test_a_character_that_nobody_sees_is_named(marked: str, name: str) -> None:
    """Finding 18: a query with one was refused with a pointer at nothing visible."""
    before, _, after = marked.partition("⟦")
    problem = refused(before + after)
    line, column = before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1
    assert str(problem) == f"At line {line}, column {column}: {name} does not belong here."
    assert problem.position
    assert (problem.position.line, problem.position.column) == (line, column)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT * { ?x a <http://a b> }\u200b", "the IRI <http://a b> is not well formed."),
        ("PREFIX e: <http://e/> ASK { ?s e:\u0645\u06cc\u200c\u062e ?o . ?s }", "the statement is not complete here"),
        ("ASK { ?s ?p '\u200b' . ?s }", "the statement is not complete here"),
    ],
)
def test_another_mistake_is_not_blamed_on_it(query: str, said: str) -> None:
    assert said in str(refused(query))


@pytest.mark.parametrize(("query", "said"), UNPLACED)
def test_where_no_place_is_known_none_is_pointed_to(query: str, said: str) -> None:
    problem = refused(query)
    assert str(problem).startswith(said)
    assert problem.position is None


@pytest.mark.parametrize("query", [marked.replace("⟦", "") for marked, _ in POINTED])
def test_what_is_not_of_sparql_here_is_never_offered(query: str) -> None:
    said = str(refused(query))
    assert not any(word in said for word in ("LATERAL", "SERVICE", "{|", "\\\\", "~"))


def test_a_message_without_a_place_is_passed_on() -> None:
    assert str(syntax_error("ASK {}", "no more")) == "The parser says: no more"
