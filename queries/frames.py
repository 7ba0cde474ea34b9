"""Answers of named queries as pandas DataFrames.

Columns have types, and names stand beside identifiers. pandas is an optional part of the project: it is imported when a
frame is made, not before.

    >>> from queries.frames import frame, open_graph
    >>> partners = frame(open_graph("1.1"), "partners-on-date", date="2017-01-18")
    >>> partners["partnerLabel"].head(2).tolist()
    ['Atos', 'Bridgestone']
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final

from queries.open_graph import open_graph

if TYPE_CHECKING:
    import pandas as pd

    from graph.stores.store import Answer, Store, Term

__all__ = ["MissingPackageError", "frame", "open_graph", "to_frame"]

_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_INTEGERS: Final = frozenset(f"{_XSD}{name}" for name in ("integer", "int", "long", "nonNegativeInteger"))
_NUMBERS: Final = _INTEGERS | {f"{_XSD}{name}" for name in ("decimal", "double", "float")}
_TRUTHS: Final = frozenset({f"{_XSD}boolean"})
_DAY: Final = f"{_XSD}date"
_DATES: Final = frozenset({_DAY, f"{_XSD}gYearMonth", f"{_XSD}gYear"})

_PARTIAL: Final = frozenset(
    {"announced", "asOf", "closing", "date", "end", "opening", "published", "since", "start", "year"}
)
"""The columns of dates that are as precise as their source, in all queries."""

_DAYS: Final = ("from", "until")
"""How the names of columns end whose dates are worked out, and so always whole days."""

_YEARS: Final = "Year"
_LABEL: Final = "Label"
_PRECISIONS: Final = ("year", "month", "day")
_LARGEST: Final = 2**63
_NAMELESS: Final = frozenset({"evidence", "identifier"})
"""The kinds of things whose names say no more than the thing that they are about."""


class MissingPackageError(ImportError):
    """A package that is no fixed part of the project is needed; the message says how it is installed."""


def frame(graph: Store, query: str, /, **arguments: object) -> pd.DataFrame:
    """Return the answer of a named query; `arguments` are its parameters, as texts, numbers or dates.

    See `to_frame` for the columns. The attributes of the frame (`attrs`) say which query it is, with which arguments.
    They also say of which version of the data it is.

    Raises:
        QueryError: there is no such query or parameter, or a value does not fit; the message says what would be right.
        MissingPackageError: pandas is not installed.
    """
    _pandas()
    from graph.releases.frozen import by_digest
    from queries.run import question

    given = {name: str(value) for name, value in arguments.items() if value is not None}
    asked = question(graph, query, given)
    found = to_frame(graph.query(asked.text, chooses_graphs=asked.query.chooses_graphs), graph)
    release = by_digest(graph.version)
    found.attrs = {
        "query": query,
        "arguments": {**asked.defaults, **given},
        "version": release.version if release else graph.version,
    }
    return found


def to_frame(answer: Answer, graph: Store | None = None) -> pd.DataFrame:
    """Return any answer as a frame, with a row for each of its rows or triples.

    Integers are `Int64`, other numbers `Float64`, truths `boolean`, whole days `datetime64[s]`, all else `string`; what
    is not stated is missing. A date as precise as its source has four columns: the text, its precision, and the first
    and the last day that it can mean. An identifier without a name beside it gets one, where the graph is given.

    Raises:
        MissingPackageError: pandas is not installed.
    """
    pandas = _pandas()
    from queries.results import tabular

    rows = tabular(answer)
    columns: dict[str, Any] = {}
    for place, name in enumerate(rows.variables):
        terms = [row[place] for row in rows.rows]
        columns.update(_columns(pandas, name, terms))
        if graph and name + _LABEL not in rows.variables and (labels := _labels(graph, terms)):
            columns[name + _LABEL] = _texts(pandas, [labels.get(_text(term)) for term in terms])
    return pandas.DataFrame(columns, index=pandas.RangeIndex(len(rows)))


def _pandas() -> ModuleType:
    try:
        import pandas

        found: ModuleType = pandas
    except ImportError as error:
        hint = "pip install pandas, or install the project with its extra: pip install '.[pandas]'"
        raise MissingPackageError(f"A DataFrame needs pandas, which is not installed here: {hint}.") from error
    return found


def _columns(pandas: ModuleType, name: str, terms: Sequence[Term | None]) -> Iterator[tuple[str, Any]]:
    """Yield the columns that a variable of a query becomes."""
    datatypes = {getattr(getattr(term, "datatype", None), "value", "") for term in terms if term is not None}
    texts = [None if term is None else _text(term) for term in terms]
    if name in _PARTIAL or (datatypes and datatypes <= _DATES and datatypes != {_DAY}):
        yield from _dates(pandas, name, texts)
    elif name.lower().endswith(_DAYS) or datatypes == {_DAY}:
        yield name, _days(pandas, texts, 0)
    elif name.endswith(_YEARS) and all(text is None or text.isdecimal() for text in texts):
        yield name, _series(pandas, texts, int, "Int64")
    else:
        yield name, _plain(pandas, texts, datatypes)


def _plain(pandas: ModuleType, texts: Sequence[str | None], datatypes: set[str]) -> pd.Series:
    """Return the column of values that are no dates."""
    if datatypes and datatypes <= _INTEGERS and all(text is None or abs(int(text)) < _LARGEST for text in texts):
        return _series(pandas, texts, int, "Int64")
    if datatypes and datatypes <= _NUMBERS:
        return _series(pandas, texts, float, "Float64")
    if datatypes and datatypes <= _TRUTHS:
        return _series(pandas, texts, lambda text: text in ("true", "1"), "boolean")
    return _texts(pandas, texts)


def _dates(pandas: ModuleType, name: str, texts: Sequence[str | None]) -> Iterator[tuple[str, Any]]:
    """Yield the columns of dates that are as precise as their source."""
    precise = [_PRECISIONS[text.count("-")] if text and _days_of(text) else None for text in texts]
    yield name, _texts(pandas, texts)
    yield f"{name}Precision", pandas.Series(pandas.Categorical(precise, _PRECISIONS, ordered=True))
    yield f"{name}First", _days(pandas, texts, 0)
    yield f"{name}Last", _days(pandas, texts, 1)


def _days(pandas: ModuleType, texts: Sequence[str | None], which: int) -> pd.Series:
    """Return the first days that the texts can mean, or the last ones; a text that is no date is missing."""
    days = [found[which] if text and (found := _days_of(text)) else None for text in texts]
    return pandas.Series(days, dtype="datetime64[s]")


def _days_of(text: str) -> tuple[str, str] | None:
    from graph.dates import PartialDate

    found = PartialDate.find(text)
    return (found.first_day.isoformat(), found.last_day.isoformat()) if found else None


def _series(pandas: ModuleType, texts: Sequence[str | None], read: Callable[[str], object], dtype: str) -> pd.Series:
    return pandas.Series([None if text is None else read(text) for text in texts], dtype=dtype)


def _texts(pandas: ModuleType, texts: Sequence[str | None]) -> pd.Series:
    return pandas.Series(list(texts), dtype="string")


def _text(term: Term | None) -> str:
    from queries.results import plain

    return plain(term)


def _labels(graph: Store, terms: Sequence[Term | None]) -> Mapping[str, str]:
    """Return the names of the things of ours in a column; nothing where it has other values."""
    import pyoxigraph as ox

    from graph.iris import mint, parse
    from ontology.namespaces import CODE_LIST_KINDS, ENTITY_KINDS
    from queries.lookup import things

    found = (parse(term.value) for term in terms if isinstance(term, ox.NamedNode))
    kinds = {thing.kind for thing in found if thing} & {*ENTITY_KINDS, *CODE_LIST_KINDS} - _NAMELESS
    return {mint(kind, slug).value: label for kind in sorted(kinds) for slug, label in things(graph, kind)}
