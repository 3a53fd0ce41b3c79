"""What holds of every selector on every document."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from redraft.document.blueprint import Component, Document
from redraft.select import standing
from redraft.select.index import Index, index_of
from redraft.select.resolve import Scope, Unresolved, resolve, resolve_scored
from redraft.select.selectors import (
    Both,
    Either,
    Everything,
    Except,
    Ids,
    Look,
    Named,
    Pick,
    Reference,
    Related,
    Screen,
    Selector,
    Union,
    Where,
)
from redraft.select.words import Whose, key, split, vocabulary

WORDS = [
    "save",
    "login",
    "button",
    "card",
    "cards",
    "email",
    "hero",
    "text",
    "title",
    "icon",
    "2",
    "heart",
    "savve",
    "é",
]
TYPES = ["button", "text", "title", "card", "image", "icon", "input", "container", "weird type"]

words = st.lists(st.sampled_from(WORDS), max_size=4).map(tuple)
ids = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map("_".join)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    names = draw(st.lists(ids, unique=True, max_size=12))
    boxed = draw(st.booleans())

    def component(name: str) -> dict[str, object]:
        made: dict[str, object] = {"id": name, "type": draw(st.sampled_from(TYPES))}
        if draw(st.booleans()):
            made["text"] = " ".join(draw(words))
        if boxed:
            side = st.integers(0, 300)
            made["bbox"] = [draw(side), draw(side), draw(side) + 1, draw(side) + 1]
        if draw(st.booleans()):
            colour = draw(
                st.sampled_from(["#FF0000", "#000080", "transparent", "nonsense", "white"])
            )
            made["visual"] = {
                "bg_color": colour,
                "font_weight": draw(st.sampled_from(["bold", 400, "x"])),
            }
        return made

    built = [component(name) for name in names]
    top: list[dict[str, object]] = []
    for made in built:
        holder = draw(st.sampled_from([None, *top])) if top else None
        if holder is None:
            top.append(made)
        else:
            holder.setdefault("children", []).append(made)  # type: ignore[attr-defined]
    return Document.of({"components": top})


named = st.builds(
    Named,
    words,
    st.sampled_from([(), ("button",), ("icon", "image"), ("text", "title")]),
    st.sampled_from(["", "button", "icon", "cards", "save"]),
    st.sampled_from([None, None, "save", "“Login”"]),
    st.sampled_from(["one", "many", "all", "any"]),
)
leaves = st.one_of(
    named,
    st.builds(Ids, st.lists(ids, max_size=2).map(tuple)),
    st.builds(Everything, st.sampled_from([(), ("button",)])),
    st.just(Screen()),
    st.builds(Reference, st.sampled_from(["it", "them", "other", "rest", "selection"])),
)
FEATURES = [
    "colour",
    "dark",
    "bold",
    "hidden",
    "visible",
    "empty",
    "width",
    "font size",
    "background",
    "nonsense",
]
PLACES = [
    "below",
    "above",
    "left",
    "right",
    "beside",
    "inside",
    "around",
    "between",
    "on",
    "row",
    "column",
    "top",
    "top left",
    "nonsense",
]


def _grown(inner: st.SearchStrategy[Selector]) -> st.SearchStrategy[Selector]:
    maybe = st.one_of(st.none(), inner)
    small = st.integers(-4, 4).filter(bool)
    return st.one_of(
        st.builds(
            Look,
            inner,
            st.sampled_from(FEATURES),
            st.sampled_from([None, "red", "navy", 10.0, "bold"]),
            st.sampled_from(["is", "not", "<", ">="]),
            maybe,
        ),
        st.builds(
            Where, inner, st.sampled_from(PLACES), maybe, st.sampled_from(["one", "all", "any"])
        ),
        st.builds(
            Pick,
            inner,
            st.lists(small, max_size=2).map(tuple),
            st.one_of(st.none(), small),
            st.one_of(st.none(), small),
            st.integers(1, 2),
            st.sampled_from(["reading", "width", "area", "length", "row"]),
            st.booleans(),
        ),
        st.builds(Except, inner, inner),
        st.builds(Union, st.lists(inner, max_size=3).map(tuple)),
        st.builds(Both, inner, inner),
        st.builds(Either, st.lists(inner, max_size=2).map(tuple)),
        st.builds(
            Related,
            inner,
            st.sampled_from(["children", "descendants", "parent", "siblings", "text"]),
        ),
    )


selectors = st.recursive(leaves, _grown, max_leaves=5)


def outcome(document: Document, selector: Selector, scope: Scope) -> tuple[object, ...]:
    try:
        found = resolve_scored(document, selector, scope)
    except Unresolved as refusal:
        return (refusal.code, refusal.candidates, refusal.diagnostic.message)
    return tuple(found)


@given(documents(), selectors, st.booleans())
def test_resolving_gives_components_or_a_refusal(
    document: Document, selector: Selector, guess: bool
) -> None:
    scope = Scope(selection=document.outline.ids[:1], named=document.outline.ids[:3], guess=guess)

    refusal: Unresolved | None = None
    try:
        found = resolve_scored(document, selector, scope)
    except Unresolved as raised:
        refusal = raised

    if refusal is not None:
        assert refusal.code in ("target.not-found", "target.ambiguous")
        assert set(refusal.candidates) <= set(document.outline.ids)
    else:
        assert len(set(found.indices)) == len(found.indices)
        assert all(0 <= i < len(document) for i in found.indices)
        assert 0 <= found.confidence <= 1


@given(documents(), selectors)
def test_resolving_twice_gives_the_same(document: Document, selector: Selector) -> None:
    """D-1, C-1: a cold index and a warm one."""
    scope = Scope()
    again = Document.of(document.tree())

    assert outcome(document, selector, scope) == outcome(document, selector, scope)
    assert outcome(again, selector, scope) == outcome(document, selector, scope)


@given(selectors)
def test_a_selector_survives_its_wire_form(selector: Selector) -> None:
    """S-3."""
    assert msgspec.json.decode(msgspec.json.encode(selector), type=Selector) == selector


@given(documents())
def test_an_exact_id_always_wins(document: Document) -> None:
    keys = [key(name) for name in document.outline.ids]
    for i, name in enumerate(document.outline.ids):
        if keys.count(keys[i]) > 1:
            continue
        assert resolve(document, Named(split(name))) == (i,)


@given(documents(), named, named)
def test_what_is_excepted_is_not_there(document: Document, base: Named, minus: Named) -> None:
    try:
        left = resolve(document, Except(base, minus))
        gone = resolve(document, minus)
    except Unresolved:
        return

    if set(gone) <= set(resolve(document, msgspec.structs.replace(base, number="all"))):
        assert not set(left) & set(gone)


@given(documents(), st.lists(named, min_size=1, max_size=3))
def test_a_union_keeps_the_order_in_which_it_was_named(
    document: Document, parts: list[Named]
) -> None:
    try:
        alone = [resolve(document, part) for part in parts]
    except Unresolved:
        with pytest.raises(Unresolved):
            resolve(document, Union(tuple(parts)))
        return

    together = resolve(document, Union(tuple(parts)))

    assert together == tuple(dict.fromkeys(i for part in alone for i in part))


@given(documents(), st.lists(st.tuples(st.integers(0, 11), words), max_size=6), words)
def test_an_index_that_was_renewed_equals_a_new_one(
    document: Document, edits: list[tuple[int, tuple[str, ...]]], sought: tuple[str, ...]
) -> None:
    """C-1."""
    versions = [document]
    for i, said in edits:
        if i < len(versions[-1]):
            changed = Component({**versions[-1].at(i).fields, "text": " ".join(said)})
            versions.append(versions[-1].replace({i: changed}))
    kept = index_of(document)

    for version in [*versions, *reversed(versions)]:
        fresh = Index(version)
        assert kept.having(version, sought) == fresh.having(version, sought)
        assert kept.saying(version, sought) == fresh.saying(version, sought)
        assert kept.with_text(version, key(" ".join(sought))) == fresh.with_text(
            version, key(" ".join(sought))
        )


@st.composite
def versions(draw: st.DrawFn) -> list[Document]:
    """A document after one edit of a text, a box or a look after another."""
    made = [draw(documents().filter(len))]
    for _ in range(draw(st.integers(1, 6))):
        document = made[-1]
        i = draw(st.integers(0, len(document) - 1))
        fields = dict(document.at(i).fields)
        change = draw(st.sampled_from(["text", "text", "box", "look"]))
        if change == "text":
            fields["text"] = draw(st.sampled_from(["", "7", " ".join(draw(words))]))
        elif change == "look":
            fields["visual"] = {"bg_color": draw(st.sampled_from(["#FF0000", "#000080"]))}
        elif "bbox" in fields:
            fields["bbox"] = [draw(st.integers(0, 300)), *fields["bbox"][1:]]
        made.append(document.replace({i: Component(fields)}))
    return made


called = st.builds(msgspec.structs.replace, named, exact=st.booleans())
looking = st.builds(Look, called, st.sampled_from(["colour", "dark"]), st.just("red"))
some = st.lists(st.one_of(called, called, looking), min_size=1, max_size=3)
described = st.one_of(called, some.map(lambda options: Either(tuple(options))))


@given(versions(), st.lists(described, min_size=1, max_size=4), st.booleans())
def test_what_was_found_in_another_version_is_what_is_found_anew(
    made: list[Document], sought: list[Selector], guess: bool
) -> None:
    """C-1: and back again, the versions share what was found by names."""
    for version in [*made, *made[::-1]]:
        alone = Document.of(version.tree())
        for selector in sought:
            scope = Scope(guess=guess)
            assert outcome(version, selector, scope) == outcome(alone, selector, scope)


@given(st.text(max_size=60))
def test_words_are_the_letters_and_digits_of_a_text(text: str) -> None:
    assert "".join(split(text)) == key(text)
    assert all(word and word == word.lower() for word in split(text) if word.isascii())


def test_cutting_takes_time_in_proportion_to_the_text() -> None:
    """L-1: the number of words grows as the text does."""
    assert len(split("aB1 " * 10_000)) == 10 * len(split("aB1 " * 1_000))


BOXES = st.tuples(
    st.integers(0, 1500), st.integers(0, 6000), st.integers(1, 200), st.integers(1, 200)
)


@given(
    st.lists(BOXES, min_size=2, max_size=40),
    st.sampled_from(["below", "above", "left", "right"]),
    st.integers(0, 39),
)
def test_looking_around_first_finds_the_same_as_looking_everywhere(
    boxes: list[tuple[int, int, int, int]], relation: str, at: int
) -> None:
    """O-1."""
    document = Document.of(
        {
            "components": [
                {"id": f"i{k}", "type": "icon", "bbox": list(box)} for k, box in enumerate(boxes)
            ]
        }
    )
    anchor = at % len(boxes)
    where = Where(
        Named(("icon",), ("icon",), "icon", None, "one"), relation, Ids((f"i{anchor}",)), "one"
    )

    everywhere = _outcome(document, where)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(standing, "_MANY_FITS", 0)
        around = _outcome(document, where)

    assert around == everywhere


def _outcome(document: Document, selector: Selector) -> tuple[int, ...] | str:
    try:
        return resolve(document, selector)
    except Unresolved as problem:
        return problem.code


_ODD_TEXTS = (
    "cta_button_2",
    "ctaButton",
    "CTA 2",
    "Don't go",
    "Über uns",
    "+",
    "",
    "a|b",
    "x\0y",
    "2nd",
    "the the",
)


@given(st.lists(st.sampled_from(_ODD_TEXTS) | st.text(max_size=12), max_size=8))
def test_words_looked_for_one_by_one_are_those_of_the_table(texts: list[str]) -> None:
    """C-1."""
    plain: dict[str, list[int]] = {}
    for i, text in enumerate(texts):
        for word in vocabulary(text):
            plain.setdefault(word, []).append(i)
    one_by_one, at_once = Whose(texts, range(len(texts))), Whose(texts, range(len(texts)))

    asked = {*plain, "the", "pay", "|", " ", "", "Ü"}
    assert {w: found for w in asked if (found := one_by_one.get(w))} == plain
    assert at_once.table() == plain
