"""Verbs that give a text: insert, write, rename, title.

May import: decompose, plan.steps, select.selectors, diagnostics.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, NamedTuple

from redraft.decompose.asking import Asking
from redraft.decompose.assignments import split
from redraft.decompose.clauses import ends_clause, one_each, skip_fillers, starts_clause, verb_at
from redraft.decompose.defaults import SLIDE_CONTENT, TITLE
from redraft.decompose.descriptions import (
    SCREENS,
    Noun,
    count_of,
    inside,
    is_placed,
    is_plural,
    joined,
)
from redraft.decompose.drafts import Draft
from redraft.decompose.heads import value_follows
from redraft.decompose.nouns import noun, nouns
from redraft.decompose.scopes import holds_screens, moved_to
from redraft.decompose.texts import Texts, quotes_listed, texts_listed, texts_respectively
from redraft.decompose.unquoted import is_figure, text_behind, unquoted
from redraft.decompose.values import Said, value
from redraft.decompose.verbs.ending import ended, looks_follow, styled, to_end
from redraft.decompose.verbs.lines import edge_at, line_at
from redraft.decompose.verbs.replacing import quote_to_quote, replaced
from redraft.decompose.verbs.rewording import (
    OWNER_MAX,
    Part,
    bare,
    beside,
    exchanged_each,
    owner_at,
    part,
    set_before,
    where,
)
from redraft.decompose.words import Span, Words
from redraft.plan.steps import (
    AppendText,
    Literally,
    PrependText,
    ReplaceText,
    Scale,
    Set,
    Step,
)
from redraft.select.selectors import Either, Look, Named, Pick, Reference, Related, Selector

#: text goes here where nobody says where
CONTENT: Final = Either((Reference("it"), SLIDE_CONTENT))
#: what has a title of its own
_TITLED: Final = ("slide", "card", "section", "container", "modal", "list")


#: the end of a text that "before" and "after" it mean
_ENDS: Final[dict[str, str]] = {"before": "start", "after": "end"}


#: so many texts, joined by "and", may be one
_PAIR: Final = 2
#: ways to put a text at the start of what is there
_BEFORE: Final = ("start", "prepend")


class _Place(NamedTuple):
    """A description beside a text that is inserted."""

    selector: Selector
    #: "in" or "with" before it; empty where there is none
    prep: str
    screen: bool
    #: a word for texts of any kind
    generic: bool
    #: a screen of several, which says nothing itself
    slide: bool = False


@dataclass
class _Insertion:
    """A text to insert: its words, where they go, how they look."""

    text: str | None = None
    span: Span = (0, 0)
    places: list[_Place] = field(default_factory=list)
    looks: list[Said] = field(default_factory=list)
    #: "start" or "end" of the text that is there
    end: str = ""
    prep: str = ""
    #: it is a word or a sign, which is added to what is there
    part: bool = False
    #: as it stands before what is there
    before: str = ""
    #: it gets a line of its own
    line: bool = False


def insert(p: Asking, draft: Draft, at: int, verb: str) -> int:
    """insert, type, write, add, put a quoted text: into what is named, else where text goes."""
    w = p.w
    w.quotes_name = False
    stop = _insert(p, draft, at, verb)
    w.quotes_name = True
    return stop


def _insert(p: Asking, draft: Draft, at: int, verb: str) -> int:
    w = p.w
    w.use(at, at + 1)
    stop = at + 1
    if (each := _insert_each(p, draft, at)) is not None:
        return each
    said = _Insertion()
    while not w.mark(stop, "([") and (w.mark(stop, "\n") or not ends_clause(w, stop)):
        if said.text is not None and said.places and looks_follow(w, stop):
            break
        if said.text is not None and w.has(stop, "instead"):
            end = _put_instead(p, draft, at, stop, said.text)
            if end is not None:
                return end
        after = w.skip_commas(stop)
        if after > stop and _insertion_ends(w, after, said):
            break
        end = _also_into(w, stop, after, said)
        if end is None:
            end = _insertion_part(w, stop, said, verb)
        if end is None:
            break
        w.use(stop, end)
        stop = end
    if said.text is not None and not said.places:
        end = beside(p, draft, at, stop, Part(said.text, stop, told=True))
        if end is not None:
            return end
    span = w.span(at, stop)
    if said.text is None:
        p.fail(draft, span, why="has no text in quotes")
        return to_end(p, draft, stop)
    target = _text_target(p, said.places)
    if target is CONTENT and any(w.has(k, "there") for k in range(at, min(stop + 1, w.size))):
        target = Reference("it")  # "nobody reads X. Write “Y” there": where is not known
    if said.looks and not said.places and not said.part and p.scope is None:
        # "write “Total” in bold": as it is written there already, if it is
        there = Named(quoted=said.text, span=said.span, number="one")
        target = Either((Look(there, "text", said.text, "is"), target))
    way = _way(said, verb)
    draft.steps.append(_text_step(target, said, way))
    draft.steps.extend(_look_steps(target, said.looks, span))
    p.remember(target)
    p.memory.verb = "make"
    if way == "insert" and not said.looks:
        stop = _inserted_elsewhere(p, draft, stop, target)
    return styled(p, draft, stop, target)


def _inserted_elsewhere(p: Asking, draft: Draft, stop: int, target: Selector) -> int:
    """ "(insert “A” as content on slide 4) and “B” on slide 5": further texts, each in the same of its place."""
    w = p.w
    while (at := w.skip_commas(stop)) > stop and w.kind(at) == "quote":
        found = noun(w, at + 2, places=True) if w.any_of(at + 1, "in", "to", "of") else None
        if found is None or not is_placed(target) or not ended(w, found.stop):
            break
        if not holds_screens(found.selector) or is_placed(found.selector):
            break
        w.use(stop, found.stop)
        there = moved_to(target, found.selector)
        said = _Insertion(w.items[at].text, w.span(at, at + 1))
        draft.steps.append(_text_step(there, said, "insert"))
        p.remember(there)
        stop = found.stop
    return stop


def _look_steps(target: Selector, looks: list[Said], span: Span) -> list[Step]:
    """How a text that is put somewhere is to look."""
    steps: list[Step] = []
    for look in looks:
        name = look.property
        if look.factor:
            steps.append(Scale(target=target, property=name, factor=look.factor, span=span))
        elif look.value is not None:
            steps.append(Set(target=target, property=name, value=look.value, span=span))
    return steps


def _insert_each(p: Asking, draft: Draft, at: int) -> int | None:
    """ "(in the three boxes) write “A”, “B” and “C”": one to each, where there are as many."""
    w = p.w
    texts = quotes_listed(w, at + 1) if w.kind(at + 1) == "quote" else None
    if texts is None:
        return None
    stop, target, each = texts.stop, p.scope, False
    for _ in range(2):  # "from left to right in the boxes", "in the boxes from left to right"
        after = w.skip_commas(stop)
        if w.has(after, "respectively"):
            stop, each = after + 1, True
        elif w.any_of(stop, "in", "to") and (found := nouns(w, stop + 1)) is not None:
            stop, target = found.stop, p.scoped(found.selector)
    if target is None or not ended(w, stop):
        return None
    if not each and count_of(target) != len(texts.said):
        return None
    return name_each(p, draft, Noun(target, at + 1), texts._replace(stop=stop))


def _put_instead(p: Asking, draft: Draft, at: int, stop: int, text: str) -> int | None:
    """ "(put “A”) instead of “B” in the footer": a part of a text in the place of another."""
    w = p.w
    old = part(w, stop + 1, "in", "from", "of") or bare(w, stop + 1, "in", "from", "of")
    if not old.text:
        return None
    owner = owner_at(w, old.stop)
    end = old.stop if owner is None else owner.stop
    target = where(p, owner, old.text)
    w.use(at, end)
    span = w.span(at, end)
    draft.steps.append(ReplaceText(target=target, find=old.text, put=text, span=span))
    p.remember(target)
    return to_end(p, draft, end)


def _insertion_ends(w: Words, after: int, said: _Insertion) -> bool:
    """Whether what comes after a joint is no part of the insertion."""
    if ends_clause(w, after) or (said.places and _goes_on_there(w, after)):
        return True
    if starts_clause(w, after) and not w.any_of(after, "keyword"):
        return True
    if said.text is not None and said.places and _is_asked_of(w, after):
        return True
    return said.text is not None and not w.any_of(after, "in", "to", "keyword", "det", "kind")


def _goes_on_there(w: Words, at: int) -> bool:
    """ "(on slide 1 insert “A” as content and) on slide 2 “B”": what is put in another place."""
    place = noun(w, at + 1, places=True) if w.has(at, "in") else None
    if place is None:
        return False
    if verb_at(w, place.stop):
        return True  # "(add “A” to the title) and in the note below it replace “B”"
    text = w.skip(place.stop, "to", "with") + w.mark(place.stop, ",:")
    return w.kind(text) == "quote" and ended(w, text + 1)


def _also_into(w: Words, at: int, after: int, said: _Insertion) -> int | None:
    """The place after a joint: "in the box and the title" goes into both."""
    if after > at and w.has(at, "and") and said.text is not None and said.places:
        said.prep = said.prep or said.places[-1].prep
    return after if after > at else None


def _is_asked_of(w: Words, at: int) -> bool:
    """ "(write “A” in the box), the title bold": whether something is asked of another."""
    other = nouns(w, at)
    if other is None or other.bare:
        return False
    if w.any_of(other.stop, "in", "with"):
        return False  # "in the box and the title in bold"
    return w.mark(other.stop, ":") or w.has(other.stop, "should") or value_follows(w, other.stop)


def _insertion_part(w: Words, at: int, said: _Insertion, verb: str) -> int | None:
    """Read one more part of the insertion; return where it ends, None where none comes."""
    if (own := _own_line(w, at, said, verb)) is not None:
        return own
    if said.text is None and (words := _inserted_words(w, at, said, verb)) is not None:
        said.text, said.span, said.prep = words.text, w.span(at, words.stop), ""
        said.part, said.before = True, set_before(words)
        return words.stop
    if w.kind(at) == "quote" and said.text is None and not w.any_of(at + 1, "kind"):
        said.text, said.span, said.prep = w.items[at].text, w.span(at, at + 1), ""
        return at + 1
    if said.text is not None and said.prep == "in" and w.kind(at) == "quote":
        named = Named(quoted=w.items[at].text, span=w.span(at, at + 1), number="one")
        said.places.append(_Place(named, "in", screen=False, generic=False))
        said.prep = ""
        return at + 1  # "put “4” on “Cart”"
    if said.text is None and w.has(at, "pronoun"):
        return at + 1  # "paste this in the box: “…”"
    if w.has(at, "text-end"):
        said.end, said.prep = w.value(at, "text-end"), "in"
        return at + 1
    beside_it = w.value(at, "relation")
    if said.text is not None and beside_it in _ENDS and w.kind(at + 1) != "quote":
        said.end, said.prep = _ENDS[beside_it], "in"  # "add “(draft)” after the title"
        return at + 1
    if w.has(at, "keyword") and not w.any_of(at + 1, "kind"):
        look = value(w, at)
        if look is not None:
            said.looks.append(look)
            return at + 1
    step = w.skip(at, "filler", "det")
    reads = nouns if said.prep else noun
    found = reads(w, at, places=True)
    if found is None and step > at:
        found = reads(w, step, places=True)
    if found is not None and (said.prep or not found.bare):
        generic = found.kinds[:1] == ("text",) and not said.prep
        asked = value_follows(w, found.stop) and not w.any_of(found.stop, "in", "with")
        if said.prep and (asked or w.mark(found.stop, ":")):
            # "in the box, the title bold": of a list what comes before one that has a value
            first = noun(w, step, places=True)
            found = first if first is not None and w.is_separator(first.stop) else found
        slide = _is_slide(found.selector)
        said.places.append(_Place(found.selector, said.prep, found.screen, generic, slide))
        said.prep = ""
        return found.stop
    if w.any_of(at, "in", "to", "with", "of", "as-well", "like"):
        said.prep = "with" if w.has(at, "with") else "in"
        return at + 1
    small = w.any_of(at, "filler", "det", "property")
    return at + 1 if small or w.kind(at) in ("mark", "other") else None


def _own_line(w: Words, at: int, said: _Insertion, verb: str) -> int | None:
    """ "a new bullet", "as the last line", "at the top of": a text that gets a line of its own, and which."""
    if w.has(at, "own-line"):
        said.line, said.end = True, w.value(at, "own-line")
        return at + 1
    if said.line and (edge := edge_at(w, at)) is not None:
        said.end, said.prep = edge.end, "in"
        return edge.stop
    if said.text is not None or said.places:
        return None
    line = line_at(w, at, verb)
    said.line = said.line or line is not None
    return line


def _inserted_words(w: Words, at: int, said: _Insertion, verb: str) -> Part | None:
    """ "the word now", "a question mark", "(append) now": a text that is not in quotes."""
    step = w.after_det(at)
    if w.kind(at) == "other" and not said.places:
        return Part(w.items[at].text, at + 1, told=True)  # "add 🌿 to the brand"
    if w.any_of(step, "text-part", "sign"):
        return part(w, at, "to", "in", "of", "text-end", "relation")
    if verb == "insert" and not said.places and (figure := figure_in(w, at)) is not None:
        return figure
    if verb == "insert":
        told = bare(w, at, "instead")
        if told.text and w.has(told.stop, "instead") and value(w, at) is None:
            return told  # "write Plans instead of Pricing"
        first = w.has(at - 1, "verb")
        placed = placed_words(w, at) if first and not _quote_comes(w, at) else None
        if placed is not None:
            return placed
    after = said.prep == "with" or not said.places
    if verb not in ("append", "prepend") or not after or w.kind(at) == "quote":
        return None
    named = None if said.prep == "with" else noun(w, at)
    return bare(w, at, "to", "in", "text-end") if named is None or named.bare else None


def _quote_comes(w: Words, at: int) -> bool:
    """ "(insert) the following in the box: “…”"."""
    while not ends_clause(w, at):
        if w.kind(at) == "quote":
            return True
        if w.is_separator(at) and starts_clause(w, w.skip_commas(at)):
            return False  # "write New in the badge, make it “…”"
        at += 1
    return False


def figure_in(w: Words, at: int) -> Part | None:
    """ "(put) 70% in the circle": a number that is to be read there."""
    said = value(w, at) if w.kind(at) == "number" else None
    if said is None or said.sort not in ("percent", "number") or not w.has(said.stop, "in"):
        return None
    found = noun(w, said.stop + 1, places=True)
    if found is None or found.bare or found.screen or not ended(w, found.stop):
        return None
    return Part(w.quote(w.span(at, said.stop)), said.stop, told=True)


def placed_words(w: Words, at: int) -> Part | None:
    """ "(write) Charity Day in the text box": words up to the place that they go to, the last one named."""
    said = None if w.any_of(at, "det", "pronoun") else unquoted(w, at)
    if said is None or value(w, at) is not None:
        return None
    for k in range(said.stop - 1, max(at, said.stop - OWNER_MAX), -1):
        if not w.any_of(k, "in", "to"):
            continue
        found = nouns(w, k + 1, places=True)
        if found is not None and found.stop >= said.stop and not (found.bare or found.pronoun):
            return Part(w.quote(w.span(at, k)), k, told=True)
    return None


def _way(said: _Insertion, verb: str) -> str:
    """At which end of what is there a text goes, or that it takes the place of that."""
    # "add “…” to the title", "add “…”": to what is there
    onto = said.part or any(place.prep == "in" and not place.screen for place in said.places)
    onto = onto or not said.places
    return said.end or ("append" if said.line or (onto and verb == "add") else verb)


def _text_step(target: Selector, said: _Insertion, way: str) -> Step:
    """The step that puts a text where it goes: at an end of what is there, or instead of it."""
    text, span, line = said.text or "", said.span, said.line
    match way:
        case way if way in _BEFORE:
            return PrependText(target=target, text=said.before or text, line=line, span=span)
        case "end" | "append":
            return AppendText(target=target, text=text, line=line, span=span)
        case _:
            return Set(target=target, property="text", value=Literally(text), span=span)


def _is_slide(selector: Selector) -> bool:
    """Whether a screen of several is meant itself, and nothing on it."""
    while isinstance(selector, (Either, Pick)):
        selector = selector.options[0] if isinstance(selector, Either) else selector.base
    return isinstance(selector, Named) and selector.kinds[:1] == SCREENS[:1]


def _text_target(p: Asking, places: list[_Place]) -> Selector:
    """Where a text goes: the place named with a preposition, else what is named, else the content."""
    into = [o for o in places if o.prep == "in" and not o.screen]
    placed = [o.selector for o in into]
    named = [o.selector for o in places if not (o.prep or o.screen or o.generic)]
    if placed and named:
        # "the “our company” box with “Apple” on slide 6", "the content “…” in the content part"
        return Either((inside(named[-1], joined(placed), "any"), joined(placed)))
    if placed:
        slides = [o.selector for o in into if o.slide]
        parts = [o.selector for o in into if not o.slide]
        if slides and parts and len(into) == len({*slides, *parts}):
            # "on slide 1 as the title"
            return p.scoped(inside(joined(parts), joined(slides), "any"))
        # "on slide 4": a slide says nothing itself
        held = [inside(SLIDE_CONTENT, o.selector, "any") if o.slide else o.selector for o in into]
        return p.scoped(joined(held))
    if named:
        return p.scoped(named[-1])
    if p.scope is not None:
        # "in the third box write …": in its content, else in itself
        content = inside(SLIDE_CONTENT, p.scope, "any")
        # what shows a text gets it itself
        own = Look(p.scope, "textual")
        return content if holds_screens(p.scope) else Either((own, content, p.scope))
    if p.memory.spoken and p.memory.target is not None:
        return p.memory.target  # "the button is confusing, write “Buy” there"
    return CONTENT


def rename(p: Asking, draft: Draft, at: int, verb: str) -> int:
    """name X "…", rename X to …, title the page "…"."""
    w = p.w
    w.use(at, at + 1)
    step = skip_fillers(w, at + 1)
    if quote_to_quote(w, step):
        return replaced(p, draft, at, step, verb)
    return renamed(p, draft, at, step, verb)


def _labels_it(p: Asking, at: int) -> bool:
    """ "(the button green), label “Pay”": what was just spoken of is labelled so."""
    w = p.w
    follows = w.mark(at - 1, ",") or w.has(at - 1, "and")
    return follows and w.value(at, "kind").startswith("label") and p.memory.target is not None


def renamed(p: Asking, draft: Draft, at: int, step: int, verb: str) -> int:
    """Read what gets a text from ``step`` on, and the text; the clause began at ``at``."""
    w = p.w
    if (each := exchanged_each(p, draft, at, step)) is not None:
        return each  # "rename Small and Large to S and L"
    if (each := _quotes_exchanged(p, draft, at, step)) is not None:
        return each
    texts = texts_respectively(w, step)
    head = None if texts else text_behind(w, step)
    w.quotes_name, w.texts_from = False, texts.start if texts else head or -1
    found = nouns(w, step, places=True)
    if found is not None and w.kind(found.stop) == "quote" and w.any_of(found.stop + 1, "to"):
        w.quotes_name = True  # "rename the slide “Food” to “What we ate”"
        found = nouns(w, step, places=True)
    if found is None and w.has(at, "kind") and not _labels_it(p, at):
        found = noun(w, at)  # "title: “Thanks”"
    w.quotes_name, w.texts_from = True, -1
    stop = step if found is None else found.stop
    words = bare(w, step, "to", "like", "purpose") if found is None else None
    if words is not None and words.text and w.any_of(words.stop, "to", "like", "purpose"):
        # "rename Upload to “Send file”": what is on it, whatever else that word may be
        stop = words.stop
        found = Noun(Named(quoted=words.text, span=w.span(step, stop)), stop)
    if found is not None:
        w.use(step, stop)
    begun = w.skip(stop, "to", "like", "with", "filler", "that", "purpose")
    if texts is None and found is not None:
        several = count_of(found.selector) != 1
        listed = quotes_listed if w.kind(begun) == "quote" else texts_listed
        texts = listed(w, begun) if several else None
    if texts is not None:
        return name_each(p, draft, found, texts)
    begun = at if found is None and begun == at + 1 and _begins_text(w, at) else begun
    text = _text_at(w, begun + w.mark(begun, ",:"))
    if text is None or (w.has(at, "kind") and is_figure(w, begun) and not w.has(begun - 1, "to")):
        # "label Email: 4px higher" begins with what is there
        p.fail(draft, w.span(at, stop), why="says no name")
        return to_end(p, draft, stop)
    if w.has(text.stop, "everywhere"):
        return replaced(p, draft, at, step, "replace")  # "rename Marta to Maria everywhere"
    w.use(stop, text.stop)
    stop = text.stop
    if text.doubt:
        p.doubt(draft, w.span(begun, stop), w.span(begun, text.doubt))
        return to_end(p, draft, stop)
    target = p.it() if found is None else p.scoped(found.selector)
    if found is not None:
        if found.screen:
            target = TITLE if p.scope is None else inside(TITLE, p.scope, "any")
        else:
            target = _titled(found, target)
        draft.about_owner = not _by_its_text(w, step, found.stop)
        p.remember(target)
    carrier = target if target is TITLE or found is None else Related(target, "text")
    said, span = Literally(text.text), w.span(at, stop)
    draft.steps.append(Set(target=carrier, property="text", value=said, span=span))
    p.memory.verb = verb
    return styled(p, draft, stop, carrier)


def _quotes_exchanged(p: Asking, draft: Draft, at: int, step: int) -> int | None:
    """ "rename “Small” and “Large” to “S” and “L” respectively": as many texts as there are."""
    w = p.w
    old = quotes_listed(w, step) if w.kind(step) == "quote" else None
    if old is None or not w.has(old.stop, "to") or w.kind(old.stop + 1) != "quote":
        return None
    new = quotes_listed(w, old.stop + 1)
    if new is None or len(new.said) != len(old.said):
        return None
    stop = new.stop + w.has(new.stop, "respectively")
    w.use(at, stop)
    span = w.span(at, stop)
    targets = [Related(Named(quoted=find, span=told), "text") for find, told in old.said]
    for target, (put, _) in zip(targets, new.said, strict=True):
        draft.steps.append(Set(target=target, property="text", value=Literally(put), span=span))
    p.remember(joined([Named(quoted=put) for put, _ in new.said]))
    p.memory.verb = "rename"
    return to_end(p, draft, stop)


def _begins_text(w: Words, at: int) -> bool:
    """ "helpline: Call 0131 496 0200": what a text behind a colon begins with, and no verb."""
    plain = w.kind(at + 1) in ("word", "number") and not w.any_of(at + 1, "to", "pronoun", "det")
    sure = w.is_capital(at) or w.kind(at + 1) == "number"
    return w.mark(at - 1, ":-–—") and sure and plain


def _is_screen(found: Noun, target: Selector) -> bool:
    """ "(go to slide 4,) rename it": a part of a document of several screens, by a word for it."""
    return found.pronoun and holds_screens(target) and not is_placed(target)


def _by_its_text(w: Words, start: int, stop: int) -> bool:
    """Whether something is told by what it says, which it does no longer once it is renamed."""
    return any(
        w.kind(k) == "quote" or (w.has(k, "name") and not w.has(k, "kind"))
        for k in range(start, stop)
    )


def _titled(found: Noun, target: Selector) -> Selector:
    """What carries the name of what was found: the title on a slide or in a card, else that itself."""
    if (found.kinds[:1] and found.kinds[0] in _TITLED) or _is_screen(found, target):
        return Either((inside(TITLE, target, "any"), target))
    return target


def name_each(p: Asking, draft: Draft, found: Noun | None, texts: Texts) -> int:
    """ "label the options Card, PayPal and Bank transfer respectively"."""
    target = p.it() if found is None else p.scoped(found.selector)
    w, count = p.w, count_of(target)
    each = one_each(w, texts.start if found is None else found.stop)
    several = len(texts.said) > _PAIR and is_plural(target)  # "the tabs to Home, News and More"
    sure = each or several or w.kind(texts.start) == "quote"
    if not sure and count != len(texts.said):
        p.fail(draft, w.span(texts.start, texts.stop), why="may be one text or several")
        w.use(texts.start, texts.stop)
        return to_end(p, draft, texts.stop)
    p.w.use(texts.start if found is None else found.stop, texts.stop)
    for one, (text, span) in zip(split(target, len(texts.said)), texts.said, strict=True):
        titled = one if found is None else _titled(found, one)
        draft.steps.append(Set(target=titled, property="text", value=Literally(text), span=span))
    p.remember(target)
    return to_end(p, draft, texts.stop)


def _text_at(w: Words, at: int) -> Part | None:
    """A text: quoted, or the words up to the clause's end."""
    if w.kind(at) == "quote" and not is_figure(w, at):
        return Part(w.items[at].text, at + 1, told=True)
    said = unquoted(w, at)
    return None if said is None else Part(said.text, said.stop, told=False, doubt=said.doubt)
