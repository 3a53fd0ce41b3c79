"""Words that nobody knows: read in each way that is near, and taken where one of them is left.

"Silde" may be slide or side; of "the background of the silde" the one leaves a command that
comes to something, the other does not. Each way is run on the document, and ways that come to
the same are one.

    R-3  where two ways are left that come to different things, the nearer is taken if it is clearly
         nearer, or if that is allowed and they are no opposites; else none
    R-2  spans stay those of the command as typed
    L-1  so many words of a command are looked at, and so many ways

May import: the stages, plan, select, document, diagnostics.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, NamedTuple, Protocol

from msgspec import Struct, structs

from redraft.decompose import Reading
from redraft.decompose.tokens import scan
from redraft.diagnostics import Diagnostic
from redraft.document.blueprint import Document
from redraft.language import current, remembered
from redraft.language.entries import entries
from redraft.plan.steps import AppendText, Literally, Plan, PrependText, ReplaceText, Set
from redraft.recovery.marks import inches, is_unbalanced
from redraft.recovery.slips import (
    CHARACTERS_MAX,
    Way,
    cost_of,
    doubted,
    has_doubts,
    is_plain,
    put_right,
    requoted,
)
from redraft.recovery.wording import Span

#: one way is clearly nearer than another
_CLEARLY: Final = 0.4
#: one way is nearer than another
_NEARER: Final = 0.15
#: what is so much farther is not looked at
_BEYOND: Final = 0.8
#: two slips in one word: where the command makes sense as typed, that is not what was typed
_FAR: Final = 1.5
#: how much each word that was put right takes from how sure the reading is
_SURE: Final = 0.97
#: ways that are named where none is taken
_NAMED_MAX: Final = 3

#: what a command comes to, its changes; None where it comes to nothing
Came = tuple[tuple[str | None, str, str], ...] | None
Read = Callable[[str], Reading]


class Run(Protocol):
    """Runs a reading on the document and stores nothing; ``strict``: as its names are spelt."""

    def __call__(self, reading: Reading, *, strict: bool = False) -> Came:
        """Say what it comes to."""
        ...


class _Left(NamedTuple):
    """A way that comes to something."""

    way: Way
    reading: Reading
    came: Came


def cleared(
    document: Document, reading: Reading, read: Read, run: Run, *, best: bool = False
) -> Reading:
    """The reading in which the unknown words of a command make sense; else ``reading``.

    ``read`` reads another command for the document. Where two ways to put the words right
    are near, the reading has an error that names them; ``best`` takes the nearer even so,
    but never of opposites.
    """
    text = reading.text
    if len(text) > CHARACTERS_MAX or is_plain(text):
        return reading
    if is_unbalanced(text):
        return _quoted(reading, read, run)
    corrected = any(d.code == "spelling.corrected" for d in reading.diagnostics)
    if not corrected and not has_doubts(document, text):
        return reading
    closed, kept = new_texts(reading, quoted=True), new_texts(reading)
    left = _left(text, doubted(document, text, closed, kept=kept), read, run)
    if not left and corrected and run(reading) is None:
        ways = doubted(document, text, closed, kept=kept, slips=True)
        left = _left(text, ways, read, run)
    if not left:
        return reading
    first, rest = left[0], left[1:]
    as_typed = run(reading, strict=True)
    if as_typed is not None and (as_typed == first.came or cost_of(first.way) >= _FAR):
        return reading
    near = _within(rest, first, _NEARER if best else _CLEARLY)
    if as_typed is not None and _touches(first.way, kept):
        return _asked(reading, [first])
    near = near or [other for other in rest if _are_opposite(first.way, other.way)]
    return _asked(reading, [first, *near]) if near else _taken(reading, first)


def _quoted(reading: Reading, read: Read, run: Run) -> Reading:
    """A quotation that is open at one end may end in several places: never guessed."""
    left = _left(reading.text, requoted(reading.text), read, run)
    as_typed = run(reading, strict=True)
    if not left or (as_typed is not None and all(one.came == as_typed for one in left)):
        return reading
    if left[0].way[0].typed:  # a mark that does not match, "Hi'; inches, where nothing else fits
        if as_typed is None or (len(left) == 1 and left[0].way[0].span[0] in inches(reading.text)):
            return _taken(reading, left[0])
        if as_typed == left[0].came:
            return reading
    return _asked(reading, left)


def _left(text: str, ways: Iterable[Way], read: Read, run: Run) -> list[_Left]:
    """The ways that come to something, nearest first; of those that come to the same, one."""
    left: dict[Came, _Left] = {}
    for way in ways:
        if left and cost_of(way) >= cost_of(next(iter(left.values())).way) + _BEYOND:
            break
        reading = read(put_right(text, way))
        came = run(reading)
        if came is not None and came not in left and _asks(reading, way):
            left[came] = _Left(way, reading, came)
    return list(left.values())


def _asks(reading: Reading, way: Way) -> bool:
    """Whether words that were put right are part of an edit: neither new text nor a remark.

    What is to be written is never put right, and nothing is left undone by a correction.
    """
    idle = [d.span for d in reading.diagnostics if d.code == "clause.not-an-edit" and d.span]
    spans = [*new_texts(reading), *idle]
    added = 0
    for put in sorted(way):
        start = put.span[0] + added
        added += len(put.meant) - (put.span[1] - put.span[0])
        word = any(c.isalnum() for c in put.meant)
        if word and any(low <= start < high for low, high in spans):
            return False
    return True


def _within(others: Sequence[_Left], first: _Left, margin: float) -> list[_Left]:
    return [other for other in others if cost_of(other.way) < cost_of(first.way) + margin]


def _touches(way: Way, spans: Iterable[Span]) -> bool:
    return any(low < put.span[1] and put.span[0] < high for put in way for low, high in spans)


def new_texts(reading: Reading, *, quoted: bool = False) -> list[Span]:
    """Where a command holds what is to be written as it is typed; ``quoted``: surely.

    What is not in quotes may be no text at all: "set its text to whie". A name in a longer text
    is typed as it is meant: "(change the greeting to) Good evening, Ana".
    """
    found: list[Span] = []
    quotes = [(t.start, t.end) for t in scan(reading.text) if t.kind == "quote"]
    low = reading.text.lower()
    for step in (step for clause in reading.plan.clauses for step in clause.steps):
        match step:
            case Set(property="text", value=Literally(value=str(text))):
                said = text.strip().lower()
            case ReplaceText(put=text) | AppendText(text=text) | PrependText(text=text):
                said = text.strip().lower()
            case _:
                continue
        at = low.find(said) if said else -1
        while at >= 0:
            span = (at, at + len(said))
            if not quoted or any(a <= span[0] and span[1] <= b for a, b in quotes):
                found.append(span)
            elif not reading.text.isupper():
                found += _names_in(reading.text, span)
            at = low.find(said, at + len(said))
    return found


def _names_in(text: str, span: Span) -> list[Span]:
    """The words with a capital behind the first word of a text."""
    words = [t for t in scan(text[slice(*span)]) if t.kind == "word"]
    spans = [(span[0] + t.start, span[0] + t.end) for t in words[1:]]
    return [(low, high) for low, high in spans if text[low].isupper()]


# -- opposites -------------------------------------------------------------------


def _are_opposite(way: Way, other: Way) -> bool:
    """Whether two ways put words in one place that nobody may choose between for the user."""
    pairs = _opposites()
    return any(
        frozenset((a.meant.lower(), b.meant.lower())) in pairs
        for a in way
        for b in other
        if a.span == b.span
    )


@remembered()
def _opposites() -> frozenset[frozenset[str]]:
    found = entries(current().text("synonyms.txt"))
    return frozenset(frozenset((e.meaning, e.phrase)) for e in found if e.category == "opposite")


# -- what is made of it ----------------------------------------------------------


def _taken(reading: Reading, left: _Left) -> Reading:
    """The reading of a command put right, its spans in the command as typed."""
    puts = tuple((put.span, put.meant) for put in left.way)
    there = AsTyped(puts)
    told = [
        Diagnostic(
            "spelling.corrected",
            "notice",
            f"“{put.typed}” was read as “{put.meant}”",
            span=put.span,
        )
        for put in left.way
    ]
    again: Reading = there.moved(left.reading)
    text = reading.text
    clauses = tuple(
        structs.replace(c, text=text[c.span[0] : c.span[1]]) for c in again.plan.clauses
    )
    return structs.replace(
        again,
        text=text,
        plan=structs.replace(again.plan, clauses=clauses),
        diagnostics=(*again.diagnostics, *told),
        confidence=round(again.confidence * _SURE ** len(left.way), 4),
        puts=puts,
    )


def _asked(reading: Reading, near: Sequence[_Left]) -> Reading:
    """The reading with an error: what was typed may be any of these."""
    puts = list(dict.fromkeys(put for one in near for put in one.way))
    spans = {put.span for put in puts}
    # of several words, the one that may be more than one other
    told = max(puts, key=lambda put: sum(other.span == put.span for other in puts))
    said = dict.fromkeys(put.meant for put in puts if put.span == told.span)
    message = f"“{told.typed}” may be " + " or ".join(f"“{s}”" for s in [*said][:_NAMED_MAX])
    if not told.typed:
        message = "a quotation is open at one end"
    asked = Diagnostic("clause.not-understood", "error", message, span=told.span)
    if not told.typed:
        asked = structs.replace(asked, span=(0, len(reading.text)))
    kept = tuple(
        c
        for c in reading.plan.clauses
        if not any(a <= c.span[1] and c.span[0] <= b for a, b in spans)
    )
    return structs.replace(
        reading,
        plan=Plan(kept, reading.plan.locks),
        diagnostics=(asked, *reading.diagnostics),
    )


def as_meant(reading: Reading) -> str:
    """The command with its words put right."""
    text = reading.text
    for (low, high), meant in sorted(reading.puts, reverse=True):
        text = text[:low] + meant + text[high:]
    return text


class AsTyped:
    """Where the characters of a command that was put right stand in the one that was typed.

    >>> AsTyped((((5, 8), "the"), ((9, 13), "button"))).span((9, 15))
    (9, 13)
    """

    def __init__(self, puts: Iterable[tuple[Span, str]]) -> None:
        self._puts = sorted(puts)

    def moved(self, value: Any) -> Any:
        """The same value with all its spans in the command as typed."""
        match value:
            case Struct():
                changes = {}
                for name in value.__struct_fields__:
                    old = getattr(value, name)
                    new = self.span(old) if name == "span" and old else self.moved(old)
                    if new is not old:
                        changes[name] = new
                return structs.replace(value, **changes) if changes else value
            case ((int(), int()), tuple()) if not isinstance(value, list):
                return (self.span(value[0]), self.moved(value[1]))
            case tuple() if value and not isinstance(value[0], (str, int, float)):
                return tuple(self.moved(one) for one in value)
            case _:
                return value

    def span(self, span: Span) -> Span:
        """The span as typed; of words that were put right, all of what was typed for them."""
        return self._place(span[0], end=False), self._place(span[1], end=True)

    def _place(self, at: int, *, end: bool) -> int:
        """Inside of a put, its start or end; elsewhere, less what puts before it have added."""
        added = 0
        for span, meant in self._puts:
            start = span[0] + added
            stop = start + len(meant)
            if at <= start and not (end and at == start == stop):
                break
            if at < stop or (end and at == stop):
                return span[1] if end else span[0]
            added += len(meant) - (span[1] - span[0])
        return at - added
