"""What a vague wish may come to on this document: its own breaches, edges, spaces, title and main action.

A wish's words say which aspects it wants, best first ("crowded": spacing, then alignment);
words and edits are in ``suggestions.txt``. What an aspect finds wrong here comes before
what it could always do.

May import: decompose, verify, select, document.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, islice, zip_longest
from typing import Final

from redraft.diagnostics import RedraftError
from redraft.document.blueprint import Document
from redraft.document.properties import ground
from redraft.document.space import Extent, extent_of, is_hidden
from redraft.recovery.fixes import worded
from redraft.recovery.names import name
from redraft.recovery.phrases import each, keys, say
from redraft.recovery.wording import Span, Wording
from redraft.select.resolve import resolve
from redraft.select.selectors import Everything
from redraft.select.words import split
from redraft.verify import findings_on, fix_of

#: of a large document so many components are looked at
_LOOKED_AT: Final = 200
_FOUND_MAX: Final = 2
#: edges that are so near one another were meant to be one
_NEAR_PX: Final = 8.0
_SIDES: Final = (("left", 0), ("top", 1), ("right", 2))
#: the aspects that rules of the design tell of
_RULES: Final = {
    "contrast": "contrast.low",
    "targets": "target-size.small",
    "letters": "text-size.small",
}


def aspects(wording: Wording, span: Span, *, words_min: int = 1) -> tuple[str, ...]:
    """What the words of a wish want, best first; nothing where they say no such thing.

    Phrases of fewer words do not count: where no wish was read, "flat" may be a name.

    >>> aspects(Wording("it is too crowded"), (0, 17))[0]
    'spacing'
    """
    said = split(wording.quote(span))
    found: dict[str, None] = {}
    for listed in keys("wish means"):
        phrases = (split(phrase) for phrase in say("wish means", listed).split(","))
        if any(len(phrase) >= words_min and _holds(said, phrase) for phrase in phrases):
            found.update(dict.fromkeys(aspect.strip() for aspect in listed.split(",")))
    return tuple(found)


def _holds(said: Sequence[str], phrase: Sequence[str]) -> bool:
    n = len(phrase)
    return bool(n) and any(
        tuple(said[k : k + n]) == tuple(phrase) for k in range(len(said) - n + 1)
    )


def palette(
    document: Document, wanted: Sequence[str], within: Sequence[int], slots: dict[str, str]
) -> Iterator[str]:
    """Edits for the aspects in turn: the first idea of each, then the second of each."""
    looked = within[:_LOOKED_AT]
    one = "target" in slots
    ideas = [
        chain(_wrong(document, aspect, looked), each(_section(aspect, one=one), slots))
        for aspect in wanted
    ]
    seen: set[str] = set()
    for said in chain.from_iterable(zip_longest(*ideas)):
        if said is not None and said not in seen:
            seen.add(said)
            yield said


def _section(aspect: str, *, one: bool) -> str:
    return f"wish {aspect} one" if one else f"wish {aspect}"


def _wrong(document: Document, aspect: str, looked: Sequence[int]) -> Iterator[str]:
    """What the document has wrong in this respect, put right; the worst first."""
    if aspect == "alignment":
        yield from islice(_edges(document, looked), _FOUND_MAX)
    if aspect not in _RULES:
        return
    found = [f for f in findings_on(document, looked) if f.code == _RULES[aspect]]
    found.sort(key=lambda f: f.measured / f.needed if f.needed and f.measured is not None else 1.0)
    fixes = (fix_of(document, finding) for finding in found)
    said = (worded(document, fix) for fix in fixes if fix is not None)
    yield from islice((one for one in said if one is not None), _FOUND_MAX)


def _edges(document: Document, looked: Sequence[int]) -> Iterator[str]:
    """Neighbours in one parent whose edges are nearly one: aligned, those nearest first."""
    off: list[tuple[float, int, int, str]] = []
    last: dict[int, tuple[int, Extent]] = {}
    for i in looked:
        extent = extent_of(document.at(i))
        if extent is None or is_hidden(document, i):
            continue
        parent = document.outline.parent[i]
        if parent in last:
            before, other = last[parent]
            for side, k in _SIDES:
                by = abs(extent[k] - other[k])
                if 0 < by <= _NEAR_PX:
                    off.append((by, before, i, side))
        last[parent] = (i, extent)
    for _, first, second, side in sorted(off):
        fixed, moved = name(document, first), name(document, second)
        if fixed is not None and moved is not None:
            yield say("instead", f"align {side}", first=moved, second=fixed)


def main_action(document: Document) -> int | None:
    """The button that stands out most: with a ground of its own, the largest."""
    best: tuple[float, int] | None = None
    for i in of_buttons(document)[:_LOOKED_AT]:
        component = document.at(i)
        extent = extent_of(component)
        area = 0.0 if extent is None else (extent[2] - extent[0]) * (extent[3] - extent[1])
        filled = ground(component) is not None and component.text is not None
        if filled and (best is None or area > best[0]):
            best = (area, i)
    return None if best is None else best[1]


def of_buttons(document: Document) -> tuple[int, ...]:
    """The buttons of a document, in document order."""
    try:
        return resolve(document, Everything(kinds=("button",)))
    except RedraftError:
        return ()
