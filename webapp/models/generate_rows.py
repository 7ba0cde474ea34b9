"""Generation of the row classes in `rows.py` from the named queries that pages ask.

So the type checker sees a misspelt column. `make rows` writes the module; a test holds it to the queries.
"""

from __future__ import annotations

import keyword
from pathlib import Path

import pyoxigraph as ox

from queries import registry

ROWS = Path(__file__).with_name("rows.py")
_QUERIES = (
    "categories-list", "classes-in-use", "companions-of-partner", "contributions", "countries-list",
    "coverage-against-official-counts", "coverage-of-partner", "dataset-size", "disagreeing-figures",
    "disagreeing-reports", "events-about", "events-beside", "events-list", "evidence-about", "evidence-in-country",
    "evidence-of-partnerships", "exclusivity-by-programme", "explorer-coverage", "explorer-evidence",
    "explorer-links", "explorer-meetings", "explorer-partnerships", "explorer-roles", "explorer-things",
    "figures-about", "games-hosts", "games-list", "in-country", "named-graphs", "names", "organization-kinds",
    "participants", "partner-identifiers", "partners-by-country", "partners-list", "partners-per-term",
    "partnerships-about", "partnerships-beside", "partnerships-ended-early", "partnerships-from-country",
    "partnerships-list", "people-list", "people-of-organization", "programmes-list", "published-figures",
    "reports-about", "roles-of-person", "sources-list", "sources-per-statement", "sources-use", "statement-count",
    "statements-of-source", "terms-in-use", "thing-mentions", "thing-statements", "things-with-pages", "tiers-list",
    "tiers-of-games", "vocabulary-terms", "what-is-missing",
)  # fmt: skip
_HEAD = """# ruff: noqa: N815 - columns are called like the variables of the queries
\"\"\"The rows of the queries that pages ask: a class for each query, an attribute for each column.

Generated from the files in `queries/` by `make rows`; do not edit.
\"\"\"

from typing import NamedTuple

"""
_TAIL = """
QUERIES: dict[type[tuple[str, ...]], str] = {{
{}}}
\"\"\"The query of each class.\"\"\"
"""


def module() -> str:
    """Return the text of the module."""
    names = {name: "".join(map(str.capitalize, name.split("-"))) + "Row" for name in _QUERIES}
    classes = "".join(_row_class(class_, name) for name, class_ in names.items())
    queries = "".join(f'    {class_}: "{name}",\n' for name, class_ in names.items())
    return f"{_HEAD}{classes}{_TAIL.format(queries)}"


def _row_class(class_: str, query: str) -> str:
    attributes = "".join(f"    {_attribute(column)}: str\n" for column in _columns(query))
    return f'\nclass {class_}(NamedTuple):\n    """A row of `{query}`."""\n\n{attributes}\n'


def _columns(query: str) -> list[str]:
    """Return the variables of a SELECT in their order, as the engine tells them."""
    answer = ox.Store().query(registry.get(query).text)
    if not isinstance(answer, ox.QuerySolutions):
        raise TypeError(f"the query {query} is expected to be a SELECT")
    return [variable.value for variable in answer.variables]


def _attribute(column: str) -> str:
    """Return the name of a column's attribute: a keyword of Python gets an underscore (PEP 8).

    >>> _attribute("from"), _attribute("until")
    ('from_', 'until')
    """
    return f"{column}_" if keyword.iskeyword(column) else column


if __name__ == "__main__":
    ROWS.write_text(module(), encoding="utf-8")
