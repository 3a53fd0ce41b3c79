"""What was asked, brought inside what the rules allow: clamped, with a notice for each.

    "A value outside its range is clamped to the nearest allowed one, with a notice."

Only what this step would make worse is adjusted; what was outside before may stay so.
Under the strict policy the notices are errors.

May import: plan, document, diagnostics.
"""

from __future__ import annotations

from typing import Any, Final

from redraft.diagnostics import Diagnostic, Severity
from redraft.document.blueprint import MISSING, Viewport
from redraft.document.lengths import clean, read_px, write_like
from redraft.document.properties import PROPERTIES, drawn, get, is_interactive
from redraft.document.space import share_area
from redraft.plan.draft import Draft, Write, px_like

TARGET_MIN: Final = 44
FONT_MIN: Final = 12
_SLACK: Final = 0.5
_PAIRS_MAX: Final = 200
_SIDES: Final = (("x", "width", 0), ("y", "height", 1))


def adjust(draft: Draft, *, strict: bool = False) -> list[Diagnostic]:
    """Bring the pending writes inside their ranges, in the draft; say what was adjusted."""
    severity: Severity = "error" if strict else "notice"
    said: list[Diagnostic] = []
    placed: dict[int, None] = {}
    for write in draft.writes:
        if write.at is None:
            _token(draft, write, severity, said)
            continue
        row = PROPERTIES[write.property]
        if row.slot is not None:
            if not write.carried:
                placed[write.at] = None
            if row.slot >= 2:
                _size(draft, write, severity, said)
        elif row.name == "font size":
            _font(draft, write, severity, said)
        elif row.low is not None or row.high is not None:
            _range(draft, write, row.low, row.high, severity, said)
    port = draft.document.viewport if placed else None
    if port is not None:
        heard = len(said)
        asked = {axis: [i for i in placed if draft.pending(i, axis)] for axis in ("x", "y")}
        for i in placed:
            _bounds(draft, i, port, severity, said)
        if len(said) > heard and len(placed) > 1:
            _hold_together(draft, asked)
    return said


def _clamped(draft: Draft, i: int | None, name: str, value: Any, to: Any) -> str:
    whom = "the screen" if i is None else f"“{draft.name(i)}”"
    return f"{name} of {whom} is {to} instead of {value}"


def _range(
    draft: Draft,
    write: Write,
    low: float | None,
    high: float | None,
    severity: Severity,
    said: list[Diagnostic],
) -> None:
    i, value = write.at, write.value
    px = read_px(value)
    if i is None or px is None:
        return
    bound = (
        low if low is not None and px < low else high if high is not None and px > high else None
    )
    if bound is None:
        return
    draft.put(i, write.property, write_like(value, bound), "adjusted")
    _say(draft, said, severity, "value.clamped", i, write.property, clean(px), clean(bound))


def _say(
    draft: Draft,
    said: list[Diagnostic],
    severity: Severity,
    code: str,
    i: int,
    name: str,
    asked: Any,
    given: Any,
) -> None:
    said.append(
        Diagnostic(code, severity, _clamped(draft, i, name, asked, given), component=draft.name(i))
    )


def _size(draft: Draft, write: Write, severity: Severity, said: list[Diagnostic]) -> None:
    """Widths and heights: at least one pixel, and 44 for what is pressed, unless it was less."""
    i, name = write.at, write.property
    px = read_px(write.value)
    if i is None or px is None:
        return
    component = draft.at(i)
    before = read_px(get(component, name))
    low: float = 1
    high = max(PROPERTIES[name].high or px, before or 0)
    if px > high:
        draft.put(i, name, px_like(get(component, name), high), "adjusted")
        _say(draft, said, severity, "value.clamped", i, name, clean(px), clean(high))
        return
    code = "value.clamped"
    if before is not None and px < before and px < TARGET_MIN and is_interactive(component):
        low, code = min(TARGET_MIN, before), "target-size.small"
    if px >= low:
        return
    draft.put(i, name, px_like(get(component, name), low), "adjusted")
    _say(draft, said, severity, code, i, name, clean(px), clean(low))


def _font(draft: Draft, write: Write, severity: Severity, said: list[Diagnostic]) -> None:
    """Text shrinks to 12 px and no further, unless it was less; nor does it grow beyond all bounds."""
    i = write.at
    px = read_px(write.value)
    high = PROPERTIES[write.property].high
    if i is None or px is None or (px >= FONT_MIN and (high is None or px <= high)):
        return
    before = read_px(drawn(draft.document, draft.at(i), write.property))
    if high is not None and px > high:
        most = max(high, before or 0)
        draft.put(i, write.property, px_like(write.value, most), "adjusted")
        _say(draft, said, severity, "value.clamped", i, write.property, clean(px), clean(most))
        return
    low = FONT_MIN if before is None or before >= FONT_MIN else before
    if px >= low:
        return
    draft.put(i, write.property, px_like(write.value, low), "adjusted")
    _say(draft, said, severity, "text-size.small", i, write.property, clean(px), clean(low))


def _token(draft: Draft, write: Write, severity: Severity, said: list[Diagnostic]) -> None:
    """Tokens that components are drawn with: text sizes, and spacing that is not negative."""
    px = read_px(write.value)
    if px is None:
        return
    low: float | None = None
    code = "value.clamped"
    if write.keys[0] == "font_scale" and px < FONT_MIN:
        before = read_px(_stored(draft, write.keys))
        low = FONT_MIN if before is None else min(FONT_MIN, before)
        code = "text-size.small"
    elif px < 0 and write.keys[0] in ("base_spacing", "border_radius"):
        low = 0
    if low is None or px >= low:
        return
    draft.put_token(write.keys, write_like(write.value, low), "adjusted")
    said.append(
        Diagnostic(code, severity, _clamped(draft, None, write.property, clean(px), clean(low)))
    )


def _stored(draft: Draft, keys: tuple[str, ...]) -> Any:
    value: Any = draft.document.tokens
    for key in keys:
        value = value.get(key, MISSING) if isinstance(value, dict) else MISSING
    return value


# -- the viewport ----------------------------------------------------------------


def _bounds(
    draft: Draft, i: int, port: Viewport, severity: Severity, said: list[Diagnostic]
) -> None:
    """Keep a component on the screen: across always, down where the viewport is fixed."""
    before = draft.at(i).box
    if before is None:
        return
    for axis, side, k in _SIDES:
        if k == 1 and not port.fixed:
            continue
        limit = port.height if k else port.width
        _side(draft, i, axis, side, limit, (before[k], before[k + 2]), severity, said)


def _side(
    draft: Draft,
    i: int,
    axis: str,
    side: str,
    limit: float,
    before: tuple[float, float],
    severity: Severity,
    said: list[Diagnostic],
) -> None:
    start, extent = draft.px(i, axis), draft.px(i, side)
    if start is None or extent is None:
        return
    was_inside = before[0] >= -_SLACK and before[0] + before[1] <= limit + _SLACK
    grown = extent > before[1]
    if grown and extent > limit + _SLACK:
        most = max(limit, before[1])
        if extent > most:
            draft.put(i, side, px_like(get(draft.at(i), side), most), "adjusted")
            _say(draft, said, severity, "value.clamped", i, side, clean(extent), clean(most))
            extent = most
    low = min(0.0, before[0])
    high = max(limit - extent, before[0] + before[1] - extent if not was_inside else low)
    moved = draft.pending(i, axis)
    if moved is None and not grown:
        return
    to = min(max(start, low), max(high, low))
    if abs(to - start) <= _SLACK:
        return
    if moved is None and not was_inside:
        return
    draft.slide(i, axis, clean(to), "adjusted")
    _say(draft, said, severity, "value.clamped", i, axis, clean(start), clean(to))


def _hold_together(draft: Draft, asked: dict[str, list[int]]) -> None:
    """Move siblings as one where stopping some at the edge would lay others on them."""
    for axis, _, k in _SIDES:
        groups: dict[int, list[int]] = {}
        for i in asked[axis]:
            if draft.at(i).box is not None:
                groups.setdefault(draft.document.outline.parent[i], []).append(i)
        for group in groups.values():
            shifts = [_shift(draft, i, axis, k) for i in group]
            if len(set(shifts)) == 1 or not _same_way(shifts) or not _newly_overlap(draft, group):
                continue
            least = min(shifts, key=abs)
            for i, shift in zip(group, shifts, strict=True):
                if shift != least:
                    before = (draft.at(i).box or (0, 0, 0, 0))[k]
                    draft.slide(i, axis, clean(before + least), "adjusted")


def _shift(draft: Draft, i: int, axis: str, k: int) -> float:
    before = draft.at(i).box
    now = draft.px(i, axis)
    return 0 if before is None or now is None else now - before[k]


def _same_way(shifts: list[float]) -> bool:
    return all(s >= 0 for s in shifts) or all(s <= 0 for s in shifts)


def _newly_overlap(draft: Draft, group: list[int]) -> bool:
    if len(group) > _PAIRS_MAX:
        return True
    boxes = [(draft.at(i).box, draft.box(i)) for i in group]
    for k, (was, now) in enumerate(boxes):
        for other_was, other in boxes[k + 1 :]:
            if was is None or now is None or other_was is None or other is None:
                continue
            if share_area(now, other) and not share_area(was, other_was):
                return True
    return False
