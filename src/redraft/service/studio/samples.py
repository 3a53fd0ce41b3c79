"""The screens that come with the package: where they are from is in samples/ATTRIBUTION.md.

May import: service.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Final

import msgspec
from litestar import get

from redraft.serialize.spelling import plain
from redraft.service.answers import Answer, told
from redraft.service.house import Asked, Reply, house_of, reply
from redraft.service.problems import refused
from redraft.service.studio import views

_READ: Final = {"scope": "read"}

SAMPLES: Final = (
    views.Sample(
        "storefront",
        "Storefront",
        (
            "make the header taller",
            "make all buttons green and wider",
            "make the second card red and hide its button",
            "move the shop now button to the right",
        ),
    ),
    views.Sample(
        "todo_home",
        "To-do list",
        ('change the header title to "My day"', "make the header dark blue"),
    ),
    views.Sample(
        "activity_entry",
        "Form",
        ("make the primary button blue", 'change the text of the primary button to "Add activity"'),
    ),
    views.Sample(
        "mcp_frame",
        "Wide page",
        ("make the button blue and 50% wider", "move the review up by 8px"),
    ),
)


@get("/v1/samples", opt=_READ)
async def samples() -> Reply:
    """List the screens that come with the package."""
    return reply(told(views.Samples(SAMPLES)))


@get("/v1/samples/{sample:str}", opt=_READ)
async def sample(request: Asked, sample: str) -> Reply:
    """Give a screen that comes with the package."""

    def work(_: object) -> Answer:
        found = next((one for one in SAMPLES if one.name == sample), None)
        if found is None:
            raise refused("request.not-found")
        said = {**msgspec.structs.asdict(found), "blueprint": blueprint_of(found.name)}
        return Answer(200, {}, msgspec.json.encode(said, enc_hook=plain))

    return await house_of(request).answer(request, work)


@cache
def blueprint_of(name: str) -> msgspec.Raw:
    """The blueprint of a sample, as it is in the package.

    >>> bytes(blueprint_of("storefront"))[:1]
    b'{'
    """
    at = files("redraft.service.studio") / "samples" / f"{name}.json"
    return msgspec.Raw(at.read_bytes().strip())
