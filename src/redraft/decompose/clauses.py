"""Where clauses start and end, and which verb each begins with.

A command is read from left to right. A clause starts at a verb, at a new sentence, or
where a new description with its own value begins.

May import: decompose.words, decompose.sorts.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from redraft.decompose.heads import (
    SIZE_MIN,
    denied,
    joins_then,
    looks_listed,
    number_at,
    tells_texts,
    value_follows,
)
from redraft.decompose.holding import held
from redraft.decompose.sorts import gate, sorts
from redraft.decompose.words import Words

#: what a comma may be written as before a correction
_DASHES: Final = ",-–—"
#: marks that part clauses where spaces stand around them
_STROKES: Final = "-–—/+"
#: categories of words that begin to speak of something, which a text hardly does after "and"
_SPEAKS_OF: Final = ("det", "possessive", "pronoun", "quantifier")


#: words of what is replaced, in one more pair
_PAIR_MAX: Final = 8
#: words and marks of a text behind a comma
_RUN_MAX: Final = 12
#: what a clause may end with, but for the end of a quotation
_MAY_END: Final = gate(
    *("if", "otherwise", "only", "without", "then", "with", "growing"),
    tokens=["mark", "number"],
)
_MAY_END_SO: Final = gate(
    *("if", "otherwise", "only", "without", "then", "with", "reason", "grounds", "growing"),
    tokens=["mark", "number"],
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
_GROWING: Final = sorts("growing")
_REASON: Final = sorts("reason")
_GROUNDS: Final = sorts("grounds")
#: what a look for "respectively" may find: it, or a reason that ends the clause before it
_RESPECTIVELY: Final = gate("respectively", "reason")
#: what else a verb's form may be
_KIND_OR_PROPERTY: Final = sorts("kind", "property")
_LOOK: Final = sorts("keyword", "edge", "look")
_SHOULD: Final = sorts("should", "is")
_POSSESSIVE: Final = sorts("possessive")
_AND: Final = sorts("and")
_KIND_ONLY: Final = sorts("kind")
_FILLER: Final = sorts("filler")
#: what a correction may begin with
_CORRECTS: Final = gate("comma", "correction", tokens=["mark"])
_STAYS: Final = gate("stays")
_TEXT_EDGE: Final = gate("text-edge")
_SOMEBODY: Final = gate("people")
#: words that may stand before the people who are spoken of: "half of our users", "our legal team"
_PEOPLE_MAX: Final = 4
_SMALL: Final = ("det", "possessive", "quantifier", "of", "factor", "filler", "pronoun")
#: what a clause may begin with
_STARTS: Final = gate(
    *("only", "filler", "infinitive", "verb", "factor-verb", "nothing-else", "remark", "modal"),
    *("question", "wish", "vague", "other-job", "not", "without", "it-is", "pronoun", "so-far"),
    *("people", "definite", "rest", "ordinal", "no", "possessive", "name", "grounds"),
    tokens=["quote"],
)
_GONE: Final = gate("gone", "should", "passive", "moving")
#: verbs that may stand behind what is taken away
_TAKEN: Final = ("delete", "remove")
#: words of what "stays" as it is
_SUBJECT_MAX: Final = 6


def goes_away(w: Words, k: int) -> bool:
    """Whether "can go", "away", "gone" ends a clause at ``k``, or a verb of the kind: "CSV export remove"."""
    gone = w.has(k, "gone") or w.value(k, "should") == "go" or w.value(k, "verb") in _TAKEN
    if not gone or w.has(k, "name"):
        return False
    after = w.skip(k + 1, "filler", "closing")
    return ends_clause(w, after) or w.is_separator(after)


def goes_there(w: Words, k: int) -> str:
    """The verb at ``k`` before where its subject goes: "(the title) moves 20px up", "(titles) go up to 34"."""
    goes = w.value(k, "verb") == "go" or w.value(k, "gone") == "gone"
    if not (goes or w.has(k, "moving")):
        return ""
    begun = w.skip(k + 1, "filler", most=1)
    if goes and w.ends(k, "to") and (number_at(w, begun) or 0) >= SIZE_MIN:
        return "set"  # "go to 32"
    if w.begins(begun, "direction") and w.any_of(begun, "range", "to") and number_at(w, begun + 1):
        return "set"
    if w.value(begun, "direction") in ("up", "down") and number_at(w, begun + 1):
        return "move"
    if not w.has(k, "moving"):
        return ""
    amount = w.kind(begun) == "number" and w.any_of(begun + 1, "direction", "unit")
    placed = w.has(begun, "direction") or w.any_of(begun, "to", "relation")
    return "move" if amount or placed else ""


def _is_taken_away(w: Words, i: int) -> bool:
    """Whether what is named at ``i`` is to go: "…, chart away", "…, name moved to x=24"."""
    if not w.heard & _GONE or not (w.is_word(i) or w.kind(i) == "quote"):
        return False
    for k in range(i + 1, min(i + _SUBJECT_MAX, w.size)):
        if goes_away(w, k) or goes_there(w, k):
            return True
        if w.is_separator(k) or w.any_of(k, "verb", "should", "to", "direction"):
            break
    return False


def _ends_so(w: Words, i: int) -> bool:
    """ "(the title red,) tip 2 should start with a dash": how a text is to begin or end."""
    if not w.heard & _TEXT_EDGE:
        return False
    for k in range(i, min(i + _SUBJECT_MAX, w.size)):
        if w.has(k, "text-edge"):
            return True
        if w.is_separator(k) or w.any_of(k, "verb", "to"):
            break
    return False


def _tells_gap(w: Words, i: int) -> bool:
    """ "(rows 52 high,) 8px between them", "(the boxes wider) and 20 apart"."""
    if w.kind(i) != "number":
        return False
    told = i + 1 + w.has(i + 1, "unit")
    between = w.has(told, "between") and w.any_of(told + 1, "pronoun", "quantifier")
    between = between or (w.has(told, "mutual") and w.begins(told, "between"))
    return between or (w.has(told, "apart") and ends_clause(w, told + 1))


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
    if said & _GROUNDS and w.items[i].words > 1:  # "(make the title black) for contrast"
        return i > 0 and not w.is_separator(i - 1) and grounds_end(w, i) is not None
    if not said & _REASON:
        return False
    return w.value(i, "reason") == "so" or reason_end(w, i) is not None


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
        if said & _THEN and joins_then(w, i):
            return True
    if w.listed and said & _NUMBER and w.mark(i + 1, ".)") and w.is_word(i + 2):
        return True  # the next of "1. … 2. …"
    if said & (_WITH | _GROWING) and held(w, i) is not None:
        return True  # "(360 wide) growing to the left"
    if said & _WITH and stays_so(w, i + 1):
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
    if _is_taken_away(w, i) or held(w, i) is not None or _tells_gap(w, i) or _ends_so(w, i):
        return True
    if not (said & _STARTS or w.heard & _STAYS):
        return False
    if said & _ONLY and w.any_of(i + 1, "det", "pronoun"):
        return True
    if said & _QUOTE and w.has(i + 1, "arrow"):
        return True
    at = skip_fillers(w, i)
    if counted_off(w, at) is not None or w.has(at, "grounds"):
        return True  # "…, second, make …"
    if w.has(at, "infinitive") and verb_at(w, at + 1):
        return True  # "(please change …) and to make …"
    if verb_at(w, at) or w.has(at, "nothing-else"):
        return True
    if says_of_it(w, at) or _declares(w, at):
        return True  # "(make it taller), it's cramped"; "…, and the button says “Go”"
    if w.has(at, "remark") and w.items[at].words > 1 + (not _ends(w, at + 1)):
        return True  # "…, that would be nice", "…, thats it"
    if stays_so(w, at):
        return True  # "…, the height stays the same"
    if w.has(at, "modal") and w.any_of(at + 1, "definite", "possessive", "quantifier"):
        return True  # "…, could the price be bold?"
    if w.has(at, "question") and not w.any_of(at, "that", "property", "filler"):
        return True
    if w.has(at, "namely") and w.kind(at + 1) == "number":
        return False  # "(bigger,) maybe 4px"
    if w.has(at, "other-job") and _asked_of(w, at + 1):
        return False  # "(the name) and email red"
    return w.any_of(at, "wish", "vague", "other-job", "not", "without") and not w.any_of(
        at + 1, "kind", "any"
    )


def counted_off(w: Words, at: int) -> int | None:
    """The place after "first", "second,", "last:" before a clause; None where they tell which is meant."""
    if not w.has(at, "ordinal") or w.has(at, "name") or (at > 0 and w.has(at - 1, "det")):
        return None
    marked = w.mark(at + 1, ",:")
    after = at + 1 + marked
    if w.any_of(after, "definite", "possessive", "modal", "wish", "people", "quantifier"):
        return after
    if w.value(after, "filler") in ("ask", "polite") or (
        w.has(after, "no") and not w.mark(after + 1)
    ):
        return after
    told = w.kind(after) == "quote" and (
        value_follows(w, after + 1) or w.any_of(after + 1, "should", "is") or w.mark(after + 1, ":")
    )
    told = told or (w.has(after, "keyword") and w.any_of(after + 1, "in", "of", "purpose"))
    named = w.mark(at + 1) and (
        told or w.any_of(after, "name", "kind", "in") or w.is_unknown(after)
    )
    if marked and named and not w.has(after, "ordinal"):
        return after
    if not verb_at(w, after):
        return None
    tells = w.any_of(after + 1, "any", "should", "is", "and")
    tells = tells or (value_follows(w, after + 1) and w.kind(after + 1) != "quote")
    called = w.has(after + 1, "kind") and not w.has(after + 1, "name") and w.is_capital(after)
    return after if marked or not (tells or called or after + 1 >= w.size) else None


def people_end(w: Words, at: int) -> int | None:
    """The place after "nobody", "half of our users", "our legal team"."""
    if not w.heard & _SOMEBODY:
        return None
    for k in range(at, min(at + _PEOPLE_MAX, w.size)):
        if w.has(k, "people"):
            return k + 2 if w.has(k + 1, "people") else k + 1
        if not (w.any_of(k, *_SMALL) or w.is_unknown(k) or w.has(k, "number")):
            return None
    return None


def people_do(w: Words, who: int) -> int | None:
    """The place after what people are to do with the screen: "should notice (it)", "(we want them) to see that"."""
    if w.value(who - 1, "people") not in ("some", "none") or not w.any_of(who, "should", "to"):
        return None
    does = w.skip(who + 1, "to", "filler", most=2)
    strange = w.is_unknown(does) and not w.is_capital(does)
    return (
        does + 1 if strange or w.has(does, "states") or w.value(does, "wish") == "think" else None
    )


def _told_by(w: Words, begun: int) -> int | None:
    """The place after whoever does something: "we (print this one)", "no patient (knows theirs by heart)"."""
    if w.has(begun, "no") and w.is_unknown(begun + 1):
        told = w.is_unknown(begun + 2) or w.any_of(begun + 2, "states", "is", "says")
        return begun + 2 if told else None
    who = people_end(w, begun)
    if who is None or not w.is_word(who) or w.any_of(who, "and", "of", "possessive-mark"):
        return None
    if w.has(who, "wanting"):
        return who
    if w.has(who, "should"):
        return None
    if w.any_of(who, "property", "keyword", "kind", "to", "in") or w.is_colour(who):
        return None
    if not verb_at(w, who):
        return who
    for k in range(who + 1, w.size):
        if ends_clause(w, k) or w.is_separator(k):
            return who  # "we go live on Monday"
        if w.any_of(k, *_SPEAKS_OF, "kind", "name", "property"):
            return None
    return who


def _declares(w: Words, i: int) -> bool:
    """ "the subscribe button says “Go”": what is to be written there, and no more."""
    if not w.has(i, "definite"):
        return False
    for k in range(i + 1, min(i + _SUBJECT_MAX + 1, w.size)):
        if w.value(k, "says") == "says":
            quoted, after = w.kind(k + 1) == "quote", w.skip(k + 2, "filler")
            return quoted and (after >= w.size or w.is_separator(after))
        if w.is_separator(k) or w.any_of(k, "that", "should", "verb") or w.kind(k) == "quote":
            return False
    return False


def says_of_it(w: Words, i: int) -> int | None:
    """The place after "it's", "they look", "people can't", "the buttons look": what follows is said to be so."""
    begun = w.skip(i, "so-far", most=2)
    if begun > i and w.begins(begun - 1, "pronoun"):
        return begun  # "it was", which is one phrase
    if w.has(begun, "it-is"):
        return None if w.has(begun + 1, "should") else begun + 1
    if w.has(begun, "remark") and w.begins(begun, "pronoun", "it-is"):
        return begun + 1  # "it looks", which is one phrase
    if w.has(begun, "pronoun") and w.has(begun + 1, "should") and w.has(begun + 2, "vague-look"):
        return begun + 3  # "it should stand out", which says what for
    people = w.has(begun, "people")
    if people and w.any_of(begun + 1, "modal", "not"):
        return begun + 2
    if people and (does := people_do(w, begun + 1)) is not None:
        return does
    if w.value(begun, "people") == "being":
        return begun + 1  # "he's on holiday"
    if w.value(begun, "people") == "self" and w.has(begun + 1, "passive"):
        return begun + 2  # "we changed the brand colour"
    if w.has(begun + 1, "wanting") and w.has(begun + 2, "pronoun") and _ends(w, begun + 3):
        return begun + 2  # "she asked for it"
    if w.any_of(begun, "people", "no", "possessive", "definite") and (who := _told_by(w, begun)):
        return who
    if w.has(begun, "pronoun") and w.any_of(begun + 1, "asks") and begun + 2 < w.size:
        return begun + 2  # "it has been bugging me"
    if (people or w.any_of(begun, "pronoun", "rest")) and begun + 2 < w.size:
        says = w.any_of(begun + 1, "states") or w.value(begun + 1, "wanting") == "thinks"
        is_so = not people and (w.has(begun + 1, "is") or w.begins(begun + 1, "is"))
        return begun + 2 if says or is_so else None
    named = w.any_of(begun, "definite", "name") or w.kind(begun) == "quote"
    return _judged_after(w, begun) if named else None


def _judged_after(w: Words, at: int) -> int | None:
    """ "the buttons look (squeezed)", where no wish can be meant."""
    for k in range(at + 1, min(at + _SUBJECT_MAX, w.size - 1)):
        if w.has(k, "is"):
            judged = w.skip(k + 1, "too", "degree", "filler", most=2)
            return (
                k + 1 if w.any_of(judged, "plain-form", "praise") or w.is_unknown(judged) else None
            )
        if w.is_separator(k) or w.any_of(k, "verb", "should", "more", "keyword", "says"):
            return None
    return None


def approved(w: Words, at: int) -> int | None:
    """The place of "is" in "16 is fine", "16px is good": a value that is to be; None where it is none."""
    if w.kind(at) != "number" and not w.is_colour(at):
        return None
    step = at + 1 + w.has(at + 1, "unit")
    good = w.skip(step + 1, "degree", most=1)
    if not (w.has(step, "is") and w.has(good, "praise")):
        return None
    return step if ends_clause(w, good + 1) or w.is_separator(good + 1) else None


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
    return w.has(i, "nothing-else") or (subject and stays_so(w, i))


def stays_so(w: Words, at: int) -> bool:
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
        or (w.any_of(at + 1, "kind", "any") and _may_describe(w, at))
        or (w.has(at, "quantifier") and counts_off(w, at + 1))
    ):
        at += 1
    return at


def counts_off(w: Words, at: int) -> bool:
    """Whether what stands behind "each" is named: "each payee", "each Select button"."""
    named = w.is_unknown(at) or w.has(at, "name") or w.is_capital(at)
    return named or w.any_of(at + 1, "kind", "any")


def _may_describe(w: Words, at: int) -> bool:
    """Whether a filler before a kind may be a part of its name: "the plain button", not "please"."""
    polite = w.value(at, "filler") == "polite"
    return w.items[at].words == 1 and not (polite or verb_at(w, at + 1))


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
        named = "kind" not in also and _is_named(w, i + 1)  # "place timeOut2 below the card"
        follows = named or _object_follows(w, i + 1)
        return not follows or ("property" in also and w.has(i + 1, "of"))
    if said & _LOOK:
        if (begun := looks_listed(w, i + 1)) is not None and not w.has(begun - 1, "to"):
            return True  # "bold text and 8px corners on the card"
        # "bold the title", "bold and underline it" ask; "bold, red", "uppercase and bold" describe
        last = i
        while (after := w.skip_commas(last + 1)) > last + 1 and (
            w.has(after, "verb") and w.any_of(after, "keyword", "look")
        ):
            last = after
        return not (
            _object_follows(w, last + 1)
            # "bold Mum and Jonas", "bold and underline sign up"
            or (w.has(last + 1, "name") and (last > i or w.is_capital(last + 1)))
            or _lines_up(w, i)
        )
    headed = after_it & _KIND_ONLY and w.mark(i + 2, ":") and also["verb"] not in _GIVING
    if headed and looks_come(w, i + 3):
        return True  # "delete buttons: white background"
    if w.sorts[i - 1] & _POSSESSIVE and i > 0:
        return True  # "its name 20px"
    if after_it & _SHOULD or (after_it & _AND and w.sorts[i + 3] & _SHOULD):
        return True  # "search should be red", "name and email should be red"
    if denied(w, i + 1):
        return True  # "name should no longer be bold"
    if tells_texts(item.text) and (w.is_colour(i + 1) or after_it & _ASKED_OF):
        return True  # "name navy", "title bold"
    called = "carrying" in item.means and after_it & _KIND_ONLY
    if called and not w.items[i + 1].plural:
        # "put card 1 below the title": a number behind one is which it is
        called = not (w.kind(i + 2) == "number" and not w.items[i + 2].token.unit)
    if called and (w.sorts[i + 2] & _ASKED_OF or w.is_colour(i + 2)):
        return True  # "apply buttons 50 high"
    # "the save button", "undo icon": a name in front of a kind
    told = w.any_of(i + 2, "to", "should", "is")
    if item.means.get("verb") == "pick":  # "Select buttons: navy"
        counted = w.kind(i + 2) == "number" and w.mark(i + 3, ":")  # "select slide 2: …"
        told = told or w.mark(i + 2, ":") or (value_follows(w, i + 2) and not counted)
    return bool(
        after_it & _KIND_ONLY
        and item.means.get("verb") in ("show", "go", "pick", "flip", "swap")
        and told
    )


def looks_come(w: Words, at: int) -> bool:
    """Whether a property and its value come at ``at``: "white background", "1px red border", "text red"."""
    if w.begins(at, "no") and (w.has(at, "keyword") or w.has(at + 1, "property")):
        return True
    if w.has(at, "property") and (w.has(at, "inner-text") or not w.has(at, "kind")):
        return value_follows(w, at + 1)
    if not value_follows(w, at):
        return False
    for k in range(at + 1, min(at + 1 + _VALUES_MAX, w.size)):
        if w.has(k, "property"):
            return True
        if not (w.is_colour(k) or w.any_of(k, "unit", "shade", "keyword") or w.kind(k) == "number"):
            return False
    return False


#: verbs that give what comes behind a colon
_GIVING: Final = ("make", "give", "set", "keep")
#: values before the property that they are of
_VALUES_MAX: Final = 4


def _lines_up(w: Words, i: int) -> bool:
    """ "center song_title on the page": a verb, as what it names is given no value behind it."""
    if not (w.has(i + 1, "name") and w.has(i, "edge")):
        return False
    for k in range(i + 2, min(i + 2 + _LINED_MAX, w.size)):
        if ends_clause(w, k) or w.is_separator(k):
            return True
        if w.any_of(k, *_GIVES) or w.kind(k) in ("number", "quote") or w.is_colour(k):
            return False
    return True


#: words behind what is to be lined up, and what gives it a value rather than a line
_LINED_MAX: Final = 8
_GIVES: Final = ("to", "should", "is", "more", "property", "says", "like", "becoming")


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
    return w.any_of(i, "kind", "any", "screen", "everything") or w.is_unknown(i)


def _is_named(w: Words, at: int) -> bool:
    """Whether a name stands at ``at`` that could be no value of what is said before it."""
    named = w.has(at, "name") and not w.any_of(at, "token", "keyword", "edge", "direction", "more")
    return named and not (w.is_colour(at) or w.has(at, "verb"))


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
    while not (ends_clause(w, at) or (_breaks_text(w, at) and not _runs_on(w, at))):
        if w.any_of(at, *joints) and (_goes_on(w, at + 1) or _pair_comes(w, at + 1, lead)):
            break
        if w.has(at, "instead") and w.items[at].words > 1:
            break  # "Welcome instead of Good morning"
        at += 1
    return at


def _runs_on(w: Words, comma: int) -> bool:
    """Whether a text goes on behind a comma: "(Good evening), Priya", "(Milk), eggs and juice".

    Then nothing comes up to the clause's end but words that nobody knows, and small ones.
    "(Bag), Address and Check" may be one text each.
    """
    if not w.mark(comma, ","):
        return False
    at = comma + 1
    strange, names = 0, w.is_capital(comma - 1)
    while not ends_clause(w, at) and at <= comma + _RUN_MAX:
        if w.is_unknown(at) and not w.has(at, "name"):
            strange += 1
            names = names and w.is_capital(at)
        else:
            listed = names and w.has(at, "and")
            small = strange and w.any_of(at, *_IN_A_TEXT)
            if listed or not (small or w.mark(at, ",")):
                return False
        at += 1
    return strange > 0 and at <= comma + _RUN_MAX and w.is_unknown(at - 1)


#: small words that do not end a text behind a comma
_IN_A_TEXT: Final = ("and", "of", "det", "in", "for")


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
    return (w.mark(at, ",([") and not grouped) or parts_clauses(w, at)


def parts_clauses(w: Words, at: int) -> bool:
    """Whether a dash or a stroke with spaces around it at ``at`` has a clause behind it."""
    if not strokes(w, at):
        return False
    if starts_clause(w, at + 1) or w.any_of(at + 1, "definite", "wish"):
        return True
    if w.value(at + 1, "filler") in ("ask", "polite"):
        return True
    for k in range(at + 2, min(at + 2 + _PAIR_MAX, w.size)):
        if w.sorts[k] & _MARK and not w.mark(k, ":"):
            break
        if w.any_of(k, "should", "is", "arrow", "becoming") or w.mark(k, ":") or w.is_colour(k):
            return True  # "(change it to Sold out) — step 2 goes back to …"
    return False


def strokes(w: Words, at: int) -> bool:
    """Whether a dash or a stroke stands at ``at`` with spaces around it."""
    if not (w.sorts[at] & _MARK and w.mark(at, _STROKES)) or at + 1 >= w.size:
        return False
    item = w.items[at]
    return w.text[item.start - 1 : item.start].isspace() and w.text[item.end].isspace()


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
    exact = told or _told_before(w, at)
    joint, subject = 0, w.after_det(at + 1)
    for stop in range(at + 1, at + _REASON_MAX):
        said = w.any_of(stop - 1, "is", "people")  # "he is leaving", "this is where we are"
        ended = _ends(w, stop) and not (said and w.any_of(stop, "without", "question"))
        asks = told and asks_at(w, stop) and not w.has(stop - 1, "someone")  # "we have no rights"
        if ended or w.mark(stop, ",") or strokes(w, stop) or asks:
            return stop
        if w.any_of(stop, "and"):
            if starts_clause(w, stop + 1):
                return stop
            joint = stop
        if not (w.is_word(stop) or w.kind(stop) in ("other", "number") or w.mark(stop, "-–—")):
            return None
        if stop == subject and w.has(stop, "inner-text"):
            continue  # "so the text fits"
        if _measures(w, stop) or (not told and _wishes(w, stop)):
            return None
        if w.has(stop, "stays") and not moved:
            return None
        if not exact and w.any_of(stop, *_BINDS):
            return None  # "(make it bigger) so it lines up with the title": that is how much
        if joint and (_wishes(w, stop) or w.any_of(stop, "keyword")):
            return joint  # "because it is ugly and the title red": what is joined asks
    return None


#: what may say how much of something is asked, rather than why
_BINDS: Final = ("binding", "relation", "like", "same", "evenly", "between", "mutual", "put")


def _told_before(w: Words, at: int) -> bool:
    """Whether the sentence up to ``at`` gives a value: "(start it at 44) so it aligns with …"."""
    for k in range(at - 1, max(at - _REASON_MAX, -1), -1):
        if ends_sentence(w, k):
            return False
        counts = w.kind(k) == "number" or (w.has(k, "number") and not w.has(k, "one"))
        if counts or w.is_colour(k) or w.has(k, "token"):
            return True
    return False


def grounds_end(w: Words, at: int) -> int | None:
    """Where the ground of an edit ends that is told behind it: "as requested by the client".

    None where it may ask for something.
    """
    if not w.has(at, "grounds"):
        return None
    for stop in range(at + 1, at + _REASON_MAX):
        if _ends(w, stop) or w.mark(stop, ",)"):
            return stop
        if w.has(stop, "and") and starts_clause(w, stop + 1):
            return stop
        if _measures(w, stop) or _wishes(w, stop) or w.any_of(stop, "keyword", "wish", "verb"):
            return None
    return None


def _measures(w: Words, i: int) -> bool:
    """Whether a length stands at ``i``, or a number that may be one."""
    if w.kind(i) == "colour" or w.has(i, "unit"):
        return True
    alone = i + 1 >= w.size or w.is_separator(i + 1) or w.has(i + 1, "unit")
    counts = w.kind(i) == "number" or (w.has(i, "number") and not w.has(i, "one"))
    return counts and (alone or bool(w.items[i].token.unit))


def _wishes(w: Words, i: int) -> bool:
    """Whether the word at ``i`` says how something is to look."""
    if w.has(i, "more") and w.has(i, "vague-look"):
        return False  # "so it stands out more"
    if w.has(i, "more"):  # "on smaller laptops" tells which
        return not (w.is_unknown(i + 1) or w.any_of(i + 1, "kind", "screen"))
    if w.has(i, "should") and w.begins(i, "modal"):
        return w.is_colour(i + 1) or w.any_of(i + 1, "keyword", "more")  # "so it can be read"
    if w.is_colour(i):  # "so it aligns with the blue one"
        return not w.any_of(i + 1, "one", "kind", "any")
    return w.any_of(i, "property", "should")


def bracketed_noise(w: Words, at: int) -> int | None:
    """The place after a bracketed remark that asks for nothing: "(command 3)", "(100 components)"."""
    if not (w.sorts[at] & _MARK and w.mark(at, "([")):
        return None
    if (told := bracketed_remark(w, at + 1)) is not None:
        return told
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


def bracketed_remark(w: Words, at: int) -> int | None:
    """The place after "(it's too small on my laptop)", "(currently 14px)", "(so people see it)".

    What somebody thinks, why something is asked, or what is so now; none where it may ask.
    """
    now = w.any_of(at, "so-far", "from")
    led = w.skip(at, "already", "pronoun", "possessive", "someone", most=2)
    told = (
        w.any_of(at, "grounds", "it-is", "people", "reason", "telling")
        or w.any_of(led, "is", "states")
        or w.begins(led, "is")
    )
    told = told or (w.has(at, "no") and _told_by(w, at) is not None)
    if not (now or told or (w.has(at, "definite") and _judged_after(w, at) is not None)):
        return None
    for stop in range(at + 1, min(at + _REASON_MAX, w.size)):
        if w.mark(stop, ")]"):
            return stop + 1
        if w.mark(stop, ".!?;\n([") or w.has(stop, "should") or asks_at(w, stop):
            return None
        if not now and (_measures(w, stop) or w.any_of(stop, "keyword")):
            return None
    return None


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
