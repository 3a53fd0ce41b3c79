"""``redraft explain``: how a command is read, word by word, and why these components are meant.

    F-1  --json is the library's explanation

May import: explaining, cli.
"""

from __future__ import annotations

import shutil
import sys
from typing import Annotated

from cyclopts import Parameter

from redraft.cli import files
from redraft.cli.ending import DONE, NOT_APPLIED
from redraft.cli.explained import explained
from redraft.cli.options import (
    LIMITED_USUAL,
    READING,
    RULES_USUAL,
    SPOKEN_USUAL,
    Limited,
    Rules,
    Spoken,
)
from redraft.cli.paint import is_coloured, show
from redraft.explaining import explain as explain_command

Name = Annotated[str, Parameter(allow_leading_hyphen=True)]


def explain(
    file: Name,
    command: Name,
    /,
    *,
    json: Annotated[bool, Parameter(negative="")] = False,
    width: int | None = None,
    rules: Rules = RULES_USUAL,
    previous: Annotated[
        tuple[str, ...], Parameter(name="--previous", negative="", group=READING)
    ] = (),
    spoken: Spoken = SPOKEN_USUAL,
    limited: Limited = LIMITED_USUAL,
) -> int:
    """Explain how a command is read; nothing is written.

    The command with each word's part in it, what each step came to, which
    components were looked at for each description and why one won, what was
    corrected or carried over, and what took from the confidence.

    For example:

      redraft explain home.json "make the header smaller and its color red"
      redraft explain home.json "make the save buton blue" --json
      redraft explain home.json "a bit more" --previous "make the title bigger"

    Exit status: 0 it would be applied, 1 it would not, 2 wrong use or
    unreadable input.

    Parameters
    ----------
    file
        The blueprint; "-" is standard input.
    command
        What to do, in quotes.
    json
        Print the explanation as JSON.
    width
        So many columns; as wide as the terminal if nothing is said.
    previous
        An earlier command of the same conversation, oldest first; repeatable.
    """
    limits = limited.read()
    told = explain_command(
        files.read(file, limits.bytes_max),
        command,
        **rules.arguments(),
        previous=previous,
        limits=limits,
        language=spoken.read(),
    )
    if json:
        sys.stdout.flush()
        sys.stdout.buffer.write(told.to_json() + b"\n")
        sys.stdout.buffer.flush()
    else:
        columns = width or shutil.get_terminal_size((80, 24)).columns
        show(explained(told, columns, coloured=is_coloured(sys.stdout)))
    return DONE if told.status in ("success", "partial") else NOT_APPLIED
