"""What descriptions mean on a small shop screen: one line a case."""

from __future__ import annotations

import pytest

from redraft.document.blueprint import Component, Document
from redraft.select import resolve as resolving
from redraft.select.dependence import reads
from redraft.select.found import Found
from redraft.select.resolve import Scope, Unresolved, resolve, resolve_scored
from redraft.select.selectors import (
    Both,
    Either,
    Everything,
    Except,
    Ids,
    Look,
    Named,
    Number,
    Pick,
    Reference,
    Related,
    Screen,
    Selector,
    Union,
    Where,
)

KINDS = {
    "button": ("button",),
    "icon": ("icon", "image", "button"),
    "card": ("card",),
    "text": ("text", "title", "label"),
    "field": ("input",),
    "header": ("header",),
    "component": (),
}


def the(words: str, number: Number = "one", quoted: str | None = None) -> Named:
    """A description as the reader of phrases builds it: the last word is the head where it is a kind."""
    said = tuple(words.split())
    head = said[-1] if said else ""
    kinds = KINDS.get(head.removesuffix("s"), ())
    return Named(
        said, kinds, head if kinds or number != "one" else "", quoted, number, (0, len(words))
    )


def every(words: str) -> Named:
    return the(words, "all")


@pytest.fixture(scope="module")
def shop() -> Document:
    return Document.of(
        {
            "components": [
                {
                    "id": "header",
                    "type": "container",
                    "bbox": [0, 0, 375, 60],
                    "visual": {"bg_color": "#1D3557"},
                    "children": [
                        {"id": "brand", "type": "image", "bbox": [10, 10, 40, 40]},
                        {
                            "id": "shop_name",
                            "type": "title",
                            "text": "Corner Shop",
                            "bbox": [60, 10, 200, 40],
                            "visual": {"color": "#FFFFFF", "font_weight": "bold"},
                        },
                    ],
                },
                {
                    "id": "login_button",
                    "type": "button",
                    "text": "Enter",
                    "bbox": [10, 80, 100, 44],
                    "visual": {"bg_color": "#E63946"},
                },
                {
                    "id": "b2",
                    "type": "button",
                    "text": "Save",
                    "bbox": [120, 80, 100, 44],
                    "visual": {"bg_color": "#E63946"},
                },
                {
                    "id": "b3",
                    "type": "button",
                    "text": "Save draft",
                    "bbox": [230, 80, 120, 44],
                    "visual": {"bg_color": "#0000FF"},
                },
                {"id": "l1", "type": "label", "text": "Email", "bbox": [10, 140, 100, 20]},
                {"id": "in1", "type": "input", "bbox": [10, 165, 300, 44]},
                {
                    "id": "card_1",
                    "type": "container",
                    "bbox": [0, 220, 180, 100],
                    "children": [
                        {"id": "t1", "type": "text", "text": "Coffee", "bbox": [10, 230, 100, 20]}
                    ],
                },
                {
                    "id": "card_2",
                    "type": "container",
                    "bbox": [190, 220, 180, 100],
                    "children": [
                        {
                            "id": "t2",
                            "type": "text",
                            "text": "Green tea",
                            "bbox": [200, 230, 100, 20],
                        }
                    ],
                },
                {
                    "id": "box_7",
                    "type": "shape",
                    "role": "cta",
                    "bbox": [0, 330, 180, 50],
                    "visual": {"bg_color": "#FFD700"},
                },
                {"id": "t3", "type": "text", "text": "Buy now", "bbox": [10, 335, 100, 20]},
                {
                    "id": "fav",
                    "type": "icon",
                    "bbox": [300, 10, 24, 24],
                    "visual": {"alt": "favorite", "hidden": True},
                },
                {
                    "id": "footer",
                    "type": "footer",
                    "bbox": [0, 600, 375, 60],
                    "visual": {"bg_color": "#EEEEEE"},
                },
            ],
            "meta": {"viewport": {"width": 375, "height": 667}},
        }
    )


CASES: list[tuple[str, Selector, list[str]]] = [
    # names
    ("an id", the("header"), ["header"]),
    ("an id without its separators", the("login button"), ["login_button"]),
    ("a text, not one that contains it", the("save button"), ["b2"]),
    ("a longer text", the("save draft button"), ["b3"]),
    ("a text without a kind", the("enter"), ["login_button"]),
    ("a plural of one kind", every("buttons"), ["login_button", "b2", "b3"]),
    ("a plural by the words of ids", every("cards"), ["card_1", "card_2"]),
    ("a card by the text in it", the("coffee card"), ["card_1"]),
    ("a field by the label above it", the("email field"), ["in1"]),
    ("an icon by its conventional name", the("heart icon"), ["fav"]),
    ("a misspelt id", the("heder"), ["header"]),
    ("a misspelt text", the("coffe card"), ["card_1"]),
    ("quoted text", the("button", quoted="Save"), ["b2"]),
    ("quoted text in other case", the("", quoted="save DRAFT"), ["b3"]),
    ("quoted text that is a part", the("text", quoted="green"), ["t2"]),
    ("ids", Ids(("b3", "b2")), ["b3", "b2"]),
    # looks
    ("a colour", Look(the("button"), "colour", "blue"), ["b3"]),
    ("a colour of several", Look(every("buttons"), "colour", "red"), ["login_button", "b2"]),
    ("not a colour", Look(every("buttons"), "colour", "red", "not"), ["b3"]),
    ("the ground is dark, not the text", Look(Everything(), "dark"), ["header", "b3"]),
    ("bold", Look(every("text"), "bold"), ["shop_name"]),
    ("hidden", Look(Everything(), "hidden"), ["fav"]),
    ("wider than", Look(every("buttons"), "width", 110, ">"), ["b3"]),
    ("wider than another", Look(every("buttons"), "width", None, ">", the("save button")), ["b3"]),
    # places
    ("right of", Where(the("button"), "right", the("login button")), ["b2"]),
    ("all right of", Where(every("buttons"), "right", the("login button")), ["b2", "b3"]),
    ("left of", Where(the("button"), "left", the("save draft button")), ["b2"]),
    ("below", Where(the("field"), "below", the("email")), ["in1"]),
    ("above", Where(the("text"), "above", the("field")), ["l1"]),
    ("inside", Where(the("text"), "inside", the("coffee card")), ["t1"]),
    (
        "between",
        Where(the("button"), "between", Union((the("login button"), the("save draft button")))),
        ["b2"],
    ),
    ("at the bottom", Where(Everything(), "bottom", None, "one"), ["footer"]),
    ("top left", Where(the("button"), "top left", None, "one"), ["login_button"]),
    # orders
    ("third", Pick(the("button"), (3,)), ["b3"]),
    ("last", Pick(every("buttons"), (-1,)), ["b3"]),
    ("first two", Pick(every("buttons"), start=1, stop=2), ["login_button", "b2"]),
    ("last two", Pick(every("buttons"), start=-2), ["b2", "b3"]),
    ("every other", Pick(every("buttons"), (1,), step=2), ["login_button", "b3"]),
    ("second of all kinds", Pick(Everything(), (2,)), ["brand"]),
    ("widest", Pick(the("button"), (-1,), order="width"), ["b3"]),
    # combinations
    ("except by name", Except(every("buttons"), the("save draft")), ["login_button", "b2"]),
    (
        "except the last",
        Except(every("buttons"), Pick(every("buttons"), (-1,))),
        ["login_button", "b2"],
    ),
    (
        "a union in the order named",
        Union((the("footer"), the("header"), the("footer"))),
        ["footer", "header"],
    ),
    ("both", Both(every("buttons"), the("save draft")), ["b3"]),
    ("the first reading that fits", Either((the("fax"), the("footer"))), ["footer"]),
    ("children", Related(the("header"), "children"), ["brand", "shop_name"]),
    ("parent", Related(Ids(("t1",)), "parent"), ["card_1"]),
    ("what carries the text", Related(the("coffee card"), "text"), ["t1"]),
    ("the screen has no index", Screen(), []),
]


@pytest.mark.parametrize(("selector", "ids"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_a_description_means(shop: Document, selector: Selector, ids: list[str]) -> None:
    assert [shop.outline.ids[i] for i in resolve(shop, selector)] == ids


REFUSED: list[tuple[str, Selector, str, list[str]]] = [
    ("one of several", the("button"), "target.ambiguous", ["login_button", "b2", "b3"]),
    (
        "several beside what may be one of several",
        Where(every("texts"), "inside", the("card"), "all"),
        "target.ambiguous",
        ["card_1", "card_2"],
    ),
    ("nothing like it", the("fax machine"), "target.not-found", []),
    ("a part of a text of another kind", the("tea button"), "target.not-found", ["t2"]),
    ("a number too high", Pick(the("button"), (4,)), "target.not-found", []),
    (
        "a superlative that two share",
        Pick(the("card"), (-1,), order="width"),
        "target.ambiguous",
        ["card_1", "card_2"],
    ),
    ("it, with nothing before", Reference("it"), "target.not-found", []),
    (
        "a look that none has",
        Look(the("button"), "colour", "green"),
        "target.not-found",
        ["login_button", "b2", "b3"],
    ),
    ("quoted text that nothing shows", the("", quoted="Pay"), "target.not-found", []),
    ("an id that is not there", Ids(("nope",)), "target.not-found", []),
]


@pytest.mark.parametrize(
    ("selector", "code", "best"), [c[1:] for c in REFUSED], ids=[c[0] for c in REFUSED]
)
def test_what_leaves_a_doubt_is_refused(
    shop: Document, selector: Selector, code: str, best: list[str]
) -> None:
    with pytest.raises(Unresolved) as refusal:
        resolve(shop, selector)

    assert refusal.value.code == code
    assert list(refusal.value.candidates[: len(best)]) == best


def test_a_reference_is_the_last_target_else_the_selection(shop: Document) -> None:
    scope = Scope(selection=("footer",), last=(), named=("b2", "b3"))

    assert resolve(shop, Reference("it"), scope) == (shop.find("footer"),)
    assert resolve(shop, Reference("it"), scope._replace(last=("b2",))) == (shop.find("b2"),)
    assert resolve(shop, Reference("other"), scope._replace(last=("b2",))) == (shop.find("b3"),)
    assert resolve(shop, Reference("rest"), scope._replace(last=("b2",))) == (shop.find("b3"),)


def test_the_rest_of_a_kind_is_what_was_not_acted_on(shop: Document) -> None:
    scope = Scope(last=("b2",), named=("b2",))

    rest = resolve(shop, Reference("rest", ("button",)), scope)

    assert [shop.outline.ids[i] for i in rest] == ["login_button", "b3"]


def test_a_correction_is_told_and_makes_less_sure(shop: Document) -> None:
    exact = resolve_scored(shop, the("header"))
    read = resolve_scored(shop, the("heder"))

    assert [(c.typed, c.read_as) for c in read.corrections] == [("heder", "header")]
    assert exact.corrections == () and exact.confidence > read.confidence


@pytest.mark.parametrize("word", ["heard", "safe", "card_3", "foot"])
def test_a_word_of_plain_english_is_never_corrected(shop: Document, word: str) -> None:
    with pytest.raises(Unresolved):
        resolve(shop, the(word))


def test_two_near_readings_with_different_outcomes_are_refused() -> None:
    document = Document.of(
        {"components": [{"id": "malt", "type": "text"}, {"id": "mall", "type": "text"}]}
    )

    with pytest.raises(Unresolved) as refusal:
        resolve(document, the("malq"))

    assert refusal.value.code == "target.not-found"
    assert set(refusal.value.candidates) == {"malt", "mall"}


def test_a_guess_is_never_sure(shop: Document) -> None:
    guess = Scope(guess=True)

    assert resolve_scored(shop, the("button"), guess).confidence < 0.6
    assert resolve_scored(shop, the("tea button"), guess).confidence < 0.6


def test_without_geometry_below_is_after() -> None:
    document = Document.of(
        {
            "components": [
                {"id": "a", "type": "text", "text": "One"},
                {"id": "b", "type": "button", "text": "Two"},
                {"id": "c", "type": "button", "text": "Three"},
            ]
        }
    )

    assert resolve(document, Where(the("button"), "below", the("one"))) == (1,)
    assert resolve(document, Where(the("button"), "above", the("three"))) == (1,)
    assert resolve(document, Pick(the("button"), (2,))) == (2,)


def test_reads_names_the_properties_that_decide() -> None:
    assert reads(Ids(("a",))) == frozenset()
    assert "background" in reads(Look(the("button"), "colour", "red"))
    assert {"x", "y"} <= reads(Where(the("button"), "below", the("text")))
    assert reads(Reference()) == {"*"}


def test_what_no_change_of_a_text_can_matter_to_is_found_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """By a name, and by words that it says of itself; a text with one of them is looked at anew."""
    sought: list[str] = []
    find = resolving.find

    def counted(document: Document, selector: Named, scope: Scope, *, wide: bool = False) -> Found:
        sought.append(selector.head)
        return find(document, selector, scope, wide=wide)

    monkeypatch.setattr(resolving, "find", counted)
    shop = {"id": "shop_button", "type": "button", "text": "Shop now"}
    note = {"id": "note", "type": "text", "text": "A"}
    title = {"id": "hero_title", "type": "title", "text": "Hi"}
    document = Document.of({"components": [shop, note, title]})
    described = Named(("shop", "now", "button"), ("button",), "button")
    called = Named(("hero", "title"), ("title",), "title", exact=True)

    for said in ("A", "B", "C", "Now"):
        document = document.replace({1: Component({**note, "text": said})})
        assert [resolve(document, s) for s in (described, called)] == [(0,), (2,)]

    assert sought == ["button", "title", "button"]


def test_a_place_beside_nothing_is_refused_and_no_fault() -> None:
    nothing = Pick(Ids(()), (1,), order="only")

    with pytest.raises(Unresolved):
        resolve(
            Document.of({"components": [{"id": "a", "type": "card"}]}),
            Where(Ids(()), "below", nothing),
        )


def test_of_several_with_a_letter_each_the_first_is_no_more_meant_than_the_others() -> None:
    """ "the column" is none of A, B and C, though "a" says nothing elsewhere; "column A" is one."""
    document = Document.of(
        {"components": [{"id": f"Column {letter}", "type": "card"} for letter in "ABC"]}
    )

    with pytest.raises(Unresolved) as refused:
        resolve(document, Named(("column",)))
    assert refused.value.code == "target.ambiguous"
    assert resolve(document, Named(("column", "a"))) == (0,)
    assert resolve(document, Named(("column", "b"))) == (1,)


def test_a_plural_is_what_is_called_so_in_turn_and_no_text_that_speaks_of_it() -> None:
    acts = [
        {"id": f"act_{k}_stage", "type": "text", "text": name} for k, name in enumerate("ABC", 1)
    ]
    blurb = {"id": "blurb", "type": "text", "text": "Forty bands, two stages"}
    stages = Named(("stage", "texts"), kinds=("text",), head="texts", number="many")
    document = Document.of({"components": [blurb, *acts]})
    assert resolve(document, stages) == (1, 2, 3)
    called = {**blurb, "id": "stage_blurb"}
    assert resolve(Document.of({"components": [called, *acts]}), stages) == (0, 1, 2, 3)
