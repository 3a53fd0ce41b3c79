"""Where clauses start and end, and which verb each begins with.

A command is read from left to right. A clause starts at a verb, at a new sentence, or
where a new description with its own value begins.

May import: decompose.words, decompose.sorts.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from redraft.decompose.heads import tells_texts
from redraft.decompose.sorts import gate, sorts
from redraft.decompose.words import Words

#: what a comma may be written as before a correction
_DASHES: Final = ",-–—"
#: categories of words that begin to speak of something, which a text hardly does after "and"
_SPEAKS_OF: Final = ("det", "possessive", "pronoun", "quantifier")


#: words of what is replaced, in one more pair
_PAIR_MAX: Final = 8
#: what a clause may end with, but for the end of a quotation
_MAY_END: Final = gate(
    "if", "otherwise", "only", "without", "then", "with", tokens=["mark", "number"]
)
_MAY_END_SO: Final = gate(
    *("if", "otherwise", "only", "without", "then", "with", "reason"), tokens=["mark", "number"]
)
_QUOTE: Final = sorts(tokens=["quote"])
_VERBS: Final = sorts("verb", "factor-verb")
_VERB: Final = sorts("verb")
_NAME: Final = sorts("name")
_KIND: Final = sorts("kind", "any")
_MARK: Final = sorts(tokens=["mark"])
_NUMBER: Final = sorts(tokens=["number"])
_ENDING: Final = sorts("if", "otherwise", "only", "without", "then")
_IF: Final = sorts("if", "otherwise")
_ONLY: Final = sorts("only")
_WITHOUT: Final = sorts("without")
_THEN: Final = sorts("then")
#: what is asked of what a word names
_ASKED_OF: Final = sorts("keyword", "more", "degree", tokens=["number"])
_WITH: Final = sorts("with")
_REASON: Final = sorts("reason")
#: what a look for "respectively" may find: it, or a reason that ends the clause before it
_RESPECTIVELY: Final = gate("respectively", "reason")
#: what else a verb's form may be
_KIND_OR_PROPERTY: Final = sorts("kind", "property")
_LOOK: Final = sorts("keyword", "edge", "look")
_SHOULD: Final = sorts("should", "is")
_AND: Final = sorts("and")
_KIND_ONLY: Final = sorts("kind")
_FILLER: Final = sorts("filler")
#: what a correction may begin with
_CORRECTS: Final = gate("comma", "correction", tokens=["mark"])
_STAYS: Final = gate("stays")
#: what a clause may begin with
_STARTS: Final = gate(
    *("only", "filler", "infinitive", "verb", "factor-verb", "nothing-else", "remark", "modal"),
    *("question", "wish", "vague", "other-job", "not", "without"),
    tokens=["quote"],
)
#: words of what "stays" as it is
_SUBJECT_MAX: Final = 6


def ends_sentence(w: Words, i: int) -> bool:
    """Whether a sentence ends at ``i``, or within the quotes before it."""
    if w.sorts[i] & _MARK:
        return w.items[i].text in ".!?\n" or quoted_stop(w, i)
    return quoted_stop(w, i)


def ends_clause(w: Words, i: int) -> bool:
    """Whether a clause cannot go on at ``i``: a sentence's end, "then", a condition, a reason."""
    said = w.sorts[i]
    if not said & _MAY_END_SO:
        return not said or (w.sorts[i - 1] & _QUOTE != 0 and quoted_stop(w, i))
    if _ends(w, i):
        return True
    because = said & _REASON and w.value(i, "reason") == "because"
    return bool(because) and reason_end(w, i) is not None


def _ends(w: Words, i: int) -> bool:
    said = w.sorts[i]
    if not said & _MAY_END:
        return not said or quoted_stop(w, i)
    if said & _MARK and w.items[i].text in ".!?;\n•":
        return True
    if said & _ENDING:
        if said & _IF and not said & _NAME:
            return True
        if said & _ONLY and not said & _FILLER:
            return True
        if said & _WITHOUT and not said & _VERB:
            return True
        if said & _THEN and not w.sorts[i + 1] & _KIND:
            return True
    if w.listed and said & _NUMBER and w.mark(i + 1, ".)") and w.is_word(i + 2):
        return True  # the next of "1. … 2. …"
    if said & _WITH and _stays(w, i + 1):
        return True  # "(the header darker) with the logo staying as it is"
    return quoted_stop(w, i)


def quoted_stop(w: Words, i: int) -> bool:
    """ "“… in the footer.” Make …": the full stop stands inside the quotes."""
    return (
        w.sorts[i - 1] & _QUOTE != 0
        and w.items[i - 1].text.rstrip()[-1:] in (".", "!", "?")
        and w.is_word(i)
        and w.text[w.items[i].start].isupper()
    )


def one_each(w: Words, i: int) -> bool:
    """Whether the clause goes on from ``i`` to "respectively"; looked up once for a command."""
    if not w.heard & _RESPECTIVELY:
        return False
    if w.spread is None:
        w.spread = [False] * (w.size + 1)
        for at in range(w.size - 1, -1, -1):
            w.spread[at] = w.has(at, "respectively") or (
                w.spread[at + 1] and not ends_clause(w, at)
            )
    return w.spread[i]


def starts_clause(w: Words, i: int) -> bool:
    """Whether a new clause begins at ``i``, after a joint."""
    said = w.sorts[i]
    if not (said & _STARTS or w.heard & _STAYS):
        return False
    if said & _ONLY and w.any_of(i + 1, "det", "pronoun"):
        return True
    if said & _QUOTE and w.has(i + 1, "arrow"):
        return True
    at = skip_fillers(w, i)
    if w.has(at, "infinitive") and verb_at(w, at + 1):
        return True  # "(please change …) and to make …"
    if verb_at(w, at) or w.has(at, "nothing-else"):
        return True
    if w.has(at, "remark") and w.items[at].words > 2:
        return True  # "…, that would be nice"
    if _stays(w, at):
        return True  # "…, the height stays the same"
    if w.has(at, "modal") and w.any_of(at + 1, "definite", "possessive", "quantifier"):
        return True  # "…, could the price be bold?"
    if w.has(at, "question") and not w.any_of(at, "that", "property", "filler"):
        return True
    if w.has(at, "other-job") and _asked_of(w, at + 1):
        return False  # "(the name) and email red"
    return w.any_of(at, "wish", "vague", "other-job", "not", "without") and not w.any_of(
        at + 1, "kind", "any"
    )


def asks_at(w: Words, i: int) -> bool:
    """Whether somebody who uses no commas begins to ask at ``i``: "make it", "hide the", "can you"."""
    if w.any_of(i, "wish", "vague") or w.value(i, "filler") == "ask":
        return True
    if not verb_at(w, i) or w.any_of(i, "other-job", "is"):
        return False
    return (
        w.items[i].words > 2
        or w.any_of(i + 1, "pronoun", "definite", "possessive")
        or w.has(i + 1, "quantifier")
    )


def stays_at(w: Words, i: int) -> bool:
    """Whether what begins at ``i`` without a joint says what stays: "everything else stays the same"."""
    subject = w.any_of(i, "definite", "quantifier", "rest")
    return w.has(i, "nothing-else") or (subject and _stays(w, i))


def _stays(w: Words, at: int) -> bool:
    """Whether the subject at ``at`` is said to stay as it is."""
    if not w.heard & _STAYS:
        return False
    for k in range(at + 1, min(at + _SUBJECT_MAX, w.size)):
        if w.has(k, "stays"):
            return True
        if w.is_separator(k) or (w.any_of(k, "verb", "should", "more") and not _named(w, k)):
            break
    return False


def _named(w: Words, k: int) -> bool:
    return w.any_of(k, "kind", "property", "name", "inner-text")


def _asked_of(w: Words, i: int) -> bool:
    """Whether something is asked of what stands before ``i``."""
    return w.any_of(i, "should", "keyword", "more") or w.is_colour(i) or w.kind(i) == "number"


def skip_fillers(w: Words, i: int) -> int:
    """The first place from ``i`` on that is no filler; the fillers count as understood."""
    at = i
    while w.sorts[at] & _FILLER and not (
        w.any_of(at, "as-well", "follow", "no", "number", "degree")
        or (w.any_of(at + 1, "kind", "any") and w.items[at].words == 1 and not verb_at(w, at + 1))
    ):
        at += 1
    return at


def verb_at(w: Words, i: int) -> str:
    """The verb that starts a clause at ``i``, or an empty string."""
    said = w.sorts[i]
    if not said & _VERBS or (said & _NAME and _names_something(w, i)):
        return ""
    if not said & _VERB:
        return "factor" if _object_follows(w, i + 1) else ""
    verb = w.value(i, "verb")
    named = w.verb_names.get(i)
    if named is None:
        named = w.verb_names[i] = _is_name(w, i)
    return "" if named else verb


def _names_something(w: Words, i: int) -> bool:
    """Whether a name that starts like a clause is the name here: "Delete account should be red"."""
    return (
        w.items[i].words > 2
        or i > 0
        or w.any_of(i + 1, "kind", "should", "is")
        or w.mark(i + 1, ":,")
    )


def _is_name(w: Words, i: int) -> bool:
    """A verb's form that is a noun or a property here: "color to red", "title: 24px"."""
    item, said, after_it = w.items[i], w.sorts[i], w.sorts[i + 1]
    also = item.means
    if said & _KIND_OR_PROPERTY:
        if "kind" in also and after_it & _KIND:
            return not w.has(i + 1, "screen")
        return not _object_follows(w, i + 1) or ("property" in also and w.has(i + 1, "of"))
    if said & _LOOK:
        # "bold the title" asks; "bold, red" describes
        after = w.skip_commas(i + 1)
        return not (
            _object_follows(w, i + 1)
            or (w.has(after, "verb") and w.any_of(after, "keyword", "look"))
        )
    if after_it & _SHOULD or (after_it & _AND and w.sorts[i + 3] & _SHOULD):
        return True  # "search should be red", "name and email should be red"
    if tells_texts(item.text) and (w.is_colour(i + 1) or after_it & _ASKED_OF):
        return True  # "name navy", "title bold"
    called = "carrying" in item.means and after_it & _KIND_ONLY
    if called and not w.items[i + 1].plural:
        # "put card 1 below the title": a number behind one is which it is
        called = not (w.kind(i + 2) == "number" and not w.items[i + 2].token.unit)
    if called and (w.sorts[i + 2] & _ASKED_OF or w.is_colour(i + 2)):
        return True  # "apply buttons 50 high"
    # "the save button", "undo icon": a name in front of a kind
    return bool(
        after_it & _KIND_ONLY
        and item.means.get("verb") in ("show", "go", "pick", "flip", "swap")
        and w.any_of(i + 2, "to", "should", "is")
    )


def _object_follows(w: Words, i: int) -> bool:
    if i >= w.size:
        return False
    if w.kind(i) == "quote":
        return True
    if w.any_of(
        i,
        "det",
        "quantifier",
        "pronoun",
        "possessive",
        "ordinal",
        "rest",
        "every-other",
        "superlative",
    ):
        return True
    if w.any_of(i, "to", "of", "should", "is", "in", "by", "and", "with"):
        return False
    return w.any_of(i, "kind", "any", "screen") or w.is_unknown(i)


def same_for(w: Words, at: int) -> int | None:
    """Where the target starts after "(the) same for", "same to"; None where that is not said."""
    if w.value(at, "follow") == "same":
        return at + 1
    if w.any_of(at, "same", "as-well") and w.any_of(at + 1, "to", "of", "in"):
        return at + 2
    return None


def text_end(w: Words, at: int, *joints: str) -> int:
    """Where a text without quotes ends: at a mark, the clause's end, or ``joints`` before one."""
    lead = w.said(at - 1) if at else ""
    at += w.is_capital(at)  # no condition or question begins with one here: "Where to?"
    while not (ends_clause(w, at) or _breaks_text(w, at)) and not (
        w.any_of(at, *joints) and (_goes_on(w, at + 1) or _pair_comes(w, at + 1, lead))
    ):
        at += 1
    return at


def _pair_comes(w: Words, at: int, lead: str) -> bool:
    """Whether one more pair comes at ``at``: "(Milk to Oat milk) and Eggs to Tofu"."""
    for k in range(at + 1, min(at + 1 + _PAIR_MAX, w.size)):
        if ends_clause(w, k) or w.mark(k, ","):
            return False
        again = w.said(k) == lead and w.any_of(k, "to", "with", "by", "purpose")
        if again or w.any_of(k, "arrow", "should"):
            return k + 1 < w.size
    return False


def _breaks_text(w: Words, at: int) -> bool:
    """Whether a mark at ``at`` ends a text; the comma of "250,000" does not."""
    grouped = w.mark(at, ",") and w.text[w.items[at].end : w.items[at].end + 1].isdigit()
    return w.mark(at, ",([") and not grouped


def _goes_on(w: Words, i: int) -> bool:
    """Whether what follows a joint belongs to the command rather than to a text.

    A verb that nobody knows is seen by its object: "(Groceries) and cross it out".
    """
    if w.value(i, "to") == "to" and w.said(i) == w.said(i).lower() and _asked_of(w, i + 1):
        return w.is_colour(i + 1) or w.any_of(i + 1, "keyword", "more")  # "(Ready) and be green"
    return (
        starts_clause(w, i)
        or w.any_of(i, *_SPEAKS_OF)
        or (w.is_word(i) and w.any_of(i + 1, *_SPEAKS_OF))
    )


def reason_end(w: Words, at: int, *, moved: bool = False) -> int | None:
    """Where a reason ends that begins at ``at``: "so they still fit", "because it is too small".

    None where it may ask for something, or where no end comes. What is to stay as it is because
    of a move is no lock: "… by 27 so its right edge does not change".
    """
    told = w.value(at, "reason") == "because"
    joint = 0
    for stop in range(at + 1, at + _REASON_MAX):
        if _ends(w, stop) or w.mark(stop, ",") or (told and asks_at(w, stop)):
            return stop
        if w.any_of(stop, "and"):
            if starts_clause(w, stop + 1):
                return stop
            joint = stop
        if not (w.is_word(stop) or w.kind(stop) in ("other", "number") or w.mark(stop, "-–—")):
            return None
        if _measures(w, stop) or (not told and _wishes(w, stop)):
            return None
        if w.has(stop, "stays") and not moved:
            return None
        if joint and (_wishes(w, stop) or w.any_of(stop, "keyword")):
            return joint  # "because it is ugly and the title red": what is joined asks
    return None


def _measures(w: Words, i: int) -> bool:
    """Whether a length stands at ``i``, or a number that may be one."""
    if w.kind(i) == "colour" or w.has(i, "unit"):
        return True
    alone = i + 1 >= w.size or w.is_separator(i + 1) or w.has(i + 1, "unit")
    counts = w.kind(i) == "number" or w.has(i, "number")
    return counts and (alone or bool(w.items[i].token.unit))


def _wishes(w: Words, i: int) -> bool:
    """Whether the word at ``i`` says how something is to look."""
    if w.has(i, "more"):  # "on smaller laptops" tells which
        return not (w.is_unknown(i + 1) or w.any_of(i + 1, "kind", "screen"))
    return w.any_of(i, "property", "should") or w.is_colour(i)


def bracketed_noise(w: Words, at: int) -> int | None:
    """The place after a bracketed remark that asks for nothing: "(command 3)", "(100 components)"."""
    if not (w.sorts[at] & _MARK and w.mark(at, "([")):
        return None
    stop, strange, small = at + 1, 0, 0
    while stop < w.size and not w.mark(stop, ")]"):
        plain = w.any_of(stop, "ticket", "filler", "remark", "number", "as-well")
        number = w.kind(stop) == "number" and not w.items[stop].token.unit
        if plain or number or w.mark(stop, "#:-/,.!"):
            pass
        elif w.is_unknown(stop):
            strange += 1
        elif w.any_of(stop, *_SAYS_LITTLE):
            small += 1
        else:
            return None
        stop += 1
    told = strange > 1 or not (strange or small)
    return stop + 1 if stop < w.size and told else None


#: a reason is no longer
_REASON_MAX: Final = 24
#: small words that may stand in a bracketed remark
_SAYS_LITTLE: Final = ("det", "is", "it-is", "pronoun", "factor", "then", "of", "that")


class Corrected(NamedTuple):
    """Where what is meant instead begins; ``sure``: nothing but a correction says so."""

    stop: int
    sure: bool


def correction(w: Words, at: int) -> Corrected | None:
    """Read "no wait," and its kin at ``at``, a comma before it included."""
    if not w.sorts[at] & _CORRECTS:
        return None
    step = at
    while w.mark(step, _DASHES) or w.has(step, "comma"):
        step += 1
    begun, sure = step, False
    while w.has(step, "correction") or (step > begun and w.mark(step, _DASHES)):
        said = w.value(step, "correction")
        if said == "no" and not (
            w.mark(step + 1, _DASHES)
            or w.any_of(step + 1, "correction", "definite", "pronoun", "one")
            or verb_at(w, step + 1)
        ):
            break
        sure = sure or said in ("sure", "no")
        step += 1
    if step == begun:
        return None
    return Corrected(w.skip(step, "filler", unless=("degree", "number", "as-well")), sure)
