"""Texts without quotes: where one ends, and what closes it that is no part of it.

    "rename Send to Send message instead, please"     a word that only closes the request
    "change the title to Welcome back in bold"        how the text is to look
    "change Milk to Oat milk and Eggs to Tofu"        the next pair

Where two ends are sensible the text is `doubtful`, and who asks for it refuses.

    L-1  every item is looked at a bounded number of times

May import: decompose.clauses, decompose.heads, decompose.words.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from redraft.decompose.clauses import bracketed_remark, ends_clause, starts_clause, text_end
from redraft.decompose.heads import value_follows
from redraft.decompose.words import Words

#: words of a description before what it is to say, and of that
_HEAD_MAX: Final = 8
_TEXT_MAX: Final = 12
#: words at the end of a text that may say how it is to look
_LOOKS_MAX: Final = 12
#: words at the end of a text that may say where it goes
_EVERYWHERE_MAX: Final = 4
#: small words of a phrase that says how something looks: "in a light blue and with size 17"
_OF_LOOKS: Final = ("det", "shade", "and", "with", "in", "unit", "filler", "number", "comma", "of")


class Unquoted(NamedTuple):
    """A text as typed and the place after it; ``doubt`` where it may end before that."""

    text: str
    stop: int
    doubt: int = 0


def unquoted(w: Words, at: int) -> Unquoted | None:
    """Read the text at ``at`` up to the clause's end; None where none begins there.

    >>> from redraft.decompose.lexicon import load
    >>> from redraft.decompose.tokens import scan
    >>> def read(text): return unquoted(Words(text, load().items(scan(text)), load()), 0).text
    >>> read("Send message instead, please"), read("Welcome back in bold and make it red")
    ('Send message', 'Welcome back')
    """
    if w.has(at, "instead"):
        return None
    end = text_end(w, at, "and", "but")
    if end == at or any(_in_quotes(w, k) for k in range(at, end)):
        return None
    if (number := _number_behind(w, end)) is not None:
        return _cut(w, at, number)._replace(doubt=end)  # "Finance team, 2025": a size, or the text?
    if (closed := _bracket_behind(w, end)) is not None:
        return _cut(w, at, closed)  # "Basket (2)"
    stop = _without_closing(w, at, _everywhere_from(w, at, end) or end)
    if (looks := _looks_from(w, at, stop)) is not None:
        return _cut(w, at, _without_closing(w, at, looks))
    doubt = _bare_looks_from(w, at, stop) or _price_from(w, at, stop)
    said = _cut(w, at, stop)
    return said if doubt is None else said._replace(doubt=doubt)


def _bracket_behind(w: Words, end: int) -> int | None:
    """The place after a bracket that ends a text, where it holds no remark and no look."""
    if not w.mark(end, "(") or bracketed_remark(w, end + 1) is not None:
        return None
    for k in range(end + 1, min(end + _HEAD_MAX, w.size)):
        if w.mark(k, ")"):
            looks = k > end + 2 and only_looks(w, end + 1, k)
            return None if looks or k == end + 1 else k + 1
        if (
            w.any_of(k, "ticket", "filler", "keyword", "remark")
            or w.is_colour(k)
            or w.items[k].token.unit
        ):
            return None
    return None


def _number_behind(w: Words, end: int) -> int | None:
    """The place after a bare number behind a comma that ends a text."""
    if not (w.mark(end, ",") and w.kind(end + 1) == "number") or w.items[end + 1].token.unit:
        return None
    alone = w.is_separator(end + 2) or ends_clause(w, end + 2)
    return end + 2 if alone else None


def text_behind(w: Words, at: int) -> int | None:
    """Where a text begins right behind a description: "(call the first card) Basic"; None where none does."""
    ahead = range(at, min(at + _HEAD_MAX, w.size))
    head = next((k for k in ahead if w.any_of(k, "kind", "name", "one", "any")), None)
    if head is not None and w.has(head, "name") and not w.has(head, "kind"):
        head += w.has(head + 1, "kind") and _small(w, head + 1)  # "the Me tab (Profile)"
    if head is None or not w.is_word(head + 1) or w.is_joint(head + 1):
        return None
    if value_follows(w, head + 1) or w.any_of(head + 1, "degree", "as-well", "number"):
        return None
    if w.has(head + 1, "kind") and (_small(w, head + 1) or not _small(w, head)):
        return None
    if w.has(head + 1, "closing") and _small(w, head + 1):
        return None  # "(white) text please"
    for k in range(head + 1, min(head + 1 + _TEXT_MAX, w.size)):
        if w.any_of(k, "should", "to", "is", "arrow", "like") or w.kind(k) == "quote":
            return None
        if w.mark(k, ":,") or ends_clause(w, k) or w.has(k, "and"):
            break
    return head + 1


def _cut(w: Words, at: int, stop: int) -> Unquoted:
    end = w.items[stop - 1].end
    after = w.items[stop + 1].start if stop + 1 < w.size else 0
    goes_on = after and w.text[after].islower() and not starts_clause(w, stop + 1)
    if w.mark(stop, ".!") and goes_on:
        end = w.items[stop].end  # "Marta R. (and …)": no sentence ends before a small letter
        stop += 1
    elif w.mark(stop, "!") and stop + 1 >= w.size:
        end = w.items[stop].end  # "(it should say) Let's go!"
    elif w.mark(stop, "?") and stop + 1 >= w.size and not _asks(w, at):
        end = w.items[stop].end  # "(change it to) Ready to go?"
    return Unquoted(w.text[w.items[at].start : end], stop)


def _asks(w: Words, at: int) -> bool:
    """Whether the sentence around ``at`` is a question to the one who edits: "can you rename …?"."""
    while at > 0 and not w.mark(at - 1, ".!?;\n"):
        at -= 1
        if w.any_of(at, "modal", "asks") or w.value(at, "filler") == "ask":
            return True
    return False


def _in_quotes(w: Words, i: int) -> bool:
    """Whether a quotation stands at ``i``, and no figure ("$4.50"), which has no quotes to lose."""
    return w.kind(i) == "quote" and not is_figure(w, i)


def is_figure(w: Words, i: int) -> bool:
    """Whether a text without quotes stands at ``i`` that is told by its signs: "$4.50"."""
    item = w.items[i]
    return w.kind(i) == "quote" and item.end - item.start == len(item.text)


def _without_closing(w: Words, at: int, end: int) -> int:
    """Where a text ends before words that only close the request: "instead", "please"."""
    stop = end
    while stop - 1 > at and w.has(stop - 1, "closing") and _small(w, stop - 1):
        stop -= 1
    return stop


def _everywhere_from(w: Words, at: int, end: int) -> int | None:
    """Where words begin at the end of a text that say where it goes: "(with train) throughout the deck"."""
    for k in range(max(at + 1, end - _EVERYWHERE_MAX), end):
        if w.has(k, "everywhere") and _small(w, k) and everywhere_end(w, k) == end:
            return k
    return None


def everywhere_end(w: Words, at: int) -> int:
    """The place after "everywhere", "wherever it appears in the deck"."""
    step = w.after_det(at + 1 + w.has(at + 1, "in"))
    return step + 1 if w.has(step, "screen") and not w.has(step, "name") else at + 1


def _small(w: Words, i: int) -> bool:
    return w.text[w.items[i].start].islower()


def _looks_from(w: Words, at: int, end: int) -> int | None:
    """Where "in bold", "with font Tahoma and size 17" begins at the end of a text."""
    for k in range(max(at + 1, end - _LOOKS_MAX), end):
        if w.begins(k, "clad") and _small(w, k):
            alone = w.any_of(k, "in", "with") and not w.has(k, "keyword")
            if only_looks(w, k + alone, end):
                return k
    return None


def _bare_looks_from(w: Words, at: int, end: int) -> int | None:
    """Where words begin at the end of a text that may be how it is to look: "(Welcome back) bold"."""
    begin = end
    while begin - 1 > max(at, end - _LOOKS_MAX) and only_looks(w, begin - 1, end):
        begin -= 1
    first = begin
    while w.any_of(first, "and", "with", "in", "det"):
        first += 1
    if begin == end or not value_follows(w, first):
        return None
    if first > begin:
        bare = w.kind(first) == "number" and first + 1 == end and not w.items[first].token.unit
        return None if bare else begin  # "See you at 9"
    named = w.text[w.items[begin].start].isupper() or w.kind(begin) == "number"
    return None if named and not w.items[begin].token.unit else begin


def _price_from(w: Words, at: int, end: int) -> int | None:
    """Where something else may begin that ends in a figure: "(Sansevieria) and cost £20"."""
    joints = [k for k in range(max(at + 1, end - _LOOKS_MAX), end) if w.has(k, "and")]
    return joints[-1] if joints and is_figure(w, end - 1) else None


def only_looks(w: Words, at: int, end: int) -> bool:
    """Whether nothing but values and properties stands from ``at`` up to ``end``, a value among them."""
    valued = False
    for k in range(at, end):
        if w.is_colour(k) or w.any_of(k, "keyword", "font-name", "put") or w.kind(k) == "number":
            valued = True
        elif not w.any_of(k, "property", *_OF_LOOKS):
            return False
    return valued
