"""Frames filled from the words after a verb that gives values: "make", "set", "should be".

Each place is tried as every part that a clause may have, in one order: an aside, a
likeness, a place, a property, a change, a description, a value. What is left out is
carried on from the frame before ("make the title red and bigger, and the subtitle blue").

    every content word belongs to a frame, to a known filler, or to `unknown`

May import: decompose, plan.steps, select.selectors.
"""

from __future__ import annotations

from typing import Final

from redraft.decompose.amounts import change, measure_like, measured
from redraft.decompose.clauses import (
    bracketed_noise,
    ends_clause,
    same_for,
    starts_clause,
    text_end,
    verb_at,
)
from redraft.decompose.descriptions import Noun, inside, joined, without_looks
from redraft.decompose.drafts import TOKENS, Assignment, Change, Frame, Memory
from redraft.decompose.edges import edge_phrase
from redraft.decompose.nouns import noun, nouns, starts_noun
from redraft.decompose.places import destination
from redraft.decompose.references import explained, refers
from redraft.decompose.settle import alike, settle
from redraft.decompose.values import Said, gradient, like, value
from redraft.decompose.words import Span, Words
from redraft.plan.steps import Literally, TokenValue
from redraft.select.selectors import Either, Except, Reference, Related, Selector, Where

#: descriptions of one clause that "them" looks back at
NAMED_MAX: Final = 24
#: properties that take several values said before them: "a 2px solid red border"
_MANIFOLD: Final = ("border", "font family", "text", "shadow")
#: small words that say how what follows belongs to what was said
_PREPOSITIONS: Final = ("of", "from", "with", "by", "in", "to", "should", "is", "that")
#: words in the name of a token
_TOKEN_WORDS_MAX: Final = 3


class Filler:
    """Fills frames from the words of a clause; ``verb`` is the one that it began with."""

    def __init__(self, w: Words, memory: Memory, verb: str = "") -> None:
        self.w = w
        self.memory = memory
        self.verb = verb
        self.frames: list[Frame] = [Frame()]
        self.unknown: list[Span] = []
        #: what the frames before were about
        self.named: list[Selector] = []
        #: the character at which the words after the last joint begin
        self.joint = 0
        #: the clause has a verb of its own: its first values stand for themselves
        self.own_verb = False

    @property
    def frame(self) -> Frame:
        """The frame that is being filled."""
        return self.frames[-1]

    def fill(self, i: int) -> int:
        """Read from ``i`` to the end of the clause; return where it ends."""
        self.w.wants_value = True
        stop = self._fill(i)
        self.w.wants_value = False
        return stop

    def _fill(self, begun: int) -> int:
        w, at = self.w, begun
        prep, after_joint = "", False
        while not (ends_clause(w, at) or bracketed_noise(w, at) is not None):
            joint = self._joint(at)
            if joint is not None:
                stop, goes_on = joint
                w.use(at, stop)
                at = stop
                if not goes_on:
                    break
                prep, after_joint = "", True
                self.joint = w.span(at, at)[0]
                continue
            stop = self._lead(at, prep)
            if stop == at and at > begun and self._verb_ends(at):
                break
            if stop == at:
                part = self._part(at, prep, after_joint=after_joint)
                small = self._small(at) if part is None else ""
                if part is not None:
                    stop, prep, after_joint = part, "", False
                elif small:
                    self.frame.expects = self.frame.expects or w.has(at, "should")
                    stop, prep = at + 1, small
                else:
                    stop = self._passed(at)
            w.use(at, stop)
            at = stop
        settle(self.frame)
        return at

    def _for_all(self) -> None:
        """Let what was said since the last joint be of all that the clause has named."""
        settle(self.frame)
        own = [a for a in self.frame.done if a.span[0] < self.joint]
        shared = [a for a in self.frame.done if a.span[0] >= self.joint]
        self.frame.done = own
        everyone = [*self.named, joined(self.frame.targets)]
        self._next_frame()
        self.frame.targets, self.frame.done, self.frame.stated = everyone, shared, True

    def _joint(self, at: int) -> tuple[int, bool] | None:
        """The place after "and", "but", a comma, and whether the clause goes on there."""
        w = self.w
        if w.has(at, "but"):
            return at + 1, not starts_clause(w, at + 1)
        after = w.skip_commas(at)
        if after == at:
            return None
        if w.has(after, "but") and starts_clause(w, after + 1):
            return after + 1, False
        if self.frame.targets and w.has(after, "keyword") and w.has(after + 1, "inner-text"):
            return after, True  # "a green background and bold text"
        return after, not (starts_clause(w, after) or ends_clause(w, after))

    def _lead(self, at: int, prep: str) -> int:
        """The place after words that say how to read others; ``at`` where there are none."""
        w = self.w
        if w.any_of(at, "respectively"):
            self.frame.respectively = True
            return at + 1
        if verb_at(w, at) in ("make", "give", "set") and (
            prep == "to" or (self.frame.targets and not self.frame.full and w.has(at, "auxiliary"))
        ):
            return at + 1  # "should also get a teal border", "the cards get a teal border"
        if w.mark(at, ":"):
            return self._text_after_colon(at) or at
        return at

    def _verb_ends(self, at: int) -> bool:
        """Whether a verb at ``at`` begins another clause without a joint."""
        w = self.w
        return bool(self.frame.full and verb_at(w, at) and not w.any_of(at, "keyword", "property"))

    def _small(self, at: int) -> str:
        """The preposition that a small word at ``at`` stands for."""
        w, waiting = self.w, self.frame.waiting
        if w.mark(at, ":=") or w.mark(at, "→>") or w.has(at, "says"):
            return "to"
        if w.has(at, "in") and w.has(at, "to") and self._value_ahead(at + 1):
            return "to"
        if w.has(at, "relation") and waiting and waiting[-1] in ("shadow", "border"):
            return "of"
        for category in _PREPOSITIONS:
            if w.has(at, category):
                return "to" if category in ("should", "is") else category
        return ""

    def _passed(self, at: int) -> int:
        """The place after words that name nothing; those that nobody knows are noted."""
        w, frame = self.w, self.frame
        if w.any_of(at, "degree") and not w.any_of(at + 1, "more", "kind"):
            frame.degree = w.value(at, "degree")
        elif w.any_of(at, "vague-look"):
            frame.vague = w.span(at, at + 1)
        elif w.has(at, "than") and w.any_of(at + 1, "filler", "pronoun", "it-is"):
            return w.skip(at + 2, "is", "filler", most=3)
        elif not (
            (w.has(at, "quantifier") and frame.targets)
            or (w.has(at, "shade") and w.has(at + 1, "property"))
            or w.any_of(at, "filler", "det", "wish", "it-is")
            or w.kind(at) in ("mark", "other")
        ):
            self.unknown.append(w.span(at, at + 1))
        return at + 1

    def _part(self, at: int, prep: str, *, after_joint: bool) -> int | None:
        """The place after the part of a clause at ``at``, once it is in the frame."""
        return (
            self._aside(at)
            or self._after_preposition(at, prep, after_joint=after_joint)
            or measure_like(self.w, self.frame, at)
            or self._same(at)
            or self._own_property(at, after_joint=after_joint)
            or self._placed(at, prep)
            or self._without(at)
            or self._property(at, prep, after_joint=after_joint)
            or change(self.w, self.frame, at)
            or (None if self._noun_first(at) else self._value(at, prep, after_joint=after_joint))
            or self._noun(at, prep, after_joint=after_joint)
            or self._value(at, prep, after_joint=after_joint)
        )

    def _aside(self, at: int) -> int | None:
        """ "too", "instead of “…”", "except the last"."""
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
        return None

    def _after_preposition(self, at: int, prep: str, *, after_joint: bool) -> int | None:
        frame = self.frame
        if prep == "with" and frame.targets and not after_joint:
            return self._with_part(at)
        if prep == "to" and frame.waiting == ["text"] and not frame.values:
            return self._bare_text(at)
        return None

    def _own_property(self, at: int, *, after_joint: bool) -> int | None:
        """ "its colour", "their text"."""
        w = self.w
        if not (w.has(at, "possessive") and w.any_of(at + 1, "property", "inner-text")):
            return None
        if self.frame.full and after_joint:
            self._next_frame()
        if not self.frame.targets:
            self.frame.targets.append(self._it())
        return at + 1

    def _without(self, at: int) -> int | None:
        """ "no italics", "no border": the property as it is without anything."""
        w, step = self.w, at + 1
        if not (w.has(at, "no") and w.any_of(step, "property", "keyword")):
            return None
        name = w.value(step, "property") or w.value(step, "keyword").partition(" = ")[0]
        said = Said("none", step + 1)
        self.frame.done.append(Assignment(name, said, w.span(at, step + 1)))
        return step + 1

    def _text_after_colon(self, at: int) -> int | None:
        """ "make the title: Summer sale": the words after a colon, where they are no value."""
        w, frame = self.w, self.frame
        if not frame.targets or frame.full or frame.waiting not in ([], ["text"]):
            return None
        if not (w.is_unknown(at + 1) and w.text[w.items[at + 1].start].isupper()):
            return None
        stop = at + 1
        while w.is_word(stop) and not (w.any_of(stop, "and") and starts_clause(w, stop + 1)):
            stop += 1
        self._says(at + 1, stop)
        return stop

    def _bare_text(self, at: int) -> int | None:
        """ "change its text to Add activity": the words up to the clause's end, as typed."""
        w = self.w
        if w.kind(at) != "word" or value(w, at) is not None or like(w, at) is not None:
            return None
        stop = text_end(w, at, "and", "but")
        self._says(at, stop)
        return stop

    def _says(self, start: int, stop: int) -> None:
        """Take words as a text, as typed."""
        span = self.w.span(start, stop)
        text = self.w.quote(span)
        self.frame.values.append((Said("quote", stop, Literally(text), text=text), span))

    def _value_ahead(self, at: int) -> bool:
        w = self.w
        at = w.skip(at, "det")
        return (
            w.kind(at) in ("number", "quote")
            or w.is_colour(at)
            or w.any_of(at, "keyword", "shade", "number", "font-name")
        )

    def _placed(self, at: int, prep: str) -> int | None:
        """ "(should be) below the hero", "centered horizontally", "flush with the right edge"."""
        w, frame = self.w, self.frame
        if not frame.targets or frame.waiting:
            return None
        if not w.any_of(at, "relation", "layer") and edge_phrase(w, at) is None:
            return None
        if w.any_of(at, "relation") and prep != "to":
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
        part, looks = without_looks(found.selector)
        if not looks:
            return None
        owner = joined(self.frame.targets)
        self._next_frame()
        self.frame.targets = [inside(part, owner, "any")]
        self.frame.spans = [w.span(at, found.stop)]
        self.frame.stated = True
        self.frame.looks = looks
        return found.stop

    # -- nouns ---------------------------------------------------------------------

    def _noun_first(self, at: int) -> bool:
        """Whether a phrase at ``at`` is a description rather than a value."""
        w, frame = self.w, self.frame
        if w.kind(at) == "quote":
            if w.any_of(at + 1, "kind"):
                return not frame.targets
            # "“Recent orders” bold, 20": a text that is there, and what is asked of it
            alone = not (frame.targets or frame.waiting or frame.full)
            return (
                alone
                and at + 1 < w.size
                and not ends_clause(w, at + 1)
                and not w.any_of(at + 1, "in", "to", "like")
            )
        if w.any_of(at, "number") and not w.any_of(at + 1, "kind"):
            return False
        if (w.is_colour(at) or w.any_of(at, "shade", "keyword", "look")) and (
            frame.targets or frame.waiting
        ):
            return False
        if w.any_of(at, "token") and not w.any_of(at + 1, "kind", "any"):
            return False
        step = at
        step = w.skip(step, "det")
        if step > at and self._value_then_property(step):
            return bool(w.has(at, "definite") and not frame.targets and starts_noun(w, at))
        if w.any_of(step, "token") and not w.any_of(step + 1, "kind", "any"):
            return False
        return not (step > at and w.is_colour(step) and not starts_noun(w, at))

    def _value_then_property(self, at: int) -> bool:
        """ "a red border", "20px padding", "a bold font"."""
        w = self.w
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

    def _noun(self, at: int, prep: str, *, after_joint: bool) -> int | None:
        w = self.w
        w.wants_value = not self.frame.full and prep != "in"
        found = nouns(w, at, places=True)
        w.wants_value = True
        if found is None:
            return None
        found = self._explained(found)
        frame = self.frame
        span = w.span(at, found.stop)
        # the mark of possession before a property: "the header's color"
        stop = found.stop + 1 if w.has(found.stop, "possessive-mark") else found.stop
        attaches = prep in ("of", "in", "from") or (
            prep in ("to", "with") and frame.full and not after_joint
        )
        if prep == "to" and frame.waiting and not frame.values and frame.targets:
            # "set the background to brand": a token's name as a value
            return self._named_value(at)
        if frame.targets and found.pronoun and attaches and not after_joint:
            if found.number != "one" and self.named:
                self._for_all()  # "…, white text on both"
            return stop  # "with black text on it"
        if frame.full and frame.targets and attaches and not after_joint:
            frame.unscoped = frame.unscoped or list(frame.targets)
            frame.targets = [inside(t, found.selector, "any") for t in frame.targets]
            return stop
        if frame.full and not (attaches and not frame.targets):
            if frame.targets or not frame.done:
                self._next_frame()
        elif frame.targets and not frame.full and attaches and prep == "in" and not after_joint:
            frame.targets = [inside(t, found.selector, "any") for t in frame.targets]
            return stop
        elif (
            frame.targets
            and not after_joint
            and not frame.full
            and not prep
            and self.verb == "give"
        ):
            self._given(found)
            return stop
        frame = self.frame
        frame.targets.append(found.selector)
        frame.spans.append(span)
        frame.stated = frame.stated or not found.pronoun
        frame.screen = frame.screen or found.screen
        frame.inner_text = frame.inner_text or found.inner_text
        frame.sure *= found.sure
        if found.bare and prep != "of":
            frame.sure *= 0.98
        return stop

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
        part, looks = without_looks(found.selector)
        owner = joined(frame.targets)
        frame.looks.extend(looks)
        if frame.screen:
            frame.targets = [part]
            frame.screen = False
        else:
            frame.targets = [Either((Where(part, "inside", owner, "one"), Related(owner, "text")))]

    def _named_value(self, at: int) -> int | None:
        w = self.w
        stop = at
        stop = w.skip(stop, "det")
        start = stop
        while (
            stop < w.size
            and w.is_word(stop)
            and not w.is_joint(stop)
            and stop - start < _TOKEN_WORDS_MAX
        ):
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
        settle(self.frame)
        if self.frame.targets:
            self.named.append(joined(self.frame.targets))
        self.frames.append(Frame())

    def _it(self) -> Selector:
        for earlier in reversed(self.frames[:-1]):
            if earlier.targets:
                return joined(earlier.targets)
        if self.memory.spoken and self.memory.target is not None:
            return self.memory.target
        return Reference("it")

    # -- properties -----------------------------------------------------------------

    def _property(self, at: int, prep: str, *, after_joint: bool) -> int | None:
        w, frame = self.w, self.frame
        step = w.skip(at, "det", unless=("property",))
        sign = 0
        if w.any_of(step, "plus", "less") and w.has(step + 1, "property"):
            sign = 1 if w.has(step, "plus") else -1
            step += 1
        if step >= w.size:
            return None
        span = w.span(step, step + 1)
        if not w.has(step, "property"):
            inner = w.has(step, "inner-text") and not w.has(step, "kind")
            if inner and w.any_of(step + 1, "of", "in"):
                self._wait("text", span)
                return step + 1
            return self._token(at, step) if w.has(step, "token") else None
        if not self._is_property(at, step):
            return None
        name = w.value(step, "property")
        if name == "colour" and frame.waiting and frame.values and not after_joint:
            last = frame.values[-1][0]
            if isinstance(last, Said) and last.sort == "colour":
                return step + 1  # "to a dark blue color"
        if sign:
            settle(frame)
            frame.waiting, frame.waiting_spans = [name], [span]
            frame.values.append((Change("", sign), span))
            return step + 1
        if self._names_values(name, span, prep, after_joint=after_joint):
            return step + 1
        if name == "gradient" and (found := gradient(w, step + 1)) is not None:
            settle(frame)
            frame.done.append(Assignment("gradient", found, w.span(step, found.stop)))
            return found.stop
        settle(frame)
        if after_joint and frame.done and frame.targets and w.has(step + 1, "of"):
            self._next_frame()
        self._wait(name, span)
        return step + 1

    def _wait(self, name: str, span: Span) -> None:
        """Note a property that waits for its value."""
        self.frame.waiting.append(name)
        self.frame.waiting_spans.append(span)

    def _is_property(self, at: int, step: int) -> bool:
        """Whether a word for a property is one here."""
        w = self.w
        if w.has(step, "kind") and self._reads_as_kind(step, at):
            return False
        if w.any_of(step + 1, "kind", "any") and not w.any_of(step + 1, "property"):
            return False  # "background image"
        asks = w.has(step, "verb") and step == at and verb_at(w, step)
        return not (asks and not self.frame.targets)

    def _names_values(self, name: str, span: Span, prep: str, *, after_joint: bool) -> bool:
        """Give a property the values that were said before it, if it comes after them."""
        frame = self.frame
        if frame.values and not frame.waiting and prep == "with":
            settle(frame)
        if not frame.values or frame.waiting:
            return False
        if not after_joint and prep != "to":
            # "20px padding", "a red border", "a 2px solid red border"
            start = frame.group if name in _MANIFOLD else len(frame.values) - 1
            frame.done.extend(Assignment(None, v, s) for v, s in frame.values[:start])
            frame.done.extend(Assignment(name, v, (s[0], span[1])) for v, s in frame.values[start:])
            frame.values, frame.group = [], 0
            return True
        if prep == "in":
            said, said_span = frame.values.pop()
            frame.done.append(Assignment(name, said, (said_span[0], span[1])))
            return True
        return False

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
        return w.kind(at + 1) != "quote"

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
            settle(self.frame)
        frame.waiting.append(TOKENS + name)
        frame.waiting_spans.append(w.span(at, step + 1))
        return step + 1

    # -- values -----------------------------------------------------------------------

    def _value(self, at: int, prep: str, *, after_joint: bool) -> int | None:
        w = self.w
        if after_joint and value(w, at) is not None:
            self._unscope()
        frame = self.frame
        step = w.skip(at, "det")
        waiting = frame.waiting[-1] if frame.waiting else ""
        said = value(w, step, waiting)
        if said is None:
            return None
        again = after_joint and len(frame.waiting) == 1 and frame.values
        if again and not alike(frame.values[-1][0], said):
            settle(frame)
        stop = said.stop
        before = prep == "from" and said.sort in ("colour", "px", "number", "quote")
        if before and w.any_of(stop, "to"):
            return self._from_value(step, stop, waiting)
        if said.sort == "colour" and (pair := self._two_colours(step, said)) is not None:
            return pair
        if said.sort in ("number", "px", "percent", "factor"):
            found = measured(w, frame, at, said)
            if found is not None:
                return found
        if said.sort == "quote" and prep == "in" and not frame.waiting:
            said = said._replace(sort="name")  # "in “JetBrains Mono”"
        if after_joint or prep == "with":
            frame.group = len(frame.values)
        frame.values.append((said._replace(prep=prep), w.span(step, stop)))
        return stop

    def _unscope(self) -> None:
        """ "green on slide 2 and red on slide 3": the same targets and properties again."""
        earlier = self.frame
        if not (earlier.unscoped and earlier.full):
            return
        self._next_frame()
        frame = self.frame
        frame.targets = list(earlier.unscoped)
        frame.spans, frame.stated = list(earlier.spans), True
        frame.waiting = list(dict.fromkeys(a.property for a in earlier.done if a.property))
        spans = [a.span for a in earlier.done if a.property]
        frame.waiting_spans = spans[: len(frame.waiting)]

    def _from_value(self, start: int, stop: int, waiting: str) -> int:
        """ "from 12 to 14": the old value is passed over; a gradient has both."""
        found = gradient(self.w, start) if waiting == "gradient" else None
        if found is None:
            return stop
        self.frame.values.append((found, self.w.span(start, found.stop)))
        return found.stop

    def _two_colours(self, start: int, said: Said) -> int | None:
        """ "(change) blue to navy", "a red to blue gradient"."""
        w, frame, stop = self.w, self.frame, said.stop
        begins = not (frame.targets or frame.waiting or frame.full)
        if said.text and w.has(stop, "to") and begins and value(w, stop + 1) is not None:
            frame.instead_of = said.text
            return stop
        if not (w.any_of(stop, "and", "to") or w.mark(stop, "-–")):
            return None
        found = gradient(w, start)
        if found is None or w.value(found.stop, "property") != "gradient":
            return None
        frame.done.append(Assignment("gradient", found, w.span(start, found.stop + 1)))
        return found.stop + 1

    def _same(self, at: int) -> int | None:
        """ "(the) same (width) as the hero", "like the footer", "same to the title"."""
        w, frame = self.w, self.frame
        found = like(w, at)
        if found is not None and (frame.targets or frame.waiting or frame.done):
            if (
                found.property == "colour"
                and not frame.waiting
                and frame.done
                and frame.done[-1].property in ("border", "border width", "border style")
            ):
                found = found._replace(property="border colour")
            if found.property and not frame.waiting:
                names = found.property.split("+")
                frame.waiting.extend(names)
                frame.waiting_spans.extend(w.span(at, found.stop) for _ in names)
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
