"""The changes of a result, made again one by one on the document that came in.

Each must name the component that its path leads to and the value that is there before
it; what it says that it changed must be stored where it changed it.

May import: witness.texts, witness.patches, witness.rest.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from redraft.witness.patches import NOTHING, Misfit, copied, look, pointed, put, swap, take
from redraft.witness.rest import named
from redraft.witness.texts import Number, key_of, keys_of, meaning, pointer, same, spelled

_HOME = re.compile(r"/components/[0-9]+(?:/children/[0-9]+)*+")

#: property → keys of the style object that may hold it (blueprint, section 3)
STYLE = {
    "text colour": ("color", "text_color"),
    "background": ("bg_color", "background_color", "background"),
    "gradient": ("bg_gradient",),
    "x": ("position/x",),
    "y": ("position/y",),
    "border colour": ("border_color",),
    "text alignment": ("text_align",),
    "visibility": ("hidden",),
}
BOX = {"x": 0, "y": 1, "width": 2, "height": 3}


class Made(NamedTuple):
    """A change as the result tells it, read."""

    number: int
    step: Number
    component: str | None
    kind: str
    path: str
    before: Any
    after: Any
    reason: str

    @property
    def place(self) -> str:
        """Where it was written, from the component on."""
        home = None if self.component is None else _HOME.match(self.path)
        return self.path[home.end() :] if home else self.path

    @property
    def at(self) -> str:
        """Where it stands in the result."""
        return f"/changes/{self.number}"


_MEMBERS = {"step", "component", "property", "path", "reason"}


def changes(listed: Any) -> list[Made]:
    """Read the changes; raise Misfit where they are none."""
    if not isinstance(listed, list):
        raise Misfit("/changes", "no list")
    found = []
    for k, change in enumerate(listed):
        at = f"/changes/{k}"
        if not isinstance(change, dict) or change.keys() - {"before", "after"} != _MEMBERS:
            raise Misfit(at, "this is no change")
        component, kind, reason = change["component"], change["property"], change["reason"]
        if (
            type(change["step"]) is not Number
            or type(component) not in (str, type(None))
            or {type(kind), type(reason)} != {str}
        ):
            raise Misfit(at, "this is no change")
        if "before" not in change and "after" not in change:
            raise Misfit(at, "it says nothing of before or after")
        found.append(
            Made(
                k,
                change["step"],
                None if component is None else meaning(component),
                meaning(kind),
                pointed(change, "path"),
                change.get("before", NOTHING),
                change.get("after", NOTHING),
                meaning(reason),
            )
        )
    return found


def replayed(document: Any, listed: list[Made]) -> Any:
    """Make the changes on a copy; raise Misfit at the first that does not fit."""
    document = copied(document)
    for change in listed:
        try:
            _make(document, change)
        except Misfit as wrong:
            raise Misfit(change.at, f"{wrong.said} ({wrong.at})") from None
    return document


def _make(document: Any, change: Made) -> None:
    path = change.path
    match change.kind:
        case "order":
            _ends(change)
            if path != change.before or named(look(document, path)) != change.component:
                raise Misfit(path, f"“{change.component}” is not there")
            put(document, change.after, take(document, path))
        case "component" if change.before is NOTHING:
            if named(change.after) != change.component:
                raise Misfit(path, f"what is added is not “{change.component}”")
            put(document, path, copied(change.after))
        case "component":
            if change.after is not NOTHING or named(look(document, path)) != change.component:
                raise Misfit(path, f"“{change.component}” is not what was taken out there")
            if not same(take(document, path), change.before):
                raise Misfit(path, "what was taken out was not as it is told")
        case _:
            _belongs(document, change)
            _write(document, change)


def _ends(change: Made) -> None:
    for end in (change.before, change.after):
        if type(end) is not str or not _HOME.fullmatch(end):
            raise Misfit(change.path, "a change of order leads from a place to a place")
    if change.before.rpartition("/")[0] != change.after.rpartition("/")[0]:
        raise Misfit(change.path, "a change of order stays in its list")


def _belongs(document: Any, change: Made) -> None:
    """Hold the path against the component and the property that it is said to be of."""
    home = _HOME.match(change.path)
    owner = named(look(document, home.group())) if home else None
    if owner != change.component or (home is None) != (change.component is None):
        raise Misfit(change.path, f"this is not in “{change.component or 'the screen'}”")
    place = change.place
    if home is None:
        fits = keys_of(change.path)[:1] == ["tokens"] and _names(change)
    elif change.kind in ("text", "children"):
        fits = place == "/" + change.kind
    else:
        keys = STYLE.get(change.kind, (change.kind.replace(" ", "_"),))
        style = [f"/{home}/{key}" for home in ("visual", "style") for key in keys]
        whole = place in ("/visual", "/style", "/visual/position", "/style/position")
        box = change.kind in BOX and place == f"/bbox/{BOX[change.kind]}"
        fits = box or place in style or (whole and change.after is not NOTHING)
    if not fits:
        raise Misfit(change.path, f"no “{change.kind}” is stored there")


def _names(change: Made) -> bool:
    """Whether a token's property is its path; a group that had to be made may end it early."""
    said = ".".join(keys_of(change.path))
    return change.kind == said or change.kind.startswith(said + ".")


def _write(document: Any, change: Made) -> None:
    there = look(document, change.path)
    if (there is NOTHING) != (change.before is NOTHING) or (
        there is not NOTHING and not same(there, change.before)
    ):
        raise Misfit(change.path, "what was there before is not what is told")
    if change.after is NOTHING:
        take(document, change.path)
        return
    if there is not NOTHING:
        swap(document, change.path, copied(change.after))
        return
    holder, made = document, ""
    for name in keys_of(change.path)[:-1]:  # objects that were not there yet
        made += pointer(name)
        if isinstance(holder, dict) and key_of(holder, name) is None:
            holder[spelled(name)] = {}
        holder = look(document, made)
    put(document, change.path, copied(change.after))
