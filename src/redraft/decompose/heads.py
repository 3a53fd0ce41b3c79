"""Questions about the words of a description: does a head follow, is this one part of it?

Each looks at a few items from a place on and answers; none of them changes anything.

    L-1  each looks ahead by a bounded number of items

May import: decompose.words, language, select.words.
"""

from __future__ import annotations

from typing import Final

from redraft.decompose.sorts import gate, sorts
from redraft.decompose.words import JOINT, Words
from redraft.language import current
from redraft.select.words import singular

#: what is smaller is no size of a text
SIZE_MIN: Final = 9
#: how far ahead a head noun may lie behind words that are something else too
AHEAD_MAX: Final = 3
#: words of looks that are listed before what gets them
_LOOKS_MAX: Final = 24
#: quoted names in one list
QUOTES_MAX: Final = 24
_HEADS: Final = sorts("kind", "any", "screen", "name", tokens=["quote"])
#: what ends a description before its head
_NO_HEADS: Final = JOINT | sorts("property")
_PHRASED: Final = sorts(tokens=["word", "quote"])
_KINDS: Final = sorts("kind", "any", "screen")
_VALUES: Final = sorts("more", "keyword", "property", tokens=["number", "quote"])
#: categories of words that are a name after a determiner, where nothing else follows
_NAMING: Final = ("verb", "other-job", "token", "edge", "edge-noun", "vague", "remark", "unit")


#: what a description may begin with, besides words that nobody knows and those before a kind
_BEGINS: Final = gate(
    *("det", "quantifier", "every-other", "possessive", "pronoun", "rest", "other", "one"),
    *("all-but", "everything", "first-line", "ordinal", "superlative", "number", "shade"),
    *("name", "kind", "any", "screen", "plain-form"),
    tokens=["quote"],
)
_KIND: Final = sorts("kind", "any")
_ASKED: Final = gate("token", "number-tail")
_LOOKS: Final = sorts("look", "keyword", "edge")
_WORD: Final = sorts(tokens=["word"])
_NUMBER: Final = sorts(tokens=["number"])
_NUMERAL: Final = sorts("number")
_NUMBERS: Final = _NUMERAL | _NUMBER
_COUNTED: Final = sorts("of", "plain-form")
#: what may go on with a colour: "red and blue buttons"
_LISTED: Final = sorts("and", "comma", "or", "look-suffix")
_JOBS: Final = sorts("other-job", "verb")
_BEFORE_JOBS: Final = sorts("verb", "and")


def begins_none(w: Words, i: int) -> bool:
    """Whether it is plain that no description begins at ``i``; it may not where this is false, too.

    What it may begin with is a gate (G-3). A known word is a name only where a kind follows it
    or something else is asked of it; a small word, a mark, a value, where nothing goes on.
    """
    said, after = w.sorts[i], w.sorts[i + 1]
    if said & _BEGINS or after & _KIND or (said & _LOOKS and after & _PHRASED):
        return False
    if said & _NUMBER:
        return not (after & _COUNTED or w.is_unknown(i + 1))
    if w.is_colour(i):
        headless = not after & _PHRASED or (after & _NO_HEADS and not after & _HEADS)
        return bool(headless) and not after & _LISTED and not w.mark(i + 1, ",/")
    if not said & _WORD or said & JOINT:
        return True
    if w.is_unknown(i):
        return False
    return not (said & _JOBS and i > 0 and (w.sorts[i - 1] & _BEFORE_JOBS or _asked_of(w, i)))


def heads_ahead(w: Words, i: int, *, near: bool = False) -> bool:
    """Whether a head noun comes within a few words, before anything that would end the phrase."""
    for at in range(i, i + (1 if near else AHEAD_MAX)):
        said = w.sorts[at]
        if not said & _PHRASED:
            return False
        if said & _HEADS:
            return True
        if said & _NO_HEADS:
            return False
        if near and (w.is_unknown(at) or w.any_of(at, "ordinal", "superlative")):
            return True
        if near and w.is_colour(at):
            return heads_ahead(w, at + 1)
        if near and w.has(at, "verb") and w.any_of(at + 1, "det", "pronoun", "possessive"):
            return False  # "(on slide two) make the picture bigger"
        if near and w.any_of(at, "look", "keyword", "other", "number", "token", "verb"):
            return heads_ahead(w, at + 1)
        if not near and at == i and w.is_unknown(at):
            # an unknown word right here may be the head itself
            return True
    return False


def _plain(w: Words, at: int) -> bool:
    """ "the old price": an adjective that says nothing by itself, before what it describes."""
    return w.has(at, "plain-form") and (w.is_unknown(at + 1) or w.any_of(at + 1, "kind", "any"))


def describes(w: Words, at: int, words: list[str], *, known: bool, determined: bool) -> bool:
    """Whether the word at ``at`` belongs to the description that is being read."""
    item = w.items[at]
    if _is_asked(w, at) or (w.has(at, "compare") and w.kind(at + 1) == "number"):
        return False
    if determined and not words and _is_name_here(w, at):
        return True
    if w.is_joint(at) or "possessive-mark" in item.means:
        return False
    if w.is_unknown(at) or _plain(w, at):
        return not (known and item.means)
    if w.is_colour(at) and not w.has(at, "kind"):
        return heads_ahead(w, at + 1) and bool(words) and not known
    if "unknown-property" in item.means:
        return w.any_of(at + 1, "kind", "any")
    if "property" in item.means:
        return w.any_of(at + 1, "kind", "any") and not w.any_of(at + 1, "property")
    told = w.any_of(at, "respectively", "degree", "more") and not w.any_of(at + 1, "kind", "any")
    if told or joins_then(w, at):
        return False
    if known:
        # "the second row name": a part of what holds it
        return w.has(at - 1, "holder") and tells_texts(w.said(at)) and _ends_there(w, at)
    if words and _named_so(w, at):
        return True  # "marios name bold"
    if determined and not words and not w.any_of(at, "more") and _kind_comes(w, at + 1):
        return True
    if w.any_of(at + 1, "kind", "any") and not w.any_of(at, "det", "quantifier", "pronoun"):
        return True
    if not words and not determined and _asked_of(w, at):
        return True
    if words or not determined or not w.any_of(at, *_NAMING) or w.has(at, "keyword"):
        return False
    return _ends_there(w, at)


def _is_name_here(w: Words, at: int) -> bool:
    """Whether a word that joins elsewhere is a name right after "the"."""
    means = w.items[at].means
    if "and" in means and w.any_of(at + 1, "kind", "and"):
        return True  # "the plus button", "the + and - buttons"
    if means.get("that") == "says" and tells_texts(w.said(at + 1)):
        return True  # "the reading time"
    return "noun-too" in means  # "the features"


def _is_asked(w: Words, at: int) -> bool:
    """Whether a value begins at ``at``: "(the tagline) one and a half times", "(the second) honey"."""
    if not w.sorts[at] & _ASKED:
        return False
    if w.has(at, "token") and w.any_of(at - 1, "ordinal", "rest", "other"):
        return not w.any_of(at + 1, "kind", "any")
    return w.has(at, "number-tail") and w.any_of(at + 1, "number-share", "number-point", "unit")


def _ends_there(w: Words, at: int) -> bool:
    """Whether the description ends with the word at ``at``, or goes on with its name: "the email address"."""
    after = at + 1
    if after >= w.size or w.is_joint(after) or w.is_separator(after) or value_follows(w, after):
        return True
    if w.has(after, "as-well") and tells_texts(w.said(at)):
        return True  # "(its price bold and) its name too"
    if denied(w, after):
        return True  # "its name should not be bold"
    return w.has(at, "other-job") and w.is_unknown(after)


def denied(w: Words, at: int) -> bool:
    """Whether it is said at ``at`` what something is not to be or have: "should not be", "no longer needs"."""
    return w.has(at, "no") and w.items[at].words > 1


def _asked_of(w: Words, at: int) -> bool:
    """Whether a word that is another's job too is what a verb before it is about: "make email 16px"."""
    if tells_texts(w.said(at)) and w.mark(at - 1, ",:") and value_follows(w, at + 1):
        return True  # "(the first card: …,) name bold"
    return (
        w.any_of(at, "other-job", "verb")
        and not w.any_of(at, "keyword", "look", "more", "property", "edge", "degree")
        and at > 0
        and w.any_of(at - 1, "verb", "and")
        and (value_follows(w, at + 1) or (w.is_separator(at + 1) and w.has(at - 1, "verb")))
    )


def tells_texts(word: str) -> bool:
    """Whether a word is what texts are called by what they hold: "prices", "name"."""
    return singular(word) in current().forms.contents


def tells_genus(word: str) -> bool:
    """Whether a word is for what several alike are: "transaction", "step"."""
    return singular(word) in current().forms.genera


def _named_so(w: Words, at: int) -> bool:
    """Whether a verb's word, or one for a sort of text, ends a name that something is asked of."""
    if tells_texts(w.said(at)) and not w.any_of(at, "kind", "property"):
        return _ends_there(w, at)  # "the delivery times"
    if not w.has(at, "verb") or w.any_of(at, "keyword", "look", "more", "property", "edge"):
        return False
    return w.any_of(at + 1, "should", "more", "keyword") or w.is_colour(at + 1)


def _kind_comes(w: Words, at: int) -> bool:
    """Whether plain words and then a kind follow: "(the save) activity button"."""
    for k in range(at, min(at + AHEAD_MAX, w.size)):
        if w.any_of(k, "kind", "any"):
            return True
        if w.has(k, "name") and w.ends(k, "kind") and w.is_capital(at - 1):
            return True  # "(the) Go Pro banner", where something is called pro banner
        if not w.is_unknown(k):
            return False
    return False


def joins_then(w: Words, at: int) -> bool:
    """Whether a word for "then" or "also" joins clauses at ``at``: "the next button" is called so."""
    if not w.has(at, "then"):
        return False
    tells = w.any_of(at + 1, "kind", "any") and w.said(at) in current().forms.contrasts
    return not tells


def was_kind(w: Words, at: int) -> bool:
    """Whether a word for a kind of component stands at ``at``."""
    return w.sorts[at] & _KINDS != 0


def kind_wins(w: Words, at: int) -> bool:
    """A word that is a kind and a property ("text") names a component unless a property reading is due."""
    return not w.has(at + 1, "kind")


def property_here(w: Words, at: int) -> bool:
    """Whether a property, and no kind, stands at ``at``."""
    return w.has(at, "property") and not w.has(at, "kind")


def counts(w: Words, at: int) -> bool:
    """Whether a number at ``at`` counts what follows: "3 cards", "2 footer links"."""
    for k in range(at + 1, min(at + 1 + AHEAD_MAX, w.size)):
        if w.any_of(k, "kind", "any"):
            if not w.items[k].plural and w.any_of(k + 1, "kind", "any"):
                continue
            return w.items[k].plural
        if not ((w.is_unknown(k) or w.has(k, "plain-form")) and not w.has(k, "unit")):
            break
    return False


def ordinal_alone(w: Words, at: int) -> bool:
    """Whether an ordinal stands for what it counts: "the first", "the last of", "second green"."""
    if at + 1 >= w.size or w.is_separator(at + 1) or w.any_of(at + 1, "of", "from"):
        return True
    return w.kind_before(at) is not None and (value_follows(w, at + 1) or w.has(at + 1, "should"))


def number_at(w: Words, at: int) -> int | None:
    """The whole number at ``at``, in digits or in words."""
    said = w.sorts[at]
    if not said & _NUMBERS:
        return None
    token = w.items[at].token
    if (
        said & _NUMBER
        and token.value is not None
        and token.value == int(token.value)
        and not token.unit
    ):
        return int(token.value)
    if said & _NUMERAL:
        return int(float(w.value(at, "number")))
    return None


def has_unit(w: Words, at: int) -> bool:
    """Whether the number at ``at`` has a unit."""
    return w.has(at + 1, "unit") or bool(w.items[at].token.unit)


def number_names(w: Words, at: int, *, known: bool) -> bool:
    """Whether a number after a kind names one of them rather than being a value."""
    if not known or not w.sorts[at] & _NUMBERS or number_at(w, at) is None or has_unit(w, at):
        return False
    if w.listed and w.mark(at + 1, ")") and w.is_word(at + 2):
        return False  # "… the rectangle 4) the text box …"
    of_screen = w.has(at - 1, "screen") and w.has(at + 1, "kind") and not w.items[at + 1].plural
    if w.kind(at) != "number" and not of_screen and heads_ahead(w, at + 1, near=True):
        return False  # "give the slide two titles"; but "slide two title"
    last = at + 1 + (w.value(at + 1, "filler") == "polite")  # "rotate the star 180 please"
    ends = last >= w.size or w.mark(last, ".!?;\n") or w.any_of(last, "then", "if")
    if w.has(at, "numbered") and not w.is_cross(at + 1):
        # "title 2", which is there: no size is so small; "the title 24" may be one at the end
        small = (number_at(w, at) or 0) < SIZE_MIN
        return small or not (ends and w.has(at - 1, "unnumbered"))
    if w.has(at, "factor") or w.any_of(at + 1, "dimension", "instead") or w.is_cross(at + 1):
        return False
    if w.has(at + 1, "by") and not w.has(at - 1, "screen"):
        return False
    if w.giving and _has_no_number(w, at):
        return False
    listed = w.kind(w.skip_commas(at + 1)) == "number"
    closes = ends or (w.is_separator(at + 1) and not listed)
    if w.giving and closes and not w.has(at - 1, "screen") and (number_at(w, at) or 0) >= SIZE_MIN:
        return False  # "(the note 14,) logo 28"
    # "make the title 24": the last number of a clause that gives values is the value
    return not (w.wants_value and ends)


def _has_no_number(w: Words, at: int) -> bool:
    """ "title 28", "textboxes 14": a kind that is not numbered, or several and one number."""
    if w.has(at - 1, "unnumbered"):
        return True
    after = w.skip_commas(at + 1)
    spoken = w.kind(at) != "number"  # "slides two three and five"
    listed = (after > at + 1 or spoken) and (
        w.kind(after) == "number" or (spoken and number_at(w, after) is not None)
    )
    if listed or w.has(at + 1, "range") or w.mark(at + 1, "-–"):
        return False
    # "cards 12": several and one number; "slides 3" can be but one of them
    return w.items[at - 1].plural and not w.has(at - 1, "screen")


def quote_is_value(w: Words, at: int) -> bool:
    """A quote after a complete description is its name only when more follows that needs one."""
    for _ in range(QUOTES_MAX):
        join = w.skip_commas(at + 1)
        if join == at + 1 or w.kind(join) != "quote":
            break
        at = join  # "the boxes “Plan” and “Build” red"
    if w.sorts[at + 1] & _NUMBERS:
        after = at + 2 + w.has(at + 2, "unit")
        return not w.any_of(after, "more", "direction")  # "the button “Save” 20px wider"
    return not (
        w.any_of(
            at + 1,
            "to",
            "should",
            "is",
            "of",
            "in",
            "with",
            "that",
            "relation",
            "possessive-mark",
            "like",
        )
        or w.any_of(at + 1, "kind", "property", "more", "keyword", "shade")
        or w.is_colour(at + 1)
    )


def value_follows(w: Words, i: int) -> bool:
    """Whether something that may be a value stands at ``i``."""
    return (
        w.sorts[i] & _VALUES != 0
        or w.is_colour(i)
        or (w.has(i, "shade") and w.is_colour(i + 1))
        or (w.has(i, "token") and not w.any_of(i + 1, "kind", "any"))
    )


def looks_listed(w: Words, at: int) -> int | None:
    """Where whose they are stands behind looks of a text and others: "text, 8px corners (on the card)"."""
    if not w.has(at, "inner-text"):
        return None
    for k in range(at + 1, min(at + _LOOKS_MAX, w.size)):
        if w.any_of(k, "of", "in", "purpose", "to"):
            return k + 1
        listed = w.is_separator(k) or value_follows(w, k) or w.any_of(k, "det", "unit")
        if not (listed or w.has(k, "inner-text")) or w.mark(k, ".;\n:"):
            return None
    return None


def amount_follows(w: Words, i: int) -> bool:
    """Whether an amount stands at ``i`` that counts nothing: "20px", "four pixels", not "two cards"."""
    if not w.sorts[i] & _NUMBERS:
        return False
    return has_unit(w, i) or not heads_ahead(w, i + 1, near=True)


def colour_end(w: Words, at: int) -> int:
    """The place after a colour phrase ("very dark blue")."""
    while w.has(at, "shade") and not w.is_colour(at):
        at += 1
    if w.has(at, "shade") and w.is_colour(at + 1):
        at += 1
    return at + 1 if w.is_colour(at) else at


def kinds_within(w: Words, start: int, stop: int, skip: int = -1) -> tuple[str, ...]:
    """The kinds of the last word for a kind, but for the one at ``skip``."""
    for k in range(stop - 1, start - 1, -1):
        if k != skip and w.has(k, "kind"):
            return tuple(w.value(k, "kind").split())
    return ()


def words_within(w: Words, start: int, stop: int) -> list[int]:
    """The places of plain words."""
    return [k for k in range(start, stop) if w.kind(k) == "word"]
