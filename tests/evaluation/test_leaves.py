"""What differs is found wherever it is, and nothing else is."""

import copy

from hypothesis import given
from hypothesis import strategies as st

from redraft.evaluation.leaves import ABSENT, Leaf, differences, leaves_of

scalars = st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=3)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip
own_fields = st.dictionaries(
    st.text(max_size=4).filter(lambda key: key not in ("id", "children")), values, max_size=4
)


@st.composite
def trees(draw):
    fields = draw(st.lists(own_fields, min_size=1, max_size=6))
    components = [{"id": f"c{n}", "type": "box", **own} for n, own in enumerate(fields)]
    top = []
    for component in components:
        beside = draw(st.sampled_from([None, *top])) if top else None
        if beside is None:
            top.append(component)
        else:
            beside.setdefault("children", []).append(component)
    return {"screen_id": "s", "components": top}


def reversed_keys(value):
    if isinstance(value, dict):
        return {key: reversed_keys(inner) for key, inner in reversed(list(value.items()))}
    if isinstance(value, list):
        return [reversed_keys(inner) for inner in value]
    return value


@given(trees())
def test_a_tree_differs_from_itself_in_nothing_whatever_the_order_of_keys(tree):
    assert differences(leaves_of(tree), leaves_of(reversed_keys(tree))) == {}


@given(trees(), scalars.filter(lambda value: value is not None))
def test_one_changed_leaf_is_the_one_difference(tree, value):
    other = copy.deepcopy(tree)
    other["components"][0]["brand new"] = {"leaf": value}

    found = differences(leaves_of(tree), leaves_of(other))

    assert found == {Leaf("c0", ("brand new", "leaf")): (ABSENT, value)}


@given(trees(), trees())
def test_differences_are_the_same_from_both_sides(one, other):
    forth = differences(leaves_of(one), leaves_of(other))
    back = differences(leaves_of(other), leaves_of(one))

    assert {leaf: (d.after, d.before) for leaf, d in forth.items()} == dict(back)


def test_true_is_not_one_and_one_is_one_point_nought():
    def leaves(value):
        return leaves_of({"components": [], "n": value})

    assert differences(leaves(1), leaves(True))
    assert not differences(leaves(1), leaves(1.0))
