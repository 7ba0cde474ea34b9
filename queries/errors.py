"""The errors of named queries and their arguments. Each message says what would be right."""

from __future__ import annotations

from collections.abc import Iterable

from graph.wording import alternatives


class HeaderError(ValueError):
    """A query file whose header is malformed; the message begins with file and line."""


class QueryError(ValueError):
    """A named query that cannot run with these arguments; see the subclasses. `parameter` names the one at fault."""

    parameter = ""


class UnknownName(QueryError):  # noqa: N818 - named for what it is, as the ones below
    """Nothing of some sort, such as a query or a command, has this name."""

    def __init__(self, sort: str, name: str, names: Iterable[str]) -> None:
        from graph.nearest import alike

        names = sorted(names)
        near = alike(name, names)
        hint = f"did you mean {alternatives(near)}?" if near else f"there are {', '.join(names)}."
        super().__init__(f"There is no {sort} {quoted(name)}; {hint}")


class UnknownQuery(UnknownName):
    """No query has this name."""

    def __init__(self, name: str, names: Iterable[str]) -> None:
        super().__init__("query", name, names)


class UnknownParameter(QueryError):  # noqa: N818
    """The query has no parameter of this name."""

    def __init__(self, query: str, parameter: str, names: Iterable[str]) -> None:
        names = list(names)
        known = f"its parameters are {', '.join(names)}" if names else "it takes none"
        super().__init__(f"{query} has no parameter {quoted(parameter)}; {known}.")
        self.parameter = shortened(parameter)


class MissingParameter(QueryError):  # noqa: N818
    """A parameter that has no default was not given."""

    def __init__(self, query: str, parameter: str, description: str) -> None:
        super().__init__(f"{query} needs {parameter}=…: {description}.")
        self.parameter = parameter


class BadParameter(QueryError):  # noqa: N818
    """The value does not fit the parameter's type, or names nothing that is known."""

    def __init__(self, parameter: str, value: str, expectation: str) -> None:
        super().__init__(f"{parameter}={shortened(value)}: {expectation}")
        self.parameter = parameter


def quoted(text: str) -> str:
    """Show what somebody typed, whatever characters it has."""
    return f"'{shortened(text)}'"


def shortened(text: str, limit: int = 80) -> str:
    """Make foreign text fit for a message: one line, printable, not too long."""
    printable = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)
    return printable if len(printable) <= limit else printable[: limit - 1] + "…"
