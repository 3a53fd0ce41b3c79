"""Which components hold a word: kept for all versions of a document, renewed where texts changed.

Ids, types, roles and descriptions never change between versions, so they are indexed
once, with the outline. Texts are indexed by chunk: a version whose chunk is another
object has only the components that differ taken out and put in. So a lookup costs what
it finds, and an edit what it touched.

    C-1  a lookup in a renewed index finds what one in a new index finds

May import: document, select.words.
"""

from __future__ import annotations

from collections.abc import Iterable
from threading import Lock
from typing import Any, Final

from redraft.document.blueprint import Component, Document
from redraft.select.words import key, singular, split, vocabulary

#: Fields beside id, role and text that say what a component is; edits do not write to them.
_SAID: Final = ("name", "alt", "placeholder", "label", "hint", "title", "icon", "caption")
_STYLED: Final = ("alt", "placeholder", "label", "icon")

Places = dict[str, list[int]]


class Index:
    """The words of one document, in all its versions. Get it with `index_of`."""

    def __init__(self, document: Document) -> None:
        outline = document.outline
        self._lock = Lock()
        #: words of ids, names, roles and descriptions → indices
        self._fixed: Places = {}
        #: whole ids without separators → indices; the same for names and descriptions
        self.ids: Places = {}
        self.said: Places = {}
        #: types and roles in lower case, without separators → indices, document order
        self.types: Places = {}
        self.roles: Places = {}
        #: last word of an id or name that is no number, singular → indices
        self.tails: Places = {}
        self._texts: dict[str, set[int]] = {}
        self._keys: dict[str, set[int]] = {}
        self._chunks: tuple[tuple[Component, ...], ...] = ()
        for name, indices in outline.by_type.items():
            self.types.setdefault(key(name), []).extend(indices)
        for name in self.types:
            self.types[name].sort()
        for i, component in enumerate(document):
            self._describe(i, component)
        self._renew(document)

    def _describe(self, i: int, component: Component) -> None:
        self.ids.setdefault(key(component.id), []).append(i)
        words = set(vocabulary(component.id))
        _tail(self.tails, component.id, i)
        if component.role is not None:
            self.roles.setdefault(key(component.role), []).append(i)
            words |= vocabulary(component.role)
        words |= vocabulary(component.type)
        for said in descriptions(component):
            self.said.setdefault(key(said), []).append(i)
            words |= vocabulary(said)
        if isinstance(component.fields.get("name"), str):
            _tail(self.tails, component.fields["name"], i)
        for word in sorted(words):
            self._fixed.setdefault(word, []).append(i)

    def _renew(self, document: Document) -> None:
        chunks = document.chunks
        old = self._chunks
        if chunks is old:
            return
        for k, chunk in enumerate(chunks):
            before: tuple[Component, ...] = old[k] if k < len(old) else ()
            if chunk is before:
                continue
            for j, component in enumerate(chunk):
                was = before[j] if j < len(before) else None
                if was is component or (was is not None and was.text == component.text):
                    continue
                if was is not None and was.text:
                    _drop(self._texts, vocabulary(was.text), (k << 6) + j)
                    _drop(self._keys, (key(was.text),), (k << 6) + j)
                if component.text:
                    for word in vocabulary(component.text):
                        self._texts.setdefault(word, set()).add((k << 6) + j)
                    self._keys.setdefault(key(component.text), set()).add((k << 6) + j)
        self._chunks = chunks

    def having(self, document: Document, words: Iterable[str]) -> set[int]:
        """Indices of the components that hold any of the words, in whatever field."""
        found: set[int] = set()
        with self._lock:
            self._renew(document)
            for word in words:
                found.update(self._fixed.get(word, ()))
                found.update(self._texts.get(word, ()))
        return found

    def saying(self, document: Document, words: Iterable[str]) -> set[int]:
        """Indices of the components whose text holds any of the words."""
        found: set[int] = set()
        with self._lock:
            self._renew(document)
            for word in words:
                found.update(self._texts.get(word, ()))
        return found

    def with_text(self, document: Document, text_key: str) -> list[int]:
        """Indices of the components whose whole text has this key, in document order."""
        with self._lock:
            self._renew(document)
            return sorted(self._keys.get(text_key, ()))

    def knows(self, document: Document, word: str) -> bool:
        """Whether the word occurs anywhere in the document."""
        with self._lock:
            self._renew(document)
            return word in self._fixed or word in self._texts

    def words(self, document: Document) -> list[str]:
        """All words of the document, sorted."""
        with self._lock:
            self._renew(document)
            return sorted(self._fixed.keys() | self._texts.keys())


def index_of(document: Document) -> Index:
    """The index of a document, made when first asked for and shared by all versions."""
    memo: dict[str, Any] = document.outline.kept
    found: Index | None = memo.get("words")
    if found is None:
        found = memo["words"] = Index(document)
    return found


def descriptions(component: Component) -> list[str]:
    """What a component says of itself apart from id, role and text: name, alt text, placeholder, …

    >>> descriptions(Component({"id": "a", "type": "image", "visual": {"alt": "a cat"}}))
    ['a cat']
    """
    fields, style = component.fields, component.style
    said = [fields[f] for f in _SAID if isinstance(fields.get(f), str)]
    said += [style[f] for f in _STYLED if isinstance(style.get(f), str)]
    return said


def tail(text: str) -> str:
    """The last word of an id that is no number, singular: "card" of "product_cards_2".

    >>> tail("product_cards_2")
    'card'
    """
    for word in reversed(split(text)):
        if not word.isdecimal():
            return singular(word)
    return ""


def _tail(tails: Places, text: str, i: int) -> None:
    indices = tails.setdefault(tail(text), [])
    if not indices or indices[-1] != i:
        indices.append(i)


def _drop(places: dict[str, set[int]], words: Iterable[str], i: int) -> None:
    for word in words:
        indices = places.get(word)
        if indices is not None:
            indices.discard(i)
            if not indices:
                del places[word]
