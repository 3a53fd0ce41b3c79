"""An untouched document comes back as it came; an edited one as its tree would be written."""

import json
from pathlib import Path

import msgspec
import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from redraft.document.blueprint import Document
from redraft.document.properties import assign
from redraft.serialize.reader import read
from redraft.serialize.spelling import encode, plain
from redraft.serialize.writer import Count, digest, warm, write


def minified(source: bytes) -> bytes:
    return bytes(msgspec.json.format(source, indent=-1))


def test_every_shared_blueprint_comes_back_as_it_came(shared: Path) -> None:
    """Z-1."""
    sources = sorted((shared / "blueprints").glob("*.json"))
    assert sources

    for path in sources:
        source = path.read_bytes()
        document = read(source)

        assert write(document) == minified(source), path.name
        assert write(read(path)) == write(document)
        assert pieces(document) == write(document), path.name


def pieces(document: Document) -> bytes:
    """Write by joining, without what reading has kept."""
    document.outline.kept.pop("bytes", None)
    warm(document)
    return write(document)


# -- any JSON, in any spelling -------------------------------------------------------

_ESCAPES = {"é": "\\u00e9", "/": "\\/", "\n": "\\u000A", "a": "\\u0061", "😀": "\\ud83d\\uDE00"}

_texts = st.text(alphabet='ab/é😀\n"\\\x00\x1f\x7f ,:[]{}-0', max_size=6)
_NUMBERS = (
    "1.50 1e3 1E3 -0 -0.0 1.0 12345678901234567890123 18446744073709551615 0.1 0.10 1e-7"
    " 0.0000001 5E+2 100 -1 0e0 0e1 3.00 1e16 0 123456.7891011 1234567.5 0.05 10.05 10.0"
    " 1.7976931348623157e308"
)
_odd_numbers = st.sampled_from(_NUMBERS.split())


@st.composite
def _literals(draw: st.DrawFn) -> str:
    if draw(st.booleans()):
        return draw(_odd_numbers)
    return draw(_spelled_texts())


@st.composite
def _spelled_texts(draw: st.DrawFn) -> str:
    said = []
    for c in draw(_texts):
        odd = _ESCAPES.get(c)
        said.append(odd if odd and draw(st.booleans()) else json.dumps(c, ensure_ascii=False)[1:-1])
    return '"' + "".join(said) + '"'


_gaps = st.sampled_from(["", "", " ", "\n  ", "\t"])


@st.composite
def _values(draw: st.DrawFn, depth: int = 2) -> str:
    kind = draw(st.integers(0, 5 if depth else 3))
    if kind <= 2:
        return draw(_literals())
    if kind == 3:
        return draw(st.sampled_from(["true", "false", "null", "[]", "{}"]))
    if kind == 4:
        inner = draw(st.lists(_values(depth=depth - 1), max_size=3))
        return "[" + ("," + draw(_gaps)).join(inner) + draw(_gaps) + "]"
    return _object(draw, draw(_fields(depth - 1)))


@st.composite
def _fields(draw: st.DrawFn, depth: int) -> list[tuple[str, str]]:
    keys = draw(st.lists(_spelled_texts(), max_size=3, unique_by=json.loads))
    taken = {"id", "type", "children", "components", "bbox", "visual", "style"}
    return [(k, draw(_values(depth=depth))) for k in keys if json.loads(k) not in taken]


def _object(draw: st.DrawFn, fields: list[tuple[str, str]]) -> str:
    gap = draw(_gaps)
    return "{" + ",".join(f"{gap}{k}{gap}:{v}" for k, v in fields) + gap + "}"


@st.composite
def sources(draw: st.DrawFn) -> bytes:
    """A blueprint with nested components, other fields anywhere, in any spelling."""
    names = iter(range(10_000))

    def component(depth: int) -> str:
        fields = draw(_fields(1))
        fields += [('"id"', f'"c{next(names)}"'), ('"type"', '"box"')]
        if draw(st.booleans()):
            many = draw(st.integers(0, 3)) if depth else 0
            inner = [component(depth - 1) for _ in range(many)]
            fields.append(('"children"', draw(st.sampled_from(["null", ""])) if not inner else ""))
            fields[-1] = ('"children"', fields[-1][1] or "[" + ",".join(inner) + "]")
        return _object(draw, draw(st.permutations(fields)))

    top = [component(3) for _ in range(draw(st.integers(0, 4)))]
    head = [*draw(_fields(2)), ('"components"', "[" + ", ".join(top) + "]")]
    return _object(draw, draw(st.permutations(head))).encode()


@given(sources())
def test_any_document_comes_back_as_it_came(source: bytes) -> None:
    """Z-1."""
    document = read(source)

    assert write(document) == minified(source)
    assert pieces(document) == minified(source)
    assert plain(document.tree()) == json.loads(source)


@given(sources())
def test_canonical_bytes_read_and_write_to_themselves(source: bytes) -> None:
    """Z-1."""
    once = write(read(source))

    assert write(read(once)) == once


@given(sources(), st.lists(st.tuples(st.integers(0, 50), st.sampled_from([7, "é", 0.5]))))
def test_bytes_after_edits_are_those_of_the_tree(
    source: bytes, edits: list[tuple[int, object]]
) -> None:
    """C-1."""
    document = read(source)
    for place, value in edits:
        if len(document):
            i = place % len(document)
            component, _ = assign(document, document.at(i), "text", value)
            document = document.replace({i: component})

            assert write(document) == encode(document.tree())


def test_a_literal_no_edit_touched_keeps_its_spelling() -> None:
    source = rb'{"components":[{"id":"a","type":"box","n":1.50,"text":"\u00e9","visual":{"opacity":1e0}}]}'
    document = read(source)
    assert document.exotic

    component, edits = assign(document, document["a"], "opacity", 0.5)
    after = document.replace({0: component})

    assert write(after) == source.replace(b"1e0", b"0.5")
    assert len(edits) == 1


def test_a_byte_order_mark_is_taken_off() -> None:
    assert write(read(b'\xef\xbb\xbf{"components":[]}')) == b'{"components":[]}'


def test_text_bytes_and_views_read_alike(tmp_path: Path) -> None:
    source = b'{"components": [{"id": "\xc3\xa9", "type": "box"}]}'
    path = tmp_path / "a.json"
    path.write_bytes(source)

    read_as = [source, source.decode(), bytearray(source), memoryview(source), path]

    assert len({digest(read(s)) for s in read_as}) == 1


# -- counts ----------------------------------------------------------------------------


def many(n: int) -> Document:
    """A tree of ``n`` components, four children each, with fields after the children."""
    nodes = [{"id": f"c{i}", "type": "box", "children": [], "n": i} for i in range(n)]
    for i in range(1, n):
        nodes[(i - 1) // 4]["children"].append(nodes[i])  # type: ignore[attr-defined]
    return read({"components": nodes[:1]})


@pytest.mark.parametrize("n", [1, 64, 65, 1000])
def test_one_edit_encodes_one_component(n: int) -> None:
    document = many(n)
    warm(document)
    component, _ = assign(document, document.at(n // 2), "text", "new")
    after = document.replace({n // 2: component})

    count = Count()
    whole = write(after, count)

    assert (count.components, count.chunks) == (1, 1)
    assert whole == encode(after.tree())


def test_bytes_asked_for_twice_are_encoded_once() -> None:
    document = many(10)
    component, _ = assign(document, document.at(3), "text", "new")
    after = document.replace({3: component})

    first, again = Count(), Count()

    assert write(after, first) is write(after, again)
    assert first.components == 1 and again.components == 0


def test_the_first_bytes_after_an_edit_are_spliced_into_those_that_came_in() -> None:
    """Z-1, C-1."""
    page = b'{"tokens":{"n":1.50},"components":[{"id":"a","type":"box","visual":{},"children":['
    page += b'{"id":"b","type":"text","text":"\\u00e9"}]},{"id":"c","type":"text","n":1.0}]}'
    document = read(page)
    changed, _ = assign(document, document["b"], "text", "new")
    parent, _ = assign(document, document["a"], "opacity", 0.5)
    after = document.replace({0: parent, 1: changed}).with_head({**document.head, "m": 1})

    count = Count()

    assert write(after, count) == encode(after.tree())
    assert count.components == 2


def test_what_stands_twice_in_a_document_is_changed_where_it_is_a_component() -> None:
    """C-1."""
    twin = {"id": "b", "type": "text", "text": "old"}
    document = read({"twin": twin, "components": [{"id": "a", "type": "box"}, twin]})
    changed, _ = assign(document, document["b"], "text", "new")
    after = document.replace({1: changed})

    count = Count()

    assert write(after, count) == encode(after.tree())
    assert orjson.loads(write(after))["twin"] == twin
    assert count.components == 3


def test_an_old_version_has_its_own_bytes_again() -> None:
    versions = [many(100)]
    expected = [encode(versions[0].tree())]
    for i in range(20):
        component, _ = assign(versions[-1], versions[-1].at(i), "text", f"t{i}")
        versions.append(versions[-1].replace({i: component}))
        expected.append(encode(versions[-1].tree()))
        assert write(versions[-1]) == expected[-1]

    assert [write(v) for v in reversed(versions)] == expected[::-1]


def test_a_changed_token_encodes_no_component() -> None:
    document = many(100)
    warm(document)
    after = document.with_head({**document.head, "tokens": {"ink": "#000000"}})

    count = Count()

    assert orjson.loads(write(after, count))["tokens"] == {"ink": "#000000"}
    assert count.components == 0


def test_whole_bytes_of_old_versions_are_not_kept() -> None:
    """A history of a thousand versions must not hold a thousand documents' bytes."""
    document = many(100)
    for i in range(30):
        component, _ = assign(document, document.at(i), "text", f"t{i}")
        document = document.replace({i: component})
        write(document)

    kept = document.outline.kept
    assert len(kept["bytes"]) == 2
    assert len(kept["runs"]) == len(document.chunks)
