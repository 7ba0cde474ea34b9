"""The folder can be served by grlc (https://github.com/CLARIAH/grlc): its rules, restated here from its documentation.

grlc reads the lines that begin with `#+` as one YAML document, finds parameters by the names of variables
(`?_name`, `?__name`, then a suffix for the kind of term), takes `defaults` as a list of maps, and knows the decorators
of `KNOWN`; what it does not know it passes over. It puts an IRI in the place of a variable as it is given.
"""

from __future__ import annotations

import re

import pytest
import yaml
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery

from queries import registry
from tests.each import each
from tests.some import any_number, some

PUBLIC = registry.public()
KNOWN = {"summary", "description", "tags", "defaults", "enumerate", "endpoint", "method", "mime", "pagination"}
OURS = {"parameters", "chart", "ask"}
VARIABLE = re.compile(r"(?P<required>_{1,2})(?P<name>[^_]+)_?(?P<type>[a-zA-Z0-9]+)?_?(?P<more>[a-zA-Z0-9]+)?.*$")
XSD = {"integer", "date", "decimal", "boolean", "string"}


def decorators(query: registry.Query) -> dict[str, object]:
    """What grlc reads: all decorator lines of the file, without their marks, as YAML."""
    lines = [line.lstrip("#+") for line in query.text.split("\n") if line.startswith("#+")]
    read = yaml.safe_load("\n".join(lines))
    assert isinstance(read, dict)
    return read


@each("query", PUBLIC, ids=lambda query: query.name)
def test_grlc_reads_the_decorators(query: registry.Query) -> None:
    found = decorators(query)
    assert set(found) <= KNOWN | OURS
    assert found["summary"] == query.title
    assert isinstance(found["description"], str)
    assert found["tags"] == list(query.tags)
    defaults = found.get("defaults", [])
    assert isinstance(defaults, list)
    assert all(isinstance(item, dict) and len(item) == 1 for item in any_number(defaults))


@pytest.mark.parametrize("query", PUBLIC, ids=lambda query: query.name)
def test_grlc_finds_the_same_parameters(query: registry.Query) -> None:
    variables = translateQuery(parseQuery(query.text)).algebra["_vars"]
    found = {}
    for variable in map(str, variables):
        match = VARIABLE.match(variable)
        if match and not variable.startswith("__agg"):
            found[match["name"]] = (match["required"] == "_", match["type"] or "", match["more"] or "")
    assert {name: required for name, (required, _, _) in found.items()} == {
        parameter.name: not parameter.optional for parameter in query.parameters
    }
    for parameter in any_number(query.parameters):
        _, kind, more = found[parameter.name]
        assert kind in {"", "iri", "integer"} or (kind, more) == ("xsd", "date")


def test_what_grlc_would_put_in_is_what_we_put_in() -> None:
    """A default of an identifier is a whole IRI, because grlc writes it between angle brackets as it stands."""
    parameters = [parameter for query in PUBLIC for parameter in query.parameters if parameter.default]
    for default in some(one.default or "" for one in parameters if one.variable.endswith("_iri")):
        assert re.fullmatch(r"https://[^\s<>\"{}|\\^`]+", default)


def test_names_of_files_are_names_of_operations() -> None:
    for query in some(registry.load().values()):
        assert re.fullmatch(r"[a-z][a-z0-9-]*", query.name), "grlc cuts a name at its first dot"
