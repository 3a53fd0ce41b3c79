"""All that the library keeps of commands that were said, forgotten: what a first time costs.

May import: plans, decompose, recovery.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from redraft.decompose import lexicon, names, tokens
from redraft.plans import PLANS
from redraft.recovery import slips

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
