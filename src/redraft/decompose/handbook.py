"""What can be said, as a page: made from the language files and their examples, never written by hand.

A word of one's own shows up in it as soon as its file is loaded. Each category of words has
an example that is read, and so has each meaning of verbs, properties, keywords and comparatives.

    G-1  every example in the language files reads back as what it says

May import: language, decompose.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from redraft.decompose.lexicon import SPELT, Meaning, load
from redraft.decompose.tokens import scan
from redraft.language import LEXICON, Language, current
from redraft.language.entries import sections

#: categories of which each meaning is worth an example of its own
EACH: Final = frozenset({"verb", "property", "keyword", "more", "relation", "look", "superlative"})
#: categories that are the words of others, or that nothing is done with but to ask back
UNSAID: Final = SPELT | {"or", "pointing", "phrasal"}
#: phrases of one meaning that are shown
_SHOWN: Final = 12


class Example(NamedTuple):
    """A command of ``examples.txt`` and what it reads as, a line each."""

    command: str
    reads: tuple[str, ...]

    @property
    def refused(self) -> str:
        """The code of what it is refused with; empty where it is an edit."""
        steps = any(not line.startswith("?") for line in self.reads)
        return "" if steps or not self.reads else self.reads[0].removeprefix("? ")


def handbook() -> str:
    """Return the whole page in Markdown, for the language in use.

    >>> handbook().splitlines()[0]
    '# What can be said'
    """
    language = current()
    shown = Shown(examples(language))
    lines = [
        "# What can be said",
        "",
        "Made by `redraft grammar` from the language files. Words in one row mean the same; the",
        "example is the shortest that the files have for them.",
    ]
    if language.own:
        lines += ["", "## Words of one's own", ""]
        lines += [f"* [{e.category}] {e.phrase} → {e.meaning}" for e in language.own]
    for file in LEXICON:
        parts = list(sections(language.text(file)))
        title = parts[0].about if parts and not parts[0].category else file
        lines += ["", f"## {title.rstrip('.')}"]
        for part in parts:
            if part.category and part.category not in UNSAID:
                lines += ["", *_table(part.category, part.about, part.meanings(), shown)]
    lines += ["", "## Examples", ""]
    for example in shown.examples:
        said = " ⏎ ".join(example.command.splitlines())
        lines += [f"* {said}", *(f"  * `{line}`" for line in example.reads)]
    return "\n".join(lines) + "\n"


def examples(language: Language) -> tuple[Example, ...]:
    """The examples of a language: a command, then its steps, one to a line and indented."""
    blocks = (b for b in language.text("examples.txt").split("\n\n") if b.strip())
    parts = ([line for line in b.splitlines() if not line.startswith("#")] for b in blocks)
    return tuple(Example(p[0], tuple(line.strip() for line in p[1:])) for p in parts if p)


class Shown:
    """The examples by the meanings that stand in them; the shortest is found first."""

    def __init__(self, found: Iterable[Example]) -> None:
        self.examples = tuple(found)
        self._by: dict[tuple[str, str], str] = {}
        lexicon = load()
        for example in sorted(self.examples, key=lambda e: (bool(e.refused), len(e.command))):
            said = f"{example.command} ({example.refused})" if example.refused else example.command
            for item in lexicon.items(scan(example.command), frozenset()):
                for key in _meant(item.means):
                    self._by.setdefault(key, said)

    def of(self, category: str, meaning: str | None = None) -> str:
        """An example of a meaning, or of any meaning of its category; empty where there is none."""
        if meaning is not None:
            return self._by.get((category, meaning), "")
        return next((said for (c, _), said in self._by.items() if c == category), "")

    def missing(self, meanings: Iterable[tuple[str, str]]) -> list[str]:
        """What has no example though it is worth one."""
        lacking: list[str] = []
        for category, meaning in meanings:
            if category in UNSAID:
                continue
            said = self.of(category, meaning if category in EACH else None)
            if not said:
                lacking.append(f"[{category}] {meaning}")
        return lacking


def _meant(means: Meaning) -> Iterator[tuple[str, str]]:
    for category, value in means.items():
        yield category.removesuffix("/2"), value


def _table(
    category: str, about: str, meanings: dict[str, list[str]], shown: Shown
) -> Iterator[str]:
    yield f"### {category}"
    yield ""
    if about:
        yield about
        yield ""
    if category not in EACH and shown.of(category):
        yield f"For example: {_cell(shown.of(category))}"
        yield ""
    if category in EACH:
        yield "| meaning | words | example |"
        yield "|---|---|---|"
        for meaning, phrases in meanings.items():
            said = shown.of(category, meaning)
            yield f"| {_cell(meaning)} | {_cell(_some(phrases))} | {_cell(said)} |"
    else:
        yield "| meaning | words |"
        yield "|---|---|"
        for meaning, phrases in meanings.items():
            yield f"| {_cell(meaning)} | {_cell(_some(phrases))} |"


def _some(phrases: list[str]) -> str:
    more = len(phrases) - _SHOWN
    return ", ".join(phrases[:_SHOWN]) + (f", and {more} more" if more > 0 else "")


def _cell(text: str) -> str:
    """Text that cannot break out of a table."""
    return " ⏎ ".join(text.splitlines()).replace("|", "\\|").replace("<", "&lt;")
