"""Verbs that line things up: align, center, distribute, space.

May import: decompose, plan.steps, select.selectors, diagnostics.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from redraft.decompose.asking import Asking
from redraft.decompose.clauses import skip_fillers
from redraft.decompose.descriptions import Noun, count_of
from redraft.decompose.drafts import Draft
from redraft.decompose.edges import LINES, edge_phrase
from redraft.decompose.heads import tells_texts
from redraft.decompose.nouns import noun, nouns
from redraft.decompose.places import own_of
from redraft.decompose.references import refers
from redraft.decompose.scopes import holds
from redraft.decompose.values import value
from redraft.decompose.verbs.ending import breaks, to_end
from redraft.decompose.verbs.lining import Turn, turns
from redraft.decompose.words import Words
from redraft.document.properties import TEXT_LIKE
from redraft.plan.steps import Align, Distribute, Literally, Set
from redraft.select.selectors import Named, Pick, Reference, Related, Selector, Union, Where

_PLAIN_EDGES: Final = frozenset({"left", "right", "top", "bottom", "center", "middle"})


_SIDES: Final = ("left", "right")
_ACROSS: Final = ("center", "left", "right")
#: categories of small words beside a gap
_BESIDE_GAPS: Final = ("with", "by", "to", "det", "filler", "property", "in", "screen")


@dataclass
class _Lines:
    """Lines to align with, and whose they are."""

    said: list[str] = field(default_factory=list)
    to: Selector | None = None
    on_screen: bool = False

    def of(self, anchor: Noun) -> None:
        """Note whose lines are meant."""
        self.to = None if anchor.screen else anchor.selector
        self.on_screen = self.on_screen or anchor.screen


def align(p: Asking, draft: Draft, at: int, verb: str) -> int:
    """align, center, justify: lines of the parent, the screen or another component; text by its property."""
    w = p.w
    w.use(at, at + 1)
    several = turns(p, skip_fillers(w, at + 1)) if verb == "align" else []
    if several:
        return _each(p, draft, at, several)
    justified = w.has(at, "justifying")
    lines = _Lines()
    step, own_lines = _lines_before(w, skip_fillers(w, at + 1), verb, lines)
    w.use(at + 1, step)
    found = _text_of(w, step)
    named_property = found is not None
    if found is None and not lines.said and (edge := _owned_edge(w, step)) is not None:
        lines.said, found, own_lines = edge[0], edge[1], True
    if found is None:
        found = _object_of(w, step, lines)
        named = w.after_det(step)
        told_of = w.value(named, "property") in ("text", "font family")
        named_property = told_of and w.any_of(named + 1, "of")
    stop = step if found is None else found.stop
    target = p.it() if found is None else p.scoped(found.selector)
    if found is not None:
        target = _in_its_own(target, lines)
        w.use(step, stop)
        draft.sure *= found.sure
    while not breaks(w, stop):
        after = _line(w, stop, verb, lines)
        if after is None:
            break
        w.use(stop, after)
        stop = after
    span = w.span(at, stop)
    if own_lines and lines.to is None and not lines.on_screen:
        lines.to = Pick(target, (1,))  # "align the tops of the cards": with one another
    _settle_whose(lines, target)
    told = tuple(line for line in dict.fromkeys(lines.said) if line in _PLAIN_EDGES)
    if not told and lines.to is not None:
        told = ("left",)
        draft.sure *= 0.8
    alone = lines.to is None and not lines.on_screen and len(told) == 1
    if not told:
        p.fail(draft, span, "clause.vague", "says no line to align with")
    elif verb == "align" and _of_one(p, found):
        p.fail(draft, span, "clause.vague", "says not which are meant: name them")
    elif _same_word(target, lines.to):
        p.fail(draft, span, "clause.vague", "aligns a component with itself: name one of the two")
    elif told[0] in _ACROSS and (
        named_property
        or (alone and ((justified and _may_be_text(found)) or _is_text(found, target)))
    ):
        said = Literally(told[0])
        draft.steps.append(Set(target=target, property="text alignment", value=said, span=span))
    else:
        draft.steps.append(Align(target=target, lines=told, to=lines.to, span=span))  # type: ignore[arg-type]
    if found is not None:
        p.remember(target)
    if lines.to is not None and not isinstance(target, Reference):
        p.memory.pair = Union((target, lines.to))
    p.memory.verb = verb
    return to_end(p, draft, stop)


def _in_its_own(target: Selector, lines: _Lines) -> Selector:
    """ "(center) the image in its card": what is lined up is in it already, which tells whose lines are meant."""
    if not isinstance(target, Where) or target.relation != "inside" or target.anchor is None:
        return target
    if not refers(target.anchor) or isinstance(target.anchor, Reference):
        return target
    lines.to = target.anchor
    return target.base


def _settle_whose(lines: _Lines, target: Selector) -> None:
    """ "(center them) in their cards", "(line up the prices) with the titles on the left"."""
    if lines.to is not None:
        lines.to = own_of(lines.to, target)
    if not lines.said and isinstance(lines.to, Where) and lines.to.anchor is None:
        lines.said, lines.to = [lines.to.relation], lines.to.base


def _of_one(p: Asking, found: Noun | None) -> bool:
    """ "A is lower than B. Line them up": both are meant, of which the one was but compared with."""
    last = p.memory.target
    several = found is not None and found.pronoun and found.number == "many"
    if found is not None and isinstance(found.selector, Reference):
        several = several and found.selector.clauses == 1  # "center them all"
    return several and last is not None and count_of(last) == 1


def _object_of(w: Words, at: int, lines: _Lines) -> Noun | None:
    """What is to be lined up, or the property of which it is."""
    found = _object(w, at, lines)
    named = w.after_det(at)
    if found is None and w.has(named, "property") and w.any_of(named + 1, "of"):
        return nouns(w, named + 2, places=False)
    return found


def _each(p: Asking, draft: Draft, at: int, several: list[Turn]) -> int:
    """ "align the title to the left and the picture to the right": each with its own line."""
    w, begun = p.w, at
    for found, target, said, anchor, stop in several:
        span = w.span(begun, stop)
        lines = tuple(line for line in dict.fromkeys(said) if line in _PLAIN_EDGES)
        if len(lines) == 1 and lines[0] in _ACROSS and anchor is None and _is_text(found, target):
            value = Literally(lines[0])
            draft.steps.append(
                Set(target=target, property="text alignment", value=value, span=span)
            )
        else:
            to = None if anchor is None or anchor.screen else anchor.selector
            draft.steps.append(Align(target=target, lines=lines, to=to, span=span))  # type: ignore[arg-type]
        draft.sure *= found.sure
        w.use(begun, stop)
        begun = stop
    p.remember(Union(tuple(turn.target for turn in several)))
    p.memory.verb = "align"
    return to_end(p, draft, begun)


def _object(w: Words, at: int, lines: _Lines) -> Noun | None:
    """What is to be lined up; "under them" tells which one it is where a line is said besides.

    "Left-align the captions under the photos", "align the sentence under the chart left"; but
    "align the caption under the photo" says with what.
    """
    found = nouns(w, at, places=False)
    if found is None or w.value(found.stop, "relation") not in _STACKED:
        return found
    w.wants_place = True  # "(under the chart) left"
    there = nouns(w, at, places=True)
    w.wants_place = False
    if there is None or there.stop <= found.stop:
        return found
    if lines.said not in ([], ["center"]) or (lines.said and there.number == "many"):
        return there
    edges = edge_phrase(w, there.stop)
    after = w.skip(there.stop, "to", most=1)
    told = edges is not None or w.any_of(after, "direction")
    return there if told and not lines.said else found


def _text_of(w: Words, at: int) -> Noun | None:
    """ "(center) the text of the title": what is written on what is named, or in it."""
    named = w.after_det(at)
    texts = w.has(named, "inner-text") and w.value(named, "kind").startswith("text ")
    if not (texts and w.value(named + 1, "of") == "of"):
        return None
    owner = nouns(w, named + 2, places=False)
    if owner is None or owner.screen or owner.pronoun or holds(w, named + 2, owner):
        return None
    return owner._replace(selector=Related(owner.selector, "texts"))


def _owned_edge(w: Words, at: int) -> tuple[list[str], Noun] | None:
    """ "(line up) the photo's left edge (with …)": the line, and whose it is, up to where its words end."""
    ends = range(at + 1, min(at + _OWNER_MAX, w.size))
    mark = next((k for k in ends if w.has(k, "possessive-mark") or breaks(w, k)), None)
    if mark is None or not w.has(mark, "possessive-mark"):
        return None
    edges = edge_phrase(w, mark + 1)
    owner = w.part(at, mark)
    found = nouns(owner, 0, places=False)
    one = edges is not None and edges.side and len(edges.lines) == 1
    if edges is None or not one or found is None or found.stop != owner.size:
        return None
    stop = edges.stop
    raised = w.value(stop, "direction") == "up" and w.has(stop + 1, "with")
    return list(edges.lines), found._replace(stop=stop + raised)  # "(line its edge) up (with)"


#: words of what an edge belongs to
_OWNER_MAX: Final = 8
#: relations that tell which of several, and lines that are no places
_STACKED: Final = ("below", "above")


def _same_word(target: Selector, to: Selector | None) -> bool:
    """Whether both are the same pointing word: "line up its left edge with it"."""
    return isinstance(target, Reference) and isinstance(to, Reference) and target.word == to.word


def _lines_before(w: Words, at: int, verb: str, lines: _Lines) -> tuple[int, bool]:
    """Lines that the verb has or that stand before the object; whether they are the object's."""
    if verb == "center" or verb.startswith("align "):
        lines.said = [verb.removeprefix("align ")]
        return at, False
    side = w.skip(at, "det", most=1)
    if w.value(side, "relation") in _SIDES and w.ends(side, "of"):
        lines.said = [w.value(side, "relation")]  # "the left side of", as one phrase
        return side + 1, True
    edges = edge_phrase(w, at)
    if edges is None:
        return at, False
    if edges.anchor_stop is None:
        owned = w.has(at, "possessive")  # "line up its right edge with …"
        if w.any_of(at, "det") and not owned and noun(w, at, places=False):
            return at, False
        lines.said = list(edges.lines)
        return w.skip(edges.stop, "edge-noun", "of"), False
    lines.said = list(edges.lines)
    return w.skip(edges.anchor_stop, "edge-noun", "of"), True


def _line(w: Words, at: int, verb: str, lines: _Lines) -> int | None:
    """Read one more line, or whose it is; None where neither comes."""
    beside = w.any_of(at, "relation", "like", "with") and not w.any_of(at, "edge")
    same = edge_phrase(w, at + 1) if beside and w.any_of(at, "with", "like") else None
    if same is not None and same.anchor_stop is not None and lines.said:
        # of the same line of another: "(its right edge) with the right edge of the chart"
        anchor = noun(w, same.anchor_stop) if list(same.lines) == lines.said else None
        if anchor is not None:
            lines.of(anchor)
        return None if anchor is None else anchor.stop
    if beside and same is None and lines.said and (edge := _owned_edge(w, at + 1)) is not None:
        if edge[0] != lines.said:
            return None
        lines.of(edge[1])
        return edge[1].stop
    if beside and same is None:
        anchor = noun(w, at + 1)
        if anchor is None:
            return None
        if w.value(at, "relation") in ("left", "right"):
            lines.said = lines.said or [w.value(at, "relation")]
        lines.of(anchor)
        return anchor.stop
    edges = edge_phrase(w, at + w.any_of(at, "with"))
    if edges is not None:
        said = list(edges.lines)
        lines.said = [*lines.said, *said] if verb == "align" else _centered(lines.said, said)
        anchor = None if edges.anchor_stop is None else noun(w, edges.anchor_stop)
        if anchor is None:
            return edges.stop
        lines.of(anchor)
        return anchor.stop
    if w.has(at, "direction"):
        direction = w.value(at, "direction")
        lines.said.append(LINES.get(direction, direction))
        return at + 1
    if "text alignment" in w.value(at, "keyword"):
        lines.said.append(w.value(at, "keyword").rpartition(" = ")[2])
        return at + 1
    if w.value(at, "quantifier") == "both" and edge_phrase(w, at + 1) is not None:
        return at + 1  # "both horizontally and vertically"
    if w.any_of(at, "in", "to", "of", "by") and (anchor := noun(w, at + 1)) is not None:
        lines.of(anchor)
        return anchor.stop
    small = w.any_of(at, "to", "in", "det", "filler", "edge-noun", "property")
    return at + 1 if small or w.kind(at) == "other" else None


def _centered(lines: list[str], said: list[str]) -> list[str]:
    if said == ["middle"]:
        return ["middle"]
    if said == ["center"]:
        return ["center"]
    return [*lines, *(s for s in said if s != "center")]


def _is_text(found: Noun | None, target: Selector) -> bool:
    """Whether a word for texts of any kind was said, or texts are told by what they are under."""
    if found is None:
        return False
    if isinstance(target, Where) and target.relation in _STACKED and target.anchor is not None:
        base = target.base
        named = base.words[-1] if isinstance(base, Named) and base.words else ""
        if found.kinds[:1] == ("caption",) or tells_texts(named):
            return True
    return len(found.kinds) > 1 and found.kinds[0] in ("text", "description")


def _may_be_text(found: Noun | None) -> bool:
    """Whether what is named is no picture or other thing that says nothing."""
    return found is None or not found.kinds or not TEXT_LIKE.isdisjoint(found.kinds)


def distribute(p: Asking, draft: Draft, at: int, verb: str) -> int:
    """distribute, space out: evenly, across or down, or with a gap."""
    w = p.w
    w.use(at, at + 1)
    step = skip_fillers(w, at + 1)
    found = nouns(w, step, places=True)
    stop = step if found is None else found.stop
    target = p.it() if found is None else p.scoped(found.selector)
    w.use(at, stop)
    axis = "auto"
    gap: float | None = None
    evenly = verb == "distribute"
    while not breaks(w, stop):
        if w.has(stop, "evenly"):
            evenly = True
            axis = axis if w.value(stop, "evenly") == "auto" else w.value(stop, "evenly")
        elif w.has(stop, "edge") and w.value(stop, "edge") in ("center", "middle"):
            axis = "x" if w.value(stop, "edge") == "center" else "y"
        elif (said := value(w, stop)) is not None and said.sort in ("px", "number"):
            gap = said.number
            evenly = True
            w.use(stop, said.stop)
            stop = said.stop
            continue
        elif not w.any_of(stop, *_BESIDE_GAPS):
            break
        w.use(stop, stop + 1)
        stop += 1
    span = w.span(at, stop)
    if not evenly:
        p.fail(draft, span, "clause.vague", "says not how")
    else:
        draft.steps.append(Distribute(target=target, axis=axis, gap=gap, span=span))  # type: ignore[arg-type]
    p.remember(target)
    return to_end(p, draft, stop)
