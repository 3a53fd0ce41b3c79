"""The JSON Schemas of the tools, made from the types that read and write.

May import: nothing of Redraft.
"""

from __future__ import annotations

from typing import Any

import msgspec

_REF = "#/$defs/"


def schema_of(kind: type) -> dict[str, Any]:
    """The schema of a type, an object at its root.

    >>> class A(msgspec.Struct): x: int
    >>> schema_of(A)["type"], schema_of(A)["required"]
    ('object', ['x'])
    """
    (root,), components = msgspec.json.schema_components([kind], ref_template=_REF + "{name}")
    said: dict[str, Any] = components.pop(root["$ref"].removeprefix(_REF))
    return {**said, "$defs": components} if components else said
