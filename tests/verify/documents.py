"""Random screens and random edits of them, small enough to collide and overlap often."""

import copy
import random

from hypothesis import strategies as st

from redraft.document.blueprint import Component, Document

TYPES = ("card", "button", "text", "title", "image", "link", "shape")
COLORS = (
    "#FFFFFF",
    "#000000",
    "#777777",
    "red",
    "navy",
    "rgba(0, 0, 255, 0.5)",
    "transparent",
    "var(--x)",
    "linear-gradient(#FFF, #000)",
)
KEYS = {
    "color": COLORS[:7],
    "bg_color": COLORS,
    "bg_gradient": (
        "none",
        "linear-gradient(to right, #FF0, #00F)",
        "linear-gradient(#0008, #FFF8)",
    ),
    "opacity": (0, 0.5, 1, 2, "50%"),
    "hidden": (True, False),
    "font_size": (8, 12, "20px", 24, "big"),
    "font_weight": (400, "bold", 700),
    "border_color": COLORS[:4],
}
TOKENS = (
    {},
    {"background_color": "#000000"},
    {"background_gradient": "linear-gradient(#FFF, #F00)"},
    {"colors": {"brand": "#777777", "ink": "red"}, "font_scale": {"body": "10px"}},
    {"colors": {"brand": "#000000"}, "font_scale": {"h1": "28px", "body": 24}},
)


def box(chance: random.Random, span: int) -> list[float]:
    """A box on a coarse raster, so that edges touch and boxes cover one another."""
    return [
        chance.randrange(-1, span) * 20,
        chance.randrange(0, span) * 20,
        chance.choice((0.005, 20, 40, 44, 100)),
        chance.choice((10, 20, 44, 60)),
    ]


def component(chance: random.Random, name: str, span: int) -> dict:
    fields: dict = {"id": name, "type": chance.choice(TYPES)}
    if chance.random() < 0.7:
        fields["text"] = chance.choice(("Hello", "", "Pay now"))
    if chance.random() < 0.9:
        fields["bbox"] = box(chance, span)
    style = {k: chance.choice(v) for k, v in KEYS.items() if chance.random() < 0.25}
    if style.get("hidden") and chance.random() < 0.5:
        del style["hidden"]
    if style or chance.random() < 0.5:
        fields["visual"] = style
    return fields


def tree(seed: int, count: int, span: int = 8) -> dict:
    """A screen of that many components, nested at random."""
    chance = random.Random(seed)
    top: list = []
    lists = [top]
    for k in range(count):
        fields = component(chance, f"c{k}", span)
        chance.choice(lists).append(fields)
        if chance.random() < 0.4:
            fields["children"] = []
            lists.append(fields["children"])
    made: dict = {"tokens": copy.deepcopy(chance.choice(TOKENS)), "components": top}
    if chance.random() < 0.7:
        port = {"width": span * 20, "height": span * 20, "fixed": chance.random() < 0.5}
        made["meta"] = {"viewport": port}
    return made


def edited(document: Document, seed: int, *, heads: bool = True) -> tuple[Document, set[int]]:
    """Another version, and what was touched: some properties, boxes, texts; at times the head."""
    chance = random.Random(seed)
    span = 8
    changed: dict[int, Component] = {}
    for i in chance.sample(range(len(document)), min(len(document), chance.choice((1, 1, 2, 5)))):
        fields = dict(document.at(i).fields)
        match chance.randrange(4):
            case 0:
                fields["bbox"] = box(chance, span)
            case 1:
                fields["text"] = chance.choice(("Hello", "", "New"))
            case 2:
                style = dict(fields.get("visual", {}))
                style["hidden"] = not style.get("hidden", False)
                fields["visual"] = style
            case _:
                style = dict(fields.get("visual", {}))
                key = chance.choice(list(KEYS))
                if key in style and chance.random() < 0.3:
                    del style[key]
                else:
                    style[key] = chance.choice(KEYS[key])
                fields["visual"] = style
        changed[i] = Component(fields)
    after = document.replace(changed)
    if heads and chance.random() < 0.2:
        head = dict(after.head)
        head["tokens"] = copy.deepcopy(chance.choice(TOKENS))
        after = after.with_head(head)
    return after, set(changed)


def restyled(document: Document, seed: int) -> tuple[Document, set[int]]:
    """Another version in which nothing moved, came, went, or was painted otherwise: text only."""
    chance = random.Random(seed)
    changed: dict[int, Component] = {}
    for i in chance.sample(range(len(document)), min(len(document), chance.choice((1, 2)))):
        fields = dict(document.at(i).fields)
        key = chance.choice(("text", "color", "font_size", "font_weight", "border_color"))
        if key == "text":
            fields["text"] = chance.choice(("Hello", "", "New"))
        else:
            fields["visual"] = {**fields.get("visual", {}), key: chance.choice(KEYS[key])}
        changed[i] = Component(fields)
    return document.replace(changed), set(changed)


seeds = st.integers(0, 2**32)
counts = st.sampled_from((1, 3, 8, 20, 40, 100))
