"""What a clause has said so far: targets, properties, values, before they become steps.

May import: decompose, plan.steps, select.selectors, diagnostics.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from msgspec import Struct

from redraft.decompose.records import Record
from redraft.decompose.values import DEGREES, Said
from redraft.decompose.words import Span
from redraft.diagnostics import Diagnostic
from redraft.plan.steps import Step
from redraft.select.selectors import Selector

#: what the name of a token begins with, where it stands for a property
TOKENS: Final = "tokens."


class Change(Record, frozen=True):
    """A relative change: "much bigger", "20% wider", "darker"."""

    property: str
    sign: int
    degree: str = ""
    #: a factor ("twice as", "3x"), a share ("20%"), or pixels
    factor: float = 0.0
    share: float = 0.0
    px: float = 0.0
    #: the amount is a goal ("to 24") rather than a difference
    goal: Said | None = None

    def is_open(self) -> bool:
        """Whether it does not say by how much, or what it comes to."""
        return not (self.px or self.share or self.factor) and self.goal is None

    def times(self) -> float:
        """The factor that it comes to."""
        if self.factor:
            return self.factor if self.sign > 0 else 1 / self.factor
        if self.share:
            return 1 + self.share if self.sign > 0 else max(0.0, 1 - self.share)
        more, less = DEGREES.get(self.degree, DEGREES[""])
        return more if self.sign > 0 else less


class Assignment(NamedTuple):
    """A property (None: the value tells which) and the value or change for it."""

    property: str | None
    value: Said | Change
    span: Span


class Frame(Struct):
    """Targets and what is asked of them."""

    targets: list[Selector] = []
    #: said with the targets: properties that still wait for a value
    waiting: list[str] = []
    waiting_spans: list[Span] = []
    #: those said with an indefinite article: "(bold and) a shadow"
    added: list[Span] = []
    values: list[tuple[Said | Change, Span]] = []
    done: list[Assignment] = []
    inner_text: bool = False
    #: what it is to say is told by a verb, and its text not named: "should say"
    says: bool = False
    #: the target is called a border
    edge: bool = False
    screen: bool = False
    #: the words of each target, in the order said
    spans: list[Span] = []
    respectively: bool = False
    sure: float = 1.0
    #: the target was told by words, not carried over
    stated: bool = False
    #: the target is the scope that the clause begins with, until another one is named
    implied: bool = False
    #: the same is asked of it as before
    also: bool = False
    #: looks said with the targets, as keyword meanings
    looks: list[str] = []
    #: the targets before "on slide 3" narrowed them
    unscoped: list[Selector] = []
    #: places it is to go to, as steps on a target to be filled in
    placed: list[Step] = []
    #: where the last run of values began ("white" of "orange with white text")
    group: int = 0
    #: "the same but green": what it gets besides is in the place of its like
    but: bool = False
    #: "should" was said: something has to follow
    expects: bool = False
    #: "has": what follows is something that it is to have, and no size of it
    owns: bool = False
    #: "the same green": one value is for all of them
    shared: bool = False
    #: it is of a part that was named in passing: "with a white logo"
    in_passing: bool = False
    #: "slightly", "a lot", said apart from a comparative
    degree: str = ""
    #: "more modern": words that wish for no concrete change
    vague: Span | None = None
    #: "outlined, …": a look that is told by its border, once one comes
    outlined: Span | None = None
    #: "change blue to navy": only what has this colour
    instead_of: str = ""

    @property
    def full(self) -> bool:
        """Whether it has something to do."""
        return bool(self.done or self.values or self.placed)

    def wait(self, name: str, span: Span) -> None:
        """Note a property that waits for its value."""
        self.waiting.append(name)
        self.waiting_spans.append(span)

    def drop(self) -> str:
        """The property that began to wait last; it waits no more."""
        self.waiting_spans.pop()
        return self.waiting.pop()

    def waited(self) -> list[tuple[str, Span]]:
        """The properties that wait, and their words; none of them waits any more."""
        pairs = list(zip(self.waiting, self.waiting_spans, strict=True))
        self.waiting, self.waiting_spans = [], []
        return pairs


class Memory(Struct):
    """What earlier clauses of the command leave to later ones."""

    target: Selector | None = None
    #: the target was only spoken of, nothing was done to it yet
    spoken: bool = False
    verb: str = ""
    properties: tuple[str, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    #: a sentence or a line has ended since: only a bare number goes on with what was asked before
    apart: bool = False
    #: what was acted on and what it was lined up with: "… and make both of them wider"
    pair: Selector | None = None
    #: what was no longer to be so: "… shouldn't be bold any more, the title should"
    refused: Said | None = None
    #: the token that was set last: "… and use it for the links"
    token: str = ""
    #: what the last target got: "… and the footer too" repeats it
    asked: tuple[Step, ...] = ()
    #: what clauses are said to be within is but spoken of: "the tip: label bold, text 16px"
    topic: bool = False
    #: what clauses were said to be within, so far
    scopes: list[Selector] = []


class Draft(Struct):
    """One clause as read: its words, its steps, what was wrong with it."""

    start: int
    stop: int
    steps: list[Step] = []
    diagnostics: list[Diagnostic] = []
    sure: float = 1.0
    #: "it" is what was named, by other words than its text, not the part whose text was set
    about_owner: bool = False
    #: the places of the verbs that said how it is read
    verbs: tuple[int, ...] = ()
    #: only its scope has been read; the verb of what is asked comes at its stop
    goes_on: bool = False
    #: what the same words ask of what this one brings about, once that is there
    behind: list[Draft] = []
