"""Random screens, and English about them: every part of a command names what is there, mostly.

Seeds rather than strategies: a screen and a command are made quickly, and a test names
the seed of what it failed on.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

seeds = st.integers(0, 2**32 - 1)

Fields = dict[str, Any]

TYPES = ("button", "card", "text", "title", "image", "link", "input", "container", "label")
TEXTS = ("Sign up", "Terms and conditions", "Hello", "Don't stop", 'the "best"', "Über uns 😀", "")
COLORS = ("#FFFFFF", "#000000", "#E63946", "navy", "#777777", "red", "#1D3557")
TOKENS: tuple[Fields, ...] = (
    {},
    {"base_spacing": 16, "primary_color": "#E63946", "colors": {"brand": "#E63946", "ink": "#000"}},
    {"font_scale": {"h1": "28px", "h2": "20px", "body": "14px"}, "border_radius": "8px"},
    {"background_color": "#101010", "base_spacing": "8px", "accent_color": "#F1FAEE"},
)

# -- screens -------------------------------------------------------------------------


def screen(seed: int) -> bytes:
    """A blueprint or a sketch: nested or flat, with or without geometry, numbers spelled anyhow."""
    chance = random.Random(seed)
    sketch = chance.random() < 0.25
    geometry = not sketch and chance.random() < 0.8
    names = _names(chance, chance.choice((1, 3, 6, 6, 12, 30)))
    top: list[Fields] = []
    lists: list[tuple[list[Fields], list[float]]] = [(top, [0, 0, 375, 0])]
    for name, kind in names:
        home, area = chance.choice(lists)
        fields = _component(chance, name, kind, sketch=sketch)
        if geometry and chance.random() < 0.95:
            fields["bbox"] = _box(chance, area)
        home.append(fields)
        if kind in ("card", "container", "header", "footer") and chance.random() < 0.6:
            fields["children"] = []
            x, y, width, _ = fields.get("bbox", [0, 0, 300, 0])
            lists.append((fields["children"], [x, y, width, 0]))
    made: Fields = {"name": "s", "metadata": {"v": 1}} if sketch else {"screen_id": "s"}
    if not sketch or chance.random() < 0.2:
        made["tokens"] = chance.choice(TOKENS)
    made["components"] = top
    if geometry and chance.random() < 0.7:
        port = {"width": 375, "height": 812, "fixed": chance.random() < 0.4}
        made["meta"] = {"viewport": port}
    return spelled(made, chance if chance.random() < 0.3 else None).encode()


def _names(chance: random.Random, count: int) -> Iterator[tuple[str, str]]:
    yield chance.choice((("header", "header"), ("comp_0", "card"), ("hero_title", "title")))
    for k in range(1, count):
        kind = chance.choice(TYPES)
        yield f"{kind}_{k}", kind
    if count > 3:
        yield "footer", "footer"


def _component(chance: random.Random, name: str, kind: str, *, sketch: bool) -> Fields:
    fields: Fields = {"id": name, "type": kind}
    if chance.random() < 0.15 and not sketch:
        fields["role"] = chance.choice(("hero", "cta", "nav", "content"))
    if chance.random() < 0.7:
        fields["text"] = chance.choice(TEXTS)
    style: Fields = {}
    if sketch:
        if chance.random() < 0.8:
            style["color"] = chance.choice(("blue", "#FF0000", "white"))
        if chance.random() < 0.8:
            style["size"] = chance.choice(("small", "medium", "large"))
        if chance.random() < 0.8:
            style["position"] = {"x": chance.randrange(300), "y": chance.randrange(600)}
        fields["style"] = style
        return fields
    for key, values in (
        ("bg_color", (*COLORS, "linear-gradient(#FFF, #000)")),
        ("color", COLORS),
        ("font_size", (14, "20px", 12, 15.5)),
        ("font_weight", (400, "bold")),
        ("padding", (8, "8px 16px")),
        ("opacity", (1, 0.5)),
        ("hidden", (True, False, False)),
        ("border_radius", (4, "8px")),
        ("height", (40, "44px")),
    ):
        if chance.random() < 0.2:
            style[key] = chance.choice(values)
    if style or chance.random() < 0.5:
        fields["visual"] = style
    if chance.random() < 0.3:
        fields["confidence"] = 0.9
    return fields


def _box(chance: random.Random, area: list[float]) -> list[float]:
    """A box below the last one of its list, most of the time; else anywhere."""
    x, y, width, used = area
    height = chance.choice((20, 44, 60, 120.5))
    wide = chance.choice((80, 150, 343))
    if chance.random() < 0.15:
        return [chance.randrange(0, 300), chance.randrange(0, 700), wide, height]
    area[3] = used + height + chance.choice((0, 8, 16))
    return [x + chance.choice((0, 16)), y + used, min(wide, max(width - 16, 1)), height]


def spelled(value: Any, chance: random.Random | None) -> str:
    """JSON; with a chance, some literals are spelled as no writer of ours would spell them."""
    match value:
        case dict():
            inner = (f'"{k}":{spelled(v, chance)}' for k, v in value.items())
            return "{" + ",".join(inner) + "}"
        case list():
            return "[" + ",".join(spelled(v, chance) for v in value) + "]"
        case bool() | None:
            return json.dumps(value)
        case int() if chance is not None and chance.random() < 0.4:
            return chance.choice((f"{value}.0", f"{value}.00", f"{value}e0", f"{value}E+0"))
        case float() if chance is not None:
            return f"{value}0"
        case str() if chance is not None and chance.random() < 0.2:
            return json.dumps(value, ensure_ascii=True).replace("/", "\\/")
        case _:
            return json.dumps(value, ensure_ascii=False)


# -- English -------------------------------------------------------------------------

#: what the people who asked for this tool said that it must do
MUST_RUN = (
    "Make the first card red",
    "Increase the size of all buttons",
    "Change the text of the second component to 'Hello World'",
    "Move all cards to the right",
    "Make the third button blue and larger",
    "Add padding to all components",
    "Change text color to white on all dark components",
    "Align all buttons to center",
    "Make the background gradient from blue to purple",
    "Increase font size for all text components",
    "Make the header smaller and change its color to red",
    "Make the header smaller, change color to red, and make the CTA bigger",
    "Change primary color to #FF5733",
    "Add more spacing",
    "Make component comp_0 red and move it to position 40 120",
    "Make all cards red and increase their size",
    "Delete header and resize it",
    "Change header to green and invalid nonsense",
    "redesign the page",
)

JOINTS = (" and ", ", ", ", then ", ". ", "; ", "\n", " and then ", ", and ", " also ")

LOOKS = (
    "make {t} {c}",
    "change the color of {t} to {c}",
    "set {t}'s text color to {c}",
    "make {t} darker",
    "make the text of {t} bold",
    "set the opacity of {t} to 50%",
    "give {t} a {c} border",
    "change the text of {t} to 'Hello, and goodbye'",
    'set the text of {t} to "A; B"',
    "make {t} uppercase",
    "set the border radius of {t} to 12px",
    "hide {t}",
    "show {t}",
    "rotate {t} by 90 degrees",
    "replace 'Hello' with 'Bye' in {t}",
    "italicize {t}",
    "{t}: 24px, bold",
    "{t} should be {c}",
    "make {t} the same color as {u}",
)
LAYOUT = (
    "make {t} bigger",
    "make {t} a bit smaller",
    "make {t} twice as wide",
    "make {t} 300px wide",
    "make {t} much taller",
    "move {t} to the right",
    "move {t} down by 20px",
    "nudge {t} left",
    "move {t} to position 40 120",
    "put {t} below {u}",
    "move {t} next to {u}",
    "swap {t} and {u}",
    "align {t} left",
    "center {t}",
    "align {t} with {u}",
    "distribute {t} evenly",
    "make {t} as wide as {u}",
    "add padding to {t}",
    "double the font size of {t}",
    "increase the font size of {t} by 2px",
    "bring {t} to the front",
    "delete {t}",
    "duplicate {t}",
    "move {t} to the bottom",
    "add more spacing",
    "add a button below {t}",
)
SCREEN = (
    "change the primary color to {c}",
    "make the background {c}",
    "make the background gradient from {c} to white",
    "increase the base spacing",
    "don't touch {u}",
    "keep the width of {u}",
    "make it pop",
    "is {t} up?",
    "wibble the frobnicator",
)
CONDITIONS = (
    "make {t} {c} if it is dark",
    "if {u} is light, make {t} {c}",
    "make {t} bigger unless it is wider than 100px",
    "hide {t} unless it says Hello",
    "if there is a footer, make {t} {c} and hide {u}",
    "make {t} {c} if it has a border, otherwise make it white",
    "when the background is light make {t} {c}",
    "make {t} taller, only the red ones",
)
FOLLOW = ("make it {c}", "make them bigger", "the same for {u}", "{u} too", "and move it up by 8px")


def command(seed: int, source: bytes) -> str:
    """One to four clauses about what a screen holds; at times about what it does not."""
    chance = random.Random(seed)
    if chance.random() < 0.05:
        return chance.choice(MUST_RUN)
    named = list(components(json.loads(source)["components"]))
    said = ""
    for k in range(chance.choice((1, 1, 2, 2, 3, 4))):
        pools = (LOOKS, LAYOUT, LOOKS, LAYOUT, SCREEN, CONDITIONS, FOLLOW if k else LAYOUT)
        clause = clause_of(chance, chance.choice(chance.choice(pools)), named)
        said += (chance.choice(JOINTS) if k else "") + clause
    return said


def clause_of(chance: random.Random, pattern: str, named: list[Fields]) -> str:
    """A pattern with its targets and values filled in."""
    colour = chance.choice(("red", "blue", "#FF5733", "light green", "navy", "white", "dark grey"))
    return pattern.format(t=target(chance, named), u=target(chance, named), c=colour)


def target(chance: random.Random, named: list[Fields]) -> str:
    """A way to name some of the components."""
    one = chance.choice(named) if named else {"id": "x", "type": "card"}
    kind, name = one["type"], one["id"]
    text = one.get("text") or name
    quoted = f'the "{text}" {kind}' if '"' not in text else f"the “{text}” {kind}"
    ordinal = chance.choice(("first", "second", "third", "last", "2nd"))
    return chance.choice(
        (
            name,
            name,
            name,
            name.replace("_", " "),
            f"the {kind}",
            f"the {ordinal} {kind}",
            f"all {kind}s",
            f"all {kind}s except the last",
            f"the last two {kind}s",
            quoted,
            f"the {chance.choice(('red', 'dark', 'hidden', 'biggest', 'leftmost'))} {kind}",
            f"every {kind} but {name}",
            "everything",
            f"the header and {name}",
            f"the {kind} below the header",
            f"the {kind}s in {name}",
            "it",
            "the nonexistent widget",
        )
    )


def components(beside: list[Fields]) -> Iterator[Fields]:
    """All components, nested ones too."""
    for fields in beside:
        yield fields
        yield from components(fields.get("children") or [])


# -- cases ---------------------------------------------------------------------------

OPTIONS: tuple[dict[str, Any], ...] = (
    {},
    {"mode": "partial"},
    {"policy": "strict"},
    {"reflow": "off"},
    {"structural": True},
    {"mode": "partial", "structural": True, "reflow": "off"},
    {"mode": "partial", "policy": "strict", "structural": True},
    {"recover": "all"},
    {"recover": "all", "mode": "partial", "structural": True, "reflow": "off"},
    {"recover": "all", "mode": "partial", "policy": "strict"},
)


def case(seed: int) -> tuple[bytes, str, dict[str, Any]]:
    """A screen, a command, and options."""
    chance = random.Random(seed)
    source = screen(chance.randrange(2**32))
    return source, command(chance.randrange(2**32), source), chance.choice(OPTIONS)


def real_screens(shared: Path, *, bytes_max: int = 1 << 30) -> list[tuple[str, bytes]]:
    """The stored blueprints of real screens, by name."""
    found = [(p.name, p.read_bytes()) for p in sorted((shared / "blueprints").glob("*.json"))]
    assert found, f"{shared} holds no blueprints"
    return [(name, source) for name, source in found if len(source) <= bytes_max]
