"""The frames of one clause while they are being filled, and what the clause has named so far.

    every content word belongs to a frame, to a known filler, or to `unknown`

May import: decompose, select.selectors.
"""

from __future__ import annotations

from redraft.decompose.descriptions import joined
from redraft.decompose.drafts import Frame, Memory
from redraft.decompose.scopes import SCREENED, holds_screens, told_screen
from redraft.decompose.settle import settle
from redraft.decompose.words import Span, Words
from redraft.select.selectors import Reference, Selector


class Sheet:
    """What is filled; ``verb`` is the one that the clause began with."""

    def __init__(self, w: Words, memory: Memory, verb: str = "") -> None:
        self.w = w
        self.memory = memory
        self.verb = verb
        self.frames = [Frame()]
        self.unknown: list[Span] = []
        #: texts without quotes that may end in two places: to the last word, and before its look
        self.doubtful: list[tuple[Span, Span]] = []
        #: words for properties that no document here has
        self.unoffered: list[Span] = []
        #: what the frames before were about
        self.named: list[Selector] = []
        #: where the clause begins
        self.begun = 0
        #: the character at which the words after the last joint begin
        self.joint = 0
        #: the clause has a verb of its own: its first values stand for themselves
        self.own_verb = False
        #: its verb multiplies what is named: "double"
        self.doubles = False
        #: its verb puts to use what is named: "use the primary color"
        self.uses = False
        #: the last that holds others of what was named: "the header navy, title white"
        self.holder: Selector | None = None
        #: what the targets are to look like, in what is said next
        self.model: Selector | None = None

    @property
    def frames(self) -> list[Frame]:
        """The frames of the clause; the last is the one that is being filled."""
        return self._frames

    @frames.setter
    def frames(self, frames: list[Frame]) -> None:
        self._frames, self.frame = frames, frames[-1]

    def note_screen(self) -> None:
        """Let "the slide" be the one that the frame is about, in what comes next."""
        if self.w.heard & SCREENED and self.frame.full and self.frame.targets:
            named = joined(self.frame.targets)
            if holds_screens(named):
                self.w.speak_of(told_screen(named))

    def next_frame(self) -> None:
        """Begin another frame; what the one before named can be looked back at."""
        settle(self.frame)
        if self.frame.targets:
            self.named.append(joined(self.frame.targets))
        self.frames = [*self._frames, Frame()]

    def is_part(self, frame: Frame) -> bool:
        """Whether a frame is about a part of what the clause speaks of."""
        return self.memory.topic or (self.holder is not None and self.holder not in frame.targets)

    def it(self) -> Selector:
        """What "its" means here: the last targets of the clause or of one before."""
        for earlier in reversed(self.frames[:-1]):
            if earlier.targets:
                return joined(earlier.targets)
        if self.memory.spoken and self.memory.target is not None:
            return self.memory.target
        return Reference("it")

    def for_all(self) -> None:
        """Let what was said since the last joint be of all that the clause has named."""
        settle(self.frame)
        own = [a for a in self.frame.done if a.span[0] < self.joint]
        shared = [a for a in self.frame.done if a.span[0] >= self.joint]
        self.frame.done = own
        self.everyone()
        self.frame.done = shared

    def everyone(self) -> None:
        """Begin a frame about all that the clause has named."""
        settle(self.frame)
        named = [*self.named, joined(self.frame.targets)]
        self.next_frame()
        self.frame.targets, self.frame.stated = named, True
