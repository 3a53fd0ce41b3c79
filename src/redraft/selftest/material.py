"""Documents and commands from a seed: such as are done, such as fail, and such as are refused.

May import: measuring.workloads.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any, Final

import orjson

from redraft.measuring.workloads import page

_COLOURS: Final = ("red", "navy", "#FF5733", "dark green", "light grey", "rgb(10, 120, 200)")
_PARTS: Final = ("title", "price", "button", "image")

#: what can be said of the made page; {c} is a card, {p} a part of it that has text
_DONE: Final = (
    "make the card {n} {p} {colour}",
    "set the text size of the card {n} {p} to {size}",
    "make the card {n} {p} bold",
    "hide the card {n} image",
    "make the card {n} {p} {size}px wider",
    "set the opacity of the card {n} image to {per}%",
    "move the card {n} {p} {size}px to the right",
    'change the card {n} {p} to "New {n}"',
    "make the hero title {colour} and the hero subtitle {size}px",
    "set the corner radius of the hero to {size}",
    "make all buttons {colour}",
    "make the header {size}px taller, then make the footer {colour}",
)
#: a clause that cannot be carried out without making room; each is refused or fails in its own way
_FAULTY: Final = (
    "make the nonexistent widget red",
    "move the logo 100px to the right",
    "set the opacity of the card {n} image to red",
    "make the card {n} image twice as wide, but don't touch the card {n} image",
    "delete the card {n} image",
    "frobnicate the whatsit",
    "make the card {n} title pop",
    "make the text colour of the card {n} title red; make the text colour of the card {n} title blue",
)


def source(size: int, number: int = 0) -> bytes:
    """The bytes of a made page of so many components, which differ by the number.

    >>> source(20) == source(20) and source(20) != source(20, 1)
    True
    """
    return orjson.dumps({**page(size), "screen_id": f"shop {number}"})


def commands(seed: int, size: int) -> Iterator[str]:
    """Commands that a page of that size can be told, without end; one to three clauses each."""
    chance = random.Random(f"{seed} {size}")
    cards = max(1, (size - 10) // 5)
    while True:
        clauses = [clause(chance, cards) for _ in range(chance.choice((1, 1, 2, 3)))]
        yield "; ".join(clauses)


def clause(chance: random.Random, cards: int) -> str:
    """One that can be done."""
    return chance.choice(_DONE).format(**_words(chance, cards))


def faulty(chance: random.Random, cards: int) -> str:
    """One that cannot."""
    return chance.choice(_FAULTY).format(**_words(chance, cards))


def _words(chance: random.Random, cards: int) -> dict[str, Any]:
    return {
        "n": chance.randint(1, cards),
        "p": chance.choice(_PARTS[:3]),
        "colour": chance.choice(_COLOURS),
        "size": chance.choice((12, 16, 20, 24, 28)),
        "per": chance.choice((10, 25, 40, 60, 75)),
    }
