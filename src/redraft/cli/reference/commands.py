"""The page of the command line, from the application itself.

May import: cli.
"""

from __future__ import annotations

import inspect
import re
from typing import Any, Final

from redraft.cli.app import COMMANDS, build
from redraft.cli.reference.paper import code, table
from redraft.cli.reference.tables import page

_STATUS: Final = re.compile(r"Exit status: (.*?)(?:\n\n|\Z)", re.DOTALL)
_USUAL: Final = "0 done, 2 wrong use or unreadable input."


def commands() -> str:
    """Every command with its arguments, options and exit statuses."""
    names = ", ".join(f"[{name}](#redraft-{name})" for name, _, _ in COMMANDS)
    lines = [
        "# The command line",
        "",
        f"{names}. `redraft --version` prints the version, `redraft --install-completion` sets up the shell's completion.",
        "",
    ]
    for name, _, _ in COMMANDS:
        app = build(name)[name]
        said = (inspect.getdoc(app.default_command) or "").split("\nParameters\n")[0]
        status = _STATUS.search(said)
        about = said[: status.start()] if status else said
        before, _, example = about.partition("For example:\n")
        lines += [f"## redraft {name}", "", before.strip(), ""]
        shown = [line.strip() for line in example.strip().splitlines() if line.strip()]
        if shown:
            lines += ["<!-- not run: form -->", "```sh", *_joined(shown), "```", ""]
        rows = [_row(one) for one in app.assemble_argument_collection(parse_docstring=True) if one.show and one.names != ("*",)]  # fmt: skip
        lines += table(("", "", "if not given"), rows) if rows else []
        told = " ".join(status[1].split()) if status else _USUAL
        lines += [f"Exit status: {told}", ""]
    return page(lines)


def flags() -> dict[str, frozenset[str]]:
    """The options of each command.

    >>> "--dry-run" in flags()["edit"]
    True
    """
    return {
        name: frozenset(
            flag
            for one in build(name)[name].assemble_argument_collection()
            for flag in (*one.names, *one.negatives)
            if flag.startswith("-")
        )
        for name, _, _ in COMMANDS
    }


def _row(one: Any) -> tuple[str, str, str]:
    usual = "needed" if one.required else ""
    default = one.field_info.default
    if (
        not one.required
        and isinstance(default, str | int | float)
        and not isinstance(default, bool)
    ):
        usual = code(default)
    choices = one.get_choices()
    said = one.parameter.help or ""
    if choices:
        said = f"{said} One of {', '.join(code(c) for c in choices)}."
    if one.parameter.env_var:
        said = f"{said} Environment: {', '.join(code(v) for v in one.parameter.env_var)}."
    return ", ".join(code(name) for name in one.names), said, usual


def _joined(shown: list[str]) -> list[str]:
    return [line if line.startswith("redraft") else f"    {line}" for line in shown]
