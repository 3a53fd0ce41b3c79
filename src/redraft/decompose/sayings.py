"""What something is to say: words without quotes after "to", "say", a colon, or nothing at all.

Each reads at a place, puts what it found on the sheet, and returns where that ends; None
where nothing of its kind stands there.

May import: decompose, plan.steps, document.properties.
"""

from __future__ import annotations

from typing import Final

from redraft.decompose.clauses import ends_clause, one_each
from redraft.decompose.defaults import BODY
from redraft.decompose.descriptions import count_of, is_plural, joined, kinds_in
from redraft.decompose.drafts import Assignment
from redraft.decompose.heads import quote_is_value
from redraft.decompose.likenesses import like
from redraft.decompose.nouns import nouns
from redraft.decompose.references import explained, refers
from redraft.decompose.sheets import Sheet
from redraft.decompose.texts import texts_listed, texts_respectively
from redraft.decompose.unquoted import Unquoted, only_looks, text_behind, unquoted
from redraft.decompose.values import Said, value
from redraft.decompose.words import Words
from redraft.document.properties import TEXT_LIKE
from redraft.plan.steps import Literally, gives_text, target_of
from redraft.select.selectors import Either, Look, Named, Pick, Related, Selector, Where


def bare_text(sheet: Sheet, at: int) -> int | None:
    """ "change its text to Add activity": the words up to the clause's end, as typed."""
    w = sheet.w
    counted = w.kind(at) == "number" and w.has(at - 1, "arrow") and w.is_unknown(at + 1)
    if not counted and (w.kind(at) != "word" or value(w, at) is not None or like(w, at)):
        return None
    said = unquoted(w, at)  # "→ 131 reviews"
    if said is None or (not w.is_capital(at) and only_looks(w, at, said.stop)):
        return None  # "(its text should be) size 20 and centered"
    if w.has(at - 1, "arrow") and not w.is_capital(at) and _names_looks(w, at, said.stop):
        return None  # "boxes -> rounded corners"
    return say(sheet, said, at)


def _names_looks(w: Words, at: int, stop: int) -> bool:
    """Whether any of the words is one for how things look, or what they are."""
    return any(
        w.is_colour(k) or w.any_of(k, "property", "keyword", "edge", "kind")
        for k in range(at, stop)
    )


def told_text(sheet: Sheet, at: int, *, led: bool) -> int | None:
    """ "(change the title to) Our people": words that can be nothing but what it is to say.

    For what carries no text but as a label ("the button"), and for a single word in small
    letters, only a capital tells that: "to sticky" is none. ``led``: a "to" comes before them.
    """
    w, frame = sheet.w, sheet.frame
    if not w.is_word(at) or frame.screen or len(frame.targets) != 1 or w.has(at - 1, "is"):
        return None
    if w.any_of(at, "to", "that", "says", "text-edge") or sheet.uses:
        return None  # "(should be) called …", "end with …", "assign the card to Kim"
    capital = w.is_capital(at)
    misread = capital and bool(w.items[at].typed)
    if (value(w, at) is not None and not misread) or not (capital or (led and _any_unknown(w, at))):
        return None
    said = unquoted(w, at)
    if said is None or any(_asks_more(w, k) for k in range(at, said.stop)):
        return None
    kind = _kind(w, _innermost(frame.targets[0]))
    textual = bool(kind) and kind[0] in TEXT_LIKE
    if (kind and kind[0] not in _WRITTEN) or not (led or (textual and w.any_of(at - 1, "kind"))):
        return None
    words_min = 1 if capital else 2 if textual else _SURELY
    if said.stop - at < words_min or (kind and not (capital or textual)):
        return None
    frame.wait("text", w.span(at, at))
    frame.says = True
    return say(sheet, said, at)


def _asks_more(w: Words, k: int) -> bool:
    """Whether a word asks for something else than a text; one with a capital does not, but for a colour."""
    asks = w.is_colour(k) or w.any_of(k, *_NO_TEXT)
    return asks and not (w.items[k].typed or (w.is_capital(k) and not w.is_colour(k)))


def _kind(w: Words, selector: Selector) -> tuple[str, ...]:
    """The first kind that a description names, if only as the last word of a name."""
    if isinstance(selector, Named) and selector.words and not selector.kinds:
        means = w.lexicon.meaning(selector.words[-1]) or {}
        return tuple(means.get("kind", "").split()[:1])
    return kinds_in(selector)[:1]


def _any_unknown(w: Words, at: int) -> bool:
    """Whether a word near ``at`` is none that the language knows."""
    return any(w.is_unknown(k) for k in range(at, min(at + _TEXT_WORDS, w.size)))


#: so many words in small letters are a text, whatever says them
_SURELY: Final = 3
#: words of a text that are looked at for one that is no word of a request
_TEXT_WORDS: Final = 4


def _innermost(selector: Selector) -> Selector:
    """What a description says before its place, look and number."""
    while isinstance(selector, (Where, Look, Pick, Either, Related)):
        selector = selector.options[-1] if isinstance(selector, Either) else selector.base
    return selector


#: what no text without quotes has in it, where nothing but its words tells that it is one
_NO_TEXT: Final = (
    *("property", "more", "keyword", "kind", "font-name", "unit", "vague-look", "whole-look"),
    *("edge", "token", "shade", "look", "like", "same", "superlative", "relation", "none"),
)
#: kinds of what shows a text of its own
_WRITTEN: Final = TEXT_LIKE | frozenset(
    {"button", "tab", "badge", "chip", "tag", "pill", "caption", "input", "checkbox", "radio"}
    | {"cell", "option", "item", "list_item", "logo"}
)


def texts_each(sheet: Sheet, at: int) -> int | None:
    """ "(change the two buttons to) Back and Forward": one each, where there are as many."""
    w, frame = sheet.w, sheet.frame
    texts = texts_listed(w, at) if w.is_capital(at) else None
    if texts is None or not _as_many(joined(frame.targets), len(texts.said)):
        return None
    if any(w.is_colour(k) for k in range(at, texts.stop)):
        return None
    frame.wait("text", w.span(at, at))
    for text, span in texts.said:
        frame.values.append((Said("quote", texts.stop, Literally(text), text=text), span))
    frame.respectively = True
    return texts.stop


def says(sheet: Sheet, at: int) -> int | None:
    """ "(the headline should) say I draw worlds": the words after it are its text."""
    w, frame = sheet.w, sheet.frame
    asked = frame.expects or sheet.verb == "make"
    if not (w.has(at, "says") and frame.targets and asked):
        return None
    # something more than "should be bold": … and say Need help
    more = frame.full and w.any_of(at - 1, "and", "should") and w.is_capital(at + 1)
    if (frame.full and not more) or frame.waiting or w.mark(at + 1, ":"):
        return None
    if more:
        frame.done.extend(Assignment(None, said, span) for said, span in frame.values)
        frame.values.clear()
    frame.wait("text", w.span(at, at + 1))
    frame.says = not more and w.value(at, "says") == "says"  # what is called so gets it all
    told = _each(sheet, at + 1) or _figure(sheet, at + 1) or bare_text(sheet, at + 1)
    return told or _capital(sheet, at + 1) or at + 1


def figure_named(sheet: Sheet) -> None:
    """ "84 (should say “4”)": a figure that something is wished of is the text that shows it."""
    frame = sheet.frame
    if frame.targets or frame.waiting or frame.done or len(frame.values) != 1:
        return
    said, span = frame.values[0]
    if isinstance(said, Said) and said.sort == "number" and not said.prep:
        frame.values.clear()
        frame.targets.append(Named(quoted=sheet.w.quote(span), number="one", span=span))
        frame.spans.append(span)
        frame.stated = True


def _capital(sheet: Sheet, at: int) -> int | None:
    """ "(it should say) Flat White", "red": a text that is a colour as well."""
    w = sheet.w
    alone = ends_clause(w, at + 1) or w.is_separator(at + 1)
    told = w.is_word(at) and (w.is_capital(at) or alone)
    said = unquoted(w, at) if told and not w.loud else None
    return None if said is None else say(sheet, said, at)


def _figure(sheet: Sheet, at: int) -> int | None:
    """ "(the counter should) say 4": a figure that is said is a text, and no size of one."""
    w = sheet.w
    if w.kind(at) != "number" or w.items[at].token.unit not in ("", "%"):
        return None
    stop = at + 1
    while stop <= at + _COUNTED_MAX and w.is_unknown(stop):
        stop += 1  # "9,000 steps"
    if not (ends_clause(w, stop) or w.is_separator(stop)):
        return None
    text = w.quote(w.span(at, stop))
    said = Said("quote", stop, Literally(text), text=text)
    sheet.frame.values.append((said, w.span(at, stop)))
    return stop


#: words of what a number counts
_COUNTED_MAX: Final = 3


def _as_many(target: Selector, count: int) -> bool:
    """Whether a description is of as many as there are texts; of more than two where it leaves open how many."""
    told = count_of(target)
    return told == count or (told is None and count > _PAIR and is_plural(target))


#: so many texts, joined by "and", may be one
_PAIR: Final = 2


def _each(sheet: Sheet, at: int) -> int | None:
    """ "(the three tabs should say) Home, News and More": one each, where there are as many."""
    w, frame = sheet.w, sheet.frame
    each = one_each(w, at)
    texts = texts_respectively(w, at - 1) if each else texts_listed(w, at)
    several = joined(frame.targets)
    count = count_of(several)
    if texts is None or (count == 1 and not each):
        return None
    if not (each or _as_many(several, len(texts.said))) and (count or is_plural(several)):
        sheet.unknown.append(w.span(at, texts.stop))  # one text for all, or one each?
        return texts.stop
    for text, span in texts.said:
        frame.values.append((Said("quote", texts.stop, Literally(text), text=text), span))
    frame.respectively = True
    return texts.stop


def say(sheet: Sheet, said: Unquoted, start: int) -> int:
    """Take words as a text, as typed; what may end in two places is noted."""
    span = sheet.w.span(start, said.stop)
    if said.doubt:
        sheet.doubtful.append((span, sheet.w.span(start, said.doubt)))
    value = Said("quote", said.stop, Literally(said.text), text=said.text)
    sheet.frame.values.append((value, span))
    return said.stop


def text_after_colon(sheet: Sheet, at: int) -> int | None:
    """ "make the title: Summer sale", "button text: Join": the words after a colon, where they are no value."""
    w, frame = sheet.w, sheet.frame
    if not frame.targets or frame.full or frame.waiting not in ([], ["text"]):
        return None
    if value(w, at + 1) is not None or not _ends_soon(w, at + 1):
        return None
    said = unquoted(w, at + 1)
    if said is None:
        return None
    if "@" in w.items[at + 1].text:
        told = True  # an address is no name of anything on a screen
    elif w.is_capital(at + 1):
        told = w.is_unknown(at + 1) or asks_text(sheet)
    else:
        long = said.stop - at > _SURELY and count_of(joined(frame.targets)) == 1
        asks = any(_asks_more(w, k) or w.has(k, "and") for k in range(at + 1, said.stop))
        told = long and w.is_unknown(at + 1) and not asks
    return say(sheet, said, at + 1) if told else None


def _ends_soon(w: Words, at: int) -> bool:
    """Whether a text at ``at`` ends within some words, before another colon."""
    for k in range(at, min(at + _AFTER_COLON_MAX, w.size)):
        if w.mark(k, ":"):
            return False
        if ends_clause(w, k) or w.mark(k, ","):
            return True
    return at + _AFTER_COLON_MAX >= w.size


#: words of a description before a text in quotes
_QUOTE_BEHIND_MAX: Final = 8
#: words of a text behind a colon
_AFTER_COLON_MAX: Final = 24


def asks_text(sheet: Sheet) -> bool:
    """Whether what is named is one text: "the button's label", "the title"."""
    frame = sheet.frame
    if frame.inner_text or frame.waiting == ["text"]:
        return True
    kind = _kind(sheet.w, _innermost(frame.targets[0])) if len(frame.targets) == 1 else ()
    return kind[:1] != () and kind[0] in TEXT_LIKE and count_of(frame.targets[0]) == 1


def body_text(sheet: Sheet, at: int) -> int | None:
    """ "(title “A”,) text “B”": the text that stands under a title, once that has been given."""
    w, frame = sheet.w, sheet.frame
    quote = at + 1 + w.mark(at + 1, ":")
    if not (w.any_of(at, "inner-text") and w.has(at, "kind") and w.kind(quote) == "quote"):
        return None
    asked = [target_of(s) for s in sheet.memory.asked if gives_text(s)]
    before = asked[-1] if asked else None
    if frame.targets and not frame.implied:
        before = joined(frame.targets) if frame.full else None
    kind = () if before is None else _kind(w, _innermost(before))
    if frame.waiting or kind[:1] not in (("title",), ("heading",)):
        return None
    if frame.full:
        sheet.next_frame()
    frame = sheet.frame
    frame.implied = False
    frame.targets, frame.spans, frame.stated = [BODY], [w.span(at, at + 1)], True
    frame.wait("text", w.span(at, at + 1))
    said = Said("quote", quote + 1, Literally(w.items[quote].text), text=w.items[quote].text)
    frame.values.append((said, w.span(quote, quote + 1)))
    sheet.next_frame()  # a background that follows is that of what holds it
    return quote + 1


def text_too(sheet: Sheet, at: int) -> int | None:
    """ "(the title should say Hi) and the button Get started": one more, and what it is to say."""
    w, earlier = sheet.w, sheet.frame
    values = [v for v, _ in earlier.values] or [a.value for a in earlier.done]
    said_so = values and isinstance(values[-1], Said) and values[-1].sort == "quote"
    if not (earlier.targets and said_so):
        return None
    quote = _quote_behind(w, at)
    begun = quote or text_behind(w, at)
    if begun is None:
        return None
    w.texts_from, w.quotes_name = begun, quote is None
    found = nouns(w, at, places=quote is not None)
    w.texts_from, w.quotes_name = -1, True
    said = _quoted(w, quote) if quote else unquoted(w, begun)
    if found is None or found.stop != begun or found.pronoun or said is None:
        return None
    ends = ends_clause(w, said.stop) or w.is_separator(said.stop)
    if not (quote or w.is_capital(begun) or ends):
        return None  # "(the title should say Hi) and the day cell in italics"
    named = found.selector
    if refers(named):  # "the title “A” and its content “B”"
        named = explained(named, [*sheet.named, joined(earlier.targets)])
    sheet.next_frame()
    frame = sheet.frame
    frame.targets, frame.spans, frame.stated = [named], [w.span(at, begun)], True
    frame.wait("text", w.span(at, begun))
    return say(sheet, said, begun)


def _quote_behind(w: Words, at: int) -> int | None:
    """Where a text in quotes stands right behind a description that it does not name: "(and) cancel “Back”"."""
    for k in range(at, min(at + _QUOTE_BEHIND_MAX, w.size)):
        if w.kind(k) == "quote":
            return k if k > at and quote_is_value(w, k) else None
        if w.is_separator(k) or ends_clause(w, k) or w.any_of(k, "should", "to", "arrow", "says"):
            return None
    return None


def _quoted(w: Words, at: int) -> Unquoted:
    return Unquoted(w.items[at].text, at + 1)
