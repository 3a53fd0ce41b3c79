"""A page of the documentation, taken apart: its blocks, headings, links, pictures and code spans.

What a page shows in a fence is run, unless a comment on the line before says otherwise:

    <!-- file: home.json -->        the block is a file of that name, for what comes after
    <!-- not run: installs -->      the block is not run, for one of the reasons below
"""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path
from typing import Final, NamedTuple

from tests.conftest import ROOT

#: why a block may stay unrun
REASONS: Final = {
    "installs": "it fetches packages or source",
    "long": "it takes minutes",
    "database": "it needs a database server",
    "machine": "it depends on a machine, an address or a program that is not here",
    "form": "it shows a form, not an example",
}
#: what is run, and what is data
RUN: Final = frozenset({"python", "sh", "console"})
DATA: Final = frozenset({"json", "jsonl", "toml", "yaml", "html", "text", "ini", "css"})

_FENCE: Final = re.compile(r"^( *)```(\w*)$")
_MARK: Final = re.compile(r"^ *<!-- (file|not run): (.+) -->$")
_HEADING: Final = re.compile(r"^(#{1,6}) (.+)$")
_LINK: Final = re.compile(r"(!?)\[([^\]\n]*)\]\(([^)\s]+)\)")
_SPAN: Final = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")


class Block(NamedTuple):
    """A fence: what it holds, the line it begins on, and what the comment before it says."""

    kind: str
    text: str
    line: int
    file: str | None = None
    not_run: str | None = None

    @property
    def is_run(self) -> bool:
        """Whether the tests run it."""
        return self.kind in RUN and self.file is None and self.not_run is None


class Link(NamedTuple):
    """A link or a picture, as it is written."""

    target: str
    line: int
    is_picture: bool


class Page:
    """One Markdown file of the project."""

    def __init__(self, path: Path) -> None:
        self.path: Final = path
        self.text: Final = path.read_text("utf-8")
        self.blocks: Final[list[Block]] = []
        #: the lines outside of fences, those inside as empty ones
        self.prose: Final[list[str]] = []
        self._read()

    def __repr__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The path in the project."""
        return self.path.relative_to(ROOT).as_posix()

    @cached_property
    def anchors(self) -> set[str]:
        """What a link can point at: each heading in the form that Git hosts give it."""
        found: set[str] = set()
        for line in self.prose:
            heading = _HEADING.match(line)
            if heading is None:
                continue
            name = re.sub(r"[^\w\- ]", "", heading[2].lower()).strip().replace(" ", "-")
            number = 0
            while (one := f"{name}-{number}" if number else name) in found:
                number += 1
            found.add(one)
        return found

    @cached_property
    def links(self) -> list[Link]:
        """Every link and picture of the prose."""
        return [
            Link(target, number, bool(mark))
            for number, line in enumerate(self.prose, 1)
            for mark, _, target in _LINK.findall(_SPAN.sub("", line))
        ]

    @cached_property
    def spans(self) -> list[tuple[str, int]]:
        """What stands in back ticks, and on which line."""
        return [
            (said, number)
            for number, line in enumerate(self.prose, 1)
            for said in _SPAN.findall(line)
        ]

    def _read(self) -> None:
        lines = self.text.splitlines()
        at = 0
        while at < len(lines):
            opened = _FENCE.match(lines[at])
            if opened is None:
                self.prose.append(lines[at])
                at += 1
                continue
            indent = len(opened[1])
            end = next(k for k in range(at + 1, len(lines)) if lines[k].strip() == "```" and k > at)
            mark = _MARK.match(lines[at - 1]) if at else None
            said = {mark[1]: mark[2]} if mark else {}
            self.blocks.append(
                Block(
                    opened[2],
                    "".join(f"{line[indent:]}\n" for line in lines[at + 1 : end]),
                    at + 1,
                    said.get("file"),
                    said.get("not run"),
                )
            )
            self.prose.extend([""] * (end - at + 1))
            at = end + 1


def pages() -> list[Page]:
    """Every page that is there to be read by people, in a fixed order."""
    found = [ROOT / "README.md", ROOT / "ARCHITECTURE.md"]
    for folder in ("docs", "examples", "src/redraft"):
        found += sorted((ROOT / folder).rglob("*.md"))
    return [Page(path) for path in found if path.name != "ATTRIBUTION.md"]
