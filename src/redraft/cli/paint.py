"""Lines of styled pieces, printed in colour where a person looks and plain everywhere else.

May import: nothing of Redraft.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import NamedTuple, TextIO


class Piece(NamedTuple):
    """Some text and how it looks: a style of rich's, or none."""

    text: str
    style: str = ""


Line = list[Piece]


def show(lines: Iterable[Line], stream: TextIO | None = None) -> None:
    """Print lines to standard output or another stream.

    What the stream cannot spell is replaced: a summary must not end a run.
    """
    stream = sys.stdout if stream is None else stream
    if not is_coloured(stream):
        whole = "".join("".join(piece.text for piece in line).rstrip() + "\n" for line in lines)
        spelling = stream.encoding or "utf-8"
        stream.write(whole.encode(spelling, "replace").decode(spelling))
        stream.flush()
        return
    # rich takes longer to load than an edit takes to run, so only where there is colour.
    from rich.console import Console
    from rich.text import Text

    console = Console(file=stream, highlight=False, emoji=False, markup=False, soft_wrap=True)
    for line in lines:
        text = Text.assemble(*((piece.text, piece.style) for piece in line))
        console.print(text, soft_wrap=True)


def is_coloured(stream: TextIO) -> bool:
    """Whether a person sees this in colour: a terminal, unless NO_COLOR or TERM=dumb says no."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty()


def plain_lines(lines: Iterable[str], style: str = "") -> list[Line]:
    """One piece a line."""
    return [[Piece(line, style)] for line in lines]
