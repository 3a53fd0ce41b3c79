"""Whatever order things are done in, a session is where counting says."""

from __future__ import annotations

from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from redraft import Editor, edit
from redraft.plan.steps import Clause, Plan, Shift
from redraft.select.selectors import Ids
from redraft.serialize import Result, patched
from redraft.witness import examine

PAGE: dict[str, Any] = {
    "tokens": {"base_spacing": 8, "primary_color": "#1D3557"},
    "components": [
        {"id": "header", "type": "header", "text": "Shop", "bbox": [0, 0, 375, 60],
         "visual": {"bg_color": "#FFFFFF", "color": "#222222"}},
        {
            "id": "card",
            "type": "card",
            "bbox": [16, 80, 343, 120],
            "visual": {"bg_color": "#FFFFFF"},
            "children": [
                {"id": "title", "type": "title", "text": "Hello", "bbox": [24, 88, 200, 40],
                 "visual": {"color": "#222222", "font_size": 20}},
                {"id": "buy", "type": "button", "text": "Buy", "bbox": [24, 136, 120, 48],
                 "visual": {"bg_color": "#E63946", "color": "#FFFFFF"}},
            ],
        },
        {"id": "save", "type": "button", "text": "Save", "bbox": [16, 220, 100, 48]},
        {"id": "footer", "type": "footer", "bbox": [0, 740, 375, 60], "visual": {}},
    ],
    "meta": {"viewport": {"width": 375, "height": 812}},
}  # fmt: skip

DONE = (
    "make the header 10px taller",
    "make the footer red and its text white",
    "hide the save button",
    "show the save button",
    "change the text of the title to 'Hi'",
    "move the card down by 8px",
    "make the primary color teal",
    "make the footer a bit smaller",
    "bring the header to the front",
)
#: what breaks something that can be put right
BROKEN = (
    "make the card dark blue",
    "make the header black",
    "make the buy button maroon and 20px tall",
    "set the font size of the title to 8px",
    "make the title white",
    "make the header 40px taller",
)
FAILING = (
    "frobnicate the whatsit",
    "make the button red",
    "set the opacity of the card to red",
    "make the card red, but don't touch the card",
    "delete the footer",
    "make the header red and the gizmo blue",
    "hide the card and move it up",
)
PARTLY = (
    "make the header darker and frobnicate the whatsit",
    "hide the gizmo, then make the footer 4px taller",
    "make the button red; make the title bold",
)
FOLLOW_UPS = (
    "a bit more",
    "make it blue",
    "no, the footer",
    "the same for the footer",
    "undo that",
)
HISTORY_MAX = 6
modes = st.sampled_from(["atomic", "partial"])
recoveries = st.sampled_from(["off", "safe", "all"])


class Session(RuleBasedStateMachine):
    """H-1: beside the editor, the versions that it went through and a place among them."""

    def __init__(self) -> None:
        super().__init__()
        self.editor = Editor(PAGE, history_max=HISTORY_MAX)
        self.versions = [self.editor.document]
        self.bytes = [self.editor.bytes]
        self.notes: list[str] = []
        self.at = self.low = 0

    def took(self, result: Result, said: str) -> None:
        """Count what an edit did, and hold its result to what every result promises."""
        before = self.bytes[self.at]
        assert result.before is self.versions[self.at]
        if result.status not in ("success", "partial"):
            assert result.after is result.before and not result.changes
        there = patched(before, result.patch)
        assert there == result.bytes
        assert patched(there, result.inverse_patch) == before
        if result.after is result.before:
            return
        del self.versions[self.at + 1 :], self.bytes[self.at + 1 :], self.notes[self.at :]
        self.versions.append(result.after)
        self.bytes.append(result.bytes)
        self.notes.append(said)
        self.at += 1
        self.low = max(self.low, self.at - HISTORY_MAX)

    @rule(said=st.sampled_from(DONE + BROKEN), mode=modes, recover=recoveries)
    def edits(self, said: str, mode: str, recover: str) -> None:
        self.took(self.editor.edit(said, mode=mode, recover=recover), said)

    @rule(said=st.sampled_from(BROKEN))
    def edits_and_repairs(self, said: str) -> None:
        result = self.editor.edit(said, recover="all")

        assert {change.reason for change in result.changes} <= {
            "asked",
            "reflow",
            "adjusted",
            "fix",
        }
        self.took(result, said)

    @rule(said=st.sampled_from(PARTLY), recover=recoveries)
    def does_a_part(self, said: str, recover: str) -> None:
        result = self.editor.edit(said, mode="partial", recover=recover)

        assert result.status in ("partial", "failed", "conflicted")
        self.took(result, said)

    @rule(said=st.sampled_from(FAILING), recover=st.sampled_from(["off", "safe"]))
    def fails(self, said: str, recover: str) -> None:
        result = self.editor.edit(said, recover=recover)

        assert result.status in ("failed", "conflicted", "rejected")
        assert result.after is self.editor.document
        self.took(result, said)

    @rule(said=st.sampled_from(FOLLOW_UPS))
    def goes_on(self, said: str) -> None:
        self.took(self.editor.edit(said), said)

    @rule(said=st.sampled_from(DONE + BROKEN + FAILING), recover=recoveries)
    def looks_ahead(self, said: str, recover: str) -> None:
        """A preview is what the edit does, and nothing is kept of it."""
        kept = self.editor.previous

        shown = self.editor.preview(said, recover=recover)

        assert self.editor.previous == kept
        done = self.editor.edit(said, recover=recover)
        assert (shown.status, shown.bytes) == (done.status, done.bytes)
        self.took(done, said)

    @rule(name=st.sampled_from(["header", "title", "save"]), by=st.integers(-8, 8))
    def applies_a_plan(self, name: str, by: int) -> None:
        step = Shift(target=Ids((name,)), property="x", by=by)
        self.took(self.editor.apply(Plan((Clause("", (0, 0), (step,)),))), "")

    @rule()
    def undoes(self) -> None:
        assert self.editor.undo() == (self.at > self.low)
        self.at = max(self.low, self.at - 1)

    @rule()
    def redoes(self) -> None:
        assert self.editor.redo() == (self.at < len(self.versions) - 1)
        self.at = min(len(self.versions) - 1, self.at + 1)

    @rule(said=st.sampled_from(DONE + BROKEN + PARTLY), recover=recoveries)
    def does_and_undoes(self, said: str, recover: str) -> None:
        """The bytes that came back are the bytes that were there."""
        before = self.editor.bytes
        result = self.editor.edit(said, mode="partial", recover=recover)
        self.took(result, said)
        if result.after is not result.before:
            self.undoes()
        assert self.editor.bytes == before

    @rule(said=st.sampled_from(DONE + BROKEN), recover=recoveries)
    def certifies(self, said: str, recover: str) -> None:
        """P-1: however much the session has been through."""
        before = self.editor.bytes
        result = self.editor.edit(said, recover=recover)

        assert result.certificate.holds
        assert examine(before, result.bytes, result.to_json()).holds
        self.took(result, said)

    @invariant()
    def is_where_counting_says(self) -> None:
        assert self.editor.document is self.versions[self.at]
        assert self.editor.bytes == self.bytes[self.at]
        assert [entry.command for entry in self.editor.history] == self.notes[self.low : self.at]

    @invariant()
    def is_what_a_new_session_would_be(self) -> None:
        """C-1: nothing that was remembered on the way shows in the next edit."""
        said = DONE[self.at % len(DONE)]
        assert edit(self.editor.document, said).bytes == edit(self.bytes[self.at], said).bytes


TestSession = Session.TestCase
TestSession.settings = settings(max_examples=20, stateful_step_count=20)


def test_some_of_what_is_broken_is_put_right() -> None:
    """The session above does see repairs."""
    repaired = [
        said
        for said in BROKEN
        if any(change.reason == "fix" for change in edit(PAGE, said, recover="all").changes)
    ]

    assert len(repaired) >= 2
