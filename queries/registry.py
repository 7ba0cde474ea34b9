"""The registry of named queries, found in this package.

They are found in a checkout and in an installed wheel alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType

from graph.stores import query_form
from queries.ask_forms import AskForm, read_form
from queries.binding import variables
from queries.errors import HeaderError, UnknownQuery
from queries.header_yaml import Chart, Header, read_header
from queries.parameter_types import Parameter

INTERNAL = "internal"
"""The tag of queries that serve other parts of the product and are of no interest in a listing."""


@dataclass(frozen=True, slots=True)
class Query:
    """One question: `path` is its file within the package, `subject` the folder, `form` SELECT, ASK ….

    `chooses_graphs` says whether it has a dataset clause. `chart` says how its answer is drawn, where a picture says it
    better than the table. `ask` has the ways in which it is asked for in words.
    """

    name: str
    title: str
    description: str
    tags: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    text: str
    path: str
    form: str
    chooses_graphs: bool
    chart: Chart | None = None
    ask: tuple[AskForm, ...] = ()

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
    shown = (query for query in load().values() if not query.internal)
    return tuple(sorted(shown, key=lambda query: (query.subject, query.name)))


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
    form = query_form.form(text)
    if not form:
        raise HeaderError(f"{path}:1: SELECT, ASK, CONSTRUCT or DESCRIBE is expected")
    _check_variables(header, text, path)
    title, description, tags = header.summary, header.description, header.tags
    graphs = query_form.names_graphs(text)
    asked = tuple(_forms(header, text, path))
    return Query(
        _name(path), title, description, tags, header.parameters, text, path, form, graphs, header.chart, asked
    )


def _forms(header: Header, text: str, path: str) -> Iterator[AskForm]:
    """Yield the ways in which a query is asked for.

    Raises:
        HeaderError: one of them does not fit the query.
    """
    if not header.ask:
        return
    used = {name for name, _ in variables(text)}
    for form, line in header.ask:
        try:
            yield read_form(form, header.parameters, used)
        except ValueError as error:
            raise HeaderError(f"{path}:{line}: {error}") from error


def _check_variables(header: Header, text: str, path: str) -> None:
    """Hold the parameters and the chart of a header to the variables of the query.

    Raises:
        HeaderError: one of them names what is no variable there, or a variable that is a parameter is not declared.
    """
    uses = list(variables(text))
    used = {name for name, _ in uses}
    for parameter in header.parameters:
        if parameter.variable not in used:
            message = f"parameter {parameter.name} should stand in the query as ?{parameter.variable}"
            raise HeaderError(f"{path}:{parameter.line}: {message}")
    declared = {parameter.variable for parameter in header.parameters}
    for name, line in uses:
        if name.startswith("_") and name not in declared:
            raise HeaderError(f"{path}:{line}: ?{name} looks like a parameter, but the header declares none for it")
    if header.chart and (unknown := header.chart.columns - used):
        raise HeaderError(f"{path}:{header.chart.line}: the chart names {min(unknown)}, which is no column")
