"""Real servers of the Model Context Protocol over a part of the real tables, asked with the SDK's own client."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from mcp import Client
from mcp.client.stdio import StdioServerParameters
from mcp_types import CallToolResult, TextContent

OPG = str(Path(sys.executable).with_name("opg"))


@dataclass(frozen=True, slots=True)
class Assistant:
    """The SDK's client, connected to a server."""

    client: Client
    portal: BlockingPortal

    def call(self, tool: str, **arguments: Any) -> dict[str, Any]:
        """Return the structured answer of a tool, which is also there as text."""
        result = self._call(tool, arguments)
        assert not result.is_error, result.content
        assert isinstance(result.structured_content, dict)
        return result.structured_content

    def refused(self, tool: str, **arguments: Any) -> str:
        """Return the message of a call that fails."""
        result = self._call(tool, arguments)
        assert result.is_error
        [content] = result.content
        assert isinstance(content, TextContent)
        return content.text

    def _call(self, tool: str, arguments: dict[str, Any]) -> CallToolResult:
        return self.portal.call(lambda: self.client.call_tool(tool, arguments))

    def read(self, uri: str) -> str:
        """Return the text of a resource."""
        result = self.portal.call(lambda: self.client.read_resource(uri))
        text: str = result.contents[0].text  # type: ignore[union-attr]
        return text


@contextmanager
def connected(target: StdioServerParameters | str) -> Iterator[Assistant]:
    """Connect the SDK's client to a command that it starts, or to an address."""
    with start_blocking_portal() as portal, portal.wrap_async_context_manager(Client(target)) as client:
        yield Assistant(client, portal)


@pytest.fixture(scope="package")
def address(few_home: Path) -> Iterator[str]:
    """The address of a server over HTTP."""
    command = [OPG, "mcp", "--http", "--port", "0"]
    environment = {**os.environ, "OPG_HOME": str(few_home)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stdout
        said = process.stdout.readline()
        yield said.rpartition(" at ")[2].partition(" ")[0]
        process.terminate()


@pytest.fixture(scope="package", params=["stdio", "http"])
def assistant(request: pytest.FixtureRequest, few_home: Path) -> Iterator[Assistant]:
    """An assistant that asks over standard streams, and one over HTTP."""
    if request.param == "http":
        target: StdioServerParameters | str = request.getfixturevalue("address")
    else:
        target = StdioServerParameters(command=OPG, args=["mcp"], env={**os.environ, "OPG_HOME": str(few_home)})
    with connected(target) as found:
        yield found
