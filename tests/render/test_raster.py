"""PNGs: the right size, the same bytes, and text in them without system fonts."""

import importlib.util
import struct
import sys

import pytest

from redraft.diagnostics import RedraftError
from redraft.document.blueprint import Document
from redraft.render import before_after, png, rasterize, svg

INSTALLED = all(importlib.util.find_spec(name) for name in ("resvg_py", "fontpkg"))
needs_png = pytest.mark.skipif(not INSTALLED, reason="the extra “png” is not installed")


def screen(wide=200, tall=100, text=""):
    return Document.of(
        {"components": [{"id": "a", "type": "text", "text": text, "bbox": [0, 0, wide, tall]}]}
    )


def size_of(data):
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    return struct.unpack(">II", data[16:24])


@needs_png
def test_a_small_screen_is_drawn_at_twice_its_size_and_a_wide_one_fitted():
    assert size_of(png(screen())) == (400, 200)
    assert size_of(png(screen(wide=4000), width_max=1000)) == (1000, 25)
    assert size_of(png(screen(), scale=0.5)) == (100, 50)


@needs_png
def test_a_huge_screen_is_scaled_down_to_what_can_be_held():
    wide, tall = size_of(png(screen(wide=90_000, tall=90_000), scale=1))

    assert wide * tall <= 33_000_000


@needs_png
def test_the_same_document_gives_the_same_png():
    """D-1."""
    assert png(screen(text="Shop")) == png(screen(text="Shop"))


@needs_png
def test_text_shows_without_system_fonts():
    said = {png(screen(text=text)) for text in ("Shop now", "Shop new", " ")}

    assert len(said) == 3


@needs_png
def test_deeply_nested_components_are_drawn():
    inner = {"id": "0", "type": "card", "bbox": [0, 0, 50, 50]}
    for k in range(1, 100):
        inner = {"id": str(k), "type": "card", "bbox": [0, 0, 50, 50], "children": [inner]}

    assert size_of(png(Document.of({"components": [inner]}))) == (100, 100)


@needs_png
def test_before_and_after_can_be_made_a_png():
    picture = before_after(screen(), screen(), [], title="wider")

    wide, tall = size_of(rasterize(picture))

    assert f'width="{wide}"' in picture
    assert abs(tall - float(picture.split('height="')[1].split('"')[0])) <= 1


def test_without_the_extra_the_error_says_which_one_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "resvg_py", None)

    with pytest.raises(RedraftError) as caught:
        rasterize(svg(screen()))

    assert "redraft[png]" in caught.value.diagnostic.message
