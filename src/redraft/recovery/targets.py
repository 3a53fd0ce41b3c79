"""Descriptions that fit several components, or none: the same command with a name that fits one.

May import: decompose, plan, select, document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from msgspec import structs

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
from redraft.recovery.names import TEXT_MAX, definite, kind_of, names, prominent
from redraft.recovery.near import near_words
from redraft.recovery.phrases import keys, say
from redraft.recovery.problem import SUGGESTIONS_MAX, Ideas, Problem, any_of, either
from redraft.recovery.values import fitting, values
from redraft.recovery.wording import Span
from redraft.select.found import CANDIDATES_MAX
from redraft.select.index import index_of
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
from redraft.select.words import plural, split

#: a word that so many components hold describes none of them
_COMMON: Final = 24
_LOOKED_AT: Final = 200
_WORDS_MAX: Final = 8
#: candidates before the command without the clause is offered
_FIRST_MAX: Final = 2
_VALUES_MAX: Final = 3
_TOKENS = (SetToken, ScaleToken, TintToken)
#: what stands before a head and chooses among several
_CHOOSING: Final = ("ordinal", "superlative", "rest", "every-other", "edge", "look", "quantifier")


def ambiguous(problem: Problem) -> Ideas:
    """The candidates, each by a name of its own; then all of them."""
    document, wording = problem.document, problem.wording
    candidates = list(problem.diagnostic.components)
    span = problem.span
    yield from _part_or_all(problem)
    if not candidates:
        span, candidates = _several(problem)
    ideas = [
        any_of(_named(problem, span, i))
        for name in candidates
        if (i := document.find(name)) is not None
    ]
    yield from ideas[: SUGGESTIONS_MAX - 1]
    phrase = wording.phrase(span)
    kinds = {kind_of(document, i) for c in candidates if (i := document.find(c)) is not None}
    everyone = [say("name", "all", kinds=plural(wording.quote(span).lower()))]
    if len(kinds) == 1:
        everyone.append(say("name", "all", kinds=plural(kinds.pop())))
    article = _with_article(problem, span)
    yield either(*(wording.put(where, new) for new in everyone for where in (article, phrase)))
    yield from ideas[SUGGESTIONS_MAX - 1 :]


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
    for k, i in enumerate(_nearest(problem)):
        if k == _FIRST_MAX and problem.clause != (0, len(wording.text)):
            yield either(wording.without(problem.clause))
        yield any_of(_named(problem, span, i))


def _named(problem: Problem, span: Span, i: int) -> Iterator[str]:
    """The command with a component's names in place of a description, or of its head."""
    wording = problem.wording
    quoted = any(wording.words.kind(k) == "quote" for k in wording.places(span))
    whole = wording.phrase(span)
    choosy = any(True for _ in wording.having((whole[0], span[0]), *_CHOOSING))
    for said in names(problem.document, i, text_first=quoted):
        if choosy:
            yield wording.put(whole, definite(said))
        else:
            yield wording.put(span, said)
            yield wording.put(whole, definite(said))


def _with_article(problem: Problem, span: Span) -> Span:
    """The span and the determiner before it."""
    wording = problem.wording
    places = wording.places(span)
    if places and places[0] and wording.words.any_of(places[0] - 1, "det"):
        return (wording.at(places[0] - 1)[0], span[1])
    return span


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
    found.update(dict.fromkeys(prominent(document)))
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
    for i in prominent(document):
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
            yield from _swapped(problem, name, _near_first(name, list(known)))


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
