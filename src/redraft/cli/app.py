"""The commands that there are, each loaded when it is called for.

May import: cli.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Final

from cyclopts import App, CycloptsError, Parameter, UnusedCliTokensError

from redraft.cli.ending import Stop, ended
from redraft.cli.version import version

HELP: Final = "Apply plain-English edit commands to UI blueprints."
EPILOGUE: Final = """\
For example:

  redraft edit home.json "make the header smaller and its color red"
  redraft edit home.json "move all cards to the right" --in-place
  redraft select home.json "the red buttons"
  redraft render home.json -o home.png

"-" is standard input or output. Exit status: 0 done, 1 not applied,
2 wrong use or unreadable input, 3 partly applied."""

#: Name, where it is, and what it is for. Loaded late: a run needs one of them.
COMMANDS: Final = (
    ("edit", "redraft.cli.commands.edit:edit", "Edit a blueprint in plain English."),
    ("apply", "redraft.cli.commands.edit:apply", "Edit a blueprint by a plan, without English."),
    ("batch", "redraft.cli.commands.batch:batch", "Edit many blueprints, or run a list of jobs."),
    ("select", "redraft.cli.commands.select:select", "List the components that a phrase names."),
    (
        "explain",
        "redraft.cli.commands.explain:explain",
        "Show how a command is read, word by word.",
    ),
    ("check", "redraft.cli.commands.check:check", "Hold a blueprint to the rules."),
    ("verify", "redraft.cli.commands.verify:verify", "Check a result against its two documents."),
    ("render", "redraft.cli.commands.render:render", "Draw a blueprint as SVG, HTML or PNG."),
    ("serve", "redraft.cli.commands.serve:serve", "Serve HTTP, with a store of documents."),
    ("mcp", "redraft.cli.commands.mcp:mcp", "Serve agents over MCP, with the same store."),
    ("token", "redraft.cli.commands.token:token", "Make, list and revoke the service's tokens."),
    ("replay", "redraft.cli.commands.replay:replay", "Prove the history of stored documents."),
    ("eval", "redraft.cli.commands.evaluate:evaluate", "Score commands with known outcomes."),
    ("faults", "redraft.cli.commands.faults:faults", "Count how faulty commands end."),
    ("stats", "redraft.cli.commands.stats:stats", "Count failures and what is recovered of them."),
    ("selftest", "redraft.cli.commands.selftest:selftest", "Try here what Redraft promises."),
    ("bench", "redraft.cli.commands.bench:bench", "Measure the workloads, and what regressed."),
    ("profile", "redraft.cli.commands.profile:profile", "Show where a command's time goes."),
    ("grammar", "redraft.cli.commands.grammar:grammar", "Print what can be said."),
    ("schema", "redraft.cli.commands.schema:schema", "Print the JSON Schema of plans or results."),
    ("reference", "redraft.cli.commands.reference:reference", "Print what there is, as Markdown."),
)
_NAMES: Final = frozenset(name for name, _, _ in COMMANDS)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return the exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    return ended(lambda: _run(given))


def build(named: str | None = None) -> App:
    """Put the commands together; the one that is ``named`` speaks for itself, in full."""
    app = App(
        name="redraft",
        help=HELP,
        help_epilogue=EPILOGUE,
        help_format="plaintext",
        default_parameter=Parameter(show_default=_says_something),
        version=version,
        suppress_keyboard_interrupt=False,
    )
    for order, (name, where, summary) in enumerate(COMMANDS):
        app.command(
            where,
            name=name,
            help=None if name == named else summary,
            help_epilogue="",
            sort_key=order,
        )
    if named not in _NAMES:  # takes a while to load, and is of no use to a command that is there
        app.register_install_completion_command()
    return app


def _says_something(default: object) -> str | None:
    """Show a default in the help only where it is a word."""
    return default if isinstance(default, str) else None


def _run(arguments: list[str]) -> int:
    try:
        code = build(arguments[0] if arguments else None)(
            arguments, exit_on_error=False, print_error=False, result_action="return_value"
        )
    except UnusedCliTokensError as error:
        extra = (error.unused_tokens or ["it"])[0]
        raise Stop(f"“{extra}” is one word too many; put what you say in quotes") from None
    except CycloptsError as error:
        said = str(error).rstrip(".")
        raise Stop(f"{said[:1].lower()}{said[1:]} (--help says what there is)") from None
    return code if isinstance(code, int) else 0
