"""Verbs that give values, and clauses without a verb: make, set, “header: 24px, bold”.

May import: decompose, plan.steps, select.selectors, diagnostics.
"""

from __future__ import annotations

from typing import Final

from redraft.decompose.asking import Asking
from redraft.decompose.assignments import steps_for
from redraft.decompose.clauses import ends_clause, one_each, skip_fillers, verb_at
from redraft.decompose.defaults import keyword_assignment
from redraft.decompose.descriptions import Noun, count_of, kinds_in, without_looks
from redraft.decompose.drafts import Assignment, Draft
from redraft.decompose.edges import edge_phrase
from redraft.decompose.filling import Filler
from redraft.decompose.framing import frames
from redraft.decompose.heads import value_follows
from redraft.decompose.nouns import noun, nouns
from redraft.decompose.places import aimed, destination
from redraft.decompose.scopes import holds, holds_screens, moved_to
from redraft.decompose.sorts import gate
from redraft.decompose.statements import statement
from redraft.decompose.unquoted import is_figure, text_behind
from redraft.decompose.values import value
from redraft.decompose.verbs.adding import added, added_there
from redraft.decompose.verbs.destinations import destinations
from redraft.decompose.verbs.ending import ended, styled, unread
from redraft.decompose.verbs.misread import misread
from redraft.decompose.verbs.misstated import misstated
from redraft.decompose.verbs.openings import opening
from redraft.decompose.verbs.ordering import ordered
from redraft.decompose.verbs.pairing import carried, mutual, swap, swapped
from redraft.decompose.verbs.remarks import complaint
from redraft.decompose.verbs.removing import none_of
from redraft.decompose.verbs.replacing import quote_to_quote, quote_to_words, replace, replaced
from redraft.decompose.verbs.rewording import WORDS_MAX, correct, reworded
from redraft.decompose.verbs.topics import taken_up, topic
from redraft.decompose.verbs.wording import renamed
from redraft.decompose.words import Words
from redraft.document.properties import TEXT_LIKE
from redraft.plan.steps import Literally, Set, Show, gives_text
from redraft.select.selectors import Either, Look, Named, Pick, Related, Selector, Union

#: what stands between a text and the one that it becomes
_TOLD: Final = gate("arrow", "becoming", "should")
_SAYS: Final = gate("says")
_RETURNS: Final = gate("returning")
#: verbs after which one more pair of texts may come without them
_OF_TEXTS: Final = ("replace", "rename", "retext", "correct")


def assign(p: Asking, draft: Draft, at: int, verb: str) -> int:
    """make, set, change, give, paint: everything that has a value."""
    w = p.w
    if quote_to_quote(w, at + 1) or quote_to_words(w, at + 1) or _quote_there(w, at + 1):
        return replace(p, draft, at, "replace")
    if verb in ("make", "give") and (read := swapped(p, draft, at + 1)) is not None:
        w.use(at, at + 1)
        return read
    if verb == "set" and (mutual(w, at + 1) or _switches(w, at)):
        return swap(p, draft, at, "swap")
    if w.has(at + 1, "question") and (read := _what_it_says(p, draft, at)) is not None:
        return read
    if verb == "set" and _tells_each(w, at + 1):
        w.use(at, at + 1)
        return renamed(p, draft, at, at + 1, "rename")
    if verb == "make" and (read := opening(p, draft, at, at + 1)) is not None:
        return read
    if w.has(at, "carrying") and (read := carried(p, draft, at)) is not None:
        return read
    if verb == "set" and (read := reworded(p, draft, at, at + 1)) is not None:
        return read
    w.use(at, at + 1)
    filler = Filler(w, p.memory, verb)
    filler.own_verb = True
    filler.uses = w.has(at, "carrying")
    if w.has(at, "auxiliary") and p.unnamed is not None:
        filler.frame.targets, filler.frame.implied = [p.unnamed], True
    w.quotes_name = not _ends_in_figure(w, at + 1)
    stop = filler.fill(at + 1)
    w.quotes_name = True
    draft.stop = stop
    finished(p, draft, filler, at, stop)
    p.memory.verb = verb
    return stop


def _ends_in_figure(w: Words, at: int) -> bool:
    """ "(make) the total €54.00": what it is to show, and nothing that shows it."""
    figure = next(
        (k for k in range(at + 1, min(at + WORDS_MAX, w.size)) if w.kind(k) == "quote"), 0
    )
    after_name = w.is_word(figure - 1) and not w.has(figure - 1, "det")
    return bool(figure) and is_figure(w, figure) and ended(w, figure + 1) and after_name


def _switches(w: Words, at: int) -> bool:
    """ "switch the apple and the bread": two are named, and nothing that they are to be."""
    if not w.has(at, "switching"):
        return False
    found = nouns(w, skip_fillers(w, at + 1), places=False)
    if found is None or not isinstance(found.selector, Union) or len(found.selector.parts) != 2:
        return False
    return ended(w, w.skip(found.stop, "filler"))


def _quote_there(w: Words, at: int) -> bool:
    """ "(change) “Sales” in the table to “Sales, Europe”": a part of what is written there."""
    if w.kind(at) != "quote" or not w.any_of(at + 1, "in", "of") or w.has(at + 1, "to"):
        return False
    found = noun(w, at + 2, places=True)
    return found is not None and w.has(found.stop, "to") and w.kind(found.stop + 1) == "quote"


def plain(p: Asking, draft: Draft, at: int) -> int:
    """No verb: "header: 24px, bold", "the title should be red", "a bit bigger", a complaint."""
    w = p.w
    if quote_to_quote(w, at) or quote_to_words(w, at):
        return replaced(p, draft, at, at, "replace")  # "“Before” → “Then”"
    if w.has(w.after_det(at), "slip") and w.any_of(w.after_det(at) + 1, "in", "of"):
        return correct(p, draft, at, "")  # "typo in the title: …"
    read = _adds(p, draft, at)
    if read is None:
        read = taken_up(p, at) or opening(p, draft, at, at)
    if read is None:
        read = misread(p, draft, at) or misstated(p, draft, at)
    if read is None:
        read = _one_more(p, draft, at)
    if read is None:
        read = complaint(p, at)
    if read is None:
        read = statement(p, at)
    if read is None:
        read = swapped(p, draft, at)
    if read is None:
        read = _moves(p, draft, at)
    if read is None:
        read = _text_in(p, draft, at)
    if read is None:
        read = topic(p, at) or _declared(p, draft, at)
    if read is not None:
        return read
    filler = Filler(w, p.memory, _goes_on_as(p, at))
    meant = _left_out(p, at)
    if meant is not None:
        filler.frame.targets, filler.frame.implied = [meant], True
    wished = pictured(filler, at)
    if wished is None and w.has(at, "with") and not filler.frame.targets:
        # as in: (no, I meant the button,) with white text
        filler.frame.targets, filler.frame.implied = [p.it()], True
    stop = filler.fill(at if wished is None else wished)
    draft.stop = stop
    finished(p, draft, filler, at, stop)
    return stop


def _counted(p: Asking, draft: Draft, at: int) -> int | None:
    """ "13 day streak now": how many there are of what is named, and no value for it."""
    w = p.w
    if w.kind(at) != "number" or w.items[at].token.unit or not w.is_word(at + 1):
        return None
    if w.any_of(at + 1, "unit", "dimension", "property", "more", "in", "of", "purpose", "range"):
        return None
    found = noun(w, at + 1, places=False)
    if found is None or not found.bare:
        return None
    return unread(p, draft, at) if ended(w, w.skip(found.stop, "filler", "so-far")) else None


def _adds(p: Asking, draft: Draft, at: int) -> int | None:
    """ "(I'd like) a second button next to the first", "under it there should be a line “…”"; "no badges"."""
    if (read := ordered(p, draft, at)) is not None:
        return read
    if p.w.has(at, "no"):
        return none_of(p, draft, at)
    if (read := _counted(p, draft, at)) is not None:
        return read
    if at and p.w.has(at - 1, "wish"):
        return _shown_again(p, draft, at) or added(p, draft, at, at)
    return added_there(p, draft, at)


def _shown_again(p: Asking, draft: Draft, at: int) -> int | None:
    """ "(I'd like to see) the banner again", "(we want) the logo back"."""
    w = p.w
    found = nouns(w, at, places=False) if w.heard & _RETURNS else None
    if found is None or found.pronoun or not w.has(found.stop, "returning"):
        return None
    if not ended(w, stop := w.skip(found.stop + 1, "filler")):
        return None
    w.use(at, stop)
    target = p.scoped(found.selector)
    draft.steps.append(Show(target=target, span=w.span(at, stop)))
    draft.sure *= found.sure
    p.remember(target)
    p.memory.verb = "show"
    return stop


def _left_out(p: Asking, at: int) -> Selector | None:
    """What is meant where a clause need not name it: "(update the icon so that) it's 32 by 32"."""
    spoken = p.w.has(at, "it-is") and p.memory.spoken and p.memory.target is not None
    spoken = spoken or (p.unnamed is None and _is_its_text(p, at))
    return p.it() if p.unnamed is None and spoken else p.unnamed


def _is_its_text(p: Asking, at: int) -> bool:
    """ "(the button 220 wide.) Text bold": of what was spoken of, where that is no text itself."""
    w, before = p.w, p.memory.target
    if before is None or p.scope is not None or not w.has(at, "inner-text"):
        return False
    if "text" not in w.value(at, "kind").split()[:1] or not value_follows(w, at + 1):
        return False
    kinds = kinds_in(before)
    return not (kinds and kinds[0] in TEXT_LIKE) and not holds_screens(before)


def _goes_on_as(p: Asking, at: int) -> str:
    """The verb that a clause without one goes on with; what has a colon behind it begins anew."""
    verb, w = p.memory.verb or "make", p.w
    if verb == "make":
        return verb
    for k in range(at + 1, min(at + WORDS_MAX, w.size)):
        if w.mark(k, ":") or w.any_of(k, "should", "no"):
            return "make"
        if ends_clause(w, k) or value_follows(w, k):
            break
    return verb


def _one_more(p: Asking, draft: Draft, at: int) -> int | None:
    """ "(change Milk to Oat milk) and Eggs to Tofu", "Milk becomes Oat milk", "Milk → Oat milk"."""
    w = p.w
    if (there := _on_another_screen(p, draft, at)) is not None:
        return there
    if p.memory.verb in _OF_TEXTS and not p.memory.apart:
        read = reworded(p, draft, at, at, more=True)
        names = read is None and p.memory.verb == "rename" and text_behind(w, at) is not None
        return renamed(p, draft, at, at, "rename") if names else read
    if not w.heard & _TOLD:
        return None
    ahead = range(at + 1, min(at + WORDS_MAX, w.size))
    told = any(w.any_of(k, "arrow", "becoming", "should") and not w.has(k, "more") for k in ahead)
    return reworded(p, draft, at, at) if told else None


def _on_another_screen(p: Asking, draft: Draft, at: int) -> int | None:
    """ "(rename slide 1 as “A” and make it red,) slide 2 as “B”": the same part of another gets a text."""
    w = p.w
    texts = [
        step for d in p.drafts for step in d.steps if isinstance(step, Set) and gives_text(step)
    ]
    if not texts or p.scope is not None or not holds_screens(texts[-1].target):
        return None
    found = noun(w, at, places=False)
    if found is None or found.pronoun or found.screen or not holds(w, at, found):
        return None
    text = w.skip(found.stop, "to", "like", most=2)
    if w.kind(text) != "quote" or not (w.mark(text + 1, ",") or ended(w, text + 1)):
        return None
    there = moved_to(texts[-1].target, found.selector)
    if count_of(found.selector) != 1 or not holds_screens(found.selector):
        return None
    w.use(at, text + 1)
    said, span = Literally(w.items[text].text), w.span(at, text + 1)
    draft.steps.append(Set(target=there, property="text", value=said, span=span))
    p.remember(there)
    return styled(p, draft, text + 1, there)


def _text_in(p: Asking, draft: Draft, at: int) -> int | None:
    """ "red text in the save button", "bold text on the card": a look, as if it were there."""
    w = p.w
    said = value(w, at)
    if said is None or said.sort not in ("colour", "token", "keyword"):
        return None
    if not (w.has(said.stop, "inner-text") and w.any_of(said.stop + 1, "in", "purpose")):
        return None
    owner = nouns(w, said.stop + 2, places=True)
    if owner is None or not ended(w, owner.stop):
        return None
    w.use(at, owner.stop)
    target = p.scoped(owner.selector)
    given = Assignment(None, said, w.span(at, said.stop + 1))
    quote = w.quote(given.span)
    draft.steps.extend(steps_for(target, given, inner_text=True, quote=quote))
    p.remember(target)
    return owner.stop


def _tells_each(w: Words, at: int) -> bool:
    """ "(change the tabs) to Home, News and More respectively": texts without quotes."""
    if not one_each(w, at):
        return False
    while not (w.has(at, "to") or ends_clause(w, at)):
        at += 1
    return w.is_capital(at + 1) and value(w, at + 1) is None


def _declared(p: Asking, draft: Draft, at: int) -> int | None:
    """ "the subscribe button says “Count me in”": as it is to be; what says so already stays."""
    w = p.w
    if not w.heard & _SAYS:
        return None
    ahead = range(at + 1, min(at + WORDS_MAX, w.size))
    says = next((k for k in ahead if w.has(k, "says") or w.is_separator(k)), None)
    if (
        says is None
        or w.value(says, "says") != "says"
        or w.kind(says + 1) != "quote"
        or not ended(w, stop := w.skip(says + 2, "filler"))
    ):
        return None
    part = w.part(at, says)
    found = nouns(part, 0, places=True)
    if found is None or found.stop != part.size or found.pronoun or found.screen:
        return None
    w.use(at, stop)
    target, text = p.scoped(found.selector), w.items[says + 1].text
    so = Look(target, "text", text, "is")
    said, span = Literally(text), w.span(at, says + 2)
    written = Either((so, Related(target, "text")))
    draft.steps.append(Set(target=written, property="text", value=said, span=span))
    draft.sure *= found.sure
    p.remember(target)
    p.memory.verb = "retext"
    return stop


def _what_it_says(p: Asking, draft: Draft, at: int) -> int | None:
    """ "change what the button says to “Pay”"."""
    w = p.w
    found = nouns(w, at + 2, places=False)
    if found is None or found.pronoun or not w.begins(found.stop, "says"):
        return None
    quote = w.skip(found.stop + 1, "to")
    if w.kind(quote) != "quote" or not ended(w, quote + 1):
        return None
    w.use(at, quote + 1)
    target, span = p.scoped(found.selector), w.span(at, quote + 1)
    said = Literally(w.items[quote].text)
    draft.steps.append(Set(target=Related(target, "text"), property="text", value=said, span=span))
    p.remember(target)
    p.memory.verb = "retext"
    return quote + 1


def pictured(filler: Filler, at: int) -> int | None:
    """ "black sidebar": a clause that is but a component as it is to look; None where it is not."""
    w, frame = filler.w, filler.frame
    begin = at + w.has(at, "number-article")
    if not (w.is_colour(begin) or w.any_of(begin, "shade", "keyword", "look")):
        return None
    found = noun(w, begin, places=False)
    if found is None or found.bare or found.inner_text or frame.targets:
        return None
    if found.number != "one" or not (found.kinds or found.screen):
        return None
    alone = ends_clause(w, w.skip(found.stop, "filler"))
    if not (alone or (found.screen and _text_on_it(w, found.stop))):
        return None
    selector = found.selector
    if found.screen and isinstance(selector, Pick):
        selector = selector.base  # the only one there is
    part, looks = without_looks(selector)
    if len(looks) != 1 or not (isinstance(part, Named) or found.screen):
        return None
    frame.targets, frame.screen = [part], found.screen
    frame.spans, frame.stated = [w.span(at, found.stop)], True
    name, _, said = looks[0].partition(" = ")
    frame.done.extend(keyword_assignment(name, said))
    w.use(at, found.stop)
    return found.stop


def _text_on_it(w: Words, at: int) -> bool:
    """ "(black slide) and white text": the look of what is written on it, and nothing more."""
    begun = w.skip_commas(at)
    said = value(w, at + 1 if w.has(at, "with") else begun)
    if (
        said is None
        or said.sort not in ("colour", "token")
        or (begun == at and not w.has(at, "with"))
    ):
        return False
    return w.has(said.stop, "inner-text") and ends_clause(w, w.skip(said.stop + 1, "filler"))


def _moves(p: Asking, draft: Draft, at: int) -> int | None:
    """ "hero picture 40px down", "logo to the left edge": a move without its verb."""
    w = p.w
    found = nouns(w, at, places=False)
    if found is None or found.pronoun:
        return None
    if (lined := _lined(p, draft, at, found)) is not None:
        return lined
    if w.mark(found.stop, ":") and w.any_of(w.after_det(found.stop + 1), "ordinal"):
        # as in: the logos: first one to the left edge, …
        each = _moves(p, draft, w.skip(found.stop + 1, "filler"))
        if each is not None:
            w.use(at, found.stop + 1)
        return each
    begins = at == 0 or w.mark(at - 1, ".;\n") or w.any_of(at - 1, "wish", "filler", "then")
    wished = (begins or p.memory.verb == "move") and _wished_there(w, found.stop)
    if not (_goes(w, found.stop) or _goes_to(w, found.stop) or wished):
        return None
    w.use(at, found.stop)
    target = p.scoped(found.selector)
    steps, stop, sure, _ = destinations(p.w, found.stop, "move")
    draft.steps.extend(aimed(steps, target))
    draft.sure *= sure * found.sure
    p.remember(target)
    p.memory.verb = "move"
    return stop if ended(w, stop) else unread(p, draft, stop)


def _lined(p: Asking, draft: Draft, at: int, found: Noun) -> int | None:
    """ "(title right-aligned; subtitle) left": to which side its text goes, as that of another does."""
    w = p.w
    side = w.skip(found.stop, "as-well", most=1)
    asked = [step for draft in p.drafts[-1:] for step in draft.steps if isinstance(step, Set)]
    if not any(step.property == "text alignment" for step in asked):
        return None
    line = w.value(side, "direction")
    if line not in ("left", "right") or not ended(w, stop := w.skip(side + 1, "as-well", most=1)):
        return None
    w.use(at, stop)
    target, span = p.scoped(found.selector), w.span(at, stop)
    said = Literally(line)
    draft.steps.append(Set(target=target, property="text alignment", value=said, span=span))
    draft.sure *= found.sure
    p.remember(target)
    return stop


def _wished_there(w: Words, at: int) -> bool:
    """ "(I want the arrow) under the price": where it is to go, as nothing else is asked of it."""
    if w.has(at, "relation"):
        before = w.wants_value, w.giving
        w.wants_value, w.giving = True, "values"  # "(the boxes) under the heading 16"
        there = destination(w, at)
        w.wants_value, w.giving = before
    else:
        edges = edge_phrase(w, at) if w.any_of(at, "in", "to") else None
        there = None if edges is None else destination(w, at)
    if there is None or not there.steps:
        return False
    after = w.skip_commas(there.stop)
    goes_on = bool(verb_at(w, after)) or (w.has(after, "definite") and not value_follows(w, after))
    if after > there.stop and not goes_on:
        # "save on the right, cancel on the left"
        other = nouns(w, after, places=False)
        goes_on = other is not None and not other.pronoun and _wished_there(w, other.stop)
    return ends_clause(w, w.skip(there.stop, "filler")) or (after > there.stop and goes_on)


def _goes(w: Words, at: int) -> bool:
    """ "40px down": an amount and a direction."""
    said = value(w, at)
    if said is None or said.sort not in ("px", "number", "percent") or said.unit == "pt":
        return False
    if w.has(said.stop, "relation"):  # "8px below the pay button"
        there = destination(w, said.stop, said)
        return there is not None and bool(there.steps) and ended(w, there.stop)
    return w.any_of(said.stop, "direction") or w.value(said.stop, "more").startswith(("x ", "y "))


def _goes_to(w: Words, at: int) -> bool:
    """ "to the bottom left corner": an edge that words of direction lead to."""
    if not w.any_of(at, "to", "direction") or w.has(at, "in"):
        return False
    edges = edge_phrase(w, at)
    return edges is not None and (ended(w, edges.stop) or w.any_of(edges.stop, "of", "in"))


def finished(p: Asking, draft: Draft, filler: Filler, at: int, stop: int) -> None:
    """Turn what was filled into steps; a clause that says nothing at all is not understood."""
    before = len(draft.steps) + len(draft.diagnostics)
    if (
        filler.unknown
        or filler.unoffered
        or any(
            f.full or f.waiting or f.vague or (f.targets and not f.implied) for f in filler.frames
        )
    ):
        frames(p, draft, filler)
    if len(draft.steps) + len(draft.diagnostics) == before:
        p.fail(draft, p.w.span(at, max(stop, at + 1)))
