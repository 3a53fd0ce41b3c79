"""What is no blueprint is refused with a code and the place."""

import enum
import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from redraft.diagnostics import Diagnostic, DocumentError
from redraft.document.blueprint import Document, Limits
from redraft.serialize.reader import read
from redraft.serialize.spelling import plain
from redraft.serialize.writer import write


def attempt(source: Any) -> Document | Diagnostic:
    try:
        return read(source)
    except DocumentError as error:
        return error.diagnostic


def refused(source: Any, limits: Limits = Limits()) -> Any:  # noqa: B008
    with pytest.raises(DocumentError) as caught:
        read(source, limits)
    return caught.value.diagnostic


BOX = '{"id":"a","type":"box","bbox":[0,0,%s,1]}'


@pytest.mark.parametrize(
    ("source", "path", "offset"),
    [
        (b"", "", None),
        (b"  \n", "", None),
        (b"[]", "", None),
        (b"7", "", None),
        (b"{}", "/components", None),
        (b'{"components":{}}', "/components", None),
        (b'{"components":[]', "/components", 16),
        (b'{"components":[]} x', "", 18),
        (b'{"components":[]}}', "", 17),
        (b'{"components":[],}', "", 17),
        (b'{"components":[1,]}', "/components/1", 17),
        (b'{"components" []}', "/components", 14),
        (b"{components:[]}", "", 1),
        (b"{'components':[]}", "", 1),
        (b'{"components":[],"a":01}', "/a", 22),
        (b'{"components":[],"a":1.}', "/a", 22),
        (b'{"components":[],"a":+1}', "/a", 21),
        (b'{"components":[],"a":"x', "/a", 21),
        (b'{"components":[],"a":"\\x"}', "/a", 21),
        (b'{"components":[],"a":"\n"}', "/a", 21),
        (b'{"components":[],"a":"\\ud800"}', "/a", 21),
        (b'{"components":[],"a":1e999}', "/a", 21),
        (b'{"components":[],"a":NaN}', "/a", 21),
        (b'{"components":[],"a":[0,-Infinity]}', "/a/1", 24),
        (b'{"components":[],"a":nul}', "/a", 21),
        (b'{"components":[],"a":{"b":1,"b":2}}', "/a/b", 28),
        (b'{"components":[],"a":{"b":1,"\\u0062":2}}', "/a/b", 28),
        ((b'{"components":[' + (BOX % "NaN").encode() + b"]}"), "/components/0/bbox/2", 50),
        ((b'{"components":[' + (BOX % '"1"').encode() + b"]}"), "/components/0/bbox/2", None),
        (b'{"components":[{"id":"a","type":"x"},{"id":"a","type":"x"}]}', "/components/1/id", None),
        (b'{"components":[{"type":"x"}]}', "/components/0/id", None),
        (b'{"components":[{"id":"a"}]}', "/components/0/type", None),
        ('{"components":[],"é":NaN}'.encode(), "/é", 22),
    ],
)
def test_bytes_that_are_no_blueprint_are_refused_at_their_place(
    source: bytes, path: str, offset: int | None
) -> None:
    diagnostic = refused(source)

    assert (diagnostic.code, diagnostic.path) == ("document.invalid", path)
    if offset is not None:
        assert f"at byte {offset}" in diagnostic.message


def test_bytes_that_are_not_utf8_are_refused_with_their_offset() -> None:
    diagnostic = refused(b'{"components":[],"a":"\xff"}')

    assert diagnostic.code == "document.invalid"
    assert "byte 22" in diagnostic.message


def test_half_a_surrogate_pair_in_text_is_refused() -> None:
    assert refused('{"components":[],"a":"\ud800"}').code == "document.invalid"


@pytest.mark.parametrize("source", [None, 7, [], ["components"], object()])
def test_what_is_no_source_is_refused(source: object) -> None:
    assert refused(source).code == "document.invalid"


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.json").code == "document.invalid"


_PARTS = st.sampled_from(
    (
        *(
            b"{",
            b"}",
            b"[",
            b"]",
            b",",
            b":",
            b'"',
            b"\\",
            b" ",
            b"-",
            b"0",
            b"1.50",
            b"e5",
            b"NaN",
        ),
        *(b'"components"', b'"components":[]', b"null", b"tru", b"\xff", b"\xed\xa0\x80", b"\x00"),
    )
)


@given(st.lists(_PARTS, max_size=12), st.booleans())
def test_any_bytes_are_read_or_refused(parts: list[bytes], inside: bool) -> None:
    source = b"".join(parts)
    if inside:
        source = b'{"components":[],"x":' + source + b"}"
    outcome = attempt(source)

    if isinstance(outcome, Diagnostic):
        assert outcome.code in ("document.invalid", "document.too-large")
    else:
        assert write(outcome) == bytes(msgspec.json.format(source, indent=-1))


_OBJECTS = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.text(max_size=3),
        st.binary(max_size=1),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.tuples(inner),
        st.dictionaries(st.one_of(st.text(max_size=3), st.integers(0, 1)), inner, max_size=3),
    ),
    max_leaves=6,
)


@given(_OBJECTS)
def test_any_object_is_read_or_refused(value: Any) -> None:
    outcome = attempt(with_value(value))

    if isinstance(outcome, Diagnostic):
        assert outcome.code == "document.invalid"
        assert outcome.path is not None and outcome.path.startswith("/a/1")
    else:
        expected = json.loads(json.dumps(with_value(value)))
        assert plain(outcome.tree()) == expected
        assert json.loads(write(outcome)) == expected


# -- objects -------------------------------------------------------------------------------


class Tone(enum.StrEnum):
    RED = "red"


class Named(dict[str, Any]):
    pass


def with_value(value: Any) -> dict[str, Any]:
    return {"components": [], "a": [0, value]}


def cycle() -> dict[str, Any]:
    source: dict[str, Any] = with_value(1)
    source["a"].append({"b": source["a"]})
    return source


@pytest.mark.parametrize(
    ("source", "path"),
    [
        (with_value(float("nan")), "/a/1"),
        (with_value(float("inf")), "/a/1"),
        (with_value({1, 2}), "/a/1"),
        (with_value(b"x"), "/a/1"),
        (with_value({1: 2}), "/a/1"),
        (with_value({None: 2}), "/a/1"),
        (with_value("\ud800"), "/a/1"),
        (with_value({"\ud800": 1}), "/a/1/\ud800"),
        (with_value(10**400), "/a/1"),
        (with_value(Path()), "/a/1"),
        (cycle(), "/a/2/b"),
        ({"components": {}}, "/components"),
        ({}, "/components"),
    ],
)
def test_objects_that_are_no_json_are_refused_at_their_place(
    source: dict[str, Any], path: str
) -> None:
    diagnostic = refused(source)

    assert (diagnostic.code, diagnostic.path) == ("document.invalid", path)


def test_an_object_is_copied_never_taken() -> None:
    inner = {"id": "a", "type": "box", "visual": {"color": "red"}, "children": []}
    for extra in (1, 10**30):
        source = {"components": [inner], "n": extra}
        document = read(source)
        inner["visual"]["color"] = "blue"  # type: ignore[index]

        assert document["a"].style["color"] == "red"
        assert source["components"] == [inner]
        assert inner["children"] == []
        inner["visual"]["color"] = "red"  # type: ignore[index]


def test_tuples_and_subclasses_become_what_they_stand_for() -> None:
    source = Named(components=[], a=(1, Tone.RED), b=Named(c=True), d=10**30)

    written = write(read(source))

    expected = b'{"components":[],"a":[1,"red"],"b":{"c":true},"d":1%s}' % (b"0" * 30)
    assert written == expected


# -- limits ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "opening", ["[", '{"a":', '{"components":[{"id":"a","type":"b","children":[']
)
def test_deep_nesting_is_too_large(opening: str) -> None:
    source = '{"components":[],"x":' + opening * 10_000

    assert refused(source).code == "document.too-large"


def test_a_deep_object_is_too_large() -> None:
    value: Any = []
    for _ in range(10_000):
        value = [value]

    assert refused(with_value(value)).code == "document.too-large"


def nested(depth: int) -> bytes:
    opening = b"".join(b'{"id":"%d","type":"x","children":[' % i for i in range(depth))
    return b'{"components":[' + opening + b"]}" * depth + b"]}"


def test_components_nest_as_deep_as_the_limit_says() -> None:
    assert len(read(nested(100))) == 100
    assert refused(nested(101)).code == "document.too-large"

    raised = Limits(depth_max=400)
    assert write(read(nested(400), raised)) == nested(400)
    assert refused(nested(401), raised).code == "document.too-large"


def test_values_nest_up_to_253_levels() -> None:
    source = b'{"components":[],"a":' + b"[" * 252 + b"]" * 252 + b"}"

    assert write(read(source)) == source
    assert (
        refused(source.replace(b"[[", b"[[[").replace(b"]]", b"]]]")).code == "document.too-large"
    )


def test_bytes_are_limited_and_the_limit_can_be_raised() -> None:
    text = b"x" * 4000
    boxes = b",".join(b'{"id":"%d","type":"x","t":"%s"}' % (i, text) for i in range(10_500))
    source = b'{"components":[' + boxes + b"]}"
    assert len(source) > 40_000_000

    assert refused(source).code == "document.too-large"
    document = read(source, Limits(bytes_max=64 * 1024 * 1024))
    assert len(document) == 10_500
    assert write(document) == source


def test_components_are_limited() -> None:
    source = {"components": [{"id": str(i), "type": "x"} for i in range(3)]}

    assert len(read(source, Limits(components_max=3))) == 3
    assert refused(source, Limits(components_max=2)).code == "document.too-large"
