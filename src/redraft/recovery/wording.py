"""A command as it was typed, and small changes to it that leave the rest as it was.

    "They keep what was right in the user's words": only a span is replaced or left out

May import: decompose, plan.
"""

from __future__ import annotations

from collections.abc import Iterator

from redraft.decompose.clauses import ends_clause, starts_clause
from redraft.decompose.lexicon import load
from redraft.decompose.nouns import nouns
from redraft.decompose.tokens import scan
from redraft.decompose.words import Words
from redraft.plan.steps import Plan

Span = tuple[int, int]

#: how many words may stand before the head of a description
_BEFORE_MAX = 8
_TIGHT = frozenset(".,;:!?)")


class Wording:
    """The words of one command with their places in it."""

    def __init__(self, text: str) -> None:
        self.text = text
        lexicon = load()
        self.words = Words(text, lexicon.items(scan(text), frozenset()), lexicon)

    def quote(self, span: Span) -> str:
        """The text as typed."""
        return self.text[span[0] : span[1]]

    # -- changes -----------------------------------------------------------------

    def put(self, span: Span, new: str) -> str:
        """The command with other words in place of a span.

        >>> Wording("make the button blue").put((9, 15), "save button")
        'make the save button blue'
        """
        start, stop = span
        return _joined(self.text[:start], new, self.text[stop:])

    def without(self, span: Span) -> str:
        """The command without a span and the joint that held it.

        >>> Wording("make the header red and frobnicate it").without((24, 37))
        'make the header red'
        """
        w = self.words
        inside = self.places(span)
        if not inside:
            return self.put(span, "")
        first, last = inside[0], inside[-1]
        before = first
        while before and self._joins(before - 1):
            before -= 1
        if before < first and before > 0:
            start = w.items[before - 1].end
            return _joined(self.text[:start], "", self.text[span[1] :])
        after = last + 1
        while after < w.size and self._joins(after):
            after += 1
        start = w.items[first].start if before == first else 0
        stop = w.items[after].start if after < w.size else len(self.text)
        return _joined(self.text[:start], "", self.text[stop:])

    def _joins(self, k: int) -> bool:
        """Whether a joint to what is left out stands there, "but" too."""
        return self.words.is_separator(k) or self.words.has(k, "but")

    # -- places ------------------------------------------------------------------

    def places(self, span: Span) -> range:
        """The items that a span touches."""
        items = self.words.items
        inside = [k for k, item in enumerate(items) if item.start < span[1] and item.end > span[0]]
        return range(inside[0], inside[-1] + 1) if inside else range(0)

    def clause(self, span: Span, plan: Plan) -> Span:
        """The clause around a span: up to the clauses that were read, and to the joints."""
        w = self.words
        inside = self.places(span)
        if not inside:
            return span
        others = [c.span for c in plan.clauses if not (c.span[0] < span[1] and c.span[1] > span[0])]
        low = max((stop for _, stop in others if stop <= span[0]), default=0)
        high = min((start for start, _ in others if start >= span[1]), default=len(self.text))
        first, last = inside[0], inside[-1]
        while first and w.items[first - 1].start >= low and not self._begins(first):
            first -= 1
        while last + 1 < w.size and w.items[last + 1].end <= high and not self._begins(last + 1):
            last += 1
        while first < inside[0] and w.is_separator(first):
            first += 1
        while last > inside[-1] and w.is_separator(last):
            last -= 1
        return w.span(first, last + 1)

    def _begins(self, k: int) -> bool:
        """Whether a clause begins at place ``k``."""
        w = self.words
        if not k:
            return True
        if not w.is_separator(k - 1):
            return False
        unknown_verb = w.is_unknown(k) and w.any_of(k + 1, "det", "quantifier", "pronoun")
        return unknown_verb or ends_clause(w, k - 1) or starts_clause(w, k)

    def phrase(self, span: Span) -> Span:
        """The whole description around its head, with its article: "the fifth card" of "card"."""
        w = self.words
        inside = self.places(span)
        if not inside:
            return span
        best = (inside[0], inside[-1] + 1)
        for at in range(inside[0], max(-1, inside[0] - _BEFORE_MAX), -1):
            if w.is_separator(at) or (w.any_of(at, "verb") and at < inside[0]):
                break
            found = nouns(Words(self.text, w.items, w.lexicon), at)
            if found is not None and found.stop >= best[1] > at:
                best = (at, found.stop)
            if w.any_of(at, "det") and at < inside[0]:
                break
        return w.span(*best)

    def having(self, span: Span, *categories: str) -> Iterator[int]:
        """The items within a span that are of one of the categories."""
        return (k for k in self.places(span) if self.words.any_of(k, *categories))

    def at(self, k: int) -> Span:
        """The span of one item."""
        return self.words.span(k, k + 1)


def _joined(left: str, new: str, right: str) -> str:
    """Put three parts together with one space at each seam, none before a mark."""
    if new:
        return (left + new + right).strip()
    left, right = left.rstrip(), right.lstrip()
    gap = " " if left and right and right[0] not in _TIGHT else ""
    return (left + gap + right).strip()
