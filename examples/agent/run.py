"""An agent's session: a refusal, the way out that comes with it, undo."""

import asyncio
import os
import sys
import tempfile
from pathlib import Path

from mcp import Client, StdioServerParameters

store = Path(tempfile.mkdtemp()) / "designs.db"
SERVER = StdioServerParameters(
    command=sys.executable,
    args=["-m", "redraft", "mcp", "--store", str(store)],
    env=dict(os.environ),
)
PAGE = {
    "components": [
        {"id": "pay", "type": "button", "text": "Pay", "bbox": [0, 0, 120, 48]},
        {"id": "back", "type": "button", "text": "Back", "bbox": [0, 60, 120, 48]},
    ]
}


async def session():
    async with Client(SERVER) as client:

        async def call(tool, **arguments):
            return (await client.call_tool(tool, arguments)).structured_content

        home = (await call("create", name="home", blueprint=PAGE))["id"]
        told = await call("edit", document=home, command="make the button red")
        print(told["status"], "instead:", told["instead"][0]["command"])
        told = await call("edit", document=home, command=told["instead"][0]["command"])
        print(told["status"], told["changed"])
        print("undone, revision", (await call("undo", document=home))["revision"])


asyncio.run(session())
