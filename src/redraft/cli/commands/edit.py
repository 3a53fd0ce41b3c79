"""``redraft edit`` and ``redraft apply``: one blueprint, one command or plan, one result.

    F-1  --json is the library's result

May import: engine, serialize, plan, cli.
"""

from __future__ import annotations

import sys
from typing import Annotated

from cyclopts import Parameter

from redraft import engine
from redraft.cli import files
from redraft.cli.ending import OF_STATUS, Stop
from redraft.cli.options import (
    LIMITED_USUAL,
    OUTPUT_USUAL,
    READING,
    RULES_USUAL,
    SPOKEN_USUAL,
    Limited,
    Output,
    Rules,
    Spoken,
)
from redraft.cli.paint import Line, Piece, plain_lines, show
from redraft.cli.summary import summary
from redraft.cli.words import plain
from redraft.plan.wire import plan_from_json
from redraft.serialize import Result, formatted

#: A command longer than this is no command; the engine refuses it with a diagnostic.
COMMAND_BYTES_MAX = 8 * 1024 * 1024

Name = Annotated[str, Parameter(allow_leading_hyphen=True)]


def edit(
    file: Name,
    command: Name,
    /,
    *,
    output: Output = OUTPUT_USUAL,
    rules: Rules = RULES_USUAL,
    previous: Annotated[
        tuple[str, ...], Parameter(name="--previous", negative="", group=READING)
    ] = (),
    spoken: Spoken = SPOKEN_USUAL,
    limited: Limited = LIMITED_USUAL,
) -> int:
    """Edit a blueprint in plain English.

    Nothing is written unless --output or --in-place says where; what would
    change is printed. The file is replaced in one step: it holds the old
    blueprint or the new one, never half of one.

    For example:

      redraft edit home.json "make the first card red"
      redraft edit home.json "make the header smaller and its color red" --in-place
      redraft edit home.json "hide the banner" -o out.json --json
      cat home.json | redraft edit - "center the title" -o - > out.json
      redraft edit home.json "a bit more" --previous "make the title bigger"
      redraft edit home.json "make the kpi tiles acme blue" --lexicon ours.txt

    Exit status: 0 done, 1 not applied, 2 wrong use or unreadable input,
    3 partly applied.

    Parameters
    ----------
    file
        The blueprint; "-" is standard input.
    command
        What to do, in quotes; "-" reads it from standard input.
    previous
        An earlier command of the same conversation, oldest first; repeatable.
    """
    output = output.checked(file)
    if file == command == files.PIPE:
        raise Stop("the blueprint and the command cannot both come from standard input")
    limits = limited.read()
    source = files.read(file, limits.bytes_max)
    if command == files.PIPE:
        command = _text(files.read(command, COMMAND_BYTES_MAX))
    result = engine.edit(
        source,
        command,
        **rules.arguments(),
        previous=previous,
        limits=limits,
        language=spoken.read(),
    )
    return _finish(result, source, file, command, output)


def apply(
    file: Name,
    plan: Name,
    /,
    *,
    output: Output = OUTPUT_USUAL,
    rules: Rules = RULES_USUAL,
    limited: Limited = LIMITED_USUAL,
) -> int:
    """Edit a blueprint by a plan: typed steps as JSON, no English.

    "redraft schema plan" prints what a plan looks like.

    For example:

      redraft apply home.json plan.json
      redraft apply home.json plan.json -o out.json --policy strict
      my-planner | redraft apply home.json - --in-place

    Exit status: 0 done, 1 not applied, 2 wrong use or unreadable input,
    3 partly applied.

    Parameters
    ----------
    file
        The blueprint; "-" is standard input.
    plan
        The plan; "-" is standard input.
    """
    output = output.checked(file)
    if file == plan == files.PIPE:
        raise Stop("the blueprint and the plan cannot both come from standard input")
    limits = limited.read()
    source = files.read(file, limits.bytes_max)
    steps = plan_from_json(files.read(plan, limits.bytes_max))
    result = engine.apply(source, steps, **rules.arguments(), limits=limits)
    return _finish(result, source, file, None, output)


def _finish(result: Result, source: bytes, file: str, command: str | None, output: Output) -> int:
    """Write what is to be written, then print: a failed write must not look like a success."""
    applied = result.status in ("success", "partial")
    place = file if output.in_place else output.output
    written = ""
    if applied and place is not None and not output.dry_run:
        after = formatted(result.document, source)
        if not (output.in_place and after == source):
            files.write(place, after)
        written = "" if place == files.PIPE else place
    if output.json:
        sys.stdout.flush()
        sys.stdout.buffer.write(result.to_json())
        sys.stdout.buffer.write(b"\n")
        sys.stdout.buffer.flush()
    else:
        lines = [*summary(result, command), *_where(output, place, written, applied=applied)]
        if output.explain:
            lines += [[], *plain_lines((f"  {plain(line)}" for line in result.trace), "dim")]
        show(lines, sys.stderr if output.output == files.PIPE else sys.stdout)
    return OF_STATUS[result.status]


def _where(output: Output, place: str | None, written: str, *, applied: bool) -> list[Line]:
    """Say where the result went, or how to keep it."""
    if not applied or place == files.PIPE:
        return []
    if written:
        return [[], [Piece(f"written to {plain(written)}", "dim")]]
    if output.dry_run:
        return [[], [Piece("a dry run: nothing was written", "dim")]]
    return [[], [Piece("nothing was written; --in-place or -o OUT keeps it", "dim")]]


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8").rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise Stop(f"the command is no UTF-8 text, at byte {error.start}") from None
