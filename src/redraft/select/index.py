"""Which components hold a word: kept for all versions of a document, renewed where texts changed.

Ids, types, roles and descriptions never change between versions, so each table of them
is made once, when first asked for, and kept with the outline. Texts are indexed by
chunk: of a version whose chunk is another object, the components that differ are taken
out and put in. So a lookup costs what it finds, and an edit what it touched.

    C-1  a lookup in a renewed index finds what one in a new index finds

May import: document, select.words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from threading import Lock
from typing import Any, Final

from redraft.document.blueprint import Component, Document, Outline
from redraft.language import current
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
        self._sorted: list[str] | None = None

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
        for k, chunk in enumerate(chunks):
            before: tuple[Component, ...] = old[k] if k < len(old) else ()
            if chunk is before:
                continue
            for j, component in enumerate(chunk):
                was = before[j] if j < len(before) else None
                if was is component:
                    continue
                now, then = component.text, None if was is None else was.text
                if now == then:
                    continue
                i = (k << 6) + j
                self._sorted = None
                if then:
                    _drop(self._texts, vocabulary(then), i)
                    _drop(self._keys, (key(then),), i)
                if now:
                    for word in vocabulary(now):
                        self._texts.setdefault(word, set()).add(i)
                    self._keys.setdefault(key(now), set()).add(i)
        self._chunks = chunks

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

    def is_name(self, document: Document, name_key: str) -> bool:
        """Whether a component's whole id, description or text has this key."""
        if name_key in self.ids or name_key in self.said:
            return True
        with self._lock:
            self._renew(document)
            return name_key in self._keys

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


def _drop(places: dict[str, set[int]], words: Iterable[str], i: int) -> None:
    for word in words:
        indices = places.get(word)
        if indices is not None:
            indices.discard(i)
            if not indices:
                del places[word]
