"""The code that runs the same query in other tools. It runs as it stands, in a terminal, Python, R or JavaScript."""

from __future__ import annotations

import json
import shlex
from dataclasses import dataclass
from urllib.parse import urlencode

from queries.registry import Query


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of code: the name of the language for people, a short one for machines, what it needs, the code."""

    label: str
    language: str
    needs: str
    code: str


@dataclass(frozen=True, slots=True)
class _Reading:
    """What differs in the code by what it reads: suffixes of addresses, a format, and what is done with the answer."""

    suffix: str
    javascript_suffix: str
    wrapper_format: str
    python: str
    r: str
    javascript: str


_TABLE = _Reading(
    suffix=".csv",
    javascript_suffix="",
    wrapper_format="JSON",
    python='for row in endpoint.queryAndConvert()["results"]["bindings"]:\n'
    '    print({name: term["value"] for name, term in row.items()})\n',
    r='rows <- read.csv(%s, encoding = "UTF-8")\nprint(head(rows))\n',
    javascript="const { rows } = await response.json();\nconsole.table(rows.slice(0, 10));\n",
)
_GRAPH = _Reading(
    suffix=".ttl",
    javascript_suffix=".ttl",
    wrapper_format="XML",
    python='graph = endpoint.queryAndConvert()\nprint(graph.serialize(format="turtle"))\n',
    r='lines <- readLines(%s, encoding = "UTF-8")\nprint(head(lines))\n',
    javascript="console.log(await response.text());\n",
)


def snippets(query: Query, values: dict[str, str], sparql: str, root: str) -> tuple[Snippet, ...]:
    """Return the snippets for a query with `values` for its parameters and `sparql` as its text.

    `root` is the address of the site, with a slash at its end.
    """
    fields = f"?{urlencode(values)}" if values else ""
    address = f"{root}api/queries/{query.name}"
    reading = _GRAPH if query.form == "CONSTRUCT" else _TABLE
    file = f"{address}{reading.suffix}{fields}"
    return (
        Snippet("curl", "curl", "", f"curl --silent --show-error --fail {shlex.quote(file)}\n"),
        Snippet(
            "Python",
            "python",
            "SPARQLWrapper (pip install SPARQLWrapper)",
            f"from SPARQLWrapper import POST, SPARQLWrapper, {reading.wrapper_format}\n\n"
            f"endpoint = SPARQLWrapper({_string(root + 'sparql')})\nendpoint.setMethod(POST)\n"
            f"endpoint.setReturnFormat({reading.wrapper_format})\nendpoint.setQuery({_python(sparql)})\n"
            f"{reading.python}",
        ),
        Snippet("R", "r", "", reading.r % _string(file)),
        Snippet(
            "JavaScript",
            "javascript",
            "a browser, Deno, or Node 18 and later (as a module)",
            f"const response = await fetch({_string(f'{address}{reading.javascript_suffix}{fields}')});\n"
            f"if (!response.ok) throw new Error(await response.text());\n{reading.javascript}",
        ),
    )


def _python(text: str) -> str:
    """Write a text as a Python literal: readable over several lines wherever that says the same."""
    return repr(text) if '"""' in text or text.endswith(("\\", '"')) else f'r"""{text}"""'


def _string(text: str) -> str:
    """Write a text as a literal of R and JavaScript, which both read JSON's (ASCII only, to be safe anywhere)."""
    return json.dumps(text)
