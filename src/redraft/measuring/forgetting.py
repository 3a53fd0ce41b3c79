"""All that the library keeps of commands and documents that it saw, forgotten: what a first time costs.

May import: plans, decompose, recovery, serialize.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from redraft.decompose import lexicon, names, tokens
from redraft.plans import PLANS
from redraft.recovery import slips
from redraft.serialize.shelf import DOCUMENTS

_KEPT: Final[tuple[Callable[[], object], ...]] = (
    PLANS.clear,
    tokens.scanned.cache_clear,
    names._of_short.clear,  # type: ignore[attr-defined]
    names._of_long.clear,  # type: ignore[attr-defined]
    slips.is_plain.clear,  # type: ignore[attr-defined]
    slips._strange.clear,  # type: ignore[attr-defined]
)


def forget_words() -> None:
    """Forget every command; the language stays loaded."""
    for forget in _KEPT:
        forget()
    lexicon.load().forget_slips()


def forget_documents() -> None:
    """Forget every document."""
    DOCUMENTS.clear()
