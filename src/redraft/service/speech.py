"""What of a command is counted by its words: the same complaint said twice counts twice.

These are words of users. They are kept in memory alone, so many of them, cut and made alike:
what is in quotes, numbers and capitals tell one from another no more.

May import: decompose, diagnostics.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from redraft.decompose.lexicon import load
from redraft.diagnostics import Diagnostic

COMMAND_MAX: Final = 120
WORD_MAX: Final = 32
#: characters of a command that are looked at
_LOOKED_MAX: Final = 2_000
_WORDS_MAX: Final = 8
_QUOTED: Final = re.compile(r"“[^”]*”|\"[^\"]*\"|(?<!\w)'[^']*'(?!\w)|`[^`]*`")
_NUMBER: Final = re.compile(r"#[0-9a-f]{3,8}\b|\d+(?:[.,]\d+)*")
_WORD: Final = re.compile(r"[^\W\d_]{2,}(?:['’-][^\W\d_]+)*")
_UNREAD: Final = ("clause.not-understood", "spelling.corrected")


def alike(command: str) -> str:
    """A command as it is counted.

    >>> alike('Make the  title say "Our prices" and 24px tall')
    'make the title say “…” and #px tall'
    """
    said = _QUOTED.sub("“…”", command[:_LOOKED_MAX].lower())
    said = " ".join(_NUMBER.sub("#", said).split())
    return said if len(said) <= COMMAND_MAX else said[: COMMAND_MAX - 1] + "…"


def unknown_words(command: str, told: Iterable[Diagnostic]) -> list[str]:
    """The words of what could not be read, or was taken for a slip, that the language does not know.

    >>> unknown_words("make it wobbly", [Diagnostic("clause.not-understood", "error", "", (0, 14))])
    ['wobbly']
    """
    known = load()
    found = (
        word
        for d in told
        if d.code in _UNREAD and d.span is not None
        for word in _words(command[d.span[0] : d.span[1]])
        if word not in known.words
    )
    return list(dict.fromkeys(found))[:_WORDS_MAX]


def _words(said: str) -> Iterator[str]:
    for word in _WORD.findall(_QUOTED.sub(" ", said[:_LOOKED_MAX].lower())):
        if len(word) <= WORD_MAX:
            yield word
