"""Documents of any size, and the commands that are said about them.

A page of a shop: a header, a hero, and as many cards as there is room for, three to a row,
each with a picture, a title, a price and a button. The commands are what people say of such
a page, two clauses each; each has one that takes it back, so that a session can go on for
ever without the page wandering off.

May import: nothing of Redraft.
"""

from __future__ import annotations

from itertools import islice
from typing import Any, Final

SIZES: Final = (20, 100, 1_000, 10_000)
_WIDTH: Final = 1200
_ROW: Final = 380
_PLANTS: Final = ("Monstera", "Fern", "Calathea", "Pothos", "Ficus", "Aloe", "Palm", "Ivy")

#: two clauses and two more that take them back, for sizes from 20 components on
PAIRS: Final = (
    (
        "make the header dark red and set the hero title to 36px",
        "make the header dark green and set the hero title to 40px",
    ),
    (
        'change the hero subtitle to "New every week" and make the shop now button purple',
        'change the hero subtitle to "Plants for every room" and make the shop now button dark green',
    ),
    (
        "hide the search button, then make the hero subtitle bold",
        "show the search button, then make the hero subtitle normal weight",
    ),
    (
        "set the opacity of the hero image to 80% and the corner radius of the hero to 16",
        "set the opacity of the hero image to 100% and the corner radius of the hero to 8",
    ),
    (
        "make the card 1 title red and the card 2 price italic",
        "make the card 1 title black and the card 2 price not italic",
    ),
    (
        "move the logo 8px to the right and make the shop now button 24px wider",
        "move the logo 8px to the left and make the shop now button 24px narrower",
    ),
)
#: the same in one list, in an order in which each edit has something to do
COMMANDS: Final = tuple(said for k in (0, 1) for said in (pair[k] for pair in PAIRS))
ONE_CLAUSE: Final = "make the shop now button purple"


def page(size: int) -> dict[str, Any]:
    """A page with exactly so many components, 20 at least.

    >>> from redraft.serialize import read
    >>> [len(read(page(size))) for size in (20, 100)]
    [20, 100]
    """
    cards, notes = divmod(size - 10, 5)
    rows = -(-cards // 3)
    top = 560
    height = top + rows * _ROW + notes * 40 + 80
    body = [_header(), _hero()]
    body += islice(_cards(top), cards)
    body += [
        _text(f"note_{k}", f"Note {k}", [40, top + rows * _ROW + k * 40, 400, 24], 14)
        for k in range(1, notes + 1)
    ]
    footer = _box("footer", "footer", [0, height - 60, _WIDTH, 60], "#1D3557")
    return {
        "screen_id": "shop",
        "screen_type": "storefront",
        "tokens": {
            "base_spacing": 8,
            "colors": {"brand": "#2A6041", "ink": "#1D3557", "paper": "#FFFFFF"},
        },
        "components": [*body, footer],
        "meta": {"source": "made", "viewport": {"width": _WIDTH, "height": height}},
    }


def _header() -> dict[str, Any]:
    header = _box("header", "header", [0, 0, _WIDTH, 72], "#2A6041")
    search = _box("search_button", "button", [1080, 12, 96, 48], "#FFFFFF")
    search |= {"role": "search", "text": "Search"}
    logo = {"id": "logo", "type": "image", "role": "logo", "bbox": [24, 16, 120, 40], "visual": {}}
    link = _text("catalogue_link", "Catalogue", [200, 24, 120, 24], 16, kind="link")
    header["children"] = [logo, link, search]
    return header


def _hero() -> dict[str, Any]:
    hero = _box("hero", "section", [40, 100, 1120, 400], "#FFFFFF")
    image = {
        "id": "hero_image",
        "type": "image",
        "bbox": [640, 120, 500, 360],
        "visual": {"opacity": 1, "border_radius": 8},
    }
    button = _box("shop_button", "button", [80, 400, 200, 56], "#2A6041")
    button |= {"role": "cta", "text": "Shop now"}
    button["visual"] |= {"color": "#FFFFFF", "font_size": 16}
    hero["children"] = [
        image,
        _text("hero_title", "Fern & Fig", [80, 160, 500, 60], 40, kind="title"),
        _text("hero_subtitle", "Plants for every room", [80, 240, 500, 40], 20),
        button,
    ]
    return hero


def _cards(top: int) -> Any:
    k = 0
    while True:
        k += 1
        x, y = 40 + (k - 1) % 3 * 380, top + (k - 1) // 3 * _ROW
        card = _box(f"card_{k}", "card", [x, y, 360, 360], "#FFFFFF")
        image = {
            "id": f"card_{k}_image",
            "type": "image",
            "bbox": [x + 8, y + 8, 344, 200],
            "visual": {"border_radius": 4},
        }
        button = _box(f"card_{k}_button", "button", [x + 200, y + 300, 144, 48], "#2A6041")
        button |= {"text": f"Add {_PLANTS[k % len(_PLANTS)]} {k}"}
        button["visual"] |= {"color": "#FFFFFF", "font_size": 16}
        title, price = f"{_PLANTS[k % len(_PLANTS)]} {k}", f"€ {k % 90 + 5}.50"
        card["children"] = [
            image,
            _text(f"card_{k}_title", title, [x + 16, y + 220, 320, 32], 20, kind="title"),
            _text(f"card_{k}_price", price, [x + 16, y + 260, 160, 24], 16),
            button,
        ]
        yield card


def _box(name: str, kind: str, bbox: list[int], ground: str) -> dict[str, Any]:
    visual: dict[str, Any] = {"bg_color": ground, "border_radius": 8}
    return {"id": name, "type": kind, "bbox": bbox, "visual": visual}


def _text(
    name: str, text: str, bbox: list[int], size: int, *, kind: str = "text"
) -> dict[str, Any]:
    visual = {"color": "#1D3557", "font_size": size}
    return {"id": name, "type": kind, "text": text, "bbox": bbox, "visual": visual}


def many_steps(count: int, colour: str, size: int) -> str:
    """A command with so many clauses, each on a component of its own: three to a card, from card 1 on.

    >>> many_steps(2, "red", 18)
    'make the card 1 title red, set the text size of the card 1 price to 18'
    """
    kinds = (
        "make the card {0} title {1}",
        "set the text size of the card {0} price to {2}",
        "make the card {0} button {1}",
    )
    return ", ".join(kinds[k % 3].format(k // 3 + 1, colour, size) for k in range(count))
