"""How likely a name is meant for a component: by how nearly it is of the kind, by what it says.

Words count each for itself, so one that is wrong takes away its share and no more. What
has no words of its own borrows them from what it holds and from its caption.

May import: document, select.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from typing import Final

from redraft.document.blueprint import Component, Document
from redraft.document.properties import is_interactive, is_text_like
from redraft.document.space import space
from redraft.select.index import Index, descriptions, index_of
from redraft.select.kinds import ANY, GENERIC, Kind, names_a_kind, of_kind
from redraft.select.labels import holds, label_distance
from redraft.select.matching import Term, cut, cut_terms
from redraft.select.selectors import Named
from redraft.select.spelling import distance
from redraft.select.words import (
    bag,
    common,
    conventions,
    forms,
    key,
    pictograms,
    singular,
    split,
    stop,
    vocabulary,
)

Weights = dict[int, float]

#: What being of a kind is worth, by tier: not at all, nearly, by its name, by its type.
_KIND: Final = (0.0, 0.12, 0.5, 0.9, 1.0)
#: A component that says none of the words: one of the kind that is meant, and any.
_SILENT: Final = 0.1
_SILENT_ANY: Final = 0.03
_HINTED: Final = 0.4
_UNHINTED: Final = 0.8
#: What says the words, and is not of the kind; and is nothing that people point at.
_UNKIND: Final = 0.3
_UNLIKELY: Final = 0.8
#: Words that nobody here says: the kind alone decides.
_UNSAID: Final = 0.45
#: So little of the words is none of them.
_SAID_MIN: Final = 0.25
#: Of no kind and with no word that anything here says.
NOTHING: Final = 0.02
#: Exactly these words; and then it need not be of the kind that the words also are.
EXACT: Final = 1.15
_CALLED_KIND: Final = 0.5
#: What a borrowed label is worth: for a picture, for a button, for what holds the words.
_LENT: Final = 0.8
_LENT_PRESSED: Final = 0.65
_HOLDS: Final = 0.78
_CAPTION_PX: Final = 80.0
_SOURCES_MAX: Final = 12
#: A text of so few letters is the sign of an icon font.
_GLYPH_MAX: Final = 1
#: Words of an id, which nobody sees, where others show the same word; and what a text is
#: worth of which only a share is meant, as a power of that share.
_BY_ID: Final = 0.85
_SHARE: Final = 0.1
_WORDS_MAX: Final = 64
#: Words that weigh less: numbers, which screens show and trees drop, and generic ones.
_LIGHT: Final = 0.3
_UNKNOWN: Final = 0.45
#: What a picture may be there for.
_PICTOGRAM: Final = 0.6
#: How much less each further meaning of a picture is meant.
_LATER: Final = 0.97
#: A word that begins with what is meant.
_BEGUN: Final = 0.55
#: Icons are at most so large, pictures at least so; thinner things are lines.
_ICON_PX: Final = 72.0
_PICTURE_PX: Final = 36.0
_LINE_PX: Final = 12.0
#: Where fewer are of a kind, or near it, anything may be what is called so; on one screen, always.
_FEW: Final = 3
_SCREEN_MAX: Final = 300
_KINDS_KEPT: Final = 16
_ICONS: Final = bag("icon symbol glyph logo sign mark arrow")
_PRESSED: Final = frozenset({"button", "tab", "link", "cta", "chip"})
_PICTURES: Final = frozenset({"image", "picture", "photo", "pic", "img", "thumbnail"})
_DRAWN: Final = bag("icon image avatar logo")
_LABELLED: Final = frozenset({"checkbox", "radio", "toggle", "switch"})
_SHOWN: Final = frozenset({"icon", "image", "logo", "avatar"})
#: Words that say what a name is rather than what it says.
_CALLED: Final = GENERIC | bag("tab button icon text link field")
_VAGUE: Final = bag("text label word words letter number name title button icon image tool")


def weigh_kind(document: Document, kind: Kind) -> Weights:
    """How nearly each component is of a kind; in a large document only what is. Kept with the version."""
    kept: dict[Kind, Weights] = document.memo.setdefault("likeness", {})
    weights = kept.get(kind)
    if weights is None:
        if kind.open:
            weights = {i: _likeness(document, c, kind, 4) for i, c in enumerate(document)}
        else:
            tiers = dict(of_kind(document, kind, least=2))
            weights = {i: _likeness(document, document.at(i), kind, t) for i, t in tiers.items()}
            if len(weights) < _FEW or len(document) <= _SCREEN_MAX:
                for i, component in enumerate(document):
                    if i not in weights:
                        weights[i] = _likeness(document, component, kind, 1)
        if len(kept) >= _KINDS_KEPT:
            kept.clear()
        kept[kind] = weights
    return dict(weights)


def _likeness(document: Document, component: Component, kind: Kind, tier: int) -> float:
    """How nearly a component is of a kind, and how likely anything like it is pointed at."""
    likely = _KIND[tier]
    if tier == 2 and kind.said in _ICONS and component.type == "image":
        likely = 0.85
    elif tier < 3 and kind.said in _PICTURES and component.type == "button":
        likely = 0.9 if component.role == "image" else 0.6
    elif tier == 2 and kind.said in _PRESSED and component.type == "input":
        likely = 0.2
    elif tier < 2 and kind.said in _PRESSED and component.text and is_text_like(component):
        likely = 0.35
    box = component.fields.get("bbox")
    if box is not None:
        _, _, width, height = box
        if width < _LINE_PX or height < _LINE_PX:
            likely *= 0.3
        elif kind.said in _ICONS and (width > _ICON_PX or height > _ICON_PX):
            likely *= 0.55
        elif kind.said in _PICTURES and width < _PICTURE_PX and height < _PICTURE_PX:
            likely *= 0.8
        screen = document.screen
        if width * height > 0.5 * screen[2] * screen[3]:
            likely *= 0.5
    if kind.open and not (component.text or is_interactive(component)):
        likely *= 0.75 if component.type in _SHOWN or component.role in _SHOWN else 0.5
    return likely


def weigh_name(document: Document, name: Named, *, anchor: bool = False) -> Weights:
    """An ``anchor`` is found by what it says, whatever it is called: "the button add a comment"."""
    kind, terms = _read(document, name)
    by_kind = weigh_kind(document, kind)
    if name.quoted is not None and not name.words:
        return _quoted(document, name.quoted)
    if not terms:
        for i in _called(document, name.words):
            by_kind[i] = max(by_kind.get(i, 0.0), EXACT)
        return by_kind
    said = _said(document, kind, terms)
    for i in _called(document, name.words):
        said[i] = EXACT
        by_kind[i] = 1.0
    for i in _called(document, [word for word in name.words if word != name.head]):
        said[i] = EXACT
        if anchor:
            by_kind[i] = max(by_kind.get(i, 0.0), _CALLED_KIND)
    if not kind.open and all(names_a_kind(document, w) or w in _CALLED for w in name.words[:-1]):
        # "the tab video": what it says behind what it is
        for i in _called(document, name.words[-1:]) if len(name.words) > 1 else ():
            said[i] = EXACT
            by_kind[i] = max(by_kind.get(i, 0.0), _CALLED_KIND)
    best = max(said.values(), default=0.0)
    if not best and kind.open:
        return dict.fromkeys(by_kind, NOTHING)
    hinted = all(term.weak for term in terms)
    if best < _SAID_MIN:
        # nobody says any of it: whatever is of the kind, what says a part of it first
        unsaid = _UNHINTED if hinted else _UNSAID
        return {i: weight * unsaid * (0.6 + said.get(i, 0.0)) for i, weight in by_kind.items()}
    floor = _SILENT_ANY if kind.open else _HINTED if hinted else _SILENT
    least = _UNLIKELY if kind.open else _UNKIND
    weights = {i: floor * weight for i, weight in by_kind.items()}
    for i, good in said.items():
        near = by_kind.get(i)
        if near is None:
            near = by_kind[i] = _likeness(document, document.at(i), kind, 1)
            weights[i] = floor * near
        weights[i] = max(weights[i], good * (least + (1 - least) * near))
    return weights


def _read(document: Document, name: Named) -> tuple[Kind, list[Term]]:
    """The kind and the describing terms; what a picture shows is both: "the back arrow", "three bars"."""
    kind, terms = cut(document, name)
    head = split(name.head)
    if kind.open or not head:
        return kind, terms
    words = [word for said in name.words for word in split(said)]
    shown = [t for t in cut_terms(words) if len(t.words) > 1 and t.words[-len(head) :] == head]
    if shown:
        rest = [t for t in terms if not set(t.words) <= set(shown[0].words)]
        if name.kinds[:1] and name.kinds[0] in _DRAWN:
            return kind, [*rest, shown[0]._replace(weak=True)]
        return ANY, [*rest, shown[0]]
    if kind.said in _ICONS and head in conventions():
        return kind, [*terms, Term(head, weak=True)]
    return kind, terms


def most(several: Iterable[Weights]) -> Weights:
    """For each component the best of several weights.

    >>> most([{1: 0.5}, {1: 0.7, 2: 0.1}])
    {1: 0.7, 2: 0.1}
    """
    best: Weights = {}
    for weights in several:
        for i, weight in weights.items():
            if weight > best.get(i, 0.0):
                best[i] = weight
    return best


def _called(document: Document, words: Sequence[str]) -> list[int]:
    """What says exactly these words, the kind word among them or not: "the charts", "text box"."""
    index = index_of(document)
    whole = key("".join(words))
    bare = key("".join(w for w in words if w not in stop()))
    keys = dict.fromkeys((whole, bare))
    found: list[int] = []
    for known in filter(None, keys):
        found += index.with_text(document, known)
        found += index.said.get(known, ())
        found += [i for i in index.ids.get(known, ()) if not _is_numbered(document, i)]
    return found


def _is_numbered(document: Document, i: int) -> bool:
    """Whether a component is the first of several that differ in a number only."""
    return document.find(f"{document.at(i).id}_2") is not None


def _quoted(document: Document, quoted: str) -> Weights:
    """What says all of this, and little more."""
    index = index_of(document)
    words = split(quoted)
    found = {}
    for i in index.saying(document, words):
        component = document.at(i)
        found[i] = min(1.0, len(key(quoted)) / max(len(key(component.text or "")), 1)) ** 0.5
    for i in index.said.get(key(quoted), ()):
        found[i] = 1.0
    return found


def _said(document: Document, kind: Kind, terms: list[Term]) -> Weights:
    """How much of the words each component says, itself or by the label beside it, 0 to 1."""
    index = index_of(document)
    found: list[tuple[float, Weights]] = []
    for term in terms:
        evidence = _evidence(document, index, term)
        weight = 1.0
        if term.weak or term.words[0] in _VAGUE or (_is_number(term) and not evidence):
            weight = _LIGHT
        found.append((weight if evidence else weight * _UNKNOWN, evidence))
    total = sum(weight for weight, _ in found)
    covered: Weights = {}
    for weight, evidence in found:
        for i, good in evidence.items():
            covered[i] = covered.get(i, 0.0) + weight * good / total
    together = key("".join(word for term in terms for word in term.words))
    for i in (*index.with_text(document, together), *index.said.get(together, ())):
        covered[i] = EXACT
    sought = {singular(word) for term in terms for word in term.words}
    own = {i: good * _wholeness(document, i, sought, kind) for i, good in covered.items()}
    best = max(own.values(), default=0.0)
    sources = [i for i, good in own.items() if good >= max(0.5, 0.8 * best)]
    lent: Weights = {}
    for source in sources[:_SOURCES_MAX]:
        for i, share in _borrowing(document, source, kind):
            lent[i] = max(lent.get(i, 0.0), own[source] * share)
    return most((own, lent))


def _borrowing(document: Document, source: int, kind: Kind) -> Iterable[tuple[int, float]]:
    """What may be called by the words of another: what holds it, and what it is the caption of."""
    for level, i in enumerate(document.outline.ancestors(source)):
        if level < 3:
            yield i, _HOLDS - 0.03 * level
    component = document.at(source)
    box = component.box
    if kind.open or box is None or not component.text:
        return
    x, y, width, height = box
    area = (x - _CAPTION_PX, y - _CAPTION_PX, x + width + _CAPTION_PX, y + height + _CAPTION_PX)
    for i in space(document).near(area):
        taker = document.at(i)
        other = taker.box
        if i == source or other is None or min(other[2], other[3]) < _LINE_PX:
            continue
        if taker.text and len(key(taker.text)) > _GLYPH_MAX:
            continue
        if holds(other, box):
            yield i, _HOLDS - 0.02
        else:
            far = label_distance(box, other, taker.type.lower(), taker.role or "icon")
            if far is not None:
                share = _LENT_PRESSED if kind.said in _PRESSED else _LENT
                yield i, share / (1 + max(far, 0.0) / 200)


def _evidence(document: Document, index: Index, term: Term) -> Weights:
    """Components that say a word: itself, in its other number, or by a conventional name."""
    found: Weights = {}
    for meaning in pictograms().get(term.words, ()):
        found.update(dict.fromkeys(_saying(document, index, meaning), _PICTOGRAM))
    meant = conventions().get(term.words, ())
    for rank in range(len(meant) - 1, -1, -1):
        found.update(dict.fromkeys(_saying(document, index, meant[rank]), 0.85 * _LATER**rank))
    if len(term.words) == 1:
        word = term.words[0]
        for form in forms(word)[1:]:
            found.update(dict.fromkeys(index.having(document, (form,)), 0.97))
        own = index.having(document, (word,))
        shown = {i for i in own if _shows(document.at(i), word)}
        found.update(dict.fromkeys(own, _BY_ID if shown else 1.0))
        found.update(dict.fromkeys(shown, 1.0))
        if not found:
            kin = index.kin(document, word)
            found = dict.fromkeys(index.having(document, kin), 0.75)
            for meaning in meant:
                found.update(dict.fromkeys(_begun(document, index, meaning), _BEGUN))
        return found or _respelled(document, index, word)
    found.update(dict.fromkeys(_saying(document, index, term.words), 1.0))
    return found


def _begun(document: Document, index: Index, words: Sequence[str]) -> set[int]:
    """Components with a word that a conventional name begins: "addnew" for add."""
    found: set[int] = set()
    if len(words) > 1:
        return found
    known = index.words(document)
    for k in range(bisect_left(known, words[0]), len(known)):
        if not known[k].startswith(words[0]):
            break
        if known[k] not in common():
            found |= index.having(document, (known[k],))
    return found


def _shows(component: Component, word: str) -> bool:
    """Whether a word is what a component shows or tells, and no more than in its id."""
    told = (component.text or "", *descriptions(component))
    return any(word in vocabulary(said) for said in told)


def is_labelled(component: Component) -> bool:
    """Whether a component is a box or knob with its label in one: "the check box beside wi fi"."""
    return component.type in _LABELLED


def _saying(document: Document, index: Index, words: Iterable[str]) -> set[int]:
    return set.intersection(*(index.having(document, (word,)) for word in words))


def _respelled(document: Document, index: Index, word: str) -> Weights:
    """Components with a word that is a slip away from this one, else one that it ends or begins."""
    if not word.isalpha():
        return {}
    known = index.words(document)
    near: list[str] = []
    if len(word) >= 4:
        slips = 1 if len(word) < 7 else 2
        near = [o for o in known if o[0] == word[0] and distance(word, o, slips) <= slips]
    if near:
        return dict.fromkeys(index.having(document, near), 0.8)
    parts = [
        o for o in known if len(o) > len(word) > 1 and (o.endswith(word) or o.startswith(word))
    ]
    return dict.fromkeys(index.having(document, parts), 0.5)


def _is_number(term: Term) -> bool:
    return all(word.isdecimal() for word in term.words)


def _wholeness(document: Document, i: int, sought: Collection[str], kind: Kind) -> float:
    """1 where a text says these words only, less the more else it says."""
    component = document.at(i)
    best = 0.0
    fewest = _WORDS_MAX
    for said in (component.text, *descriptions(component), component.id):
        if not said:
            continue
        words = {
            singular(w) for w in split(said) if not w.isdecimal() and w not in stop()
        } - kind.tails
        if not words:
            continue
        fewest = min(fewest, len(words))
        best = max(best, len(words & set(sought)) / len(words))
    # what says it in other words says one of them
    share: float = (best or 1 / fewest) ** _SHARE
    return share
