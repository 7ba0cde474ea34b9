"""The header of a query file: grlc's `#+` decorators, read as YAML.

What is wrong in it is named with its line. Whether the header fits the query is `queries.registry`'s to check.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

import yaml

from graph.wording import alternatives
from queries.errors import HeaderError, quoted
from queries.parameter_types import SUFFIXES, Parameter

_MARK = "#+"
_KEYS = ("summary", "description", "tags", "defaults", "parameters", "chart", "ask")
_CHART_KEYS = ("along", "bars", "apart", "qualifiers", "gaps")
_PARAMETER_KEYS = ("type", "description", "optional")
_PARAMETER_NAME = re.compile(r"[a-z][a-zA-Z]*")

_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Chart:
    """How the answer is drawn: a bar a row, labelled by the column `along`, of the columns `bars` end to end.

    Rows that differ in the columns `apart` stand in charts of their own. A row with anything in the columns
    `qualifiers` is no plain value: it is outlined, with these words. `gaps` names the columns with the first year of a
    row and with its number of years. Years without a row between others have an empty place.
    """

    along: str
    bars: tuple[str, ...]
    line: int
    apart: tuple[str, ...] = ()
    qualifiers: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()

    @property
    def columns(self) -> set[str]:
        """All columns that it names."""
        return {self.along, *self.bars, *self.apart, *self.qualifiers, *self.gaps}


@dataclass(frozen=True, slots=True)
class Header:
    """The decorators of one file."""

    summary: str
    description: str
    tags: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    chart: Chart | None
    ask: tuple[tuple[str, int], ...] = ()
    """The ways in which the query is asked for, each with its line."""


def read_header(text: str, file: str) -> Header:
    """Read the header of the query `text`; `file` is what messages call it.

    Raises:
        HeaderError: the header is missing or malformed; the message gives file and line.
    """
    return _Reader(file).read(text)


class _Reader:
    def __init__(self, file: str) -> None:
        self._file = file

    def _fail(self, line: int, message: str) -> NoReturn:
        raise HeaderError(f"{self._file}:{line}: {message}")

    def read(self, text: str) -> Header:
        root = self._compose(text)
        parts = dict(self._entries(root, "the header", _KEYS))
        summary = self._text(parts.get("summary"), root, "summary")
        description = self._text(parts.get("description"), root, "description")
        tags = tuple(self._text(node, node, "a tag") for node in self._items(parts.get("tags"), "tags"))
        if not tags:
            self._fail(self._line(root), "the header needs tags, a list with at least one word")
        declared = dict(self._declared(parts.get("parameters")))
        defaults = dict(self._defaults(parts.get("defaults"), declared))
        parameters = tuple(self._parameter(name, node, defaults.get(name)) for name, node in declared.items())
        chart = self._chart(parts["chart"]) if "chart" in parts else None
        asked = self._items(parts.get("ask"), "ask")
        forms = tuple((self._text(node, node, "a way to ask"), self._line(node)) for node in asked)
        return Header(summary, description, tags, parameters, chart, forms)

    def _chart(self, node: yaml.Node) -> Chart:
        parts = dict(self._entries(node, "chart", _CHART_KEYS))
        bars, apart, qualifiers, gaps = (
            tuple(self._text(item, node, "a column") for item in self._items(parts.get(key), key))
            for key in ("bars", "apart", "qualifiers", "gaps")
        )
        if not bars:
            self._fail(self._line(node), "a chart needs bars, a list of columns with numbers")
        if len(gaps) not in {0, 2}:
            self._fail(self._line(node), "gaps are two columns: the first year, and the number of years")
        along = self._text(parts.get("along"), node, "along, the column of the labels")
        return Chart(along, bars, self._line(node), apart, qualifiers, gaps)

    def _compose(self, text: str) -> yaml.MappingNode:
        """Parse the decorators with every other line left blank, so that YAML's lines are the file's."""
        lines = [line.removeprefix(_MARK) if line.startswith(_MARK) else "" for line in text.split("\n")]
        try:
            root = yaml.compose("\n".join(lines), Loader=_Loader)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            self._fail(mark.line + 1 if mark else 1, f"the header is not YAML: {error.problem or error}")
        except yaml.YAMLError as error:
            self._fail(1, f"the header is not YAML: {error}")
        if not isinstance(root, yaml.MappingNode):
            self._fail(1, f"a header is expected: lines that begin with {_MARK} and give {alternatives(_KEYS)}")
        return root

    def _line(self, node: yaml.Node) -> int:
        mark: Any = node.start_mark
        return int(mark.line) + 1

    def _entries(self, node: yaml.Node, what: str, allowed: tuple[str, ...] = ()) -> Iterator[tuple[str, yaml.Node]]:
        if not isinstance(node, yaml.MappingNode):
            self._fail(self._line(node), f"{what} should be a map of names to values")
        seen: set[str] = set()
        for key, value in node.value:
            name = self._text(key, key, "a name")
            if allowed and name not in allowed:
                self._fail(
                    self._line(key), f"{what} has no {quoted(name)}; what may stand here is {alternatives(allowed)}"
                )
            if name in seen:
                self._fail(self._line(key), f"{what} has {quoted(name)} twice")
            seen.add(name)
            yield name, value

    def _items(self, node: yaml.Node | None, what: str) -> list[yaml.Node]:
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode):
            self._fail(self._line(node), f"{what} should be a list, one item a line, each after '- '")
        return list(node.value)

    def _text(self, node: yaml.Node | None, parent: yaml.Node, what: str) -> str:
        if node is None:
            self._fail(self._line(parent), f"the header needs {what}")
        if not isinstance(node, yaml.ScalarNode) or not str(node.value).strip():
            self._fail(self._line(node), f"{what} should be a text")
        return str(node.value).strip()

    def _declared(self, node: yaml.Node | None) -> Iterator[tuple[str, yaml.Node]]:
        for name, value in self._entries(node, "parameters") if node else ():
            if not _PARAMETER_NAME.fullmatch(name):
                self._fail(self._line(value), f"{quoted(name)} should be one word of letters, such as programme")
            yield name, value

    def _parameter(self, name: str, node: yaml.Node, default: str | None) -> Parameter:
        parts = dict(self._entries(node, f"parameter {name}", _PARAMETER_KEYS))
        types = self._types(name, node, parts.get("type"))
        description = self._text(parts.get("description"), node, f"a description of parameter {name}")
        optional = parts.get("optional")
        if optional is not None and optional.value not in ("true", "false"):
            self._fail(self._line(optional), "optional should be true or false")
        free = optional is not None and optional.value == "true"
        if free and default is not None:
            self._fail(self._line(node), f"{name} is optional and has a default; it can be one of these only")
        return Parameter(name, types, description, default, free, self._line(node))

    def _types(self, name: str, parent: yaml.Node, node: yaml.Node | None) -> tuple[str, ...]:
        items = self._items(node, "type") if isinstance(node, yaml.SequenceNode) else [node]
        types = tuple(self._text(item, parent, f"a type for parameter {name}") for item in items)
        for unknown in (kind for kind in types if kind not in SUFFIXES):
            message = f"there is no parameter type {unknown}; the types are {alternatives(SUFFIXES)}"
            self._fail(self._line(parent), message)
        if len({SUFFIXES[kind] for kind in types}) != 1:
            self._fail(self._line(parent), f"the types of {name} are of different kinds of term")
        return types

    def _defaults(self, node: yaml.Node | None, names: Container[str]) -> Iterator[tuple[str, str]]:
        for item in self._items(node, "defaults"):
            for name, value in self._entries(item, "defaults"):
                if name not in names:
                    self._fail(self._line(item), f"there is a default for {quoted(name)}, which is no parameter")
                yield name, self._text(value, item, f"the default of {name}")
