"""A colour is eight-bit sRGB and an alpha; how it looks is asked of OKLCH.

Reading is CSS Color 4, cached and linear in the length of the text. Writing is
``#RRGGBB`` in capitals. Whatever people say of a colour (darker, muted, a kind of
blue) is answered in OKLCH, where equal steps look equal; whether text can be read
is answered by WCAG 2.2.

    C-1  parse(to_hex(c)) == c                   for every alpha that is n/255
    C-2  from_oklch(*oklch(c), c.alpha) == c
    C-3  contrast(a, b) == contrast(b, a), from 1 to 21
    C-4  shift_lightness and shift_chroma keep the hue, as far as eight bits can say it
    C-5  family(c) in families(c)

Where a colour lies outside sRGB, its chroma is lowered until it fits; lightness and
hue stay. CSS Color 4 then clips what differs by less than can be seen, which turns
the hue of strong colours; that step is left out, because the hue is what is promised.

May import: the standard library.
"""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache

TEXT_LENGTH_MAX = 200
GRADIENT_LENGTH_MAX = 2000

FAMILIES = (
    "black",
    "white",
    "grey",
    "red",
    "orange",
    "yellow",
    "green",
    "teal",
    "blue",
    "purple",
    "pink",
    "brown",
)


@dataclass(frozen=True, slots=True)
class Color:
    """Hold one sRGB colour: channels 0 to 255, alpha 0.0 to 1.0 as it was read.

    >>> Color(230, 57, 70)
    Color(r=230, g=57, b=70, alpha=1.0)
    """

    r: int
    g: int
    b: int
    alpha: float = 1.0

    def __post_init__(self) -> None:
        if not (
            0 <= self.r <= 255
            and 0 <= self.g <= 255
            and 0 <= self.b <= 255
            and 0.0 <= self.alpha <= 1.0
        ):
            raise ValueError(f"colour out of range: {self!r}")


@dataclass(frozen=True, slots=True)
class Stop:
    """Hold one stop of a gradient; ``at`` is its place as written, or empty."""

    color: Color
    at: str = ""


@dataclass(frozen=True, slots=True)
class Gradient:
    """Hold a linear gradient; ``direction`` is ``to <side>`` or ``<number>deg``."""

    direction: str
    stops: tuple[Stop, ...]

    def css(self) -> str:
        """Write the normal form: direction always said, colours in capitals.

        >>> Gradient("to right", (Stop(BLACK), Stop(WHITE, "80%"))).css()
        'linear-gradient(to right, #000000, #FFFFFF 80%)'
        """
        stops = (f"{to_hex(stop.color)} {stop.at}".rstrip() for stop in self.stops)
        return f"linear-gradient({', '.join((self.direction, *stops))})"


BLACK = Color(0, 0, 0)
WHITE = Color(255, 255, 255)


# Reading and writing


def parse(text: str) -> Color | None:
    """Read a CSS colour, or return None where the text is not one.

    Hex of 3, 4, 6 or 8 digits; rgb, hsl, hwb and oklch functions, with commas or
    spaces; the names of CSS Color 4, also in separate words and spelled "gray" or
    "grey". Any case. Text over 200 characters is no colour.

    >>> parse("light green")
    Color(r=144, g=238, b=144, alpha=1.0)
    """
    return _parse(text) if len(text) <= TEXT_LENGTH_MAX else None


def to_hex(c: Color) -> str:
    """Write ``#RRGGBB``, or ``#RRGGBBAA`` where the colour is not opaque.

    >>> to_hex(Color(0, 0, 255)), to_hex(Color(0, 0, 0, 0.1))
    ('#0000FF', '#0000001A')
    """
    alpha = int(c.alpha * 255 + 0.5)
    if alpha == 255:
        return f"#{c.r:02X}{c.g:02X}{c.b:02X}"
    return f"#{c.r:02X}{c.g:02X}{c.b:02X}{alpha:02X}"


def parse_gradient(css: str) -> Gradient | None:
    """Read ``linear-gradient(…)``, or return None where it is anything else.

    Colour hints, interpolation spaces and ``var()`` are not read. A direction that is
    left out is ``to bottom``, as in CSS Images 3.

    >>> parse_gradient("linear-gradient(blue, purple)").css()
    'linear-gradient(to bottom, #0000FF, #800080)'
    """
    text = css.strip()
    head = "linear-gradient("
    if (
        len(text) > GRADIENT_LENGTH_MAX
        or text[: len(head)].lower() != head
        or not text.endswith(")")
    ):
        return None
    parts = _split_at_commas(text[len(head) : -1])
    if not parts:
        return None
    direction = _direction(parts[0])
    stops: list[Stop] = []
    for part in parts[1:] if direction else parts:
        stop = _stop(part)
        if stop is None:
            return None
        stops.append(stop)
    return Gradient(direction or "to bottom", tuple(stops)) if len(stops) >= 2 else None


@lru_cache(maxsize=4096)
def _parse(text: str) -> Color | None:
    text = text.strip().lower()
    if _HEX.fullmatch(text):
        digits = text[1:]
        if len(digits) <= 4:
            digits = "".join(digit * 2 for digit in digits)
        r, g, b, alpha = bytes.fromhex(digits.ljust(8, "f"))
        return Color(r, g, b, alpha / 255)
    if call := _CALL.fullmatch(text):
        return _read_call(call[1] or call[2], call[3])
    return _names().get(" ".join(text.replace("-", " ").replace("_", " ").split()))


_HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{4}|[0-9a-f]{6}|[0-9a-f]{8})")
_CALL = re.compile(r"(?:(rgb|hsl)a?|(hwb|oklch))\(([^()]*)\)")
_NUMBER = re.compile(
    r"([+-]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:e[+-]?[0-9]+)?)(%|deg|grad|rad|turn|px|em|rem)?"
)
_DEGREES = {None: 1.0, "deg": 1.0, "grad": 0.9, "rad": 180 / math.pi, "turn": 360.0}


def _read_call(name: str, inner: str) -> Color | None:
    if "," in inner and name in ("rgb", "hsl"):
        parts = [part.strip() for part in inner.split(",")]
    else:
        channels, slash, last = inner.partition("/")
        parts = channels.split()
        if len(parts) != 3:
            return None
        if slash:
            parts.append(last.strip())
    if len(parts) == 3:
        parts.append("1")
    if len(parts) != 4:
        return None
    alpha = _amount(parts[3], whole=1.0)
    if alpha is None:
        return None
    alpha = _clamp(alpha)
    match name:
        case "rgb":
            r, g, b = (_amount(part, whole=255.0) for part in parts[:3])
            if r is None or g is None or b is None:
                return None
            return _from_srgb(r / 255, g / 255, b / 255, alpha)
        case "oklch":
            lightness = _amount(parts[0], whole=1.0)
            chroma = _amount(parts[1], whole=0.4)
            hue = _angle(parts[2])
            if lightness is None or chroma is None or hue is None:
                return None
            return from_oklch(lightness, max(chroma, 0.0), hue, alpha)
        case _:
            hue = _angle(parts[0])
            second, third = (_amount(part, whole=100.0) for part in parts[1:3])
            if hue is None or second is None or third is None:
                return None
            reading = _from_hsl if name == "hsl" else _from_hwb
            return reading(hue, _clamp(second / 100), _clamp(third / 100), alpha)


def _amount(text: str, *, whole: float) -> float | None:
    """Read a number, or a percentage as that share of the whole."""
    if text == "none":
        return 0.0
    found = _NUMBER.fullmatch(text)
    if not found or found[2] not in (None, "%"):
        return None
    value = float(found[1])
    if not math.isfinite(value):
        return None
    return value / 100 * whole if found[2] else value


def _angle(text: str) -> float | None:
    """Read an angle in degrees, 0 to 360."""
    if text == "none":
        return 0.0
    found = _NUMBER.fullmatch(text)
    if not found or found[2] not in _DEGREES:
        return None
    value = float(found[1]) * _DEGREES[found[2]]
    return value % 360 if math.isfinite(value) else None


def _from_srgb(r: float, g: float, b: float, alpha: float) -> Color:
    return Color(_to_byte(r), _to_byte(g), _to_byte(b), alpha)


def _from_hsl(hue: float, saturation: float, lightness: float, alpha: float) -> Color:
    r, g, b = _hsl_channels(hue, saturation, lightness)
    return _from_srgb(r, g, b, alpha)


def _from_hwb(hue: float, white: float, black: float, alpha: float) -> Color:
    # CSS Color 4, section 8.1.
    if white + black >= 1:
        grey = white / (white + black)
        return _from_srgb(grey, grey, grey, alpha)
    r, g, b = (part * (1 - white - black) + white for part in _hsl_channels(hue, 1.0, 0.5))
    return _from_srgb(r, g, b, alpha)


def _hsl_channels(hue: float, saturation: float, lightness: float) -> tuple[float, float, float]:
    # CSS Color 4, section 7.1: the formula without branches.
    reach = saturation * min(lightness, 1 - lightness)

    def channel(n: int) -> float:
        k = (n + hue / 30) % 12
        return lightness - reach * max(-1.0, min(k - 3, 9 - k, 1.0))

    return channel(0), channel(8), channel(4)


def _to_byte(share: float) -> int:
    return int(_clamp(share) * 255 + 0.5)


def _clamp(share: float) -> float:
    return min(max(share, 0.0), 1.0)


def _split_at_commas(text: str) -> list[str] | None:
    """Split where no parenthesis is open; None where they do not pair."""
    parts: list[str] = []
    depth = start = 0
    for at, character in enumerate(text):
        if character == "(":
            depth += 1
        elif character == ")":
            depth -= 1
            if depth < 0:
                return None
        elif character == "," and depth == 0:
            parts.append(text[start:at].strip())
            start = at + 1
    parts.append(text[start:].strip())
    return parts if depth == 0 else None


def _direction(text: str) -> str | None:
    words = text.lower().split()
    if words and words[0] == "to":
        sides = " ".join(sorted(words[1:], key=lambda side: side in ("left", "right")))
        return f"to {sides}" if sides in _SIDES else None
    found = _NUMBER.fullmatch(text.lower())
    if not found or found[2] not in _DEGREES or (found[2] is None and float(found[1]) != 0):
        return None
    degrees = round(float(found[1]) * _DEGREES[found[2]], 4)
    return f"{degrees:g}deg" if math.isfinite(degrees) else None


_SIDES = frozenset(
    ("top", "bottom", "left", "right", "top left", "top right", "bottom left", "bottom right")
)


def _stop(text: str) -> Stop | None:
    words = text.split()
    places: list[str] = []
    while words and len(places) < 2:
        found = _NUMBER.fullmatch(words[-1].lower())
        if not found or found[2] not in (None, "%", "px", "em", "rem"):
            break
        places.insert(0, words.pop().lower())
    color = parse(" ".join(words))
    return Stop(color, " ".join(places)) if color else None


# OKLab and OKLCH


def oklch(c: Color) -> tuple[float, float, float]:
    """Return lightness 0 to 1, chroma, and hue in degrees (0.0 for greys).

    Björn Ottosson's OKLab with the matrices of CSS Color 4; alpha is not looked at.

    >>> [round(part, 3) for part in oklch(Color(255, 0, 0))]
    [0.628, 0.258, 29.234]
    """
    lightness, a, b = _oklab(c)
    if a == b == 0.0:
        return lightness, 0.0, 0.0
    return lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360


def from_oklch(lightness: float, chroma: float, hue: float, alpha: float = 1.0) -> Color:
    """Return the colour of that lightness and hue, as colourful as sRGB allows.

    Chroma is lowered by bisection until the colour fits; lightness is clamped to 0..1.

    >>> to_hex(from_oklch(0.628, 0.4, 29.234))
    '#FF0000'
    """
    lightness = _clamp(lightness)
    if lightness in (0.0, 1.0):
        value = int(lightness) * 255
        return Color(value, value, value, alpha)
    r, g, b = _linear_srgb(lightness, _chroma_that_fits(lightness, chroma, hue), hue)
    return _from_srgb(_encode(r), _encode(g), _encode(b), alpha)


def shift_lightness(c: Color, delta: float) -> Color:
    """Make a colour lighter (delta > 0) or darker, its hue and alpha kept.

    >>> to_hex(shift_lightness(Color(255, 0, 0), -0.10))
    '#CB0000'
    """
    lightness, chroma, hue = oklch(c)
    return from_oklch(lightness + delta, chroma, hue, c.alpha)


def shift_chroma(c: Color, factor: float) -> Color:
    """Make a colour more or less colourful, its lightness, hue and alpha kept.

    >>> to_hex(shift_chroma(Color(255, 0, 0), 0.0))
    '#888888'
    """
    lightness, chroma, hue = oklch(c)
    return from_oklch(lightness, chroma * max(factor, 0.0), hue, c.alpha)


def mute(c: Color) -> Color:
    """Halve the chroma.

    >>> to_hex(mute(Color(0, 0, 255)))
    '#274EAB'
    """
    return shift_chroma(c, 0.5)


def pale(c: Color) -> Color:
    """Halve the chroma and go six tenths of the way to white.

    >>> to_hex(pale(Color(0, 128, 0)))
    '#9FCF9B'
    """
    lightness, chroma, hue = oklch(c)
    return from_oklch(lightness + 0.6 * (1 - lightness), chroma * 0.5, hue, c.alpha)


def brighten(c: Color) -> Color:
    """Raise the chroma by half, moving lightness up to 0.15 where sRGB needs it.

    A colour that is as vivid as its hue gets, and a grey, come back as they are.

    >>> to_hex(brighten(Color(0, 128, 0)))
    '#00B500'
    """
    lightness, chroma, hue = oklch(c)
    best = (chroma, 0.0, lightness)
    for step in range(-15, 16):
        near = lightness + step / 100
        if 0.0 < near < 1.0:
            reached = _chroma_that_fits(near, chroma * 1.5, hue)
            best = max(best, (round(reached, 3), -float(abs(step)), near))
    return from_oklch(best[2], best[0], hue, c.alpha) if best[0] > chroma + 0.005 else c


def mix(a: Color, b: Color, share: float = 0.5) -> Color:
    """Blend two colours in OKLab; ``share`` is how much of b, 0.0 to 1.0.

    CSS Color 5 ``color-mix(in oklab, …)``: alphas weigh the colours.

    >>> to_hex(mix(BLACK, WHITE))
    '#636363'
    """
    share = _clamp(share)
    weight_a, weight_b = a.alpha * (1 - share), b.alpha * share
    alpha = weight_a + weight_b
    if alpha == 0.0:
        return Color(0, 0, 0, 0.0)
    lightness, x, y = (
        (p * weight_a + q * weight_b) / alpha for p, q in zip(_oklab(a), _oklab(b), strict=True)
    )
    hue = math.degrees(math.atan2(y, x)) % 360
    return from_oklch(lightness, math.hypot(x, y), hue, min(alpha, 1.0))


def delta_ok(a: Color, b: Color) -> float:
    """Return the OKLab distance: 0.02 is just visible, black to white is 1.

    >>> delta_ok(BLACK, WHITE)
    1.0
    """
    return math.dist(_oklab(a), _oklab(b))


def _oklab(c: Color) -> tuple[float, float, float]:
    r, g, b = _LINEAR[c.r], _LINEAR[c.g], _LINEAR[c.b]
    if c.r == c.g == c.b:
        return math.cbrt(r), 0.0, 0.0
    long = math.cbrt(0.412221469470763 * r + 0.5363325372617348 * g + 0.0514459932675022 * b)
    mid = math.cbrt(0.2119034958178252 * r + 0.6806995506452344 * g + 0.1073969535369406 * b)
    short = math.cbrt(0.0883024591900564 * r + 0.2817188391361215 * g + 0.6299787016738221 * b)
    return (
        0.210454268309314 * long + 0.7936177747023054 * mid - 0.0040720430116193 * short,
        1.9779985324311684 * long - 2.42859224204858 * mid + 0.450593709617411 * short,
        0.0259040424655478 * long + 0.7827717124575296 * mid - 0.8086757549230774 * short,
    )


def _linear_srgb(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    angle = math.radians(hue)
    a, b = chroma * math.cos(angle), chroma * math.sin(angle)
    long = (lightness + 0.3963377773761749 * a + 0.2158037573099136 * b) ** 3
    mid = (lightness - 0.1055613458156586 * a - 0.0638541728258133 * b) ** 3
    short = (lightness - 0.0894841775298119 * a - 1.2914855480194092 * b) ** 3
    return (
        4.076741636075958 * long - 3.3077115392580625 * mid + 0.2309699031821045 * short,
        -1.268437973285032 * long + 2.609757349287689 * mid - 0.3413193760026573 * short,
        -0.0041960761386755 * long - 0.7034186179359363 * mid + 1.7076146940746117 * short,
    )


# What a linear channel may stick out of 0..1 and still be the byte 0 or 255: a tenth of a
# step, so that colours that came from bytes always fit.
_SLACK = 3e-5


def _chroma_that_fits(lightness: float, chroma: float, hue: float) -> float:
    """Return the largest chroma up to the given one that sRGB has, to 1e-4."""

    def fits(tried: float) -> bool:
        r, g, b = _linear_srgb(lightness, tried, hue)
        return low <= r <= high and low <= g <= high and low <= b <= high

    low, high = -_SLACK, 1 + _SLACK
    chroma = min(chroma, 0.5)  # sRGB ends at 0.32
    if fits(chroma):
        return chroma
    under, above = 0.0, chroma
    while above - under > 1e-4:
        middle = (under + above) / 2
        if fits(middle):
            under = middle
        else:
            above = middle
    return under


def _encode(linear: float) -> float:
    # IEC 61966-2-1, the sRGB transfer function.
    return 12.92 * linear if linear <= 0.0031308 else 1.055 * linear ** (1 / 2.4) - 0.055


def _decode(encoded: float) -> float:
    return encoded / 12.92 if encoded <= 0.04045 else ((encoded + 0.055) / 1.055) ** 2.4


_LINEAR = tuple(_decode(value / 255) for value in range(256))


# Reading text on a ground


def luminance(c: Color) -> float:
    """Return the relative luminance, 0.0 to 1.0; alpha is not looked at.

    WCAG 2.2, "relative luminance".

    >>> luminance(WHITE)
    1.0
    """
    # Summed so that white is exactly 1: 0.2126 + 0.0722 + 0.7152.
    return 0.2126 * _LINEAR[c.r] + 0.0722 * _LINEAR[c.b] + 0.7152 * _LINEAR[c.g]


def contrast(text: Color, ground: Color) -> float:
    """Return the contrast ratio of two opaque colours, 1.0 to 21.0.

    WCAG 2.2, "contrast ratio": (L1 + 0.05) / (L2 + 0.05), L the relative luminance.
    Lay a translucent colour ``over`` its ground first.

    >>> round(contrast(WHITE, BLACK), 1)
    21.0
    """
    one, other = luminance(text) + 0.05, luminance(ground) + 0.05
    return one / other if one > other else other / one


def over(top: Color, bottom: Color) -> Color:
    """Lay one colour over another: source-over in sRGB, Compositing and Blending 1.

    >>> to_hex(over(Color(0, 0, 0, 0.5), WHITE))
    '#808080'
    """
    if top.alpha == 1.0:
        return top
    below = bottom.alpha * (1 - top.alpha)
    alpha = top.alpha + below
    if alpha == 0.0:
        return Color(0, 0, 0, 0.0)
    r, g, b = (
        int((upper * top.alpha + lower * below) / alpha + 0.5)
        for upper, lower in ((top.r, bottom.r), (top.g, bottom.g), (top.b, bottom.b))
    )
    return Color(r, g, b, min(alpha, 1.0))


@lru_cache(maxsize=1024)
def nearest_readable(text: Color, ground: Color, minimum: float) -> Color:
    """Return the text colour moved least in lightness that has the contrast.

    The hue is kept. Text that has the contrast already comes back as it is; translucent
    text is laid over its ground first and comes back opaque. Where no lightness is
    enough, the answer is black or white, whichever reads better. Equal moves: darker.

    >>> to_hex(nearest_readable(Color(61, 169, 252), WHITE, 4.5))
    '#007BC6'
    """
    start = over(text, ground)
    if contrast(start, ground) >= minimum:
        return text if start == text else start
    found = [
        near
        for direction in (-1, 1)
        if (near := _readable_towards(direction, start, ground, minimum)) is not None
    ]
    if found:
        return min(found, key=lambda near: near[0])[1]
    return max((BLACK, WHITE), key=lambda c: contrast(c, ground))


def _readable_towards(
    direction: int, start: Color, ground: Color, minimum: float
) -> tuple[float, Color] | None:
    """Return the least move that way that is enough, and where it leads."""
    lightness, chroma, hue = oklch(start)

    def reached(move: float) -> Color | None:
        tried = from_oklch(lightness + direction * move, chroma, hue)
        beyond = direction * (luminance(tried) - luminance(ground)) >= 0
        return tried if beyond and contrast(tried, ground) >= minimum else None

    low, high = 0.0, 1 - lightness if direction > 0 else lightness
    best = reached(high)
    if best is None:
        return None
    while high - low > 1e-3:
        middle = (low + high) / 2
        if (tried := reached(middle)) is not None:
            high, best = middle, tried
        else:
            low = middle
    return high, best


#: so many steps along the lightness are looked at before the exact one is worked out
_LIGHTNESS_STEPS = 48


def least_lightness(color: Color, reads: Callable[[Color], bool]) -> Color | None:
    """Return the colour that ``reads``, moved least in OKLCH lightness, hue and opacity kept.

    None where no lightness does. Equal moves: darker. Unlike `nearest_readable` it asks for
    whatever has to hold: several grounds, or a ground that moves.

    >>> to_hex(least_lightness(Color(238, 238, 238), lambda c: contrast(c, WHITE) >= 4.5))
    '#767676'
    """
    lightness, chroma, hue = oklch(color)

    def moved(by: float) -> Color:
        return from_oklch(lightness + by, chroma, hue, color.alpha)

    best: float | None = None
    for room in (-lightness, 1 - lightness):
        steps = (room * k / _LIGHTNESS_STEPS for k in range(1, _LIGHTNESS_STEPS + 1))
        enough = next((by for by in steps if reads(moved(by))), None)
        if enough is None:
            continue
        short = enough - room / _LIGHTNESS_STEPS
        while abs(enough - short) > 1e-4:
            middle = (short + enough) / 2
            short, enough = (short, middle) if reads(moved(middle)) else (middle, enough)
        if best is None or abs(enough) < abs(best):
            best = enough
    return None if best is None else moved(best)


# What people call it


def is_dark(c: Color) -> bool:
    """Tell whether people would call it dark: OKLCH lightness under 0.5.

    OKLCH lightness follows the eye, so this is the middle grey that is seen, where
    #636363 lies. Pure blue, navy, maroon and indigo are dark; pure red and green are not.

    >>> is_dark(Color(0, 0, 128)), is_dark(Color(255, 0, 0))
    (True, False)
    """
    return _oklab(c)[0] < 0.5


def is_light(c: Color) -> bool:
    """Tell whether people would call it light: OKLCH lightness over 0.75.

    #AEAEAE and up; yellow, cyan and every CSS colour called light but light
    coral, light sea green and light slate grey. What is neither light nor dark is in between, and most colours are.

    >>> is_light(Color(255, 255, 0)), is_light(Color(255, 0, 0))
    (True, False)
    """
    return _oklab(c)[0] > 0.75


def family(c: Color) -> str:
    """Return the one everyday name that fits the colour best, out of FAMILIES.

    Cyan and turquoise are teal, navy is blue, maroon is red, olive is green, magenta is
    purple; tan and wheat are brown, beige and ivory are white. Dark colours keep their
    hue while there is any to see: #121D30 is blue, #222222 is black. Alpha is not looked
    at: ask about what is drawn.

    >>> family(Color(230, 57, 70))
    'red'
    """
    if (c.r, c.g, c.b) in _NAMED_BY_CSS:
        return _NAMED_BY_CSS[c.r, c.g, c.b]
    lightness, chroma, hue = oklch(c)
    if lightness < 0.15 or (lightness < 0.28 and chroma < _GREY_WHEN_DARK):
        return "black"
    shown = _hue_family(lightness, chroma, hue)
    if chroma < _neutral_below(lightness, hue):
        return "white" if lightness >= _WHITE_FROM else "grey"
    return shown


def families(c: Color) -> frozenset[str]:
    """Return every everyday name that a person could reasonably use for the colour.

    Neighbouring hues overlap, near-blacks are also black, off-whites also white.

    >>> sorted(families(Color(18, 29, 48)))
    ['black', 'blue', 'grey']
    """
    lightness, chroma, hue = oklch(c)
    neutral = _neutral_below(lightness, hue)
    found = {family(c)}
    if lightness < 0.22 or (lightness < 0.35 and chroma < 0.05):
        found.add("black")
    if lightness > 0.925 and chroma < 2.6 * _white_below(hue):
        found.add("white")
    if 0.2 < lightness < 0.97 and chroma < (1.25 * neutral if lightness < _WHITE_FROM else 0.01):
        found.add("grey")
    if chroma >= 0.75 * neutral and lightness > 0.12:
        found.add(_hue_family(lightness, chroma, hue))
        found.update(
            name
            for name, start, end, lightness_min, lightness_max, chroma_min in _ALSO
            if (start <= hue <= end or start <= hue + 360 <= end)
            and lightness_min <= lightness <= lightness_max
            and chroma >= chroma_min
        )
    return frozenset(found)


# CSS calls this one brown; by its looks it lies between maroon and fire brick.
_NAMED_BY_CSS = {(0xA5, 0x2A, 0x2A): "brown"}

_GREY_WHEN_DARK = 0.035
_WHITE_FROM = 0.945


def _neutral_below(lightness: float, hue: float) -> float:
    """Return the chroma under which no hue is seen at that lightness."""
    if lightness >= _WHITE_FROM:
        return _white_below(hue)
    if lightness > 0.75:
        return 0.02
    if 15 <= hue < 80:
        return 0.025  # a little warmth already looks brown
    return 0.04 if lightness >= 0.35 else _GREY_WHEN_DARK


def _white_below(hue: float) -> float:
    # Cream passes for white where a blue tint of the same strength does not.
    if 35 <= hue < 118:
        return 0.0375
    if 118 <= hue < 175:
        return 0.0275
    return 0.0125 if 204 <= hue < 338 else 0.02


def _hue_family(lightness: float, chroma: float, hue: float) -> str:
    if hue < 15 or hue >= 338:
        if lightness >= 0.5:
            return "pink"
        return "red" if hue < 15 or hue >= 350 else "purple"
    if hue < 35:
        if lightness >= 0.8:
            return "pink"
        return "brown" if chroma < 0.1 and lightness < 0.75 else "red"
    if hue < 80:
        faint = hue >= 65 and chroma < 0.08
        earthy = hue >= 45 and chroma < 0.13 and lightness < 0.82
        return "brown" if lightness < 0.6 or faint or earthy else "orange"
    if hue < 118:
        if lightness < 0.66:
            return "brown" if hue < 100 else "green"
        return "brown" if hue < 90 and chroma < 0.075 else "yellow"
    if hue < 175:
        return "green"
    if hue < 204:
        return "teal"
    return "blue" if hue < 288 else "purple"


# Where each name still fits beside the best one: hue from, hue to, lightness from, to,
# and the least chroma.
_ALSO = (
    ("red", 360.0, 404.0, 0.0, 0.8, 0.1),
    ("orange", 30.0, 88.0, 0.6, 0.93, 0.0),
    ("brown", 15.0, 100.0, 0.0, 0.5, 0.0),
    ("brown", 40.0, 90.0, 0.0, 0.72, 0.0),
    ("yellow", 74.0, 132.0, 0.6, 1.0, 0.0),
    ("green", 114.0, 190.0, 0.0, 1.0, 0.0),
    ("teal", 163.0, 222.0, 0.0, 1.0, 0.0),
    ("blue", 197.0, 296.0, 0.0, 1.0, 0.0),
    ("purple", 284.0, 352.0, 0.0, 1.0, 0.0),
    ("pink", 316.0, 375.0, 0.6, 1.0, 0.0),
    ("pink", 360.0, 402.0, 0.7, 1.0, 0.0),
)


def names() -> frozenset[str]:
    """Return the names that colours have in CSS, words apart and joined.

    >>> "dark slate gray" in names()
    True
    """
    return frozenset(_names())


@cache
def _names() -> dict[str, Color]:
    """Return every spelling of the named colours: words apart, joined, grey and gray."""
    named = {"transparent": Color(0, 0, 0, 0.0)}
    for entry in _CSS_NAMES.split(","):
        name, digits = entry.strip().rsplit(None, 1)
        r, g, b = bytes.fromhex(digits)
        color = Color(r, g, b)
        spellings = [""]
        for word in name.split():
            words = ("grey", "gray") if word == "grey" else (word,)
            spellings = [
                head + gap + word
                for head in spellings
                for gap in (("", " ") if head else ("",))
                for word in words
            ]
        named.update(dict.fromkeys(spellings, color))
    return named


# CSS Color 4, section 6.1; words apart.
_CSS_NAMES = """
    alice blue F0F8FF, antique white FAEBD7, aqua 00FFFF, aqua marine 7FFFD4, azure F0FFFF,
    beige F5F5DC, bisque FFE4C4, black 000000, blanched almond FFEBCD, blue 0000FF,
    blue violet 8A2BE2, brown A52A2A, burly wood DEB887, cadet blue 5F9EA0,
    chartreuse 7FFF00, chocolate D2691E, coral FF7F50, cornflower blue 6495ED,
    corn silk FFF8DC, crimson DC143C, cyan 00FFFF, dark blue 00008B, dark cyan 008B8B,
    dark golden rod B8860B, dark grey A9A9A9, dark green 006400, dark khaki BDB76B,
    dark magenta 8B008B, dark olive green 556B2F, dark orange FF8C00, dark orchid 9932CC,
    dark red 8B0000, dark salmon E9967A, dark sea green 8FBC8F, dark slate blue 483D8B,
    dark slate grey 2F4F4F, dark turquoise 00CED1, dark violet 9400D3, deep pink FF1493,
    deep sky blue 00BFFF, dim grey 696969, dodger blue 1E90FF, fire brick B22222,
    floral white FFFAF0, forest green 228B22, fuchsia FF00FF, gainsboro DCDCDC,
    ghost white F8F8FF, gold FFD700, golden rod DAA520, grey 808080, green 008000,
    green yellow ADFF2F, honeydew F0FFF0, hot pink FF69B4, indian red CD5C5C, indigo 4B0082,
    ivory FFFFF0, khaki F0E68C, lavender E6E6FA, lavender blush FFF0F5, lawn green 7CFC00,
    lemon chiffon FFFACD, light blue ADD8E6, light coral F08080, light cyan E0FFFF,
    light golden rod yellow FAFAD2, light grey D3D3D3, light green 90EE90,
    light pink FFB6C1, light salmon FFA07A, light sea green 20B2AA, light sky blue 87CEFA,
    light slate grey 778899, light steel blue B0C4DE, light yellow FFFFE0, lime 00FF00,
    lime green 32CD32, linen FAF0E6, magenta FF00FF, maroon 800000,
    medium aqua marine 66CDAA, medium blue 0000CD, medium orchid BA55D3,
    medium purple 9370DB, medium sea green 3CB371, medium slate blue 7B68EE,
    medium spring green 00FA9A, medium turquoise 48D1CC, medium violet red C71585,
    midnight blue 191970, mint cream F5FFFA, misty rose FFE4E1, moccasin FFE4B5,
    navajo white FFDEAD, navy 000080, old lace FDF5E6, olive 808000, olive drab 6B8E23,
    orange FFA500, orange red FF4500, orchid DA70D6, pale golden rod EEE8AA,
    pale green 98FB98, pale turquoise AFEEEE, pale violet red DB7093, papaya whip FFEFD5,
    peach puff FFDAB9, peru CD853F, pink FFC0CB, plum DDA0DD, powder blue B0E0E6,
    purple 800080, rebecca purple 663399, red FF0000, rosy brown BC8F8F, royal blue 4169E1,
    saddle brown 8B4513, salmon FA8072, sandy brown F4A460, sea green 2E8B57,
    sea shell FFF5EE, sienna A0522D, silver C0C0C0, sky blue 87CEEB, slate blue 6A5ACD,
    slate grey 708090, snow FFFAFA, spring green 00FF7F, steel blue 4682B4, tan D2B48C,
    teal 008080, thistle D8BFD8, tomato FF6347, turquoise 40E0D0, violet EE82EE,
    wheat F5DEB3, white FFFFFF, white smoke F5F5F5, yellow FFFF00, yellow green 9ACD32
"""
