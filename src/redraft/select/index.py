"""Which components hold a word: kept for all versions of a document, renewed where texts changed.

Ids, types, roles and descriptions never change between versions, so each table of them
is made once, when first asked for, and kept with the outline. Texts are indexed by
chunk: of a version whose chunk is another object, the components that differ are taken
out and put in. So a lookup costs what it finds, and an edit what it touched.

    C-1  a lookup in a renewed index finds what one in a new index finds

May import: document, select.words, select.found.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from itertools import compress, count
from operator import is_not
from threading import Lock
from typing import Any, Final

from redraft.document.blueprint import Component, Document, Outline
from redraft.language import current
from redraft.select.found import Resolution
from redraft.select.selectors import Selector
from redraft.select.words import key, singular, split, vocabulary

#: Fields beside id, role and text that say what a component is; edits do not write to them.
_SAID: Final = ("name", "alt", "placeholder", "label", "hint", "title", "icon", "caption")
_STYLED: Final = ("alt", "placeholder", "label", "icon")

Places = dict[str, list[int]]


class Index:
    """The words of one document, in all its versions. Get it with `index_of`."""

    def __init__(self, document: Document) -> None:
        self._lock = Lock()
        self._outline: Outline = document.outline
        #: any version does for what never changes
        self._first = document.chunks
        self._chunks: tuple[tuple[Component, ...], ...] = ()
        self._texts: dict[str, set[int]] = {}
        self._keys: dict[str, set[int]] = {}
        self._measures: dict[str, set[int]] = {}
        self._sorted: list[str] | None = None
        self._texts_as_they_are = object()
        #: what descriptions came to by a name of their own, and with which texts (`texts`)
        self.named: tuple[object, dict[Selector, Resolution]] = (None, {})

    # -- what never changes ----------------------------------------------------

    @cached_property
    def ids(self) -> Places:
        """Whole ids without separators → indices."""
        found: Places = {}
        for i, name in enumerate(self._outline.ids):
            found.setdefault(key(name), []).append(i)
        return found

    @cached_property
    def types(self) -> Places:
        """Types in lower case, without separators → indices in document order."""
        found: Places = {}
        for name, indices in self._outline.by_type.items():
            found.setdefault(key(name), []).extend(indices)
        return {name: sorted(together) for name, together in found.items()}

    @cached_property
    def roles(self) -> Places:
        """Roles, likewise."""
        found: Places = {}
        i = 0
        for chunk in self._first:
            for component in chunk:
                role = component.fields.get("role")
                if role is not None and isinstance(role, str):
                    found.setdefault(key(role), []).append(i)
                i += 1
        return found

    @cached_property
    def tails(self) -> Places:
        """The last word of an id or name that is no number, singular → indices."""
        found: Places = {}
        for i, component in enumerate(self._components()):
            name = component.fields.get("name")
            for said in (component.id, name if isinstance(name, str) else ""):
                indices = found.setdefault(tail(said), [])
                if not indices or indices[-1] != i:
                    indices.append(i)
        return found

    @cached_property
    def said(self) -> Places:
        """Whole names, alternative texts, placeholders, … without separators → indices."""
        found: Places = {}
        for i, component in enumerate(self._components()):
            for said in descriptions(component):
                found.setdefault(key(said), []).append(i)
        return found

    @cached_property
    def fixed(self) -> Places:
        """Words of ids, types, roles and descriptions → indices."""
        found: Places = {}
        for i, component in enumerate(self._components()):
            for word in fixed_words(component):
                indices = found.get(word)
                if indices is None:
                    found[word] = [i]
                else:
                    indices.append(i)
        return found

    def _components(self) -> Iterable[Component]:
        for chunk in self._first:
            yield from chunk

    # -- what edits change -----------------------------------------------------

    def _renew(self, document: Document) -> None:
        chunks = document.chunks
        old = self._chunks
        if chunks is old:
            return
        if not old:
            old = ((),) * len(chunks)
        # most versions differ in one chunk or two of many
        for k in compress(count(), map(is_not, chunks, old)):
            chunk = chunks[k]
            before: tuple[Component | None, ...] = old[k] or (None,) * len(chunk)
            for j in compress(count(), map(is_not, chunk, before)):
                was = before[j]
                now, then = chunk[j].text, None if was is None else was.text
                if now != then:
                    self._replace((k << 6) + j, then, now)
        self._chunks = chunks

    def _replace(self, i: int, then: str | None, now: str | None) -> None:
        """Note that a component has another text."""
        self._sorted = None
        self._texts_as_they_are = object()
        if then:
            _drop(self._texts, vocabulary(then), i)
            _drop(self._keys, (key(then),), i)
            if is_measure(then):
                _drop(self._measures, (shape(then),), i)
        if now:
            for word in vocabulary(now):
                self._texts.setdefault(word, set()).add(i)
            self._keys.setdefault(key(now), set()).add(i)
            if is_measure(now):
                self._measures.setdefault(shape(now), set()).add(i)

    def texts(self, document: Document) -> object:
        """What stands for the texts of this version: the same object while none of them changed.

        With it, an answer that was made of names and texts alone can be kept.
        """
        with self._lock:
            self._renew(document)
            return self._texts_as_they_are

    def shows(self, document: Document, said: str) -> bool:
        """Whether a text of the document holds this between spaces, as it stands."""
        among = (document.at(i).text or "" for i in self.saying(document, split(said)))
        return any(f" {said} " in f" {text} " for text in among)

    def having(self, document: Document, words: Iterable[str]) -> set[int]:
        """Indices of the components that hold any of the words, in whatever field."""
        fixed = self.fixed
        found: set[int] = set()
        with self._lock:
            self._renew(document)
            for word in words:
                found.update(fixed.get(word, ()))
                found.update(self._texts.get(word, ()))
        return found

    def count(self, document: Document, words: Iterable[str]) -> int:
        """How many components hold the words, at most."""
        fixed = self.fixed
        with self._lock:
            self._renew(document)
            return sum(len(fixed.get(w, ())) + len(self._texts.get(w, ())) for w in words)

    def saying(self, document: Document, words: Collection[str]) -> set[int]:
        """Indices of the components whose text holds all of the words."""
        with self._lock:
            self._renew(document)
            sets = [self._texts.get(word) for word in words]
            if not sets or not all(sets):
                return set()
            rarest = min((s for s in sets if s is not None), key=len)
            return rarest.intersection(*(s for s in sets if s is not None))

    def with_text(self, document: Document, text_key: str) -> list[int]:
        """Indices of the components whose whole text has this key, in document order."""
        with self._lock:
            self._renew(document)
            return sorted(self._keys.get(text_key, ()))

    def names_among(self, document: Document, keys: Collection[str]) -> set[str]:
        """Those of some keys that a component's whole id, description or text has."""
        ids, said = self.ids, self.said
        with self._lock:
            self._renew(document)
            texts = self._keys
            return {k for k in keys if k in ids or k in texts or k in said}

    def has_measure(self, document: Document, like: str) -> bool:
        """Whether a text is a measure of this shape: "11°", "-20%" (`is_measure`, `shape`)."""
        with self._lock:
            self._renew(document)
            return like in self._measures

    def has_word(self, document: Document, word: str) -> bool:
        """Whether it is one of `words`."""
        fixed = self.fixed
        with self._lock:
            self._renew(document)
            return word in fixed or word in self._texts

    def words(self, document: Document) -> Sequence[str]:
        """All words of the document, sorted; not to be written to."""
        fixed = self.fixed
        with self._lock:
            self._renew(document)
            if self._sorted is None:
                self._sorted = sorted(fixed.keys() | self._texts.keys())
            return self._sorted


def index_of(document: Document) -> Index:
    """The index of a document, made when first asked for and shared by all versions.

    Each language has its own: what is the singular of a word depends on it.
    """
    kept: dict[Any, Any] = document.outline.kept
    language = current()
    found: Index | None = kept.get(language)
    if found is None:
        found = kept[language] = Index(document)
    return found


def descriptions(component: Component) -> list[str]:
    """What a component says of itself apart from id, role and text: name, alt text, placeholder, …

    >>> descriptions(Component({"id": "a", "type": "image", "visual": {"alt": "a cat"}}))
    ['a cat']
    """
    fields, style = component.fields, component.style
    said = [v for f in _SAID if (v := fields.get(f)) is not None and isinstance(v, str)]
    if style:
        said += [v for f in _STYLED if (v := style.get(f)) is not None and isinstance(v, str)]
    return said


def fixed_words(component: Component) -> frozenset[str]:
    """The words of everything that a component says of itself but its text.

    >>> sorted(fixed_words(Component({"id": "pay_2", "type": "button", "role": "cta"})))
    ['2', 'button', 'cta', 'pay']
    """
    words = vocabulary(component.id) | vocabulary(component.type)
    if component.role is not None:
        words |= vocabulary(component.role)
    for said in descriptions(component):
        words |= vocabulary(said)
    return words


def words_of(document: Document, i: int) -> frozenset[str]:
    """All words that a component says of itself."""
    component = document.at(i)
    words = fixed_words(component)
    return words | vocabulary(component.text) if component.text else words


def tail(text: str) -> str:
    """The last word of an id that is no number, singular: "card" of "product_cards_2".

    >>> tail("product_cards_2")
    'card'
    """
    for word in reversed(split(text)):
        if not word.isdecimal():
            return singular(word)
    return ""


def is_measure(text: str) -> bool:
    """Whether a text is degrees, or a percentage with its sign: it shows a value and sets none.

    >>> is_measure("11°"), is_measure("-20%"), is_measure("20%")
    (True, True, False)
    """
    last = text[-1:]
    if last != "°" and not (last == "%" and text[0] in "+-−"):
        return False
    return text[:-1].lstrip("+-−").isdecimal()


def shape(figure: str) -> str:
    """A figure with its digits alike: what is put in its place looks the same.

    >>> shape("-20%") == shape("-5%")
    True
    """
    return "".join("0" if c.isdigit() else c for c in figure).replace("00", "0")


def _drop(places: dict[str, set[int]], words: Iterable[str], i: int) -> None:
    for word in words:
        indices = places.get(word)
        if indices is not None:
            indices.discard(i)
            if not indices:
                del places[word]
