"""What a suggestion does, in a line: taken from the run that it was tried in.

May import: serialize, verify, document.
"""

from __future__ import annotations

from typing import Final

from redraft.document.blueprint import Document
from redraft.document.colors import contrast
from redraft.document.ground import shades_of, text_color
from redraft.recovery.phrases import say
from redraft.serialize import Result
from redraft.verify.contrast import RATIO_MIN

_COLOURS: Final = frozenset({"text colour", "background", "colour"})
_LOOKED_AT: Final = 20


def effect(result: Result) -> str:
    """The first change, how many more there are, and how a text that was recoloured reads then."""
    changes = result.changes
    lines = result.changes_applied
    line = lines[0] if lines else ""
    if len(lines) > 1:
        line = say("effect", "more", line=line, count=str(len(lines) - 1))
    recoloured = next(
        (c.component for c in changes if c.property in _COLOURS and c.component), None
    )
    if recoloured is not None:
        before, after = _reads(result.before, recoloured), _reads(result.after, recoloured)
        if before and after and before != after:
            line = say("effect", "contrast", line=line, before=before, after=after)
    return line


def worsens(result: Result) -> bool:
    """Whether a text that could hardly be read can be read even less."""
    recoloured = {c.component for c in result.changes if c.property in _COLOURS and c.component}
    for component in sorted(recoloured)[:_LOOKED_AT]:
        before, after = _ratio(result.before, component), _ratio(result.after, component)
        if before is not None and after is not None and after < min(before, RATIO_MIN):
            return True
    return False


def _reads(document: Document, component: str) -> str:
    """The contrast of a component's text with its ground, to a digit; nothing where it has none."""
    ratio = _ratio(document, component)
    return "" if ratio is None else f"{ratio:.1f}"


def _ratio(document: Document, component: str) -> float | None:
    i = document.find(component)
    color = None if i is None else text_color(document.at(i))
    if i is None or color is None or not document.at(i).text:
        return None
    shades = shades_of(document, i, color)
    return None if shades is None else min(contrast(*shade) for shade in shades)
