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


def snippets(query: Query, values: dict[str, str], sparql: str, root: str) -> tuple[Snippet, ...]:
    """Return the snippets for a query with `values` for its parameters and `sparql` as its text.

    `root` is the address of the site, with a slash at its end.
    """
    fields = f"?{urlencode(values)}" if values else ""
    address = f"{root}api/queries/{query.name}"
    if query.form == "CONSTRUCT":
        return _of_graph(f"{address}.ttl{fields}", sparql, root)
    return _of_table(address, fields, sparql, root)


def _of_table(address: str, fields: str, sparql: str, root: str) -> tuple[Snippet, ...]:
    table, document = f"{address}.csv{fields}", f"{address}{fields}"
    return (
        Snippet("curl", "curl", "", f"curl --silent --show-error --fail {shlex.quote(table)}\n"),
        Snippet(
            "Python",
            "python",
            "SPARQLWrapper (pip install SPARQLWrapper)",
            f"{_wrapper(sparql, root, 'JSON')}"
            'for row in endpoint.queryAndConvert()["results"]["bindings"]:\n'
            '    print({name: term["value"] for name, term in row.items()})\n',
        ),
        Snippet("R", "r", "", f'rows <- read.csv({_string(table)}, encoding = "UTF-8")\nprint(head(rows))\n'),
        Snippet(
            "JavaScript",
            "javascript",
            "a browser, Deno, or Node 18 and later (as a module)",
            f"const response = await fetch({_string(document)});\n"
            "if (!response.ok) throw new Error(await response.text());\n"
            "const { rows } = await response.json();\nconsole.table(rows.slice(0, 10));\n",
        ),
    )


def _of_graph(address: str, sparql: str, root: str) -> tuple[Snippet, ...]:
    return (
        Snippet("curl", "curl", "", f"curl --silent --show-error --fail {shlex.quote(address)}\n"),
        Snippet(
            "Python",
            "python",
            "SPARQLWrapper (pip install SPARQLWrapper)",
            f"{_wrapper(sparql, root, 'XML')}"
            'graph = endpoint.queryAndConvert()\nprint(graph.serialize(format="turtle"))\n',
        ),
        Snippet("R", "r", "", f'lines <- readLines({_string(address)}, encoding = "UTF-8")\nprint(head(lines))\n'),
        Snippet(
            "JavaScript",
            "javascript",
            "a browser, Deno, or Node 18 and later (as a module)",
            f"const response = await fetch({_string(address)});\n"
            "if (!response.ok) throw new Error(await response.text());\nconsole.log(await response.text());\n",
        ),
    )


def _wrapper(sparql: str, root: str, format_: str) -> str:
    return (
        f"from SPARQLWrapper import POST, SPARQLWrapper, {format_}\n\n"
        f"endpoint = SPARQLWrapper({_string(root + 'sparql')})\nendpoint.setMethod(POST)\n"
        f"endpoint.setReturnFormat({format_})\nendpoint.setQuery({_python(sparql)})\n"
    )


def _python(text: str) -> str:
    """Write a text as a Python literal: readable over several lines wherever that says the same."""
    return repr(text) if '"""' in text or text.endswith(("\\", '"')) else f'r"""{text}"""'


def _string(text: str) -> str:
    """Write a text as a literal of R and JavaScript, which both read JSON's (ASCII only, to be safe anywhere)."""
    return json.dumps(text)
