"""Generation of the row classes in `rows.py` from the named queries.

So the type checker sees a misspelt column. There is a class for each query whose rows the code of `webapp` names: those
of `partners-list` are `PartnersListRow`. `make rows` writes the module; a test holds it to queries and code.
"""

from __future__ import annotations

import keyword
import re
from pathlib import Path

import pyoxigraph as ox

from queries import registry

ROWS = Path(__file__).with_name("rows.py")
_HEAD = """# ruff: noqa: N815 - columns are called like the variables of the queries
\"\"\"Rows of the queries that pages ask, typed.

Each query has a class, and each column an attribute.

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
    files = set(ROWS.parents[1].glob("*/*.py")) - {ROWS, Path(__file__)}
    named = {word for file in files for word in re.findall(r"\w+Row\b", file.read_text(encoding="utf-8"))}
    used = {name: class_ for name in registry.query_files() if (class_ := _class_name(name)) in named}
    classes = "".join(_row_class(class_, name) for name, class_ in used.items())
    return f"{_HEAD}{classes}" + _TAIL.format("".join(f'    {class_}: "{name}",\n' for name, class_ in used.items()))


def _class_name(query: str) -> str:
    """Return the name of a query's class.

    >>> _class_name("partners-list")
    'PartnersListRow'
    """
    return "".join(map(str.capitalize, query.split("-"))) + "Row"


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
