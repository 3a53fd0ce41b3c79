"""``redraft grammar``: what can be said, and what one word means.

May import: decompose, language, cli.
"""

from __future__ import annotations

import sys
from typing import Annotated

from cyclopts import Parameter

from redraft.cli.ending import DONE, NOT_APPLIED
from redraft.cli.options import SPOKEN_USUAL, Spoken
from redraft.cli.paint import Line, Piece, show
from redraft.cli.words import plain
from redraft.decompose.handbook import Shown, examples, handbook
from redraft.decompose.lexicon import load
from redraft.language import current, using


def grammar(
    *words: Annotated[str, Parameter(allow_leading_hyphen=True)], spoken: Spoken = SPOKEN_USUAL
) -> int:
    """Print what can be said, as Markdown; of a word, what it means.

    Words of your own are told with the rest.

    For example:

      redraft grammar > grammar.md
      redraft grammar wider
      redraft grammar "call to action" --lexicon ours.txt

    Exit status: 0 printed, 1 no such word, 2 wrong use.

    Parameters
    ----------
    words
        A word or phrase; without one the whole page is printed.
    """
    with using(spoken.read()):
        if not words:
            print(handbook(), end="")
            return DONE
        said = " ".join(words).lower()
        lines = _meanings(said)
    if not lines:
        show([[Piece(f"“{plain(said)}” is no word of this language", "bold")]], sys.stderr)
        return NOT_APPLIED
    show(lines, sys.stdout)
    return DONE


def _meanings(said: str) -> list[Line]:
    """A line for each meaning of a phrase, with an example."""
    shown = Shown(examples(current()))
    lines: list[Line] = []
    for category, meaning in (load().meaning(said) or {}).items():
        example = shown.of(category.removesuffix("/2"), meaning) or shown.of(category)
        lines.append([Piece(f"{category}: ", "dim"), Piece(meaning, "bold")])
        if example:
            lines.append([Piece(f"  {plain(' '.join(example.split()))}", "")])
    return lines
