"""Remarks: “the footer text is too small” tells what is meant and asks for nothing yet.

May import: decompose, plan.steps, select.selectors, diagnostics.
"""

from __future__ import annotations

from typing import Final

from redraft.decompose.asking import Asking
from redraft.decompose.clauses import asks_at, ends_clause, verb_at
from redraft.decompose.drafts import Assignment, Change, Draft
from redraft.decompose.nouns import noun
from redraft.decompose.sorts import gate
from redraft.decompose.words import Words
from redraft.diagnostics import Diagnostic
from redraft.select.selectors import Everything, Screen, Selector

#: words that a remark may have after its adjective
_REMARK_MAX: Final = 12
#: what something is said to have not
_LACKS: Final = gate("have")
_GONE: Final = gate("no", "keyword")
_TOO: Final = gate("too")
#: what something is said not to be
_ISNT: Final = gate("isnt")
#: words of the wish after it among which it is spoken of
_ABOUT_IT_MAX: Final = 3
#: what a wish would have and a remark has not
_SAYS_VALUES: Final = (
    "property",
    "keyword",
    "more",
    "number",
    "token",
    "verb",
    "font-name",
    "except",
)


def complaint(p: Asking, at: int) -> int | None:
    """ "the footer text is too small": tells what is meant, asks for nothing yet."""
    w = p.w
    if (
        told := _too_much_in(p, at)
        or _lacking(p, at)
        or _overdone(p, at)
        or _not_there(p, at)
        or _not_so(p, at)
    ) is not None:
        return told
    prop = ""
    step = w.skip(at, "det", "it-is")
    target: Selector
    if w.has(at, "it-is"):
        target = p.it()
        step = at + 1
    elif w.has(at, "too") and w.has(at + 1, "more"):
        target, step = p.it(), at  # "too big, (36 please)"
    elif (end := _too_much(w, at)) is not None:
        return _remarked(p, at, at, p.it(), "", end)
    elif p.memory.target is None and _of_the_ground(w, step):
        target, prop, step = Screen(), w.value(step, "property"), step + 2
    else:
        if w.has(step, "property") and w.any_of(step + 1, "of"):
            prop = w.value(step, "property")
            step += 2
        found = noun(w, step, places=True)
        if found is None:
            return None
        if isinstance(found.selector, Everything):
            return None  # nothing that "it" could mean next
        target = found.selector
        step = found.stop
        owned = step + w.has(step, "possessive-mark")  # "the button's colour"
        if w.has(owned, "property"):
            prop = w.value(owned, "property")
            step = owned + 1
        named = w.mark(step, ":") and w.has(step + 1, "too")  # "the quote: too long"
        hangs = _sits(w, step)  # "the price sits too low"
        if w.any_of(step, "is", "says", "possessive-mark", "it-is") or named or hangs:
            step += 1
        elif not w.has(step, "too"):
            return None
    plain_end = _plain_remark(w, step, says=w.has(step - 1, "says"))
    if plain_end is not None:
        return _remarked(p, at, step, target, prop, plain_end)
    if not w.any_of(step, "too", "degree", "not"):
        return None
    step = w.skip(step, "too", "degree", "not", "filler")
    described = w.any_of(step, "more", "size-word", "look", "keyword", "vague")
    if not (described or w.is_colour(step) or w.is_unknown(step)):
        return None
    return _remarked(p, at, step, target, prop)


def _too_much(w: Words, at: int) -> int | None:
    """ "(still) too faint, (make it black)", "way too flashy": what nothing is named for, and where it ends."""
    step = w.skip(at, "degree", "filler", most=2)
    if step == at or not w.has(step - 1, "too") or not w.is_unknown(step):
        return None
    end = _plain_remark(w, step, says=False)
    return end if end is not None and _wish_behind(w, end) else None


def _too_much_in(p: Asking, at: int) -> int | None:
    """ "too much air in the rows(: padding 8)", "not enough contrast on the card.": of what there is how much."""
    w = p.w
    if not (w.has(at, "too") and w.items[at].words > 1):
        return None
    named = w.skip(at + 1, "kind", "filler", most=1)
    ahead = range(named, min(named + _ABOUT_IT_MAX, w.size))
    where = next((k for k in ahead if w.any_of(k, "in", "of", "relation", "inside")), None)
    found = None if where is None else noun(w, where + 1, places=True)
    if where is None or found is None or isinstance(found.selector, Everything):
        return None
    behind = w.is_separator(found.stop) and found.stop + 1 < w.size
    if not behind or (stop := _remarked(p, at, named, found.selector, "", found.stop)) is None:
        return None
    p.memory.properties = (w.value(named, "property"),) if w.has(named, "property") else ()
    return stop


def _of_the_ground(w: Words, at: int) -> bool:
    """ "the background is dull", "the background's too dark": where no owner is told, the screen's."""
    ground = w.value(at, "property") == "background" and not w.any_of(at, "name", "kind")
    return ground and w.any_of(at + 1, "is", "possessive-mark")


def _wish_behind(w: Words, at: int) -> bool:
    """Whether something is asked behind a remark that ends at ``at``."""
    after = w.skip_commas(at)
    after = w.skip(after, "filler", "wish", most=3) if after > at else after
    return after > at and (asks_at(w, after) or bool(verb_at(w, after)))


def _not_there(p: Asking, at: int) -> int | None:
    """ "there's no shadow on the card, (add one)": what is missing, and where."""
    w = p.w
    if not w.heard & _GONE:
        return None
    there = w.value(at, "there") == "is" or (at and w.has(at, "is") and w.has(at - 1, "there"))
    begun = at + bool(there)
    if not w.begins(begun, "no"):
        return None
    named = w.after_det(begun + w.has(begun, "no"))
    name = w.value(named, "property") or w.value(named, "keyword").partition(" ")[0]
    where = w.skip(named + 1, "filler", "so-far", most=2)
    found = noun(w, where + 1, places=True) if name and w.any_of(where, "in", "of") else None
    if found is None or isinstance(found.selector, Everything):
        return None
    stop = w.skip(found.stop, "filler", "so-far", "but", most=2)
    yet = any(w.any_of(k, "so-far", "but") for k in range(found.stop, stop))
    if not (there or yet) or not (w.mark(stop, ".!;\n") or _wish_behind(w, stop)):
        return None
    return _remarked(p, at, stop, found.selector, name, stop)


def _sits(w: Words, at: int) -> bool:
    """Whether something is told to sit somewhere; "too high in its button" says where it should be, too."""
    if not (w.has(at, "posture") and w.has(at + 1, "too")):
        return False
    for k in range(at + 2, min(at + _REMARK_MAX, w.size)):
        if w.is_separator(k):
            return True
        if w.any_of(k, "in", "relation"):
            return False
    return at + _REMARK_MAX >= w.size


def _lacking(p: Asking, at: int) -> int | None:
    """ "the table has no outline. (1px grey)", "the cards have no shadow yet, (add one)": what is missing.

    Where nothing else says that this is so and nothing is asked behind it, it may be a wish.
    """
    w = p.w
    if not w.heard & _LACKS:
        return None
    ahead = range(at + 1, min(at + _REMARK_MAX, w.size))
    k = next((k for k in ahead if w.has(k, "have")), None)
    if k is None or not w.begins(k + 1, "no"):
        return None
    named = w.after_det(k + 1 + w.has(k + 1, "no"))  # "no border" may be one word
    name = w.value(named, "property") or w.value(named, "keyword").partition(" ")[0]
    stop = w.skip(named + 1, "filler", "so-far", "but", most=2)
    yet = any(w.any_of(i, "so-far", "but") for i in range(named + 1, stop))
    another = w.mark(stop, ".!;\n") and stop + 1 < w.size
    if not (name and (another or _wish_behind(w, stop) or (yet and ends_clause(w, stop)))):
        return None
    about = _about(w, at, k)
    return None if about is None else _remarked(p, at, stop, about, name, stop)


def _overdone(p: Asking, at: int) -> int | None:
    """ "the button has too much padding, (make it 8)", "too much round corners": so much of what it has."""
    w = p.w
    if not w.heard & _TOO:
        return None
    ahead = range(at + 1, min(at + _REMARK_MAX, w.size))
    k = next((k for k in ahead if w.has(k, "too") and w.has(k - 1, "have")), None)
    if k is None or w.items[k].words < _OF_SO_MUCH:
        return None
    named = w.skip(k + 1, "more", "plain-form", "look", unless=("property",), most=1)
    name, stop = w.value(named, "property"), named + 1
    another = (w.is_separator(stop) or w.mark(stop, ".!;:\n")) and stop + 1 < w.size
    about = _about(w, at, k - 1) if name and another else None
    return None if about is None else _remarked(p, at, stop, about, name, stop)


#: words of "too much", unlike "too"
_OF_SO_MUCH: Final = 2


def _not_so(p: Asking, at: int) -> int | None:
    """ "the label isn't centred in its button. (Center it.)", "the titles aren't bold, (make them bold)".

    Only where a wish about it follows: alone it may be a wish itself.
    """
    w = p.w
    if not w.heard & _ISNT:
        return None
    ahead = range(at + 1, min(at + _REMARK_MAX, w.size))
    k = next((k for k in ahead if w.has(k, "isnt")), None)
    if k is None or any(w.is_separator(i) for i in range(at, k)):
        return None
    said = range(k + 1, min(k + _REMARK_MAX, w.size))
    stop = next((i for i in said if w.is_separator(i)), None)
    if stop is None:
        return None
    wish = stop
    while w.is_separator(wish) or w.any_of(wish, "filler", "then", "wish"):
        wish += 1
    about_it = any(w.has(i, "pronoun") for i in range(wish, min(wish + _ABOUT_IT_MAX, w.size)))
    if not (verb_at(w, wish) and about_it):
        return None
    if any(w.any_of(i, "in", "relation", "but", "instead") for i in range(k, stop)):
        return None  # "isn't centred in the header. Center it": there, and not on the screen
    about = _about(w, at, k)
    return None if about is None else _remarked(p, at, stop, about, "", stop)


def _about(w: Words, at: int, stop: int) -> Selector | None:
    """What is named by all the words from ``at`` to ``stop``, where "it" could mean that next."""
    subject = w.part(at, stop)
    found = noun(subject, 0, places=True)
    if found is None or found.stop != subject.size or isinstance(found.selector, Everything):
        return None
    return found.selector


def _plain_remark(w: Words, at: int, *, says: bool) -> int | None:
    """ "(the subtitle reads) kind of long", "(is) hard to read": where it ends.

    Words of no known meaning are a remark too, as long as nothing in them could be a value.
    """
    at = w.skip(at, "filler", "degree", unless=("more",))
    if not (w.any_of(at, "plain-form", "size-word") or (not says and w.is_unknown(at))):
        return None
    for stop in range(at + 1, at + _REMARK_MAX):
        if ends_clause(w, stop) or w.is_separator(stop) or asks_at(w, stop):
            return stop
        if w.has(stop, "but") and w.any_of(stop + 1, "definite", "possessive", "name"):
            return stop  # "(the title is) fine but the quote is too big"
        if w.kind(stop) != "word" or w.is_colour(stop) or w.any_of(stop, *_SAYS_VALUES):
            return None
    return None


def _judged_property(w: Words, at: int) -> str:
    """What is judged by the look at ``at``: "(too) round", "(too) transparent"; "" where that is not told."""
    name, told, _ = w.value(at, "keyword").partition(" = ")
    return name if told else "opacity" if w.has(at, "see-through") else ""


def _remarked(
    p: Asking, at: int, step: int, target: Selector, prop: str, end: int | None = None
) -> int | None:
    w = p.w
    step = w.skip(step, "filler", "degree", unless=("more", "plain-form"))
    if not prop and w.has(step, "more"):
        prop = w.value(step, "more").rpartition(" ")[0]
    elif not prop:
        prop = _judged_property(w, step)
    stop = step + 1 if end is None else end
    ends = ends_clause(w, stop) or w.is_separator(stop) or w.has(stop, "but")
    if not (ends or asks_at(w, stop)):
        return None
    w.use(at, stop)
    p.remember(target, spoken=True)
    p.memory.properties = (prop,) if prop else ()
    span = w.span(at, stop)
    message = f"“{w.quote(span)}” asks for no edit yet"
    notice = Diagnostic("clause.not-an-edit", "notice", message, span=span)
    p.memory.assignments = ()
    if prop not in ("", "size") and not w.has(step, "plain-form"):
        p.memory.assignments = (Assignment(prop, Change("", 1), span),)
    # a complaint with nothing after it is an error; beside edits it is a notice
    p.drafts.append(Draft(at, stop, diagnostics=[notice]))
    return stop
