"""A profile as a picture: whoever calls stands above, as wide as its share.

May import: measuring.profile.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final, NamedTuple

from redraft.measuring.profile import Part, Profile

_WIDTH: Final = 1280
_MARGIN: Final = 16
_ROW: Final = 22
_HEAD: Final = 96
#: letters of 12 px are about so wide
_LETTER: Final = 6.6
#: what is narrower is left out
_NARROWEST: Final = 2.0
_COLOURS: Final = {
    "decompose": "#9ec5fe",
    "language": "#c5dcff",
    "execute": "#ffc78a",
    "plan": "#ffe0b0",
    "select": "#ffd4c2",
    "verify": "#a8dfb5",
    "reporting": "#cfeed6",
    "serialize": "#d9bdf2",
    "document": "#d8dee6",
    "recovery": "#f7b7c3",
}
_OTHER: Final = "#eceff3"


class _Bar(NamedTuple):
    part: Part
    x: float
    width: float
    row: int


def flame(profile: Profile) -> str:
    """The functions that one command calls, as SVG.

    >>> told = Part("edit", "", 1.0, 1.0, 1)
    >>> one = Profile("hide it", "success", 3, 900.0, 90.0, (), (), told)
    >>> flame(one).count("<rect")
    2
    """
    bars = list(_bars(profile.calls, _MARGIN, _WIDTH - 2 * _MARGIN, 0))
    rows = max(bar.row for bar in bars) + 1
    height = _HEAD + rows * _ROW + _MARGIN
    rooms = dict.fromkeys(bar.part.room for bar in bars if bar.part.room in _COLOURS)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{height}" '
            f'viewBox="0 0 {_WIDTH} {height}" font-family="Roboto, Helvetica, Arial, sans-serif">',
            f'<rect width="{_WIDTH}" height="{height}" fill="#ffffff"/>',
            *_heading(profile),
            *_legend(list(rooms)),
            *(line for bar in bars for line in _drawn(bar)),
            "</svg>\n",
        ]
    )


def _bars(part: Part, x: float, width: float, row: int) -> Iterator[_Bar]:
    yield _Bar(part, x, width, row)
    whole = part.share or 1.0
    for inner in part.parts:
        inside = width * inner.share / whole
        if inside >= _NARROWEST:
            yield from _bars(inner, x, inside, row + 1)
            x += inside


def _heading(profile: Profile) -> Iterator[str]:
    said = _cut(profile.command, (_WIDTH - 2 * _MARGIN) / 9.5)
    yield f'<text x="{_MARGIN}" y="32" font-size="18" fill="#1b2430">{escape(said)}</text>'
    told = (
        f"{profile.status}, {profile.components:,} components: {profile.first_us:,.0f} µs the first "
        f"time, {profile.again_us:,.0f} µs again in a session; shares are of the first time"
    )
    yield f'<text x="{_MARGIN}" y="54" font-size="13" fill="#5a6675">{escape(told)}</text>'


def _legend(rooms: list[str]) -> Iterator[str]:
    x = float(_MARGIN)
    for room in rooms:
        yield f'<rect x="{x:g}" y="66" width="14" height="14" rx="2" fill="{_COLOURS[room]}"/>'
        yield f'<text x="{x + 20:g}" y="78" font-size="12" fill="#1b2430">{room}</text>'
        x += 40 + len(room) * _LETTER


def _drawn(bar: _Bar) -> Iterator[str]:
    part = bar.part
    y = _HEAD + bar.row * _ROW
    width = max(bar.width - 1, 1)
    colour = _COLOURS.get(part.room, _OTHER)
    told = f"{part.name}: {part.share:.1%}, {part.own:.1%} of it itself"
    yield f"<g><title>{escape(told)}</title>"
    yield (
        f'<rect x="{bar.x:.1f}" y="{y}" width="{width:.1f}" height="{_ROW - 2}" rx="2" '
        f'fill="{colour}"/>'
    )
    letters = (width - 8) / _LETTER
    short = part.name.rpartition("<locals>.")[2].rpartition(".")[2] or part.name
    said = next((s for s in (f"{_plain(part)} {part.share:.0%}", short) if len(s) <= letters), "")
    if said:
        place = f'x="{bar.x + 4:.1f}" y="{y + 14}"'
        yield f'<text {place} font-size="12" fill="#1b2430">{escape(said)}</text>'
    yield "</g>"


def _plain(part: Part) -> str:
    return part.name.replace(".<locals>", "")


def _cut(text: str, letters: float) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= letters else flat[: int(letters) - 1] + "…"
