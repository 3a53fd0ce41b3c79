"""A command with a mark under each part and a label under each mark, wrapped to a width.

    the columns are those of the words: wide characters count twice, nothing is cut in two

May import: cli.paint, cli.words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from redraft.cli.paint import Line, Piece
from redraft.cli.words import cells, plain, shortened

INDENT: Final = "  "
LABEL_CELLS_MAX: Final = 40


class Marked(NamedTuple):
    """A part of a text: what it is called below, how it is marked and painted.

    An empty ``mark`` leaves it bare, an empty ``label`` gives it none.
    """

    start: int
    stop: int
    label: str = ""
    mark: str = ""
    style: str = ""


def underlined(text: str, parts: Sequence[Marked], width: int, *, coloured: bool) -> Iterator[Line]:
    """The text in lines of at most ``width`` cells, each with its marks and labels below.

    In colour the words themselves are underlined and no marks are drawn.

    >>> parts = [Marked(0, 4, "verb", "^"), Marked(5, 8, "target", "~")]
    >>> for line in underlined("hide ads", parts, 40, coloured=False):
    ...     print("".join(piece.text for piece in line))
      hide ads
      ^^^^ ~~~
      verb target
    """
    for count, (start, stop) in enumerate(_wrapped(text, width - len(INDENT))):
        if count:
            yield []
        here = [
            part._replace(start=max(part.start, start), stop=min(part.stop, stop))
            for part in parts
            if part.start < stop and part.stop > start
        ]
        here = [part for part in here if text[part.start : part.stop].strip()]
        yield [Piece(INDENT), *_painted(text, start, stop, here, coloured=coloured)]
        if not coloured and any(part.mark for part in here):
            yield [Piece(INDENT + _marks(text, start, here))]
        columns = [(cells(plain(text[start : p.start])), p) for p in here if p.label]
        yield from _labels(columns, width - len(INDENT))


def _wrapped(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Where each line starts and stops: at line ends, else at the last white space that fits."""
    at, size = 0, len(text)
    while at < size:
        stop, space, used = at, 0, 0
        while stop < size and text[stop] not in "\n\r":
            used += cells(plain(text[stop]))
            if used > width and stop > at:
                break
            stop += 1
            if stop < size and text[stop].isspace():
                space = stop
        whole = stop >= size or text[stop] in "\n\r"
        if not whole and space > at and not text[stop].isspace():
            stop = space
        if text[at:stop].strip():
            yield at, stop
        at = stop
        while at < size and text[at].isspace():
            at += 1


def _painted(
    text: str, start: int, stop: int, parts: Sequence[Marked], *, coloured: bool
) -> Iterator[Piece]:
    at = start
    for part in parts:
        yield Piece(plain(text[at : part.start]))
        style = f"underline {part.style}" if part.label and coloured else part.style
        yield Piece(plain(text[part.start : part.stop]), style if coloured else "")
        at = part.stop
    yield Piece(plain(text[at:stop]))


def _marks(text: str, start: int, parts: Sequence[Marked]) -> str:
    row = ""
    for part in parts:
        row += " " * (cells(plain(text[start : part.start])) - len(row))
        row += (part.mark or " ") * cells(plain(text[part.start : part.stop]))
    return row.rstrip()


def _labels(columns: Sequence[tuple[int, Marked]], width: int) -> Iterator[Line]:
    """The labels, as many a row as fit; what waits for a row below has a line down to it."""
    left = list(columns)
    while left:
        row: list[tuple[int, Piece]] = []
        waiting: list[tuple[int, Marked]] = []
        limit = width + 1
        for column, part in reversed(left):
            label = shortened(part.label, min(LABEL_CELLS_MAX, width))
            at = column if waiting or row else min(column, max(0, width - cells(label)))
            if at + cells(label) < limit:
                row.append((at, Piece(label, part.style)))
                limit = at
            else:
                row.append((column, Piece("|", part.style)))
                waiting.append((column, part))
                limit = column
        yield _row(row[::-1])
        left = waiting[::-1]


def _row(pieces: Sequence[tuple[int, Piece]]) -> Line:
    line = [Piece(INDENT)]
    at = 0
    for column, piece in pieces:
        line += [Piece(" " * (column - at)), piece]
        at = column + cells(piece.text)
    return line
