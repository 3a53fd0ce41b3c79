"""What a step asks of each property, and whether a later one leaves that standing.

A step gives a property a value of its own, or changes the one that is there. A wish still
holds after a later value where what was asked is so in the end: "bigger, 300px wide" asks
nothing contradictory of what is 200 wide. All is read off the document that came in.

May import: plan, select, document, diagnostics.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Any, Final, NamedTuple

from msgspec import structs

from redraft.diagnostics import RedraftError
from redraft.document.blueprint import Document
from redraft.document.colors import oklch, parse
from redraft.document.lengths import read_px
from redraft.document.properties import drawn, token
from redraft.execute.planned import Planned
from redraft.execute.resolving import Resolver
from redraft.plan.draft import Resolve
from redraft.plan.effects import effects
from redraft.plan.footprint import footprint, token_behind
from redraft.plan.forms import weight_number
from redraft.plan.looks import STYLE
from redraft.plan.naming import concrete_names
from redraft.plan.steps import (
    Align,
    AppendText,
    ChangeCase,
    ColourWord,
    Exchange,
    Gradient,
    Like,
    Match,
    Place,
    PrependText,
    Reorder,
    ReplaceText,
    Scale,
    ScaleToken,
    Set,
    SetToken,
    Shift,
    Step,
    Swap,
    Tint,
    TintToken,
    TokenValue,
    target_of,
)
from redraft.plan.values import token_named
from redraft.select.selectors import Ids, Screen, Selector

#: a component by its index (None: tokens and the screen), and a property
Leaf = tuple[int | None, str]

_ACROSS: Final = frozenset({"left", "right", "center"})
_DOWN: Final = frozenset({"top", "bottom", "middle"})
_BOTH: Final = frozenset({"x", "y"})
_ALONG: Final = {
    "above": frozenset({"y"}),
    "below": frozenset({"y"}),
    "left": frozenset({"x"}),
    "right": frozenset({"x"}),
}
#: factors that words without a number come to: they say which way, not how far
_WAYS: Final = frozenset({0.5, 0.7, 0.8, 0.9, 1.1, 1.2, 1.5})


# -- values ----------------------------------------------------------------------


def settles(step: Step) -> frozenset[str] | None:
    """The properties that a step gives a value of their own; none named: all that it writes.

    A place beside something settles one axis only: "below the header and centred" is
    no contradiction. None for steps that settle nothing.
    """
    match step:
        case Set() | SetToken() | Match() | Swap() | Exchange():
            return frozenset()
        case ReplaceText(whole=whole) if whole != "never":
            return frozenset()
        case Place(side=side):
            return _ALONG.get(side, _BOTH)
        case Align(lines=lines):
            return frozenset("x" if line in _ACROSS else "y" for line in lines)
        case _:
            return None


def within_one(step: Step) -> bool:
    """Whether a step by itself asks for two places along one axis: "left and right"."""
    if not isinstance(step, Align):
        return False
    lines = set(step.lines)
    return len(lines & _ACROSS) > 1 or len(lines & _DOWN) > 1


class Given(NamedTuple):
    """The values that a step writes: those that it settles, and all of them."""

    settled: dict[Leaf, Any]
    written: dict[Leaf, Any]


NOTHING_GIVEN: Final = Given({}, {})


def given_values(document: Document, item: Planned, resolver: Resolver) -> Given:
    """The values that a step gives, as they would be if it ran first."""
    names = settles(item.step)
    if names is None or item.acted is None:
        return NOTHING_GIVEN
    try:
        draft = effects(document, as_foreseen(document, item), resolver)
    except RedraftError:
        return NOTHING_GIVEN  # it will fail when it runs
    acted = set(item.acted)
    written: dict[Leaf, Any] = {
        (w.at, w.property): w.value
        for w in draft.writes
        if (w.at is None or w.at in acted) and not w.carried and w.reason == "asked"
    }
    if not names:
        return Given(written, written)
    return Given({leaf: v for leaf, v in written.items() if leaf[1] in names}, written)


def as_foreseen(document: Document, item: Planned) -> Step:
    """The step on just what it would act on: "it" means something else by now."""
    step = item.step
    if not item.acted or target_of(step) is None:
        return step
    ids = document.outline.ids
    return structs.replace(step, when=(), target=Ids(tuple(ids[i] for i in item.acted)))


#: what a value leaves nothing of: later values for these parts would not be seen
_BORDER: Final = ("border width", "border colour", "border style")
_PARTS: Final = {
    "border width": _BORDER,
    "border style": _BORDER,
    "shadow": ("shadow",),
    "gradient": ("gradient",),
}
#: what is drawn over by the one and would be taken away by it
COVERED: Final = {
    "background": "gradient",
    "tokens.background_color": "tokens.background_gradient",
}


def removes(name: str, value: Any) -> tuple[str, ...]:
    """The properties that make no sense any more once one has this value.

    >>> removes("border width", 0), removes("border width", 2)
    (('border width', 'border colour', 'border style'), ())
    """
    if name not in _PARTS or not (value == "none" or read_px(value) == 0):
        return ()
    return _PARTS[name]


# -- changes ---------------------------------------------------------------------


def changed_leaves(
    document: Document, item: Planned, resolver: Resolver, among: Collection[int]
) -> tuple[Leaf, ...]:
    """What a step changes from what it is, of these components and of the tokens."""
    step, acted = item.step, item.acted or ()
    match step:
        case Scale() | Shift() | Tint() if acted:
            return tuple(_concrete(document, (i for i in acted if i in among), step.property))
        case Scale() | Shift() | Tint() | ScaleToken() | TintToken():
            return tuple(_tokens_written(document, step, resolver))
        case ReplaceText(whole="never"):
            return tuple((i, "text") for i in acted if i in among)
        case AppendText() | PrependText() | ChangeCase():
            return tuple((i, "text") for i in acted if i in among)
        case _:
            return ()


def does_nothing_to(document: Document, step: Step, i: int) -> bool:
    """Whether a step leaves a component as it is: it does not say the words that are replaced."""
    said = document.at(i).text or ""
    return isinstance(step, ReplaceText) and step.find.lower() not in said.lower()


def _concrete(document: Document, indices: Iterator[int], name: str) -> Iterator[Leaf]:
    for i in indices:
        try:
            names = concrete_names(document, i, name)
        except RedraftError:
            continue  # it will fail on this component
        yield from ((i, concrete) for concrete in names)


def _tokens_written(document: Document, step: Step, resolver: Resolver) -> Iterator[Leaf]:
    try:
        writes = footprint(document, step, resolver).writes
    except RedraftError:
        return
    for component, name in sorted(writes, key=lambda leaf: (leaf[0] or "", leaf[1])):
        yield (None if component is None else document.find(component), name)


def takes_back(first: Step, second: Step) -> bool:
    """Whether the second step undoes the first: bigger then smaller, left then as far right.

    >>> a = Ids(("a",))
    >>> takes_back(Scale(target=a, property="size", factor=1.2),
    ...            Scale(target=a, property="size", factor=0.8))
    True
    """
    match first, second:
        case Scale(factor=a), Scale(factor=b):
            return _scales_back(a, b)
        case ScaleToken(factor=a), ScaleToken(factor=b):
            return _scales_back(a, b)
        case Shift(by=by, unit=unit), Shift(by=back, unit=other):
            return unit == other and by != 0 and by + back == 0
        case Tint(lightness=a, chroma=c), Tint(lightness=b, chroma=d):
            return _tints_back((a, c), (b, d))
        case TintToken(lightness=a, chroma=c), TintToken(lightness=b, chroma=d):
            return _tints_back((a, c), (b, d))
        case Swap(property=one), Swap(property=other):
            return one == other
        case Exchange(properties=names), Exchange(properties=others):
            return set(names) == set(others)
        case ReplaceText(find=old, put=new), ReplaceText(find=back, put=then):
            return (old.lower(), new.lower()) == (then.lower(), back.lower())
        case ChangeCase(case=one), ChangeCase(case=other):
            return one != other
        case Reorder(to=one), Reorder(to=other):
            return {one, other} in ({"front", "back"}, {"forward", "backward"})
        case _:
            return False


def _scales_back(a: float, b: float) -> bool:
    opposed = (a > 1) != (b > 1) and a != 1 and b != 1
    return opposed and (0.9 <= a * b <= 1.1 or {a, b} == {1.5, 0.5})


def _tints_back(first: tuple[float, float], second: tuple[float, float]) -> bool:
    (more, stronger), (less, weaker) = first, second
    return (more != 0 and more + less == 0) or (stronger - 1) * (weaker - 1) < 0


def says_again(first: Step, second: Step) -> bool:
    """Whether the second step would change the words that the first one puts in.

    >>> a = Ids(("a",))
    >>> says_again(ReplaceText(target=a, find="cat", put="dog"),
    ...            ReplaceText(target=a, find="dog", put="bird"))
    True
    """
    match first, second:
        case ReplaceText(put=new), ReplaceText(find=find, whole="never"):
            return find.lower() in new.lower() and not takes_back(first, second)
        case _:
            return False


# -- what stands in the end ------------------------------------------------------


def holds(step: Step | None, document: Document, leaf: Leaf, after: Any) -> bool:
    """Whether what a change asked of a leaf is so once the leaf has this value.

    Without a step: whether the leaf has this value already. What cannot be compared holds.

    >>> d = Document.of({"components": [{"id": "a", "type": "card", "bbox": [0, 0, 200, 40]}]})
    >>> wider = Scale(target=Ids(("a",)), property="width", factor=1.2)
    >>> holds(wider, d, (0, "width"), 300), holds(wider, d, (0, "width"), 100)
    (True, False)
    """
    before = _value_of(document, leaf)
    match step:
        case None:
            return bool(before == after)
        case Scale(factor=factor) | ScaleToken(factor=factor):
            old, new = _number(leaf, before), _number(leaf, after)
            if old is None or new is None or factor == 1:
                return True
            exact = factor in _WAYS or leaf[1] == "font weight" or abs(new - old * factor) <= 1
            return exact and (new > old if factor > 1 else new < old)
        case Shift(by=by, unit=unit):
            old, new = _number(leaf, before), _number(leaf, after)
            if old is None or new is None or not by:
                return True
            return (new - old) * by > 0 and (unit != "px" or abs(new - old - by) <= 1)
        case Tint(lightness=lightness) | TintToken(lightness=lightness):
            was, now = _lightness(before), _lightness(after)
            return was is None or now is None or lightness == 0 or (now - was) * lightness > 0
        case AppendText(text=text):
            return str(after).endswith(text)
        case PrependText(text=text, line=line):
            return text in str(after).partition("\n")[0] if line else str(after).startswith(text)
        case ReplaceText(put=text):
            return text in str(after)
        case ChangeCase(case=case):
            return _IN_CASE[case](str(after))
        case _:
            return True


def _starts_large(text: str) -> bool:
    return text[:1].isupper()


_IN_CASE: Final[dict[str, Callable[[str], bool]]] = {
    "upper": str.isupper,
    "lower": str.islower,
    "title": str.istitle,
    "sentence": _starts_large,
}


def _value_of(document: Document, leaf: Leaf) -> Any:
    i, name = leaf
    if i is None:
        return token(document, tuple(name.removeprefix("tokens.").split(".")))
    return drawn(document, document.at(i), name)


def _number(leaf: Leaf, value: Any) -> float | None:
    return weight_number(value) if leaf[1] == "font weight" else read_px(value)


def _lightness(value: Any) -> float | None:
    colour = parse(value) if isinstance(value, str) else None
    return None if colour is None else oklch(colour)[0]


# -- what others are gone by -----------------------------------------------------


def sources(document: Document, item: Planned, resolver: Resolver) -> frozenset[Leaf]:
    """The leaves that a step takes values or its place from: once these change, it is not so any more.

    What something is beside may grow: it is pushed along.
    """
    found: dict[Leaf, None] = {}
    try:
        for i, name in _sources(document, item.step, resolver):
            behind = None if i is None else token_behind(document, i, name)
            found.update(
                dict.fromkeys([(i, name)] if behind is None else [(i, name), (None, behind)])
            )
    except RedraftError:
        return frozenset()
    return frozenset(found)


def _sources(document: Document, step: Step, resolve: Resolve) -> Iterator[Leaf]:
    match step:
        case Place(side=side, anchor=anchor):
            axes = _ALONG.get(side, _BOTH)
            yield from ((k, axis) for k in _found(anchor, resolve) for axis in axes)
        case Align(to=anchor) if anchor is not None:
            axes = settles(step) or _BOTH
            yield from ((k, axis) for k in _found(anchor, resolve) for axis in axes)
        case Match(source=source, properties=names):
            for name in names:
                parts = STYLE if name == "style" else (name,)
                for part in parts:
                    yield from _concrete(document, iter(_found(source, resolve)), part)
        case Set(property=name, value=Like(source, other)):
            yield from _concrete(document, iter(_found(source, resolve)), other or name)
        case Set(value=value) | SetToken(value=value):
            for word in _tokens_in(value):
                keys = token_named(document, word)
                if keys is not None:
                    yield (None, "tokens." + ".".join(keys))
        case _:
            pass


def _found(selector: Selector, resolve: Resolve) -> tuple[int, ...]:
    return () if isinstance(selector, Screen) else resolve(selector)


def _tokens_in(value: Any) -> Iterator[str]:
    match value:
        case TokenValue(name=words) | ColourWord(words=words):
            yield words
        case Gradient(stops=stops):
            for stop in stops:
                yield from _tokens_in(stop)
        case _:
            pass
