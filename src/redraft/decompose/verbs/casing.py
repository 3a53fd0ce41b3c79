"""Parts of a text in other letters: capitalise “break” in the title, uppercase each word of it.

May import: decompose, plan.steps.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from redraft.decompose.asking import Asking
from redraft.decompose.drafts import Draft
from redraft.decompose.nouns import nouns
from redraft.decompose.sorts import gate
from redraft.decompose.verbs.ending import to_end
from redraft.decompose.verbs.rewording import owner_at, part, where
from redraft.decompose.words import Words
from redraft.plan.steps import ChangeCase, ReplaceText

_PARTS: Final = gate("text-part", tokens=["quote"])
#: verbs for letters, and the letters that they mean
CASES: Final[dict[str, str]] = {"uppercase": "upper", "lowercase": "lower", "capitalize": "title"}


def part_cased(p: Asking, draft: Draft, at: int, verb: str) -> int | None:
    """Read what a verb for letters at ``at`` is to do to a part of a text; None where that is all of it."""
    w = p.w
    if not w.heard & _PARTS:
        return None
    said = part(w, at + 1, "in", "from", "of")
    owner = owner_at(w, said.stop) if said is not None and said.text else None
    if said is None or owner is None:
        return _each_word(p, draft, at, verb)
    w.use(at, owner.stop)
    target = where(p, owner, said.text, owner.stop)
    put, span = _WRITTEN[verb](said.text), w.span(at, owner.stop)
    draft.steps.append(ReplaceText(target=target, find=said.text, put=put, span=span))
    draft.sure *= owner.sure
    p.remember(target)
    p.memory.verb = "make"
    return to_end(p, draft, owner.stop)


def _capitals(text: str) -> str:
    return " ".join(word[:1].upper() + word[1:] for word in text.split(" "))


_WRITTEN: Final[dict[str, Callable[[str], str]]] = {
    "uppercase": str.upper,
    "lowercase": str.lower,
    "capitalize": _capitals,
}


def _each_word(p: Asking, draft: Draft, at: int, verb: str) -> int | None:
    """ "(capitalise) every word of the title", "the first letter of each word in the tabs"."""
    w = p.w
    begun = _behind_parts(w, at + 1)
    found = nouns(w, begun, places=True) if begun > at + 1 else None
    if found is None or found.screen:
        return None
    w.use(at, found.stop)
    target = p.scoped(found.selector)
    case, span = CASES[verb], w.span(at, found.stop)
    draft.steps.append(ChangeCase(target=target, case=case, span=span))  # type: ignore[arg-type]
    draft.sure *= found.sure
    p.remember(target)
    p.memory.verb = "make"
    return to_end(p, draft, found.stop)


def _behind_parts(w: Words, at: int) -> int:
    """Where whose words they are stands behind "every word of", "the first letter of each word in"; else ``at``."""
    begun, every = at, False
    for _ in range(2):
        step = w.skip(begun, "det", "quantifier", "ordinal", most=3)
        told = w.any_of(step, "text-part") and w.any_of(step + 1, "of", "in")
        if not told:
            break
        every = every or any(w.has(k, "quantifier") for k in range(begun, step))
        begun = step + 2
    return begun if every else at
