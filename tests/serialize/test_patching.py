"""JSON Patch as RFC 6902 has it, judged by a second implementation."""

import json
from typing import Any

import jsonpatch
import pytest
from hypothesis import given
from hypothesis import strategies as st

from redraft.diagnostics import PlanError
from redraft.document.blueprint import MISSING
from redraft.document.change import Change, inverse_patch, patch
from redraft.document.properties import assign
from redraft.serialize.patching import apply_patch, patched
from redraft.serialize.reader import read
from redraft.serialize.writer import write

TREE: dict[str, Any] = {"a": [1, {"b/c": 2, "~": None}], "": {"x": True}, "n": 1}

_paths = st.sampled_from(
    (
        *("", "/a", "/a/0", "/a/1", "/a/2", "/a/-", "/a/01", "/a/1/b~1c", "/a/1/~0", "/a/1/z"),
        *("/", "//x", "/n", "/n/x", "/none/x"),
    )
)
_operations = st.one_of(
    st.fixed_dictionaries({"op": st.just("add"), "path": _paths, "value": st.integers(0, 3)}),
    st.fixed_dictionaries({"op": st.just("replace"), "path": _paths, "value": st.just([1])}),
    st.fixed_dictionaries({"op": st.just("remove"), "path": _paths}),
    st.fixed_dictionaries({"op": st.just("test"), "path": _paths, "value": st.integers(0, 2)}),
    st.fixed_dictionaries(
        {"op": st.sampled_from(["move", "copy"]), "from": _paths, "path": _paths}
    ),
)


@given(st.lists(_operations, max_size=4))
def test_what_applies_gives_what_another_implementation_gives(
    operations: list[dict[str, Any]],
) -> None:
    before = json.dumps(TREE)
    try:
        ours = apply_patch(TREE, operations)
    except PlanError:
        ours = MISSING
    assert json.dumps(TREE) == before

    if ours is not MISSING:
        try:
            theirs = jsonpatch.apply_patch(TREE, operations)
        except (jsonpatch.JsonPatchException, jsonpatch.JsonPointerException, TypeError):
            # it takes no "-" where something must be, and has trouble with the whole document
            assert any("" in (o["path"], o.get("from")) for o in operations)
        else:
            assert ours == theirs


@pytest.mark.parametrize(
    "operation",
    [
        {"op": "replace", "path": "/none", "value": 1},
        {"op": "replace", "path": "/a/-", "value": 1},
        {"op": "replace", "path": "a", "value": 1},
        {"op": "replace", "path": "/a"},
        {"op": "remove", "path": ""},
        {"op": "remove", "path": "/a/7"},
        {"op": "remove", "path": "/a/-1"},
        {"op": "add", "path": "/a/7", "value": 1},
        {"op": "add", "path": "/n/x", "value": 1},
        {"op": "move", "from": "/a", "path": "/a/1"},
        {"op": "test", "path": "/n", "value": True},
        {"op": "destroy", "path": "/n"},
        {"path": "/n"},
        {},
        7,
    ],
)
def test_what_does_not_fit_is_refused(operation: Any) -> None:
    with pytest.raises(PlanError) as caught:
        apply_patch(TREE, [operation])

    assert caught.value.code == "value.invalid"


def test_a_replaced_value_keeps_its_place() -> None:
    after = apply_patch(TREE, [{"op": "replace", "path": "/a", "value": 0}])

    assert list(after) == list(TREE)


_SOURCE = (
    rb'{"components":[{"id":"a","type":"box","bbox":[0,1.50,20,1e1],"text":"\u00e9",'
    rb'"visual":{"opacity":0.50,"height":10},"children":[{"id":"b","type":"title"}]},'
    rb'{"id":"c","type":"card","visual":{"background":"red"}}],"n":-0}'
)
_WRITES = st.tuples(
    st.integers(0, 2),
    st.sampled_from(
        (
            *(("x", 5), ("y", 7), ("height", 30), ("opacity", 0.5), ("text", "è"), ("text", "")),
            *(("background", "#FFFFFF"), ("font size", "12px"), ("padding", 4)),
        )
    ),
)


@given(st.lists(_WRITES, max_size=8))
def test_a_patch_and_its_inverse_give_the_input_bytes(
    writes: list[tuple[int, tuple[str, Any]]],
) -> None:
    """T-2."""
    document = before = read(_SOURCE)
    changes = []
    for step, (i, (name, value)) in enumerate(writes, 1):
        component, edits = assign(document, document.at(i), name, value)
        base = document.outline.path(i)
        changes += [
            Change(step, component.id, name, base + e.tail, e.before, e.after) for e in edits
        ]
        document = document.replace({i: component})

    there = patched(_SOURCE, patch(changes))

    assert there == write(document)
    assert patched(there, inverse_patch(changes)) == write(before) == _SOURCE
