"""The server that the SDK runs: tools listed and called, documents as resources, and how it says no.

What a call gets wrong is the call's result, an error with our code that an agent can read and act
on; what asks for a tool or a resource that there is not is an error of the protocol.

May import: service, store, agents.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Awaitable, Callable
from functools import cache
from typing import Any, Final

from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel import Server
from mcp.shared.exceptions import MCPError
from mcp_types import (
    INTERNAL_ERROR,
    INVALID_PARAMS,
    CallToolRequestParams,
    CallToolResult,
    ListResourcesResult,
    ListResourceTemplatesResult,
    ListToolsResult,
    PaginatedRequestParams,
    ReadResourceRequestParams,
    ReadResourceResult,
    Resource,
    ResourceTemplate,
    TextContent,
    TextResourceContents,
    ToolAnnotations,
)
from mcp_types import Tool as Listed

import redraft
from redraft.agents.schemas import schema_of
from redraft.agents.tools import TOOLS, Tool
from redraft.diagnostics import RedraftError
from redraft.serialize import write
from redraft.service.access import Who
from redraft.service.decoding import decoded
from redraft.service.looking import listed
from redraft.service.premises import Premises
from redraft.service.problems import Refused, problem_of, refused, too_large, unread
from redraft.service.visits import Visit, request_id, visiting
from redraft.store.tokens import Scope

_LOG: Final = logging.getLogger("redraft.agents")
#: who is calling, if they may; raises Refused
Admit = Callable[[ServerRequestContext[Any, Any], Scope], Awaitable[Who]]
JSON: Final = "application/json"
ROOT: Final = "redraft://documents/"
_URI: Final = re.compile(re.escape(ROOT) + r"([0-9a-z]{26})(?:/revisions/([0-9]{1,15}))?")
_PAGE: Final = 50
_NOT_LET_IN: Final = (401, 403, 503)
_BY_NAME: Final = {tool.name: tool for tool in TOOLS}
INSTRUCTIONS: Final = (
    "Edits UI blueprints (JSON) by plain-English commands, by rules alone: the same command on the "
    "same blueprint always does the same. Where a command is refused or is done in part, the "
    "answer says why, and “instead” has whole commands that work."
)


def server_of(place: Premises, admit: Admit) -> Server[Any]:
    """The server of some premises; ``admit`` says who calls."""

    async def list_tools(
        context: ServerRequestContext[Any, Any], _: PaginatedRequestParams | None
    ) -> ListToolsResult:
        await _or_error(admit(context, "read"))
        return ListToolsResult(tools=list(_tools()))

    async def call_tool(
        context: ServerRequestContext[Any, Any], params: CallToolRequestParams
    ) -> CallToolResult:
        tool = _BY_NAME.get(params.name)
        if tool is None:
            raise _error(refused("request.not-found", "there is no such tool"))
        with visiting(Visit(_id(context), "CALL", tool.name)):
            try:
                asked = _asked(place, tool, params.arguments or {})
                who = await admit(context, tool.needs(asked))
                said = await tool.reply(place, asked, who)
            except Exception as error:  # whatever it is, an agent is told it with a code
                no = _refusal(error).problem
                if no.status in _NOT_LET_IN:
                    place.watch.refused(no.code, no.status)
                return _told(no.to_json(), is_error=True)
        return _told(said, is_error=False)

    async def list_resources(
        context: ServerRequestContext[Any, Any], params: PaginatedRequestParams | None
    ) -> ListResourcesResult:
        await _or_error(admit(context, "read"))
        cursor = (params.cursor if params is not None else None) or ""
        page = await _or_error(
            place.workshop.run(lambda _: listed(place.store, cursor, _PAGE), place.settings.time_s)
        )
        found = [
            Resource(uri=ROOT + one.id, name=one.name or one.id, mime_type=JSON, size=one.bytes)
            for one in page.documents
        ]
        return ListResourcesResult(resources=found, next_cursor=page.next)

    async def list_templates(
        _: ServerRequestContext[Any, Any], __: PaginatedRequestParams | None
    ) -> ListResourceTemplatesResult:
        return ListResourceTemplatesResult(resource_templates=list(_TEMPLATES))

    async def read_resource(
        context: ServerRequestContext[Any, Any], params: ReadResourceRequestParams
    ) -> ReadResourceResult:
        await _or_error(admit(context, "read"))
        named = _URI.fullmatch(params.uri)
        if named is None:
            raise _error(refused("request.not-found", "there is no such resource"))
        number = None if named[2] is None else int(named[2])
        text = await _or_error(
            place.workshop.run(
                lambda _: write(place.store.version(named[1], number).document).decode(),
                place.settings.time_s,
            )
        )
        contents = TextResourceContents(uri=params.uri, mime_type=JSON, text=text)
        return ReadResourceResult(contents=[contents])

    return Server(
        "redraft",
        version=redraft.__version__,
        instructions=INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
        on_list_resources=list_resources,
        on_list_resource_templates=list_templates,
        on_read_resource=read_resource,
    )


def _id(context: ServerRequestContext[Any, Any]) -> str:
    """The id that a call came with over HTTP, or a new one."""
    asked = context.request
    return request_id(None if asked is None else asked.headers.get("x-request-id"))


_TEMPLATES: Final = (
    ResourceTemplate(uri_template=ROOT + "{document}", name="document", mime_type=JSON),
    ResourceTemplate(
        uri_template=ROOT + "{document}/revisions/{revision}", name="revision", mime_type=JSON
    ),
)


@cache
def _tools() -> tuple[Listed, ...]:
    return tuple(
        Listed(
            name=tool.name,
            description=tool.says,
            input_schema=schema_of(tool.request),
            output_schema=schema_of(tool.answer),
            annotations=ToolAnnotations(
                read_only_hint=tool.is_read_only,
                destructive_hint=False,
                open_world_hint=False,
            ),
        )
        for tool in TOOLS
    )


def _asked(place: Premises, tool: Tool, arguments: dict[str, Any]) -> Any:
    """The arguments as the type that the tool takes. Raises Refused."""
    settings = place.settings
    most = settings.batch_max if tool.name == "batch" else settings.body_max
    try:
        body = json.dumps(arguments, separators=(",", ":")).encode()
    except (RecursionError, ValueError) as error:
        raise unread(error) from None
    if len(body) > most:
        raise too_large(most)
    return decoded(body, tool.request)


def _told(said: bytes, *, is_error: bool) -> CallToolResult:
    text = TextContent(text=said.decode())
    if is_error:
        return CallToolResult(content=[text], is_error=True)
    return CallToolResult(content=[text], structured_content=json.loads(said))


def _refusal(error: Exception) -> Refused:
    match error:
        case Refused():
            return error
        case RedraftError():
            return problem_of(error)
        case _:
            _LOG.error("a call failed", exc_info=error)
            return refused("server.fault")


async def _or_error(found: Awaitable[Any]) -> Any:
    """What comes of it; what is refused as an error of the protocol."""
    try:
        return await found
    except Exception as error:
        raise _error(_refusal(error)) from None


def _error(refusal: Refused) -> MCPError:
    problem = refusal.problem
    told = json.loads(problem.to_json())
    code = INTERNAL_ERROR if problem.status >= 500 else INVALID_PARAMS
    return MCPError(code, f"{problem.code}: {problem.detail}", told)
