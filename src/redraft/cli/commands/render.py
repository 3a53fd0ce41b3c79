"""``redraft render``: a picture of a blueprint, or of what a command does to it.

May import: engine, render, serialize, cli.
"""

from __future__ import annotations

import sys
from pathlib import PurePath
from typing import Annotated

from cyclopts import Parameter

from redraft import engine
from redraft.cli import files
from redraft.cli.ending import DONE, OF_STATUS, Stop
from redraft.cli.options import LIMITED_USUAL, RULES_USUAL, Limited, Rules
from redraft.cli.paint import Piece, show
from redraft.cli.summary import summary
from redraft.cli.words import plain
from redraft.render import Format, compared, drawn
from redraft.serialize import read

Name = Annotated[str, Parameter(allow_leading_hyphen=True)]


def render(
    file: Name,
    /,
    *,
    output: Annotated[str, Parameter(name=["--output", "-o"], allow_leading_hyphen=True)],
    format: Format | None = None,  # noqa: A002 - it is the option's name
    after: str | None = None,
    rules: Rules = RULES_USUAL,
    limited: Limited = LIMITED_USUAL,
) -> int:
    """Draw a blueprint as SVG, HTML or PNG.

    For example:

      redraft render home.json -o home.svg
      redraft render home.json -o home.png --after "make the first card red"
      redraft render home.json -o - --format html | my-viewer

    Exit status: 0 drawn, 1 the command of --after was not applied, 2 wrong
    use or unreadable input, 3 it was partly applied.

    Parameters
    ----------
    file
        The blueprint; "-" is standard input.
    output
        The picture; its ending says what it is. "-" is standard output.
    format
        What to draw where the ending does not say it.
    after
        Draw the blueprint before and after this command, side by side.
    """
    kind = _format(output, format)
    if after is not None and kind == "html":
        raise Stop("before and after are drawn as svg or png, not as html")
    limits = limited.read()
    document = read(files.read(file, limits.bytes_max), limits)
    result = None
    if after is not None:
        result = engine.preview(document, after, **rules.arguments(), limits=limits)
        if OF_STATUS[result.status] == 1:
            show(summary(result, after), sys.stderr)
            return OF_STATUS[result.status]
    if result is None:
        picture = drawn(document, kind)
    else:
        picture = compared(document, result.document, result.changes, after or "", kind)
    files.write(output, picture)
    if output != files.PIPE:
        show([[Piece(f"drawn to {plain(output)}", "dim")]])
    return DONE if result is None else OF_STATUS[result.status]


def _format(output: str, said: Format | None) -> Format:
    if said is not None:
        return said
    match PurePath(output).suffix.lower():
        case ".svg":
            return "svg"
        case ".html" | ".htm":
            return "html"
        case ".png":
            return "png"
        case other:
            raise Stop(f"“{other or output}” says no format; add --format svg, html or png")
