"""What each verb asks: one function a kind of verb, from its object and what follows to steps.

`HANDLERS` is the list. A handler gets what the command's clauses share, the draft of its
clause, the verb's place and name; it returns where the clause ends.

May import: decompose, plan.steps, select.selectors, diagnostics.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from redraft.decompose.asking import Asking
from redraft.decompose.clauses import approved, verb_at
from redraft.decompose.defaults import CHANGES
from redraft.decompose.drafts import Draft
from redraft.decompose.nouns import nouns
from redraft.decompose.values import value
from redraft.decompose.verbs.aligning import align, distribute
from redraft.decompose.verbs.casing import CASES
from redraft.decompose.verbs.changing import change, factor, resize
from redraft.decompose.verbs.giving import assign, plain
from redraft.decompose.verbs.pairing import match, swap
from redraft.decompose.verbs.placing import move, reorder, rotate
from redraft.decompose.verbs.protecting import scope, unsupported
from redraft.decompose.verbs.replacing import replace
from redraft.decompose.verbs.rewording import correct
from redraft.decompose.verbs.structure import add, whole
from redraft.decompose.verbs.styling import STYLES, letters, style
from redraft.decompose.verbs.taking import empty, point, take, turn, write
from redraft.decompose.verbs.wording import insert, rename
from redraft.decompose.words import Words

__all__ = ["HANDLERS", "Handler", "handle"]

Handler = Callable[[Asking, Draft, int, str], int]

#: every verb that is not a plain giver of values
HANDLERS: Final[dict[str, Handler]] = {
    **dict.fromkeys(CHANGES, change),
    **dict.fromkeys(STYLES, style),
    **dict.fromkeys(CASES, letters),
    "factor": factor,
    "resize": resize,
    "move": move,
    "nudge": move,
    "align": align,
    "align left": align,
    "align right": align,
    "align center": align,
    "center": align,
    "rotate": rotate,
    "insert": write,
    "make": turn,
    "take": take,
    "empty": empty,
    "append": insert,
    "prepend": insert,
    "rename": rename,
    "retext": rename,
    "replace": replace,
    "correct": correct,
    "hide": whole,
    "show": whole,
    "delete": whole,
    "remove": whole,
    "duplicate": whole,
    "wrap": whole,
    "add": add,
    "swap": swap,
    "match": match,
    "distribute": distribute,
    "space": distribute,
    "front": reorder,
    "back": reorder,
    "forward": reorder,
    "backward": reorder,
    "go": scope,
    "pick": point,
    "flip": unsupported,
}


#: verbs that may give a text; a quote behind what any other one is about is its name
_TEXTED: Final = frozenset(
    {
        *("add", "append", "correct", "give", "go", "insert", "make", "pick", "prepend", "rename"),
        *("replace", "retext", "set", "take"),
    }
)

#: verbs of two things, the second of which comes after "with"
_JOINING: Final = frozenset(
    {
        "swap",
        "match",
        "replace",
        "wrap",
        "insert",
        "append",
        "prepend",
        "rename",
        "retext",
        "add",
        "align",
    }
)


def _parted(w: Words, at: int) -> str:
    """The verb of "scale the logo up", whose second part comes after what it is about; else ""."""
    parts = w.lexicon.phrasal.get(w.said(at)) if w.is_word(at) else None
    found = None if parts is None else nouns(w, at + 1, places=False)
    if parts is None or found is None or found.stop >= w.size:
        return ""
    goes = w.any_of(found.stop, "direction", "edge", "to")
    if verb_at(w, at) in ("move", "take") and goes and not _goes_to_amount(w, found.stop):
        return ""  # "push the logo up"
    verb = parts.get(w.said(found.stop), "")
    if verb:
        w.silence(found.stop)
        return verb
    return parts.get(w.items[found.stop].token.text, "")  # "tone the title down to 20px"


def _goes_so(w: Words, at: int) -> bool:
    """ "(go) navy on the header": a look, and no place to go to."""
    said = value(w, at)
    return (
        said is not None and said.sort in ("colour", "token", "keyword") and w.has(said.stop, "in")
    )


def _goes_to_amount(w: Words, at: int) -> bool:
    """ "(bring the title) down to 20px": no place, but how much of it is left."""
    said = value(w, at + 1) if w.has(at, "to") and w.items[at].words > 1 else None
    return said is not None and said.sort in ("px", "number", "percent")


def _is_asked_kindly(w: Words, at: int) -> bool:
    """Whether a word of politeness stands between a verb and what it is about."""
    polite = w.value(at, "filler") == "polite" and not w.is_capital(at)
    return polite and w.any_of(at + 1, "det", "quantifier", "possessive", "pronoun", "kind")


def handle(p: Asking, draft: Draft, at: int) -> int:
    """Read the clause at ``at`` by its verb, or as one without; return where it ends."""
    verb = _parted(p.w, at) or verb_at(p.w, at)
    p.w.with_joins = verb in _JOINING
    if not verb:
        if (judged := approved(p.w, at)) is not None:
            p.w.silence(judged)  # "(14px is too small,) 16 is fine"
            p.w.silence(judged + 1)
        return plain(p, draft, at)
    if verb == "go" and _goes_so(p.w, at + 1):
        p.w.use(at, at + 1)
        return plain(p, draft, at + 1)
    draft.verbs = (at,)
    if _is_asked_kindly(p.w, at + 1):
        p.w.use(at, at + 1)  # "hide please the caption"
        at += 1
    p.w.gives_text = verb in _TEXTED
    stop = HANDLERS.get(verb, assign)(p, draft, at, verb)
    p.w.gives_text = True
    while draft.goes_on:
        draft.goes_on = False
        verb = verb_at(p.w, stop)
        draft.verbs = (at, stop) if verb else draft.verbs
        stop = HANDLERS.get(verb, assign)(p, draft, stop, verb)
    return stop
