"""The server of the Model Context Protocol, over one site.

It has tools and resources. Its errors say what would be right.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Final, ParamSpec

from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import ToolError, UnexpectedToolError
from mcp_types import CallToolResult, InputRequiredResult, TextContent, ToolAnnotations
from pydantic import ValidationError
from pydantic_core import ErrorDetails, to_json

from graph import __version__
from graph.stores.store import StoreError
from queries.errors import QueryError, UnknownName, quoted
from webapp.mcp import answers
from webapp.mcp.local_site import LocalSite, RefusedError
from webapp.mcp.paging import BeyondEndError
from webapp.mcp.resources import add_resources
from webapp.mcp.tools import Tools
from webapp.models.resolve import NothingMeantError, UnclearNameError

P = ParamSpec("P")

_INSTRUCTIONS: Final = """\
The Olympic Partnership Graph records who has sponsored the Olympic Games and the Olympic Movement: in which tier and \
product category, from when to when, and according to which source.

- `ask_in_words` answers a plain question, and says how it read it. `check_story` holds a news text to the graph.
- `list_queries` finds a named query for a question, and `ask` answers it. Example: ask partners-on-date with \
programme top and date 2017-01-18.
- `search` finds things by name, and `describe` tells what is stated about one of them.
- `sparql` is for what no named query answers. Read opg://vocabulary first.
- Cite the sources that an answer gives, and the release. Say what a date rests on: stated by a source; announced, so \
not before; assumed to be that of the programme; unknown. What has no source recorded has none.
- A count is one of what the graph has, never of all that there is. Data after the release's date is not in it.
- Where `next` is a number, there is more: call again with it as `offset`.
"""
_EXPECTED: Final = (QueryError, RefusedError, BeyondEndError, NothingMeantError, UnclearNameError, StoreError)
"""What can be wrong with a call; the message of each says what would be right."""

_READING: Final = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)
_TITLES: Final = {
    "search": "Find things by name",
    "describe": "Describe a thing",
    "ask_in_words": "Ask in words",
    "check_story": "Check a story",
    "list_queries": "List the named queries",
    "ask": "Answer a named query",
    "sparql": "Run a SPARQL query",
}
_MOST_FAULTS: Final = 5
_TRIED: Final = frozenset(("str", "int", "constrained-str"))
_CRASHED: Final = "This tool met an error of its own, which was recorded. Other arguments may work."


class Server(MCPServer[Any]):
    """The SDK's server, which answers wrong calls with what would be right."""

    async def call_tool(
        self, name: str, arguments: dict[str, Any], context: Context[Any, Any] | None = None
    ) -> CallToolResult | InputRequiredResult:
        """Call a tool.

        Raises:
            ToolError: there is no such tool, or it does not take the arguments, or it cannot answer.
        """
        known = {tool.name: tool.input_schema for tool in await self.list_tools()}
        if name not in known:
            raise ToolError(str(UnknownName("tool", name, known)))
        _check_names(name, arguments, known[name])
        try:
            result = await super().call_tool(name, arguments, context)
        except ToolError as error:
            raise _told(name, error) from error
        return _compact(result)


def _check_names(tool: str, arguments: Mapping[str, object], schema: Mapping[str, Any]) -> None:
    """Refuse an argument that the tool does not have, which would be left out without a word."""
    names = list(schema.get("properties", {}))
    for name in arguments:
        if name not in names:
            raise ToolError(f"{tool} has no argument {quoted(name)}; its arguments are {', '.join(names)}.")


def _told(tool: str, error: ToolError) -> ToolError:
    """Return the error as a client is told: without the words of the SDK around ours."""
    cause = error.__cause__
    if isinstance(cause, ValidationError):
        faults = {_place(fault): fault for fault in reversed(cause.errors(include_url=False))}  # one for each place
        return ToolError(f"{tool}: {' '.join(map(_explained, list(reversed(faults.values()))[:_MOST_FAULTS]))}")
    if isinstance(error, UnexpectedToolError):
        return UnexpectedToolError(_CRASHED)  # the SDK logs it with its trace, on standard error
    return ToolError(str(cause)) if isinstance(cause, ToolError) else error


def _explained(fault: ErrorDetails) -> str:
    """Say what is wrong with an argument; what was given is shown as far as it is short and printable."""
    given = fault["input"]
    shown = given if isinstance(given, str) else to_json(given, fallback=str, inf_nan_mode="strings").decode()
    found = "" if fault["type"] == "missing" else f" It is {quoted(shown)}."
    return f"{_place(fault)}: {fault['msg'].replace('dictionary', 'object')}.{found}"


def _place(fault: ErrorDetails) -> str:
    """Return the names that lead to what is wrong, without the types that pydantic has tried."""
    return ".".join(str(part) for part in fault["loc"] if not (isinstance(part, str) and part in _TRIED))


def _compact(result: CallToolResult | InputRequiredResult) -> CallToolResult | InputRequiredResult:
    """Write the text of an answer without indentation, which would be a third of what an assistant has to read."""
    if isinstance(result, CallToolResult) and result.structured_content is not None:
        text = to_json(result.structured_content).decode()
        return result.model_copy(update={"content": [TextContent(type="text", text=text)]})
    return result


def _with_tool_errors(tool: Callable[P, answers.Answer]) -> Callable[P, answers.Answer]:
    """Return the tool so that what can be wrong with a call is no crash to the SDK."""

    @wraps(tool)
    def careful(*arguments: P.args, **named: P.kwargs) -> answers.Answer:
        try:
            return tool(*arguments, **named)
        except _EXPECTED as error:
            raise ToolError(str(error)) from error

    return careful


def make_server(site: LocalSite) -> Server:
    """Return the server over a site."""
    server = Server(
        "olympic-partnership-graph",
        title="Olympic Partnership Graph",
        description="Who has sponsored the Olympic Games, with sources.",
        instructions=_INSTRUCTIONS,
        version=__version__,
        log_level="ERROR",
    )
    for tool in Tools(site).all():
        server.add_tool(_with_tool_errors(tool), title=_TITLES[tool.__name__], annotations=_READING)
    add_resources(server, site)
    return server
