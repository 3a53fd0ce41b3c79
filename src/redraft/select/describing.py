"""A selector in a few words again, for messages.

May import: select.
"""

from __future__ import annotations

from typing import assert_never

from redraft.select.matching import phrase
from redraft.select.selectors import (
    Both,
    Either,
    Everything,
    Except,
    Fitting,
    Ids,
    Look,
    Named,
    Pick,
    Reference,
    Related,
    Screen,
    Selector,
    Union,
    Where,
)


def describe(selector: Selector) -> str:
    """Say a selector again in a few words, for messages.

    >>> describe(Look(Named(("buttons",)), "colour", "red"))
    'red buttons'
    """
    match selector:
        case Ids(ids):
            return ", ".join(ids[:3])
        case Named():
            return phrase(selector)
        case Everything(kinds):
            return f"all {kinds[0]}s" if kinds else "everything"
        case Screen():
            return "screen"
        case Reference(word):
            return REFERENCES[word]
        case Look(base, feature, value, relation, _):
            said = "" if value is None else f"{value}"
            if feature == "colour" and relation == "is":
                return f"{said} {describe(base)}"
            if relation == "is" and not said:
                return f"{feature} {describe(base)}"
            return f"{describe(base)} {feature} {relation} {said}".rstrip()
        case Where(base, relation, anchor):
            place = f"at the {relation}" if anchor is None else f"{relation} {describe(anchor)}"
            return f"{describe(base)} {place}"
        case Pick(base) | Except(base) | Related(base) | Fitting(base):
            return describe(base)
        case Both(first, second):
            return f"{describe(first)} {describe(second)}"
        case Union(parts):
            return " and ".join(map(describe, parts))
        case Either(options):
            return describe(options[0]) if options else "nothing"
        case _:
            assert_never(selector)


REFERENCES = {
    "it": "it",
    "them": "them",
    "other": "the other",
    "rest": "the rest",
    "selection": "the selection",
    "own": "it",
}
