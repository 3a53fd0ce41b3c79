"""How well a component is of a kind: by type, by role, by the last word of its id, or nearly.

    tier 4  its type or role is the kind
    tier 3  its id or name ends in the kind word ("card" of ``product_card_2``), or it is like it
    tier 2  it is of a neighbouring kind, which people call the same (an image, an "icon")
    tier 1  anything else

May import: document, select.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final, NamedTuple

from redraft.document.blueprint import Document
from redraft.document.properties import TEXT_LIKE
from redraft.language import remembered
from redraft.select.index import index_of, tail
from redraft.select.words import bag, forms, key, singular, split

#: Nouns that name no kind at all.
GENERIC: Final = bag(
    "option item element component thing one part object widget control entry choice"
)

_TEXTS: Final = "text title subtitle description label heading paragraph link caption"

_ALL_TEXTS: Final = bag(_TEXTS)
#: A word that stands for so many of these is one for all texts.
_UMBRELLA_MIN: Final = 4


def _bags(table: dict[str, str]) -> dict[str, frozenset[str]]:
    """A table whose words are told in one line each."""
    return {name: bag(words) for name, words in table.items()}


#: Kinds that people also call by this name, besides the kind itself.
NEAR: Final = _bags(
    {
        "button": "cta link icon tab toggle radio fab chip input image",
        "cta": "button link",
        "link": "button text tab",
        "icon": "image button vector logo symbol shape avatar view",
        "image": "picture photo img icon logo avatar video thumbnail vector illustration banner",
        "logo": "image icon vector group",
        "avatar": "image icon",
        "video": "image player",
        "text": f"{_TEXTS} button input tab",
        "title": "heading header text label",
        "heading": "title header text label",
        "subtitle": "text description label",
        "description": "text paragraph subtitle label",
        "paragraph": "text description",
        "label": "text title caption",
        "line": "text label description caption paragraph subtitle shape",
        "message": "text label",
        "input": "field textfield textbox textarea search searchbar searchbox dropdown select "
        "combobox picker textinput edittext",
        "dropdown": "select spinner picker input button combobox",
        "checkbox": "radio toggle switch button image",
        "radio": "checkbox toggle button image",
        "toggle": "switch checkbox radio button image",
        "switch": "toggle checkbox radio",
        "tab": "button link text radio",
        "slider": "progress input",
        "progress": "slider shape rectangle container view",
        "card": "container group box panel tile listitem view",
        "container": "group card box panel section frame view shape stack wrapper list",
        "box": "container card section panel input shape view",
        "section": "container group banner view",
        "list": "container group",
        "nav": "header navbar menu toolbar container tabbar",
        "header": "nav navbar toolbar appbar title container banner",
        "footer": "container nav",
        "banner": "container image hero section",
        "hero": "banner container section image",
        "menu": "nav container list button",
        "shape": "rectangle circle triangle vector container view",
        "divider": "line separator view shape",
        "chart": "graph image",
        "table": "grid list chart container",
        "modal": "dialog popup container",
        "badge": "label text chip",
        "chip": "button badge label",
        "view": "container shape image",
    }
)

#: Types that are of a kind where nothing is of it by its type: the boxes of a form, the pills.
LIKE: Final = _bags(
    {
        "box": "input textarea textfield field",
        "pill": "chip tag badge",
        "chip": "pill tag",
        "tag": "chip pill",
        "badge": "pill tag chip",
        "row": "listitem item",
    }
)

#: Ends of ids that make something of a kind where words tell which, or nothing else is of it: “the
#: Robusta box” is a textbox that says so.
ELSE: Final[dict[str, frozenset[str]]] = {"box": bag("textbox")}

#: How designers shorten kinds in names: “feature_col”, “searchBtn”.
SHORT: Final = _bags(
    {
        "button": "btn",
        "column": "col",
        "container": "cntr",
        "header": "hdr",
        "image": "img",
        "label": "lbl",
        "text": "txt",
    }
)

#: Kinds that are no more than near where a narrower one is named first.
_BROAD: Final = bag("image button container view group shape")

_ROW: Final = "row"
#: What the row that heads a table is called.
_HEAD: Final = bag("head header headings headers")

#: The tier of what is only near a kind.
ONLY_NEAR: Final = 2
#: The tier of what only its id or name says to be of a kind.
_CALLED: Final = 3

#: What each tier is worth in a score.
WORTH: Final = (0.0, 0.0, 0.6, 0.9, 1.0)

#: What a kind is worth that the word only stands for, beside one that is called by it.
SYNONYM: Final = 0.93


class Kind(NamedTuple):
    """A kind word, resolved: keys of types and roles that are it, and of those that are near it."""

    exact: frozenset[str]
    near: frozenset[str]
    tails: frozenset[str]
    said: str = ""
    like: frozenset[str] = frozenset()
    #: ends of ids that make something of it where words tell which, or nothing else is
    rest: frozenset[str] = frozenset()

    @property
    def open(self) -> bool:
        """Whether anything is of this kind."""
        return not self.exact


ANY: Final = Kind(frozenset(), frozenset(), frozenset())


@remembered(1024)
def kind_of(head: str, kinds: tuple[str, ...]) -> Kind:
    """What a kind word and the types that it stands for match.

    >>> kind_of("pics", ("image",)).tails >= {"pic", "image"}
    True
    """
    words = split(head)
    last = singular(words[-1]) if words else ""
    whole = "".join(words[:-1]) + last
    if not kinds and (not words or last in GENERIC):
        return ANY
    # "icon" may stand for an image or a button, but an icon is meant first
    exact = {key(k) for n, k in enumerate(kinds) if not n or k not in _BROAD or kinds[0] in _BROAD}
    broad = frozenset(key(k) for k in kinds) - exact
    tails = {singular(k) for k in kinds if k.isalpha() and key(k) in exact}
    if words:
        exact.add(whole)
        tails.add(whole if kinds and len(words) > 1 else last)  # a “tab_bar” is no progress bar
    tails.update(*(SHORT.get(k, frozenset()) for k in tails))
    near = frozenset().union(*(NEAR.get(k, frozenset()) for k in exact), broad) - exact
    like = LIKE.get(whole, frozenset()) - exact
    rest = ELSE.get(whole, frozenset())
    return Kind(frozenset(exact), near, frozenset(tails), whole, like, rest)


def tier_of(document: Document, i: int, kind: Kind) -> int:
    """How well component ``i`` is of the kind, 1 to 4."""
    if kind.open:
        return 4
    component = document.at(i)
    its_type = key(component.type)
    if its_type in kind.exact:
        return 4
    role = component.role
    its_role = "" if role is None else key(role)
    if its_role in kind.exact:
        return 4
    name = component.fields.get("name")
    if tail(component.id) in kind.tails or (isinstance(name, str) and tail(name) in kind.tails):
        return 3
    if its_type in kind.like:
        return 3
    if its_type in kind.rest or tail(component.id) in kind.rest:
        return 3
    return 2 if its_type in kind.near or its_role in kind.near else 1


def of_kind(document: Document, kind: Kind, *, least: int = 4) -> list[tuple[int, int]]:
    """All (index, tier) of tier ``least`` or better; ascending index."""
    index = index_of(document)
    tiers: dict[int, int] = {}
    if least <= 2:
        _note(tiers, 2, (index.types.get(k, ()) for k in kind.near))
        _note(tiers, 2, (index.roles.get(k, ()) for k in kind.near))
    if least <= 3:
        _note(tiers, 3, (index.types.get(k, ()) for k in kind.like))
        _note(tiers, 3, (index.tails.get(k, ()) for k in kind.tails))
    _note(tiers, 4, (index.types.get(k, ()) for k in kind.exact))
    _note(tiers, 4, (index.roles.get(k, ()) for k in kind.exact))
    if kind.rest and least <= _CALLED and not tiers and kind.near.isdisjoint(index.types):
        _note(tiers, _CALLED, (index.tails.get(k, ()) for k in kind.rest))
    if not kind.exact.isdisjoint(TEXT_LIKE):
        _drop_holders(document, tiers)
    _drop_sets(document, tiers)
    for i in heads_of_rows(document, tiers, kind):
        del tiers[i]
    return sorted(tiers.items())


def _drop_holders(document: Document, tiers: dict[int, int]) -> None:
    """What is called a headline and says nothing is not one where it holds one: that is meant."""
    outline = document.outline
    called = [i for i, tier in tiers.items() if tier == _CALLED and outline.children[i]]
    for i in called:
        if not document.at(i).text and any(tiers.get(k) == 4 for k in outline.descendants(i)):
            del tiers[i]


def _drop_sets(document: Document, tiers: dict[int, int]) -> None:
    """What is called “items” and holds several of the kind is none of them."""
    outline = document.outline
    for i in [i for i, tier in tiers.items() if tier == _CALLED and outline.children[i]]:
        said = split(outline.ids[i])[-1:]
        inside = sum(tiers.get(k, 0) >= _CALLED for k in outline.children[i])
        if inside > 1 and said and singular(said[0]) != said[0]:
            del tiers[i]


def heads_of_rows(document: Document, among: Collection[int], kind: Kind) -> list[int]:
    """The row that heads a table is none of its rows: "the first row" is the one below it.

    >>> d = Document.of({"components": [{"id": "head_row", "type": "row"}, {"id": "a", "type": "row"}]})
    >>> heads_of_rows(d, [0, 1], kind_of("rows", ("row",)))
    [0]
    """
    if kind.said != _ROW:
        return []
    heads = [i for i in among if not _HEAD.isdisjoint(split(document.outline.ids[i]))]
    rows = {document.outline.parent[i] for i in among if i not in heads}
    return [i for i in heads if document.outline.parent[i] in rows]


def has_kind(document: Document, kind: Kind, *, near: bool) -> bool:
    """Whether the document has anything of the kind, or of one that is ``near`` it, at all."""
    index = index_of(document)
    if any(k in index.types or k in index.roles for k in kind.exact):
        return True
    if near and any(k in index.types or k in index.roles for k in kind.near):
        return True
    ends = kind.tails | kind.rest
    return any(k in index.tails for k in ends) or any(k in index.types for k in kind.like)


def of_word(document: Document, kind: Kind) -> frozenset[int]:
    """Components whose type or role is the very word, not a synonym.

    "The text" of a screen with one text and one title is the text.
    """
    index = index_of(document)
    return frozenset(index.types.get(kind.said, ())).union(index.roles.get(kind.said, ()))


def called(document: Document, kind: Kind, indices: Iterable[int]) -> frozenset[int]:
    """Components whose id has the very word, where no type or role is it: "textboxes" among labels.

    A word for texts of all kinds tells none from the others.
    """
    if len(kind.exact & _ALL_TEXTS) >= _UMBRELLA_MIN:
        return frozenset()
    return frozenset(i for i in indices if _has_run(split(document.at(i).id), kind.said))


def _has_run(split_id: Iterable[str], said: str) -> bool:
    """Whether some of the words in a row, written together, are the word."""
    words = [singular(word) for word in split_id]
    return any(
        "".join(words[start : start + length]) == said
        for start in range(len(words))
        for length in (1, 2, 3)
    )


def worth(document: Document, i: int, tier: int, kind: Kind) -> float:
    """What being of the kind is worth in a score."""
    if tier < 4 or not kind.said:
        return WORTH[tier]
    component = document.at(i)
    very = key(component.type) == kind.said or key(component.role or "") == kind.said
    return 1.0 if very else SYNONYM


def names_a_kind(document: Document, word: str) -> bool:
    """Whether the document has a type or role of that name, in either number."""
    index = index_of(document)
    return any(key(f) in index.types or key(f) in index.roles for f in forms(word))


def _note(tiers: dict[int, int], tier: int, groups: Iterable[Iterable[int]]) -> None:
    for group in groups:
        for i in group:
            tiers[i] = tier
