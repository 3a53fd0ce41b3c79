"""A name in words: what fits it, how well, and which misspelling it may be.

Whole before part: an id or text that is exactly the phrase beats everything. Then every
word has to be accounted for by what a component says of itself (id, name, role, text,
alternative text, placeholder), by a conventional name, or by the text in it or beside
it. Words that nothing in the document holds are a misspelling or a mistake.

May import: document, diagnostics, select.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Final, NamedTuple

from redraft.document.blueprint import Document
from redraft.document.properties import TEXT_LIKE, is_text_like
from redraft.language import current, remembered
from redraft.select.decks import cover
from redraft.select.found import (
    APPLIED,
    SAME,
    ByWords,
    Correction,
    Fit,
    Found,
    Unresolved,
    not_found,
)
from redraft.select.index import Index, descriptions, fixed_words, index_of, tail, words_of
from redraft.select.inferred import (
    UNLIKE,
    boxed,
    by_contents,
    counted_off,
    family,
    figures_of,
    holders,
    house_name,
    in_same,
    labels,
    numbered_alike,
    of_kind_holding,
    sized,
    stands_in,
    under_title,
    unlike,
)
from redraft.select.kinds import (
    ANY,
    ONLY_NEAR,
    SYNONYM,
    WORTH,
    Kind,
    called,
    has_kind,
    heads_of_rows,
    kind_of,
    names_a_kind,
    of_kind,
    of_word,
    tier_of,
    worth,
)
from redraft.select.labels import borrowers, shows_hint
from redraft.select.selectors import Either, Named
from redraft.select.sets import members
from redraft.select.spelling import nearest, readings
from redraft.select.tables import cell, line
from redraft.select.together import (
    but_for_unknown,
    headed,
    in_called,
    is_head,
    is_their_heading,
    of_genus,
    under_heading,
)
from redraft.select.words import (
    articles,
    common,
    conventions,
    forms,
    key,
    meaning_same,
    singular,
    split,
    stop,
    weak,
)

#: Scores of what is exactly the phrase.
EXACT_ID: Final = 2.0
EXACT_TEXT: Final = 1.6

#: Quality of evidence for one word.
_OWN: Final = 1.0
_OTHER_NUMBER: Final = 0.97
_SHORTENED: Final = 0.95
_CONVENTION: Final = 0.8
_SAME_MEANING: Final = 0.78
_AKIN: Final = 0.75
_RUN_TOGETHER: Final = 0.95
#: what leads somewhere, and is not what it speaks of
_LEADING: Final = frozenset({"link", "button", "cta", "tab"})
#: how sure it is that a plural after a kind is of the parts of it
_OF_PARTS: Final = 0.9
#: main kinds of what cells make
_LINES_OF_CELLS: Final = (("row",), ("column",))
#: how sure it is that what is near a kind is meant, where all of it is alike
_UNIFORM: Final = 0.85
#: the role of what is written on a slide below its title
_CONTENT: Final = "content"
#: main kinds of a text that may be that
_BODIES: Final = (("text", "paragraph"), ("text", "content"))
#: what is one fits alone
_ALONE: Final = 2
#: what it does to how sure it is that words had to be left out
_LOOSELY: Final = 0.9
#: how sure it is that words which nothing says tell nothing
_BY_LAST: Final = 0.75


#: how sure it is that the first slide is the cover
_OF_COVER: Final = 0.95

#: How sure it is of what has such a score.
_SURE: Final = ((0.95, 1.0), (0.8, 0.95), (0.65, 0.85), (float("-inf"), 0.7))

#: Letters of a word that is shortened, and of what is left of it, at least.
_LONG_MIN: Final = 6
_START_MIN: Final = 4

#: A word that so many components say is no label of anything.
_COMMON: Final = 64

#: What is found among more components than these is not kept.
_LOOKED_AT_MAX: Final = 64

#: Quality of the whole: the same words, or these among others.
_WHOLE: Final = 1.0
_PART: Final = 0.85

#: The sets of words that say a term, each with how good it is.
_Ways = tuple[tuple[tuple[str, ...], float], ...]


class Term(NamedTuple):
    """One describing word, or several that are one conventional name."""

    words: tuple[str, ...]
    weak: bool


def named(document: Document, name: Named, *, wide: bool = False, guess: bool = False) -> Found:
    """Find all that a description in words fits; ``wide`` also keeps what is only nearly of its kind.

    Raises Unresolved (target.not-found) where nothing fits.
    """
    said = phrase(name)
    exact = _exact_id(document, name)
    # "the controls" of a container that is called so are no controls of every kind
    generic = name.number == "many" and name.head in name.words and kind_of(name.head, ()).open
    if exact and (name.number == "one" or generic) and not wide:
        fits = [Fit(i, EXACT_ID) for i in exact]
        trace = (f"“{said}” is the id",)
        return Found(fits, name.number, said, name.span, 1.0, trace, by_name=True)
    if name.kinds and not name.exact and (lined := _line_only(document, name)) is not None:
        return lined
    if (whole := _whole(document, name, exact, said, wide=wide)) is not None:
        return whole
    found = _parts_called(document, name) if name.kinds else None
    if found is not None:
        return found
    found = _told(document, name, _described(document, name, wide=wide), wide=wide)
    if found is None or found.confidence < APPLIED:
        told = line(document, name) or cell(document, name)
        if told is not None:
            return told
        found = _belonging(document, name) or found
    if found is None:
        found = _respelled(document, name, wide=wide)
    if found is None and guess and not exact:
        found = _guessed(document, name)
    if found is None:
        if exact:
            found = Found([Fit(i, EXACT_ID) for i in exact])
        else:
            raise not_found(said, name.span, _nearest_ids(document, name))
    fits = list(found.fits)
    if exact:
        known = {f.i: k for k, f in enumerate(fits)}
        for i in exact:
            if i in known:
                fits[known[i]] = fits[known[i]]._replace(score=EXACT_ID)
            elif name.number in ("one", "any"):
                fits.append(Fit(i, EXACT_ID, 1))
    return found._replace(fits=fits, number=name.number, said=said, span=name.span)


def _whole(
    document: Document, name: Named, exact: list[int], said: str, *, wide: bool
) -> Found | None:
    """What is found by all of the words or not at all: the cover, a whole name, a text in quotes."""
    if not exact and (found := _of_cover(document, name)) is not None:
        return found
    if name.exact:
        return _called(document, name, exact, said)
    return None if name.quoted is None else _quoted(document, name, said, wide=wide)


def _of_cover(document: Document, name: Named) -> Found | None:
    """ "The cover slide" is the first of a deck, "the cover title" what is called so on it."""
    told = cover(document, name)
    if told is None:
        return None
    first, part = told
    if part is None:
        trace = ("the first slide",)
        return Found([Fit(first)], "one", phrase(name), name.span, _OF_COVER, trace)
    on_it = range(first + 1, document.outline.end[first])
    try:
        found = named(document, part)
    except Unresolved:
        return None
    fits = [fit for fit in found.fits if fit.i in on_it]
    return (
        found._replace(fits=fits, said=phrase(name), trace=("on the first slide",))
        if fits
        else None
    )


def _told(document: Document, name: Named, found: Found | None, *, wide: bool) -> Found | None:
    """What a name means where nothing is called so, or nothing that it can mean; else as it was found.

    Raises Unresolved where it could mean several sets.
    """
    if found is not None and name.number == "all" and not name.kinds:
        below = under_heading(document, name, found.fits)
        if below:
            return Found([Fit(i) for i in below], trace=(f"{len(below)} under the heading",))
    several = name.number in ("all", "many") and not name.kinds
    if several and not wide and (each := _each(document, name, found)):
        return each
    if found is not None and found.confidence >= APPLIED:
        if wide and (more := by_contents(document, name, wide=True, carried_only=True)):
            # "the time labels below the bar": those that no word calls so too
            known = {fit.i for fit in found.fits}
            found = found._replace(fits=[*found.fits, *(f for f in more.fits if f.i not in known)])
        heads = is_their_heading(document, name, found.fits)
        heads = heads or all(fit.tier < 2 for fit in found.fits)
        heads = heads or _heads_those(document, name, found.fits)
        if not heads and not stands_in(document, name, wide=wide):
            return found
    kind, terms = cut(document, name)
    if found is None and name.number != "one" and name.kinds and not kind.open:
        # "the stat labels" are labels, and not the figures beside them
        found = in_called(document, name, kind, [word for term in terms for word in term.words])
        found = found or _each(document, name, None)  # "the messages", of which no type tells
        if found is not None:
            return found
    found = by_contents(document, name, wide=wide) or found
    if found is None or found.confidence < APPLIED:
        found = in_same(document, name, *cut(document, name)) or found
    return found


def _parts_called(document: Document, name: Named) -> Found | None:
    """ "The column counters": what is called counter in each column, and no columns.

    "The table head": what is called head in the only table that has one.
    """
    if len(name.words) != _ALONE or name.words[-1] == name.head:
        return None
    last, one = name.words[-1], name.number == "one"
    if (singular(last) == last) is not one or not last.isalpha():
        return None
    index = index_of(document)
    ways = {singular(last), *index.kin(document, singular(last))}
    called = {i for word in ways for i in index.tails.get(singular(word), ())}
    holders = {i for i, _ in of_kind(document, kind_of(name.head, name.kinds), least=3)}
    parent = document.outline.parent
    inside = [i for i in sorted(called) if parent[i] in holders]
    if one and (len(inside) > 1 or any(last in words_of(document, i) for i in holders)):
        return None
    if len(inside) < (1 if one else _ALONE) or len({document.at(i).type for i in inside}) > 1:
        return None
    trace = (f"{len(inside)} in each {name.head}",)
    said = phrase(name)
    return Found([Fit(i) for i in inside], name.number, said, name.span, _OF_PARTS, trace)


def _line_only(document: Document, name: Named) -> Found | None:
    """ "The 9:25 row", where no component is a row: that of what says so, and not what says so."""
    lines = name.kinds[:1] in _LINES_OF_CELLS
    return line(document, name) if lines and not _has_lines(document, name) else None


def _has_lines(document: Document, name: Named) -> bool:
    return bool(of_kind(document, kind_of(name.head, name.kinds), least=3))


def _heads_those(document: Document, name: Named, fits: Sequence[Fit]) -> bool:
    """Whether all that fits "the prices" is the title “Prices” of several that are prices."""
    if name.number == "one" or name.quoted is not None or len(fits) != 1:
        return False
    if not is_head(document, fits[0].i):
        return False
    held = by_contents(document, name, wide=False)
    return held is not None and len(held.fits) > 1


def _each(document: Document, name: Named, found: Found | None) -> Found | None:
    """ "Each transaction", where nothing but their list and its heading is called so."""
    fits = [] if found is None or found.confidence < APPLIED else [fit.i for fit in found.fits]
    listed = members(document, name) if len(fits) < _ALONE else ()
    end = document.outline.end
    holds = all(
        any(i < k < end[i] for k in listed) or headed(document, i) is not None for i in fits
    )
    if not listed or not holds:
        return None
    return Found([Fit(i) for i in listed], trace=(f"{len(listed)} of the set",))


def _belonging(document: Document, name: Named) -> Found | None:
    """What is called by what it is in, or by what several alike are."""
    kind, terms = cut(document, name)
    words = [word for term in terms for word in term.words]
    told = figures_of(document, name) or house_name(document, name)
    if (told := told or of_kind_holding(document, name, kind)) is not None:
        return told
    found = in_called(document, name, kind, words) or labels(document, name, kind)
    found = found or boxed(document, name)
    found = found or of_genus(document, name, known=True)
    return found or _called_by_kind(document, name, kind, words) or _by_last(document, name)


def _called_by_kind(
    document: Document, name: Named, kind: Kind, words: Sequence[str]
) -> Found | None:
    """ "The order summary" of the only thing that is called summary, where order is what screens are about."""
    table = current().forms
    if kind.open or name.number != "one" or not table.genera.issuperset(map(singular, words)):
        return None
    so_called = index_of(document).ids.get(kind.said, [])
    if len(so_called) != 1 or not words:
        return None
    trace = (f"“{kind.said}” is the only one",)
    return Found([Fit(so_called[0])], name.number, confidence=_BY_LAST, trace=trace)


def _by_last(document: Document, name: Named) -> Found | None:
    """ "The player controls" of what is called controls and nothing more, where nothing says player.

    "The related articles" of related_one and related_two, where nothing says article.
    """
    rest = but_for_unknown(document, name)
    if rest is None:
        return None
    fits = [Fit(i) for i in _exact_id(document, rest)]
    if not fits:
        index = index_of(document)
        ways = [index.having(document, forms(word)) for word in rest.words]
        of_it = sorted(set.intersection(*ways))
        if rest.number == "one":
            dropped = rest.words[-1] not in forms(name.words[-1])
            fits = [Fit(i) for i in of_it] if len(of_it) == 1 and dropped else []
        else:
            fits = [Fit(i) for i in of_it if _is_numbered(document.at(i).id, rest.words)]
    if not fits or len({document.at(fit.i).type for fit in fits}) > 1:
        return None
    trace = (f"nothing here says more than “{' '.join(rest.words)}”",)
    return Found(fits, name.number, confidence=_BY_LAST, trace=trace)


def _is_numbered(name: str, words: Sequence[str]) -> bool:
    """Whether a name is the words and what counts: "review_2", "related_one"."""
    said = split(name)
    counted = said[len(words) :]
    alike = all(one in forms(word) for one, word in zip(said, words, strict=False))
    return alike and len(counted) == 1 and len(said) > len(words)


def _called(document: Document, name: Named, by_id: list[int], said: str) -> Found:
    """Only what is called exactly so. Raises Unresolved."""
    index = index_of(document)
    indices = by_id
    for whole in _wholes(name):
        if not indices:
            indices = (
                index.ids.get(whole)
                or index.with_text(document, whole)
                or index.said.get(whole)
                or []
            )
    if not indices and name.kinds and name.words[-1:] and name.words[-1].isdecimal():
        indices = _numbered(document, index, name)
    indices = indices or counted_off(document, name)
    if not indices:
        raise not_found(said, name.span)
    fits = [Fit(i, EXACT_ID) for i in indices]
    trace = (f"“{said}” is the name",)
    return Found(fits, name.number, said, name.span, 1.0, trace, by_name=True)


def _wholes(name: Named) -> tuple[str, str]:
    """The keys of a name as it is said and in the singular."""
    return key(" ".join(name.words)), key(" ".join(map(singular, name.words)))


def whole_names(selector: Named | Either) -> frozenset[str]:
    """The keys of all texts that can matter to a description that is found by a whole name.

    >>> sorted(whole_names(Named(("pages", "2"), exact=True)))
    ['2', 'page2', 'pages2']
    """
    names = [selector] if isinstance(selector, Named) else selector.options
    found: set[str] = set()
    for name in names:
        if isinstance(name, Named):
            found.update(_wholes(name), name.words[-1:])
    return frozenset(found)


def _numbered(document: Document, index: Index, name: Named) -> list[int]:
    """ "Page 2" where a slide has the id slide_2; "button 2": of that kind, and says but the number."""
    kind, number = kind_of(name.head, name.kinds), name.words[-1]
    types = {document.at(i).type for i, _ in of_kind(document, kind, least=3)}
    called = {i for t in sorted(types) for i in index.ids.get(key(f"{t} {number}"), ())}
    if called and len(name.words) == 2:
        return sorted(called)
    shown = index.with_text(document, number)
    return [i for i in shown if tier_of(document, i, kind) >= 3]


def phrase(name: Named) -> str:
    """The description as it would be quoted back."""
    if name.quoted is None:
        return " ".join(name.words) or name.head or "it"
    around = [w for w in name.words if w not in split(name.quoted)]
    return " ".join([name.quoted, *around])


# -- exactly -----------------------------------------------------------------------


def _exact_id(document: Document, name: Named) -> list[int]:
    """Components whose whole id is the phrase; the very spelling first."""
    if name.quoted is not None:
        i = document.find(name.quoted)
        return [] if i is None or name.words else [i]
    words = name.words
    if not words:
        return []
    for joint in ("_", "-", ""):
        i = document.find(joint.join(words))
        if i is not None:
            return [i]
    whole = key(" ".join(words))
    return index_of(document).ids.get(whole, []) if whole else []


def _quoted(document: Document, name: Named, said: str, *, wide: bool) -> Found:
    """What shows the quoted text: exactly, else without regard to case, else as a part."""
    quoted = name.quoted or ""
    kind, terms = cut(document, name)
    index = index_of(document)
    whole = key(quoted)
    showing = index.with_text(document, whole) if whole else []
    very = [i for i in showing if _plain_quotes(document.at(i).text or "") == _plain_quotes(quoted)]
    confidence = 1.0
    if very and len(very) < len(showing):
        showing = very
    if not showing and whole:
        showing = list(index.said.get(whole, [])) or list(index.ids.get(whole, []))
        confidence = 0.95
    if not showing:
        showing = _containing(document, index, quoted)
        confidence = 0.9
    corrections: tuple[Correction, ...] = ()
    if not showing:
        words = split(quoted)
        known = {w for w in words if index.count(document, (w,))}
        read = readings(index.words(document), words, known)
        if len(read) == 1:
            again = " ".join(read[0].get(w, w) for w in words)
            showing = index.with_text(document, key(again)) or _containing(document, index, again)
            corrections = (Correction(quoted, again, name.span),)
            confidence = 0.85
    if not showing:
        raise not_found(said, name.span, nearest(document, quoted), f"nothing here says “{quoted}”")
    scored = dict.fromkeys(showing, EXACT_TEXT)
    if not kind.open:
        takers = _takers(document, kind)
        for i, quality in borrowers(document, showing, takers).items():
            scored.setdefault(i, quality)
    fits = _scored(document, kind, {i: min(q, 1.0) for i, q in scored.items()})
    if terms:
        kept = _covered(document, index, kind, terms, only=frozenset(scored))
        fits = [f for f in fits if f.i in kept] or fits
    best = max(f.tier for f in fits)
    if not wide and not kind.open and best >= 2:
        fits = [f for f in fits if f.tier >= 2]
    if not kind.open and best == 1:
        confidence *= 0.9
    trace = (f"“{quoted}” is the text of {len(showing)}",)
    return Found(fits, name.number, said, name.span, confidence, trace, corrections)


def _takers(document: Document, kind: Kind) -> dict[int, int]:
    """What may take words from beside it, of a kind or near it; of fields with a hint only where fields are said."""
    near = of_kind(document, kind, least=2)
    return {i: tier for i, tier in near if tier >= 3 or not shows_hint(document, i)}


def _containing(document: Document, index: Index, quoted: str) -> list[int]:
    """Components whose text contains the words in this order; whole words before parts of words."""
    words = split(quoted)
    if not words:
        return []
    whole = "".join(words)
    holding = sorted(index.saying(document, words))
    found = [i for i in holding if whole in key(document.at(i).text or "")]
    if found or len(whole) < 3:
        return found
    return [i for i, c in enumerate(document) if c.text and whole in key(c.text)]


def _plain_quotes(text: str) -> str:
    return text.translate(_QUOTES).strip()


_QUOTES: Final = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " "})


# -- by words ----------------------------------------------------------------------


def cut(document: Document, name: Named) -> tuple[Kind, list[Term]]:
    """The kind and the describing terms of a phrase."""
    kind = kind_of(name.head, name.kinds)
    words = [w for word in name.words for w in split(word)]
    # digits that stick to a word ("joncole22") may be left out by either side
    loose = {w for word in name.words for w in split(word)[1:] if w.isdecimal()}
    if name.quoted is not None:
        inside = set(split(name.quoted))
        words = [w for w in words if w not in inside]
    head = split(name.head)
    if head:
        words = _without(words, head)
    if head and not kind.open and not has_kind(document, kind, near=bool(name.kinds)):
        # no kind of this document: then it is a word like the others ("the arrow", "the emoji")
        words = [*words, *head]
        kind = ANY
    return kind, [t._replace(weak=True) if t.words[0] in loose else t for t in cut_terms(words)]


def _without(words: list[str], head: Sequence[str]) -> list[str]:
    """The words without the last occurrence of the head."""
    size = len(head)
    for k in range(len(words) - size, -1, -1):
        if tuple(words[k : k + size]) == tuple(head):
            return words[:k] + words[k + size :]
    return words


def cut_terms(words: Sequence[str]) -> list[Term]:
    """Words one by one, those that are one conventional name together."""
    known = conventions()
    terms: list[Term] = []
    k = 0
    while k < len(words):
        for size in (4, 3, 2):
            if tuple(words[k : k + size]) in known and k + size <= len(words):
                terms.append(Term(tuple(words[k : k + size]), weak=False))
                k += size
                break
        else:
            word = words[k]
            letter = terms and len(word) == 1 and k == len(words) - 1  # "Column A"
            if word not in stop() or letter:
                terms.append(Term((word,), word in weak() or word in stop()))
            k += 1
    if not terms:
        terms = [Term((word,), weak=True) for word in words if word not in articles()]
    return terms


def _described(document: Document, name: Named, *, wide: bool) -> Found | None:
    """What the words describe, or None where nothing fits them all."""
    kind, terms = cut(document, name)
    if not terms:
        drawn = _of_chart(document, name, kind)  # "the bars" beside a chart are no tab bar
        return None if drawn else _of_kind_only(document, name, kind, wide=wide)
    plain = _beside_name(document, name, kind, terms)
    plain = plain or sized(document, name, kind, [word for term in terms for word in term.words])
    if plain is not None:
        return plain
    index = index_of(document)
    own, enough = _by_own_words(document, index, kind, terms)
    quality = own if enough else _with_lent(document, index, kind, terms, dict(own))
    strong = [t for t in terms if not t.weak]
    doubt = 1.0
    poor = max(quality.values(), default=0.0) <= _CONVENTION
    if poor and (strong or not (quality or kind.open)):
        told = _told_otherwise(document, name, kind, strong, wide=wide)
        if told is not None or not strong:
            return told
        doubt = 1.0 if quality else _LOOSELY
        quality = quality or _loosely(document, index, kind, terms)
    whole = "".join(w for word in name.words for w in split(word))
    quality.update((i, EXACT_TEXT) for i in index.with_text(document, whole))
    quality.update((i, EXACT_TEXT) for i in index.said.get(whole, ()))
    quality.update((i, EXACT_TEXT) for i in _kind_and_name(document, name, kind))
    if not quality:
        return None
    fits = _scored(document, kind, quality)
    best = max(f.tier for f in fits)
    top = max(f.score for f in fits)
    if not wide and not kind.open and best >= 2 and name.number != "one":
        fits = [f for f in fits if f.tier >= 2 or f.score >= EXACT_TEXT]
    sure = next(sure for least, sure in _SURE if top > least)
    if not kind.open and top < EXACT_TEXT and max(fits, key=lambda f: f.score).tier == 1:
        if max(f.fine for f in fits) < _PART + 0.1 and not _written(document, kind, fits):
            return None  # some text with these words, but nothing of that kind
        sure = 0.7 if _written(document, kind, fits) else 0.55  # this is offered, not taken
    elif top < EXACT_TEXT and _only_words(document, kind, fits):
        sure = 0.55  # “Savings pot” is no savings badge, where there are badges
    said = [word for term in terms for word in term.words]
    if top < EXACT_TEXT and (
        _only_speaks(document, kind, fits, said) or _no_texts(document, name, kind, fits)
    ):
        sure = 0.55  # “before you order” is no order summary, where something is called summary
    one = name.number == "one"
    fits = _single(document, fits, kind) if one else _several(document, fits, kind, terms)
    if not fits:
        return None
    if not (one or top >= EXACT_TEXT):
        fits, sure = _numbered_with(document, fits, sure, own)
    if not wide and _is_otherwise(document, name, kind, fits, said):
        sure = UNLIKE  # “Chats”, a heading and a tab, are not the chats
    trace = (f"“{' '.join(said)}” is said by {len(fits)}",)
    found = Found(fits, name.number, confidence=sure * doubt, trace=trace)
    if not enough or name.number != "one" or wide or sure < APPLIED:
        return found
    return found._replace(by_words=_by_words(document, index, terms, whole, fits))


def _told_otherwise(
    document: Document, name: Named, kind: Kind, strong: Sequence[Term], *, wide: bool
) -> Found | None:
    """By what texts hold, or by the kind alone, where words hardly tell anything."""
    if not strong:
        only = _of_kind_only(document, name, kind, wide=wide)
        return only and only._replace(confidence=only.confidence * 0.85)
    # “Page 2 of 5” is the page number before a field that asks for a number
    return by_contents(document, name, wide=wide) if kind.open else None


def _kind_and_name(document: Document, name: Named, kind: Kind) -> list[int]:
    """ "The title The Lighthouse Keepers": the only one of the kind, or near it, that says just the other words."""
    words = [w for word in name.words for w in split(word)]
    if len(words) <= _ALONE or name.number != "one" or name.quoted is not None:
        return []
    if not (kind.open or (words[0],) == split(name.head)):
        return []
    shown = index_of(document).with_text(document, "".join(words[1:]))
    kind = kind_of(words[0], (words[0],)) if kind.open and shown else kind
    of_it = [i for i in shown if tier_of(document, i, kind) >= ONLY_NEAR]
    return of_it if len(of_it) == 1 else []


def _beside_name(
    document: Document, name: Named, kind: Kind, terms: Sequence[Term]
) -> Found | None:
    """ "The Savings pot link", where “Savings pot” is the name in a card: the link in that card."""
    if name.number != "one" or name.kinds[:1] not in _GOES_WITH or kind.open:
        return None
    index = index_of(document)
    shown = index.with_text(document, key("".join(w for t in terms for w in t.words)))
    if len(shown) != 1 or tier_of(document, shown[0], kind) >= 3:
        return None
    return in_same(document, name, kind, terms) if is_text_like(document.at(shown[0])) else None


def _single(document: Document, fits: list[Fit], kind: Kind) -> list[Fit]:
    """ "The agenda content": beside a title that says “Agenda”, the one thing of that very kind."""
    if len(fits) != 1 or fits[0].tier != 2 or kind.said in _LINES:
        return fits
    title = fits[0].i
    if headed(document, title) is None:
        return fits
    around = document.outline.siblings(title)
    under = [i for i in around if i != title and tier_of(document, i, kind) >= 3]
    return [fits[0]._replace(i=under[0], tier=3)] if len(under) == 1 else fits


def _of_holder(document: Document, kind: Kind, fits: list[Fit]) -> list[Fit]:
    """Several of the kind in the only thing that fits, where that is not so called itself."""
    if len(fits) != 1 or fits[0].score >= EXACT_TEXT:
        return fits
    inside = document.outline.children[fits[0].i]
    held = [i for i in inside if tier_of(document, i, kind) >= 3]
    return [fits[0]._replace(i=i, tier=3) for i in held] if len(held) > 1 else fits


def _loosely(
    document: Document, index: Index, kind: Kind, terms: Sequence[Term]
) -> dict[int, float]:
    """What says all terms but the weak ones, else all but those for what a text holds.

    "The phone number field" is the field that says phone.
    """
    table = current().forms
    sorts = table.carriers | table.contents.keys()
    strong = [t for t in terms if not t.weak]
    plain = [t for t in strong if len(t.words) > 1 or singular(t.words[0]) not in sorts]
    quality: dict[int, float] = {}
    if len(strong) < len(terms):
        quality = _covered(document, index, kind, strong)
    if not quality and not kind.open and plain and len(plain) < len(strong):
        quality = _covered(document, index, kind, plain)
    return quality


def _several(document: Document, fits: list[Fit], kind: Kind, terms: Sequence[Term]) -> list[Fit]:
    """Those that are meant by a plural: by their whole text, else by what they are called and a number, else all."""
    whole = [fit for fit in fits if fit.score >= EXACT_TEXT]
    said = [word for term in terms for word in term.words]
    if not kind.open:
        heads = heads_of_rows(document, [fit.i for fit in fits], kind)
        fits = [fit for fit in fits if fit.i not in heads]
        fits = _of_holder(document, kind, fits)  # "the stat cards" of a panel that is called stats
        # "the job titles" of job_1_title and job_2_title are no title that speaks of jobs
        fits = family(document, whole or fits, [*said, kind.said])
        return fits if whole else numbered_alike(document, fits, said)
    fits = family(document, whole or fits, said)
    index = index_of(document)
    if len(fits) == 1:
        fits = _each_so_called(document, index, fits[0], said)
    leads = len(fits) == 1 and document.at(fits[0].i).type in _LEADING
    if leads and any(_otherwise(document, index, term) for term in terms):
        return []  # “Payments” in the menu is no transaction
    return fits


def _each_so_called(document: Document, index: Index, fit: Fit, said: Sequence[str]) -> list[Fit]:
    """ "The due dates", of which one says “No date”: all whose ids end in a word of these."""
    last = tail(document.at(fit.i).id)
    if not any(last in forms(word) for word in said):
        return [fit]
    its_type = document.at(fit.i).type
    alike = [i for i in index.tails.get(last, ()) if document.at(i).type == its_type]
    return [fit._replace(i=i) for i in alike] or [fit]


def _is_otherwise(
    document: Document, name: Named, kind: Kind, fits: Sequence[Fit], said: Sequence[str]
) -> bool:
    """Whether several were said, and what fits only speaks of them; or one, and it leads to them."""
    if not kind.open or name.number not in ("one", "many"):
        return False
    if name.number == "one":
        return len(said) == 1 and all(_leads_to_several(document, fit.i, said[0]) for fit in fits)
    return unlike(document, fits, said) or _is_hint(document, fits)


def _leads_to_several(document: Document, i: int, word: str) -> bool:
    """ "The board" is no link “Boards”."""
    component = document.at(i)
    if component.type not in _LEADING or singular(word) != word:
        return False
    return word not in (*split(component.id), *split(component.text or ""))


def _numbered_with(
    document: Document, fits: list[Fit], sure: float, own: Collection[int]
) -> tuple[list[Fit], float]:
    """ "The food pictures" of photo_1 below “Food we loved”: photo_2 beside it is one of them.

    One icon below “Transactions” is not the transaction icons; what says the words of itself, as
    its ``own``, is meant alone. “See all homework” beside it is no homework checkbox.
    """
    meant = max(fit.tier for fit in fits)
    lent = [fit for fit in fits if fit.tier == meant]
    if len(lent) > 1 or lent[0].i in own:
        return fits, sure
    fits = lent
    fit = fits[0]
    component = document.at(fit.i)
    name = [word for word in split(component.id) if not word.isdecimal()]
    alike = [
        fit._replace(i=i)
        for i in sorted({fit.i, *document.outline.siblings(fit.i)})
        if document.at(i).type == component.type
        and [word for word in split(document.at(i).id) if not word.isdecimal()] == name
    ]
    return alike, sure if len(alike) > 1 else UNLIKE


def _is_hint(document: Document, fits: Sequence[Fit]) -> bool:
    """Whether "the sneakers" fit but what a field asks for: “Search sneakers”."""
    if len(fits) != 1 or fits[0].score >= EXACT_TEXT:
        return False
    return key(document.at(fits[0].i).type) in ("input", "search", "textarea")


def _otherwise(document: Document, index: Index, term: Term) -> bool:
    """Whether nothing says a term, but what has another word of its meaning."""
    if _frequency(document, index, _ways(term)):
        return False
    return bool(index.having(document, [w for word in term.words for w in meaning_same(word)]))


def _by_words(
    document: Document, index: Index, terms: Sequence[Term], whole: str, fits: Sequence[Fit]
) -> ByWords | None:
    """What it was found by, where it says all terms of itself (`_by_own_words`).

    None where a word may have been taken for one akin to it, or for a size; or where too much
    would have to be kept.
    """
    ways = [_ways(term) for term in terms]
    words = {word for way in ways for word in _flat(way)}
    counts = [_frequency(document, index, way) for way in ways]
    if 0 in counts or not words.isdisjoint(current().forms.sized):
        return None
    rarest = ways[counts.index(min(counts))]
    looked_at = {i for all_of, _ in rarest for i in _all_of(document, index, all_of)}
    if not 0 < len(looked_at) <= _LOOKED_AT_MAX:
        return None
    together = key("".join(w for t in terms for w in t.words))
    looked_at.update(index.having(document, (together,)), (fit.i for fit in fits))
    return ByWords(whole, frozenset(words | {together}), frozenset(looked_at))


def _only_words(document: Document, kind: Kind, fits: Sequence[Fit]) -> bool:
    """Whether all that fits is text, where something else was said that the document has."""
    if kind.open or not kind.exact.isdisjoint(TEXT_LIKE) or any(f.tier > 2 for f in fits):
        return False
    texts = all(is_text_like(document.at(f.i)) for f in fits)
    return texts and bool(of_kind(document, kind, least=3))


def _only_speaks(document: Document, kind: Kind, fits: Sequence[Fit], words: Sequence[str]) -> bool:
    """Whether all that fits has the words in what is written out, and another thing the kind's word for a name."""
    so_called = index_of(document).ids.get(kind.said, ()) if kind.said else ()
    if kind.open or not so_called or any(fit.tier > 3 and fit.i in so_called for fit in fits):
        return False
    named = frozenset(form for word in words for form in forms(word))
    return all(named.isdisjoint(fixed_words(document.at(fit.i))) for fit in fits)


def _no_texts(document: Document, name: Named, kind: Kind, fits: Sequence[Fit]) -> bool:
    """Whether “page_header” and “week_label” fit "the weekday headings", where there are headings."""
    near = max(fit.tier for fit in fits) == ONLY_NEAR
    if name.number == "one" or not near or kind.exact.isdisjoint(TEXT_LIKE):
        return False
    mixed = len({document.at(fit.i).type for fit in fits}) > 1
    return mixed and len(of_kind(document, kind, least=3)) > 1


#: Main kinds of what stands beside a name, and is never that name itself.
_GOES_WITH: Final = (("link",), ("button",), ("icon",), ("image",), ("toggle",), ("badge",))

#: Kinds that are whatever has a text, where nothing is called so.
_LINES: Final = frozenset({"line", "text"})


def _written(document: Document, kind: Kind, fits: Sequence[Fit]) -> bool:
    """Whether one thing says the words of "the copyright line": a line is whatever has a text."""
    if len(fits) > 1 or not document.at(fits[0].i).text or kind.said not in _LINES:
        return False
    return not of_kind(document, kind, least=3)


def _of_kind_only(document: Document, name: Named, kind: Kind, *, wide: bool) -> Found | None:
    if kind.open:
        fits = [Fit(i) for i in range(len(document))] if name.head else []
        return Found(fits, name.number) if fits else None
    tiers: list[tuple[int, int]] = []
    # what is only near a kind ("cards" of plain containers) is offered, never taken
    for least in (2,) if wide else (4, 3):
        tiers = of_kind(document, kind, least=least)
        if name.number == "one" and not name.kinds:
            tiers = [(i, t) for i, t in tiers if not _leads_to_several(document, i, name.head)]
        if tiers:
            break
    so_called = _so_called(document, name, kind, tiers) if wide else set[int]()
    tiers = sorted(
        [*((i, t) for i, t in tiers if i not in so_called), *((i, 3) for i in so_called)]
    )
    if wide and (standing := _standing_out(document, name, kind, tiers)) is not None:
        return standing
    if not tiers:
        # "the logo" of an image called “logo_picture”
        said = set(kind.tails)
        tiers = [
            (i, 3)
            for i, _ in of_kind(document, kind, least=2)
            if not said.isdisjoint(fixed_words(document.at(i)))
        ]
    if not tiers:
        return (
            labels(document, name, kind)
            or under_title(document, name)
            or holders(document, name, kind, wide=wide)
            or _uniform(document, name, kind)
        )
    best = max(tier for _, tier in tiers)
    very = of_word(document, kind)
    if name.kinds and not very:
        several = name.number != "one"
        among = of_kind(document, kind, least=3) if several else tiers
        very = called(document, kind, [i for i, tier in among if tier >= 3])
        if very and several:
            best = max(tier for _, tier in among)
            tiers = [(i, best) for i, _ in among if i in very]
    elif very and name.number != "one" and not wide and kind.said not in map(key, name.kinds[:1]):
        # "the paragraphs" of a screen that has some: no other texts
        tiers = [(i, tier) for i, tier in tiers if i in very]
    if not very and "input" in name.kinds[:1]:
        # "the text boxes" of a form are no labels
        fields = [(i, tier) for i, tier in tiers if not is_text_like(document.at(i))]
        tiers = fields or tiers
    tiers = _self_said(document, name, tiers)
    fits = [
        Fit(i, SYNONYM if tier == 4 and very and i not in very else WORTH[tier], tier)
        for i, tier in tiers
    ]
    if name.number != "one" and name.kinds and not wide:
        fits = _in_set(document, fits)
    sure = {4: 1.0, 3: 0.97, 2: 0.5}[best]
    if name.number != "one" and not name.kinds and not wide:
        fits = family(document, fits, [kind.said])
    return Found(
        fits, name.number, confidence=sure, trace=(f"{len(fits)} of the kind {name.head}",)
    )


def _of_chart(document: Document, name: Named, kind: Kind) -> bool:
    """Whether several are called what the parts of a chart are, there is one, and nothing else is so."""
    if name.number == "one" or singular(name.head) not in current().forms.plotted:
        return False
    charts = of_kind(document, kind_of("", ("chart",)), least=3)
    return bool(charts) and not of_kind(document, kind)


def _so_called(
    document: Document, name: Named, kind: Kind, tiers: Sequence[tuple[int, int]]
) -> set[int]:
    """ "The legends in the card", "the logo in the nav": a word anywhere in a name will do there."""
    known = {i for i, tier in tiers if tier >= 3}
    found = index_of(document).having(document, forms(singular(kind.said))) - known
    if not name.kinds:
        return found
    held = document.outline.ancestors
    # “row_1_name” is in a row, and none itself
    return {
        i for i in found if kind.said in fixed_words(document.at(i)) and known.isdisjoint(held(i))
    }


def _standing_out(
    document: Document, name: Named, kind: Kind, tiers: Sequence[tuple[int, int]]
) -> Found | None:
    """ "The lower card" of two that hold others, where no other is of the kind."""
    near = bool(tiers) and all(tier <= ONLY_NEAR for _, tier in tiers)
    return holders(document, name, kind, wide=True) if near else None


def _self_said(
    document: Document, name: Named, tiers: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """ "The search box" of several inputs: the one that says search; "the body text": the content of a slide."""
    first = name.kinds[0] if name.kinds else ""
    if name.number != "one" or len(tiers) < _ALONE:
        return tiers
    if name.kinds[:2] in _BODIES:
        content = [(i, tier) for i, tier in tiers if document.at(i).role == _CONTENT]
        return content if len(content) == 1 else tiers
    if first not in split(name.head)[:-1]:
        return tiers
    said = [(i, tier) for i, tier in tiers if first in words_of(document, i)]
    return said if len(said) == 1 else tiers


def _uniform(document: Document, name: Named, kind: Kind) -> Found | None:
    """ "The portraits" of four pictures alike: all that is near a kind, where it is of one type and size."""
    near = [i for i, _ in of_kind(document, kind, least=ONLY_NEAR)]
    boxes = [document.at(i).box for i in near]
    sizes = {None if box is None else (box[2], box[3]) for box in boxes}
    alike = len({document.at(i).type for i in near}) == 1 and len(sizes) == 1
    if name.number == "one" or not name.kinds or len(near) < _ALONE or not alike or None in sizes:
        return None
    trace = (f"{len(near)} alike are near the kind",)
    return Found([Fit(i) for i in near], name.number, confidence=_UNIFORM, trace=trace)


def _in_set(document: Document, fits: list[Fit]) -> list[Fit]:
    """ "The chips" of range_chips, which holds several that are alike: each of these."""
    if len(fits) != 1 or fits[0].tier != 3:
        return fits
    said = split(document.at(fits[0].i).id)[-1]
    held = document.outline.children[fits[0].i]
    alike = len(held) > 1 and len({document.at(i).type for i in held}) == 1
    return [fits[0]._replace(i=i) for i in held] if alike and singular(said) != said else fits


def _scored(document: Document, kind: Kind, quality: dict[int, float]) -> list[Fit]:
    """Fits of components with the quality of their evidence, ascending index."""
    fits: list[Fit] = []
    for i in sorted(quality):
        tier = tier_of(document, i, kind)
        good = quality[i]
        score = good if good >= EXACT_TEXT else 0.7 * good + 0.3 * worth(document, i, tier, kind)
        if good >= EXACT_TEXT and not kind.open:
            score += 0.1 * WORTH[tier]
        fits.append(Fit(i, score, tier, good - 0.0001 * len(document.at(i).text or "")))
    return fits


def _covered(
    document: Document,
    index: Index,
    kind: Kind,
    terms: Sequence[Term],
    only: frozenset[int] | None = None,
) -> dict[int, float]:
    """Components for which every term is accounted for, with the quality of the evidence."""
    quality, enough = _by_own_words(document, index, kind, terms)
    if only is not None:
        return {i: q for i, q in quality.items() if i in only}
    return quality if enough else _with_lent(document, index, kind, terms, quality)


def _by_own_words(
    document: Document, index: Index, kind: Kind, terms: Sequence[Term]
) -> tuple[dict[int, float], bool]:
    """Components that say every term of themselves, and whether no others need be looked for."""
    full = _full(document, index, terms)
    if len(terms) > 1:
        together = key("".join(w for t in terms for w in t.words))
        for i in index.having(document, (together,)):
            full[i] = max(full.get(i, 0.0), _RUN_TOGETHER)
    wanted = tuple(sorted({w for t in terms for w in t.words}))
    quality = {i: q * _wholeness(document, i, kind, wanted) for i, q in full.items()}
    if kind.open:
        return quality, bool(quality)
    return quality, any(tier_of(document, i, kind) >= 3 for i in quality)


def _with_lent(
    document: Document, index: Index, kind: Kind, terms: Sequence[Term], quality: dict[int, float]
) -> dict[int, float]:
    """These, and the components that have terms from what is in them or beside them."""
    takers = None if kind.open else _takers(document, kind)
    for i, good in _lent(document, index, terms, quality, takers).items():
        quality.setdefault(i, good)
    if takers is None and quality:
        quality = _innermost(document, quality)
    return quality


def _lent(
    document: Document,
    index: Index,
    terms: Sequence[Term],
    whole: Collection[int],
    takers: Collection[int] | None,
) -> dict[int, float]:
    """Components that have every term from themselves, or from what is in them or beside them.

    Where no kind is said, one term at least is their own: a bar with “Cheapest” on one tab and
    “48 flights” beside it is no cheapest flight.
    """
    if whole:
        return borrowers(document, whole, takers)
    lent: list[dict[int, float]] = []
    for term in terms:
        common = _frequency(document, index, _ways(term)) > _COMMON
        evidence = {} if common else evidence_of(document, index, term)
        sources = [i for i, good in evidence.items() if good >= _OTHER_NUMBER]
        lent.append(borrowers(document, sources, takers))
    found: dict[int, float] = {}
    for i in sorted(set().union(*lent)):
        words = words_of(document, i)
        total = 0.0
        own = takers is not None
        for term, given in zip(terms, lent, strict=True):
            best = next((q for all_of, q in _ways(term) if words.issuperset(all_of)), 0.0)
            own = own or best > 0
            best = max(best, given.get(i, 0.0))
            if not best:
                break
            total += best
        else:
            lent_sort = takers is None and _is_lent_sort(words, terms[-1])
            if own and not lent_sort:
                found[i] = total / len(terms)
    return found


def _is_lent_sort(words: frozenset[str], last: Term) -> bool:
    """Whether what holds a total would be called by it: "the order total" is no summary."""
    if len(last.words) != 1 or singular(last.words[0]) not in current().forms.contents:
        return False
    return words.isdisjoint(forms(last.words[0]))


def _full(document: Document, index: Index, terms: Sequence[Term]) -> dict[int, float]:
    """Components that say all terms of themselves; the rarest term is looked up, the others checked."""
    ways = [_ways(term) for term in terms]
    rarest = min(
        range(len(terms)),
        key=lambda k: _frequency(document, index, ways[k]),
    )
    found = evidence_of(document, index, terms[rarest])
    unknown = [
        k for k, way in enumerate(ways) if k != rarest and not index.count(document, _flat(way))
    ]
    if unknown:
        return _joined([evidence_of(document, index, term) for term in terms])
    others = [way for k, way in enumerate(ways) if k != rarest]
    if not others:
        return found
    full: dict[int, float] = {}
    for i, good in found.items():
        words = words_of(document, i)
        total = good
        for way in others:
            best = next((q for all_of, q in way if words.issuperset(all_of)), 0.0)
            if not best:
                break
            total += best
        else:
            full[i] = total / len(terms)
    return full


def _frequency(document: Document, index: Index, ways: _Ways) -> int:
    """How many components say a term in any of its ways, at most: no set is built for it."""
    return sum(min(index.count(document, (w,)) for w in all_of) for all_of, _ in ways)


def _flat(way: _Ways) -> list[str]:
    return [word for all_of, _ in way for word in all_of]


def _joined(evidence: Sequence[dict[int, float]]) -> dict[int, float]:
    """Components that have evidence for every term; the mean of it."""
    common = set(evidence[0]).intersection(*evidence[1:])
    return {i: sum(one[i] for one in evidence) / len(evidence) for i in sorted(common)}


@remembered(4096)
def _ways(term: Term) -> _Ways:
    """The words that say a term, best first: itself, its other number, conventional names."""
    ways: list[tuple[tuple[str, ...], float]] = [(term.words, _OWN)]
    if len(term.words) == 1:
        word = term.words[0]
        ways += [((form,), _OTHER_NUMBER) for form in forms(word)[1:]]
        ways += [
            ((short,), _SHORTENED) for short in current().forms.shortened.get(singular(word), ())
        ]
    ways += [(target, _CONVENTION) for target in conventions().get(term.words, ())]
    return tuple(ways)


def evidence_of(document: Document, index: Index, term: Term) -> dict[int, float]:
    """Components that say the term of themselves, by what is in them only."""
    found: dict[int, float] = {}
    for all_of, good in reversed(_ways(term)):
        found.update(dict.fromkeys(_all_of(document, index, all_of), good))
    if not found and len(term.words) == 1:
        word = term.words[0]
        same = [form for other in meaning_same(word) for form in forms(other)]
        found = dict.fromkeys(index.having(document, same), _SAME_MEANING) if same else found
    if not found and len(term.words) == 1:
        word = term.words[0]
        kin = index.kin(document, word)
        found = dict.fromkeys(index.having(document, kin or _shortened(index, word)), _AKIN)
    return found


def _shortened(index: Index, word: str) -> list[str]:
    """The beginnings of a word that ids have for it: "dest" for destination."""
    if len(word) < _LONG_MIN:
        return []
    starts = [word[:k] for k in range(_START_MIN, len(word) - 2)]
    known = index.fixed
    return [start for start in starts if start in known and start not in common()]


def _all_of(document: Document, index: Index, words: Iterable[str]) -> set[int]:
    common: set[int] | None = None
    for word in words:
        having = index.having(document, (word,))
        common = having if common is None else common & having
    return common or set()


def _wholeness(document: Document, i: int, kind: Kind, wanted: tuple[str, ...]) -> float:
    """1 where a text, id or description consists of the wanted words, but for the kind and numbers or letters."""
    component = document.at(i)
    sought = {singular(w) for w in wanted}
    for said in (component.text, component.id, component.role, *descriptions(component)):
        if said and _says_only(said, sought, kind):
            return _WHOLE
    return _PART


def _says_only(said: str, sought: set[str], kind: Kind) -> bool:
    told = split(said)
    letter = set(told[-1:]) if len(told) > 1 and len(told[-1]) == 1 else set()
    words = {singular(w) for w in told if not w.isdecimal() and w not in stop()}
    words = (words - letter) | (letter & sought)  # "Column A" is one of several, as "Column 1" is
    return (
        bool(words) and words - kind.tails == sought - kind.tails and sought - kind.tails <= words
    )


def _innermost(document: Document, quality: dict[int, float]) -> dict[int, float]:
    """Of containers in one another, only the innermost."""
    outer = {a for i in quality for a in document.outline.ancestors(i)}
    return {i: q for i, q in quality.items() if i not in outer}


# -- misspelt, or not there ----------------------------------------------------------


def _respelled(document: Document, name: Named, *, wide: bool) -> Found | None:
    """What the description fits when its unknown words are read as the nearest known ones.

    Several near readings are no obstacle where only one of them fits anything, or all fit
    the same; else nothing is guessed.
    """
    index = index_of(document)
    words = tuple(w for word in name.words for w in split(word))
    # a word for a kind is no slip of another one: "the tile" is no title
    kind = split(name.head) if name.kinds else ()
    known = {
        w
        for w in words
        if index.count(document, forms(w)) or (w,) in conventions() or w in stop() or w in kind
    }
    kept: Found | None = None
    for read in readings(index.words(document), words, known):
        found = _read_as(document, name, words, read, wide=wide)
        if found is None:
            continue
        if kept is not None and _best(kept) != _best(found):
            return None
        kept = kept or found
    return kept


def _read_as(
    document: Document, name: Named, words: tuple[str, ...], read: dict[str, str], *, wide: bool
) -> Found | None:
    head = read.get(name.head, name.head)
    again = tuple(read.get(w, w) for w in words)
    if not name.kinds and again and again[-1] != words[-1] and names_a_kind(document, again[-1]):
        head = again[-1]
    respelled = Named(again, name.kinds, head, name.quoted, name.number, name.span)
    exact = _exact_id(document, respelled)
    found = _described(document, respelled, wide=wide)
    if exact and name.number == "one":
        found = Found([Fit(i, EXACT_ID) for i in exact], name.number)
    if found is None:
        return None
    told = ", ".join(f"“{w}” read as “{read[w]}”" for w in words if w in read)
    return found._replace(
        corrections=tuple(Correction(w, read[w], name.span) for w in words if w in read),
        confidence=found.confidence * 0.9,
        trace=(*found.trace, told),
    )


def _best(found: Found) -> set[int]:
    top = max(fit.score for fit in found.fits)
    return {fit.i for fit in found.fits if fit.score >= top - SAME}


def _guessed(document: Document, name: Named) -> Found | None:
    """What most of the words fit, or what is of the kind; never surer than a guess."""
    index = index_of(document)
    kind, terms = cut(document, name)
    if name.quoted is not None:
        terms = [*terms, *cut_terms(split(name.quoted))]
    quality: dict[int, float] = {}
    for term in terms:
        evidence = evidence_of(document, index, term)
        share = 0.8 / (len(terms) * (1 + 0.02 * len(evidence)))
        for i, good in evidence.items():
            quality[i] = quality.get(i, 0.0) + good * share
    if not kind.open and not quality:
        quality = dict.fromkeys((i for i, _ in of_kind(document, kind, least=2)), 0.0)
    if not quality:
        return None
    fits = _scored(document, kind, quality)
    return Found(fits, name.number, confidence=0.35, trace=("a guess",))


def _nearest_ids(document: Document, name: Named) -> list[str]:
    """Ids of what comes nearest to a description that nothing fits: most of its words, then its letters."""
    index = index_of(document)
    kind, terms = cut(document, name)
    counted: dict[int, float] = {}
    for term in terms:
        for i, good in evidence_of(document, index, term).items():
            counted[i] = counted.get(i, 0.0) + good
    if counted:
        ranked = sorted(
            counted, key=lambda i: (-counted[i] - 0.5 * WORTH[tier_of(document, i, kind)], i)
        )
        return [document.outline.ids[i] for i in ranked[:5]]
    return nearest(document, " ".join(name.words))
