"""Each word's one role: from what was taken of it, the descriptions read, and the plan that came of it.

    X-2  every character of a command but white space has one role

May import: decompose, plan.steps, select.selectors, diagnostics.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from msgspec import structs

from redraft.decompose import Heard, Reading
from redraft.decompose.listening import Word as HeardWord
from redraft.decompose.references import parts_of
from redraft.explaining.told import Respelled, Role, Span, Word
from redraft.plan.effects import others_of
from redraft.plan.steps import (
    Align,
    Arrange,
    Distribute,
    Place,
    Reorder,
    Scale,
    ScaleToken,
    Shift,
    Step,
    Tint,
    TintToken,
    target_of,
)
from redraft.select.selectors import Named, Reference, Selector

#: the role of a word that something is asked with, by the category that was taken of it
_ASKED: Final[dict[str, Role]] = {
    **dict.fromkeys(("property", "unknown-property", "inner-text", "token-noun"), "property"),
    **dict.fromkeys(("dimension", "see-through", "part", "whole-look"), "property"),
    **dict.fromkeys(("keyword", "token", "colour-word", "shade", "shade-word"), "value"),
    **dict.fromkeys(("shade-meant", "font-name", "none", "normal", "no", "unit"), "value"),
    **dict.fromkeys(("number", "number-tail", "number-scale", "number-point"), "value"),
    **dict.fromkeys(("number-share", "percent", "gradient-direction", "look"), "value"),
    **dict.fromkeys(("look-suffix", "like", "same", "alike"), "value"),
    **dict.fromkeys(("more", "degree", "factor", "factor-verb", "size-word"), "amount"),
    **dict.fromkeys(("too", "less", "plus", "turn", "same-amount"), "amount"),
    **dict.fromkeys(("relation", "direction", "edge", "edge-noun", "layer"), "place"),
    **dict.fromkeys(("evenly", "inside", "between", "upon", "everywhere"), "place"),
    **dict.fromkeys(("pronoun", "possessive", "ordinal", "superlative", "rest"), "target"),
    **dict.fromkeys(("quantifier", "other", "except", "all-but", "kind", "any"), "target"),
    **dict.fromkeys(("if", "otherwise"), "condition"),
    **dict.fromkeys(("name", "everything", "screen", "itself", "every-other"), "target"),
}
#: categories of words that join others, and of those that are said around what is asked
_JOINTS: Final = frozenset(
    {"and", "or", "but", "then", "to", "of", "in", "by", "from", "with", "is", "should", "that"}
    | {"comma", "than", "det", "respectively", "as-well", "auxiliary", "infinitive", "correction"}
    | {"becoming", "arrow", "put", "via", "have", "there", "says", "only", "instead", "range"}
    | {"possessive-mark"}
)
#: categories of words that stand for what was named before: "its"
POINTING: Final = frozenset({"possessive", "pronoun"})
_REMARKS: Final = frozenset({"reason", "grounds", "states", "situation", "wanting", "praise"})
_RELATIVE: Final = (Scale, Shift, Tint, ScaleToken, TintToken)
_PLACES: Final = (Place, Arrange, Align, Distribute, Reorder)
#: the fields of a step that a word of a role may have filled, in the order in which they are looked for
_FIELDS: Final[dict[Role, tuple[str, ...]]] = {
    "property": ("property", "properties", "name"),
    "value": ("value", "put", "text", "find", "component", "gap", "case", "name", "type"),
    "amount": ("factor", "by", "lightness", "value", "count"),
    "place": ("side", "lines", "axis", "to", "property"),
    "verb": (),
}
#: what a target's words may be in a step
_DESCRIBED: Final = ("target", "anchor", "to", "source", "first", "second")
_NOT_READ: Final = "clause.not-understood"
_NOT_DONE: Final = frozenset({"clause.vague", "clause.unsupported"})
_NO_EDIT: Final = "clause.not-an-edit"


class Asked(NamedTuple):
    """A step with its number and that of its clause, from 1."""

    number: int
    clause: int
    span: Span
    step: Step


class Said(NamedTuple):
    """Where a description stands, the steps that it is in, and the field that it fills there."""

    span: Span
    steps: tuple[int, ...]
    field: str


def asked_in(reading: Reading) -> list[Asked]:
    """All steps of a reading, numbered as the results number them."""
    every = [
        (k, clause.span, step)
        for k, clause in enumerate(reading.plan.clauses, 1)
        for step in clause.steps
    ]
    return [Asked(n, k, span, step) for n, (k, span, step) in enumerate(every, 1)]


def words_of(
    heard: Heard, reading: Reading, respelled: Sequence[Respelled] = ()
) -> tuple[Word, ...]:
    """The words of a command with their roles; what stands between them belongs to one too.

    ``reading`` is what is run: that which was heard, or a follow-up of the command before.
    """
    text = heard.reading.text
    asked = asked_in(reading)
    said = described(heard, asked)
    given = _Roles(heard, reading, asked, said)
    read_as = {one.span: one.read_as for one in respelled}
    told: list[Word] = []
    at = 0
    for word in heard.words:
        told += _between(text, at, word.span[0])
        if word.span[1] > max(at, word.span[0]):
            start = max(at, word.span[0])
            span = (start, word.span[1])
            role, steps, field = given.of(word, span)
            told.append(Word(span, text[slice(*span)], role, steps, field, read_as.get(word.span)))
        at = max(at, word.span[1])
    told += _between(text, at, len(text))
    if not heard.words:  # refused before its words were looked at
        return tuple(structs.replace(word, role="unread") for word in _joined(text, told))
    articles = {word.span for word in heard.words if "det" in word.means}
    return tuple(_joined(text, _with_articles(told, articles)))


def described(heard: Heard, asked: Sequence[Asked]) -> list[Said]:
    """Where the descriptions of the steps stand: those read there that are a part of one."""
    where: dict[Span, dict[int, str]] = {}
    parts: dict[Selector, dict[int, str]] = {}
    for one in asked:
        for name, selector in _descriptions(one.step):
            for part in parts_of(selector):
                parts.setdefault(part, {}).setdefault(one.number, name)
                span = getattr(part, "span", None)
                if isinstance(part, (Named, Reference)) and span is not None:
                    where.setdefault(span, {}).setdefault(one.number, name)
    for span, selector in heard.descriptions:
        for number, name in parts.get(selector, {}).items():
            if _is_near(span, selector):
                where.setdefault(span, {}).setdefault(number, name)
    return [
        Said(span, tuple(sorted(steps)), next(iter(steps.values())))
        for span, steps in sorted(where.items())
    ]


def _is_near(span: Span, selector: Selector) -> bool:
    """Whether a description that was read at a place has its own words there, if it has any."""
    own = [s for p in parts_of(selector) if (s := getattr(p, "span", None)) is not None]
    return not own or any(span[0] <= s[0] and s[1] <= span[1] for s in own)


def _descriptions(step: Step) -> Iterator[tuple[str, Selector]]:
    target = target_of(step)
    if target is not None:
        yield "target", target
    for other in others_of(step):
        names = [n for n in _DESCRIBED if getattr(step, n, None) is other]
        yield (names[0] if names else "value"), other


class _Roles:
    """What is known of a command, asked word by word."""

    def __init__(
        self, heard: Heard, reading: Reading, asked: Sequence[Asked], said: Sequence[Said]
    ) -> None:
        self._asked = asked
        self._said = said
        self._clauses = [(k, clause.span) for k, clause in enumerate(reading.plan.clauses, 1)]
        self._locks = [lock.span for lock in reading.plan.locks if lock.span is not None]
        self._conditions = [
            (one.number, condition.span)
            for one in asked
            for condition in one.step.when
            if condition.span is not None and condition.span not in self._locks
        ]
        follows = heard.reading.follows
        self._follows = None if follows is None or reading is heard.reading else follows.span
        told = [(d.span, d.code, d.severity) for d in reading.diagnostics if d.span is not None]
        self._unread = [s for s, code, how in told if code == _NOT_READ and how == "error"]
        self._refused = [s for s, code, how in told if code in _NOT_DONE and how == "error"]
        self._remarks = [s for s, code, _ in told if code == _NO_EDIT]
        self._verbs = sorted(word.span for word in heard.words if word.verb)

    def of(self, word: HeardWord, span: Span) -> tuple[Role, tuple[int, ...], str | None]:
        """The role of a word, the steps that it asks for, and the field that it fills."""
        if _inside(span, self._unread):
            return "unread", (), None
        if _inside(span, self._refused):
            return "refused", (), None
        if _inside(span, self._remarks):
            return "remark", (), None
        if self._follows is not None and _inside(span, [self._follows]):
            followed = [one.number for one in self._asked if _inside(self._follows, [one.span])]
            return "follow-up", tuple(followed), None
        if _inside(span, self._locks):
            return "lock", (), None
        conditional = [n for n, where in self._conditions if _inside(span, [where])]
        if conditional:
            return "condition", tuple(conditional), "when"
        mine = [one for one in self._asked if _inside(span, [one.span])]
        if word.verb:
            return "verb", self._asked_by(span, mine), "do"
        if mine and (said := self._description(span, mine)) is not None:
            return "target", said.steps, said.field
        if not mine:
            said = self._description(span, ())
            if said is not None:
                return "target", said.steps, said.field
            return _around(word), (), None
        return self._of_clause(word, span, mine)

    def _asked_by(self, verb: Span, mine: Sequence[Asked]) -> tuple[int, ...]:
        """The steps that a verb asks for: those said after it and before the next one."""
        own = [v for v in self._verbs if mine and _inside(v, [mine[0].span])]
        if len(own) < 2:
            return tuple(one.number for one in mine)
        after = next((v[0] for v in own if v[0] > verb[0]), mine[0].span[1])
        first = 0 if verb == own[0] else verb[0]
        return tuple(one.number for one in mine if first <= self._place(one) < after)

    def _place(self, one: Asked) -> int:
        """Where a step is said: its own words, else those that name its target."""
        if one.step.span is not None and one.step.span != one.span:
            return one.step.span[0]
        named = [s.span[0] for s in self._said if one.number in s.steps and s.field == "target"]
        inside = [at for at in named if one.span[0] <= at < one.span[1]]
        return min(inside, default=one.span[0])

    def _description(self, span: Span, mine: Sequence[Asked]) -> Said | None:
        around = [said for said in self._said if _inside(span, [said.span])]
        numbers = {one.number for one in mine}
        own = [said for said in around if not numbers or numbers & set(said.steps)]
        if not own:
            return None
        return min(own, key=lambda said: said.span[1] - said.span[0])

    def _of_clause(
        self, word: HeardWord, span: Span, mine: Sequence[Asked]
    ) -> tuple[Role, tuple[int, ...], str | None]:
        covering = [o for o in mine if o.step.span is not None and _inside(span, [o.step.span])]
        narrow = [one for one in covering if one.step.span != one.span]
        asks = narrow or covering or list(mine)
        role = _asked_with(word, within=bool(narrow or covering))
        if role in ("joint", "filler"):
            return role, (), None
        if role == "value" and all(isinstance(one.step, _RELATIVE) for one in asks):
            role = "amount"
        if role == "amount" and not any(_filled("amount", o.step) for o in asks):
            role = "value"
        if role in ("value", "amount") and all(isinstance(one.step, _PLACES) for one in asks):
            role = "value" if word.kind == "number" else "place"
        kept = [one for one in asks if _filled(role, one.step)] or asks
        kept = _those_meant(word, kept, span) if role == "property" or not covering else kept
        if role in ("value", "amount", "place"):
            least = min(_length(one) for one in kept)
            kept = [one for one in kept if _length(one) == least]
        fields = dict.fromkeys(_filled(role, one.step) for one in kept)
        return role, tuple(one.number for one in kept), next(iter(fields), None) or None


def _length(one: Asked) -> int:
    """How many characters ask for a step: of a border's words the last asks for its colour."""
    start, stop = one.step.span or one.span
    return stop - start


def _those_meant(word: HeardWord, asks: list[Asked], span: Span) -> list[Asked]:
    """Of several steps those whose property a word means, else those whose own words are nearest."""
    meant = dict(word.taken).get("property", "")
    named = [o for o in asks if meant and _names(getattr(o.step, "property", ""), meant)]
    if named or len(asks) < 2:
        return named or asks
    far = {one.number: _distance(span, one.step.span or one.span) for one in asks}
    return [one for one in asks if far[one.number] == min(far.values())]


def _names(property_name: str, meant: str) -> bool:
    """Whether a property is the one that was said, or a side of it: border, border width."""
    return property_name == meant or property_name.startswith(f"{meant} ")


def _distance(span: Span, other: Span) -> int:
    return max(other[0] - span[1], span[0] - other[1], 0)


def _asked_with(word: HeardWord, *, within: bool) -> Role:
    """The role of a word in a clause by what was taken of it last, else by what it is."""
    if not POINTING.isdisjoint(word.means):
        return "target"
    for category, _ in word.taken:
        if category in _ASKED:
            return _ASKED[category]
    if word.kind in ("quote", "number", "colour"):
        return "value"
    means = set(word.means)
    if not means.isdisjoint(_JOINTS) or word.kind == "mark":
        return "joint"
    for category in word.means:
        if category in _ASKED:
            return _ASKED[category]
    if word.kind == "word" and not means and within:
        return "value"
    return _around(word)


def _around(word: HeardWord) -> Role:
    """The role of a word that asks for nothing."""
    means = set(word.means)
    if word.kind in ("mark", "other") or not means.isdisjoint({"and", "then", "but"}):
        return "joint"
    return "remark" if not means.isdisjoint(_REMARKS) else "filler"


def _filled(role: Role, step: Step) -> str:
    """The field of a step that a word of this role may have filled; empty where it has none."""
    for name in _FIELDS.get(role, ()):
        if getattr(step, name, None) is not None:
            return name
    return "target" if role == "target" else ""


def _inside(span: Span, spans: Iterable[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in spans)


def _between(text: str, start: int, stop: int) -> list[Word]:
    """What no word covers: marks join, pictures are said around it."""
    told: list[Word] = []
    at = start
    while at < stop:
        if text[at].isspace():
            at += 1
            continue
        end = at
        while end < stop and not text[end].isspace():
            end += 1
        said = text[at:end]
        plain = not any(c.isalnum() for c in said) and said.isascii()
        told.append(Word((at, end), said, "joint" if plain else "filler"))
        at = end
    return told


def _with_articles(told: list[Word], articles: Collection[Span]) -> list[Word]:
    """An article belongs to the description that it begins, "its" to what it is said of."""
    for k in range(len(told) - 2, -1, -1):
        word, after = told[k], told[k + 1]
        if word.span in articles and word.role == "target" and after.role == "property":
            told[k] = structs.replace(word, steps=after.steps, field="target")
        if word.span in articles and word.role == "joint" and after.role == "target":
            told[k] = structs.replace(word, role="target", steps=after.steps, field=after.field)
    return told


def _joined(text: str, told: list[Word]) -> Iterator[Word]:
    """Neighbours of one role and use as one."""
    last: Word | None = None
    for word in told:
        if last is not None and _goes_on(text, last, word):
            span = (last.span[0], word.span[1])
            last = Word(span, text[span[0] : span[1]], last.role, last.steps, last.field)
            continue
        if last is not None:
            yield last
        last = word
    if last is not None:
        yield last


def _goes_on(text: str, last: Word, word: Word) -> bool:
    if last.corrected_to or word.corrected_to or "\n" in text[last.span[1] : word.span[0]]:
        return False
    return (last.role, last.steps, last.field) == (word.role, word.steps, word.field)
