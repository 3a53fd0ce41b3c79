"""What needs no looking through: ids, everything of a kind, what was spoken of before.

May import: document, select.
"""

from __future__ import annotations

from typing import assert_never

from redraft.document.blueprint import Document
from redraft.document.properties import is_interactive
from redraft.select.describing import REFERENCES, describe
from redraft.select.found import Fit, Found, Scope, not_found
from redraft.select.kinds import has_kind, kind_of, of_kind, tier_of
from redraft.select.selectors import Ids, Number, Reference
from redraft.select.settling import distinct


def by_ids(document: Document, selector: Ids) -> Found:
    """The components of those ids. Raises Unresolved where one is not there."""
    fits: list[Fit] = []
    for name in selector.ids:
        i = document.find(name)
        if i is None:
            raise not_found(name, None)
        fits.append(Fit(i))
    return Found(distinct(fits), "all", describe(selector))


def everything(document: Document, kinds: tuple[str, ...], *, wide: bool) -> Found:
    """All there is, or all of a kind; ``wide``: as what something stands beside."""
    if not kinds and wide:
        # beside something, what can be read or pressed is meant before what only holds or adorns
        graded = [
            Fit(i, 1.0 if c.text or is_interactive(c) or not document.outline.children[i] else 0.8)
            for i, c in enumerate(document)
        ]
        return Found(graded, "all", "everything")
    if not kinds:
        return Found([Fit(i) for i in range(len(document))], "all", "everything")
    fits = [Fit(i) for i, tier in of_kind(document, kind_of("", kinds)) if tier == 4]
    if not fits:
        raise not_found(kinds[0], None, message=f"there is no {kinds[0]} here")
    return Found(fits, "all", f"all {kinds[0]}s")


def reference(document: Document, selector: Reference, scope: Scope) -> Found:
    """What was spoken of, selected, or left over of what was named before."""
    said = REFERENCES[selector.word]
    known = document.outline.index
    acted = scope.last
    if selector.clauses > 1:
        acted = tuple(dict.fromkeys(c for ids in scope.acts[-selector.clauses :] for c in ids))
    last = [known[c] for c in acted or scope.selection if c in known]
    whole = [known[c] for c in scope.named if c in known]
    number: Number = "all"
    match selector.word:
        case "it" | "them" | "own":
            meant = last
        case "selection":
            meant = [known[c] for c in scope.selection if c in known]
        case "other":
            gone = set(last)
            meant = [i for i in whole if i not in gone]
            number = "one"
        case "rest":
            gone = set(last)
            meant = [i for i in whole if i not in gone]
            if gone and not meant and selector.kinds:
                kind = kind_of("", selector.kinds)
                meant = [i for i, _ in of_kind(document, kind) if i not in gone]
        case _:
            assert_never(selector.word)
    if selector.kinds and selector.word != "it":
        kind = kind_of("", selector.kinds)
        of_it = [i for i in meant if tier_of(document, i, kind) >= 3]
        if not of_it and selector.word == "other":
            gone = set(last)
            of_it = [i for i, _ in of_kind(document, kind) if i not in gone]
        told = selector.word == "selection" and has_kind(document, kind, near=False)
        meant = of_it if told else of_it or meant
    if not meant:
        raise not_found(
            said, selector.span, message=f"nothing was named before that “{said}” could mean"
        )
    return Found([Fit(i) for i in meant], number, said, selector.span)
