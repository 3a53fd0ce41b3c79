"""The vocabulary of change: typed steps as plain data, with a wire form and a published schema.

A step holds no document. `redraft.plan.effects` says what it would write on one;
its footprint says which properties it reads and writes.

    S-2  what a step changes lies inside its declared footprint
    S-3  steps and plans survive their wire form

May import: select, document, diagnostics.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from redraft.select.selectors import Selector

Span = tuple[int, int]


# -- values ----------------------------------------------------------------------


class _Value(msgspec.Struct, frozen=True, omit_defaults=True, tag_field="is"):
    pass


class Literally(_Value, frozen=True, tag="literal"):
    """This JSON value. Lengths are px; colours any CSS colour; opacity 0…1."""

    value: str | int | float | bool


class ColourWord(_Value, frozen=True, tag="colour"):
    """A colour in words: a token of that name first, then CSS, then a shade of a CSS colour."""

    words: str


class TokenValue(_Value, frozen=True, tag="token"):
    """The value that a design token has when the step runs, by the name a person would say."""

    name: str


class Like(_Value, frozen=True, tag="like"):
    """The value of a property (default: the one that is set) of another component.

    A length or a share may be taken times ``factor``, and with ``plus`` px more.
    """

    source: Selector
    property: str | None = None
    factor: float = 1.0
    plus: float = 0.0


class Gradient(_Value, frozen=True, tag="gradient"):
    """A CSS linear gradient through two or more colours; ``direction`` as CSS says it, "to right", "45deg".

    ``places`` says where each stop is, in percent; empty where CSS spreads them evenly.
    """

    stops: tuple[Literally | ColourWord | TokenValue, ...]
    direction: str = "to bottom"
    places: tuple[float | None, ...] = ()


Value = Literally | ColourWord | TokenValue | Like | Gradient


# -- conditions ------------------------------------------------------------------


class Condition(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A test that a step has to pass when it runs; where it does not, the step does nothing.

    ``fits`` describes what passes. Without a ``subject`` each of the step's targets is tested
    for itself ("own" in ``fits`` stands for it) and those that fail are left alone. With one,
    the step is done for all its targets or none: where all that the subject names pass, or
    ``any`` of it. ``negated``: the other way round, "unless", "otherwise".
    """

    fits: Selector
    subject: Selector | None = None
    any: bool = False
    negated: bool = False
    #: "otherwise": the other branch has told whether it held
    other: bool = False
    #: the words that ask
    span: Span | None = None


# -- steps -----------------------------------------------------------------------


class _Step(msgspec.Struct, frozen=True, omit_defaults=True, tag_field="do", kw_only=True):
    #: the words that ask for it, in the command
    span: Span | None = None
    #: what has to hold, each of them, for it to do anything
    when: tuple[Condition, ...] = ()


#: lines of a component that may stay where they are while it is resized
Line = Literal["left", "right", "top", "bottom", "center", "middle"]


class Set(_Step, frozen=True, tag="set"):
    """Give a property a value.

    ``hold``: lines that stay where they are while it is resized; else its left and top do.
    ``toward``: a length was said behind a comparative, "taller, 20px" (1), "lower, 8px" (-1): what it
    comes to where that lies there, and otherwise by how much.

    ``property`` is a name of the table, or one that depends on the component: "colour"
    (background where it has one, else text colour; text-like: text colour), "size"
    (width and height; text-like: font size), "spacing" (gap or padding), "thickness".
    """

    target: Selector
    property: str
    value: Value
    hold: tuple[Line, ...] = ()
    toward: Literal[-1, 0, 1] = 0


class Scale(_Step, frozen=True, tag="scale"):
    """Multiply a property, rounded to whole pixels and by at least one where the value was whole.

    ``hold``: as in ``set``.
    """

    target: Selector
    property: str
    factor: float
    hold: tuple[Line, ...] = ()


class Shift(_Step, frozen=True, tag="shift"):
    """Add to a property: px, or base spacings ("spacing"), or a share of the screen ("screen").

    On x and y this moves the component with all that is in it. ``hold``: as in ``set``.
    """

    target: Selector
    property: str
    by: float
    unit: Literal["px", "spacing", "screen", "self"] = "px"
    hold: tuple[Line, ...] = ()


class Tint(_Step, frozen=True, tag="tint"):
    """Move a colour in OKLCH: lightness by an offset, chroma by a factor; hue kept."""

    target: Selector
    property: str = "colour"
    lightness: float = 0.0
    chroma: float = 1.0


class ReplaceText(_Step, frozen=True, tag="replace-text"):
    """Replace a part of the text; ``find`` matches without regard to case if not as typed.

    ``whole``: "else" writes all of the text where it does not say ``find`` (the target was told
    by an id); "only" writes all of it, and fails where ``find`` is but a part of what it says.
    "figure": the only part that is written as ``put`` is, all of it where there is none.
    """

    target: Selector
    find: str
    put: str
    whole: Literal["never", "else", "only", "figure"] = "never"


class AppendText(_Step, frozen=True, tag="append-text"):
    """Add to the end of the text, as typed.

    ``line``: on a line of its own, marked as all of the lines before it are ("• ", "4. ").
    """

    target: Selector
    text: str
    line: bool = False


class PrependText(_Step, frozen=True, tag="prepend-text"):
    """Add to the start of the text, as typed; ``line``: on a line of its own, marked as the others are."""

    target: Selector
    text: str
    line: bool = False


class ChangeCase(_Step, frozen=True, tag="change-case"):
    """Rewrite the text in upper, lower, title or sentence case."""

    target: Selector
    case: Literal["upper", "lower", "title", "sentence"]


class Place(_Step, frozen=True, tag="place"):
    """Put it beside another: ``gap`` px away (None: one base spacing), aligned with its start.

    "inside" moves it into the other's box, at its top left with the gap; "over" centres
    it on the other; "between" takes two anchors.
    """

    target: Selector
    side: Literal["above", "below", "left", "right", "inside", "over", "between"]
    anchor: Selector
    gap: float | None = None


class Arrange(_Step, frozen=True, tag="arrange"):
    """Put members of a row or a column to a place in it, in the order named; the others close up.

    ``place`` is 1-based, negative from the end; with an ``anchor`` it is before or after that.
    What is in a member, or stands by each member alike, goes along. Where the two stand in no one
    line, it is put above or below the anchor.
    """

    target: Selector
    place: int = 1
    anchor: Selector | None = None
    side: Literal["before", "after"] = "after"


class Align(_Step, frozen=True, tag="align"):
    """Make it flush with lines of the parent or screen, or of ``to``.

    ``lines``: left, right, top, bottom, center (across), middle (down). ``gap`` px from the
    line. ``at``: the line is that many px into the screen, whatever else lies there.
    A group keeps its members' order and relative places only along the other axis:
    each component is aligned by itself.
    """

    target: Selector
    lines: tuple[Line, ...]
    to: Selector | None = None
    gap: float = 0
    at: float | None = None


class Distribute(_Step, frozen=True, tag="distribute"):
    """Space three or more evenly between the outermost two, or from the first with a fixed gap.

    ``by``: each gap is that many px more than it was.
    """

    target: Selector
    axis: Literal["x", "y", "auto"] = "auto"
    gap: float | None = None
    by: float | None = None


class Match(_Step, frozen=True, tag="match"):
    """Take over properties of another component ("size": width and height; "style": its looks)."""

    target: Selector
    source: Selector
    properties: tuple[str, ...] = ("width", "height")


class Swap(_Step, frozen=True, tag="swap"):
    """Exchange two components' places ("position") or one property; both are read before either is written."""

    first: Selector
    second: Selector
    property: str = "position"


class Exchange(_Step, frozen=True, tag="exchange"):
    """Give each component the one of two properties as the other ("background", "text colour")."""

    target: Selector
    properties: tuple[str, str]


class SetToken(_Step, frozen=True, tag="set-token"):
    """Give a design token a value. One that is not there is only added under ``create``."""

    name: str
    value: Value
    create: bool = False


class ScaleToken(_Step, frozen=True, tag="scale-token"):
    """Multiply a numeric design token."""

    name: str
    factor: float


class TintToken(_Step, frozen=True, tag="tint-token"):
    """Move a colour token in OKLCH."""

    name: str
    lightness: float = 0.0
    chroma: float = 1.0


class Hide(_Step, frozen=True, tag="hide"):
    """Set ``hidden``."""

    target: Selector


class Show(_Step, frozen=True, tag="show"):
    """Clear ``hidden``, where it is set."""

    target: Selector


class Reorder(_Step, frozen=True, tag="reorder"):
    """Move it in its parent's list: to the front (drawn last), back, one step, or beside a sibling."""

    target: Selector
    to: Literal["front", "back", "forward", "backward", "before", "after"]
    anchor: Selector | None = None


class Delete(_Step, frozen=True, tag="delete"):
    """Take components out, with all in them. Structural."""

    target: Selector


class Duplicate(_Step, frozen=True, tag="duplicate"):
    """Copy a component with all in it, below the original by one base spacing. Structural."""

    target: Selector
    count: int = 1


class Add(_Step, frozen=True, tag="add"):
    """Add a component. Structural.

    ``component`` is its JSON without an id (one is made from its type). ``side`` places it
    by ``anchor``, ``gap`` px away (None: as far as those of its line are apart, else one base
    spacing); "before" and "after" go along the anchor's line; "inside" nests it; without an
    anchor it goes below everything.
    ``like``: it is a copy of that one, with the text of ``component``. ``soft``: only where
    that is of the type, too.
    """

    component: dict[str, Any]
    anchor: Selector | None = None
    side: Literal["above", "below", "left", "right", "before", "after", "inside"] = "below"
    gap: float | None = None
    like: Selector | None = None
    soft: bool = False


class Wrap(_Step, frozen=True, tag="wrap"):
    """Put siblings into a new container of their joint box. Structural."""

    target: Selector
    type: str = "container"


Step = (
    Set
    | Scale
    | Shift
    | Tint
    | ReplaceText
    | AppendText
    | PrependText
    | ChangeCase
    | Place
    | Arrange
    | Align
    | Distribute
    | Match
    | Swap
    | Exchange
    | SetToken
    | ScaleToken
    | TintToken
    | Hide
    | Show
    | Reorder
    | Delete
    | Duplicate
    | Add
    | Wrap
)

STRUCTURAL = (Delete, Duplicate, Add, Wrap)


def gives_text(step: Step) -> bool:
    """Whether a step says what a component is to say from then on, all of it."""
    match step:
        case Set(property="text"):
            return True
        case ReplaceText(whole=whole):
            return whole != "never"
        case _:
            return False


def target_of(step: Step) -> Selector | None:
    """The description of what a step acts on; None where it acts on tokens or adds something."""
    return getattr(step, "target", None)


class Lock(msgspec.Struct, frozen=True, omit_defaults=True):
    """What no step of the plan may change: all of ``target``, or only ``properties``.

    Without a target the properties are locked everywhere. ``rest``: the target is what no step
    names; it is not moved out of the way.
    """

    target: Selector | None = None
    properties: tuple[str, ...] = ()
    span: Span | None = None
    rest: bool = False


class Clause(msgspec.Struct, frozen=True, omit_defaults=True):
    """The steps that one clause of a command asks for; a savepoint is set before it.

    ``then``: the words say that it comes after the clauses before it.
    """

    text: str
    span: Span
    steps: tuple[Step, ...] = ()
    then: bool = False


class Plan(msgspec.Struct, frozen=True, omit_defaults=True):
    """Clauses in order, and the locks that hold for all of them."""

    clauses: tuple[Clause, ...] = ()
    locks: tuple[Lock, ...] = ()
