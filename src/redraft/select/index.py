"""Which components hold a word: kept for all versions of a document, renewed where texts changed.

Ids, types, roles and descriptions never change between versions, so each table of them
is made once, when first asked for, and kept with the outline. So is each table of texts;
of a version whose chunk is another object, the components that differ are taken out and
put in. So a lookup costs what it finds, and an edit what it touched.

    C-1  a lookup in a renewed index finds what one in a new index finds

May import: document, select.words, select.found.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import compress, count, islice
from operator import is_not
from threading import Lock
from typing import Any, Final, NamedTuple, TypeVar, overload

from redraft.document.blueprint import Component, Document
from redraft.language import current
from redraft.language.forms import ALIKE_MIN
from redraft.select.words import Whose, akin, key, keys, singular, split, vocabulary

#: Fields beside id, role and text that say what a component is; edits do not write to them.
_SAID: Final = ("name", "alt", "placeholder", "label", "hint", "title", "icon", "caption")
_STYLED: Final = ("alt", "placeholder", "label", "icon")
_SAID_SET: Final = frozenset(_SAID)
_STYLED_SET: Final = frozenset(_STYLED)

#: how a measure ends
_MEASURED: Final = "°%"
#: changes of texts that are remembered: an answer that is older is made anew
_RETOLD_MAX: Final = 16

Places = dict[str, list[int]]
_T = TypeVar("_T")


class Retold(NamedTuple):
    """One text that became another."""

    i: int
    #: the keys of the whole texts, before and after, and all words of either
    keys: frozenset[str]
    words: frozenset[str]
    #: whether either holds a digit
    figured: bool
    #: whether there was none before, or is none now
    bare: bool


class GoesBy(NamedTuple):
    """Which texts can matter to an answer: by their keys as a whole, by a word, by whose they are."""

    names: frozenset[str]
    words: frozenset[str] = frozenset()
    among: frozenset[int] = frozenset()

    def may_mean(self, other: Retold) -> bool:
        """Whether the answer may be another one since this text changed."""
        return (
            other.bare
            or other.i in self.among
            or not self.names.isdisjoint(other.keys)
            or not self.words.isdisjoint(other.words)
        )


class Index:
    """The words of one document, in all its versions. Get it with `index_of`.

    What was made of texts is still so after changes that cannot matter to it. So each change
    of a text is a moment, and of the last ones it is known what they changed (`unmoved`).
    """

    def __init__(self, document: Document) -> None:
        self._lock = Lock()
        # not the outline, which keeps this: neither would be let go of
        self._ids = document.outline.ids
        self._by_type = document.outline.by_type
        #: any version does for what never changes
        self._first = document.chunks
        self._chunks: tuple[tuple[Component, ...], ...] = ()
        # of texts, each made when first asked for
        self._texts: Whose | dict[str, set[int]] | None = None
        self._keys: Wholes | None = None
        self._measures: dict[str, set[int]] | None = None
        #: the texts of the version that was asked last: two tables are mostly made of the same
        self._listed: list[tuple[int, str]] | None = None
        self._sorted: list[str] | None = None
        self._alike: Alike | None = None
        #: how many texts became others so far, and the last of these changes
        self._moment = 0
        self._retold: deque[Retold] = deque(maxlen=_RETOLD_MAX)
        #: stands for the index where that is to be let go with its document
        self.mark = object()
        #: what other parts of the room keep with the texts of a moment; bounded by who does
        self.kept: dict[Any, Any] = {}

    # -- what never changes ----------------------------------------------------

    @cached_property
    def ids(self) -> Wholes:
        """Whole ids without separators → indices."""
        names = self._ids
        return Wholes(keys([*names]), range(len(names)))

    @cached_property
    def types(self) -> Places:
        """Types in lower case, without separators → indices in document order."""
        found: Places = {}
        for name, indices in self._by_type.items():
            found.setdefault(key(name), []).extend(indices)
        return {name: sorted(together) for name, together in found.items()}

    @cached_property
    def roles(self) -> Places:
        """Roles, likewise."""
        found: Places = {}
        for i, fields in enumerate(self._fields()):
            role = fields.get("role")
            if role is not None and isinstance(role, str):
                found.setdefault(key(role), []).append(i)
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
        if not self._describes:
            return found
        for i, component in enumerate(self._components()):
            for said in descriptions(component):
                found.setdefault(key(said), []).append(i)
        return found

    @cached_property
    def fixed(self) -> Fixed:
        """Words of ids, types, roles and descriptions → indices, in document order."""
        names = self._ids
        others: dict[str, set[int]] = {}
        for said, owners in self._described():
            for word in vocabulary(said):
                others.setdefault(word, set()).update(owners)
        return Fixed(Whose([*names], range(len(names))), others)

    def _described(self) -> Iterator[tuple[str, Sequence[int]]]:
        """Types, roles and descriptions as they are written, with the components that have them."""
        yield from self._by_type.items()
        roles: dict[str, list[int]] = {}
        for i, fields in enumerate(self._fields()):
            role = fields.get("role")
            if role is not None and isinstance(role, str):
                roles.setdefault(role, []).append(i)
        yield from roles.items()
        if self._describes:
            for i, component in enumerate(self._components()):
                for said in descriptions(component):
                    yield said, (i,)

    @cached_property
    def _describes(self) -> bool:
        """Whether any component has a name, an alternative text, a placeholder, …: most documents have none."""
        listed = self._fields()
        styles = [f.get("visual") or f.get("style") or {} for f in listed]
        return not (
            _SAID_SET.isdisjoint(set().union(*listed))
            and _STYLED_SET.isdisjoint(set().union(*styles))
        )

    def _components(self) -> Iterable[Component]:
        for chunk in self._first:
            yield from chunk

    def _fields(self) -> list[dict[str, Any]]:
        return [component.fields for chunk in self._first for component in chunk]

    # -- what edits change -----------------------------------------------------

    def _renew(self, document: Document) -> None:
        chunks = document.chunks
        old = self._chunks
        if chunks is old:
            return
        if not old:  # no table is made of texts yet
            self._chunks = chunks
            return
        # most versions differ in one chunk or two of many
        for k in compress(count(), map(is_not, chunks, old)):
            chunk, before = chunks[k], old[k]
            for j in compress(count(), map(is_not, chunk, before)):
                now, then = chunk[j].text, before[j].text
                if now != then:
                    self._replace((k << 6) + j, then, now)
        self._chunks = chunks
        self._listed = None

    def _replace(self, i: int, then: str | None, now: str | None) -> None:
        """Note that a component has another text."""
        self._sorted = None
        self._moment += 1
        self._retold.append(_retold(i, then or "", now or ""))
        texts = self._texts
        if isinstance(texts, Whose):  # from now on it is kept up to date
            texts = {word: set(owners) for word, owners in texts.table().items()}
            self._texts = texts
        if then:
            if texts is not None:
                _drop(texts, vocabulary(then), i)
            if self._keys is not None:
                self._keys.drop(key(then), i)
            if self._measures is not None and is_measure(then):
                _drop(self._measures, (shape(then),), i)
        if now:
            if texts is not None:
                for word in vocabulary(now):
                    texts.setdefault(word, set()).add(i)
            if self._keys is not None:
                self._keys.add(key(now), i)
            if self._measures is not None and is_measure(now):
                self._measures.setdefault(shape(now), set()).add(i)

    # each is asked for under the lock

    def _words_of_texts(self, document: Document) -> Whose | dict[str, set[int]]:
        self._renew(document)
        if self._texts is None:
            shown = self._shown()
            self._texts = Whose([text for _, text in shown], [i for i, _ in shown])
        return self._texts

    def _whole_texts(self, document: Document) -> Wholes:
        self._renew(document)
        if self._keys is None:
            shown = self._shown()
            self._keys = Wholes(keys([text for _, text in shown]), [i for i, _ in shown])
        return self._keys

    def _measured(self, document: Document) -> dict[str, set[int]]:
        self._renew(document)
        if self._measures is None:
            self._measures = {}
            for i, text in self._shown():
                if text[-1] in _MEASURED and is_measure(text):
                    self._measures.setdefault(shape(text), set()).add(i)
        return self._measures

    def _shown(self) -> list[tuple[int, str]]:
        """The texts there are, with their components' indices."""
        if self._listed is None:
            texts = [component.fields.get("text") for chunk in self._chunks for component in chunk]
            self._listed = [(i, t) for i, t in enumerate(texts) if t and isinstance(t, str)]
        return self._listed

    def moment(self, document: Document) -> int:
        """The number of the moment whose texts are those of this version."""
        with self._lock:
            self._renew(document)
            return self._moment

    def unmoved(
        self, document: Document, since: int, goes_by: GoesBy, *, figures: bool = False
    ) -> int | None:
        """The moment of this version, if no text that has changed since an earlier one can matter.

        None where a change may matter, or was too long ago to be known. ``figures``: all texts
        with digits matter too.

        >>> d = Document.of({"components": [{"id": "a", "type": "text", "text": "Pay"}]})
        >>> index, after = index_of(d), d.replace({0: Component({**d.at(0).fields, "text": "Buy"})})
        >>> since = index.moment(d)
        >>> [index.unmoved(after, since, GoesBy(frozenset([name]))) for name in ("cancel", "buy")]
        [1, None]
        """
        with self._lock:
            if document.chunks is not self._chunks:
                self._renew(document)
            now = self._moment
            if since != now:
                changes = now - since
                if changes > len(self._retold):
                    return None
                for other in islice(reversed(self._retold), changes):
                    if (figures and other.figured) or goes_by.may_mean(other):
                        return None
            return now

    def shows(self, document: Document, said: str) -> bool:
        """Whether a text of the document holds this between spaces, as it stands."""
        among = (document.at(i).text or "" for i in self.saying(document, split(said)))
        return any(f" {said} " in f" {text} " for text in among)

    def having(self, document: Document, words: Iterable[str]) -> set[int]:
        """Indices of the components that hold any of the words, in whatever field."""
        fixed = self.fixed
        found: set[int] = set()
        with self._lock:
            texts = self._words_of_texts(document)
            for word in words:
                found.update(fixed.get(word))
                found.update(texts.get(word, ()))
        return found

    def count(self, document: Document, words: Iterable[str]) -> int:
        """How many components hold the words, at most."""
        fixed = self.fixed
        with self._lock:
            texts = self._words_of_texts(document)
            return sum(len(fixed.get(w)) + len(texts.get(w, ())) for w in words)

    def saying(self, document: Document, words: Collection[str]) -> set[int]:
        """Indices of the components whose text holds all of the words."""
        with self._lock:
            texts = self._words_of_texts(document)
            owners: list[Collection[int]] = [texts.get(word) or () for word in words]
            if not owners or not all(owners):
                return set()
            rarest, *others = sorted(owners, key=len)
            return set(rarest).intersection(*others)

    def with_text(self, document: Document, text_key: str) -> list[int]:
        """Indices of the components whose whole text has this key, in document order."""
        with self._lock:
            return self._whole_texts(document).get(text_key, [])

    def fixed_names_among(self, asked: frozenset[str]) -> frozenset[str]:
        """Those of some keys that a component's whole id or description has: in all versions."""
        return self.ids.among(asked).union(asked & self.said.keys())

    def texts_among(self, document: Document, asked: frozenset[str]) -> frozenset[str]:
        """Those of some keys that a component's whole text has."""
        with self._lock:
            return self._whole_texts(document).among(asked)

    def has_measure(self, document: Document, like: str) -> bool:
        """Whether a text is a measure of this shape: "11°", "-20%" (`is_measure`, `shape`)."""
        with self._lock:
            return like in self._measured(document)

    def has_word(self, document: Document, word: str) -> bool:
        """Whether it is one of `words`."""
        fixed = self.fixed
        with self._lock:
            return word in fixed or word in self._words_of_texts(document)

    def words(self, document: Document) -> Sequence[str]:
        """All words of the document, sorted; not to be written to."""
        fixed = self.fixed
        with self._lock:
            texts = self._words_of_texts(document)
            if self._sorted is None:
                told = texts.table() if isinstance(texts, Whose) else texts
                self._sorted = sorted(fixed.words() | told.keys())
            return self._sorted

    def kin(self, document: Document, word: str) -> list[str]:
        """All words of the document that are `akin` to one, sorted.

        Words that are akin begin alike or end alike: others are not looked at.

        >>> d = Document.of({"components": [{"id": "pay", "type": "text", "text": "Recommendations"}]})
        >>> index_of(d).kin(d, "recommend")
        ['recommendations']
        """
        listed = self.words(document)
        alike = self._alike
        if alike is None or alike.words is not listed:
            alike = self._alike = Alike.of(listed)
        begin, end = word[:ALIKE_MIN], word[-ALIKE_MIN:]
        near = {*alike.begins.get(begin, ()), *alike.ends.get(end, ())}
        return [other for other in sorted(near) if akin(word, other)]


class Alike(NamedTuple):
    """Words by how they begin, and by how they end; those too short to be akin to any are left out."""

    words: Sequence[str]
    begins: dict[str, list[str]]
    ends: dict[str, list[str]]

    @classmethod
    def of(cls, words: Sequence[str]) -> Alike:
        """Sort all words in."""
        begins: dict[str, list[str]] = {}
        ends: dict[str, list[str]] = {}
        for word in words:
            if len(word) > ALIKE_MIN:
                begins.setdefault(word[:ALIKE_MIN], []).append(word)
                ends.setdefault(word[-ALIKE_MIN:], []).append(word)
        return cls(words, begins, ends)


class Fixed:
    """Words of ids, with those of what else never changes, and the indices of those that have them."""

    __slots__ = ("_ids", "_others")

    def __init__(self, ids: Whose, others: dict[str, set[int]]) -> None:
        self._ids = ids
        self._others = others

    def get(self, word: str, default: Sequence[int] = ()) -> Collection[int]:
        """The indices of the components that have a word."""
        owners: Sequence[int] = self._ids.get(word, ())
        others = self._others.get(word)
        if others is None:
            return owners or default
        return others.union(owners) if owners else others

    def __contains__(self, word: str) -> bool:
        return word in self._others or word in self._ids

    def words(self) -> set[str]:
        """All words there are."""
        return {*self._ids.table(), *self._others}


class Wholes:
    """Whole names or texts, as keys → the indices of their components, each with one or none.

    Most keys are of one component alone, so there is no list for each of them.

    >>> both = Wholes(["a", "b", "a"], [0, 1, 2])
    >>> both.drop("b", 1)
    >>> both.get("a"), both.get("b"), "a" in both
    ([0, 2], None, True)
    """

    __slots__ = ("_of_one", "_of_several")

    def __init__(self, listed: list[str], indices: Sequence[int]) -> None:
        of_one = self._of_one = dict(zip(listed, indices, strict=True))
        several: dict[str, set[int]] = {}
        if len(of_one) < len(listed):
            for name, i in zip(listed, indices, strict=True):
                if (last := of_one[name]) != i:
                    several.setdefault(name, {last}).add(i)
            for name in several:
                del of_one[name]
        self._of_several = several

    def __contains__(self, name: str) -> bool:
        return name in self._of_one or name in self._of_several

    def among(self, asked: frozenset[str]) -> frozenset[str]:
        """Those of some keys that any component has."""
        return frozenset((self._of_one.keys() & asked) | (self._of_several.keys() & asked))

    @overload
    def get(self, name: str) -> list[int] | None: ...
    @overload
    def get(self, name: str, default: _T) -> list[int] | _T: ...
    def get(self, name: str, default: Any = None) -> Any:
        """The indices of those that have the key, in document order."""
        i = self._of_one.get(name)
        if i is not None:
            return [i]
        several = self._of_several.get(name)
        return sorted(several) if several else default

    def add(self, name: str, i: int) -> None:
        """Note that a component has the key."""
        several = self._of_several.get(name)
        if several is not None:
            several.add(i)
        elif name in self._of_one:
            self._of_several[name] = {self._of_one.pop(name), i}
        else:
            self._of_one[name] = i

    def drop(self, name: str, i: int) -> None:
        """Note that a component has the key no more."""
        if self._of_one.get(name) == i:
            del self._of_one[name]
            return
        several = self._of_several.get(name)
        if several is not None:
            several.discard(i)
            if not several:
                del self._of_several[name]


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


def _retold(i: int, then: str, now: str) -> Retold:
    figured = any(map(str.isdigit, then)) or any(map(str.isdigit, now))
    words = vocabulary(then) | vocabulary(now)
    return Retold(i, frozenset((key(then), key(now))), words, figured, not (then and now))


def descriptions(component: Component) -> list[str]:
    """What a component says of itself apart from id, role and text: name, alt text, placeholder, …

    >>> descriptions(Component({"id": "a", "type": "image", "visual": {"alt": "a cat"}}))
    ['a cat']
    """
    fields, style = component.fields, component.style
    said: list[str] = []
    if not _SAID_SET.isdisjoint(fields):
        said = [v for f in _SAID if (v := fields.get(f)) is not None and isinstance(v, str)]
    if style and not _STYLED_SET.isdisjoint(style):
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
