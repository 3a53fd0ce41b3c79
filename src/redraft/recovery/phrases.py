"""How suggestions are worded: templates from the language's ``suggestions.txt``.

May import: language.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from string import Formatter

from redraft.language import current, remembered

Sections = dict[str, dict[str, str]]


def say(section: str, key: str, **slots: str) -> str:
    """Fill the template that a section has under a key; the key itself where it has none.

    >>> say("name", "definite", name="save button")
    'the save button'
    """
    template = _sections().get(section, {}).get(key)
    return key if template is None else template.format(**slots)


def each(section: str, slots: Mapping[str, str]) -> Iterator[str]:
    """Fill the templates of a section in order; those that lack a slot are left out.

    >>> next(each("wish text", {"target": "the title"}))
    'make the title bigger'
    """
    for template in _sections().get(section, {}).values():
        if _slots(template) <= slots.keys():
            yield template.format(**slots)


def has(section: str) -> bool:
    """Whether there is a section of this name."""
    return section in _sections()


def keys(section: str) -> tuple[str, ...]:
    """The keys of a section in order."""
    return tuple(_sections().get(section, ()))


@cache
def _slots(template: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in Formatter().parse(template) if name)


@remembered()
def _sections() -> Sections:
    return _parsed(current().text("suggestions.txt"))


def _parsed(text: str) -> Sections:
    """Sections of "key: template" lines; a line without a key is its own."""
    found: Sections = {}
    lines: dict[str, str] = {}
    for raw in text.splitlines():
        line = raw.strip()
        if not line or line.startswith("# "):
            continue
        if line.startswith("[") and line.endswith("]"):
            lines = found.setdefault(line[1:-1], {})
            continue
        key, colon, template = line.partition(": ")
        lines[key if colon else line] = template if colon else line
    return found
