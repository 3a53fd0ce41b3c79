"""What a clause means where it says no value, or says it before its noun.

May import: decompose, plan.steps, select.selectors, diagnostics.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from redraft.decompose.drafts import Assignment, Change, Frame
from redraft.decompose.values import Said
from redraft.decompose.words import Span
from redraft.plan.steps import Literally
from redraft.select.selectors import Either, Everything, Named, Related, Selector

#: verbs that mean a relative change: the property they imply and its direction
CHANGES: Final[dict[str, tuple[str, int]]] = {
    "increase": ("size", 1),
    "decrease": ("size", -1),
    "darken": ("lightness", -1),
    "lighten": ("lightness", 1),
    "fade": ("opacity", -1),
    "widen": ("width", 1),
    "narrow": ("width", -1),
    "heighten": ("height", 1),
    "thicken": ("thickness", 1),
    "thin": ("thickness", -1),
}
#: what "add a shadow" and the like start from, where no value was said
STARTS: Final[dict[str, str | int]] = {
    "shadow": "0 2px 8px rgba(0, 0, 0, 0.25)",
    "border width": 1,
    "border radius": 8,
}
#: what a property without a value is when it is taken away
ENDS: Final[dict[str, str | int]] = {
    "shadow": "none",
    "border": 0,
    "border width": 0,
    "border radius": 0,
    "background": "transparent",
    "gradient": "none",
    "padding": 0,
    "margin": 0,
    "gap": 0,
    "spacing": 0,
    "letter spacing": 0,
    "rotation": 0,
    "opacity": 1,
    "transparency": 1,
    "text decoration": "none",
    "text transform": "none",
    "text": "",
    "text alignment": "left",
    "font weight": "normal",
    "font style": "normal",
}
#: the property that a value without a unit of its own falls on
MEASURED: Final[dict[str, str]] = {"border": "border width", "transparency": "opacity"}


#: the token that spacing is where nothing has it
BASE_SPACING: Final = "tokens.base spacing"
#: looks as the property and keyword that give them
_LOOKS: Final[dict[str, tuple[str, str]]] = {
    "bold": ("font weight", "bold"),
    "italic": ("font style", "italic"),
    "underlined": ("text decoration", "underline"),
    "uppercase": ("text transform", "uppercase"),
}
#: what grows by the usual amount where it is added without a value
_GROWING: Final = frozenset(
    {
        "padding",
        "margin",
        "gap",
        "spacing",
        "letter spacing",
        "line height",
        "opacity",
        "width",
        "height",
        "size",
        "font size",
    }
)

#: what a text is given to where a screen is named
TITLE: Final = Named(("title",), ("title", "heading"), "title", None, "one")
#: what is styled where a screen is named
TEXTS: Final = Either((Named(("text",), ("text",), "text", None, "all"),))
#: what is written on a screen itself rather than on a button
ON_SCREEN: Final = Related(
    Everything(),
    "wording",
    (
        *("text", "title", "subtitle", "heading", "paragraph", "description", "label", "link"),
        *("cell", "item", "list_item", "caption", "content", "message"),
    ),
)
#: what of a slide a text is that is put on it
SLIDE_CONTENT: Final = Named(("content",), ("text", "content"), "content", None, "one")
#: what is called the text beside a title
BODY: Final = Named(("text",), ("paragraph", "text", "description", "content"), "text", None, "one")


def default_values(frame: Frame, verb: str) -> tuple[Assignment, ...] | None:
    """What properties without a value get: by the verb, or None where that says nothing."""
    pairs = list(zip(frame.waiting, frame.waiting_spans, strict=True))
    if verb in ("add", "give"):
        return _all(_added(name, span) for name, span in pairs)
    if verb == "remove":
        return _all(_taken_away(name, span) for name, span in pairs)
    if verb in CHANGES:
        implied, sign = CHANGES[verb]
        said = Change(implied if implied == "lightness" else "", sign)
        return tuple(Assignment(name, said, span) for name, span in pairs)
    return None


def _all(made: Iterable[Assignment | None]) -> tuple[Assignment, ...] | None:
    """All of them, or None where one is missing."""
    found: list[Assignment] = []
    for one in made:
        if one is None:
            return None
        found.append(one)
    return tuple(found)


def _added(name: str, span: Span) -> Assignment | None:
    key = "border width" if name == "border" else name
    if key in STARTS:
        return Assignment(key, Said("keyword", 0, Literally(STARTS[key]), property=key), span)
    return Assignment(name, Change("", 1), span) if name in _GROWING else None


def _taken_away(name: str, span: Span) -> Assignment | None:
    if name not in ENDS:
        return None
    key = MEASURED.get(name, name)
    return Assignment(key, Said("keyword", 0, Literally(ENDS[name]), property=key), span)


def keyword_assignment(name: str, said: str) -> list[Assignment]:
    """A look that was said before the noun ("a right aligned title") as a value."""
    if name == "colour":
        return [Assignment(name, Said("quote", 0, Literally(said), text=said), (0, 0))]
    if name in _LOOKS:
        name, said = _LOOKS[name]
    if not said:
        return []
    return [Assignment(name, Said("keyword", 0, Literally(said), property=name), (0, 0))]


def screen_target(target: Selector, done: tuple[Assignment, ...]) -> Selector:
    """What of a screen gets a value: its title where that is a text, else itself."""
    if any(
        a.property in (None, "text") and isinstance(a.value, Said) and a.value.sort == "quote"
        for a in done
    ):
        return TITLE
    return target
