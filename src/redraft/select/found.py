"""What a description finds: fits with scores, before anything is decided, and how it is refused.

Filters (looks, places) keep fits and lose the rest; only when the whole description has
been read are they settled: one best fit for a singular, all of the best tier for a plural.

May import: diagnostics, select.selectors.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from redraft.diagnostics import Diagnostic, RedraftError
from redraft.select.selectors import Number

Span = tuple[int, int]

#: Scores closer than this are equal: nothing but order would choose between them.
SAME: Final = 0.015

#: What is less sure is offered, never taken.
APPLIED: Final = 0.6

#: At most so many candidates are told to a person.
CANDIDATES_MAX: Final = 8


class Fit(NamedTuple):
    """One component that fits. ``tier`` groups fits of one kind; ``fine`` only orders candidates."""

    i: int
    score: float = 1.0
    tier: int = 4
    fine: float = 0.0


class Correction(NamedTuple):
    """A word as typed, as it was read, and where the description stands in the command."""

    typed: str
    read_as: str
    span: Span | None


class ByWords(NamedTuple):
    """All that a description was found by: a whole text, words, and the components looked at.

    No other text, and nothing but texts, can make it mean something else.
    """

    whole: str
    words: frozenset[str]
    among: frozenset[int]


class Found(NamedTuple):
    """Fits, best order not implied, with the grammar of the phrase and how sure the reading is."""

    fits: Sequence[Fit]
    number: Number = "all"
    said: str = ""
    span: Span | None = None
    confidence: float = 1.0
    trace: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    #: found by the whole of an id, a text or a description: it goes by ids and texts alone
    by_name: bool = False
    #: found by words that it says of itself: those and all others of it that were looked at
    by_words: ByWords | None = None

    @property
    def indices(self) -> tuple[int, ...]:
        """The indices of all fits, in their order."""
        return tuple(fit.i for fit in self.fits)


class Scope(NamedTuple):
    """What "it" and "the others" can mean: ids of the caller's selection, of what was last acted
    on, and of the last set that was named.

    ``guess``: rather than refuse, take the best of several, or what most of the words fit; such a
    resolution has a confidence under 0.6.
    """

    selection: tuple[str, ...] = ()
    last: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    guess: bool = False
    #: what each clause acted on, the last one last
    acts: tuple[tuple[str, ...], ...] = ()


#: nothing was spoken of
NOBODY: Final = Scope()


class Resolution(NamedTuple):
    """Component indices, how sure that they are the ones meant (0…1), why, and what was respelled."""

    indices: tuple[int, ...]
    confidence: float
    trace: str
    corrections: tuple[Correction, ...] = ()


class Unresolved(RedraftError):
    """A description fits nothing, or several where one was meant; ``candidates`` are ids, best first."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic)
        self.candidates = diagnostic.components


def not_found(
    said: str, span: Span | None, candidates: Sequence[str] = (), message: str | None = None
) -> Unresolved:
    """Refuse a description that fits nothing; candidates are what comes nearest, best first.

    >>> not_found("the fax button", (5, 19)).diagnostic.message
    'nothing here is called “the fax button”'
    """
    return Unresolved(
        Diagnostic(
            "target.not-found",
            "error",
            message or f"nothing here is called “{said}”",
            span=span,
            components=tuple(candidates[:CANDIDATES_MAX]),
        )
    )


def ambiguous(said: str, span: Span | None, candidates: Sequence[str]) -> Unresolved:
    """Refuse a description of one component that fits several.

    >>> ambiguous("the button", (5, 15), ["pay", "cancel"]).candidates
    ('pay', 'cancel')
    """
    count = len(candidates)
    return Unresolved(
        Diagnostic(
            "target.ambiguous",
            "error",
            f"“{said}” fits {count} components",
            span=span,
            components=tuple(candidates[:CANDIDATES_MAX]),
        )
    )
