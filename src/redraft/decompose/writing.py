"""What is written on something: "the label on the button", "(the button wider.) Text bold".

The letters are meant, whatever carries them: their size is one of type, their colour that of the text.

    L-1  each step is looked at once

May import: decompose.descriptions, decompose.words, plan.steps, select.selectors.
"""

from __future__ import annotations

from typing import Final

from msgspec import structs

from redraft.decompose.descriptions import WRITTEN_MAIN, is_written_on
from redraft.decompose.words import Words
from redraft.plan.steps import Literally, ReplaceText, Scale, Set, Shift, Step, Tint, target_of
from redraft.select.selectors import (
    Both,
    Either,
    Everything,
    Named,
    Reference,
    Related,
    Selector,
    Where,
)

#: what a property of a box is where its letters are meant
_OF_LETTERS: Final = {"size": "font size", "thickness": "font weight", "colour": "text colour"}


def of_letters(steps: list[Step]) -> list[Step]:
    """The steps on what is written on something, with what is asked of it asked of the letters."""
    return [_of_letters(step) for step in steps]


def _of_letters(step: Step) -> Step:
    if (part := _part_of_text(step)) is not None:
        return part
    if not isinstance(step, (Set, Scale, Shift, Tint)) or not is_written_on(step.target):
        return step
    meant = _OF_LETTERS.get(step.property)
    return step if meant is None else structs.replace(step, property=meant)


def _part_of_text(step: Step) -> Step | None:
    """ "(in its) text “two engineers” becomes “three engineers”": so much of what it says.

    "Everything that says “free” should say “no-cost”": so much of what each says.
    """
    if (
        not isinstance(step, Set)
        or step.property != "text"
        or not isinstance(step.value, Literally)
    ):
        return None
    said, put = _quoted(step.target), step.value.value
    if said is None or not isinstance(put, str):
        return None
    return ReplaceText(target=step.target, find=said, put=put, when=step.when, span=step.span)


def _quoted(named: Selector) -> str | None:
    """The words by which a text is told, or all that say them."""
    while isinstance(named, (Where, Related, Either)):
        named = named.options[0] if isinstance(named, Either) else named.base
    if isinstance(named, Both) and isinstance(named.first, Everything):
        all_that_say = isinstance(named.second, Named) and not named.second.words
        return named.second.quoted if all_that_say else None  # type: ignore[union-attr]
    if not isinstance(named, Named) or len(named.words) != 1:
        return None
    return named.quoted if named.kinds[:1] in WRITTEN_MAIN else None


def of_those(w: Words, start: int, steps: list[Step]) -> list[Step]:
    """ "(The button wider.) Text bold": what is written on what was acted on before, where nothing else is meant."""
    begun = w.skip(start, "and", "filler", most=2)
    return [_of_those(w, begun, step) for step in steps]


def _of_those(w: Words, at: int, step: Step) -> Step:
    target = target_of(step)
    if not (isinstance(target, Named) and _is_bare(w, at, target)):
        return step
    there = Where(target, "inside", Reference("them"), "any")
    return structs.replace(step, target=Either((target, there)))


def _is_bare(w: Words, at: int, target: Named) -> bool:
    """Whether a clause begins with "text" alone."""
    if target.quoted is not None or target.span is None:
        return False
    plain = len(target.words) == 1 and target.kinds[:1] in WRITTEN_MAIN and target.number == "one"
    return plain and at < w.size and target.span[0] == w.items[at].start
