"""Components are laid flat at once where all are plain, with care where one is not: the same comes out."""

from __future__ import annotations

import math
from copy import deepcopy
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from redraft.diagnostics import DocumentError
from redraft.document import blueprint
from redraft.document.blueprint import CHILDREN, Component, Limits, Outline
from redraft.serialize.spelling import SpelledFloat, SpelledStr

LIMITS = Limits(depth_max=4, components_max=12)

NUMBERS = st.sampled_from(
    [0, 1, 8, 1.5, -3, 1e15, 1e300, 10**400, math.inf, math.nan, True, None, "4"]
)
BOXES = st.one_of(
    st.tuples(*[st.integers(0, 400)] * 4).map(list),
    st.lists(NUMBERS, min_size=3, max_size=5),
    st.sampled_from([None, "box", (1, 2, 3, 4), [SpelledFloat(1.5, b"1.50"), 2, 3, 4]]),
)
STYLES = st.sampled_from([{}, {"opacity": 0.5}, None, [], "red"])
NAMES = st.one_of(
    st.sampled_from(["a", "b", "c", "", None, 3, SpelledStr("é", b'"\\u00e9"')]),
    st.text(max_size=4),
)


def components(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    fields: dict[str, st.SearchStrategy[Any]] = {
        "bbox": BOXES,
        "visual": STYLES,
        "style": STYLES,
        "children": st.one_of(inner, st.sampled_from([[], None, "none", {}])),
    }
    named = {"id": NAMES, "type": st.sampled_from(["text", "card", SpelledStr("x", b'"x"')])}
    return st.lists(
        st.one_of(
            st.fixed_dictionaries(named, optional=fields),
            st.fixed_dictionaries(named | {"id": st.uuids().map(str)}, optional=fields),
            st.fixed_dictionaries({}, optional=named | fields),
            st.sampled_from([None, 3, "a", []]),
        ),
        max_size=4,
    )


TREES = st.recursive(st.just([]), components, max_leaves=12)


def laid(listed: Any, *, carefully: bool) -> Any:
    """What came out, all of it; the path and the code where it was refused."""
    flatten = blueprint._flatten_carefully if carefully else blueprint._flatten
    given_ = deepcopy(listed) if carefully else {"components": deepcopy(listed)}
    try:
        found, outline = flatten(given_, LIMITS)
    except DocumentError as error:
        return error.diagnostic
    return [(type(c), repr(c.fields)) for c in found], outline, list(outline.by_type)


@given(TREES)
def test_components_laid_out_at_once_come_out_as_with_care(listed: Any) -> None:
    quick, careful = laid(listed, carefully=False), laid(listed, carefully=True)

    assert repr(quick) == repr(careful)
    if isinstance(quick, tuple):
        assert {type(name) for name in quick[1].ids} <= {str}


def test_a_component_keeps_the_place_of_its_children() -> None:
    tree = {"components": [{"id": "a", "type": "box", "children": [], "n": None}]}

    found, outline = blueprint._flatten(tree, LIMITS)

    assert isinstance(outline, Outline) and isinstance(found[0], Component)
    assert list(found[0].fields.items())[2:] == [("children", CHILDREN), ("n", None)]


def test_what_holds_itself_is_refused_where_it_does() -> None:
    ring: dict[str, Any] = {"id": "a", "type": "box"}
    ring["children"] = [ring]

    told = laid([ring], carefully=False)

    assert (told.code, told.path) == ("document.invalid", "/components/0/children/0/id")
