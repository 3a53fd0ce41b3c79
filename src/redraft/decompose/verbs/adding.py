"""One component more: “add a label “Free” above the price, same style as the hint, 12px, grey”.

What is added is told by its kind, its text, what it stands beside and what it looks like, in
any order. How it is to look besides is asked of what was just added.

    L-1  every item is visited a bounded number of times

May import: decompose, plan.steps, select.selectors.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from msgspec import Struct, structs

from redraft.decompose.asking import Asking
from redraft.decompose.descriptions import Noun, inside, many
from redraft.decompose.distances import GAPS, Distance, distance, is_distance
from redraft.decompose.drafts import Draft
from redraft.decompose.filling import Filler
from redraft.decompose.framing import frames
from redraft.decompose.heads import value_follows
from redraft.decompose.nouns import nouns
from redraft.decompose.places import side_of
from redraft.decompose.sorts import gate
from redraft.decompose.values import value
from redraft.decompose.verbs.ending import ended
from redraft.decompose.words import Span, Words
from redraft.document.properties import TEXT_LIKE
from redraft.plan.steps import Add, Match, Step
from redraft.select.selectors import Except, Named, Pick, Reference, Selector

#: what is written in a line has no type of its own
_TEXT: Final = "text"
#: words before the kind: "a second little grey"
_BEFORE_MAX: Final = 6
#: words of a kind that nobody knows: "menu entry"
_CALLED_MAX: Final = 3
#: words up to a text or a likeness behind what it stands beside
_AHEAD_MAX: Final = 16
_SMALL: Final = ("filler", "closing", "as-well")
_ALONG: Final = ("before", "after")
#: what says where something is added, or what it is to be like
_TELLS: Final = gate("relation", "like", "same")
#: values that may stand between what is told of the component
_LOOKS: Final = ("colour", "px", "keyword", "token")


class _Added(Struct):
    """What is known of the component that is to be added."""

    kind: str
    #: it is one more of those that are there
    more: bool
    #: the words for one of them
    called: Named
    text: str | None = None
    anchor: Selector | None = None
    #: what holds that
    within: Selector | None = None
    sure: float = 1.0
    side: str = ""
    gap: Distance | None = None
    like: Selector | None = None
    #: it is told to look like what it stands beside
    alike: bool = False
    #: only its size is to be that of another: this one, or what it stands beside
    wants_size: bool = False
    sized: Selector | None = None
    #: places of words that say how it looks
    looks: list[int] = []


def added(p: Asking, draft: Draft, at: int, begun: int) -> int | None:
    """Read from ``begun`` on what is added beside something; None where nothing is."""
    w = p.w
    if not w.heard & _TELLS:
        return None
    said = _kind(w, begun)
    return None if said is None else _read(p, draft, at, *said)


def added_there(p: Asking, draft: Draft, at: int) -> int | None:
    """ "under the price add a note “incl. VAT”", "above it there should be a line “…”": its place first."""
    w = p.w
    if not (w.has(at, "relation") and not w.any_of(at, "kind", "name")):
        return None
    first = w.skip(at + 1, "of", "to", most=2)
    there = next((k for k in range(first, min(first + _AHEAD_MAX, w.size)) if w.has(k, "there")), 0)
    found = nouns(w.part(first, there or w.size), 0, places=True)
    if found is None or found.screen or found.number == "all" or found.inner_text:
        return None
    begun = first + found.stop
    begun = w.skip(begun + w.mark(begun), "filler")
    if not (w.value(begun, "verb") in _ADDING or w.any_of(begun, "wish", "there")):
        return None
    said = _kind(w, w.skip(begun + 1, "filler"))
    if said is None:
        return None
    one, stop = said
    one.anchor, one.side, one.sure = found.selector, _side(w, at), found.sure
    return _read(p, draft, at, one, stop)


def copied_to(p: Asking, target: Selector, at: int, begun: int) -> tuple[Add, int] | None:
    """ "(duplicate the card) underneath with 12px between", "below itself", "to the right of the chart"."""
    w = p.w
    step = w.skip_commas(begun)
    beside = to_its_side(w, step)
    if beside is None and not w.any_of(step, "relation", "beside-it"):
        return None
    side, stop = beside or ("", step + 1)
    side = side or side_of(w.value(step, "relation") or w.value(step, "beside-it"))
    anchor = target
    if w.any_of(stop, "itself", "pronoun"):
        stop += 1
    elif (
        beside is None
        and (found := nouns(w, w.skip(stop, "of", "to", most=2), places=True)) is not None
    ):
        stop, anchor = found.stop, p.scoped(found.selector)
    gap = distance(w, w.skip_commas(stop))
    if gap is not None and gap.told:
        stop = gap.stop
    else:
        gap = None
    w.use(begun, stop)
    apart = None if gap is None else gap.px
    made = Add(component={"type": _TEXT}, anchor=anchor, side=side, gap=apart, like=target)  # type: ignore[arg-type]
    return structs.replace(made, span=w.span(at, stop)), stop


def to_its_side(w: Words, at: int) -> tuple[str, int] | None:
    """ "(duplicate it) to its right", "to the right": the side, and where the words for it end."""
    stop = at
    if w.any_of(at, "to", "in") and w.has(at + 1, "possessive"):
        side, stop = w.value(at + 2, "direction") or w.value(at + 2, "edge"), at + 3
    else:
        side, stop = w.value(at, "direction"), at + 1
    if side not in ("left", "right") or w.has(stop, "of"):
        return None
    return side, stop


#: verbs that bring something to a place
_ADDING: Final = ("add", "insert", "move", "set")


def _read(p: Asking, draft: Draft, at: int, said: _Added, begun: int) -> int | None:
    w = p.w
    all_of_it: list[_Added] = [said]
    w.quotes_name = False
    stop = _parts(w, said, begun)
    while (again := _one_more(w, stop, all_of_it[-1])) is not None:
        all_of_it.append(again.said)
        stop = again.stop
    w.quotes_name = True
    if not all(_enough(one) for one in all_of_it) or not _goes_on(w, stop):
        return None
    w.use(at, stop)
    for one in all_of_it:
        draft.steps.append(_step(p, one, w.span(at, stop)))
        draft.sure *= one.sure
    if said.wants_size:
        assert said.anchor is not None
        draft.behind.append(_sized(p, said.sized or said.anchor, w.span(at, stop), (at, stop)))
    if said.looks:
        draft.behind.append(_looking(p, said.looks, (at, stop)))
    p.memory.target, p.memory.spoken, p.memory.verb = Reference("it"), False, "make"
    if w.any_of(stop, "in", "with") and not w.has(stop, "keyword"):
        w.use(stop, stop + 1)  # "(a text below it) in 13px grey"
        stop += 1
    return stop


class _More(NamedTuple):
    """One more of the same, and where its words end."""

    said: _Added
    stop: int


def _one_more(w: Words, at: int, before: _Added) -> _More | None:
    """ "(add a label “A” above the first field) and one saying “B” above the second"."""
    step = w.skip_commas(at)
    if step == at or not (w.any_of(step, "one", "plus") or w.has(step, "number-tail")):
        return None
    said = structs.replace(before, text=None, anchor=None, side="", gap=None)
    stop = _parts(w, said, w.skip(step + 1, "one", most=1))
    return _More(said, stop) if _enough(said) and said.text != before.text else None


def _step(p: Asking, said: _Added, span: Span) -> Step:
    component: dict[str, Any] = {"type": said.kind or _TEXT}
    if said.text is not None:
        component["text"] = said.text
    assert said.anchor is not None
    anchor = p.scoped(said.anchor)
    like = said.like
    if like is None and not said.wants_size and (said.more or said.alike):
        like = anchor
    return Add(
        component=component,
        anchor=anchor,
        side=said.side,  # type: ignore[arg-type]
        gap=None if said.gap is None else said.gap.px,
        like=like,
        soft=said.more and not said.alike and said.like is None and bool(said.kind),
        span=span,
    )


def _enough(said: _Added) -> bool:
    """Whether it is told where it goes and what it is: a text says something."""
    if said.anchor is None:
        return False
    if said.kind in TEXT_LIKE:
        return said.text is not None
    return bool(said.kind) or said.more or (said.alike and said.text is not None)


def _goes_on(w: Words, at: int) -> bool:
    """Whether nothing is left at ``at``, or only how it is to look."""
    if ended(w, w.skip(at, *_SMALL)) or w.has(at, "but"):
        return True
    if value(w, at) is not None and w.kind(at) != "quote":
        return True
    if not w.any_of(at, "in", "with"):
        return False
    step = w.after_det(at + 1)
    return value_follows(w, step) or w.has(step, "property")


def _looking(p: Asking, places: list[int], whole: tuple[int, int]) -> Draft:
    """What was just added looks as words beside its kind say: "a (small grey) line"."""
    w = p.w
    draft = Draft(*whole)
    filler = Filler(w.alike([w.items[k] for k in places]), p.memory, "make")
    filler.own_verb = True
    filler.frame.targets, filler.frame.implied = [Reference("it")], True
    filler.fill(0)
    frames(p, draft, filler)
    return draft


def _sized(p: Asking, source: Selector, span: Span, whole: tuple[int, int]) -> Draft:
    """What was just added gets the size of another."""
    draft = Draft(*whole)
    draft.steps.append(Match(target=Reference("it"), source=p.scoped(source), span=span))
    return draft


# -- what it is ----------------------------------------------------------------------


def _kind(w: Words, at: int) -> tuple[_Added, int] | None:
    """Read "a text", "another link", "one more menu entry", "a “Loans” link", "a small grey line"."""
    if w.kind(at) == "quote":  # "“Careers” (after Help, in the same style)"
        return _Added("", False, Named(), w.items[at].text), at + 1
    step, more = at, False
    while step < at + _BEFORE_MAX:
        if w.has(step, "quantifier"):
            return None  # "(put) each button (below its price)"
        if w.has(step, "plus") or (w.has(step, "ordinal") and step > at):
            more = True
        elif w.has(step, "factor") and w.begins(step, "number-article"):
            more = True  # "a third"
        elif w.has(step, "number-tail") or w.kind(step) == "number":
            if w.value(step, "number-tail") != "1" and w.said(step) != "1":
                return None
        elif not w.any_of(step, "det", "filler", "number-article"):
            break
        step += 1
    if step == at:
        return None
    if w.any_of(step, "text-line") and w.has(step + 1, "of") and w.value(step + 1, "of") == "of":
        step += 2  # "a line of small grey text"
    said = _Added("", more, Named())
    if w.kind(step) == "quote" and w.any_of(step + 1, "kind"):
        said.text, step = w.items[step].text, step + 1
    while _looks(w, step):
        said.looks.append(step)
        step += 1
    stop = _called(w, step, said)
    known = w.has(at, "definite") and said.text is None and w.kind(stop) != "quote"
    return None if stop == step or known else (said, stop)


def _looks(w: Words, at: int) -> bool:
    """Whether a word before the kind says how it looks."""
    return w.is_colour(at) or (
        w.any_of(at, "shade", "keyword", "size-word", "more") and not w.any_of(at, "kind", "plus")
    )


def _called(w: Words, at: int, said: _Added) -> int:
    """Read the words for one of the kind; return where they end, ``at`` where there are none."""
    words: list[str] = []
    step = at
    while step < at + _CALLED_MAX and (w.is_unknown(step) or w.any_of(step, "kind", "text-line")):
        if w.any_of(step, "relation", "in"):
            break
        words.append(w.said(step))
        step += 1
    while words and not said.more and not w.any_of(step - 1, "kind", "text-line"):
        words.pop()
        step -= 1
    if not words:
        return at
    kinds = tuple(w.value(step - 1, "kind").split())
    if w.has(step - 1, "text-line") and (not kinds or _text_comes(w, step)):
        kinds = (_TEXT,)
    said.called = Named(words=tuple(words), kinds=kinds, head=words[-1], number="many")
    said.kind = kinds[0] if kinds else ""
    return step


def _text_comes(w: Words, at: int) -> bool:
    """Whether a text is given in the clause from ``at`` on."""
    for k in range(at, min(at + _AHEAD_MAX, w.size)):
        if w.kind(k) == "quote":
            return True
        if w.mark(k, ".;\n"):
            break
    return False


# -- what is said of it ----------------------------------------------------------------


def _parts(w: Words, said: _Added, at: int) -> int:
    """Read all parts from ``at`` on; return where they end."""
    stop = at
    while stop < w.size:
        step = w.skip_commas(stop)
        if w.mark(step, ":–—"):
            step += 1
        after = _part(w, said, step)
        if after is None:
            after = _look_between(w, said, step)
        if after is None:
            break
        stop = after
    return stop


def _part(w: Words, said: _Added, at: int) -> int | None:
    """Read one part: a text, a place, a likeness, a distance."""
    if w.kind(at) == "quote":
        if said.text is not None:
            return None
        said.text = w.items[at].text
        return at + 1
    text = _text_at(w, at)
    if text is not None and said.text is None:
        said.text = w.items[text].text
        return text + 1
    if said.anchor is None and (placed := _place(w, said, at) or _within(w, said, at)) is not None:
        return placed
    apart = _apart(w, said, at)
    return _alike(w, said, at) if apart is None else apart


def _text_at(w: Words, at: int) -> int | None:
    """The place of the text after "that says", "saying", "with the text", "labelled"."""
    if not w.any_of(at, "says", "that", "to", "with"):
        return None
    step = w.skip(at, "that", "says", "to", "with", "det", "inner-text", "kind", "verb", most=4)
    led = any(w.any_of(k, "says", "that", "to", "inner-text") for k in range(at, step))
    return step if led and w.kind(step) == "quote" else None


def _look_between(w: Words, said: _Added, at: int) -> int | None:
    """ "(a text “Hi”,) grey, 13 px, (left of the date)": a look, where more of the component follows."""
    look = value(w, at) if w.kind(at) != "quote" else None
    if look is None or look.sort not in _LOOKS:
        return None
    after = w.skip_commas(look.stop)
    more = w.any_of(after, "relation") or _text_at(w, after) is not None or w.kind(after) == "quote"
    nested = None if more else value(w, after)
    if not more and (nested is None or not w.any_of(w.skip_commas(nested.stop), "relation")):
        return None
    said.looks.extend(range(at, look.stop))
    return look.stop


def _side(w: Words, at: int) -> str:
    """The side that a relation at ``at`` means; before and after go along the line."""
    relation = w.value(at, "relation")
    return relation if relation in _ALONG else side_of(relation)


def _place(w: Words, said: _Added, at: int) -> int | None:
    """ "below the price", "8px below it", "to the right of the button"."""
    gap = distance(w, at)
    step = at if gap is None else gap.stop
    if not w.has(step, "relation"):
        return None
    side = _side(w, step)
    begun = w.skip(step + 1, "of", "to", most=2)
    found = _noun(w, begun, said, places=True)
    if found is None or found.screen or found.number == "all" or found.inner_text:
        return None
    meant = _without_itself(said, found)
    said.anchor = found.selector if meant is None else meant
    if said.within is not None:
        said.anchor = inside(said.anchor, said.within, "any")
    said.side, said.gap, said.sure = side, gap or said.gap, found.sure
    return found.stop


def _noun(w: Words, at: int, said: _Added, *, places: bool) -> Noun | None:
    """Read a description that ends where more is told of what is added."""
    stop = _told_at(w, at)
    part = w if stop < 0 else w.part(at, stop)
    begun = at if stop < 0 else 0
    part.name_kind(begun, said.called)
    part.quotes_name = False
    found = nouns(part, begun, places=places)
    part.quotes_name = w.quotes_name
    return None if found is None else found._replace(stop=found.stop + at - begun)


def _told_at(w: Words, at: int) -> int:
    """Where behind an anchor it is told what the new one says, or what it is like; -1: nowhere."""
    for k in range(at + 1, min(at + _AHEAD_MAX, w.size)):
        if w.mark(k, ".;\n"):
            break
        if w.mark(k, ",:"):
            return k
        if _text_at(w, k) is not None or (w.any_of(k, "that") and w.any_of(k + 1, "whole-look")):
            return k
        if w.any_of(k, "in", "with") and w.has(w.after_det(k + 1), "same"):
            return k
    return -1


def _within(w: Words, said: _Added, at: int) -> int | None:
    """ "in the toolbar, (left of the date)": what holds it, where it is told what it stands beside."""
    if (
        said.within is not None
        or not w.any_of(at, "in", "to")
        or w.has(w.after_det(at + 1), "same")
    ):
        return None
    found = _noun(w, at + 1, said, places=False)
    if found is None or found.pronoun or found.bare:
        return None
    said.within = None if found.screen else found.selector
    return found.stop


def _apart(w: Words, said: _Added, at: int) -> int | None:
    """ "with 12px between", "with the same spacing": how far it is from what it stands beside."""
    begun = w.skip(at, "with", "det", unless=("same",), most=2)
    if w.has(begun, "same") and is_distance(w, begun + 1):
        said.alike = True
        return begun + 2
    gap = distance(w, begun)
    if gap is None or not gap.told or said.gap is not None:
        return None
    said.gap = gap
    return gap.stop


def _alike(w: Words, said: _Added, at: int) -> int | None:
    """ "in the same style (as the hint)", "same size and look", "that looks like Ship", "a copy of it"."""
    if w.has(copy := w.after_det(at), "copied") and w.any_of(copy + 1, "of"):
        return _like(w, said, copy + 1)
    step = w.skip(at, "in", "with", "that", "det", unless=("same",), most=3)
    same = w.has(step, "same")
    names: list[str] = []
    step += same
    while w.any_of(step, "whole-look", "property") and w.value(step, "property") not in GAPS:
        names.append(w.value(step, "property") or "style")
        after = w.skip(w.skip_commas(step + 1), "same")
        step = after if same and w.any_of(after, "whole-look", "property") else step + 1
        if step != after:
            break
    if not (names or w.has(step, "like")) or not (same or w.has(step, "like")):
        return None
    if not w.has(step, "like"):
        said.alike = True
        return step
    stop = _like(w, said, step)
    if stop is not None and names == ["size"]:
        told = said.like if isinstance(said.like, Named) and said.like.number == "one" else None
        said.sized, said.like, said.alike, said.wants_size = told, None, False, True
    return stop


def _like(w: Words, said: _Added, at: int) -> int | None:
    """Read what it is to be like, after "like", "as", "of"."""
    source = _noun(w, at + 1, said, places=False)
    if source is None:
        return None
    said.alike, said.like = True, _without_itself(said, source)
    return source.stop


def _without_itself(said: _Added, source: Noun) -> Selector | None:
    """What it is to look like, or stand beside; "the others" are those of the kind that are there."""
    match source.selector:
        case Reference(word="rest" | "other") if said.called.words:
            return many(said.called)
        case Pick(base=Reference(word="rest")) as counted if said.called.words:
            return structs.replace(counted, base=many(said.called))
        case Except(base=base):
            return base
        case Reference():
            return None
        case other:
            return other
