"""The words of a document: tables made at once and renewed by edits hold what looking at all finds."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from redraft.document.blueprint import Component, Document
from redraft.select.index import Index, Wholes, is_measure, shape
from redraft.select.words import key, keys, vocabulary
from redraft.serialize import read

TEXTS = st.one_of(
    st.sampled_from(
        ["Sign up", "sign-up", "Signup!", "", "—", "11°", "-20%", "Über", "a\0b", "ΑΣ'"]
    ),
    st.text(max_size=6),
)


@given(st.lists(TEXTS))
def test_keys_of_many_texts_are_the_key_of_each(texts: list[str]) -> None:
    """C-1."""
    assert keys(texts) == [key(text) for text in texts]


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 5)), unique=True),
    st.lists(st.tuples(st.booleans(), st.sampled_from("abc"), st.integers(0, 5))),
)
def test_wholes_hold_what_was_put_in_and_not_taken_out(
    first: list[tuple[str, int]], later: list[tuple[bool, str, int]]
) -> None:
    wholes = Wholes([k for k, _ in first], [i for _, i in first])
    expected = set(first)

    for added, k, i in later:
        if added:
            wholes.add(k, i)
            expected.add((k, i))
        else:
            wholes.drop(k, i)
            expected.discard((k, i))

    for k in "abc":
        held = sorted(i for other, i in expected if other == k)
        assert wholes.get(k, []) == held and (k in wholes) == bool(held)


@given(
    st.lists(TEXTS, min_size=1, max_size=70),
    st.lists(st.tuples(st.integers(0, 69), TEXTS), max_size=6),
    st.sets(st.integers(0, 6)),
)
def test_a_renewed_index_finds_what_a_new_one_finds(
    texts: list[str], edits: list[tuple[int, str]], asked_at: set[int]
) -> None:
    """C-1: whichever of its tables were made before the edit, or are made after."""
    listed: list[Any] = [
        {"id": f"t{i}", "type": "text", "text": t, "visual": {}} for i, t in enumerate(texts)
    ]
    document = read({"components": listed})
    index = Index(document)

    for n, (place, text) in enumerate([(0, texts[0]), *edits]):
        i = place % len(texts)
        changed = Component({**document.at(i).fields, "text": text})
        document = document.replace({i: changed})
        if n in asked_at or n == len(edits):
            assert found_by(index, document) == found_by(Index(document), document)
            assert found_by(index, document) == found_plainly(document)


def found_by(index: Index, document: Document) -> Any:
    texts = [c.text or "" for c in document]
    words = sorted({w for t in texts for w in vocabulary(t)})
    return (
        [index.with_text(document, key(t)) for t in texts if t],
        [index.saying(document, (w,)) for w in words],
        [index.has_measure(document, shape(t)) for t in texts if t],
    )


def found_plainly(document: Document) -> Any:
    texts = [c.text or "" for c in document]
    words = sorted({w for t in texts for w in vocabulary(t)})
    shapes = {shape(t) for t in texts if is_measure(t)}
    return (
        [[i for i, o in enumerate(texts) if o and key(o) == key(t)] for t in texts if t],
        [{i for i, o in enumerate(texts) if w in vocabulary(o)} for w in words],
        [shape(t) in shapes for t in texts if t],
    )


def test_what_components_say_of_themselves_is_found_wherever_it_stands() -> None:
    page = read(
        {
            "components": [
                {"id": "a", "type": "image", "visual": {"alt": "A cat"}},
                {"id": "b", "type": "image", "style": {"icon": "cat"}, "name": "A cat"},
                {"id": "c", "type": "image", "visual": {}, "style": {"alt": "A cat"}},
            ]
        }
    )

    assert Index(page).said == {"acat": [0, 1], "cat": [1]}
