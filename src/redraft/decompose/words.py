"""A command as a row of items, with the questions that the grammar asks of a place in it.

May import: decompose.lexicon, decompose.stances, document.colors.
"""

from __future__ import annotations

from collections.abc import KeysView
from itertools import pairwise
from typing import Final

from redraft.decompose.exactly import told_exactly
from redraft.decompose.lexicon import Item, Lexicon, Meaning
from redraft.decompose.shown import shown
from redraft.decompose.sorts import gate, sorts, sorts_of
from redraft.decompose.stances import Stances
from redraft.document.colors import parse as parse_color
from redraft.language import current
from redraft.select.words import singular

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
        "parting",
        "text-edge",
        "text-side",
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


def _surrounding(items: list[Item]) -> list[Item]:
    """Let "round" be a place after a border, "behind" after a background: "a border round all cards"."""
    heard = items
    for place in range(1, len(items) - 1):
        item = items[place]
        around = item.means.get("surrounding")
        if around is None or _THOSE.isdisjoint(items[place + 1].means):
            continue
        if items[place - 1].means.get("property", "").startswith(around):
            if heard is items:
                heard = list(items)
            heard[place] = item._replace(means={"nearing": around, "filler": around})
    return heard


def _as_meant(items: list[Item], lexicon: Lexicon) -> list[Item]:
    """Let a word be the one that it sounds like, where only that can be: "underline there titles", "is to big"."""
    heard = items
    for place in range(1, len(items) - 1):
        meant = items[place].means.get("sounds-like")
        means = lexicon.meaning(meant) if meant else None
        if means is None:
            continue
        before, after = items[place - 1].means, items[place + 1].means
        owns = not (_OWNED.isdisjoint(after) or _BEFORE_OWNED.isdisjoint(before))
        behind = items[place + 2] if place + 2 < len(items) else None
        ends = behind is None or behind.token.kind == "mark" or not _ENDS.isdisjoint(behind.means)
        judges = "is" in before and not _JUDGED.isdisjoint(after) and ends
        if judges if "too" in means else owns:
            if heard is items:
                heard = list(items)
            heard[place] = items[place]._replace(means=means)
    return heard


_OWNED: Final = frozenset({"kind", "property"})
#: what a word for "too" is said of, and what may follow that
_JUDGED: Final = frozenset({"plain-form", "size-word", "more", "dimension"})
_ENDS: Final = frozenset({"and", "but", "then", "comma"})
_BEFORE_OWNED: Final = frozenset({"verb", "and", "of", "comma", "then"})


def _leading(item: Item) -> Item:
    """ "(a gradient) from left to right": which way it leads, and not which value is whose."""
    if item.means.keys() != {"respectively", "gradient-direction"}:
        return item
    return item._replace(means={"gradient-direction": item.means["gradient-direction"]})


_THOSE: Final = {"det", "quantifier", "possessive", "pronoun"}
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


def _is_member(item: Item, before: Meaning, after: str) -> bool:
    """Whether a job's word is one of several alike where it stands: "the second post", "post 2"."""
    counted = not _COUNTING.isdisjoint(before) or after == "number"
    return counted and singular(item.text) in current().forms.genera


#: categories of words before what several alike are called
_COUNTING: Final = frozenset({"det", "ordinal", "quantifier", "number", "other", "rest"})


def _led(items: list[Item], text: str, lexicon: Lexicon) -> list[Item]:
    """Part "send to" where a verb stands before it, so that it is one's name: "rename Send | to …"."""
    led: list[Item] = []
    asks = ""
    for place, item in enumerate(items):
        before = items[place - 1].means if place else {}
        asks = item.means.get("verb", asks)
        after = items[place + 1].token.kind if place + 1 < len(items) else ""
        if "other-job" in item.means and _is_member(item, before, after):
            led.append(item._replace(means={}))
            continue
        led_to = item.words > 1 and not _LEADING.isdisjoint(item.means) and asks in _NAMING
        if led_to and (parts := _parted(item, text, lexicon)):
            led.extend(parts)
            continue
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


def _apart(items: list[Item], heard: int, text: str, lexicon: Lexicon) -> list[Item]:
    """What is two words and was taken for one, or one in two parts; "slide one" is the first."""
    if heard & _LED:
        items = _led(items, text, lexicon)
    if heard & _SPLIT:
        items = _rejoined(items, lexicon)
    return _first_ones(items) if heard & _ONE and heard & _KIND else items


def _rejoined(items: list[Item], lexicon: Lexicon) -> list[Item]:
    """Let "line … up" be the verb that it is: "line them up", "line its left edge up with the title"."""
    heard = items
    for place, item in enumerate(items):
        whole = item.means.get("split-verb", "")
        before = items[place - 1].means.keys() if place else _BEFORE_VERB
        starts = not before.isdisjoint(_BEFORE_VERB) or items[place - 1].token.kind == "mark"
        if not (whole and starts) or place + 1 >= len(items):
            continue
        if _THOSE.isdisjoint(items[place + 1].means):
            continue  # "line height 24"
        behind = items[place + 1 : place + _APART_MAX]
        ends = (k for k, one in enumerate(behind) if one.token.kind in ("mark", "quote"))
        ahead = behind[: next(ends, len(behind))]
        last = whole.rpartition(" ")[2]
        part = next((place + 1 + k for k, one in enumerate(ahead) if one.text == last), None)
        if part is not None:
            heard = list(items) if heard is items else heard
            heard[place] = item._replace(means=lexicon.meaning(whole) or {})
            heard[part] = heard[part]._replace(means=_NOTHING)
    return heard


#: words that a verb in two parts may be apart, and what one begins behind
_APART_MAX: Final = 9
_BEFORE_VERB: Final = frozenset({"and", "then", "filler", "modal", "someone", "asks"})


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


def _counted(items: list[Item], lexicon: Lexicon) -> list[Item]:
    """Part "three things" behind an article: "the three things under it" are no preface."""
    told: list[Item] = []
    for place, item in enumerate(items):
        head, _, tail = item.text.partition(" ") if "preface" in item.means else ("", "", "")
        number = lexicon.meaning(head) if tail else None
        means = lexicon.meaning(tail) if tail else None
        led = place > 0 and "det" in items[place - 1].means
        if number is None or means is None or "number" not in number or not led:
            told.append(item)
            continue
        cut = item.end - len(tail)
        first = item.token._replace(text=head, end=item.start + len(head))
        told.append(Item(head, item.start, item.start + len(head), number, first))
        last = item.token._replace(text=tail, start=cut)
        told.append(Item(tail, cut, item.end, means, last))
    return told


def _said_of_it(items: list[Item], lexicon: Lexicon) -> list[Item]:
    """Part "is the" behind what it is said of: "(its background) is | the night token" asks nothing."""
    told: list[Item] = []
    for place, item in enumerate(items):
        head, _, tail = item.text.partition(" ") if "question" in item.means else ("", "", "")
        means = lexicon.meaning(tail) if tail else None
        before = items[place - 1] if place else item
        named = before.token.kind in ("word", "quote") and _ASKING.isdisjoint(before.means)
        if means is None or "det" not in means or not named:
            told.append(item)
            continue
        cut = item.end - len(tail)
        first = item.token._replace(text=head, end=item.start + len(head))
        told.append(Item(head, item.start, first.end, lexicon.meaning(head) or {}, first))
        last = item.token._replace(text=tail, start=cut)
        told.append(Item(tail, cut, item.end, means, last))
    return told


#: what a question begins behind, or goes on from
_ASKING: Final = _JOINTS | {"question", "filler", "then", "wish"}
#: what "to Back", "to Start" may be, where no text is given
_LEADING: Final = {"layer", "filler"}
#: verbs that may give a text
_NAMING: Final = ("set", "rename", "replace", "make")


def _parted(item: Item, text: str, lexicon: Lexicon) -> list[Item]:
    """ "(change Previous) to Back": a joint and a text with a capital, no layer to go to."""
    head, _, tail = item.text.partition(" ")
    cut = item.end - len(tail)
    means = lexicon.meaning(head)
    if " " in tail or means is None or "to" not in means or text.isupper():
        return []
    if not text[cut].isupper() or text[item.start].isupper():
        return []
    joint = Item(head, item.start, item.start + len(head), means, item.token)
    word = item.token._replace(text=tail, start=cut, end=item.end)
    return [joint, Item(tail, cut, item.end, {}, word)]


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
    | {"text-line", "own-line"}
    | {"locked-part", "already", "someone", "there", "exists", "situation", "vague-test"}
    | {"text-word", "text-measure", "compare", "states", "people", "presents"}
    | {"greeting", "signing", "addressee", "wanting"}
    | {"moving", "returning", "former-place", "switching"}
    | {"passive", "telling", "praise", "so-far", "namely", "binding", "result", "number-noun"}
)


_CROSSES: Final = frozenset({"x", "×"})


def _is_colour(item: Item) -> bool:
    return item.words == 1 and parse_color(item.text) is not None


#: small words that end a description
JOINT: Final = sorts(*_JOINTS)
_WORD: Final = sorts(tokens=["word"])
_MARK: Final = sorts(tokens=["mark"])
#: all but the sorts of words that are as good as unknown
_SAYS: Final = ~sorts(*_SOFT, tokens=["word"])
_COLOURED: Final = sorts("colour-word", tokens=["colour"])
_COMMAS: Final = sorts("and", "comma")
_DET: Final = sorts("det")
_SEPARATES: Final = sorts("and", "then", "comma", tokens=["mark"])

#: a list begins with no greater number
_FIRST_MAX: Final = 9
#: so far past the end a reader may ask for the sorts of a place
_BEYOND: Final = 16


#: what parts an item in two, or is joined with the next one
_LED: Final = gate("layer", "other-job", "filler")
_FOLLOWS: Final = gate("follow")
_SPLIT: Final = gate("split-verb")
_PARTED: Final = gate("preface", "question")
_EXACT: Final = gate(tokens=["colour"])
_NUMBER: Final = gate(tokens=["number"])
_BY_PLACE: Final = gate("surrounding", "sounds-like")
_SPREADS: Final = gate("respectively")
_SMALL_WORDS: Final = gate(*_SMALL, *_ECHOING)
_JOINS: Final = gate(*_JOINTS)
_KIND: Final = gate("kind")
_ONE: Final = gate("one")


def _sorts_of(items: list[Item]) -> list[int]:
    return [sorts_of((*item.means,), item.token.kind) for item in items]


def _heard(laid: list[int]) -> int:
    """All the sorts that any of some items is of."""
    heard = 0
    for said in laid:
        heard |= said
    return heard


def _headed(items: list[Item], text: str) -> list[Item]:
    """Let a dash behind what holds others be a colon: "Risks slide - first rectangle amber, …"."""
    for place, item in enumerate(items[:_HEADING_MAX]):
        if item.token.kind == "mark":
            spaced = text[item.start - 1 : item.start].isspace() and text[item.end :][:1].isspace()
            told = place > 1 and "holder" in items[place - 1].means and spaced
            after = items[place + 1] if place + 1 < len(items) else None
            if item.text not in _DASHES or not told or after is None or after.token.kind != "word":
                break
            colon = item._replace(text=":", token=item.token._replace(text=":"))
            return [*items[:place], colon, *items[place + 1 :]]
        if "kind" not in item.means and not item.means.keys().isdisjoint(_ASKS_SO):
            break
    return items


#: words of a heading before a dash, the dashes, and what no heading says
_HEADING_MAX: Final = 8
_DASHES: Final = ("-", "–", "—")
_ASKS_SO: Final = {"verb", "should", "is", "to", "more", "wish", "in", "and"}


def _put_right(items: list[Item], text: str, lexicon: Lexicon) -> tuple[list[Item], list[int], int]:
    """The items as they are meant where they stand, and their sorts; most need none of it (G-3)."""
    given, laid = items, _sorts_of(items)
    heard = _heard(laid)
    if heard & (_LED | _SPLIT | _ONE):
        items = _apart(items, heard, text, lexicon)
    if heard & _FOLLOWS or (items and items[-1].start < items[0].start):
        items = _graded(items, lexicon)
    if heard & _PARTED:
        items = _said_of_it(_counted(items, lexicon), lexicon)
    if heard & (_EXACT | _NUMBER):
        items = shown(told_exactly(items))
    if heard & _BY_PLACE:
        items = _as_meant(_surrounding(items), lexicon)
    if heard & _SPREADS and any(item.means.get("property") == "gradient" for item in items):
        items = [_leading(item) for item in items]
    if items is not given:
        given, laid = items, _sorts_of(items)
        heard = _heard(laid)
    small, echoes, names = 0, False, False
    for k, said in enumerate(laid[:-1]):
        if said & _SMALL_WORDS:
            small += 1
            echoes = echoes or items[k + 1].text.startswith(items[k].text)
        if said & _JOINS and laid[k + 1] & _KIND:
            names = True
    if echoes:
        items = _without_echoes(items)
    if names:
        items = _called(items, lexicon)
    if small >= _RUN_MAX:
        items = _without_runs(items)
    if items is not given:
        laid = _sorts_of(items)
        heard = _heard(laid)
    return items, laid, heard


def _first_ones(items: list[Item]) -> list[Item]:
    """ "(on) slide one", "column one": the first, where things are told by their numbers."""
    found = items
    for k, (item, after) in enumerate(pairwise(items)):
        number = after.means.get("number-tail")
        if number is None or "one" not in after.means:
            continue
        counted = "screen" in item.means or item.means.get("kind", "").split(" ")[0] in _LINED
        behind = items[k + 2].means if k + 2 < len(items) else _NOTHING
        if counted and behind.keys().isdisjoint(_NO_NUMBER):
            found = list(items) if found is items else found
            found[k + 1] = after._replace(means={"number": number})
    return found


#: kinds whose members are told by numbers, and what follows no number
_LINED: Final = frozenset({"row", "column", "slide"})
_NO_NUMBER: Final = frozenset({"of", "that", "property", "look-suffix", "number"})


class Words(Stances):
    """The items of one command. All places are indices into `items`; a place past the end has no meaning."""

    def __init__(self, text: str, items: list[Item], lexicon: Lexicon) -> None:
        super().__init__()
        self.text = text
        self.items, laid, heard = _put_right(_headed(items, text), text, lexicon)
        self.lexicon = lexicon
        self.size = len(self.items)
        # a place past the end raises here
        self._means: list[KeysView[str]] = [item.means.keys() for item in self.items]
        self._kinds: list[str] = [item.token.kind for item in self.items]
        self._colours: list[bool | None] = [None] * (self.size + _BEYOND)
        #: whether the verb's form at a place is a name or a property there, once somebody asked
        self.verb_names: dict[int, bool] = {}
        #: the sorts of each item, and nothing for the places just past the end
        self.sorts = laid + [0] * _BEYOND
        #: the sorts that any of its items is of
        self.heard = heard
        #: whether the command is all capitals
        self.loud = text.isupper()
        #: whether the command is a numbered list
        self.listed = self._begins_list()
        #: the last difference in pixels that was asked for: "by the same amount"
        self.amount: float | None = None
        #: for each place whether "respectively" comes in its clause, once somebody asked
        self.spread: list[bool] | None = None
        #: places whose words have been understood
        self.used: list[bool] = [False] * self.size

    def _begins_list(self) -> bool:
        """ "1. …", "hey, 1) …"."""
        at = 0
        while at < self.size and (self.any_of(at, "filler", "wish") or self.mark(at, ",:\n")):
            at += 1
        number = self.kind(at) == "number" and self.mark(at + 1, ".):")
        return number and int(self.items[at].token.value or 0) <= _FIRST_MAX

    def part(self, start: int, stop: int) -> Words:
        """The words from ``start`` up to ``stop`` alone, spans still those of the command."""
        return self.alike(self.items[start:stop])

    def alike(self, items: list[Item]) -> Words:
        """Other items of the same command, to be read apart."""
        return Words(self.text, items, self.lexicon)

    def _lay_ready(self, start: int, stop: int) -> None:
        """Lay ready what is asked of these items some hundred times a clause; forget what was read."""
        items = self.items[start:stop]
        self._means[start:stop] = [item.means.keys() for item in items]
        self._kinds[start:stop] = [item.token.kind for item in items]
        self.sorts[start:stop] = laid = _sorts_of(items)
        self.heard |= _heard(laid)
        self._colours = [None] * (self.size + _BEYOND)
        self.verb_names.clear()
        self.readings.clear()

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
        self._lay_ready(at, place + 1)

    def silence(self, at: int) -> None:
        """Let the word at ``at`` say nothing: what it says belongs to another that was read."""
        self.items[at] = self.items[at]._replace(means=_NOTHING)
        self._lay_ready(at, at + 1)

    def stand_for(self, at: int, means: Meaning) -> None:
        """Let the word at ``at`` mean what it points back at: "(it has no shadow,) add a soft one"."""
        self.items[at] = self.items[at]._replace(means=means)
        self._lay_ready(at, at + 1)

    def use(self, start: int, stop: int) -> None:
        """Note that the words from ``start`` up to ``stop`` belong to something that was read."""
        for place in range(start, stop):
            self.used[place] = True

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
        alone = self.lexicon.alone(self.items[i].token.text)
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
        means = self._means
        while i < stop and not means[i].isdisjoint(categories) and means[i].isdisjoint(unless):
            i += 1
        return i

    def after_det(self, i: int) -> int:
        """The first place from ``i`` on that holds no article."""
        while self.sorts[i] & _DET:
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
        return self.sorts[i] & JOINT != 0

    def is_word(self, i: int) -> bool:
        """Whether a plain word stands at ``i``."""
        return self.sorts[i] & _WORD != 0

    def is_unknown(self, i: int) -> bool:
        """A word that the lexicon does not have and that is no colour."""
        said = self.sorts[i]
        return said & _WORD != 0 and not said & _SAYS and not self.is_colour(i)

    def is_colour(self, i: int) -> bool:
        """Whether a colour's name stands at ``i``."""
        known = self._colours[i]
        if known is None:
            said = self.sorts[i]
            known = said & _COLOURED != 0 or (said & _WORD != 0 and _is_colour(self.items[i]))
            self._colours[i] = known
        return known

    def is_cross(self, i: int) -> bool:
        """Whether a sign stands at ``i`` that joins two measures: "24 x 40"."""
        return self.said(i) in _CROSSES

    def is_separator(self, i: int) -> bool:
        """Whether a joint between clauses stands at ``i``: and, then, a comma, a mark."""
        return self.sorts[i] & _SEPARATES != 0

    def skip_commas(self, i: int) -> int:
        """The first place from ``i`` on that holds neither a comma nor an "and"."""
        while True:
            said = self.sorts[i]
            if not said & _COMMAS and not (said & _MARK and self.items[i].text in ",/"):
                return i
            i += 1
