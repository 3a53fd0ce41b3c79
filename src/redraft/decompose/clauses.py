"""Clauses: where each starts, what its verb asks, and which words fill which place.

A command is read from left to right. A clause starts at a verb, at a new sentence, or
where a new description with its own value begins; what is left out is carried on from
the clause before ("make the title red and bigger, and the subtitle blue").

    every content word belongs to a step, to a known filler, or to a diagnostic

May import: decompose, plan.steps, select.selectors, diagnostics.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from redraft.decompose.drafts import Assignment, Change, Frame, Memory
from redraft.decompose.descriptions import Noun, inside
from redraft.decompose.edges import edge_phrase
from redraft.decompose.nouns import noun, nouns, starts_noun
from redraft.decompose.places import destination
from redraft.decompose.references import explained, refers
from redraft.decompose.values import Said, gradient, like, value
from redraft.decompose.words import Span, Words
from redraft.diagnostics import Diagnostic
from redraft.document.lengths import to_px
from redraft.plan.steps import Like, Literally, Step, TokenValue
from redraft.select.selectors import (
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

#: verbs that are also names of things or properties: verbs only where an object follows
SHY = frozenset({"rename", "paint", "space", "keep", "round", "narrow", "thin", "show", "flip", "fade",
                 "match", "pick", "go", "lighten", "darken", "widen", "thicken", "underline", "append",
                 "duplicate", "uppercase", "lowercase", "capitalize", "center", "remove", "insert",
                 "add", "give", "set", "move", "hide", "delete", "make", "replace", "swap", "wrap",
                 "increase", "decrease", "resize", "align", "embolden", "italicize", "rotate", "strike",
                 "touch", "prepend", "distribute", "nudge", "heighten", "retext", "get"})


#: descriptions of one clause that "them" looks back at
NAMED_MAX = 24


@dataclass
class Draft:
    """One clause as read: its words, its steps, what was wrong with it."""

    start: int
    stop: int
    steps: list[Step] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    sure: float = 1.0
    verb: str = ""
    trace: str = ""


def ends_clause(w: Words, i: int) -> bool:
    """Whether a clause cannot go on at ``i``: a sentence's end or "then"."""
    if i >= w.size or w.mark(i, ".!?;\n•"):
        return True
    if w.has(i, "then") and not w.any_of(i + 1, "kind", "any"):
        return True
    # “… in the footer.” Make …: the full stop stands inside the quotes
    return (
        i > 0
        and w.kind(i - 1) == "quote"
        and w.items[i - 1].text.rstrip()[-1:] in (".", "!", "?")
        and w.is_word(i)
        and w.text[w.items[i].start].isupper()
    )


def verb_at(w: Words, i: int) -> str:
    """The verb that starts a clause at ``i``, or an empty string."""
    if not w.any_of(i, "verb", "factor-verb") or (w.has(i, "name") and _names_something(w, i)):
        return ""
    if w.has(i, "factor-verb") and not w.has(i, "verb"):
        return "factor" if _object_follows(w, i + 1) else ""
    verb = w.value(i, "verb")
    if _is_name(w, i):
        return ""
    return verb


def _names_something(w: Words, i: int) -> bool:
    """Whether a name that starts like a clause is the name here: "Delete account should be red"."""
    return w.items[i].words > 2 or i > 0 or w.any_of(i + 1, "kind", "should", "is") or w.mark(i + 1, ":")


def _is_name(w: Words, i: int) -> bool:
    """A verb's form that is a noun or a property here: "color to red", "title: 24px"."""
    item = w.items[i]
    also = item.means
    if "kind" in also or "property" in also:
        if w.has(i, "kind") and w.any_of(i + 1, "kind", "any"):
            return not w.any_of(i + 1, "screen")
        return not _object_follows(w, i + 1) or (
            "property" in also and w.any_of(i + 1, "of")
        )
    if "keyword" in also or "edge" in also or "look" in also:
        # "bold the title" asks; "bold, red" describes
        after = w.skip_commas(i + 1)
        return not (_object_follows(w, i + 1) or (w.has(after, "verb") and w.any_of(after, "keyword", "look")))
    # "the save button", "undo icon": a name in front of a kind
    return bool(w.any_of(i + 1, "kind") and item.means.get("verb") in ("show", "go", "pick", "flip", "swap")
                and w.any_of(i + 2, "to", "should", "is"))


def _object_follows(w: Words, i: int) -> bool:
    if i >= w.size:
        return False
    if w.kind(i) == "quote":
        return True
    if w.any_of(i, "det", "quantifier", "pronoun", "possessive", "ordinal", "rest", "every-other", "superlative"):
        return True
    if w.any_of(i, "to", "of", "should", "is", "in", "by", "and", "with"):
        return False
    return w.any_of(i, "kind", "any", "screen") or w.is_unknown(i)


def starts_clause(w: Words, i: int) -> bool:
    """Whether a new clause begins at ``i``, after a joint."""
    at = skip_fillers(w, i)
    if verb_at(w, at):
        return True
    return w.any_of(at, "wish", "vague", "other-job", "not", "without") and not w.any_of(at + 1, "kind", "any")


def skip_fillers(w: Words, i: int) -> int:
    """The first place from ``i`` on that is no filler; the fillers count as understood."""
    at = i
    while at < w.size and w.any_of(at, "filler") and not (
        w.any_of(at, "as-well", "follow", "no", "number", "degree") or w.any_of(at + 1, "kind", "any")
    ):
        at += 1
    return at


def same_for(w: Words, at: int) -> int | None:
    """Where the target starts after "(the) same for", "same to"; None where that is not said."""
    if w.value(at, "follow") == "same":
        return at + 1
    if w.any_of(at, "same", "as-well") and w.any_of(at + 1, "to", "of", "in"):
        return at + 2
    return None


def bracketed_noise(w: Words, at: int) -> int | None:
    """The place after a bracketed remark that asks for nothing: "(command 3)", "(100 components)"."""
    if not w.mark(at, "(["):
        return None
    stop = at + 1
    while stop < w.size and not w.mark(stop, ")]"):
        if not (
            w.kind(stop) == "number"
            or w.any_of(stop, "ticket", "filler", "remark", "number", "as-well")
            or w.mark(stop, "#:-/,.!")
        ):
            return None
        stop += 1
    return stop + 1 if stop < w.size else None


class Filler:
    """Fills frames from the words after a verb that gives values ("make", "set", "should be")."""

    def __init__(self, w: Words, memory: Memory, verb: str = "") -> None:
        self.w = w
        self.memory = memory
        self.verb = verb
        self.frames: list[Frame] = [Frame()]
        self.unknown: list[Span] = []
        #: what the frames before were about
        self.named: list[Selector] = []
        self.scope: Selector | None = None

    @property
    def frame(self) -> Frame:
        """The frame that is being filled."""
        return self.frames[-1]

    def fill(self, i: int, *, stop_verbs: bool = True) -> int:
        """Read from ``i`` to the end of the clause; return where it ends."""
        self.w.wants_value = True
        stop = self._fill(i, stop_verbs=stop_verbs)
        self.w.wants_value = False
        return stop

    def _fill(self, i: int, *, stop_verbs: bool) -> int:
        w, at = self.w, i
        prep = ""
        joined = False
        while at < w.size:
            if ends_clause(w, at) or bracketed_noise(w, at) is not None:
                break
            if w.has(at, "but"):
                w.use(at, at + 1)
                at += 1
                if starts_clause(w, at):
                    break
                joined, prep = True, ""
                continue
            if w.mark(at, ",") or w.any_of(at, "and", "comma"):
                after = w.skip_commas(at)
                if w.has(after, "but") and starts_clause(w, after + 1):
                    w.use(at, after + 1)
                    at = after + 1
                    break
                if starts_clause(w, after) or ends_clause(w, after):
                    w.use(at, after)
                    at = after
                    break
                w.use(at, after)
                at = after
                joined = True
                prep = ""
                continue
            if w.any_of(at, "respectively"):
                self.frame.respectively = True
                w.use(at, at + 1)
                at += 1
                continue
            if prep == "to" and verb_at(w, at) in ("make", "give", "set"):
                w.use(at, at + 1)  # "should also get a teal border"
                at += 1
                continue
            if stop_verbs and at > i and verb_at(w, at) and self.frame.full and not w.any_of(at, "keyword", "property"):
                break
            if w.mark(at, ":") and (text := self._text_after_colon(at)) is not None:
                at = text
                continue
            step = self._part(at, prep, after_joint=joined)
            if step is not None:
                w.use(at, step)
                at = step
                prep, joined = "", False
                continue
            small = self._small(at)
            if small:
                self.frame.expects = self.frame.expects or w.has(at, "should")
                prep = small
                w.use(at, at + 1)
                at += 1
                continue
            if w.any_of(at, "degree") and not w.any_of(at + 1, "more", "kind"):
                self.frame.degree = w.value(at, "degree")
                w.use(at, at + 1)
                at += 1
                continue
            if w.any_of(at, "vague-look"):
                self.frame.vague = w.span(at, at + 1)
                w.use(at, at + 1)
                at += 1
                continue
            if w.has(at, "than") and w.any_of(at + 1, "filler", "pronoun", "it-is"):
                stop = at + 2
                while w.any_of(stop, "is", "filler") and stop < at + 5:
                    stop += 1
                w.use(at, stop)
                at = stop
                continue
            if (w.has(at, "quantifier") and self.frame.targets) or (
                w.has(at, "shade") and w.has(at + 1, "property")
            ):
                w.use(at, at + 1)
                at += 1
                continue
            if w.any_of(at, "filler", "det", "wish", "it-is"):
                w.use(at, at + 1)
                at += 1
                continue
            if w.items[at].token.kind in ("mark", "other"):
                w.use(at, at + 1)
                at += 1
                continue
            self.unknown.append(w.span(at, at + 1))
            w.use(at, at + 1)
            at += 1
        self.flush()
        return at

    def _small(self, at: int) -> str:
        w = self.w
        if w.mark(at, ":=") or w.mark(at, "→>") or w.has(at, "says"):
            return "to"
        if w.has(at, "in") and w.has(at, "to") and self._value_ahead(at + 1):
            return "to"
        if w.has(at, "relation") and self.frame.waiting and self.frame.waiting[-1] in ("shadow", "border"):
            return "of"
        for category in ("of", "from", "with", "by", "in", "to", "should", "is", "that"):
            if w.has(at, category):
                return "to" if category in ("should", "is") else category
        return ""

    def _text_after_colon(self, at: int) -> int | None:
        """ "make the title: Summer sale": the words after a colon, where they are no value."""
        w, frame = self.w, self.frame
        if not frame.targets or frame.full or frame.waiting not in ([], ["text"]):
            return None
        if not (w.is_unknown(at + 1) and w.text[w.items[at + 1].start].isupper()):
            return None
        stop = at + 1
        while stop < w.size and w.is_word(stop) and not (w.any_of(stop, "and") and starts_clause(w, stop + 1)):
            stop += 1
        text = w.quote(w.span(at + 1, stop))
        frame.values.append((Said("quote", stop, Literally(text), text=text), w.span(at + 1, stop)))
        w.use(at, stop)
        return stop

    def _value_ahead(self, at: int) -> bool:
        w = self.w
        while w.has(at, "det"):
            at += 1
        return w.kind(at) in ("number", "quote") or w.is_colour(at) or w.any_of(at, "keyword", "shade", "number", "font-name")

    def _part(self, at: int, prep: str, *, after_joint: bool) -> int | None:  # noqa: PLR0911
        w, frame = self.w, self.frame
        if w.has(at, "as-well") and self._is_also(at):
            frame.also = True
            return at + 1
        if w.has(at, "instead") and w.kind(at + 1) == "quote":
            return at + 2
        if w.has(at, "except") and frame.targets:
            kept = nouns(w, at + 1)
            if kept is not None:
                frame.targets = [Except(joined(frame.targets), kept.selector)]
                return kept.stop
        if prep == "with" and frame.targets and not after_joint:
            part = self._with_part(at)
            if part is not None:
                return part
        if prep == "to" and frame.waiting == ["text"] and not frame.values:
            text = self._bare_text(at)
            if text is not None:
                return text
        same = self._measure_like(at)
        if same is None:
            same = self._same(at)
        if same is not None:
            return same
        if w.any_of(at, "possessive"):
            named = at + 1
            if w.any_of(named, "property", "inner-text"):
                if frame.full and after_joint:
                    self._next_frame()
                if not self.frame.targets:
                    self.frame.targets.append(self._it())
                return named
        if frame.targets and (placed := self._placed(at, prep)) is not None:
            return placed
        if w.has(at, "no") and (without := self._without(at)) is not None:
            return without
        prop = self._property(at, prep, joined=after_joint)
        if prop is not None:
            return prop
        changed = self._change(at)
        if changed is not None:
            return changed
        if not self._noun_first(at):
            said = self._value(at, prep, joined=after_joint)
            if said is not None:
                return said
        named_noun = self._noun(at, prep, joined=after_joint)
        if named_noun is not None:
            return named_noun
        return self._value(at, prep, joined=after_joint)

    def _without(self, at: int) -> int | None:
        """ "no italics", "no border": the property as it is without anything."""
        w, frame = self.w, self.frame
        step = at + 1
        if not w.any_of(step, "property", "keyword"):
            return None
        span = w.span(at, step + 1)
        if w.has(step, "property"):
            name = w.value(step, "property")
            frame.done.append(Assignment(name, Said("none", step + 1), span))
            return step + 1
        if w.has(step, "keyword"):
            name = w.value(step, "keyword").partition(" = ")[0]
            frame.done.append(Assignment(name, Said("none", step + 1), span))
            return step + 1
        return None

    def _placed(self, at: int, prep: str) -> int | None:
        """ "(should be) below the hero", "centered horizontally", "flush with the right edge"."""
        w, frame = self.w, self.frame
        if frame.waiting or not (
            w.any_of(at, "relation", "layer") or edge_phrase(w, at) is not None
        ):
            return None
        if w.any_of(at, "relation") and not (prep == "to" or frame.place_verb):
            return None
        if w.any_of(at, "keyword") and not w.has(at, "edge"):
            return None
        found = destination(w, at)
        if found is None or not found.steps:
            return None
        after = found.stop
        if w.any_of(after, "property", "kind", "any", "name", "more") or w.is_colour(after):
            return None  # "the bottom border red", "the upper one bold"
        frame.placed.extend(found.steps)
        frame.sure *= found.sure
        return after

    def _with_part(self, at: int) -> int | None:
        """ "(dark blue) with white links": what is in it, with its own look."""
        w = self.w
        if not (w.is_colour(at) or w.any_of(at, "shade", "keyword", "look", "more")):
            return None
        found = noun(w, at, places=False)
        if found is None or found.bare or found.kinds[:1] == ("text",):
            return None
        part, looks = _plain(found.selector)
        if not looks:
            return None
        owner = joined(self.frame.targets)
        self._next_frame()
        self.frame.targets = [inside(part, owner, "any")]
        self.frame.spans = [w.span(at, found.stop)]
        self.frame.stated = True
        self.frame.looks = looks
        return found.stop

    def _bare_text(self, at: int) -> int | None:
        """ "change its text to Add activity": the words up to the clause's end, as typed."""
        w = self.w
        if w.kind(at) != "word" or value(w, at) is not None or like(w, at) is not None:
            return None
        stop = at
        while stop < w.size and not ends_clause(w, stop) and not w.mark(stop, ",([") and not (
            w.any_of(stop, "and", "but") and starts_clause(w, stop + 1)
        ):
            stop += 1
        span = w.span(at, stop)
        text = w.quote(span)
        self.frame.values.append((Said("quote", stop, Literally(text), text=text), span))
        return stop

    def _measure_like(self, at: int) -> int | None:
        """ "as wide as the card"."""
        w = self.w
        if not (w.has(at, "like") and w.has(at + 1, "more") and w.has(at + 2, "like")):
            return None
        source = noun(w, at + 3)
        if source is None:
            return None
        name = w.value(at + 1, "more").rpartition(" ")[0]
        said = Said("like", source.stop, Like(source.selector, None), property=name)
        self.frame.done.append(Assignment(name, said, w.span(at, source.stop)))
        return source.stop

    # -- nouns ---------------------------------------------------------------------

    def _noun_first(self, at: int) -> bool:
        """Whether a phrase at ``at`` is a description rather than a value."""
        w, frame = self.w, self.frame
        if w.kind(at) == "quote":
            if w.any_of(at + 1, "kind"):
                return not frame.targets
            # "“Recent orders” bold, 20": a text that is there, and what is asked of it
            alone = not (frame.targets or frame.waiting or frame.full)
            return alone and at + 1 < w.size and not ends_clause(w, at + 1) and not w.any_of(at + 1, "in", "to", "like")
        if w.any_of(at, "number") and not w.any_of(at + 1, "kind"):
            return False
        if (w.is_colour(at) or w.any_of(at, "shade", "keyword", "look")) and (frame.targets or frame.waiting):
            return False
        if w.any_of(at, "token") and not w.any_of(at + 1, "kind", "any"):
            return False
        step = at
        while w.any_of(step, "det"):
            step += 1
        if step > at and self._value_then_property(step):
            return bool(
                w.has(at, "definite") and not frame.targets and starts_noun(w, at)
            )
        if w.any_of(step, "token") and not w.any_of(step + 1, "kind", "any"):
            return False
        if step > at and w.is_colour(step) and not starts_noun(w, at):
            return False
        return True

    def _value_then_property(self, at: int) -> bool:
        """ "a red border", "20px padding", "a bold font"."""
        w = self.w
        said = value(w, at)
        if said is None or said.sort in ("quote",):
            return False
        stop = said.stop
        again = value(w, stop)
        if again is not None and again.sort != "quote":
            stop = again.stop
        return w.has(stop, "property") and not w.any_of(stop + 1, "kind", "any") and not (
            w.has(stop, "kind") and not w.has(stop, "inner-text")
        )

    def _noun(self, at: int, prep: str, *, joined: bool) -> int | None:
        w = self.w
        w.wants_value = not self.frame.full and prep != "in"
        found = nouns(w, at, places=True)
        w.wants_value = True
        if found is None:
            return None
        found = self._explained(found)
        frame = self.frame
        span = w.span(at, found.stop)
        owned = self._owned_property(found.stop)
        attaches = prep in ("of", "in", "from") or (prep in ("to", "with") and frame.full and not joined)
        if prep == "to" and frame.waiting and not frame.values and frame.targets:
            # "set the background to brand": a token's name as a value
            return self._named_value(at)
        if frame.targets and found.pronoun and attaches and not joined:
            return owned or found.stop  # "with black text on it"
        if frame.full and frame.targets and attaches and not joined:
            frame.unscoped = frame.unscoped or list(frame.targets)
            frame.targets = [_within(t, found.selector) for t in frame.targets]
            return owned or found.stop
        if frame.full and not (attaches and not frame.targets):
            if frame.targets or not frame.done:
                self._next_frame()
        elif frame.targets and not frame.full and attaches and prep == "in" and not joined:
            frame.targets = [_within(t, found.selector) for t in frame.targets]
            return owned or found.stop
        elif frame.targets and not joined and not frame.full and not prep and self.verb == "give":
            self._given(found)
            return owned or found.stop
        frame = self.frame
        frame.targets.append(found.selector)
        frame.spans.append(span)
        frame.stated = frame.stated or not found.pronoun
        frame.screen = frame.screen or found.screen
        frame.inner_text = frame.inner_text or found.inner_text
        frame.sure *= found.sure
        if found.bare and prep != "of":
            frame.sure *= 0.98
        return owned or found.stop

    def _explained(self, found: Noun) -> Noun:
        """A description whose "it", "them" or "the rest" this clause has named."""
        if not refers(found.selector):
            return found
        before = self.named[-NAMED_MAX:]
        if self.frame.targets and (self.frame.full or not found.pronoun):
            before = [*before, joined(self.frame.targets)]
        if not before:
            return found
        return found._replace(selector=explained(found.selector, before))

    def _given(self, found: Noun) -> None:
        """ "give the chart a title …": the second is a part of the first."""
        frame = self.frame
        part, looks = _plain(found.selector)
        owner = joined(frame.targets)
        frame.looks.extend(looks)
        if frame.screen:
            frame.targets = [part]
            frame.screen = False
        else:
            frame.targets = [Either((Where(part, "inside", owner, "one"), Related(owner, "text")))]

    def _owned_property(self, at: int) -> int | None:
        """Skip the mark of possession before a property: "the header's color"."""
        return at + 1 if self.w.has(at, "possessive-mark") else None

    def _named_value(self, at: int) -> int | None:
        w = self.w
        stop = at
        while w.any_of(stop, "det"):
            stop += 1
        start = stop
        while stop < w.size and w.is_word(stop) and not w.is_joint(stop) and stop - start < 3:
            if w.any_of(stop, "property", "more", "verb") and stop > start:
                break
            stop += 1
        if stop == start:
            return None
        from_words = w.quote(w.span(start, stop))
        name = self.frame.waiting[-1] if self.frame.waiting else ""
        if name == "font family":
            said = Said("name", stop, None, text=from_words)
        else:
            said = Said("token", stop, None, text=from_words)
        self.frame.values.append((said, w.span(start, stop)))
        return stop

    def _next_frame(self) -> None:
        self.flush()
        if self.frame.targets:
            self.named.append(joined(self.frame.targets))
        fresh = Frame()
        self.frames.append(fresh)

    def _it(self) -> Selector:
        for earlier in reversed(self.frames[:-1]):
            if earlier.targets:
                return joined(earlier.targets)
        if self.memory.spoken and self.memory.target is not None:
            return self.memory.target
        return Reference("it")

    # -- properties -------------------------------------------------------------------

    def _property(self, at: int, prep: str, *, joined: bool) -> int | None:
        w, frame = self.w, self.frame
        step = at
        while w.any_of(step, "det") and not w.has(step, "property"):
            step += 1
        plus = ""
        if w.any_of(step, "plus", "less") and w.has(step + 1, "property"):
            plus = "+" if w.has(step, "plus") else "-"
            step += 1
        if w.has(step, "inner-text") and not w.any_of(step, "property", "kind") and w.any_of(step + 1, "of", "in"):
            frame.waiting.append("text")
            frame.waiting_spans.append(w.span(step, step + 1))
            return step + 1
        if not w.any_of(step, "property", "token"):
            return None
        if not w.has(step, "property"):
            return self._token(at, step)
        if w.has(step, "kind") and self._reads_as_kind(step, at):
            return None
        if w.any_of(step + 1, "kind", "any") and not w.any_of(step + 1, "property"):
            return None  # "background image"
        if w.has(step, "verb") and step == at and verb_at(w, step) and not frame.targets:
            return None
        name = w.value(step, "property")
        span = w.span(step, step + 1)
        if name == "colour" and frame.waiting and frame.values and not joined:
            last = frame.values[-1][0]
            if isinstance(last, Said) and last.sort == "colour":
                return step + 1  # "to a dark blue color"
        if plus:
            self._begin_if_full(joined=joined)
            self.frame.waiting = [name]
            self.frame.waiting_spans = [span]
            self.frame.values.append((Change("", 1 if plus == "+" else -1), span))
            return step + 1
        if frame.values and not frame.waiting and prep == "with":
            self._settle()
        if frame.values and not frame.waiting and not joined and prep != "to":
            # "20px padding", "a red border", "a 2px solid red border"
            several = name in ("border", "font family", "text", "shadow")
            start = frame.group if several else len(frame.values) - 1
            kept = frame.values[:start]
            frame.done.extend(Assignment(None, v, s) for v, s in kept)
            mine = frame.values[start:]
            frame.done.extend(Assignment(name, v, (s[0], span[1])) for v, s in mine)
            frame.values, frame.group = [], 0
            return step + 1
        if frame.values and prep == "in" and frame.values and not frame.waiting:
            said, said_span = frame.values.pop()
            frame.done.append(Assignment(name, said, (said_span[0], span[1])))
            return step + 1
        if name == "gradient":
            found = gradient(w, step + 1)
            if found is not None:
                self._settle()
                frame.done.append(Assignment("gradient", found, w.span(step, found.stop)))
                return found.stop
        if frame.values:
            self._settle()
        if joined and frame.done and frame.targets and w.has(step + 1, "of"):
            self._next_frame()
            frame = self.frame
        frame.waiting.append(name)
        frame.waiting_spans.append(span)
        return step + 1

    def _begin_if_full(self, *, joined: bool) -> None:
        del joined
        if self.frame.values:
            self._settle()

    def _reads_as_kind(self, at: int, start: int) -> bool:
        """Whether a word that is a kind and a property is a component here."""
        w, frame = self.w, self.frame
        if w.any_of(at + 1, "kind"):
            return True
        if frame.values and w.has(at, "inner-text") and start == at:
            return False  # "with white text"
        if frame.targets and not frame.full:
            # "make the header text …": a part of what was just named; nouns has seen it
            return False
        if w.has(at + 1, "of"):
            return not w.has(at, "inner-text")
        if at == start and w.any_of(at + 1, "to") and w.kind(at + 2) == "quote":
            return False
        if w.kind(at + 1) == "quote":
            return False
        return True

    def _token(self, at: int, step: int) -> int | None:
        w, frame = self.w, self.frame
        if w.any_of(step + 1, "kind", "any"):
            return None
        if frame.targets or (frame.waiting and not frame.values):
            return None  # a value: "make the header the accent color"
        if self.verb == "set" and w.any_of(step + 1, "of", "in") and not w.any_of(step + 1, "to"):
            # "use the accent color for the links"
            name = w.value(step, "token")
            frame.values.append((Said("token", step + 1, TokenValue(name)), w.span(at, step + 1)))
            return step + 1
        name = w.value(step, "token")
        if frame.values:
            self._settle()
        frame.waiting.append("tokens." + name)
        frame.waiting_spans.append(w.span(at, step + 1))
        return step + 1

    # -- values -----------------------------------------------------------------------

    def _value(self, at: int, prep: str, *, joined: bool) -> int | None:
        w = self.w
        if joined and self.frame.unscoped and self.frame.full and value(w, at) is not None:
            # "green on slide 2 and red on slide 3"
            earlier = self.frame
            self._next_frame()
            self.frame.targets = list(earlier.unscoped)
            self.frame.spans, self.frame.stated = list(earlier.spans), True
            self.frame.waiting = list(dict.fromkeys(a.property for a in earlier.done if a.property))
            self.frame.waiting_spans = [a.span for a in earlier.done if a.property][: len(self.frame.waiting)]
        frame = self.frame
        step = at
        while w.any_of(step, "det"):
            step += 1
        waiting = frame.waiting[-1] if frame.waiting else ""
        said = value(w, step, waiting)
        if said is None:
            return None
        if joined and len(frame.waiting) == 1 and frame.values and not _alike(frame.values[-1][0], said):
            self._settle()
        if prep == "from" and said.sort in ("colour", "px", "number", "quote"):
            after = said.stop
            if w.any_of(after, "to"):
                if waiting == "gradient":
                    found = gradient(w, step)
                    if found is not None:
                        frame.values.append((found, w.span(step, found.stop)))
                        return found.stop
                return after  # the old value; only the new one is set
        stop = said.stop
        if (
            said.sort == "colour" and said.text and w.has(stop, "to") and not frame.targets
            and not frame.waiting and not frame.full and value(w, stop + 1) is not None
        ):
            frame.instead_of = said.text
            return stop
        if said.sort == "colour" and (w.has(stop, "and") or w.has(stop, "to") or w.mark(stop, "-–")):
            found = gradient(w, step)
            if found is not None and w.has(found.stop, "property") and w.value(found.stop, "property") == "gradient":
                frame.done.append(Assignment("gradient", found, w.span(step, found.stop + 1)))
                return found.stop + 1
        if said.sort in ("number", "px", "percent", "factor"):
            measured = self._measured(at, said)
            if measured is not None:
                return measured
        if said.sort == "quote" and prep == "in" and not frame.waiting:
            said = said._replace(sort="name")  # "in “JetBrains Mono”"
        if joined or prep == "with":
            frame.group = len(frame.values)
        frame.values.append((said._replace(prep=prep), w.span(step, stop)))
        return stop

    def _measured(self, at: int, said: Said) -> int | None:
        """A number with what it measures: "3 inches wide", "20% bigger", "twice as big as X"."""
        w, frame = self.w, self.frame
        stop = said.stop
        span_start = at
        if said.sort == "factor" or (said.sort == "percent" and False):
            while w.any_of(stop, "like", "det", "possessive", "of"):
                stop += 1
            if w.has(stop, "more"):
                name, _, sign = w.value(stop, "more").rpartition(" ")
                stop += 1
                factor = said.factor
                if sign == "-" and factor > 1:
                    factor = 1 / factor
                frame.done.append(Assignment(None, Change(name, 1, factor=factor), w.span(span_start, stop)))
                return self._skip_as_it_is(stop)
            if w.has(stop, "property"):
                name = w.value(stop, "property")
                stop += 1
                frame.done.append(Assignment(name, Change(name, 1, factor=said.factor), w.span(span_start, stop)))
                return self._skip_as_it_is(stop)
            return None
        if w.has(stop, "more") and (said.sort == "percent" or not w.has(stop, "dimension")):
            name, _, sign = w.value(stop, "more").rpartition(" ")
            change = Change(
                name,
                1 if sign == "+" else -1,
                share=said.number if said.sort == "percent" else 0.0,
                px=said.number if said.sort != "percent" else 0.0,
            )
            frame.done.append(Assignment(None, change, w.span(span_start, stop + 1)))
            return stop + 1
        if w.any_of(stop, "plus", "less") and w.has(stop + 1, "property"):
            sign = 1 if w.has(stop, "plus") else -1
            name = w.value(stop + 1, "property")
            change = Change(
                name,
                sign,
                share=said.number if said.sort == "percent" else 0.0,
                px=said.number if said.sort != "percent" else 0.0,
            )
            frame.done.append(Assignment(name, change, w.span(span_start, stop + 2)))
            return stop + 2
        if w.has(stop, "direction") and not frame.waiting and said.sort != "factor":
            moved = destination(w, stop, said)
            if moved is not None and moved.steps:
                frame.placed.extend(moved.steps)
                return moved.stop
        if w.has(stop, "dimension") and not frame.waiting:
            name = w.value(stop, "dimension")
            frame.done.append(Assignment(name, said, w.span(span_start, stop + 1)))
            return stop + 1
        if w.has(stop, "in") and w.has(stop + 1, "property") and not frame.waiting:
            name = w.value(stop + 1, "property")
            frame.done.append(Assignment(name, said, w.span(span_start, stop + 2)))
            return stop + 2
        second = stop
        if w.any_of(second, "by") or w.mark(second, "*") or w.said(second) in ("x", "×"):
            other = value(w, second + 1)
            if other is not None and other.sort in ("number", "px") and (frame.targets or frame.waiting):
                if not frame.waiting or frame.waiting[-1] == "size":
                    if frame.waiting:
                        frame.waiting.pop()
                        frame.waiting_spans.pop()
                    frame.done.append(Assignment("width", said, w.span(at, stop)))
                    frame.done.append(Assignment("height", other, w.span(second + 1, other.stop)))
                    return other.stop
        return None

    def _skip_as_it_is(self, at: int) -> int:
        """ "twice as big as it is (now)": the comparison with itself says nothing more."""
        w = self.w
        if w.has(at, "like") and (w.any_of(at + 1, "pronoun", "it-is") or w.any_of(at + 1, "filler")):
            at += 2
            while w.any_of(at, "is", "filler"):
                at += 1
        return at

    def _change(self, at: int) -> int | None:
        w, frame = self.w, self.frame
        step = at
        degree = ""
        while w.any_of(step, "degree", "too", "filler") and not w.any_of(step, "more"):
            if w.has(step, "degree"):
                degree = w.value(step, "degree")
            step += 1
        if not w.has(step, "more"):
            if step > at and w.has(step, "size-word"):
                pass
            elif not w.has(step, "size-word"):
                return None
        if w.has(step, "size-word") and not w.has(step, "more"):
            if w.any_of(step + 1, "kind", "any") and not frame.targets:
                return None
            frame.done.append(
                Assignment(None, Change("size", 1, factor=float(w.value(step, "size-word"))), w.span(at, step + 1))
            )
            return step + 1
        if w.any_of(step + 1, "than"):
            return None
        if not frame.targets and not frame.waiting and w.any_of(step + 1, "kind", "any") and not frame.full:
            return None
        name, _, sign = w.value(step, "more").rpartition(" ")
        degree = "" if degree == "very" else degree
        stop = step + 1
        change = Change(name, 1 if sign == "+" else -1, degree)
        if w.has(stop, "degree") and w.value(stop, "degree") != "very" and not w.has(stop, "as-well"):
            change = change._replace(degree=w.value(stop, "degree"))
            stop += 1
        if w.has(stop, "by"):
            amount = value(w, stop + 1)
            if amount is not None and amount.sort in ("percent", "px", "number", "factor"):
                change = _by(change, amount)
                stop = amount.stop
        if w.has(stop, "property") and not frame.waiting and not w.any_of(stop + 1, "kind"):
            # "a bigger font size", "darker background"
            prop = w.value(stop, "property")
            frame.done.append(Assignment(prop, change, w.span(at, stop + 1)))
            return stop + 1
        frame.values.append((change, w.span(at, stop)))
        return stop

    def _same(self, at: int) -> int | None:
        """ "(the) same (width) as the hero", "like the footer", "same to the title"."""
        w, frame = self.w, self.frame
        found = like(w, at)
        if found is not None and (frame.targets or frame.waiting or frame.done):
            if found.property == "colour" and not frame.waiting and frame.done and frame.done[-1].property in (
                "border", "border width", "border style"
            ):
                found = found._replace(property="border colour")
            if found.property and not frame.waiting:
                frame.waiting.append(found.property)
                frame.waiting_spans.append(w.span(at, found.stop))
            frame.values.append((found, w.span(at, found.stop)))
            return found.stop
        again = same_for(w, at)
        if again is not None:
            # "same to the title": what was done, to another
            target = nouns(w, again)
            if target is not None:
                if frame.full or frame.targets:
                    self._next_frame()
                self.frame.targets.append(target.selector)
                self.frame.spans.append(w.span(again, target.stop))
                self.frame.also = True
                self.frame.stated = True
                return target.stop
        return None

    def _is_also(self, at: int) -> bool:
        w = self.w
        return w.is_separator(at + 1) or at + 1 >= w.size or w.any_of(at + 1, "filler")

    # -- pairing ------------------------------------------------------------------------

    def _settle(self) -> None:
        """Pair the properties that wait with the values that were said."""
        frame = self.frame
        names, values = frame.waiting, frame.values
        if not values:
            return
        if not names:
            frame.done.extend(Assignment(self._of_last(v), v, s) for v, s in values)
        elif names == ["position"] and len(values) >= 2:
            frame.done.append(Assignment("x", values[0][0], values[0][1]))
            frame.done.append(Assignment("y", values[1][0], values[1][1]))
            frame.done.extend(Assignment(None, v, s) for v, s in values[2:])
        elif names == ["size"] and len(values) == 2 and all(
            isinstance(v, Said) and v.sort in ("px", "number") for v, _ in values
        ):
            frame.done.append(Assignment("width", values[0][0], values[0][1]))
            frame.done.append(Assignment("height", values[1][0], values[1][1]))
        elif len(values) == 1:
            frame.done.extend(Assignment(n, values[0][0], values[0][1]) for n in names)
        elif len(names) == len(values):
            shared = _share_units([v for v, _ in values])
            frame.done.extend(
                Assignment(n, v, s) for n, v, (_, s) in zip(names, shared, values, strict=True)
            )
        elif len(names) == 1:
            first, *others = values
            if frame.respectively or (
                len(frame.targets) == len(values) and all(isinstance(v, Said) for v, _ in values)
            ):
                frame.done.extend(Assignment(names[0], v, s) for v, s in zip(
                    _share_units([v for v, _ in values]), [s for _, s in values], strict=True))
                frame.respectively = True
            else:
                frame.done.append(Assignment(names[0], first[0], first[1]))
                frame.done.extend(Assignment(None, v, s) for v, s in others)
        else:
            for k, (v, s) in enumerate(values):
                frame.done.append(Assignment(names[min(k, len(names) - 1)], v, s))
        frame.waiting, frame.values, frame.waiting_spans = [], [], []
        frame.group = 0

    def _of_last(self, said: Said | Change) -> str | None:
        """ "a red border, 3px": a measure after a border is the border's."""
        done = self.frame.done
        if isinstance(said, Said) and said.sort in ("px", "number") and done and done[-1].property in (
            "border", "border width", "border style", "border colour"
        ):
            return "border"
        return None

    def flush(self) -> None:
        """Pair what is left in the current frame."""
        self._settle()


def _alike(before: Said | Change, said: Said) -> bool:
    """Whether two values may be values of one property, one after the other."""
    lengths = ("px", "number", "percent")
    if isinstance(before, Change):
        return False
    return before.sort == said.sort or (before.sort in lengths and said.sort in lengths)


def _by(change: Change, amount: Said) -> Change:
    match amount.sort:
        case "percent":
            return change._replace(share=amount.number)
        case "factor":
            return change._replace(factor=amount.factor)
        case _:
            return change._replace(px=amount.number)


def _share_units(values: list[Said | Change]) -> list[Said | Change]:
    """ "4 and 3 cm": numbers without a unit take the unit of a later one."""
    unit = ""
    shared: list[Said | Change] = []
    for said in reversed(values):
        if isinstance(said, Said):
            if said.sort == "px" and said.unit:
                unit = said.unit
            elif said.sort == "number" and unit:
                shared.append(_in_unit(said, unit))
                continue
        shared.append(said)
    return shared[::-1]


def _in_unit(said: Said, unit: str) -> Said:
    from_number = to_px_said(said.number, unit)
    return said if from_number is None else from_number._replace(stop=said.stop)


def to_px_said(number: float, unit: str) -> Said | None:
    """A number of some unit as a value in px."""
    px = to_px(number, unit)
    if px is None:
        return None
    return Said("px", 0, Literally(int(px) if px == int(px) else px), px, unit=unit)


def _plain(selector: Selector) -> tuple[Selector, list[str]]:
    """A description without its looks, and the looks as keyword meanings."""
    looks: list[str] = []
    while True:
        match selector:
            case Pick(order="only"):
                selector = selector.base
            case Look(relation="is", value=str()):
                looks.append(f"{selector.feature} = {selector.value}")
                selector = selector.base
            case Named(number="all") if looks:
                return Named(
                    selector.words, selector.kinds, selector.head, selector.quoted, "one", selector.span
                ), looks
            case _:
                return selector, looks


def _within(target: Selector, anchor: Selector) -> Selector:
    return inside(target, anchor, "any")


def joined(selectors: list[Selector]) -> Selector:
    """One selector of several."""
    return selectors[0] if len(selectors) == 1 else Union(tuple(selectors))
