"""A command as a row of items, with the questions that the grammar asks of a place in it.

May import: decompose.lexicon, document.colors, select.selectors.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from typing import Final, Literal

from redraft.decompose.exactly import told_exactly
from redraft.decompose.lexicon import Item, Lexicon, Meaning
from redraft.document.colors import parse as parse_color
from redraft.select.selectors import Selector

Span = tuple[int, int]

#: categories of words that never describe a component on their own
_JOINTS: Final = frozenset(
    {
        "and",
        "or",
        "but",
        "of",
        "to",
        "by",
        "from",
        "should",
        "is",
        "like",
        "than",
        "comma",
        "with",
        "in",
        "pronoun",
        "possessive",
        "except",
        "between",
        "relation",
        "that",
        "if",
        "otherwise",
        "respectively",
    }
)


#: so many small words in a row say something; what is beyond is read as unknown words
_RUN_MAX: Final = 5
_SMALL: Final = frozenset(
    {"det", "degree", "filler", "like", "same", "shade", "possessive", "in", "to", "of"}
)


def _without_runs(items: list[Item]) -> list[Item]:
    """Bound the runs of small words, so that skipping them costs the same everywhere (L-1)."""
    run = 0
    bounded = items
    for place, item in enumerate(items):
        run = 0 if _SMALL.isdisjoint(item.means) else run + 1
        if run > _RUN_MAX:
            if bounded is items:
                bounded = list(items)
            bounded[place] = item._replace(means={})
    return bounded


#: small words that are typed twice without meaning anything by it
_ECHOING: Final = frozenset({"det", "in", "to", "of", "with", "is", "should", "and"})


def _without_echoes(items: list[Item]) -> list[Item]:
    """Drop the meaning of a small word that repeats the one before it: "in in colour"."""
    heard = items
    for place in range(1, len(items)):
        item, before = items[place], items[place - 1]
        echoed = item.text.partition(" ")[0] == before.text
        if echoed and not _ECHOING.isdisjoint(before.means):
            if heard is items:
                heard = list(items)
            heard[place - 1] = before._replace(means=_NOTHING)
    return heard


_NOTHING: Final = {"filler": "noise"}


def _called(items: list[Item], lexicon: Lexicon) -> list[Item]:
    """Let "before" and "to" be names between an article and a kind: "the before box", "the to field".

    So is the name of a sign before a kind where nothing can be joined: "plus buttons: 20px",
    and "like" where nothing stands before it that could be like something: "and like button".
    """
    called = items
    for place in range(len(items) - 1):
        means = items[place].means
        if _JOINTS.isdisjoint(means) or "kind" not in items[place + 1].means:
            continue
        named = "name" in means or means.get("relation") in _IN_TIME
        before = items[place - 1] if place else None
        compares = "like" in means and items[place].words == 1
        if (named and before is not None and "det" in before.means) or (
            (compares or lexicon.names_sign(items[place].text)) and _joins_nothing(before)
        ):
            if called is items:
                called = list(items)
            kept = {"name": means["name"]} if "name" in means else {}
            called[place] = items[place]._replace(means=kept)
    return called


def _joins_nothing(before: Item | None) -> bool:
    """Whether a word for "and" or "without" has nothing before it that it could go on from."""
    if before is None or before.token.kind == "mark":
        return before is None or before.text != ","
    return not before.means.keys().isdisjoint(_BEGINNING)


_BEGINNING: Final = frozenset({"verb", "and", "det", "then", "quantifier"})


def _led(items: list[Item], lexicon: Lexicon) -> list[Item]:
    """Part "send to" where a verb stands before it, so that it is one's name: "rename Send | to …"."""
    led: list[Item] = []
    for place, item in enumerate(items):
        before = items[place - 1].means if place else {}
        asked = "other-job" in item.means and ("verb" in before or "kind" in before)
        head, _, tail = item.text.partition(" ") if asked else ("", "", "")
        means = lexicon.meaning(tail) if tail else None
        if means is None or "to" not in means:
            led.append(item)
            continue
        cut = item.end - len(tail)
        led.append(Item(head, item.start, item.start + len(head), {}, item.token))
        joint = item.token._replace(text=tail, start=cut, end=item.end)
        led.append(Item(tail, cut, item.end, means, joint))
    return led


def _graded(items: list[Item], lexicon: Lexicon) -> list[Item]:
    """Part "a bit less" where what follows is compared: "a bit | less tall"."""
    graded: list[Item] = []
    for place, item in enumerate(items):
        if graded and graded[-1].end > item.start:
            continue  # it is the end of the one before
        after = items[place + 1] if place + 1 < len(items) else None
        head, _, last = item.text.rpartition(" ") if "follow" in item.means else ("", "", "")
        degree = lexicon.meaning(head) if head and after is not None else None
        if after is None or degree is None or "degree" not in degree:
            graded.append(item)
            continue
        both = f"{last} {after.text}"
        means = lexicon.meaning(both)
        if means is None or "more" not in means:
            graded.append(item)
            continue
        cut = item.end - len(last)
        graded.append(Item(head, item.start, cut - 1, degree, item.token))
        joined = item.token._replace(text=last, start=cut, end=item.end)
        graded.append(Item(both, cut, after.end, means, joined, 2))
    return graded


#: relations that nobody puts between an article and a kind, as in "the above card"
_IN_TIME: Final = ("before", "after")


#: categories of words that are as good as unknown inside a description
_SOFT: Final = frozenset(
    {
        "ticket",
        "remark",
        "question",
        "follow",
        "none",
        "normal",
        "look-suffix",
        "variant",
        "preface",
        "itself",
        "alike",
    }
    | {"text-part", "slip", "sign", "whole-look", "token-noun", "gradient-direction", "carrying"}
    | {"locked-part", "already", "someone", "there", "exists", "situation", "vague-test"}
    | {"text-word", "text-measure", "compare", "states", "people", "presents"}
    | {"greeting", "signing", "addressee", "wanting"}
    | {"passive", "grounds", "telling", "praise"}
)


_CROSSES: Final = frozenset({"x", "×"})


def _is_colour(item: Item) -> bool:
    if item.token.kind == "colour" or "colour-word" in item.means:
        return True
    return item.token.kind == "word" and item.words == 1 and parse_color(item.text) is not None


class Words:
    """The items of one command. All places are indices into `items`; a place past the end has no meaning."""

    def __init__(self, text: str, items: list[Item], lexicon: Lexicon) -> None:
        items = _graded(_led(items, lexicon), lexicon)
        self.text = text
        items = told_exactly(items)
        self.items = _without_runs(_called(_without_echoes(items), lexicon))
        self.lexicon = lexicon
        self.size = len(items)
        # asked some hundred times a clause, so they are laid ready, and a place past the end raises
        self._means = [item.means.keys() for item in self.items]
        self._kinds = [item.token.kind for item in self.items]
        self._colours: dict[int, bool] = {}
        #: whether the command is all capitals
        self.loud = text.isupper()
        #: whether the command is a numbered list
        self.listed = self._begins_list()
        #: whether a quote after a description may be its name (not where a text is given)
        self.quotes_name = True
        #: whether a clause is being read that gives values: a last number is one
        self.wants_value = False
        #: whether a bare edge that ends a clause is where something goes: "logo top right"
        self.wants_place = False
        #: whether "for" ends a description: "the header's blue for the title"
        self.for_ends = False
        #: the last difference in pixels that was asked for: "by the same amount"
        self.amount: float | None = None
        #: for each place whether "respectively" comes in its clause, once somebody asked
        self.spread: list[bool] | None = None
        #: where texts that are given begin: no description goes on there
        self.texts_from = -1
        #: what the clause that is being read gives to what it names, if it gives anything
        self.giving: Literal["", "values", "changes"] = ""
        #: whether "with" joins a second thing to the first ("swap the header with the footer")
        self.with_joins = False
        #: descriptions by kind and where they end, for "the last one"
        self._kinds_named: dict[int, Selector] = {}
        self._kind_places: list[int] = []
        #: where the last thing named was said to be
        self.kind_place: Selector | None = None
        #: places whose words have been understood
        self.used: list[bool] = [False] * len(items)

    def _begins_list(self) -> bool:
        """ "1. …", "hey, 1) …"."""
        at = 0
        while at < self.size and (self.any_of(at, "filler", "wish") or self.mark(at, ",:\n")):
            at += 1
        return self.kind(at) == "number" and self.mark(at + 1, ".):")

    def part(self, start: int, stop: int) -> Words:
        """The words from ``start`` up to ``stop`` alone, spans still those of the command."""
        return Words(self.text, self.items[start:stop], self.lexicon)

    def lead(self, at: int, place: int, means: Meaning, *, silent: int = 0) -> None:
        """Let the word at ``place`` stand before those from ``at`` on, with another meaning.

        So many words before it, ``silent``, say nothing then and stand at ``at``.
        """
        start = self.items[at].start
        front = [item._replace(means=_NOTHING) for item in self.items[place - silent : place]]
        front.append(self.items[place]._replace(means=means))
        front = [item._replace(start=start, end=start) for item in front]
        moved = [*front, *self.items[at : place - silent]]
        self.items[at : place + 1] = moved
        self._means[at : place + 1] = [item.means.keys() for item in moved]
        self._kinds[at : place + 1] = [item.token.kind for item in moved]
        self._colours.clear()

    def use(self, start: int, stop: int) -> None:
        """Note that the words from ``start`` up to ``stop`` belong to something that was read."""
        for place in range(start, stop):
            self.used[place] = True

    def name_kind(self, stop: int, selector: Selector) -> None:
        """Note a description by kind that ends at ``stop``."""
        if stop not in self._kinds_named:
            insort(self._kind_places, stop)
        self._kinds_named[stop] = selector

    def forget_kinds(self, after: int) -> None:
        """Forget the kinds that were named behind a place."""
        while self._kind_places and self._kind_places[-1] > after:
            del self._kinds_named[self._kind_places.pop()]

    def kind_before(self, i: int) -> Selector | None:
        """The last description by kind that ends before or at ``i``: what "one" stands for there."""
        place = bisect_right(self._kind_places, i)
        return self._kinds_named[self._kind_places[place - 1]] if place else None

    def has(self, i: int, category: str) -> bool:
        """Whether the item at ``i`` is in the category."""
        try:
            return category in self._means[i]
        except IndexError:
            return False

    def begins(self, i: int, *categories: str) -> bool:
        """Whether the first word of the item at ``i`` is in one of the categories by itself."""
        if i >= self.size:
            return False
        alone = self.lexicon.meaning(self.items[i].token.text) or {}
        return not alone.keys().isdisjoint(categories)

    def ends(self, i: int, *categories: str) -> bool:
        """Whether the last of several words of the item at ``i`` is in one of the categories by itself."""
        if i >= self.size or self.items[i].words < 2:
            return False
        alone = self.lexicon.meaning(self.items[i].text.rpartition(" ")[2]) or {}
        return not alone.keys().isdisjoint(categories)

    def any_of(self, i: int, *categories: str) -> bool:
        """Whether the item at ``i`` is in one of the categories."""
        try:
            return not self._means[i].isdisjoint(categories)
        except IndexError:
            return False

    def skip(
        self, i: int, *categories: str, unless: tuple[str, ...] = (), most: int | None = None
    ) -> int:
        """The first place from ``i`` on, ``most`` places on at most, in none of the categories.

        What is also in one of ``unless`` is not skipped.
        """
        stop = self.size if most is None else min(i + most, self.size)
        while i < stop:
            means = self._means[i]
            if means.isdisjoint(categories) or not means.isdisjoint(unless):
                break
            i += 1
        return i

    def value(self, i: int, category: str) -> str:
        """The meaning of the item in a category; empty where it has none."""
        return self.items[i].means.get(category, "") if i < self.size else ""

    def kind(self, i: int) -> str:
        """The kind of token at ``i``; empty past the end."""
        try:
            return self._kinds[i]
        except IndexError:
            return ""

    def said(self, i: int) -> str:
        """The item's words in lower case."""
        return self.items[i].text if i < self.size else ""

    def mark(self, i: int, marks: str = ",") -> bool:
        """Whether a punctuation mark of these stands at ``i``."""
        return i < self.size and self._kinds[i] == "mark" and self.items[i].text in marks

    def is_capital(self, i: int) -> bool:
        """Whether the words at ``i`` begin with a capital, in a command that is not all capitals."""
        return i < self.size and not self.loud and self.text[self.items[i].start].isupper()

    def span(self, start: int, stop: int) -> Span:
        """The characters from place ``start`` up to ``stop``."""
        if start >= stop:
            at = self.items[start].start if start < self.size else len(self.text)
            return (at, at)
        return (self.items[start].start, self.items[stop - 1].end)

    def quote(self, span: Span) -> str:
        """The text as typed."""
        return self.text[span[0] : span[1]]

    def is_joint(self, i: int) -> bool:
        """Whether a small word stands at ``i`` that ends a description."""
        return i < self.size and not self._means[i].isdisjoint(_JOINTS)

    def is_word(self, i: int) -> bool:
        """Whether a plain word stands at ``i``."""
        return i < self.size and self._kinds[i] == "word"

    def is_unknown(self, i: int) -> bool:
        """A word that the lexicon does not have and that is no colour."""
        return self.is_word(i) and self._means[i] <= _SOFT and not self.is_colour(i)

    def is_colour(self, i: int) -> bool:
        """Whether a colour's name stands at ``i``."""
        known = self._colours.get(i)
        if known is None:
            known = self._colours[i] = i < self.size and _is_colour(self.items[i])
        return known

    def is_cross(self, i: int) -> bool:
        """Whether a sign stands at ``i`` that joins two measures: "24 x 40"."""
        return self.said(i) in _CROSSES

    def is_separator(self, i: int) -> bool:
        """Whether a joint between clauses stands at ``i``: and, then, a comma, a mark."""
        return i < self.size and (
            self._kinds[i] == "mark" or self.any_of(i, "and", "then", "comma")
        )

    def skip_commas(self, i: int) -> int:
        """The first place from ``i`` on that holds neither a comma nor an "and"."""
        while self.mark(i, ",/") or self.any_of(i, "and", "comma"):
            i += 1
        return i
