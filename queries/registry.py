"""The queries there are: found in this package, in a checkout and in an installed wheel alike, and described."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType

from queries.binding import variables
from queries.errors import HeaderError, UnknownQuery, alternatives
from queries.header import Chart, Declaration, read_header
from queries.kinds import SUFFIXES

INTERNAL = "internal"
"""The tag of queries that serve other parts of the product and are of no interest in a listing."""

_FORM = re.compile(r"^(SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Parameter:
    """Something that a query asks for.

    `types` are alternatives: a slug is looked for in each, in that order. `variable` is the one that stands for it in
    the query's text, without `?`. Without a default a parameter is required, unless it is `optional`.
    """

    name: str
    types: tuple[str, ...]
    description: str
    default: str | None
    optional: bool
    variable: str

    @property
    def required(self) -> bool:
        """Whether there is no answer without a value from the one who asks."""
        return self.default is None and not self.optional


@dataclass(frozen=True, slots=True)
class Query:
    """One question: `path` is its file within the package, `subject` the folder, `form` SELECT, ASK ….

    `chart` says how its answer is drawn, where a picture says it better than the table.
    """

    name: str
    title: str
    description: str
    tags: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    text: str
    path: str
    form: str
    chart: Chart | None = None

    @property
    def subject(self) -> str:
        """The folder in which the query lies: partners, games …."""
        return self.path.rpartition("/")[0]

    @property
    def is_graph(self) -> bool:
        """Whether the answer is RDF rather than rows or a truth."""
        return self.form in ("CONSTRUCT", "DESCRIBE")

    @property
    def internal(self) -> bool:
        """Whether listings leave it out."""
        return INTERNAL in self.tags

    def parameter(self, name: str) -> Parameter | None:
        """Return the parameter of this name."""
        return next((parameter for parameter in self.parameters if parameter.name == name), None)


@dataclass(frozen=True, slots=True)
class QueryFile:
    """Where a query lies: its path within the package, and the file."""

    path: str
    content: Traversable


@cache
def query_files() -> Mapping[str, QueryFile]:
    """Return the file of each query by the query's name, in the order of the names.

    Raises:
        HeaderError: two files have the same name.
    """
    found: dict[str, QueryFile] = {}
    for file in _find(files(__package__), ""):
        name = _name(file.path)
        if name in found:
            raise HeaderError(f"{file.path}:1: {found[name].path} has the same name; names are unique across folders")
        found[name] = file
    return MappingProxyType(dict(sorted(found.items())))


def _find(folder: Traversable, prefix: str) -> Iterator[QueryFile]:
    for item in folder.iterdir():
        if item.is_dir():
            yield from _find(item, f"{prefix}{item.name}/")
        elif item.name.endswith(".rq"):
            yield QueryFile(prefix + item.name, item)


def _name(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".rq")


@cache
def get(name: str) -> Query:
    """Return the query of this name, reading no other.

    Raises:
        UnknownQuery: there is none; the message names the nearest of those that listings show.
        HeaderError: its header is malformed.
    """
    file = query_files().get(name)
    if file is None:
        raise UnknownQuery(name, [query.name for query in public()])
    return parse(file.content.read_text(encoding="utf-8"), file.path)


@cache
def public() -> tuple[Query, ...]:
    """Return the queries that listings show, by subject and name.

    Raises:
        HeaderError: a header is malformed.
    """
    return tuple(sorted((query for query in load().values() if not query.internal), key=_place))


def _place(query: Query) -> tuple[str, str]:
    return query.subject, query.name


def load() -> Mapping[str, Query]:
    """Return all queries by name, in the order of the names.

    Raises:
        HeaderError: a header is malformed.
    """
    return MappingProxyType({name: get(name) for name in query_files()})


def parse(text: str, path: str) -> Query:
    """Read a query file; `path` is its place within the package.

    Raises:
        HeaderError: the header is malformed, or does not fit the query's text.
    """
    header = read_header(text, path)
    form = _FORM.search(text)
    if form is None:
        raise HeaderError(f"{path}:1: a line that begins with SELECT, ASK, CONSTRUCT or DESCRIBE is expected")
    declared = tuple(_parameter(declaration, header.defaults, text, path) for declaration in header.parameters)
    for name, line in variables(text):
        if name.startswith("_") and name not in {parameter.variable for parameter in declared}:
            raise HeaderError(f"{path}:{line}: ?{name} looks like a parameter, but the header declares none for it")
    if header.chart:
        _check_chart(header.chart, text, path)
    title, description, tags = header.summary, header.description, header.tags
    return Query(_name(path), title, description, tags, declared, text, path, form[1], header.chart)


def _check_chart(chart: Chart, text: str, path: str) -> None:
    columns = {name for name, _ in variables(text)}
    for name in (chart.along, *chart.bars):
        if name not in columns:
            raise HeaderError(f"{path}:{chart.line}: the chart names {name}, which is no column")


def _parameter(declaration: Declaration, defaults: Mapping[str, str], text: str, path: str) -> Parameter:
    name, where = declaration.name, f"{path}:{declaration.line}"
    for kind in declaration.types:
        if kind not in SUFFIXES:
            raise HeaderError(f"{where}: there is no parameter type {kind}; the types are {alternatives(SUFFIXES)}")
    suffixes = {SUFFIXES[kind] for kind in declaration.types}
    if len(suffixes) != 1:
        raise HeaderError(f"{where}: the types of {name} are of different kinds of term")
    variable = f"{'__' if declaration.optional else '_'}{name}{suffixes.pop()}"
    if variable not in {found for found, _ in variables(text)}:
        raise HeaderError(f"{where}: parameter {name} should stand in the query as ?{variable}")
    if declaration.optional and name in defaults:
        raise HeaderError(f"{where}: {name} is optional and has a default; it can be one of these only")
    return Parameter(
        name, declaration.types, declaration.description, defaults.get(name), declaration.optional, variable
    )
