"""A command read by the same readers, with a note of what each word was taken for.

`Listening` stands in the place of `Words`: it answers as that does, and writes down which
meaning of a word was taken and which descriptions were read where. Nobody who only edits
pays for it.

    X-1  what is listened to is read as what is not

May import: decompose.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from redraft.decompose.drafts import Draft
from redraft.decompose.lexicon import Item, Lexicon
from redraft.decompose.reading import Reading, Span
from redraft.decompose.words import Words
from redraft.select.selectors import Selector


class Word(NamedTuple):
    """A word or phrase as it was heard: where it stands, what it can mean, what was taken of that.

    ``taken`` are categories with the meaning there, that taken last first; ``typed`` is set where ``text`` is a
    correction; ``verb``: it said how its clause is read.
    """

    span: Span
    text: str
    kind: str
    means: tuple[str, ...] = ()
    taken: tuple[tuple[str, str], ...] = ()
    used: bool = False
    verb: bool = False
    typed: str = ""


class Heard(NamedTuple):
    """A reading, its words, and the descriptions that were read on the way, each with its words."""

    reading: Reading
    words: tuple[Word, ...] = ()
    descriptions: tuple[tuple[Span, Selector], ...] = ()


class _Notes:
    """What is noted of one command, whichever part of it is read apart."""

    def __init__(self) -> None:
        self.taken: dict[int, dict[str, str]] = {}
        self.parts: list[Listening] = []


class Listening(Words):
    """Words that note what is taken of them."""

    def __init__(
        self, text: str, items: list[Item], lexicon: Lexicon, notes: _Notes | None = None
    ) -> None:
        self._notes = _Notes() if notes is None else notes
        self._notes.parts.append(self)
        super().__init__(text, items, lexicon)
        self._first = list(self.items)

    def alike(self, items: list[Item]) -> Words:
        """Other items of the same command, noted in the same place."""
        return Listening(self.text, items, self.lexicon, self._notes)

    def value(self, i: int, category: str) -> str:
        """The meaning of the item in a category, which is noted as taken."""
        meaning = super().value(i, category)
        if meaning:
            taken = self._notes.taken.setdefault(self.items[i].token.start, {})
            taken.pop(category, None)
            taken[category] = meaning
        return meaning

    def noted(self, reading: Reading, drafts: Iterable[Draft]) -> Heard:
        """What was noted, once the command has been read."""
        verbs = {self.items[at].token.start for d in drafts for at in d.verbs if at < self.size}
        used = {
            item.token.start for item, is_used in zip(self.items, self.used, strict=True) if is_used
        }
        words = tuple(
            Word(
                (item.start, item.end),
                item.text,
                item.token.kind,
                tuple(item.means),
                tuple(reversed(self._notes.taken.get(item.token.start, {}).items())),
                item.token.start in used,
                item.token.start in verbs,
                item.typed,
            )
            for item in self._first
        )
        found = [read for part in self._notes.parts for read in part.described()]
        return Heard(reading, words, tuple(dict(found).items()))

    def described(self) -> Iterable[tuple[Span, Selector]]:
        """The descriptions that were read here; of several at one place with one end, the last."""
        for (_, at, *_), made in self.readings.items():
            for one in made:
                selector, stop = _read(one.found)
                if selector is not None and isinstance(at, int) and stop > at:
                    yield self.span(at, min(stop, self.size)), selector


def _read(found: Any) -> tuple[Any, int]:
    return getattr(found, "selector", None), getattr(found, "stop", 0)
