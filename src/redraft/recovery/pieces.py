"""The words of a command in pieces: what is named, values, properties, verbs, places; and clauses of them.

Every word is in a piece. What nobody can make anything of is one too ("other"): it is left
out of what is made of the pieces, and counted.

    L-1  so many names are looked up

May import: decompose, select, document.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Literal, NamedTuple

from redraft.decompose.words import Words
from redraft.document.blueprint import Document
from redraft.document.properties import token_keys
from redraft.recovery.things import Thing, is_shown, thing_at
from redraft.select.index import index_of
from redraft.select.words import forms, key, split

_LOOKED_UP_MAX: Final = 24
_NAME_MAX: Final = 6

Kind = Literal[
    "stop", "colon", "joint", "thing", "value", "text", "property", "verb", "where", "vital"
    , "link", "filler", "other",
]  # fmt: skip

STOPS: Final = ".;\n!?"
_VALUES: Final = (
    "more",
    "size-word",
    "factor",
    "keyword",
    "font-name",
    "less",
    "plus",
    "see-through",
)
_SMALL_VALUES: Final = (
    "degree",
    "shade",
    "normal",
    "none",
    "dimension",
    "unit",
    "by",
    "than",
    "percent",
)
_PROPERTIES: Final = ("property", "token", "there-look")
_WHERE: Final = (
    "relation",
    "between",
    "direction",
    "edge",
    "layer",
    "edge-noun",
    "evenly",
    "apart",
    "turn",
)
_LINKS: Final = (
    "auxiliary",
    "should",
    "becoming",
    "says",
    "det",
    "of",
    "in",
    "with",
    "to",
    "as-well",
    "like",
    "same",
    "from",
)
_FILLERS: Final = ("filler", "wish", "modal", "closing", "is", "correction", "greeting")
#: words that change what an edit does
_VITAL: Final = (
    "not", "no", "without", "except", "respectively", "if", "only", "every-other", "nothing-else",
    "stays", "mutual", "but", "otherwise", "instead", "all-but",
)  # fmt: skip
#: marks of a sentence
_COMMON: Final = ".,;:!?()[]-–—+&/\"'\n→"
_SAYS: Final = ("says", "becoming")


class Piece(NamedTuple):
    """Some words that belong together: what they are, and where they stand."""

    kind: Kind
    first: int
    stop: int
    thing: Thing | None = None


class Part:
    """The pieces of one clause, in their order; ``heads``: what stands over it, "Tiramisu:"."""

    def __init__(self, heads: Sequence[Piece]) -> None:
        self.pieces: list[Piece] = []
        self.heads = tuple(heads)

    def has(self, *kinds: Kind) -> bool:
        """Whether any of its pieces is of one of these kinds."""
        return any(piece.kind in kinds for piece in self.pieces)

    def of(self, *kinds: Kind) -> list[Piece]:
        """Its pieces of these kinds."""
        return [piece for piece in self.pieces if piece.kind in kinds]


class Cutter:
    """Cuts the words of one command."""

    def __init__(self, document: Document, w: Words) -> None:
        self._document = document
        self._w = w
        self._left = _LOOKED_UP_MAX
        self._spoken: tuple[int, ...] = ()
        self._scope: tuple[int, ...] = ()
        #: whether anything was named in these words
        self._named = False
        known = {key(said) for said in token_keys(document)}
        self._tokens = frozenset(
            k
            for k in range(w.size)
            if w.is_word(k) and key(w.said(k)) in known and not w.any_of(k, "kind")
        )

    @property
    def spoken(self) -> tuple[int, ...]:
        """What was named last."""
        return self._spoken

    def parts(self, at: int, stop: int) -> list[Part]:
        """The words as clauses: cut at stops, before verbs, and where another thing is changed."""
        found: list[Part] = []
        now = Part(())
        self._named = False
        for piece in self._pieces(at, stop):
            ends = piece.kind in ("stop", "colon") or _begins(self._w, now, piece)
            heads = now.heads
            if piece.kind == "colon" and _only_names(now):
                heads = _heads(now)
                now.pieces = []
            if ends:
                if now.pieces:
                    found.append(now)
                now = Part(
                    () if piece.kind == "stop" and self._w.mark(piece.first, "\n") else heads
                )
            if self._is_part_of(now, piece):
                now = Part(tuple(now.of("thing")))
            if piece.kind not in ("stop", "colon"):
                now.pieces.append(piece)
        return [*found, now] if now.pieces else found

    def _is_part_of(self, now: Part, piece: Piece) -> bool:
        """ "Third transaction, date …": whether a name lies in the one before the comma, which stands over it."""
        kinds = [one.kind for one in now.pieces if one.kind not in ("link", "filler")]
        if piece.thing is None or kinds != ["thing", "joint"]:
            return False
        (over,) = now.of("thing")
        outer = over.thing.ways[0] if over.thing is not None else ()
        inner = piece.thing.ways[0]
        outline = self._document.outline
        return bool(inner) and all(any(i in outer for i in outline.ancestors(one)) for one in inner)

    def _pieces(self, at: int, stop: int) -> Iterator[Piece]:
        w = self._w
        before: Kind = "stop"
        named: tuple[int, ...] = ()
        fresh, told, changed = True, False, False
        while at < stop:
            piece = (told and self._text(at, stop)) or self._piece(at, stop, before)
            if piece.kind == "colon" and named:
                self._scope = named
            if piece.kind == "stop" and told and not changed:
                self._scope = named
            changed = piece.kind in ("value", "text", "verb") or (changed and piece.kind != "stop")
            if piece.kind == "stop" and self._w.mark(piece.first, "\n"):
                self._scope = ()
            said_of = w.any_of(piece.first - 1, "is") and told
            if (
                piece.thing is not None
                and piece.thing.ways[0]
                and not (piece.thing.refers or said_of)
            ):
                named = self._spoken = piece.thing.ways[0]
                self._named = True
                if fresh and self._w.any_of(at - 1, "in"):
                    self._scope = named
            told = piece.kind == "thing" or (told and piece.kind not in ("stop", "verb"))
            fresh = piece.kind == "stop" or (fresh and piece.kind in ("link", "filler"))
            yield piece
            before = piece.kind if piece.kind not in ("other", "filler") else before
            at = piece.stop

    def _piece(self, at: int, stop: int, before: Kind) -> Piece:
        """The piece that begins at a place: a mark, a name, else what is to become of one."""
        return (
            self._mark(at, stop)
            or self._told(at, before)
            or self._exact(at, stop)
            or self._change(at, stop, before)
            or self._name(at, stop)
            or self._rest(at, stop)
        )

    def _mark(self, at: int, stop: int) -> Piece | None:
        w = self._w
        if w.mark(at, STOPS) or w.has(at, "then"):
            return Piece("stop", at, at + 1)
        chunk = self._chunk(at, stop)
        if chunk > at:
            return Piece("text", at, chunk)
        if w.mark(at, ":"):
            return Piece("colon", at, at + 1)
        separates = w.is_separator(at) or w.kind(at) == "mark"
        return Piece("joint", at, at + 1) if separates else None

    def _told(self, at: int, before: Kind) -> Piece | None:
        """A text in quotes that is not there, or is to be there."""
        w = self._w
        if w.kind(at) != "quote":
            return None
        new = before in ("link", "thing") or not is_shown(self._document, w.said(at))
        return Piece("text", at, at + 1) if new else None

    def _change(self, at: int, stop: int, before: Kind) -> Piece | None:
        """What is to become of something: a value, a property, a verb, a place."""
        w = self._w
        if w.any_of(at, "no", "without") and w.any_of(at + 1, "property"):
            return Piece("value", at, at + 1)
        if w.any_of(at, "without"):
            until = range(at + 1, stop)
            return Piece("vital", at, next((k for k in until if w.is_separator(k)), stop))
        if w.any_of(at, *_VITAL):
            return Piece("vital", at, at + 1)
        value = self._value(at, stop, before)
        if value > at:
            return Piece("value", at, value)
        if w.has(at, "pronoun") and self._spoken and not self._points(at):
            it = Thing(at, at + 1, (self._spoken,), refers=self._named)
            return Piece("thing", at, at + 1, it)
        if self._is_verb(at, before):
            return Piece("verb", at, at + 1)
        if w.any_of(at, *_PROPERTIES) and (not w.has(at, "kind") or self._of_value(at)):
            named = self._thing(at, at + 1) if self._may_name(at, before) else None
            return Piece("property" if named is None else "thing", at, at + 1, named)
        if w.any_of(at, *_WHERE) and not w.any_of(at + 1, "kind"):
            return Piece("where", at, at + 1)
        return None

    def _name(self, at: int, stop: int) -> Piece | None:
        thing = self._thing(at, stop)
        return None if thing is None else Piece("thing", at, thing.stop, thing)

    def _rest(self, at: int, stop: int) -> Piece:
        """What names nothing."""
        w = self._w
        if w.kind(at) == "quote" or self._is_figure(at):
            return Piece("text", at, at + 1)
        value = self._value(at, stop, "value")
        if value > at:
            return Piece("value", at, value)
        for kind, categories in _KINDS:
            if w.any_of(at, *categories):
                return Piece(kind, at, at + 1)
        return Piece("other", at, at + 1)

    # -- what is named -----------------------------------------------------------

    def _exact(self, at: int, stop: int) -> Piece | None:
        """Words with a capital or a digit that are a whole name here: "See all", "frame 12"."""
        w = self._w
        if not w.is_word(at) or not (w.is_capital(at) or w.kind(at + 1) == "number"):
            return None
        for end in range(min(stop, at + _NAME_MAX), at + 1, -1):
            if w.kind(end - 1) == "mark":
                continue
            said = key(w.quote(w.span(at, end)))
            found = self._called().get(said)
            if found is not None:
                return Piece("thing", at, end, Thing(at, end, (found,)))
        return None

    def _called(self) -> dict[str, tuple[int, ...]]:
        """What is called by a whole text or an id, by that name."""
        if not hasattr(self, "_names"):
            names: dict[str, tuple[int, ...]] = {}
            for i in range(min(len(self._document), 500)):
                component = self._document.at(i)
                for said in {key(component.id), key(component.text or "")}:
                    if said:
                        names[said] = (*names.get(said, ()), i)
            self._names: dict[str, tuple[int, ...]] = {
                said: found for said, found in names.items() if len(found) == 1
            }
        return self._names

    def _thing(self, at: int, stop: int) -> Thing | None:
        w = self._w
        if self._left <= 0 or self._is_figure(at) or w.any_of(at, "in", "of", "with", "to", "like"):
            return None
        self._left -= 1
        until = next(
            (k for k in range(at + 1, stop) if w.any_of(k, "says") or self._is_figure(k)), stop
        )
        return thing_at(self._document, w, at, until, self._spoken, self._scope)

    def _is_figure(self, k: int) -> bool:
        """Whether a text with digits stands there that nothing here is called by: "€13.00"."""
        w = self._w
        if not w.is_word(k) or w.items[k].means or not any(map(str.isdigit, w.said(k))):
            return False
        index = index_of(self._document)
        return key(w.said(k)) not in self._called() and not any(
            index.having(self._document, forms(part))
            for part in split(w.said(k))
            if not part.isdecimal()
        )

    def _chunk(self, at: int, stop: int) -> int:
        """Where figures with marks end, which are a text: "03/30", "•••• 9921"; here where none stand."""
        w = self._w
        k = at + 1
        while k < stop and w.items[k].start == w.items[k - 1].end:
            k += 1
        odd = w.kind(at) == "mark" and w.said(at) not in _COMMON and k > at + 1
        if odd and w.kind(k) == "number":
            return k + 1
        marks = [i for i in range(at + 1, k - 1) if w.kind(i) == "mark" and w.said(i) in "/-:–"]
        joined = w.kind(at) == "number" and marks and w.kind(k - 1) == "number"
        return k if joined and not w.items[at].token.unit else at

    def _text(self, at: int, stop: int) -> Piece | None:
        """What something is to say, without quotes: up to the next joint."""
        w = self._w
        if not (at > 0 and w.any_of(at - 1, *_SAYS)) or w.kind(at) == "quote" or w.is_separator(at):
            return None
        if self._value(at, stop, "link") > at or w.any_of(at, "det", "pronoun"):
            return None
        k = at
        while k < stop and not w.is_separator(k) and not w.mark(k, STOPS):
            k += 1
        return Piece("text", at, k)

    # -- what is to become of it -------------------------------------------------

    def _may_name(self, at: int, before: Kind) -> bool:
        """Whether a word for a property stands where a name does: "the place says …"."""
        w = self._w
        alone = w.is_separator(at + 1) or w.any_of(at + 1, "says", "should", "is")
        return alone and (w.any_of(at - 1, "det") or before in ("stop", "joint"))

    def _points(self, at: int) -> bool:
        """Whether "that" stands before a name: "that list"."""
        w = self._w
        return w.any_of(at, "det") and (w.any_of(at + 1, "kind") or w.is_unknown(at + 1))

    def _is_verb(self, at: int, before: Kind) -> bool:
        w = self._w
        if not w.any_of(at, "verb", "carrying", "factor-verb"):
            return False
        begins = before in ("stop", "joint", "colon")
        if w.any_of(at + 1, "kind") and w.any_of(at - 1, "number", "det", "ordinal", "quantifier"):
            return False
        if before == "thing" and w.any_of(at, "auxiliary"):
            return False
        if w.any_of(at, "kind", "property"):
            return begins and w.any_of(at + 1, "det", "pronoun", "quantifier")
        return begins or not w.any_of(at - 1, "det", "of")

    def _of_value(self, at: int) -> bool:
        """Whether a word for a property that is a kind too stands with a value: "white text"."""
        w = self._w
        before = at > 0 and (
            w.is_colour(at - 1) or w.kind(at - 1) == "number" or at - 1 in self._tokens
        )
        value = w.is_colour(at + 1) or w.kind(at + 1) in ("number", "colour")
        follows = value or w.any_of(at + 1, "keyword", "more")
        return before or (follows and not w.any_of(at - 1, "det"))

    def _value(self, at: int, stop: int, before: Kind) -> int:
        """Where a value that begins here ends; here where none does."""
        w = self._w
        k, told = at, False
        while k < stop:
            if self._is_value(k, before if k == at else "value"):
                told = True
            elif not w.any_of(k, *_SMALL_VALUES) or w.any_of(k, "in", "det"):
                break
            k += 1
        return k if told else at

    def _is_value(self, k: int, before: Kind) -> bool:
        w = self._w
        if w.kind(k) == "colour" or k in self._tokens:
            return True
        if w.kind(k) == "number":
            unit = w.items[k].token.unit
            if unit and w.any_of(k - 1, "definite") and not w.any_of(k + 1, "more", "dimension"):
                return w.any_of(k - 1, "pronoun")
            if (
                not unit
                and w.any_of(k - 1, "definite")
                and not w.any_of(k + 1, "more", "dimension")
            ):
                return w.any_of(k - 1, "pronoun")
            counts = w.any_of(k + 1, "kind") and not w.any_of(k + 1, "property")
            return bool(unit) or not counts or before == "thing"
        if not (w.is_colour(k) or w.any_of(k, *_VALUES)):
            return False
        if before == "value":
            return True
        if w.any_of(k - 1, "definite") and not w.is_colour(k) and not w.any_of(k, "more"):
            return False
        names = w.any_of(k + 1, "kind") and not w.any_of(k + 1, "property")
        return not (names or (w.is_unknown(k + 1) and before in ("stop", "verb")))


_KINDS: Final[tuple[tuple[Kind, tuple[str, ...]], ...]] = (
    ("vital", ("number", "ordinal", "superlative", "quantifier", "rest")),
    ("where", _WHERE),
    ("link", _LINKS),
    ("filler", _FILLERS),
)


def _only_names(part: Part) -> bool:
    changed = part.has("value", "property", "text", "verb", "where", "vital")
    return bool(part.of("thing")) and not changed


def _heads(part: Part) -> tuple[Piece, ...]:
    """What a clause before a colon names, up to what is said of it: "Deniz is back:"."""
    found: list[Piece] = []
    for piece in part.pieces:
        if found and piece.kind in ("filler", "other"):
            break
        if piece.kind == "thing":
            found.append(piece)
    return tuple(found)


def _begins(w: Words, now: Part, piece: Piece) -> bool:
    """Whether another clause begins with a piece."""
    if piece.kind == "verb":
        return now.has("verb", "value", "thing", "text")
    if piece.kind != "thing" or not now.pieces:
        return False
    last = now.pieces[-1].kind
    if last == "joint":
        inherits = not now.has("verb") and now.has("value")
        return now.has("value", "property", "text") and bool(now.of("thing") or inherits)
    if not now.of("thing"):
        return False
    told = w.any_of(piece.first, "det", "quantifier") or last == "text"
    return told and last in ("value", "text") and not now.has("where")
