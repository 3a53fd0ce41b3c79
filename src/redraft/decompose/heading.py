"""The describing words of a noun phrase up to its head: "save activity button", "“Basic” card".

A word may be of any category while the head is still to come, so names that are also verbs can
be said; `Head` keeps what they say of a kind, a name, a number.

    L-1  every item is visited a bounded number of times

May import: decompose, select.words.
"""

from __future__ import annotations

from redraft.decompose.heads import (
    describes,
    heads_ahead,
    kind_wins,
    quote_is_value,
    tells_texts,
    was_kind,
)
from redraft.decompose.modifiers import Modifiers
from redraft.decompose.words import Words
from redraft.select.words import sign_name, singular


class Head:
    """The describing words up to the head, and what kind of thing they say it is."""

    start: int
    stop: int
    words: list[str]
    kinds: tuple[str, ...] = ()
    #: the head word
    text: str = ""
    plural: bool = False
    quoted: str | None = None
    #: a word so far is in the lexicon or a name of the document
    known: bool = False
    named: bool = False
    #: the last word for a kind fits any component
    generic: bool = False
    screen: bool = False
    inner: bool = False
    kind_words: int = 0
    kind_at: int = -1

    def __init__(self, at: int) -> None:
        self.start = self.stop = at
        self.words = []

    @property
    def alone(self) -> bool:
        """Whether one word is all there is."""
        return len(self.words) == 1 and self.quoted is None


def head_at(w: Words, at: int, m: Modifiers) -> Head:
    """Read the describing words from ``at`` on."""
    head = Head(at)
    while head.stop < w.size and head.stop != w.texts_from and _takes(w, head.stop, head, m):
        head.stop += 1
    return head


def _takes(w: Words, at: int, head: Head, m: Modifiers) -> bool:
    """Take one more word into the description, if it belongs there."""
    item = w.items[at]
    if item.token.kind == "quote":
        return _takes_quote(w, at, head)
    if item.token.kind == "mark":
        return _takes_sign(w, at, head, m)
    if item.token.kind != "word":
        return False
    means = item.means
    if "name" in means:
        if head.kind_at >= 0 and w.begins(at, "in", "of"):
            return (
                False  # "the card in review": where it is, even if that place is called “In review”
            )
        head.words.extend(means["name"].split())
        head.known = head.named = True
        head.text, head.plural, head.kinds = "", False, ()
        return True
    if head.words and w.has(at, "number-tail") and w.has(at + 1, "unit"):
        return False  # "the picture one inch to the left"
    if was_kind(w, at):
        return _takes_kind(w, at, head)
    if not describes(w, at, head.words, known=head.known, determined=m.determined):
        return False
    head.words.append(item.text)
    if head.known and tells_texts(item.text):
        # "the product names" are no products
        head.text, head.plural, head.kinds = item.text, singular(item.text) != item.text, ()
    elif not head.known or not was_kind(w, at - 1):
        head.text, head.plural = item.text, item.plural
        if not means:
            head.kinds = ()
    return True


def _takes_sign(w: Words, at: int, head: Head, m: Modifiers) -> bool:
    """ "the + button", "the + and - buttons": what shows nothing but the sign, or is called so."""
    called = sign_name(w.items[at].text)
    if not called or head.words or not (m.determined or w.has(at - 1, "and")):
        return False
    if not w.any_of(at + 1, "kind", "and"):
        return False
    head.words.append(called)
    head.text = called
    return True


def _takes_quote(w: Words, at: int, head: Head) -> bool:
    if head.quoted is not None:
        return False
    if head.known:
        within = head.screen and _is_within(w, head.start)
        if not (within or w.quotes_name) or (w.gives_text and not within and quote_is_value(w, at)):
            return False
    elif not w.quotes_name and not w.any_of(at + 1, "kind", "any"):
        return False
    head.quoted = w.said(at)
    return True


def _is_within(w: Words, at: int) -> bool:
    """ "on the (slide “Prices”)": no screen is given a text by "on" or "of"."""
    at -= w.has(at - 1, "det")
    return w.any_of(at - 1, "in", "of", "from")


def _ends(w: Words, at: int) -> bool:
    """Whether nothing more is asked behind a description."""
    return at >= w.size or w.is_separator(at) or w.any_of(at, "closing", "filler", "with")


def _takes_kind(w: Words, at: int, head: Head) -> bool:
    item = w.items[at]
    means = item.means
    if "keyword" in means and head.known and w.giving == "values" and _ends(w, at + 1):
        return False  # "(make) the photo card square"
    if "property" in means and not kind_wins(w, at) and not heads_ahead(w, at + 1, near=True):
        return False
    head.words.append(item.text)
    head.known = True
    head.text, head.plural, head.kind_at = item.text, item.plural, at
    if "kind" in means:
        head.kinds = tuple(means["kind"].split())
        head.kind_words += 1
        head.generic = False
    elif "any" in means:
        head.generic = True
    head.screen = "screen" in means
    head.inner = "inner-text" in means
    return True
