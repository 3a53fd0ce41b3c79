"""Lines that are no message: over standard input and output the SDK passes over them, so they are answered here.

JSON-RPC 2.0: who sends what cannot be read is told so, with the id ``null``.

May import: nothing of Redraft.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

import anyio
from anyio.abc import ObjectReceiveStream, ObjectSendStream
from mcp.shared.message import SessionMessage
from mcp_types import INVALID_REQUEST, PARSE_ERROR, ErrorData, JSONRPCError
from pydantic import ValidationError

Read = SessionMessage | Exception
_NO_JSON: Final = "the line is no JSON"
_NO_MESSAGE: Final = "the line is no message of JSON-RPC 2.0"


@asynccontextmanager
async def answering(
    read: ObjectReceiveStream[Read], write: ObjectSendStream[SessionMessage]
) -> AsyncIterator[ObjectReceiveStream[Read]]:
    """The messages that come in; whoever sends something else is answered meanwhile."""
    passing, passed = anyio.create_memory_object_stream[Read](0)

    async def pass_on() -> None:
        async with passing:
            async for one in read:
                if not isinstance(one, Exception):
                    await passing.send(one)
                elif not _is_blank(one):
                    await write.send(SessionMessage(_answer(one)))

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(pass_on)
        async with passed:
            yield passed
        tasks.cancel_scope.cancel()


def _answer(error: Exception) -> JSONRPCError:
    code, said = PARSE_ERROR, _NO_JSON
    if isinstance(error, ValidationError) and error.errors()[0]["type"] != "json_invalid":
        code, said = INVALID_REQUEST, _NO_MESSAGE
    return JSONRPCError(jsonrpc="2.0", id=None, error=ErrorData(code=code, message=said))


def _is_blank(error: Exception) -> bool:
    if not isinstance(error, ValidationError):
        return False
    line = error.errors()[0]["input"]
    return isinstance(line, str) and not line.strip()
