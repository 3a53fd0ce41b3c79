"""The MCP server as it is run, and the SDK's own client, called from tests that wait for it."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client

ROOT = "redraft://documents/"
HTTP = ("mcp", "--http")


class Agent:
    """A client of the SDK; the answers that it gets are held to the tools' schemas by itself."""

    def __init__(self, portal: BlockingPortal, client: Client) -> None:
        self._portal = portal
        self.client = client

    def ask(self, name: str, *given: Any, **named: Any) -> Any:
        """What a method of the client returns."""
        return self._portal.call(partial(getattr(self.client, name), *given, **named))

    def call(self, tool: str, **arguments: Any) -> dict[str, Any]:
        """The answer to a call that is no error."""
        said = self.ask("call_tool", tool, arguments)
        assert not said.is_error, said.content
        assert json.loads(said.content[0].text) == said.structured_content
        found: dict[str, Any] = said.structured_content
        return found

    def refused(self, tool: str, **arguments: Any) -> dict[str, Any]:
        """The problem that a call comes to."""
        said = self.ask("call_tool", tool, arguments)
        assert said.is_error and "Traceback" not in said.content[0].text
        problem: dict[str, Any] = json.loads(said.content[0].text)
        assert problem["type"] == f"urn:redraft:{problem['code']}"
        return problem

    def read(self, document: str) -> str:
        """A document as a resource."""
        text: str = self.ask("read_resource", ROOT + document).contents[0].text
        return text


@contextmanager
def agent_of(server: Any, **options: Any) -> Iterator[Agent]:
    """An agent that talks to a server: an address, a process that is to be started, a value."""
    with (
        start_blocking_portal() as portal,
        portal.wrap_async_context_manager(Client(server, **options)) as client,
    ):
        yield Agent(portal, client)


def process(store: Path, *options: str) -> StdioServerParameters:
    """The server on its standard input and output."""
    arguments = ["-m", "redraft", "mcp", "--store", str(store), *options]
    return StdioServerParameters(command=sys.executable, args=arguments, env=dict(os.environ))


@pytest.fixture(scope="session")
def over_stdio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Agent]:
    """An agent over standard input and output; nothing that it does makes the server log a traceback."""
    folder = tmp_path_factory.mktemp("stdio")
    with (folder / "errors.txt").open("w+") as errors:
        with agent_of(stdio_client(process(folder / "redraft.db"), errlog=errors)) as agent:
            yield agent
        errors.seek(0)
        assert errors.read() == ""
