"""Components named in a clause: what the values are for, or what holds what they are for.

Each reads at a place, puts what it found on the sheet, and returns where that ends; None
where nothing of its kind stands there.

May import: decompose, select.selectors.
"""

from __future__ import annotations

from typing import Final

from redraft.decompose.bases import kind_named
from redraft.decompose.clauses import ends_clause
from redraft.decompose.descriptions import (
    Noun,
    apart,
    inside,
    is_placed,
    joined,
    kinds_in,
    many,
    only_quoted,
    owner_of,
    place_of,
    without_looks,
)
from redraft.decompose.drafts import Assignment, Change, Frame
from redraft.decompose.givens import named
from redraft.decompose.heads import counts, looks_listed, tells_texts, value_follows
from redraft.decompose.nouns import noun, nouns, of_owner_behind, of_same_owner, starts_noun
from redraft.decompose.numerals import numeral
from redraft.decompose.pointing import is_one
from redraft.decompose.references import explained, parts_of, refers
from redraft.decompose.scopes import holds, moved_to
from redraft.decompose.settle import settle
from redraft.decompose.sheets import Sheet
from redraft.decompose.sorts import gate, sorts
from redraft.decompose.values import COLOURED, Said, value
from redraft.decompose.words import Words
from redraft.document.properties import TEXT_LIKE
from redraft.select.selectors import (
    Both,
    Either,
    Except,
    Look,
    Named,
    Pick,
    Reference,
    Related,
    Selector,
    Union,
    Where,
)

#: descriptions of one clause that "them" looks back at
NAMED_MAX: Final = 24


#: words of whose something is
_OWNER_MAX: Final = 8
#: words of a property before "of"
_ASKED_MAX: Final = 6
_OWNED: Final = gate("possessive-mark")
_QUOTE: Final = sorts(tokens=["quote"])
_TOKEN: Final = sorts("token")
_NONE: Final = sorts("none")
_NORMAL: Final = sorts("normal")
_LOOK: Final = sorts("shade", "keyword", "look")
_KIND: Final = sorts("kind", "any")


def _is_colour_of(w: Words, at: int, prep: str) -> bool:
    """ "to the brand blue #1736CF": a colour, whatever is called brand."""
    told = prep == "to" and w.has(at, "definite") and w.is_colour(at + 2)
    return told and value(w, at + 1) is not None


def subject(sheet: Sheet, at: int, prep: str, *, after_joint: bool) -> int | None:
    """A description: a further target, the start of the next frame, or what holds the targets."""
    w = sheet.w
    # "(make the boxes bold): the first in red": one more, whose place was told before it
    after_joint = after_joint or (bool(w.mark(at - 1, ":")) and _is_done(sheet.frame))
    # "(the first card: title bold,) its price red": of what is spoken of
    at += sheet.memory.topic and after_joint and w.has(at, "possessive")
    coloured = _is_colour_of(w, at, prep)
    found = None if coloured else _named(sheet, at, prep, after_joint=after_joint)
    apart = prep == "to" and not after_joint
    if found is None or _is_companion(sheet, prep) or (apart and _is_another(sheet, at, found)):
        return None
    listed = after_joint and not prep
    found = _own_label(sheet, at, _explained_here(sheet, found), listed=listed)
    found = _part_of_holder(sheet, at, found) if listed else found
    frame = sheet.frame
    if frame.implied and not frame.full:
        frame.targets, frame.implied = [], False
    span = w.span(at, found.stop)
    # the mark of possession before a property: "the header's color"
    stop = found.stop + 1 if w.has(found.stop, "possessive-mark") else found.stop
    attaches = prep in ("of", "in", "from") or (
        prep in ("to", "with") and frame.full and not after_joint
    )
    if prep == "to" and frame.waiting and not frame.values and frame.targets:
        # "set the background to brand": a token's name as a value
        return named(sheet, at)
    if frame.targets and found.pronoun and attaches and not after_joint:
        if found.number != "one" and sheet.named:
            sheet.for_all()  # "…, white text on both"
        return stop  # "with black text on it"
    told = not prep or w.mark(at - 1, ":")
    if frame.targets and not frame.full and found.pronoun and found.number != "one" and told:
        return stop  # "the title and the caption both bold", "…: all of them bold"
    if frame.full and frame.targets and not after_joint and _led_by_values(sheet, at, stop, prep):
        since = [a for a in frame.done if a.span[0] >= sheet.joint]
        frame.done = [a for a in frame.done if a.span[0] < sheet.joint]
        sheet.next_frame()
        sheet.frame.done = since
        frame, attaches = sheet.frame, False
        prep = ""
    elif frame.full and frame.targets and attaches and not after_joint:
        _narrow(sheet, found)
        return stop
    leads = not (frame.targets or after_joint or frame.done) and bool(frame.values)
    leads = leads and all(isinstance(v, Change) for v, _ in frame.values)
    if frame.full and not (leads or (attaches and not frame.targets)):
        if frame.targets or (not frame.done and (after_joint or prep)):
            sheet.next_frame()
    elif frame.targets and not (frame.full or after_joint) and _places(sheet, at, prep):
        frame.targets = [inside(t, found.selector, "any") for t in frame.targets]
        return stop
    elif frame.targets and not (after_joint or frame.full or prep):
        return _beside(sheet, at, found)
    elif frame.also and after_joint:
        sheet.next_frame()  # "the first one too, and the title …"
    frame = sheet.frame
    found = _with_owner(sheet, at, found) if after_joint and frame.targets else found
    _take(sheet, at, found)
    frame.spans.append(span)
    frame.stated = frame.stated or not found.pronoun
    frame.screen = frame.screen or found.screen
    frame.inner_text = frame.inner_text or found.inner_text
    frame.edge = frame.edge or _called_border(sheet, found.stop - 1)
    frame.sure *= found.sure
    if found.bare and prep != "of":
        frame.sure *= 0.98
    return stop


def _is_another(sheet: Sheet, at: int, found: Noun) -> bool:
    """ "(the title) to the price bold": something else of which something is asked, and no value."""
    w, frame = sheet.w, sheet.frame
    if not frame.targets or frame.full or frame.waiting:
        return False
    stop = found.stop
    asked = value_follows(w, stop) or w.has(stop, "property") or w.mark(stop, ":")
    return asked and w.any_of(at, "det", "name")


def _is_done(frame: Frame) -> bool:
    """Whether something is named, and given what it gets."""
    return bool(frame.targets) and frame.full


def _narrow(sheet: Sheet, found: Noun) -> None:
    """ "(the title red) on slide 3": where what has got something is."""
    frame = sheet.frame
    if frame.waiting and _is_part_of(found.selector, joined(frame.targets)):
        _begin_part(sheet, found)
        return
    frame.unscoped = frame.unscoped or list(frame.targets)
    frame.targets = [inside(t, found.selector, "any") for t in frame.targets]


def _is_part_of(selector: Selector, owner: Selector) -> bool:
    """Whether a description is of what belongs to what is spoken of: "its cells"."""
    parts = parts_of(selector)
    return any(p == owner or (isinstance(p, Reference) and p.word == "it") for p in parts)


def _begin_part(sheet: Sheet, found: Noun) -> None:
    """ "(the table 700 wide,) font size in its cells (18)": the property is one of what is named now."""
    before = sheet.frame
    waiting, spans = before.waiting, before.waiting_spans
    before.waiting, before.waiting_spans = [], []
    sheet.next_frame()
    sheet.frame.waiting, sheet.frame.waiting_spans = waiting, spans
    sheet.frame.targets = [explained(found.selector, [joined(before.targets)])]
    sheet.frame.stated = True


def _led_by_values(sheet: Sheet, at: int, stop: int, prep: str) -> bool:
    """ "(the header navy,) bold section title", "…, a 2px border on the banner": of what is named behind them."""
    w, frame = sheet.w, sheet.frame
    spans = [a.span for a in frame.done] + [span for _, span in frame.values]
    behind = [span[0] >= sheet.joint for span in spans]
    if frame.placed or not any(behind) or all(behind) or (frame.waiting and not frame.values):
        return False
    if frame.respectively or any(span[0] < sheet.joint for span in frame.waiting_spans):
        return False
    told = [value for value, span in frame.values if span[0] >= sheet.joint]
    told += [a.value for a in frame.done if a.span[0] >= sheet.joint]
    if any(isinstance(one, Said) and one.sort == "quote" for one in told):
        return False  # one more text
    settle(frame)
    since = [a for a in frame.done if a.span[0] >= sheet.joint]
    if prep == "of":
        return True
    if prep == "in":
        return all(a.property or _names_property(w, a) for a in since)
    last = max(a.span[1] for a in since)
    adjacent = not w.text[last : w.items[at].start].strip()
    return not prep and adjacent and (ends_clause(w, stop) or w.is_separator(stop))


def _names_property(w: Words, a: Assignment) -> bool:
    """Whether a value says what it is of: "no border", "square corners"; no "bold", no "dark red"."""
    look = isinstance(a.value, Said) and a.value.sort not in COLOURED
    return look and " " in w.quote(a.span)


def _places(sheet: Sheet, at: int, prep: str) -> bool:
    """Whether what follows tells where the targets are: "the photo border of slide 4", "… in the card"."""
    frame = sheet.frame
    if prep == "in":
        return True
    if prep != "of" or not (frame.spans and frame.waiting_spans):
        return False
    (_, named), (asked, _) = frame.spans[-1], frame.waiting_spans[-1]
    k = at - 1
    while k > at - _ASKED_MAX and sheet.w.items[k].start >= asked:
        k -= 1
    k -= sheet.w.has(k, "possessive-mark")
    return k >= 0 and sheet.w.items[k].end == named


def _take(sheet: Sheet, at: int, found: Noun) -> None:
    """Take a description as one more target, and note what it is to what comes later."""
    w, targets = sheet.w, sheet.frame.targets
    targets.append(found.selector)
    if (those := apart(targets)) is not None:
        w.name_kind(found.stop, those)
    if found.number == "one" and not found.screen and _holds_others(w, at, found):
        sheet.holder = found.selector


def _part_of_holder(sheet: Sheet, at: int, found: Noun) -> Noun:
    """ "(the newsletter section navy,) title white": by its kind alone, in what was named before."""
    w, holder, named = sheet.w, sheet.holder, found.selector
    if holder is None or not sheet.frame.full or not isinstance(named, Named):
        return found
    led = w.has(at, "definite") and sheet.is_part(sheet.frame)  # "(its label red,) the text bold"
    plain = len(named.words) == 1 and named.quoted is None and found.stop == at + 1 + led
    if not plain or _holds_others(w, at, found) or not (named.kinds or tells_texts(named.words[0])):
        return found
    return found._replace(selector=Either((inside(named, holder, found.number), named)))


def _holds_others(w: Words, at: int, found: Noun) -> bool:
    """Whether a description is of what holds others, by its kind or the last word of its name."""
    if not w.has(found.stop - 1, "name"):
        return holds(w, at, found)
    name = w.said(found.stop - 1).replace("_", " ")
    said = (name, name.rpartition(" ")[2])
    return any("holder" in (w.lexicon.meaning(word) or {}) for word in said)


def _with_owner(sheet: Sheet, at: int, found: Noun) -> Noun:
    """ "(the card's name) and price", "(the name) and price of the card": both are of one thing."""
    w, targets = sheet.w, sheet.frame.targets
    if w.has(at, "det"):
        return found
    found = of_same_owner(w, targets[-1], at, found) or found
    targets[-1] = of_owner_behind(targets[-1], found)
    return found


def _named(sheet: Sheet, at: int, prep: str, *, after_joint: bool) -> Noun | None:
    """The description at ``at``: its last number is a value, its edge a place, where these may come."""
    w, full = sheet.w, sheet.frame.full
    told = full or prep == "in"
    goes = (after_joint or not full) and not prep
    if told:
        w.wants_value = False
    if goes:
        w.wants_place = True
    of_object = w.of_object
    led = full and prep in ("of", "in")
    w.of_object = of_object or led  # "no shadow on the card, the title should …"
    found = nouns(w, at, places=True)
    w.of_object = of_object
    if told:
        w.wants_value = True
    if goes:
        w.wants_place = False
    return found


def _own_label(sheet: Sheet, at: int, found: Noun, *, listed: bool) -> Noun:
    """ "(the tabs: sky,) labels navy": what is written on them, where they are what something is written on."""
    w, frame = sheet.w, sheet.frame
    written = _written_there(sheet, at, found)
    if written is not None:
        return written
    bare = found.kinds[:1] == ("label",) and found.stop == at + 1
    if listed and found.kinds[:1] == ("text",) and found.stop == at + 1 and frame.targets:
        owner = joined(frame.targets)
        boxes = all(_shows_text(w, one) and not refers(one) for one in frame.targets)
        if boxes and frame.full and value_follows(w, found.stop) and w.kind(found.stop) != "quote":
            return found._replace(selector=Related(owner, "texts"), inner_text=True)
    told = found.stop + w.mark(found.stop, ":")
    led = w.mark(at - 1, ":") and bool(frame.targets)  # "the tabs: label navy"
    owners = frame.targets if led or (listed and frame.full) else _just_named(sheet, at)
    if not (bare and owners and value_follows(w, told)):
        return found
    owner = joined(owners)
    if not all(_is_written_on(w, target) for target in owners):
        return found
    own = (Where(found.selector, "inside", owner, found.number), Related(owner, "text"))
    if led:
        frame.targets = []
    return found._replace(selector=Either(own), inner_text=True)


def _written_there(sheet: Sheet, at: int, found: Noun) -> Noun | None:
    """ "(the button green) and the text white", "(it is hard to read,) make the text black": what is written there."""
    w, frame, memory = sheet.w, sheet.frame, sheet.memory
    plain = w.has(at, "definite") and found.stop == at + 2 and not w.has(at + 1, "name")
    if not (plain and found.kinds[:1] in (("text",), ("label",))):
        return None
    owners = frame.targets if frame.full else []
    about = memory.target if memory.spoken and not frame.targets else None
    complained = about is not None and not refers(about)
    if about is not None and complained:
        owners = [about]  # a title that is hard to read is the text itself
    told = found.stop + w.any_of(found.stop, "to", "should", "in")
    if not (owners and value_follows(w, told)) or w.kind(told) == "quote":
        return None
    if not (complained or all(_shows_text(w, one) for one in owners)):
        return None
    owner = joined(owners)
    own: tuple[Selector, ...] = (Related(owner, "texts"),)
    if found.kinds[0] == "label":
        own = (Where(found.selector, "inside", owner, found.number), *own)
    return found._replace(selector=Either(own), inner_text=True)


def written_so(sheet: Sheet, at: int) -> int | None:
    """ "(the field white) with the text black": a look of what is written there, and no text."""
    w, frame = sheet.w, sheet.frame
    said = w.has(at, "that") and w.items[at].words > 1 and w.items[at].text.endswith("text")
    if not (said and frame.full and frame.targets) or w.is_capital(at + 1):
        return None
    looks = w.is_colour(at + 1) or w.any_of(at + 1, "more", "keyword")
    if not (looks and ends_clause(w, at + 2)) or not all(_shows_text(w, t) for t in frame.targets):
        return None
    owner, span = joined(frame.targets), w.span(at, at + 1)
    sheet.next_frame()
    sheet.frame.targets, sheet.frame.spans = [Related(owner, "texts")], [span]
    sheet.frame.inner_text = sheet.frame.stated = True
    return at + 1


def _shows_text(w: Words, target: Selector) -> bool:
    """Whether something may be written on or in what is described: no picture, and no text itself."""
    match target:
        case Named(kinds=kinds) if kinds:
            kind = kinds[0]
        case Named(words=(*_, last)):
            means = w.lexicon.meaning(last.rpartition("_")[2]) or {}
            kind = str(means.get("kind", "")).partition(" ")[0]
        case Pick() | Look() | Where():
            return _shows_text(w, target.base)
        case Union():
            return all(_shows_text(w, part) for part in target.parts)
        case Either():  # "slide 1": by its id, or the first
            return _shows_text(w, target.options[0])
        case _:
            return False
    return bool(kind) and kind not in TEXT_LIKE and kind not in _PICTURES


#: types that nothing is written on
_PICTURES: Final = (
    *("image", "picture", "photo", "icon", "avatar", "logo", "video", "chart", "map", "divider"),
    *("line", "arrow", "vector", "illustration", "slider", "toggle", "switch", "checkbox"),
)


def _just_named(sheet: Sheet, at: int) -> list[Selector]:
    """What the clause before a comma was about, where one begins there that names nothing else."""
    w, target = sheet.w, sheet.memory.target
    follows = w.mark(at - 1, ",") or w.has(at - 1, "and")
    return [target] if follows and target is not None and not sheet.frame.targets else []


def _is_written_on(w: Words, target: Selector) -> bool:
    """Whether a description is of what shows a text of its own: "the tabs", a text, "pay_btn"."""
    match target:
        case Named(kinds=kinds) if kinds:
            return kinds[0] in _WRITTEN_ON
        case Named(words=(*before, last)):
            means = w.lexicon.meaning(last.rpartition("_")[2]) or {}
            kind = str(means.get("kind", "")).partition(" ")[0]
            return kind in _WRITTEN_ON if kind else bool(before)
        case Pick() | Look() | Where():
            return _is_written_on(w, target.base)
        case Union():
            return all(_is_written_on(w, part) for part in target.parts)
        case _:
            return False


#: types that show a text of their own, and have no label beside them
_WRITTEN_ON: Final = ("button", "tab", "chip", "badge", "pill", "tag", "link", "banner")


def left_out(sheet: Sheet, at: int, *, after_joint: bool) -> int | None:
    """ "(all cards white,) all except the last", "(…), which gets brand": what is left out, and what it gets."""
    w, frame = sheet.w, sheet.frame
    if not (after_joint and frame.targets):
        return None
    if frame.full and w.has(at, "all-but"):
        kept = nouns(w, at + 1, places=True)
        if kept is None or kept.pronoun:
            return None
        frame.targets = [Except(joined(frame.targets), kept.selector)]
        return kept.stop
    last = frame.targets[-1]
    if not (isinstance(last, Except) and w.has(at, "that")):
        return None
    stop = w.skip(at + 1, "should", "is", "auxiliary", most=2)
    if stop == at + 1 and value(w, stop) is None:
        return None
    sheet.next_frame()
    sheet.frame.targets, sheet.frame.stated = [_left(last)], True
    sheet.frame.spans = [w.span(at, at + 1)]
    return stop


def _left(whole: Except) -> Selector:
    """What was left out: "the revenue one" of the numbers is a number."""
    kept = whole.minus
    bare = isinstance(kept, Named) and not kept.kinds and kept.quoted is None
    return Either((Both(whole.base, kept), kept)) if bare else kept


def so_called(sheet: Sheet, at: int) -> int | None:
    """ "sizes: 15px": before anything was named, several that are called by a property's name."""
    w, frame = sheet.w, sheet.frame
    if frame.targets or frame.full or frame.waiting or sheet.memory.target is not None:
        return None
    said = w.said(at)
    if not (w.has(at, "property") and w.mark(at + 1, ":") and w.lexicon.looks_plural(said)):
        return None
    if w.has(at, "kind"):
        return None
    frame.targets = [Named((said,), (), said, None, "all", w.span(at, at + 1))]
    frame.spans, frame.stated = [w.span(at, at + 1)], True
    return at + 1


def _beside(sheet: Sheet, at: int, found: Noun) -> int | None:
    """A second description right behind the first: what is in it ("slide 6 textboxes"), else unclear."""
    w, frame = sheet.w, sheet.frame
    if sheet.verb == "give":
        _part_given(sheet, found)
        return found.stop + w.has(found.stop, "possessive-mark")
    if w.kind(at - 1) == "number" and found.kinds and not w.any_of(at, "det"):
        frame.targets = [inside(found.selector, joined(frame.targets), "any")]
        return found.stop
    if found.pronoun or not (found.kinds and w.any_of(at, "det", "quantifier")):
        return None
    sheet.unknown.append(w.span(at, found.stop))
    return found.stop


def elsewhere(sheet: Sheet, at: int, prep: str, *, after_joint: bool) -> int | None:
    """ "the title of slide 2 red, of slide 3 blue": the same in another place."""
    w, earlier = sheet.w, sheet.frame
    if not (after_joint and earlier.full and earlier.targets):
        return None
    if not prep:
        return _of_another(sheet, at)
    if prep not in ("of", "in"):
        return None
    w.kind_place = _place_said(earlier.targets[-1])  # "… and of the 4th": where it was said to be
    found = noun(w, at, places=True)
    if found is None or found.screen:
        return None
    text = w.kind(at) == "quote" and only_quoted(found) and w.has(found.stop, "to")
    if not text and not holds(w, at, found):
        return None
    sheet.next_frame()
    frame = sheet.frame
    frame.targets = [_there(target, found.selector) for target in earlier.targets]
    frame.spans, frame.stated = list(earlier.spans), True
    asked = {a.property or "text": a.span for a in earlier.done if a.property or text}
    frame.waiting, frame.waiting_spans = list(asked), list(asked.values())
    return found.stop


def _place_said(target: Selector) -> Selector | None:
    """What a target was said to be inside of, in the first of its readings."""
    return place_of(target.options[0] if isinstance(target, Either) and target.options else target)


def _there(target: Selector, place: Selector) -> Selector:
    """The same in another place; of a place itself, "the background of slide 1 red, of slide 2 blue", that."""
    kinds = [kind_named(selector) for selector in (target, place)]
    alike = all(isinstance(kind, Named) for kind in kinds) and kinds_in(kinds[0] or target)
    return place if alike and alike == kinds_in(kinds[1] or place) else moved_to(target, place)


def _of_another(sheet: Sheet, at: int) -> int | None:
    """ "(Lisbon's price red) and Kyoto's blue": the same part, of another."""
    w, earlier = sheet.w, sheet.frame
    if not (w.heard & _OWNED and all(map(is_placed, earlier.targets))):
        return None
    end = _owner_behind(w, at)
    if end is None:
        return None
    part = w.part(at, end)
    owner = owner_of(earlier.targets[0])
    if owner is not None:  # "the second card's": no second badge
        part.name_kind(0, many(owner.base if isinstance(owner, Pick) else owner))
    found = noun(part, 0, places=True)
    if found is None or found.stop != part.size or found.screen or found.pronoun:
        return None
    sheet.next_frame()
    frame = sheet.frame
    frame.targets = [moved_to(target, found.selector) for target in earlier.targets]
    frame.spans, frame.stated = [w.span(at, end + 1)], True
    frame.inner_text = earlier.inner_text
    return end + 1


def _owner_behind(w: Words, at: int) -> int | None:
    """ "Kyoto's (blue)", "the Kyoto one's (bold)": whose it is, where a value stands behind that."""
    for k in range(at + 1, min(at + _OWNER_MAX, w.size)):
        if w.has(k, "possessive-mark"):
            after = w.skip(k + 1, "should", "to", "is", most=2)
            if not (value_follows(w, after) or w.any_of(after, "degree")):
                return None
            if w.any_of(after, "property", "kind") or w.any_of(after + 1, "kind", "any"):
                return None
            return k
        if w.is_separator(k) or ends_clause(w, k) or w.any_of(k, "verb", "should", "to"):
            return None
    return None


def _called_border(sheet: Sheet, at: int) -> bool:
    """Whether the name of a component ends in a word for a border: "the checkbox border"."""
    w = sheet.w
    last = w.lexicon.meaning(w.said(at).rpartition(" ")[2]) if w.has(at, "name") else None
    return last is not None and last.get("property") == "border"


def _quote_first(sheet: Sheet, at: int, prep: str) -> bool:
    """Whether a text in quotes is one that is there, and no value."""
    w, frame = sheet.w, sheet.frame
    if _next_one(sheet, at):
        return True
    several = frame.targets and frame.full and prep in ("of", "in")
    if several and sheet.joint != w.items[at].start and _led_by_values(sheet, at, at + 1, prep):
        return True  # "…, no shadow on “Sign up”"
    if w.any_of(at + 1, "kind"):
        return not frame.targets
    says = w.skip(at + 1, "should", "says", "is", most=3)
    if says > at + 1 and w.kind(says) == "quote":
        return True  # "“A” should read “B”"
    if frame.targets:
        return False
    if frame.waiting[-1:] == ["text"] and (prep != "of" or frame.values):
        return False
    ahead = w.after_det(w.skip(at + 1, "should", "to", "in", "is", "with", "auxiliary", most=3))
    asked = value_follows(w, ahead) or w.has(ahead, "font-name")
    asked = asked and w.kind(ahead) != "quote" and not w.has(at + 1, "like")
    if frame.waiting[-1:] == ["text"]:  # "the text of “Pay” “Buy”", "the text of “Pay” in bold"
        return asked or w.kind(at + 1) == "quote"
    if frame.waiting and not frame.values:  # "the radius of “Sign up” (should be 6px)"
        named = frame.waiting[-1] == "font family"
        return (prep in ("of", "in", "to") and not named) or asked
    if frame.full:  # "36px for “Sign up”"
        return prep in ("of", "in", "to", "from") and not any(
            isinstance(v, Said) and v.sort == "quote" for v, _ in frame.values
        )
    # "“Recent orders” bold, 20": a text that is there, and what is asked of it
    if at + 1 >= w.size or ends_clause(w, at + 1):
        return False
    return asked or not w.any_of(at + 1, "in", "to", "like")


def _next_one(sheet: Sheet, at: int) -> bool:
    """ "(the sidebar lighter) and “Top products” in italic": another text that is there."""
    w, frame = sheet.w, sheet.frame
    begun = at
    while begun > 0 and w.has(begun - 1, "filler"):
        begun -= 1  # "…, and please “Home” 20px"
    if not frame.full or sheet.joint != w.items[begun].start:
        return False
    last = frame.values[-1][0] if frame.values else frame.done[-1].value if frame.done else None
    if isinstance(last, Said) and last.sort == "quote" and not w.mark(at + 1, ":"):
        return False  # one more text
    ahead = at + 1 + w.has(at + 1, "kind")
    ahead += w.mark(ahead, ":") and w.kind(ahead + 1) != "quote"
    ahead = w.skip(ahead, "should", "to", "in", "is", "with", "auxiliary", "degree", most=3)
    ahead = w.after_det(ahead)
    told = value_follows(w, ahead) or w.any_of(ahead, "look", "same", "like")
    return told and w.kind(ahead) != "quote"


def subject_first(sheet: Sheet, at: int, prep: str) -> bool:
    """Whether a phrase at ``at`` is a description rather than a value."""
    w, frame = sheet.w, sheet.frame
    here = w.sorts[at]
    if here & _QUOTE:
        return _quote_first(sheet, at, prep)
    if not frame.targets and w.heard & _WRITING and looks_of_text(w, at):
        return False  # "white text and square corners (on the card)"
    said = numeral(w, at)
    if said is not None and not (w.any_of(said.stop, "kind") or counts(w, said.stop - 1)):
        return False
    if w.has(at, "number-article") and value(w, at) is not None:
        return False  # "(wider by) a fifth"
    coloured = w.is_colour(at)
    if frame.full and (coloured or here & _TOKEN) and w.has(at + 1, "inner-text"):
        return False  # "(in the primary color) with white text"
    if here & _NONE and (frame.targets or frame.waiting):
        return False  # "badge off"
    if here & _NORMAL and frame.waiting and not w.sorts[at + 1] & _KIND:
        return False  # "(opacity 40%,) weight normal"
    if (coloured or here & _LOOK) and (frame.targets or frame.waiting):
        return False
    if here & _TOKEN and not w.sorts[at + 1] & _KIND:
        return False
    step = w.after_det(at)
    if step > at and frame.full and w.has(step, "keyword") and not w.has(at, "definite"):
        return w.any_of(step + 1, "kind", "any")  # "(dark red) and an underline"
    if step > at and _value_then_property(sheet, step):
        return bool(w.has(at, "definite") and not frame.targets and starts_noun(w, at))
    if w.sorts[step] & _TOKEN and not w.sorts[step + 1] & _KIND:
        return False
    return not (step > at and w.is_colour(step) and not starts_noun(w, at))


def looks_of_text(w: Words, at: int) -> bool:
    """ "white text, 8px corners on the card": how a text is to look, and then on what that is."""
    step = at
    while (said := value(w, step)) is not None and said.sort in _LOOKS_OF_TEXT:
        step = said.stop
    begun = looks_listed(w, step) if step > at else None
    if begun is None or (value(w, w.after_det(begun)) is not None and w.kind(begun) != "quote"):
        return False
    owner = nouns(w, begun, places=True)
    return owner is not None and not value_follows(w, owner.stop)


_LOOKS_OF_TEXT: Final = ("colour", "token", "keyword", "px")
_WRITING: Final = gate("inner-text")


def _value_then_property(sheet: Sheet, at: int) -> bool:
    """ "a red border", "20px padding", "a bold font"."""
    w = sheet.w
    said = value(w, at)
    if said is None or said.sort == "quote":
        return False
    stop = said.stop
    again = value(w, stop)
    if again is not None and again.sort != "quote":
        stop = again.stop
    return (
        w.has(stop, "property")
        and not w.any_of(stop + 1, "kind", "any")
        and not (w.has(stop, "kind") and not w.has(stop, "inner-text"))
    )


def _is_companion(sheet: Sheet, prep: str) -> bool:
    """ "120 wide, flush right with the inputs": what is named is nothing that is to be so."""
    frame = sheet.frame
    return prep == "with" and frame.full and not (frame.targets or frame.waiting)


def own_property(sheet: Sheet, at: int, *, after_joint: bool) -> int | None:
    """ "its colour", "their text"."""
    w = sheet.w
    if not (w.has(at, "possessive") and w.any_of(at + 1, "property", "inner-text")):
        return None
    if w.has(at + 1, "kind") and not w.has(at + 1, "property"):
        return None  # "its label": a part of it
    apart = bool(sheet.frame.targets) and not sheet.frame.waiting
    if sheet.frame.full and (after_joint or apart):
        sheet.next_frame()
    if not sheet.frame.targets:
        sheet.frame.targets.append(sheet.it())
    return at + 1


def part_with(sheet: Sheet, at: int) -> int | None:
    """ "(dark blue) with white links", "(taller) with the links in it bold": what is in it."""
    w = sheet.w
    begin = at + w.has(at, "number-article")
    looking = w.is_colour(begin) or w.any_of(begin, "shade", "keyword", "look", "more")
    if not looking and not (sheet.frame.full and w.any_of(at, "det", "quantifier", "possessive")):
        return None
    found = noun(w, begin if looking else at, places=not looking)
    if found is None or found.bare or found.pronoun or found.kinds[:1] == ("text",):
        return None
    part, looks = without_looks(found.selector) if looking else (found.selector, [])
    if not looks and (looking or not _has_look(w, found.stop)):
        return None
    owner = joined(sheet.frame.targets)
    own = refers(part)
    part = part if found.number == "one" else many(part)
    written = found.kinds[:1] == ("label",) and not own
    sheet.next_frame()
    sheet.frame.targets = [explained(part, [owner]) if own else inside(part, owner, "any")]
    if written:
        sheet.frame.targets = [Either((sheet.frame.targets[0], Related(owner, "text")))]
        sheet.frame.inner_text = True
    sheet.frame.in_passing = begin > at and not written
    sheet.frame.spans = [w.span(at, found.stop)]
    sheet.frame.stated = True
    sheet.frame.looks = looks
    return found.stop


def _has_look(w: Words, at: int) -> bool:
    """Whether a value or a change stands behind what was named."""
    return value_follows(w, at) and w.kind(at) != "quote" and not w.any_of(at + 1, "kind", "any")


def _left_out_before(sheet: Sheet, found: Noun) -> Selector | None:
    """ "(the tabs grey except the last,) that one blue": what was left out, and not the others."""
    targets = sheet.frame.targets
    told = found.pronoun and sheet.w.items[found.stop - 1].words > 1
    last = targets[-1] if told and sheet.frame.full and targets else None
    return last.minus if isinstance(last, Except) and is_one(last.minus) else None


def _explained_here(sheet: Sheet, found: Noun) -> Noun:
    """A description whose "it", "them" or "the rest" this clause has named."""
    if not refers(found.selector):
        return found
    if (out := _left_out_before(sheet, found)) is not None:
        return found._replace(selector=out)
    pair = sheet.memory.pair
    counted = isinstance(found.selector, Pick) or sheet.w.begins(found.stop - 1, "quantifier")
    if pair is not None and found.pronoun and counted:
        return found._replace(selector=pair)  # "…, and make both of them wider"
    before = sheet.named[-NAMED_MAX:]
    if sheet.frame.targets and (sheet.frame.full or not found.pronoun):
        before = [*before, joined(sheet.frame.targets)]
    memory = sheet.memory
    speaks_of_it = found.pronoun or not isinstance(found.selector, Reference)
    if not before and speaks_of_it and memory.spoken and memory.target is not None:
        before = [memory.target]
    if not before:
        return found
    return found._replace(selector=explained(found.selector, before))


def _part_given(sheet: Sheet, found: Noun) -> None:
    """ "give the chart a title …": the second is a part of the first."""
    frame = sheet.frame
    part, looks = without_looks(found.selector)
    owner = joined(frame.targets)
    frame.looks.extend(looks)
    if frame.screen:
        frame.targets = [part]
        frame.screen = False
    else:
        frame.targets = [Either((Where(part, "inside", owner, "one"), Related(owner, "text")))]
