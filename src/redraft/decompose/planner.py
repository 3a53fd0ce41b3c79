"""Words → plan: takes a command clause by clause and gives each verb its say.

The first half of reading: it depends on the words alone. Which components the
descriptions mean is decided when the step runs.

    L-1  every item is visited a bounded number of times

May import: decompose, plan.steps, select.selectors, diagnostics.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import structs

from redraft.decompose import verbs
from redraft.decompose.asking import Asking
from redraft.decompose.branches import Branches
from redraft.decompose.clauses import (
    Corrected,
    asks_at,
    bracketed_noise,
    correction,
    counted_off,
    counts_off,
    ends_sentence,
    grounds_end,
    people_end,
    reason_end,
    skip_fillers,
    starts_clause,
    verb_at,
)
from redraft.decompose.complaints import SAYS, complained, explained, take_back, taken_off
from redraft.decompose.corrections import retract
from redraft.decompose.courtesy import greeting, on_behalf, signature
from redraft.decompose.drafts import Draft
from redraft.decompose.finishing import complete, reading_of, texts_of
from redraft.decompose.following import follow_up
from redraft.decompose.headings import Heading, heading, reaches
from redraft.decompose.heads import joins_then, value_follows
from redraft.decompose.holding import held
from redraft.decompose.locks import forbidding, lock, stays
from redraft.decompose.nouns import noun, nouns
from redraft.decompose.passives import made_active
from redraft.decompose.pointing import (
    CLAUSES_MAX,
    gathered,
    left_out,
    paired,
    pointed,
    swapped_still,
)
from redraft.decompose.reading import FollowUp, Reading
from redraft.decompose.repeating import asked_since
from redraft.decompose.scopes import (
    SCREENED,
    Scope,
    beside,
    described,
    holds_screens,
    narrowed,
    nearby,
    of_all,
    of_others,
    of_topic,
    scope_at,
    told_screen,
    within,
)
from redraft.decompose.sorts import gate, sorts
from redraft.decompose.statements import aside, grounds, remarked, said_of_a_verbs_name, spoken_for
from redraft.decompose.verbs.ending import ended
from redraft.decompose.verbs.exchanging import exchanged
from redraft.decompose.verbs.gaps import gap_between
from redraft.decompose.verbs.restated import restated, where_said
from redraft.decompose.words import Words
from redraft.decompose.writing import of_letters, of_those
from redraft.diagnostics import Diagnostic, Severity
from redraft.plan.steps import Literally, ReplaceText, Shift, Step, gives_text, target_of
from redraft.select.selectors import Except, Reference, Selector

#: verbs that say not yet what is to become of something
_CHANGES: Final = ("set", "make", "correct", "resize", "style")
#: what asks for no edit may begin with
_NO_EDIT: Final = gate(
    *("without", "not", "verb", "vague", "other-job", "asks", "remark", "question", "reason")
)
_WISHES: Final = sorts("wish", "filler")
#: who asks, and on what ground
_TELLS: Final = gate("people", "grounds")
_INFINITIVE: Final = sorts("infinitive")
_MODAL: Final = sorts("modal")
_REFUSED: Final = gate("vague", "other-job", "asks", "remark", "question")
_LOCKS: Final = sorts("without", "not")
_NOT: Final = sorts("not")
_REASON: Final = sorts("reason")
_REMARKS: Final = gate(
    *("it-is", "pronoun", "so-far", "filler", "remark", "people", "definite", "rest"),
    *("no", "possessive", "name"),
    tokens=["quote"],
)
_STAYS: Final = gate("stays", "nothing-else")
#: what a command goes on with from the one before
_FOLLOWS: Final = gate("follow", "as-well", "not", "rest")
_BEYOND: Final = gate("situation", "beyond")
#: what may stand between clauses, but for words of somebody else who asks
_NOISE: Final = gate(
    *("only", "signing", "greeting", "then", "but", "and", "comma", "preface", "no", "ordinal"),
    "filler",
    tokens=["mark", "other", "number"],
)
_POINTS: Final = gate("pointing", "same")
_BOTH: Final = gate("quantifier", "number")
_LEAVES: Final = gate("not", "except")
_GATHERS: Final = gate("quantifier", "number", "pronoun")
_THEN: Final = sorts("then")
_DEFINITE: Final = sorts("definite")
_MARK: Final = sorts(tokens=["mark"])
#: marks between clauses that tell of something else
_PARTS: Final = ".!?;\n•"
#: a list begins with no greater number
_LIST_FIRST_MAX: Final = 9
#: words before "stays" in "the price in the second card stays"
_STAYS_MAX: Final = 12


def _prefaced(w: Words, at: int) -> int | None:
    """The place after what a list is headed by: "changes:", "things to fix on the home screen:"."""
    if w.mark(at, ":\n,-–•") or at >= w.size:
        return min(at + 1, w.size)
    if not w.any_of(at, "in", "purpose", "from", "of", "to"):
        return None
    for k in range(at + 1, min(at + _PREFACE_MAX, w.size)):
        if w.mark(k, ":\n"):
            return k + 1
        if not (w.is_word(k) or w.kind(k) == "number"):
            return None
    return None


#: words behind what heads a list
_PREFACE_MAX: Final = 8


def _without(step: Step, out: Selector) -> Step:
    """A step for all that it acts on but what is left out."""
    target = target_of(step)
    return step if target is None else structs.replace(step, target=Except(target, out))


class Planner:
    """Reads one command. `read` is the whole of it."""

    def __init__(self, w: Words) -> None:
        self.w = w
        self.asking = Asking(w)
        self.branches = Branches(self.asking)
        self.follows: FollowUp | None = None
        #: some clause before has asked for something
        self.asked = False
        #: the heading that the clause stands under
        self.above: Heading | None = None
        #: the command takes something of the one before it back
        self.begun_again = False
        #: the clause that is read takes something of the one before back
        self.corrects: Corrected | None = None

    def read(self) -> Reading:
        """Read the command and return what it says."""
        at = self._between(0)
        while at < self.w.size:
            stop = max(self._clause(at), at + 1)
            at = self._between(stop)
            if self.above is not None and not reaches(self.w, self.above, stop, at):
                self.above = None
        complete(self.asking.drafts)
        return reading_of(self.asking, self.follows)

    # -- one clause ------------------------------------------------------------------------

    def _clause(self, start: int) -> int:
        """Read the clause at ``start``; return where it ends."""
        w = self.w
        at = self._past_wishes(start)
        if w.sorts[at] & _INFINITIVE and verb_at(w, at + 1):
            w.use(at, at + 1)  # "please to change …"
            at += 1
        if w.sorts[at] & _MODAL and not verb_at(w, at + 1):
            w.use(at, at + 1)  # "could the title be bigger?"
            at += 1
        if at >= w.size or (at > start and w.is_separator(at)):
            return at
        if (told := self._told_alone(start, at)) is not None:
            return told
        at = self._past_joint(at)
        scope = scope_at(w, at, self.asking.memory.scopes) or self._complained_of(at)
        if scope is None and (told := self._of_two(start, at)) is not None:
            return told
        governed = self.branches.read(at) if scope is None else None
        if governed is not None:
            return governed
        if self.asking.memory.topic and not self.asking.fresh and verb_at(w, at):
            self.asking.memory.topic = False  # "(deluxe card: badge purple,) hide log in"
        begun = made_active(w, at)
        w.use(at, begun)
        at = begun
        draft = Draft(start, at)
        above = heading(w, at) if scope is None else None
        if above is not None:
            w.use(at, above.stop)
            self.above = above
            return above.stop
        self._under()
        if scope is not None:
            self.above = None if scope.itself else self.above
            w.use(at, scope.stop)
            self._still_of(at, scope)
            self.asking.enter(scope)
            at = self._between(scope.stop, within=True)
            if at >= w.size:
                return at
        stop = self._other_text(at, draft)
        if stop is None and scope is not None:
            stop = self._of_two(start, at)
        if stop is None:
            stop = self._no_edit(at, draft)
        if stop is not None:
            return stop
        draft.stop = max(verbs.handle(self.asking, draft, at), at + 1)
        self._beyond(draft, at)
        differences = [s.by for s in draft.steps if isinstance(s, Shift) and s.unit == "px"]
        w.amount = abs(differences[-1]) if differences else w.amount
        self._close(draft, verb=bool(verb_at(w, at)))
        for more in draft.behind:
            self._close(more, verb=True)
        return draft.stop

    def _as_follows(self, at: int) -> int | None:
        """ "update the card so that (its radius is 8)": what is changed, and then how."""
        w = self.w
        if verb_at(w, at) not in _CHANGES:
            return None
        found = nouns(w, at + 1, places=True)
        if found is None or w.value(found.stop, "reason") != "so" or found.pronoun:
            return None
        if reason_end(w, found.stop) is not None:
            return None  # "update the card so that people see it" says not how
        w.use(at, found.stop + 1)
        self.asking.remember(found.selector, spoken=True)
        return found.stop + 1

    def _told_alone(self, start: int, at: int) -> int | None:
        """ "where it says “A” …", "right edge stays": a clause of no subject and no verb; news."""
        w = self.w
        told = self._of_two(start, at) if where_said(w, at) else aside(self.asking, at)
        line = held(w, at) if told is None else None
        if line is None or (w.has(at, "reason") and self._moved()):
            return told
        w.use(at, line.stop)
        self.asking.holds.append((line, len(self.asking.drafts), w.span(at, line.stop)))
        return line.stop

    def _moved(self) -> bool:
        """ "(shift it right by 27) so its right edge does not change": a move that was told brings it about."""
        last = self.asking.memory.asked[-1:]
        return any(isinstance(step, Shift) and step.property in ("x", "y") for step in last)

    def _still_of(self, at: int, scope: Scope) -> None:
        """ "(the cards on slide 2 red,) on slide 6 the first one": a card, and no slide."""
        if scope.itself or scope.selector is None or not self.w.has(at, "in"):
            return
        before = self.w.kind_before(at)
        if before is not None and holds_screens(scope.selector) and not holds_screens(before):
            self.w.name_kind(scope.stop, before)

    def _past_joint(self, at: int) -> int:
        """The place after a word that only joins: "so the total has to be $117", "where it says …"."""
        w = self.w
        goes_on = w.value(at, "reason") == "so" and at + 1 < w.size
        if goes_on and self._reason_stop(at) is None:
            w.use(at, at + 1)
            at += 1
        if where_said(w, at):
            w.use(at, at + 1)  # "where it says Overview it should say Home"
            at += 1
        return at

    def _past_wishes(self, at: int) -> int:
        """The place after "I want", "please", "my boss thinks"."""
        w = self.w
        while w.sorts[at] & _WISHES and not (
            (
                w.any_of(at + 1, "kind")
                and w.items[at].words == 1
                and w.value(at, "filler") != "polite"
                and not verb_at(w, at + 1)
            )
            or w.any_of(at + 1, "arrow")
            or w.any_of(at, "follow")
            or (w.has(at, "quantifier") and counts_off(w, at + 1))
            or self._chooses(at)
        ):
            w.use(at, at + 1)
            at += 1
        wished = at > 0 and w.has(at - 1, "wish") and w.has(at, "that")
        if wished and w.any_of(at + 1, "det", "quantifier", "possessive"):
            w.use(at, at + 1)  # "I want that the cards become green"
            at += 1
        led = spoken_for(w, at) or grounds(w, at) if w.heard & _TELLS else None
        if led is not None:
            w.use(at, led)
            at = skip_fillers(w, led)
            w.use(led, at)
        return at

    def _complained_of(self, at: int) -> Scope | None:
        """ "(the sign-up section feels heavy:) background red, title black": its title, if it has one."""
        w, memory = self.w, self.asking.memory
        if not memory.spoken or memory.target is None or self.asking.scope is not None:
            return None
        if not self._holds_others(memory.target):
            return None
        begun = w.after_det(at)
        bare = w.has(begun, "property") and not w.has(begun, "kind") and value_follows(w, begun + 1)
        bare = bare or (value_follows(w, begun) and w.kind(begun) != "quote")
        if not bare or verb_at(w, at):
            return None
        return Scope(memory.target, at, itself=True, topic=True)

    def _holds_others(self, target: Selector) -> bool:
        """Whether the word for what is meant is one for what holds others: "section", "card"."""
        named = next(iter(described(target)), None)
        head = named.words[-1] if named is not None and named.words else ""
        return "holder" in (self.w.lexicon.meaning(head) or ())

    def _of_two(self, start: int, at: int) -> int | None:
        """ "“Start”, not “Home”", "24px between them": what is told by two things, whatever the verb."""
        if self.asking.scope is None and (begun := self._as_follows(at)) is not None:
            return begun
        draft = Draft(start, at)
        stop = exchanged(self.asking, draft, at)
        if stop is None:
            stop = restated(self.asking, draft, at) or gap_between(self.asking, draft, at)
        if stop is not None:
            draft.stop = stop
            self._close(draft, verb=True)
        return stop

    def _other_text(self, at: int, draft: Draft) -> int | None:
        """ "(rename it “A”,) no wait, “B”": a text in the place of the one before."""
        w = self.w
        if self.corrects is None or w.kind(at) != "quote" or not ended(w, at + 1):
            return None
        before = next(d for d in reversed(self.asking.drafts) if d.steps).steps
        last = before[-1]
        if not gives_text(last):
            return None
        text = w.items[at].text
        given = {"put": text} if isinstance(last, ReplaceText) else {"value": Literally(text)}
        before[-1] = structs.replace(last, **given)
        w.use(at, at + 1)
        self.corrects = None
        draft.stop = at + 1
        return at + 1

    def _under(self) -> None:
        """Let a clause under a heading be about what that names."""
        if self.above is None:
            return
        self.asking.scope = None
        selector = of_others(self.above.selector, self.asking.memory.scopes)
        self.asking.remember(selector, spoken=True)
        before = self.asking.heads is self.above
        self.asking.enter(Scope(selector, self.above.stop, itself=True))
        self.asking.fresh, self.asking.heads = not before, self.above

    def _no_edit(self, at: int, draft: Draft) -> int | None:
        """Follow-ups, locks, and what asks for no edit: where they end, None for an edit."""
        w, verb = self.w, verb_at(self.w, at)
        said = w.sorts[at] & _NO_EDIT or w.heard & (_STAYS | _FOLLOWS)
        if not (said or self.begun_again):
            return None
        if not self.asked and self.asking.memory.target is None:
            stop = self._follow_up(at, draft)
            if stop is not None:
                return stop
        here = w.sorts[at]
        if here & _LOCKS or verb == "keep":
            stop = lock(self.asking, at)
            if stop is not None:
                return stop
        if here & _NOT and verb_at(w, at + 1):
            return self._forbidden(at, draft)
        if self._says_what_stays(at):
            stop = stays(self.asking, at)
            if stop is not None:
                return stop
        if here & _REASON and (stop := self._reason(at)) is not None:
            return stop
        if verb and (stop := said_of_a_verbs_name(self.asking, at)) is not None:
            return stop
        return self._refused(at, draft, verb) if here & _REFUSED else None

    def _refused(self, at: int, draft: Draft, verb: str) -> int | None:
        """A clause whose first word says that it asks for no edit, or for none that is clear."""
        w = self.w
        if w.has(at, "vague") and not verb and not self._leads(at):
            return self._refuse(at, draft, "clause.vague", "says no concrete change")
        if w.has(at, "other-job") and not w.any_of(at + 1, "kind", "and", "should", "is"):
            why = "is nothing that changes the design"
            return self._refuse(at, draft, "clause.not-an-edit", why)
        if w.has(at, "asks") and not verb and self._asks(at):
            return self._refuse(at, draft, "clause.not-an-edit", "asks for no edit", soft=True)
        if w.has(at, "remark") or (w.has(at, "question") and not verb):
            return self._refuse(at, draft, "clause.not-an-edit", "asks for no edit", soft=True)
        return None

    def _reason(self, at: int) -> int | None:
        """ "because it is hard to read," before or after what is asked: where it ends."""
        stop = self._reason_stop(at)
        if stop is not None:
            self.w.use(at, stop)
            if not self.asked:
                self._spoken_of(at + 1, stop)
        return stop

    def _reason_stop(self, at: int) -> int | None:
        if not (self.asked or self.w.value(at, "reason") == "because"):
            return None
        last = self.asking.memory.asked[-1:]
        moved = any(isinstance(step, Shift) and step.property in ("x", "y") for step in last)
        moved = moved and len([d for d in self.asking.drafts if d.steps]) > 1  # of what was resized
        return reason_end(self.w, at, moved=moved)

    def _asks(self, at: int) -> bool:
        """Whether the sentence at ``at`` is a question: "is that offer still running?"."""
        w = self.w
        while at < w.size and not w.mark(at, ".!?;\n"):
            at += 1
        return w.mark(at, "?")

    def _spoken_of(self, start: int, stop: int) -> None:
        """Note what a question or remark is about: "why is the header so dark? make it red"."""
        w = self.w
        for at in range(start, stop):
            led = w.any_of(at, "question", "asks") and w.ends(at, "definite")  # "is the"
            if led or w.any_of(at, "definite", "kind", "name"):
                found = noun(w, at + led, places=False)
                if found is not None and not found.pronoun and not found.bare:
                    self.asking.remember(found.selector, spoken=True)
                return

    def _beyond(self, draft: Draft, at: int) -> None:
        """Refuse a clause that asks for what no description of a screen holds: "on hover", "animate"."""
        w = self.w
        if not w.heard & _BEYOND:
            return
        if not any(self._is_beyond(draft, k) for k in range(at, draft.stop)):
            return
        draft.steps, draft.diagnostics = [], []
        w.use(at, draft.stop)
        why = "asks for what a description of a screen does not hold"
        self.asking.fail(draft, w.span(at, draft.stop), "clause.unsupported", why)

    def _is_beyond(self, draft: Draft, k: int) -> bool:
        """A word for it that names no component; a single one counts only where the rest fails."""
        w = self.w
        if not w.any_of(k, "situation", "beyond") or w.any_of(k, "name", "kind"):
            return False
        if w.any_of(k + 1, "kind", "any") or w.quote(w.span(k, k + 1)) in texts_of([draft]):
            return False
        sure = w.has(k, "beyond") or w.items[k].words > 1
        return sure or any(d.severity == "error" for d in draft.diagnostics)

    def _says_what_stays(self, at: int) -> bool:
        w = self.w
        if not w.heard & _STAYS:
            return False
        if w.has(at, "nothing-else"):
            return True
        for k in range(at + 1, min(at + _STAYS_MAX, w.size)):
            if w.has(k, "stays"):
                return True
            if w.any_of(k, "verb") and not w.any_of(k, "kind", "property", "name"):
                return False
        return False

    def _forbidden(self, at: int, draft: Draft) -> int:
        """ "don't hide the header": what the edit would write is protected."""
        w, p = self.w, self.asking
        w.use(at, at + 1)
        spoken = p.memory.spoken, p.memory.target
        stop = max(verbs.handle(p, draft, at + 1), at + 2)
        if draft.steps and not draft.diagnostics:
            p.memory.spoken, p.memory.target = spoken
            target = target_of(draft.steps[0])
            if p.memory.target is None and target is not None:
                p.remember(target, spoken=True)
            p.locks.extend(forbidding(draft.steps, w.span(at, stop)))
            return stop
        draft.steps, draft.stop = [], stop
        if not draft.diagnostics:
            p.fail(draft, w.span(at, stop))
        p.drafts.append(draft)
        return stop

    def _leads(self, at: int) -> bool:
        """ "tidy up the footer: 14, grey": a vague wish whose concrete form comes after a colon."""
        found = nouns(self.w, at + 1)
        if found is None or not self.w.mark(found.stop, ":"):
            return False
        self.w.silence(at)
        return True

    def _between(self, at: int, *, within: bool = False) -> int:
        """The place after joints, list numbers, fillers: where the next clause starts.

        The end of a sentence ends the scope, but not ``within`` one that has just begun.
        """
        w = self.w
        while at < w.size:
            if not within and ends_sentence(w, at):
                self.asking.leave()
            if w.sorts[at] & _THEN or (w.sorts[at] & _MARK and w.mark(at, _PARTS)):
                self.asking.memory.apart = True
            stop = self._taken_back(at) or self._noise(at)
            if stop == at:
                break
            w.use(at, stop)
            self.branches.passed(at, stop)
            at = stop
        return at

    def _taken_back(self, at: int) -> int | None:
        """The place after "no wait," and its kin, which the next clause then corrects."""
        said = correction(self.w, at)
        if said is None or (self.w.any_of(at, "follow") and not self.asked):
            return None
        self.begun_again = self.begun_again or not self.asked
        goes_on = self.w.any_of(said.stop, "as-well", "then")
        self.corrects = said if self.asked and not goes_on else None
        return said.stop

    def _chooses(self, at: int) -> bool:
        """ "only the red ones" after a clause."""
        return self.w.has(at, "only") and self.w.any_of(at + 1, "det", "pronoun") and self.asked

    def _noise(self, at: int) -> int:
        """The place after one piece of what stands between clauses."""
        w = self.w
        if self.asked and w.sorts[at] & _REMARKS and (told := remarked(w, at)) is not None:
            alone = w.has(at, "remark") and ends_sentence(w, at - 1)
            return at if alone or self._speaks_of(at, told) else told
        if self.asked and (why := grounds_end(w, at)) is not None:
            return why
        if not w.sorts[at] & _NOISE:
            return on_behalf(w, at) or at
        if self._chooses(at):
            return at
        polite = signature(w, at) or (greeting(w, at) if not self.asked else None)
        polite = polite or on_behalf(w, at)
        if polite is not None:
            return polite
        bracketed = bracketed_noise(w, at)
        if bracketed is not None:
            return bracketed
        if w.mark(at, "#") and w.kind(at + 1) == "number":
            return at + 2
        named = w.has(at, "then") and not joins_then(w, at)
        if w.has(at, "but") or w.kind(at) == "other" or (w.is_separator(at) and not named):
            return at + 1
        if w.has(at, "preface") and not w.has(at, "name") and (begun := _prefaced(w, at + 1)):
            return begun
        if self._list_number(at) or (w.has(at, "no") and w.mark(at + 1, ",")):
            return at + 2
        if (counted := counted_off(w, at)) is not None:
            return counted  # "first, make …"
        return skip_fillers(w, at)

    def _speaks_of(self, at: int, stop: int) -> bool:
        """Whether a remark names something, which is then what "it" means in the next clause."""
        w = self.w
        about = w.skip(at, "filler")
        who = people_end(w, about)
        if who is None:
            return w.any_of(about, "definite", "name") or w.kind(about) == "quote"
        said = range(who, stop)
        named = any(w.has(k, "definite") and not w.has(k, "pronoun") for k in said)
        return named or any(w.any_of(k, "kind", "name") for k in said)

    def _list_number(self, at: int) -> bool:
        """ "1." or "2)" or "(3)" before a clause."""
        w = self.w
        if not (w.kind(at) == "number" and w.mark(at + 1, ".):")) or at + 2 >= w.size:
            return False
        if w.mark(at + 1, ":") and self.asking.memory.scopes:
            return False  # "slide 1: … 2: …"
        first = int(w.items[at].token.value or 0) <= _LIST_FIRST_MAX
        # no list: "no, 17.", "hmm 18. and …"
        return (at == 0 or (w.used[at - 1] and not self.begun_again)) and (w.listed or first)

    def _follow_up(self, at: int, draft: Draft) -> int | None:
        """A clause that needs the command before it: where it ends."""
        w = self.w
        if not (self.begun_again or w.heard & _FOLLOWS):
            return None
        read = follow_up(w, at, corrects=self.begun_again)
        if read is None:
            return None
        self.follows, stop = read
        w.use(at, stop)
        why = "follows nothing that was said before"
        self.asking.fail(draft, self.follows.span, why=why)
        if self.asking.memory.target is None:
            self.asking.memory.target = Reference("it")
        draft.stop = stop
        self.asking.drafts.append(draft)
        return stop

    def _refuse(self, at: int, draft: Draft, code: str, why: str, *, soft: bool = False) -> int:
        """Refuse a whole clause by its kind; a soft one is a notice beside others."""
        w = self.w
        stop = at + 1
        while stop < w.size and not w.mark(stop, ".!?;\n,") and not w.any_of(stop, "then", "but"):
            if w.any_of(stop, "and") and starts_clause(w, stop + 1):
                break
            if soft and asks_at(w, stop):
                break
            stop += 1
        span = w.span(at, stop)
        severity: Severity = "notice" if soft else "error"
        draft.diagnostics.append(Diagnostic(code, severity, f"“{w.quote(span)}” {why}", span=span))
        if soft:
            self._spoken_of(at, stop)
        draft.stop = stop
        w.use(at, stop)
        self.asking.drafts.append(draft)
        return stop

    def _last_sentence(self, before: Sequence[Draft]) -> int:
        """How many of the clauses before were said in one sentence, the last one of them."""
        count = len(before[-1:])
        for earlier, later in zip(reversed(before[:-1]), reversed(before), strict=False):
            if any(ends_sentence(self.w, k) for k in range(earlier.stop, later.start)):
                break
            count += 1
        return count

    def _close(self, draft: Draft, *, verb: bool) -> None:
        asked = [d for d in self.asking.drafts[-CLAUSES_MAX:] if d.steps]
        if self.w.heard & _POINTS:
            draft.steps = pointed(draft.steps, [step for d in asked for step in d.steps])
        if self.w.heard & _LEAVES:
            self._of_the_left_out(draft, asked)
        if self.w.heard & _BOTH:
            before = [step for d in asked for step in d.steps]
            draft.steps = paired(draft.steps, before, asked[-1].steps if asked else ())
        if self.w.heard & _GATHERS:
            clauses = [d.steps for d in asked]
            draft.steps = gathered(draft.steps, clauses, self._last_sentence(asked))
            draft.steps = swapped_still(draft.steps, clauses)
        scope, across = self.asking.scope, self.asking.across
        if asked and scope is None and not verb:
            draft.steps = of_those(self.w, draft.start, draft.steps)
        if scope is not None:
            fresh = within if self.asking.fresh else nearby
            placed = of_topic if self.asking.memory.topic else fresh
            draft.steps = [narrowed(step, scope, placed) for step in draft.steps]
        elif self.w.heard & SCREENED and draft.steps:
            goes_on = asked and not self.asking.memory.apart
            draft.steps = beside(draft.steps, target_of(asked[-1].steps[-1]) if goes_on else None)
        draft.steps = of_letters(draft.steps)
        if scope is None and len(across) > 1:
            draft.steps = [of_all(step, across) for step in draft.steps]
        if self.corrects is not None and draft.steps:
            self._correct(draft, self.corrects, verb=verb)
        self.corrects = None
        last = self.asking.drafts[-1] if self.asking.drafts else None
        if self.w.heard & SAYS and last is not None:
            if taken_off(self.w, last, draft):
                pass
            elif complained(self.w, last, draft):
                take_back(self.w, last, draft)
            elif explained(self.w, last, draft):
                draft.steps = []
        self.branches.close(draft)
        self.asking.drafts.append(draft)
        if draft.steps:
            self.asked = True
            self.asking.memory.apart = self.asking.fresh = False
            self.asking.memory.spoken = draft.about_owner
            self.asking.memory.asked = asked_since(self.asking.memory.asked, draft.steps)
            self._note_screen(draft)

    def _of_the_left_out(self, draft: Draft, asked: Sequence[Draft]) -> None:
        """ "(the tabs grey, not the last,) that one gets blue": what was left out is meant by "that one"."""
        for k, step in enumerate(draft.steps):
            before = draft.steps[:k] or [step for d in asked[-1:] for step in d.steps]
            found = left_out(before, self.asking.locks)
            if found is None or not self._is_that_one(draft, target_of(step), found[0]):
                continue
            out, lock = found
            draft.steps[k] = structs.replace(step, target=out)
            if lock is not None and not draft.steps[:k]:
                self.asking.locks.remove(lock)
                asked[-1].steps = [_without(one, out) for one in asked[-1].steps]

    def _is_that_one(self, draft: Draft, target: Selector | None, out: Selector) -> bool:
        """Whether a step acts on "that one"; what is named by its own words again is none."""
        if isinstance(target, Reference) and target.word == "it" and target.span:
            return " " in self.w.quote(target.span)  # more than "it"
        w, said = self.w, range(draft.start, min(draft.stop, self.w.size))
        return target == out and any(w.has(k, "pronoun") and w.items[k].words > 1 for k in said)

    def _note_screen(self, draft: Draft) -> None:
        """Note which screen of several "the slide" is from now on; none where several were told."""
        if not self.w.heard & SCREENED:
            return
        told = [target for step in draft.steps if (target := target_of(step)) is not None]
        told = [target for target in told if holds_screens(target)]
        if told:
            screens = {told_screen(target) for target in told}
            self.w.speak_of(screens.pop() if len(screens) == 1 else None)

    def _correct(self, draft: Draft, said: Corrected, *, verb: bool) -> None:
        """Let a clause take the place of what it takes back."""
        before = next(d for d in reversed(self.asking.drafts) if d.steps)
        meant = retract(before.steps, draft.steps, said, verb=verb)
        if meant is None:
            span = self.w.span(draft.start, draft.stop)
            self.asking.fail(draft, span, why="corrects nothing that was said before")
        else:
            draft.steps = meant
