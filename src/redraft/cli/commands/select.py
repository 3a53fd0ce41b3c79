"""``redraft select``: the components that a phrase names.

May import: engine, serialize, cli.
"""

from __future__ import annotations

import json as json_
import sys
from typing import Annotated

from cyclopts import Parameter

from redraft import engine
from redraft.cli import files
from redraft.cli.ending import DONE, NOT_APPLIED
from redraft.cli.options import LIMITED_USUAL, SPOKEN_USUAL, Limited, Spoken
from redraft.cli.paint import Line, Piece, show
from redraft.cli.summary import findings
from redraft.cli.words import cells, plain, shortened, value
from redraft.diagnostics import Diagnostic
from redraft.document.blueprint import Document
from redraft.serialize import read

Name = Annotated[str, Parameter(allow_leading_hyphen=True)]


def select(
    file: Name,
    phrase: Name,
    /,
    *,
    json: Annotated[bool, Parameter(negative="")] = False,
    selection: Annotated[tuple[str, ...], Parameter(name="--select", negative="")] = (),
    spoken: Spoken = SPOKEN_USUAL,
    limited: Limited = LIMITED_USUAL,
) -> int:
    """List the components that a phrase names, one id a line.

    On a terminal each id is followed by its type and text. What a terminal
    could obey is left out of the lines; --json has every id as it is.

    For example:

      redraft select home.json "the red buttons in the footer"
      redraft select home.json "the last two cards" --json
      redraft select - "everything below the header" < home.json

    Exit status: 0 something is named, 1 nothing is, 2 wrong use or
    unreadable input.

    Parameters
    ----------
    file
        The blueprint; "-" is standard input.
    phrase
        The description, in quotes.
    json
        Print a JSON list of ids.
    selection
        A component that “this” and “it” mean, by id; repeatable.
    """
    limits = limited.read()
    document = read(files.read(file, limits.bytes_max), limits)
    ids = list(engine.select(document, phrase, selection=selection, language=spoken.read()))
    if not ids:
        missing = Diagnostic(
            "target.not-found", "error", f"nothing here fits “{phrase}”", span=(0, len(phrase))
        )
        show(findings([missing], phrase)[1:], sys.stderr)
    if json:
        print(json_.dumps(ids))
    elif sys.stdout.isatty():
        show(_described(document, ids))
    else:
        show([[Piece(plain(one))] for one in ids])
    return DONE if ids else NOT_APPLIED


def _described(document: Document, ids: list[str]) -> list[Line]:
    names = [plain(one) for one in ids]
    width = max(map(cells, names), default=0)
    lines: list[Line] = []
    for one, name in zip(ids, names, strict=True):
        component = document[one]
        line = [Piece(name + " " * (width - cells(name)), "bold")]
        line.append(Piece(f"  {shortened(plain(component.type), 24)}", "cyan"))
        if component.text:
            line.append(Piece(f"  {value(component.text)}"))
        lines.append(line)
    return lines
