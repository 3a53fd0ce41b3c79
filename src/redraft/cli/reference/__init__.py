"""The reference: what there is, told from the tables that the program itself runs by.

A page a table. What no table says (what to do about a code, where a rule comes from) stands in the
text files beside this one, and a name that is in one and not in the other is refused.

May import: everything; needs the extras ``serve`` and ``mcp``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from redraft.cli.reference.asked import http, tools
from redraft.cli.reference.commands import commands
from redraft.cli.reference.said import codes
from redraft.cli.reference.settings import settings
from redraft.cli.reference.tables import properties, rules, steps

_PAGES: Final[dict[str, Callable[[], str]]] = {
    "cli.md": commands,
    "codes.md": codes,
    "http.md": http,
    "mcp.md": tools,
    "properties.md": properties,
    "rules.md": rules,
    "settings.md": settings,
    "steps.md": steps,
}


def reference() -> dict[str, str]:
    """Return each page by its file's name.

    >>> reference()["rules.md"].splitlines()[0]
    '# Rules'
    """
    return {name: make() for name, make in _PAGES.items()}
