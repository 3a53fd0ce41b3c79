"""Frames filled from the words after a verb that gives values: "make", "set", "should be".

Each place is tried as every part that a clause may have, in one order: an aside, a
likeness, a place, a property, a change, a description, a value. What is left out is
carried on from the frame before ("make the title red and bigger, and the subtitle blue").

May import: decompose, plan.steps, select.selectors.
"""

from __future__ import annotations

from typing import Final

from redraft.decompose.after import alternatives
from redraft.decompose.amounts import change
from redraft.decompose.attributes import attribute, looks_of_writing, unoffered, without
from redraft.decompose.bounds import bound, bound_behind
from redraft.decompose.clauses import (
    approved,
    asks_at,
    bracketed_noise,
    correction,
    ends_clause,
    grounds_end,
    looks_come,
    parts_clauses,
    quoted_stop,
    reason_end,
    starts_clause,
    stays_at,
    strokes,
    verb_at,
)
from redraft.decompose.corrections import revised
from redraft.decompose.defaults import CHANGES
from redraft.decompose.descriptions import count_of, joined, many, whole_set
from redraft.decompose.drafts import Assignment, Change, Frame
from redraft.decompose.edges import edge_phrase
from redraft.decompose.formers import former, former_begins
from redraft.decompose.givens import (
    carried,
    given,
    in_brackets,
    value_ahead,
)
from redraft.decompose.headings import acts
from redraft.decompose.heads import has_unit, number_at, value_follows
from redraft.decompose.likenesses import measure_like
from redraft.decompose.nouns import nouns
from redraft.decompose.places import destination
from redraft.decompose.references import parts_of
from redraft.decompose.sayings import (
    asks_text,
    bare_text,
    body_text,
    figure_named,
    says,
    text_after_colon,
    text_too,
    texts_each,
    told_text,
)
from redraft.decompose.scopes import scope_at
from redraft.decompose.settle import Told, settle
from redraft.decompose.sharing import (
    alike_in,
    as_before,
    as_it_was,
    just_as,
    of_that,
    same,
    same_on,
    taken_over,
)
from redraft.decompose.sheets import Sheet
from redraft.decompose.sorts import gate, sorts
from redraft.decompose.subjects import (
    elsewhere,
    left_out,
    own_property,
    part_with,
    so_called,
    subject,
    subject_first,
    written_so,
)
from redraft.decompose.switches import switched
from redraft.decompose.unquoted import unquoted
from redraft.decompose.values import Said, value
from redraft.decompose.words import Words
from redraft.plan.steps import Like, Literally
from redraft.select.selectors import Except, Named, Selector

#: how sure it is that more is said of what was named in passing
_PASSING: Final = 0.5
#: words that stand for looks that are told behind a colon
_EXPLAINED_MAX: Final = 4
#: words of a further part of a change
_LOOKS_MAX: Final = 12
#: small words that say how what follows belongs to what was said
#: words between "has" and "now"
_NOW_MAX: Final = 16
#: more are no longer said one by one: "all 12 bold" is a size
_COUNT_MAX: Final = 9
#: px; a larger size is one of a box
_TEXT_MAX: Final = 100
_PREPOSITIONS: Final = ("of", "from", "with", "by", "in", "to", "should", "is", "that")


#: what only some of the parts can begin with, or cannot do without in the command
_LEADS: Final = gate(
    *("as-well", "instead", "not", "except", "says", "inner-text", "pronoun", "nearing"),
    *("compare", "no"),
    tokens=["mark"],
)
_RECALLS: Final = gate("same", "unknown-property")
_LIKENS: Final = gate("like", "same", "alike", "follow", "as-well", "evenly")
_OWNS: Final = gate("possessive")
_NAMED: Final = gate("det", "property", "whole-look")
_PLACES: Final = gate("direction", "relation", "layer", "edge")
_TELLS: Final = gate(
    *("det", "property", "plus", "less", "gradient-direction", "inner-text", "token", "no"),
    *("keyword", "not", "look-suffix"),
    tokens=["number"],
)
_THEN: Final = gate("then")
_TAKES_BACK: Final = gate("comma", "correction", tokens=["mark"])
_VERBS: Final = gate("verb", "factor-verb")
_BRACKETS: Final = gate(tokens=["mark"])
_JOINS: Final = gate("but", "and", "comma", tokens=["mark"])
_BEFORE_PARTS: Final = gate(
    *("reason", "grounds", "respectively", "verb", "factor-verb", "quantifier", "everywhere"),
    tokens=["mark"],
)
_GROUNDS: Final = sorts("reason", "grounds")
_ARTICLE: Final = sorts("number-article")


#: what is asked of something that cannot be seen; of its border it says nothing
_SEEN: Final = "visibility = false"
_IN: Final = sorts("in")
_TO: Final = sorts("to")
_SMALL: Final = gate(*_PREPOSITIONS)


class Filler(Sheet):
    """A sheet that is filled from the words of a clause."""

    def fill(self, i: int) -> int:
        """Read from ``i`` to the end of the clause; return where it ends."""
        self.w.wants_value = True
        self.w.giving = "changes" if self.verb in CHANGES else "values"
        self.w.of_object = self.doubles or self.verb == "add"
        stop = self._fill(i)
        self.w.wants_value, self.w.giving, self.w.of_object = False, "", False
        return stop

    def _fill(self, begun: int) -> int:
        w, at = self.w, begun
        self.begun = begun
        prep, after_joint = "", False
        while at < w.size:
            said = w.sorts[at]
            if said & _THEN and self._asks_also(at):
                w.use(at, at + 1)
                at += 1
                continue
            if said & _GROUNDS and at > begun and (why := self._why(at)) > at:
                w.use(at, why)  # "a bit wider so the text fits, 140px each"
                at = why
                continue
            if self._ends(at, begun):
                break
            if said & _BRACKETS and not self._exactly(at) and (noise := bracketed_noise(w, at)):
                if self.frame.full or not self.frame.targets:
                    break
                w.use(at, noise)  # "the intro (currently 14px) bigger"
                at = noise
                continue
            corrected = revised(self, at) if said & _TAKES_BACK else None
            if corrected is not None:
                w.use(at, corrected[0])
                at, prep, after_joint = *corrected, False
                continue
            joint = self._joint(at) if said & _JOINS else None
            if joint is not None:
                self.note_screen()
                stop, goes_on = joint
                w.use(at, stop)
                at = stop
                if not goes_on:
                    break
                prep, after_joint = "", True
                self.joint = w.span(at, at)[0]
                continue
            stop = self._lead(at, prep) if said & _BEFORE_PARTS else at
            if stop == at and at > begun and self._breaks_off(at):
                break
            if stop == at:
                part = self._part(at, prep, after_joint=after_joint)
                if part is None and (self._should_instead(at) or self._should_go(at)):
                    part = at + 1
                small = self._small(at) if part is None else ""
                if part is not None:
                    stop, prep, after_joint = part, "", False
                elif small:
                    self._note_small(at)
                    stop, prep = at + 1, small
                else:
                    stop = self._passed(at)
            w.use(at, stop)
            at = stop
        settle(self.frame)
        return at

    def _note_small(self, at: int) -> None:
        """Note what a small word at ``at`` tells of what was said before it."""
        if self.w.has(at, "should"):
            figure_named(self)
            self.frame.expects = True
        if self.frame.says and self.frame.values and self.w.has(at, "upon"):
            settle(self.frame)  # "(should say “Pay”) on a red background"

    def _ends(self, at: int, begun: int) -> bool:
        """Whether the clause ends at ``at``; the end of the quotation before it is not its own."""
        return ends_clause(self.w, at) and (at > begun or not quoted_stop(self.w, at))

    def _joint(self, at: int) -> tuple[int, bool] | None:
        """The place after "and", "but", a comma, and whether the clause goes on there."""
        w = self.w
        if w.has(at, "but"):
            return at + 1, not starts_clause(w, at + 1)
        after = w.skip_commas(at)
        begun = self.frame.full or (self.frame.waiting and parts_clauses(w, at))
        if after == at and begun and strokes(w, at):
            after = w.skip_commas(at + 1)
        if after == at:
            return None
        if correction(w, after) is not None or acts(w, after) or self._wished_otherwise(after):
            return after, False
        if w.has(after, "not") and self.frame.full and former_begins(w, after):
            return after, True  # "18px, not 24"
        if w.has(after, "but") and starts_clause(w, after + 1):
            return after + 1, False
        if self.doubles and self._is_of_another(after):
            self.next_frame()
        if (
            self._asked_alone(after)
            or self._looks_come(after)
            or (self.frame.full and self._scope_begins(after))
        ):
            return after, False
        has = after + (w.has(after, "have") and not w.has(after, "is"))
        written = w.has(has, "keyword") and w.has(has + 1, "inner-text")
        if written and (self.frame.targets or has > after):
            return has, True  # "a green background and bold text", "wide and have bold text"
        return after, not (starts_clause(w, after) or ends_clause(w, after))

    def _wished_otherwise(self, at: int) -> bool:
        """ "(the bar is 60 high,) it should be 56", "16 is fine": what is so, and what is to be."""
        w, begun = self.w, self.begun
        has = w.has(begun - 1, "have")
        if not self.frame.full or (self.own_verb and not has):
            return False
        said = range(begun - has, at)
        if not any(w.any_of(k, "is", "have") for k in said) or any(
            w.has(k, "should") for k in said
        ):
            return False
        return w.has(w.skip(at, "pronoun", most=1), "should") or approved(w, at) is not None

    def _asked_alone(self, at: int) -> bool:
        """ "(add a shadow to the name) and the title should be bold": something else is asked of another."""
        frame, w = self.frame, self.w
        changes = self.verb in CHANGES and bool(frame.targets)
        adds = self.doubles or self.verb == "add" or bool(frame.added)
        adds = adds and bool(frame.targets and frame.waiting) and not frame.values
        if not (changes or adds):
            return False
        for k in range(at + 1, min(at + _LOOKS_MAX, w.size)):
            look = changes and w.has(k, "keyword") and not w.any_of(k - 1, "to", "by")
            if look or w.any_of(k, "should", "no", "says", "becoming"):
                return True  # "(lighten the bar) and the cover in italic"
            named = w.kind(k) == "quote"
            if not named and (ends_clause(w, k) or w.is_separator(k) or value_follows(w, k)):
                break
        found = nouns(w, at)
        if found is None or found.pronoun:
            return False
        return adds and value_follows(w, found.stop)

    def _is_of_another(self, at: int) -> bool:
        """ "(double the width of the card) and the height of the photo": each of its own."""
        named = self.w.after_det(at)
        of = self.w.has(named, "property") and self.w.has(named + 1, "of")
        return bool(of and self.frame.targets and self.frame.waiting)

    def _looks_come(self, at: int) -> bool:
        """ "(double the size of the note) and the colour of the title navy": no further part of a change."""
        frame, w = self.frame, self.w
        changes = self.doubles or self.verb in CHANGES
        if not (changes and frame.targets and frame.waiting) or frame.values:
            return False
        for k in range(at, min(at + _LOOKS_MAX, w.size)):
            if ends_clause(w, k):
                break
            if w.is_colour(k) or w.has(k, "keyword"):
                return True
        return False

    def _scope_begins(self, at: int) -> bool:
        """Whether what comes at ``at`` is said of another place: "…, on slide 6 the title …"."""
        self.w.wants_value = False  # the 2 of "slide 2" is no value
        scope = scope_at(self.w, at, self.memory.scopes)
        self.w.wants_value = True
        if scope is None:
            return False
        return scope.holds or (self.w.has(at, "in") and bool(verb_at(self.w, scope.stop)))

    def _lead(self, at: int, prep: str) -> int:
        """The place after words that say how to read others; ``at`` where there are none."""
        w = self.w
        if w.any_of(at, "respectively"):
            self.frame.respectively = True
            return at + 1
        if (
            verb_at(w, at) in ("make", "give", "set")
            and not (w.is_capital(at) and w.has(at - 1, "to"))
            and not (w.has(at, "becoming") and w.is_capital(at + 1))
        ) and (
            prep == "to" or (self.frame.targets and not self.frame.full and w.has(at, "auxiliary"))
        ):
            self.frame.owns = True
            return at + 1  # "should also get a teal border", "the cards get a teal border"
        named = self.frame.targets and not self.frame.full and self.verb not in CHANGES
        again = named and w.any_of(at + 1, "pronoun")
        if again and verb_at(w, at) in ("make", "set", "give"):
            return at + 2  # "the up next heading make that twenty pixels"
        if w.has(at, "everywhere") and self._everywhere(at):
            return at + 1
        stop = self._counted(at)
        if stop > at and self._said_of_all(stop):
            if self.frame.full:
                if not self._are_both(at):
                    return at
                self.everyone()  # "…, both italic", of all that the clause has named
            return stop  # "the title and the caption both bold"
        if stop > at and self._each_of_several(at, stop):
            if self.frame.respectively:
                self.for_all()  # "red and blue respectively, 60px both"
            return stop  # "the cards get a border each"
        if w.mark(at, ":"):
            if value_follows(w, w.after_det(at + 1)):
                self.frame.vague = None  # "should stand out: yellow, 2px border"
            self._tell_how(at)
            told = asks_text(self) or not w.is_capital(at + 1)
            if told and (text := text_after_colon(self, at)) is not None:
                return text
            self._told_apart(at + 1)
            return text_after_colon(self, at) or at
        return at

    def _tell_how(self, at: int) -> None:
        """ "more compact: padding 8, gap 4": what comes says how, and nothing else is changed."""
        frame = self.frame
        last = frame.values[-1][0] if frame.values and not frame.waiting else None
        bare = isinstance(last, Change) and not (last.px or last.share or last.goal)
        if bare and len(frame.values) == 1 and looks_come(self.w, at + 1):
            frame.values.pop()

    def _are_both(self, at: int) -> bool:
        """Whether "both" has two to be said of: what was named, and else what it was likened to."""
        w, frame = self.w, self.frame
        named = joined([*self.named, *frame.targets])
        if w.value(at, "quantifier") != "both" and not w.value(at, "both"):
            return True
        if count_of(named) != 1:
            return True
        settle(frame)
        said = [a.value.value for a in frame.done if isinstance(a.value, Said)]
        sources = [value.source for value in said if isinstance(value, Like)]
        if len(sources) != 1:
            return False
        self.named.append(sources[0])
        return True

    def _why(self, at: int) -> int:
        """Where a reason ends that is told within what is asked; ``at`` where it ends the clause."""
        w = self.w
        if not (self.frame.full or self.frame.waiting):
            return at
        if w.value(at, "reason") == "so":
            return reason_end(w, at) or at
        led = w.has(at, "grounds") and not w.is_separator(at - 1)
        return (grounds_end(w, at) if led else None) or at

    def _asks_also(self, at: int) -> bool:
        """ "the first one also underlined": a word that joins no clause, since its value follows."""
        w, frame = self.w, self.frame
        said = w.has(at, "then") and w.has(at, "as-well") and frame.targets and not frame.full
        if not said:
            return False
        line = w.any_of(at + 1, "edge", "direction") and self._closes(at + 2)
        return value_follows(w, at + 1) or line

    def _counted(self, at: int) -> int:
        """The place after "all", "both", "all three", "all of them"; ``at`` where none stands there."""
        w = self.w
        if not w.has(at, "quantifier"):
            return at
        stop = at + 1
        count = number_at(w, stop)
        count = None if count is None or has_unit(w, stop) else count
        after = stop + (count is not None)
        if w.has(after, "of") and w.has(after + 1, "pronoun"):
            # "all 3 of them", "(make) both of them (bold)": a description that counts
            two = w.value(at, "quantifier") == "both" and not self.frame.targets
            return at if after > stop or two else after + 2
        counts = count is not None and count <= _COUNT_MAX and not w.has(at, "filler")
        return after if counts and not w.any_of(after, "dimension", "more") else stop

    def _everywhere(self, at: int) -> bool:
        """ "column padding 32 across the board": all that are called so get what was said."""
        w, frame = self.w, self.frame
        ends = at + 1 >= w.size or w.is_separator(at + 1) or ends_clause(w, at + 1)
        plain = all(_is_plain(one) for one in _names(frame.targets))
        if not (ends and frame.full and frame.targets and frame.stated and plain):
            return False  # "column A red everywhere" is said of one
        frame.targets = [many(target) for target in frame.targets]
        return True

    def _each_of_several(self, at: int, stop: int) -> bool:
        """Whether "each", "all of them" ends a clause that has named several; how many is not known."""
        w, frame = self.w, self.frame
        ends = stop >= w.size or w.is_separator(stop) or ends_clause(w, stop)
        several = bool(frame.targets) and count_of(joined(frame.targets)) != 1
        told = bool(frame.full or frame.waiting)
        return ends and several and told and number_at(w, at + 1) is None

    def _said_of_all(self, at: int) -> bool:
        """Whether what comes after "all" or "both" is said of what was named, and names nothing."""
        w, frame = self.w, self.frame
        if not frame.targets:
            return False
        if not frame.full and w.any_of(at, "should", "auxiliary", "degree", "to"):
            return True
        said = value(w, at)
        stop = at + 1 if said is None else said.stop
        return value_follows(w, at) and not (w.any_of(stop, "kind", "any") or w.is_unknown(stop))

    def _told_apart(self, at: int) -> None:
        """ "the tabs: first red, second …": what is named is only what the ordinals count."""
        w, frame = self.w, self.frame
        if frame.full or not frame.targets:
            return
        w.name_kind(at, many(whole_set(joined(frame.targets))))
        if w.any_of(w.after_det(at), "ordinal", "superlative") or self._names_some(at):
            frame.targets, frame.spans = [], []

    def _names_some(self, at: int) -> bool:
        """ "(the tabs:) Orders and Home red": some of them by their names."""
        found = nouns(self.w, at) if self.w.has(at, "name") or self.w.is_unknown(at) else None
        return found is not None and not (found.kinds or found.pronoun or found.inner_text)

    def _breaks_off(self, at: int) -> bool:
        """Whether another clause begins at ``at`` without a joint."""
        w, full = self.w, self.frame.full
        said = w.sorts[at]
        if full and said & _VERBS and verb_at(w, at) and not w.any_of(at, "keyword", "property"):
            return True  # a verb begins another clause without a joint
        if full and said & _TAKES_BACK and correction(w, at) is not None:
            return True
        grown = self.verb in CHANGES and self.frame.targets  # "enlarge the star make it silver"
        if (grown and asks_at(w, at)) or (full and stays_at(w, at)):
            return True
        # as in: on page 3 the boxes get a border on page 6 a fill
        scoped = bool(self.memory.scopes) and full and w.has(at, "in")
        return scoped and self._scope_begins(at)

    def _closes(self, at: int) -> bool:
        return ends_clause(self.w, at) or self.w.is_separator(at)

    def _should_instead(self, at: int) -> bool:
        """ "(step 2 shouldn't be bold any more,) step 3 should": what the one before is no longer to be."""
        w, frame, said = self.w, self.frame, self.memory.refused
        alone = at + 1 >= w.size or w.is_separator(at + 1) or ends_clause(w, at + 1)
        if said is None or not (w.has(at, "should") and alone and frame.targets) or frame.full:
            return False
        frame.done.append(Assignment(said.property or None, said, w.span(at, at + 1)))
        return True

    def _should_go(self, at: int) -> bool:
        """ "the border of the card should go": it is to have none."""
        w, frame = self.w, self.frame
        gone = w.value(at, "should") == "go" and frame.waiting and not frame.values
        if not gone or not (at + 1 >= w.size or self._closes(at + 1)):
            return False
        for name, span in frame.waited():
            frame.done.append(Assignment(name, Said("none", at + 1), span))
        return True

    def _small(self, at: int) -> str:
        """The preposition that a small word at ``at`` stands for."""
        w, waiting = self.w, self.frame.waiting
        said = w.sorts[at]
        if self._namely(at):
            return "namely"
        if (said & _BRACKETS and w.mark(at, ":=→>")) or w.any_of(at, "says", "becoming"):
            return "to"
        if said & _IN and said & _TO and (value_ahead(self, at + 1) or self._becomes(at + 1)):
            return "to"
        if w.has(at, "have") and self._has_now(at):
            return "to"
        if w.has(at, "relation") and waiting and waiting[-1] in ("shadow", "border"):
            return "of"
        for category in _PREPOSITIONS if w.sorts[at] & _SMALL else ():
            if w.has(at, category):
                if w.has(at + 1, "and") and category not in ("should", "is", "that"):
                    return ""  # "the from and to labels": names that nobody can tell from joints
                return "to" if category in ("should", "is") else category
        return ""

    def _last(self) -> Said | Change | None:
        """The value or change that was said last, if any was."""
        frame = self.frame
        return frame.values[-1][0] if frame.values else frame.done[-1].value if frame.done else None

    def _namely(self, at: int) -> bool:
        """ "(bigger,) like 40", "(a bit taller): 20px": what comes says how much that is."""
        w = self.w
        if not (w.has(at, "namely") or w.mark(at, ":")) or w.kind(at + 1) != "number":
            return False
        last = self._last()
        if last is None:
            return self.verb in CHANGES  # "(reduce the gap a bit), say 4px"
        return isinstance(last, Change) and last.is_open()

    def _outlined(self, at: int) -> int:
        """ "outlined in red", "outlined: white background, 1px border": told by its border."""
        w, step = self.w, self.w.after_det(at + 2)
        if w.has(at + 1, "in") and (w.is_colour(step) or w.any_of(step, "token", "shade")):
            self.frame.wait("border", w.span(at, at + 1))
            return at + 2
        self.frame.outlined = w.span(at, at + 1)
        return at + 1

    def _has_now(self, at: int) -> bool:
        """ "(the card) has a red border now": what it is to have from now on, and had not."""
        w, frame = self.w, self.frame
        if not frame.targets or (frame.full and not w.has(at - 1, "and")):
            return False
        if any(w.any_of(k, "wish", "reason") for k in range(max(at - _NOW_MAX, 0), at)):
            return True  # "make it so that the card has …", "update the card so that it has …"
        if frame.full or frame.waiting:
            return False
        for k in range(at + 1, min(at + _NOW_MAX, w.size)):
            if ends_clause(w, k):
                return False
            if w.has(k, "so-far"):
                return True
        return False

    def _becomes(self, at: int) -> bool:
        """ "(change the title) into Our people": no place, but what it is to say."""
        w, frame = self.w, self.frame
        plain = bool(frame.targets) and not (frame.full or frame.waiting)
        named = w.any_of(at, "det", "name", "kind", "pronoun", "possessive")
        return plain and self.verb not in CHANGES and w.is_capital(at) and not named

    def _explained(self, at: int) -> int:
        """The place after "dark", "a filled one" where its looks are told behind a colon; else ``at``."""
        w, frame = self.w, self.frame
        if not frame.targets or frame.full or frame.waiting:
            return at
        stop = w.after_det(at)
        while stop < at + _EXPLAINED_MAX and w.kind(stop) != "mark":
            told = w.any_of(stop, "plain-form", "shade", "one", "kind") or w.is_unknown(stop)
            if not told or w.is_colour(stop) or w.any_of(stop, "name", "verb"):
                return at
            stop += 1
        marked = w.mark(stop, ":") or strokes(w, stop)
        return stop if stop > at and marked and looks_come(w, stop + 1) else at

    def _passed(self, at: int) -> int:
        """The place after words that name nothing; those that nobody knows are noted."""
        w, frame = self.w, self.frame
        if (told := self._explained(at)) > at:
            return told
        if w.any_of(at, "degree") and not w.any_of(at + 1, "more", "kind"):
            frame.degree = w.value(at, "degree")
        elif w.any_of(at, "vague-look"):
            stop = at + 1
            while w.value(at, "vague-look") == "like" and not self._closes(stop):
                stop += 1  # "feel more like Spotify"
            if w.value(at, "vague-look") == "outlined":
                return self._outlined(at)
            frame.vague = w.span(at, stop)
            return stop
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

    def _exactly(self, at: int) -> bool:
        """ "(make it rounder) (12)": a number in brackets that says how much."""
        w = self.w
        last = self._last()
        changes = isinstance(last, Change) and last.goal is None
        return changes and w.kind(at + 1) == "number" and w.mark(at + 2, ")]")

    def _part(self, at: int, prep: str, *, after_joint: bool) -> int | None:
        """The place after the part of a clause at ``at``, once it is in the frame."""
        frame = self.frame
        told = Told.of(frame) if frame.values else None
        stop = self._read_part(at, prep, after_joint=after_joint)
        if stop is not None and told is not None and self.frame is frame:
            told.keep_order(frame)
        if stop is not None and after_joint and frame.in_passing and self.frame is frame:
            frame.sure *= _PASSING  # "white with a dark logo, 72 high": which of the two?
        return stop

    def _read_part(self, at: int, prep: str, *, after_joint: bool) -> int | None:
        """Try the parts in their order; the gates leave out those that cannot be here (G-3)."""
        w = self.w
        said, heard = w.sorts[at], w.heard
        stop = None
        if said & _ARTICLE and (told := self._explained(at)) > at:
            return told
        if after_joint or said & _LEADS or heard & _RECALLS:
            stop = self._recalled(at, prep, after_joint=after_joint)
        stop = (
            stop
            or self._seen(at)
            or self._serving(at)
            or self._after_preposition(at, prep, after_joint=after_joint)
        )
        ahead = w.sorts[at + 1] | w.sorts[at + 2]
        if stop is None and (after_joint or heard & _LIKENS or said & _OWNS or ahead & _NAMED):
            stop = self._likened(at, after_joint=after_joint)
        if stop is None and heard & _PLACES:
            stop = self._placed(at, prep, after_joint=after_joint)
        if stop is None and said & _TELLS:
            stop = self._told(at, prep, after_joint=after_joint)
        return (
            stop
            or change(w, self.frame, at)
            or (
                None
                if subject_first(self, at, prep)
                else given(self, at, prep, after_joint=after_joint)
            )
            or subject(self, at, prep, after_joint=after_joint)
            or given(self, at, prep, after_joint=after_joint)
        )

    def _seen(self, at: int) -> int | None:
        """ "a visible 1px border": of a look that is asked for, it says nothing more."""
        w = self.w
        if not w.has(at, "det") or w.value(at + 1, "keyword") != _SEEN:
            return None
        asked = w.any_of(at + 2, "property", "shade") or w.is_colour(at + 2)
        return at + 2 if asked or w.kind(at + 2) == "number" else None

    def _serving(self, at: int) -> int | None:
        """ "(20px) as the radius of the card": the property that a value before it is for."""
        w, frame = self.w, self.frame
        if not (w.has(at, "like") and w.has(at, "to")) or frame.waiting or not frame.values:
            return None
        step = w.after_det(at + 1)
        said = isinstance(frame.values[-1][0], Said) and w.has(step, "property")
        return step if said and value(w, step + 1) is None else None

    def _recalled(self, at: int, prep: str, *, after_joint: bool) -> int | None:
        """What goes back to what was said before, or is no part of it: "the same", "except …"."""
        return (
            as_before(self, at)
            or of_that(self, at)
            or bound(self, at)
            or bound_behind(self, at)
            or self._aside(at)
            or left_out(self, at, after_joint=after_joint)
            or elsewhere(self, at, prep, after_joint=after_joint)
            or unoffered(self, at)
            or written_so(self, at)
            or says(self, at)
            or body_text(self, at)
            or carried(self, at, prep)
        )

    def _likened(self, at: int, *, after_joint: bool) -> int | None:
        """What something else has, or the target itself: "as wide as …", "its colour"."""
        return (
            measure_like(self.w, self.frame, at)
            or same_on(self, at)
            or same(self, at)
            or alike_in(self, at)
            or just_as(self, at)
            or (text_too(self, at) if after_joint else None)
            or own_property(self, at, after_joint=after_joint)
        )

    def _told(self, at: int, prep: str, *, after_joint: bool) -> int | None:
        """Properties and looks by their names: "no border", "bold: yes", "padding"."""
        return (
            so_called(self, at)
            or without(self, at)
            or switched(self, at)
            or looks_of_writing(self, at, after_joint=after_joint)
            or attribute(self, at, prep, after_joint=after_joint)
        )

    def _aside(self, at: int) -> int | None:
        """ "too", "instead of “…”", "except the last"."""
        w, frame = self.w, self.frame
        same = w.after_det(at)
        if w.has(same, "same") and frame.targets and not frame.full and self._but_value(same + 1):
            frame.also = frame.but = True
            return same + 1
        if w.has(at, "as-well") and self._is_also(at):
            frame.also = True
            return at + 1
        if self._in_place_of_one(at):
            return None
        if (was := former(self, at)) is not None:
            return was
        if w.mark(at, "([") and (stop := in_brackets(self, at)) is not None:
            return stop
        if w.has(at, "instead") and w.kind(at + 1) == "quote":
            return at + 2
        if w.has(at, "instead") and frame.says and (text := unquoted(w, at + 1)) is not None:
            return text.stop  # "(should say) Welcome instead of Good morning"
        if w.has(at, "nearing") and w.has(at + 1, "pronoun") and frame.targets:
            return at + 2  # "(the button gets a border) around it"
        if w.has(at, "except") and frame.targets:
            before = w.of_object
            w.of_object = frame.full  # "(white,) except the first, and the title should be black"
            kept = alternatives(w, nouns, at + 1)
            w.of_object = before
            if kept is not None:
                frame.targets = [Except(joined(frame.targets), kept[0])]
                return kept[1] + w.has(kept[1], "possessive-mark")  # "but not the price's"
        return None

    def _in_place_of_one(self, at: int) -> bool:
        """ "(bold) instead of “Today”": what loses a look that another gets; no text that was there."""
        w, frame = self.w, self.frame
        if not (w.has(at, "instead") and w.kind(at + 1) == "quote" and frame.values):
            return False
        last = frame.values[-1][0]
        return not (isinstance(last, Said) and last.sort == "quote") and not frame.says

    def _after_preposition(self, at: int, prep: str, *, after_joint: bool) -> int | None:
        frame = self.frame
        likeness = None
        if not (after_joint or frame.values):
            likeness = taken_over(self, at)
        if likeness is not None:
            return likeness
        if prep == "to" and (stop := as_it_was(self, at)) is not None:
            return stop
        if prep == "with" and frame.targets and (part := part_with(self, at)) is not None:
            return part
        if prep == "to" and frame.waiting == ["text"] and not frame.values:
            return bare_text(self, at)
        if prep == "to" and self.w.has(at - 1, "arrow") and frame.targets and not frame.waiting:
            return bare_text(self, at)
        if prep in ("to", "") and frame.targets and not (frame.waiting or frame.full):
            if prep and (stop := texts_each(self, at)) is not None:
                return stop
            return told_text(self, at, led=prep == "to")
        return None

    def _placed(self, at: int, prep: str, *, after_joint: bool) -> int | None:
        """ "(should be) below the hero", "centered horizontally", "flush with the right edge"."""
        w, frame = self.w, self.frame
        if not (frame.targets or self.memory.target):
            return None
        if w.has(at, "put") and (centred := self._centred(at)) is not None:
            return centred
        if (lined := self._lined(at)) is not None:
            return lined
        if frame.waiting:
            return None
        amount = w.kind(at + 1) == "number" or w.has(at + 1, "number")
        goes = w.has(at, "direction") and amount
        if not (goes or w.any_of(at, "relation", "layer") or edge_phrase(w, at) is not None):
            return None
        named = w.any_of(at, "det") or (at > 0 and w.any_of(at - 1, "det"))
        # "half as big, right of it"
        further = after_joint and frame.full and bool(frame.targets) and w.has(at, "relation")
        if (w.any_of(at, "relation") and prep != "to" and not further) or (named and not prep):
            return None  # "only the left half"
        if w.any_of(at, "keyword") and not w.has(at, "edge"):
            return None
        found = destination(w, at)
        if found is None or not found.steps:
            return None
        after = found.stop
        if further and not self._closes(after):
            return None  # "…, below it register bold"
        if w.any_of(after, "property", "kind", "any", "name", "more") or w.is_colour(after):
            return None  # "the bottom border red", "the upper one bold"
        frame.placed.extend(found.steps)
        frame.sure *= found.sure
        return after

    def _centred(self, at: int) -> int | None:
        """ "(its text should be) centered", "20px bold, centered": one more of how a text looks."""
        w, frame = self.w, self.frame
        if w.value(at, "edge") != "center" or not (self._closes(at + 1) or at + 1 >= w.size):
            return None
        says = frame.waiting == ["text"] and not frame.values
        if not (says or self._styles_text()):
            return None
        if says:
            frame.drop()
        settle(frame)
        said = Said("keyword", at + 1, Literally("center"), property="text alignment")
        frame.done.append(Assignment("text alignment", said, w.span(at, at + 1)))
        return at + 1

    def _lined(self, at: int) -> int | None:
        """ "(title right-aligned, subtitle) right too": to which side its text goes, as that before it does."""
        w, frame = self.w, self.frame
        side = w.value(at, "direction")
        if side not in ("left", "right") or not w.has(at + 1, "as-well"):
            return None
        before = [a for one in self.frames for a in one.done]
        aligned = any("text alignment" in (a.property, a.value.property) for a in before)
        if not frame.targets or frame.full or not aligned:
            return None
        said = Said("keyword", at + 1, Literally(side), property="text alignment", text=side)
        frame.done.append(Assignment("text alignment", said, w.span(at, at + 1)))
        return at + 2

    def _styles_text(self) -> bool:
        """Whether what was asked last is how a text looks: "bold", "italic", "uppercase", "size 20"."""
        frame = self.frame
        done = frame.done or ([] if frame.targets else self.memory.assignments)
        said = frame.values[-1][0] if frame.values else done[-1].value if done else None
        if not isinstance(said, Said):
            return False
        waits = frame.waiting[-1] if frame.waiting else None
        named = waits if frame.values else done[-1].property
        if named == "size":
            return said.sort in ("px", "number") and said.number <= _TEXT_MAX
        return (waits or said.property).startswith(("font", "text"))

    def _but_value(self, at: int) -> bool:
        """ "(the second the same) but green": a value in the place of one that the other got."""
        but = at + self.w.has(at, "comma") + self.w.mark(at, ",")
        return self.w.has(but, "but") and _value_end(self.w, self.w.skip(but + 1, "in")) is not None

    def _is_also(self, at: int) -> bool:
        w = self.w
        return w.is_separator(at + 1) or at + 1 >= w.size or w.any_of(at + 1, "filler")


def frame_asks(frame: Frame) -> bool:
    """Whether what was said is compared with what is: "bigger", "a bit smaller"."""
    return bool(frame.values) and isinstance(frame.values[-1][0], Change)


def _names(targets: list[Selector]) -> list[Named]:
    """The descriptions by name that targets are made of."""
    return [one for target in targets for one in parts_of(target) if isinstance(one, Named)]


def _is_plain(named: Named) -> bool:
    """Whether a description is but a word for what several are: "column", no "column A" and no id."""
    return len(named.words) == 1 and named.words[0].isalpha() and named.quoted is None


def _value_end(w: Words, at: int) -> int | None:
    """Where the value at ``at`` ends, an article before it or not; None where none stands there."""
    said = value(w, w.after_det(at))
    return None if said is None else said.stop
