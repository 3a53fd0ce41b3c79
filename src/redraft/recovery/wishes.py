"""Concrete edits to choose from, made of what this document has: for a wish that names none.

May import: decompose, verify, select, document.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice
from typing import Final

from redraft.decompose import names_in, read, read_phrase
from redraft.diagnostics import RedraftError
from redraft.document.blueprint import Component, Document
from redraft.document.colors import parse
from redraft.document.lengths import read_px
from redraft.document.properties import (
    drawn,
    ground,
    is_interactive,
    is_text_like,
    token,
    token_keys,
)
from redraft.recovery.fixes import worded
from redraft.recovery.names import kind_of, name, prominent
from redraft.recovery.palette import aspects, main_action, of_buttons, palette
from redraft.recovery.phrases import each, keys, say
from redraft.recovery.problem import Ideas, Problem, either, own
from redraft.select.resolve import resolve
from redraft.select.selectors import widened
from redraft.select.words import plural
from redraft.verify import findings_on, fix_of

#: of a large document so many components are looked at
_LOOKED_AT: Final = 200
_FIXES_MAX: Final = 2
#: more of a kind are not changed for an idea of ours
_ALL_MAX: Final = 50
_OTHERS_MAX: Final = 4
#: words that may name a component are looked up in a clause, so many, and so long ones
_NAMED_MAX: Final = 6
_NAME_MAX: Final = 100
#: longer clauses are not lacking anything
_CLAUSE_MAX: Final = 200
#: ideas of ours before the command without the wish is offered
_FIRST_MAX: Final = 2
_ENDS_QUESTION: Final = " ?"


def wishes(problem: Problem) -> Ideas:
    """What the clause lacks, else what its words want of this document, else other edits."""
    yield from (either(*idea.commands) for idea in completed(problem))
    edits = wished(problem)
    yield from islice(edits, _FIRST_MAX)
    yield either(problem.wording.without(problem.clause))
    yield from edits
    yield from other_edits(problem)


def wished(problem: Problem) -> Ideas:
    """Edits for what a wish wants, of the component that it names, else of the screen."""
    document = problem.document
    wanted = aspects(problem.wording, problem.clause) or keys("wish else")
    about = named_in(problem)
    if about:
        within = [j for i in about for j in (i, *document.outline.descendants(i))]
        said = name(document, about[0]) if len(about) == 1 else _all_of(document, about[0])
        slots = colour_tokens(document, ground(document.at(about[0])))
        slots |= {} if said is None else {"target": said}
    else:
        within = list(range(len(document)))
        slots = screen_slots(document)
    for command in palette(document, wanted, within, slots):
        yield own(_no_question(problem.instead(command)))


def completed(problem: Problem) -> Ideas:
    """The clause with what it may lack at its end: a line, a size, a second component."""
    document, wording = problem.document, problem.wording
    span = problem.clause
    if span[1] - span[0] > _CLAUSE_MAX or any(
        True for _ in wording.having(span, "vague", "vague-look", "other-job")
    ):
        return
    if any(wording.words.kind(k) in ("number", "quote", "colour") for k in wording.places(span)):
        return  # a value was said: it is not for want of one that this was not read
    about = spoken_of(problem)
    slots = {"clause": wording.quote(span)}
    for clause in each("complete", slots):
        if _reads(document, clause):
            yield own(wording.put(span, clause))
    alike = () if about is None else document.outline.by_type[document.at(about).type]
    others = (i for i in dict.fromkeys((*alike, *prominent(document))) if i != about)
    for said in islice((said for i in others if (said := name(document, i))), _OTHERS_MAX):
        for clause in each("complete by", {**slots, "other": said}):
            if _reads(document, clause):
                yield own(wording.put(span, clause))


def _reads(document: Document, clause: str) -> bool:
    """Whether a clause is understood; much cheaper to find out than whether it runs."""
    reading = read(clause, names=names_in(document, clause))
    return bool(reading.plan.clauses) and not any(
        d.severity == "error" for d in reading.diagnostics
    )


def other_edits(problem: Problem) -> Ideas:
    """Other edits of the component that the clause names, else of the screen."""
    document = problem.document
    about = named_in(problem)
    if not about:
        said = for_screen(document)
    elif len(about) == 1:
        said = for_component(document, about[0])
    else:
        said = for_several(document, about)
    for command in said:
        yield own(_no_question(problem.instead(command)))


def _no_question(command: str) -> str:
    """An edit in the place of a question asks nothing."""
    return command.rstrip(_ENDS_QUESTION)


def anything(problem: Problem) -> Ideas:
    """Edits of the screen, whatever was said: the last resort."""
    i = problem.document.find(problem.diagnostic.component or "")
    about = spoken_of(problem) if i is None else i
    document = problem.document
    for said in for_screen(document) if about is None else for_component(document, about):
        yield own(said)


def spoken_of(problem: Problem) -> int | None:
    """The component that the clause names, or None."""
    found = named_in(problem)
    return found[0] if len(found) == 1 else None


def named_in(problem: Problem) -> tuple[int, ...]:
    """The components that the first description in the clause fits."""
    wording = problem.wording
    w = wording.words
    naming = (
        k
        for k in wording.places(problem.clause)
        if (w.any_of(k, "kind") or w.kind(k) == "quote" or w.is_unknown(k))
        and not w.any_of(k, "screen")
    )
    for k in islice(naming, _NAMED_MAX):
        at = wording.at(k)
        for span in dict.fromkeys((wording.phrase(at), at)):
            if span[1] - span[0] > _NAME_MAX:
                continue
            try:
                found = resolve(problem.document, widened(read_phrase(wording.quote(span))))
            except RedraftError:
                continue
            if 0 < len(found) <= _ALL_MAX:
                return found
    return ()


def for_component(document: Document, i: int) -> Iterator[str]:
    """Edits of one component."""
    said = name(document, i)
    if said is None:
        return iter(())
    component = document.at(i)
    slots = {"target": said, **colour_tokens(document, ground(component))}
    repairs = islice(_repairs(document, document.outline.descendants(i), i), _FIXES_MAX)
    return chain(repairs, each(f"wish {_sort(component)}", slots))


def for_several(document: Document, found: tuple[int, ...]) -> Iterator[str]:
    """Edits of all of a kind, then of each."""
    whole = _all_of(document, found[0])
    if whole is not None:
        component = document.at(found[0])
        slots = {"target": whole, **colour_tokens(document, ground(component))}
        yield from islice(each(f"wish {_sort(component)}", slots), _OTHERS_MAX // 2)
    for i in found:
        yield from islice(for_component(document, i), 1)


def _sort(component: Component) -> str:
    if is_text_like(component):
        return "text"
    return "pressed" if is_interactive(component) else "other"


def screen_slots(document: Document) -> dict[str, str]:
    """What stands out on the screen, by name: the title, what is pressed, what holds others."""
    slots = colour_tokens(document, None)
    for slot, i in (("title", _title(document)), ("action", main_action(document))):
        if i is not None and (said := name(document, i)) is not None:
            slots[slot] = said
    looked = range(min(len(document), _LOOKED_AT))
    pressed = next((i for i in looked if is_interactive(document.at(i))), None)
    held = next((i for i in looked if _is_container(document.at(i))), None)
    for slot, i in (("pressed", next(iter(of_buttons(document)), pressed)), ("container", held)):
        said = None if i is None else _all_of(document, i)
        if said is not None:
            slots[slot] = said
    return slots


def for_screen(document: Document) -> Iterator[str]:
    """Edits of what stands out on the screen."""
    slots = screen_slots(document)
    repairs = islice(_repairs(document, range(len(document)), None), _FIXES_MAX)
    whole = each("wish screen", slots)
    first = islice(whole, 1)
    fallback = (s for i in prominent(document) for s in islice(for_component(document, i), 2))
    return chain(first, repairs, whole, fallback)


def _repairs(document: Document, within: range, first: int | None) -> Iterator[str]:
    """Texts that can hardly be read, made readable."""
    looked = [*([first] if first is not None else []), *within[:_LOOKED_AT]]
    for finding in findings_on(document, looked):
        fix = fix_of(document, finding)
        said = None if fix is None else worded(document, fix)
        if said is not None:
            yield said


def _all_of(document: Document, i: int) -> str | None:
    """The kind of a component in the plural, or its name where there is one, or very many."""
    if not 1 < len(document.outline.by_type[document.at(i).type]) <= _ALL_MAX:
        return name(document, i)
    return say("name", "all", kinds=plural(kind_of(document, i)))


def _is_container(component: Component) -> bool:
    return ground(component) is not None and not is_interactive(component)


def _title(document: Document) -> int | None:
    """The text in the largest letters."""
    best: tuple[float, int] | None = None
    for i in range(min(len(document), _LOOKED_AT)):
        component = document.at(i)
        if not is_text_like(component) or not component.text:
            continue
        px = read_px(drawn(document, component, "font size")) or 0.0
        if best is None or px > best[0]:
            best = (px, i)
    return None if best is None else best[1]


def colour_tokens(document: Document, but: str | None) -> dict[str, str]:
    """Two colour tokens by name that are not the colour ``but``."""
    colours = [
        said
        for said, keys in token_keys(document).items()
        if isinstance(value := token(document, keys), str)
        and parse(value) is not None
        and value != but
        and len(keys) == 1
    ]
    slots = ("colour token", "second token")
    return dict(zip(slots, colours, strict=False))
