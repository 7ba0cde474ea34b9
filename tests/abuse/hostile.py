"""The hostile queries: what has hurt other endpoints, and what is meant to hurt this one.

Each has the statuses that are right for it; 200 is among them where an engine may well have the whole answer in time.
"""

from __future__ import annotations

from dataclasses import dataclass

CROSS = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l"


@dataclass(frozen=True, slots=True)
class Hostile:
    """A query with a name, and the statuses that are right for it; `port` of a listener stands as {port} in it."""

    name: str
    query: str
    statuses: frozenset[int]


def _case(name: str, query: str, *statuses: int) -> Hostile:
    return Hostile(name, query, frozenset(statuses))


def _doubling(times: int, function: str) -> str:
    steps = "".join(f"BIND({function.replace('?v', f'?v{n}')} AS ?v{n + 1}) " for n in range(times))
    return f"BIND('0123456789abcdef' AS ?v0) {steps}"


_SIXFOLD = "REPLACE(?v, '.', '$0$0$0$0$0$0')"
_TIME, _SPACE, _LARGE = 504, 422, 422  # what passes one limit on one machine may pass another on another

QUERIES = (
    # Time
    _case("count of a cross product", f"SELECT (COUNT(*) AS ?n) {{ {CROSS} }}", _TIME, _SPACE),
    _case("distinct count", f"SELECT (COUNT(DISTINCT *) AS ?n) {{ {CROSS} }}", _TIME, _SPACE),
    _case("filter that never holds", f"SELECT * {{ {CROSS} FILTER(?a = 1 && ?j = 2) }}", 200, _TIME, _SPACE),
    _case("late limit", f"SELECT * {{ {CROSS} FILTER(STRLEN(STR(?l)) > 100000) }} LIMIT 1", 200, _TIME, _SPACE),
    _case("huge offset", f"SELECT * {{ {CROSS} }} OFFSET 4000000000 LIMIT 1", _TIME, _SPACE),
    _case("transitive closure of everything", "SELECT (COUNT(*) AS ?n) { ?s (!<x:y>|^!<x:y>)* ?o }", _TIME, _SPACE),
    _case("closure from every node", "SELECT * { ?s (!<x:y>)+ ?o . ?o (!<x:z>)+ ?p }", _TIME, _SPACE),
    _case(
        "regular expression on a cross product",
        f"SELECT * {{ {CROSS} FILTER(REGEX(STR(?c), '(a+)+$')) }}",
        _TIME,
        _LARGE,
    ),
    _case("many optionals", "SELECT * { ?s ?p ?o " + "OPTIONAL { ?o ?p ?o2 . ?x ?y ?z } " * 20 + "}", _TIME, _SPACE),
    _case(
        "nested not exists",
        f"ASK {{ {CROSS} FILTER NOT EXISTS {{ ?l ?m ?n FILTER NOT EXISTS {{ ?n ?o ?a }} }} FILTER(?a = 1) }}",
        200,
        _TIME,
        _SPACE,
    ),
    _case(
        "minus of cross products",
        f"SELECT (COUNT(*) AS ?n) {{ {{ {CROSS} }} MINUS {{ ?a ?x ?y . ?d ?z ?w }} }}",
        _TIME,
        _SPACE,
    ),
    _case(
        "deep sub-selects",
        "SELECT (COUNT(*) AS ?n) { " + "{ SELECT * { ?a ?b ?c . " * 20 + "?d ?e ?f . ?g ?h ?i" + " } }" * 20 + " }",
        _TIME,
        _SPACE,
    ),
    _case("construct of a cross product", f"CONSTRUCT {{ ?a ?e ?l }} WHERE {{ {CROSS} }}", _TIME, _SPACE),
    _case(
        "group by everything", f"SELECT ?a ?f (GROUP_CONCAT(STR(?l)) AS ?x) {{ {CROSS} }} GROUP BY ?a ?f", _TIME, _SPACE
    ),
    _case("path of 800 steps", "ASK { ?s " + "/".join(["<x:p>"] * 800) + " ?o }", _TIME, _SPACE),
    _case(
        "path of 3,000 alternatives",
        "ASK { ?s (" + "|".join(f"<x:{n}>" for n in range(3_000)) + ")* ?o }",
        200,
        _TIME,
        _SPACE,
    ),
    _case(
        "values times values",
        "SELECT (COUNT(*) AS ?n) { "
        + "".join(f"VALUES ?v{n} {{ {' '.join(map(str, range(60)))} }} " for n in range(8))
        + "}",
        _TIME,
        _SPACE,
    ),
    # Space
    _case("sort of a cross product", f"SELECT * {{ {CROSS} }} ORDER BY DESC(?l) ?a", _TIME, _SPACE),
    _case(
        "doubling by CONCAT",
        f"SELECT (STRLEN(?v18) AS ?n) {{ {_doubling(18, 'CONCAT(?v, ?v, ?v, ?v)')} }}",
        _TIME,
        _SPACE,
    ),
    _case("doubling by REPLACE", f"SELECT (STRLEN(?v12) AS ?n) {{ {_doubling(12, _SIXFOLD)} }}", _TIME, _SPACE),
    _case(
        "group concatenation of everything",
        f"SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?l))) AS ?x) {{ {CROSS} }}",
        _TIME,
        _SPACE,
    ),
    _case("distinct of a cross product", f"SELECT DISTINCT ?a ?f ?l {{ {CROSS} }}", _TIME, _SPACE),
    _case(
        "encode again and again",
        f"SELECT (STRLEN(?v20) AS ?n) {{ {_doubling(20, 'ENCODE_FOR_URI(CONCAT(?v, ?v, ?v))')} }}",
        _SPACE,
        _TIME,
        _SPACE,
    ),
    # Size of the answer
    _case("everything", "SELECT * { ?s ?p ?o }", _TIME, _LARGE),
    _case("everything as a graph", "CONSTRUCT WHERE { ?s ?p ?o }", _TIME, _LARGE),
    _case("few but long rows", "SELECT ?x { ?s ?p ?o BIND('" + "x" * 20_000 + "' AS ?x) } LIMIT 15000", _TIME, _LARGE),
    _case("cross product in full", "SELECT * { ?a ?b ?c . ?d ?e ?f }", _TIME, _LARGE),
    # The parser
    _case("braces", "ASK " + "{" * 8_000 + "}" * 8_000, 400),
    _case("parentheses", "SELECT (" + "(" * 8_000 + "1" + ")" * 8_000 + " AS ?x) {}", 400),
    _case("nots", "ASK { FILTER(" + "!" * 30_000 + "true) }", 200, 400, _TIME, _SPACE),
    _case("sum of 8,000", "SELECT (1" + "+1" * 8_000 + " AS ?x) {}", 200, _TIME, _SPACE),
    _case("8,000 unions", "ASK { {} " + "UNION {} " * 7_000 + "}", 200, _TIME, _SPACE),
    _case("collections in collections", "ASK { ?s ?p " + "(" * 90 + ")" * 90 + " }", 200, _TIME, _SPACE),
    _case("blank nodes in blank nodes", "ASK { " + "[ <x:p> " * 5_000 + "1" + "]" * 5_000 + " ?p ?o }", 400),
    _case(
        "ten thousand prefixes", "".join(f"PREFIX p{n}: <x:>\n" for n in range(3_000)) + "ASK {}", 200, _TIME, _SPACE
    ),
    _case("quotes without end", "ASK { ?s ?p '''" + "''a" * 20_000, 400),
    _case("escapes of half characters", "ASK { ?s ?p '\\uD800\\uDBFF' }", 400),
    _case("words without end", "a." * 30_000, 400),
    _case("nothing", "", 400),
    _case("invisible characters", "\u200b\u202e\ufeff", 400),
    # The network and the disk
    _case("SERVICE", "SELECT * { SERVICE <http://127.0.0.1:{port}/> { ?s ?p ?o } }", 403),
    _case("SERVICE SILENT", "SELECT * { SERVICE SILENT <http://127.0.0.1:{port}/> { ?s ?p ?o } }", 403),
    _case(
        "SERVICE by variable", "SELECT * { BIND(<http://127.0.0.1:{port}/> AS ?x) SERVICE SILENT ?x { ?s ?p ?o } }", 403
    ),
    _case("SERVICE by prefix", "PREFIX x: <http://127.0.0.1:{port}/> SELECT * { SERVICE x: { ?s ?p ?o } }", 403),
    _case(
        "SERVICE within EXISTS", "ASK { FILTER EXISTS { SERVICE SILENT <http://127.0.0.1:{port}/> { ?s ?p ?o } } }", 403
    ),
    _case("SERVICE behind a false IRI", "SELECT * { FILTER(?a<1)SERVICE#>\n<http://127.0.0.1:{port}/> {} }", 403),
    _case(
        "SERVICE behind a false string",
        "SELECT * { FILTER(?a<1+'x>')SERVICE<http://127.0.0.1:{port}/>{}FILTER('a'='a') }",
        403,
    ),
    _case("SERVICE glued to a number", "SELECT * { ?s ?p 1SERVICE<http://127.0.0.1:{port}/>{} }", 403),
    _case("SERVICE in escapes", "SELECT * { \\u0053ERVICE <http://127.0.0.1:{port}/> {} }", 403),
    _case("LOAD", "LOAD <http://127.0.0.1:{port}/>", 403),
    _case("update", "DELETE WHERE { ?s ?p ?o }", 403),
    _case("query and update", "ASK {} ; DROP ALL", 403),
    _case("FROM the network", "SELECT * FROM <http://127.0.0.1:{port}/> { ?s ?p ?o }", 200),
    _case("FROM the disk", "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", 200),
    _case("GRAPH of the network", "SELECT * { GRAPH <http://127.0.0.1:{port}/> { ?s ?p ?o } }", 200),
)
