"""What is taken off or out, emptied, or filled: "take the underline off", "fill the circle with red".

May import: decompose, plan.steps, select.selectors, diagnostics.
"""

from __future__ import annotations

from msgspec import structs

from redraft.decompose.asking import Asking
from redraft.decompose.clauses import ends_clause, skip_fillers, verb_at
from redraft.decompose.drafts import Draft
from redraft.decompose.filling import Filler
from redraft.decompose.likenesses import taken
from redraft.decompose.nouns import noun, nouns
from redraft.decompose.texts import quotes_listed
from redraft.decompose.values import value
from redraft.decompose.verbs.adding import added
from redraft.decompose.verbs.differences import amount_off
from redraft.decompose.verbs.ending import ended, to_end
from redraft.decompose.verbs.giving import assign, finished
from redraft.decompose.verbs.placing import move, rotate, turned_over
from redraft.decompose.verbs.protecting import scope
from redraft.decompose.verbs.replacing import quote_to_quote, replace
from redraft.decompose.verbs.structure import whole
from redraft.decompose.verbs.verbatim import verbatim
from redraft.decompose.verbs.wording import insert, name_each
from redraft.decompose.words import Words
from redraft.plan.steps import Like, Literally, Set, Step


def take(p: Asking, draft: Draft, at: int, _verb: str) -> int:
    """ "take the underline off the title" removes; "take the logo 20px left" moves."""
    if (read := amount_off(p, draft, at)) is not None:
        return read
    if _points(p.w, at + 1):
        return scope(p, draft, at, "pick")
    if _comes_to(p.w, at + 1):
        return assign(p, draft, at, "set")  # "take the title to 18px"
    off = _ahead(p.w, at + 1, "off")
    return whole(p, draft, at, "remove") if off else move(p, draft, at, "move")


def _comes_to(w: Words, at: int) -> bool:
    """ "(take the title) down to 18px": an amount that it comes to, and no way that it goes."""
    found = nouns(w, skip_fillers(w, at), places=True)
    if found is None or not w.any_of(found.stop, "to", "direction"):
        return False
    step = w.skip(found.stop, "direction", "to", most=2)
    said = value(w, step)
    if said is None or said.sort not in ("px", "number", "percent") or not w.has(step - 1, "to"):
        return False
    return not w.any_of(said.stop, "direction", "relation", "edge")


def _points(w: Words, at: int) -> bool:
    """ "(take the greeting) and make it smaller": no more than what the next clause is about."""
    found = noun(w, skip_fillers(w, at))
    if (
        found is None
        or found.pronoun
        or not (w.is_separator(found.stop) or w.has(found.stop, "and"))
    ):
        return False
    return bool(verb_at(w, w.skip_commas(found.stop)))


def empty(p: Asking, draft: Draft, at: int, verb: str) -> int:
    """ "empty the second textbox": nothing is written in it any more."""
    w = p.w
    w.use(at, at + 1)
    found = nouns(w, skip_fillers(w, at + 1), places=True)
    stop = at + 1 if found is None else found.stop
    w.use(at, stop)
    target = p.it() if found is None else p.scoped(found.selector)
    draft.steps.append(
        Set(target=target, property="text", value=Literally(""), span=w.span(at, stop))
    )
    p.remember(target)
    p.memory.verb = verb
    return to_end(p, draft, stop)


def write(p: Asking, draft: Draft, at: int, verb: str) -> int:
    """ "write it in lowercase", "fill the circle with red" give a look; "write “…”" gives a text."""
    w = p.w
    if (told := verbatim(p, draft, at, verb)) is not None:
        return told
    if (one := added(p, draft, at, skip_fillers(w, at + 1))) is not None:
        return one
    if quote_to_quote(w, at + 1):
        return replace(p, draft, at, "replace")  # "fill in “Name” with “Ana”"
    if (each := _filled_each(p, draft, at)) is not None:
        return each
    ground = value(w, at + 1) if w.has(at, "filling") else None
    if ground is not None and ground.sort in ("colour", "token"):
        return _fill_of_it(p, draft, at)
    found = None if _quoted(w, at + 1) else nouns(w, skip_fillers(w, at + 1), places=False)
    if found is not None and w.begins(found.stop, "with", "in"):
        step = found.stop + (not w.has(found.stop, "keyword"))  # "in lowercase"
        given = w.skip(step, "det", "shade")
        looks = w.any_of(given, "keyword", "font-name", "token", "property", "same")
        if w.is_colour(given) or looks or taken(w, found.stop + 1) is not None:
            return _painted(p, draft, at)
    if (
        found is not None
        and w.has(at, "filling")
        and w.any_of(w.after_det(found.stop), "same", "like")
    ):
        return _painted(p, draft, at)  # "fill it the same as the footer"
    w.of_object = True  # "write “A” in the title, the card: bold"
    stop = insert(p, draft, at, verb)
    w.of_object = False
    return stop


def point(p: Asking, draft: Draft, at: int, verb: str) -> int:
    """ "highlight the title (in) yellow" gives it a ground; "highlight the title" only points at it."""
    w = p.w
    found = nouns(w, at + 1, places=False) if w.has(at, "filling") else None
    if found is not None and w.is_colour(w.skip(found.stop, "with", "in", "det", "shade")):
        return _painted(p, draft, at)
    return scope(p, draft, at, verb)


def _painted(p: Asking, draft: Draft, at: int) -> int:
    """Give what the verb is about a look; a colour is its ground where the verb fills, else its text's."""
    begun = len(draft.steps)
    stop = assign(p, draft, at, "paint")
    name = "background" if p.w.has(at, "filling") else "text colour"
    draft.steps[begun:] = [_of(name, step) for step in draft.steps[begun:]]
    return stop


def _filled_each(p: Asking, draft: Draft, at: int) -> int | None:
    """ "(fill in) the three boxes on slide 3 with “A”, “B” and “C”": one text to each, in order."""
    w = p.w
    step = skip_fillers(w, at + 1)
    if w.kind(step) == "quote" or not _quoted(w, step):
        return None
    w.quotes_name = False
    found = nouns(w, step, places=True)
    w.quotes_name = True
    if found is None or found.number == "one" or not w.has(found.stop, "with"):
        return None
    texts = quotes_listed(w, found.stop + 1)
    if texts is None:
        return None
    stop = texts.stop + w.has(texts.stop, "respectively")
    if not ended(w, stop):
        return None
    w.use(at, stop)
    return name_each(p, draft, found, texts._replace(stop=stop))


def _fill_of_it(p: Asking, draft: Draft, at: int) -> int:
    """ "(the button:) fill in brand, white text": the ground of what was spoken of, and more of it."""
    filler = Filler(p.w, p.memory, "make")
    filler.own_verb = True
    if p.unnamed is not None:
        filler.frame.targets, filler.frame.implied = [p.unnamed], True
    p.w.use(at, at + 1)
    filler.frame.wait("background", p.w.span(at, at + 1))
    stop = filler.fill(at + 1)
    draft.stop = stop
    finished(p, draft, filler, at, stop)
    return stop


def turn(p: Asking, draft: Draft, at: int, verb: str) -> int:
    """ "turn the star by 15°" rotates; "turn the star red" gives a value."""
    w = p.w
    if w.has(at, "turning") and (_angle(w, at + 1) or turned_over(w, at + 1)):
        return rotate(p, draft, at, "rotate")
    return assign(p, draft, at, verb)


def _angle(w: Words, at: int) -> bool:
    """Whether an angle comes before the clause's end."""
    while not (ends_clause(w, at) or w.mark(at, ",")):
        said = value(w, at) if w.kind(at) == "number" or w.has(at, "number") else None
        if said is not None and said.sort == "degrees":
            return True
        at += 1
    return False


def _of(name: str, step: Step) -> Step:
    """What is filled with a colour gets it as its ground, what is written in one as its text's."""
    if not (isinstance(step, Set) and step.property == "colour"):
        return step
    said = step.value
    if isinstance(said, Like) and said.property is None:
        said = structs.replace(said, property="colour")  # "fill it with the colour of the title"
    return structs.replace(step, property=name, value=said)


def _ahead(w: Words, at: int, category: str) -> bool:
    """Whether a word of a category comes before the clause's end."""
    while not (ends_clause(w, at) or w.mark(at, ",")):
        if w.has(at, category):
            return True
        at += 1
    return False


def _quoted(w: Words, at: int) -> bool:
    while not ends_clause(w, at):
        if w.kind(at) == "quote":
            return True
        at += 1
    return False
