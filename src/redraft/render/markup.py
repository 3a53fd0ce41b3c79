"""Nothing that a document says can become markup: all of it passes through here.

Text is escaped and rid of what XML 1.0 cannot hold; numbers are bounded and written in
one form; a colour is written from its parsed value, never from its text.

May import: document.
"""

from __future__ import annotations

import re
from typing import Final

from redraft.document.colors import Color

Attribute = str | int | float | None

#: Past this a coordinate says nothing about a screen, and renderers stop computing.
COORDINATE_MAX: Final = 1_000_000

# XML 1.0, 2.2: what may not appear even escaped. Lone surrogates would not encode either.
_NO_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def escape(text: str) -> str:
    """Make text safe inside an element and inside a quoted attribute, in SVG and HTML.

    >>> escape('<b title="x">')
    '&lt;b title=&quot;x&quot;&gt;'
    """
    text = _NO_XML.sub("\ufffd", text)
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;").replace("'", "&#39;")


def number(value: float) -> str:
    """Write a coordinate: two decimals at most, no exponent, bounded.

    >>> number(12.0), number(1 / 3), number(-0.001), number(1e300)
    ('12', '0.33', '0', '1000000')
    """
    bounded = min(max(value, -COORDINATE_MAX), COORDINATE_MAX)
    written = f"{bounded:.2f}".rstrip("0").rstrip(".")
    return "0" if written in ("-0", "") else written


def element(name: str, attributes: dict[str, Attribute], inside: str | None = None) -> str:
    """Write one element; attributes that are None are left out, the inside is markup already.

    >>> element("rect", {"x": 1.5, "class": None, "data-id": "a<b"})
    '<rect x="1.5" data-id="a&lt;b"/>'
    """
    start = opening(name, attributes)
    return f"{start[:-1]}/>" if inside is None else f"{start}{inside}</{name}>"


def opening(name: str, attributes: dict[str, Attribute]) -> str:
    """Write a start tag alone.

    >>> opening("g", {"opacity": 0.5})
    '<g opacity="0.5">'
    """
    written = "".join(
        f' {key}="{escape(value) if isinstance(value, str) else number(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>"


def paint(name: str, color: Color | None) -> dict[str, Attribute]:
    """The attributes that fill or stroke with a colour; ``none`` where there is none.

    >>> paint("fill", Color(255, 0, 0, 0.5))
    {'fill': '#FF0000', 'fill-opacity': 0.5}
    """
    if color is None:
        return {name: "none"}
    attributes: dict[str, Attribute] = {name: f"#{color.r:02X}{color.g:02X}{color.b:02X}"}
    if color.alpha < 1:
        attributes[f"{name}-opacity"] = color.alpha
    return attributes


def css_color(color: Color) -> str:
    """Write a colour for a style sheet.

    >>> css_color(Color(255, 0, 0, 0.25))
    'rgba(255,0,0,0.25)'
    """
    if color.alpha < 1:
        return f"rgba({color.r},{color.g},{color.b},{number(color.alpha)})"
    return f"#{color.r:02X}{color.g:02X}{color.b:02X}"
