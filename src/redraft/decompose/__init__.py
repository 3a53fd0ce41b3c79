"""Stage 1: text → plan. Words alone decide here; documents come later.

    G-1  every example in the language files reads back as what it says
    L-1  linear time
    R-2  every span quotes the text as typed

May import: plan, select, document, diagnostics.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from redraft.decompose.courtesy import without_smileys
from redraft.decompose.followups import follow
from redraft.decompose.lexicon import Item, load
from redraft.decompose.listening import Heard, Listening
from redraft.decompose.listing import going, listed, purposes, ruled
from redraft.decompose.names import NO_NAMES, Names, names_in, quoted
from redraft.decompose.phrases import read_loosely, read_phrase
from redraft.decompose.planner import Planner
from redraft.decompose.reading import Reading
from redraft.decompose.tokens import scanned
from redraft.decompose.words import Words
from redraft.diagnostics import Diagnostic
from redraft.plan.steps import Plan

__all__ = [
    "COMMAND_MAX",
    "NO_NAMES",
    "Heard",
    "Names",
    "Reading",
    "corrected",
    "follow",
    "listen",
    "names_in",
    "read",
    "read_loosely",
    "read_phrase",
]

#: so much of a command that is too long is kept
_QUOTED_MAX: Final = 200
#: control characters, but for tabs and the ends of lines
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
#: characters that a command may have at most
COMMAND_MAX: Final = 20_000


def read(
    command: str,
    *,
    keep: frozenset[str] | None = frozenset(),
    names: Names = NO_NAMES,
    length_max: int = COMMAND_MAX,
) -> Reading:
    """Read a command into a plan; what is not understood is among the diagnostics.

    Words in ``keep`` (what the document says) are never taken for misspelt ones of the
    language; with None nothing is corrected. Corrections are among the diagnostics.
    ``names`` are the phrases that `names_in` found in a document.

    >>> read("make the header red").plan.clauses[0].steps[0].property
    'colour'
    """
    refused = _refused(command, length_max)
    if refused is not None:
        return refused
    return Planner(Words(command, _items(command, keep, names), load())).read()


def listen(
    command: str,
    *,
    keep: frozenset[str] | None = frozenset(),
    names: Names = NO_NAMES,
) -> Heard:
    """Read as `read` does, by the same code, and note what each word was taken for.

    >>> heard = listen("make the header red")
    >>> heard.reading == read("make the header red"), [word.verb for word in heard.words]
    (True, [True, False, False, False])
    """
    refused = _refused(command, COMMAND_MAX)
    if refused is not None:
        return Heard(refused)
    listening = Listening(command, _items(command, keep, names), load())
    planner = Planner(listening)
    reading = planner.read()
    return listening.noted(reading, planner.asking.drafts)


def corrected(words: Iterable[str]) -> dict[str, str]:
    """The misspelt words among some, each with the one known word that it is read as.

    >>> corrected(["titel", "title"])
    {'titel': 'title'}
    """
    lexicon = load()
    return {word: known for word in words if (known := lexicon.corrected(word))}


def _items(
    command: str,
    keep: frozenset[str] | None,
    names: Names,
) -> list[Item]:
    figures = [said for said, kind in sorted(names) if kind == "text"]
    tokens = without_smileys(quoted(list(scanned(command)), command, figures))
    return listed(ruled(going(purposes(load().items(tokens, keep, dict(sorted(names)))))), command)


def _refused(command: str, length_max: int) -> Reading | None:
    """The reading of what is no command at all."""
    refusal = _refusal(command, length_max)
    if refusal is None:
        return None
    kept = _QUOTED_MAX if len(command) > length_max else length_max
    return Reading(command[:kept], Plan(), (refusal,), 0.0)


def _refusal(command: str, length_max: int) -> Diagnostic | None:
    if len(command) > length_max:
        said = f"the command has {len(command):,} characters; {length_max:,} are allowed"
        return Diagnostic("document.too-large", "error", said, span=(0, length_max))
    control = _CONTROL.search(command)
    if control is not None:
        place = control.start()
        said = f"the command holds a control character (U+{ord(command[place]):04X})"
        return Diagnostic("clause.not-understood", "error", said, span=(place, place + 1))
    if not any(c.isalnum() for c in command):
        said = (
            "the command is empty"
            if not command.strip()
            else f"“{command.strip()[:40]}” has no words"
        )
        return Diagnostic("clause.not-understood", "error", said, span=(0, len(command)))
    return None
