"""A saved file keeps its style."""

import json
from pathlib import Path
from typing import Any

import msgspec
import orjson
import pytest
from hypothesis import given

from redraft.document.blueprint import Document
from redraft.document.properties import assign
from redraft.serialize.layout import formatted
from redraft.serialize.reader import read
from redraft.serialize.writer import write

from .test_round_trips import sources

TREE: dict[str, Any] = {
    "screen_id": "home",
    "components": [
        {
            "id": "a",
            "type": "box",
            "bbox": [0, 0, 375, 154],
            "visual": {"height": 154},
            "children": [],
        },
        {"id": "b", "type": "title", "text": "Hé", "visual": {}},
    ],
}


def edited(document: Document, name: str, value: object, i: int = 0) -> Document:
    component, edits = assign(document, document.at(i), name, value)
    assert edits
    return document.replace({i: component})


STYLES = {
    "compact": json.dumps(TREE, ensure_ascii=False, separators=(",", ":")),
    "one line": json.dumps(TREE, ensure_ascii=False),
    "one": json.dumps(TREE, ensure_ascii=False, indent=1),
    "two": json.dumps(TREE, ensure_ascii=False, indent=2),
    "four": json.dumps(TREE, ensure_ascii=False, indent=4),
    "tabs": json.dumps(TREE, ensure_ascii=False, indent="\t"),
    "escaped": json.dumps(TREE, indent=2),
    "windows": json.dumps(TREE, indent=2).replace("\n", "\r\n"),
}


@pytest.mark.parametrize("end", ["", "\n"])
@pytest.mark.parametrize("style", STYLES)
def test_an_untouched_file_comes_back_byte_for_byte(style: str, end: str) -> None:
    """Z-1."""
    source = (STYLES[style] + end).encode()

    assert formatted(read(source), source) == source


@pytest.mark.parametrize("end", ["", "\n"])
@pytest.mark.parametrize("style", STYLES)
def test_an_edited_file_differs_only_in_the_value(style: str, end: str) -> None:
    source = (STYLES[style] + end).encode()
    after = edited(edited(read(source), "height", 100), "text", "Ho", i=1)

    expected = source.replace(b"154", b"100").replace("Hé".encode(), b"Ho")
    assert formatted(after, source) == expected.replace(b"H\\u00e9", b"Ho")


@pytest.mark.parametrize("style", [s for s in STYLES if s != "escaped"])
def test_a_new_field_is_written_in_the_file_s_style(style: str) -> None:
    source = STYLES[style].encode()
    after = edited(edited(read(source), "opacity", 0.5), "font size", 12, i=1)

    tree = json.loads(source)
    tree["components"][0]["visual"]["opacity"] = 0.5
    tree["components"][1]["visual"]["font_size"] = 12
    styled: dict[str, dict[str, Any]] = {
        "compact": {"separators": (",", ":")},
        "one": {"indent": 1},
        "two": {"indent": 2},
        "four": {"indent": 4},
        "tabs": {"indent": "\t"},
    }
    if style == "windows":
        expected = json.dumps(tree, indent=2).replace("\n", "\r\n")
        assert formatted(after, source) == expected.encode()
    else:
        expected = json.dumps(tree, ensure_ascii=False, **styled.get(style, {}))
        assert formatted(after, source) == expected.encode()


BY_HAND = b"""\xef\xbb\xbf{ "screen_id": "home",

  "components": [
    { "id": "a", "type": "box", "bbox": [0, 0, 375, 154], "visual": { "height" : 154 } },
    { "id": "b", "type": "title",
      "children": [] }
  ] }

"""


def test_a_file_written_by_hand_keeps_its_shape() -> None:
    after = edited(read(BY_HAND), "height", 100)

    assert formatted(after, BY_HAND) == BY_HAND.replace(b"154", b"100")


def test_a_new_field_in_a_file_written_by_hand_stands_like_its_neighbours() -> None:
    after = edited(edited(read(BY_HAND), "opacity", 1), "text", "Hi", i=1)

    expected = BY_HAND.replace(b": 154 }", b': 154, "opacity" : 1 }')
    assert formatted(after, BY_HAND) == expected.replace(
        b'"children": []', b'"children": [],\n      "text": "Hi"'
    )


def test_components_that_move_or_go_take_their_lines_along() -> None:
    source = b"""{
  "components": [
    {"id": "a", "type": "box"},
    {"id": "b", "type": "box", "bbox": [0, 0, 1, 1]},
    {"id": "c", "type": "box"}
  ]
}
"""
    document = read(source)
    a, b, c = document.tree()["components"]
    lines = source.splitlines()

    moved = formatted(document.restructured([c, a, b]), source).splitlines()
    gone = formatted(document.restructured([a, b]), source).splitlines()

    said = [line.strip(b" ,") for line in moved[2:5]]
    assert said == [lines[n].strip(b" ,") for n in (4, 2, 3)]
    assert gone == [*lines[:3], lines[3].rstrip(b","), *lines[5:]]


@given(sources(), sources())
def test_style_is_white_space_only(source: bytes, like: bytes) -> None:
    document = read(source)

    saved = formatted(document, like)

    assert bytes(msgspec.json.format(saved, indent=-1)) == write(document)


@given(sources())
def test_any_file_comes_back_byte_for_byte(source: bytes) -> None:
    """Z-1."""
    assert formatted(read(source), source) == source


def test_every_shared_blueprint_is_saved_as_it_was(shared: Path) -> None:
    for path in sorted((shared / "blueprints").glob("*.json")):
        source = path.read_bytes()
        document = read(source)
        component, _ = assign(document, document.at(0), "opacity", 0.125)
        after = document.replace({0: component})

        saved = formatted(after, source)

        assert formatted(document, source) == source
        assert orjson.loads(saved) == after.tree()
        assert abs(len(saved.splitlines()) - len(source.splitlines())) <= 3, path.name
