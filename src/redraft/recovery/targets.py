"""Descriptions that fit several components, or none: the same command with a name that fits one.

May import: decompose, plan, select, document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import Final

from msgspec import structs

from redraft.decompose import read_loosely, read_phrase
from redraft.diagnostics import RedraftError
from redraft.document.properties import token_keys
from redraft.plan.effects import others_of
from redraft.plan.steps import (
    ReplaceText,
    ScaleToken,
    Set,
    SetToken,
    TintToken,
    TokenValue,
    target_of,
)
from redraft.recovery.loosely import last_named
from redraft.recovery.names import TEXT_MAX, definite, kind_of, names, prominent
from redraft.recovery.near import near_words
from redraft.recovery.phrases import keys, say
from redraft.recovery.plainer import trimmed
from redraft.recovery.problem import Ideas, Problem, any_of, either
from redraft.recovery.several import are_meant, called, choices, how_many
from redraft.recovery.values import fitting, values
from redraft.recovery.wording import Span, Wording
from redraft.select.found import CANDIDATES_MAX
from redraft.select.index import index_of
from redraft.select.likely import pointed_at, weigh
from redraft.select.resolve import resolve
from redraft.select.selectors import (
    Both,
    Either,
    Except,
    Look,
    Named,
    Pick,
    Related,
    Selector,
    Union,
    Where,
)
from redraft.select.spelling import nearest
from redraft.select.words import forms, plural, singular, split

#: a word that so many components hold describes none of them
_COMMON: Final = 24
_LOOKED_AT: Final = 200
_WORDS_MAX: Final = 8
#: so many characters before a failure may tell what "it" is
_NAMED_MAX: Final = 160
#: candidates before the command without the clause is offered
_FIRST_MAX: Final = 2
#: so few are all told before that
_FEW: Final = 3
_VALUES_MAX: Final = 3
#: sets of several that are offered
_TOGETHER_MAX: Final = 3
#: longer descriptions are not weighed
_PHRASE_MAX: Final = 100
#: earlier clauses that are looked at
_CLAUSES_MAX: Final = 4
#: what stands before the words of a description and says how many
_COUNTS: Final = ("det", "quantifier", "number", "addressee")
_TOKENS = (SetToken, ScaleToken, TintToken)
#: what stands before a head and chooses among several
_CHOOSING: Final = ("ordinal", "superlative", "rest", "every-other", "edge", "look", "quantifier")


def ambiguous(problem: Problem) -> Ideas:
    """All of the candidates where several are spoken of; each by a name of its own; then all."""
    document, wording = problem.document, problem.wording
    yield from _part_or_all(problem)
    span, candidates = problem.span, list(problem.diagnostic.components)
    if not candidates:
        span, candidates = _several(problem)
    found = [i for one in candidates if (i := document.find(one)) is not None]
    if not found:
        return
    order = _likeliest_first(problem, span, found)
    yield from _the_same(problem, span)
    several = are_meant(wording, problem.clause, span)
    together = chain.from_iterable(
        _together(problem, span, some) for some in choices(how_many(wording, span), order)
    )
    ideas = [any_of(_named(problem, span, i)) for i in order]
    everyone = either(*_all_so_called(problem, span, found))
    if several:
        yield from islice(together, _TOGETHER_MAX)
        yield everyone
    first = _FEW if len(ideas) == _FEW else _FIRST_MAX
    yield from ideas[:first]
    if not several:
        yield everyone
        yield from _unplaced(problem, span)
    yield from ideas[first:]


def _likeliest_first(problem: Problem, span: Span, found: Sequence[int]) -> list[int]:
    """What was spoken of before, then what the whole description comes nearest to, as it was found."""
    spoken = spoken_before(problem)
    weights = weigh(
        problem.document, read_loosely(problem.wording.quote(problem.wording.phrase(span)))
    )
    return sorted(found, key=lambda i: (i not in spoken, -weights.get(i, 0.0)))


def _the_same(problem: Problem, span: Span) -> Ideas:
    """ "… and center the text": of what was just spoken of, where the words name no other."""
    wording = problem.wording
    whole = wording.places(wording.phrase(span))
    if all(wording.words.any_of(k, "det", "kind") for k in whole):
        for i in spoken_before(problem)[:1]:
            yield any_of(_named(problem, span, i))


def _together(problem: Problem, span: Span, some: Sequence[int]) -> Ideas:
    """The command with what several are called in the place of their description."""
    wording = problem.wording
    begins = _with_count(problem, span)[0]
    for said in called(problem.document, some):
        yield either(
            *(wording.put((min(begins, low), high), said) for low, high in _wholes(wording, span))
        )


def _all_so_called(problem: Problem, span: Span, found: Sequence[int]) -> Iterator[str]:
    """The same words in the plural: all that they fit; else all of the kind."""
    document, wording = problem.document, problem.wording
    whole = wording.phrase(span)
    named = next((k for k in wording.places(whole) if not wording.words.any_of(k, *_COUNTS)), None)
    start = span[0] if named is None else min(span[0], wording.at(named)[0])
    one = wording.quote((start, span[1]))
    everyone = [say("name", "all", kinds=one if singular(one) != one else plural(one))]
    kinds = {kind_of(document, i) for i in found}
    if len(kinds) == 1:
        everyone.append(say("name", "all", kinds=plural(kinds.pop())))
    counted = (min(whole[0], _with_count(problem, span)[0]), span[1])
    return (wording.put(where, new) for new in everyone for where in (counted, whole))


def _unplaced(problem: Problem, span: Span) -> Ideas:
    """ "“Sales” in the table": without the place, where something else is named before it."""
    wording = problem.wording
    w = wording.words
    places = wording.places(_with_count(problem, span))
    if places and places[0] > 1 and w.any_of(places[0] - 1, "in", "relation", "of"):
        yield either(wording.without(w.span(places[0] - 1, places[-1] + 1)))


def _part_or_all(problem: Problem) -> Ideas:
    """ "Milk should say Tofu", where more than milk is said: the word alone, or all of the text."""
    i = problem.document.find(problem.diagnostic.component or "")
    for _, step in problem.steps:
        if i is not None and isinstance(step, ReplaceText) and step.whole == "only":
            yield from _swapped(problem, step.find, [f"“{step.find}”"])
            named = [definite(name) for name in names(problem.document, i)]
            yield from _swapped(problem, step.find, named)


def not_found(problem: Problem) -> Ideas:
    """The nearest that there is: by its words, by its kind, else what stands out."""
    wording = problem.wording
    yield from _other_tokens(problem)
    yield from _other_texts(problem)
    span = problem.span
    referring = next(wording.having(span, "pronoun", "possessive", "rest"), None)
    if referring is not None or not wording.quote(span).strip():
        yield from _meant(problem, span)
        return
    yield from _less_choosy(problem, span)
    if _owned(problem, span):
        yield from _other_properties(problem, span)
        return
    yield from _known_part(problem, span)
    likely = _pointed_at(problem, span)
    for i in likely[:1]:
        yield any_of(_named(problem, span, i))
    if not _is_object(problem, span):
        yield from islice(trimmed(problem), 1)
    for k, i in enumerate(i for i in _nearest(problem) if i not in likely):
        if k == _FIRST_MAX and problem.clause != (0, len(wording.text)):
            yield either(wording.without(problem.clause))
        yield any_of(_named(problem, span, i))


def _known_part(problem: Problem, span: Span) -> Ideas:
    """ "Dish names", where nothing says dish: the names. All that is said so where several are meant."""
    wording, document = problem.wording, problem.document
    w = wording.words
    index = index_of(document)
    places = wording.places(span)
    known = [k for k in places if index.having(document, forms(w.said(k))) or w.any_of(k, "kind")]
    if known and len(known) < len(places) and known[-1] == places[-1]:
        put = wording.put(span, " ".join(wording.quote(wording.at(k)) for k in known))
        yield either(put)
    if not known or not are_meant(wording, problem.clause, span):
        return
    holding = frozenset.intersection(
        *(frozenset(index.having(document, forms(w.said(k)))) for k in known)
    )
    if 1 < len(holding) <= _COMMON:
        yield from _together(problem, span, sorted(holding))


def _is_object(problem: Problem, span: Span) -> bool:
    """Whether a description is what a verb acts on: without it the verb would act on something else."""
    w = problem.wording.words
    places = problem.wording.places(_with_count(problem, span))
    return bool(places) and w.any_of(places[0] - 1, "verb")


def _pointed_at(problem: Problem, span: Span) -> tuple[int, ...]:
    """What somebody who pointed with these words would mean."""
    wording = problem.wording
    said = wording.quote(_wholes(wording, span)[0])
    if len(said) > _PHRASE_MAX:
        return ()
    return pointed_at(problem.document, read_phrase(said), read_loosely(said)).indices


def _named(problem: Problem, span: Span, i: int) -> Iterator[str]:
    """The command with a component's names in place of a description, or of its head."""
    wording = problem.wording
    quoted = any(wording.words.kind(k) == "quote" for k in wording.places(span))
    wholes = _wholes(wording, span)
    choosy = any(True for _ in wording.having((wholes[0][0], span[0]), *_CHOOSING))
    before = wording.places((wholes[0][0], span[0])) if wholes[0][0] < span[0] else range(0)
    more = any(not wording.words.any_of(k, "det") for k in before)
    placed = wholes[0][1] > span[1] or more
    for said in names(problem.document, i, text_first=quoted):
        if not choosy and not placed:
            yield wording.put(span, said)
        yield from (wording.put(whole, definite(said)) for whole in wholes)


def _wholes(wording: Wording, span: Span) -> list[Span]:
    """The whole description around its head: up to a joint or a text in quotes, then all of it."""
    w = wording.words
    whole = wording.phrase(span)
    places = wording.places(span)
    after = [k for k in wording.places(whole) if places and k > places[-1]]
    numbered = places and w.kind(places[-1] + 1) == "number" and w.items[places[-1] + 1].end
    if not after and numbered and not w.items[places[-1] + 1].token.unit:
        return [(whole[0], int(numbered))]
    ends = next((k for k in after if w.is_separator(k) or w.kind(k) == "quote"), None)
    cut = whole if ends is None else (whole[0], w.items[ends - 1].end)
    return list(dict.fromkeys((cut, whole)))


def _with_count(problem: Problem, span: Span) -> Span:
    """The span with the determiner, the number and "both" that stand before it."""
    wording = problem.wording
    w = wording.words
    places = wording.places(span)
    if not places:
        return span
    first = places[0]
    while first and (
        w.any_of(first - 1, *_COUNTS)
        or (w.kind(first - 1) == "number" and not w.items[first - 1].token.unit)
        or (w.any_of(first - 1, "of") and w.any_of(first - 2, "quantifier", "number"))
    ):
        first -= 1
    return (wording.at(first)[0], span[1])


def spoken_before(problem: Problem) -> tuple[int, ...]:
    """What was named before the failure, the nearest clause first."""
    document = problem.document
    found: dict[int, None] = {}
    before = [c for c in problem.reading.plan.clauses if c.span[0] < problem.span[0]]
    for clause in reversed(before[-_CLAUSES_MAX:]):
        for step in reversed(clause.steps[:_WORDS_MAX]):
            for selector in (target_of(step), *others_of(step)):
                head = None if selector is None else span_of(selector)
                if selector is None or head is None or head[0] >= problem.span[0]:
                    continue
                try:
                    found.update(dict.fromkeys(resolve(document, selector)))
                except RedraftError:
                    continue
    return tuple(found)


def named_before(problem: Problem) -> tuple[int, ...]:
    """What the words before the failure name, the last of it first, whether or not they were read."""
    text, low = problem.wording.text, problem.span[0]
    return last_named(problem.document, text[max(0, low - _NAMED_MAX) : low])


def _several(problem: Problem) -> tuple[Span, list[str]]:
    """Which description of a step fits several, where the failure does not tell."""
    document = problem.document
    for _, step in problem.steps[:_WORDS_MAX]:
        for selector in (*others_of(step), target_of(step)):
            span = None if selector is None else span_of(selector)
            if selector is None or span is None:
                continue
            try:
                found = resolve(document, selector)
            except RedraftError:
                continue
            if len(found) > 1:
                ids = document.outline.ids
                return span, [ids[i] for i in found[:CANDIDATES_MAX]]
    return problem.span, []


def span_of(selector: Selector) -> Span | None:
    """Where the head of a description stands in the command."""
    match selector:
        case Named():
            return selector.span
        case Look(base) | Where(base) | Pick(base) | Except(base) | Related(base):
            return span_of(base)
        case Both(first) | Union((first, *_)) | Either((first, *_)):
            return span_of(first)
        case _:
            return None


# -- nothing fits ----------------------------------------------------------------


def _nearest(problem: Problem) -> list[int]:
    """Components by how near their words, then their kind, come to what was said."""
    document = problem.document
    said = problem.wording.quote(problem.span)
    ids = [*problem.diagnostic.components, *nearest(document, said)]
    found = dict.fromkeys(i for name in ids if (i := document.find(name)) is not None)
    index = index_of(document)
    for word in (*split(said)[:_WORDS_MAX], *near_words(split(said), index.words(document))):
        holding = index.having(document, (word,))
        if 0 < len(holding) <= _COMMON:
            found.update(dict.fromkeys(sorted(holding)))
    return list(found)[: 2 * CANDIDATES_MAX]


def _less_choosy(problem: Problem, span: Span) -> Ideas:
    """ "The fifth card" of three: the last; "the red buttons" where none is: the buttons."""
    wording = problem.wording
    whole = wording.phrase(span)
    if whole == span:
        return
    for k in wording.having((whole[0], span[0]), "ordinal"):
        yield either(wording.put(wording.at(k), say("ordinal", "-1")))
    places = wording.places(whole)
    extra = [
        k for k in places if wording.at(k)[1] <= span[0] and not wording.words.any_of(k, "det")
    ]
    if extra or whole[1] > span[1]:
        yield either(wording.put(whole, definite(wording.quote(span))))


def _owned(problem: Problem, span: Span) -> bool:
    """Whether an unknown word is spoken of as a property: "the flavor of the title"."""
    w = problem.wording.words
    places = problem.wording.places(span)
    return bool(places) and w.is_unknown(places[-1]) and w.any_of(places[-1] + 1, "of")


def _other_properties(problem: Problem, span: Span) -> Ideas:
    for name in fitting(problem, (span[1], problem.clause[1])) or keys("settable"):
        yield either(problem.wording.put(span, say("property", name)))


def _meant(problem: Problem, span: Span) -> Ideas:
    """What "it" might be."""
    document, wording = problem.document, problem.wording
    owner = any(True for _ in wording.having(span, "possessive")) and not any(
        True for _ in wording.having(span, "pronoun")
    )
    before = dict.fromkeys((*spoken_before(problem), *named_before(problem)))
    for i in before or prominent(document):
        said = (definite(name) for name in names(document, i))
        whose = (say("name", "owner", name=name) if owner else name for name in said)
        yield any_of(wording.put(span, name) for name in whose)


def _other_tokens(problem: Problem) -> Ideas:
    """The tokens with the nearest names."""
    known = token_keys(problem.document)
    for _, step in problem.steps:
        value = getattr(step, "value", None)
        said = [step.name] if isinstance(step, _TOKENS) else []
        said += [value.name] if isinstance(value, TokenValue) else []
        for name in said:
            if name in known:
                continue
            if isinstance(step, Set):
                yield from _swapped(problem, name, near_words((name,), list(known)))
                yield from islice(_other_values(problem, name), _VALUES_MAX)
            yield from _swapped(problem, name, near_words((name,), list(known)))


def _other_values(problem: Problem, said: str) -> Ideas:
    """Values for the property, in the place of a name that is no token."""
    low, high = problem.clause
    at = problem.wording.text.lower().find(said.lower(), low, high)
    if at >= 0:
        told = structs.replace(problem.diagnostic, span=(at, at + len(said)))
        yield from values(problem._replace(diagnostic=told))


def _other_texts(problem: Problem) -> Ideas:
    """ "Replace “Shop”": what the texts say that comes nearest, else what there is to read."""
    document = problem.document
    for _, step in problem.steps:
        if not isinstance(step, ReplaceText):
            continue
        near = [document[name].text or "" for name in nearest(document, step.find)]
        shown = (document.at(i).text or "" for i in range(min(len(document), _LOOKED_AT)))
        short = (text for text in (*near, *shown) if 0 < len(text) <= TEXT_MAX)
        yield from _swapped(problem, step.find, list(dict.fromkeys(short)))


def _near_first(word: str, known: Sequence[str]) -> list[str]:
    near = near_words((word,), known)
    return [*near, *(k for k in known if k not in near)]


def _swapped(problem: Problem, said: str, instead: Sequence[str]) -> Ideas:
    """The command with other words where these stand in the clause."""
    low, high = problem.clause
    found = re.compile(re.escape(said), re.IGNORECASE).search(problem.wording.text, low, high)
    if found is not None:
        for new in instead[:CANDIDATES_MAX]:
            yield either(problem.wording.put(found.span(), new))
