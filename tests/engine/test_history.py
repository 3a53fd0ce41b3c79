"""Any sequence of edit, undo and redo ends where counting says."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from redraft import Editor
from redraft.plan.steps import Clause, Plan, Shift
from redraft.select.selectors import Ids


class Session(RuleBasedStateMachine):
    """H-1: beside the editor, a list of bytes and a place in it."""

    def __init__(self) -> None:
        super().__init__()
        page = {
            "components": [
                {"id": n, "type": "card", "bbox": [0, 90 * k, 9, 9]} for k, n in enumerate("abc")
            ]
        }
        self.editor = Editor(page, history_max=8)
        self.versions = [self.editor.bytes]
        self.at = 0
        self.low = 0

    @rule(name=st.sampled_from("abc"), by=st.integers(-3, 3))
    def shift(self, name: str, by: int) -> None:
        step = Shift(target=Ids((name,)), property="x", by=by)
        result = self.editor.apply(Plan((Clause("", (0, 0), (step,)),)))
        if result.after is not result.before:
            self.versions[self.at + 1 :] = [result.bytes]
            self.at += 1
            self.low = max(self.low, self.at - 8)

    @rule()
    def fail(self) -> None:
        assert self.editor.edit("frobnicate the whatsit").after is self.editor.document

    @rule()
    def undo(self) -> None:
        assert self.editor.undo() == (self.at > self.low)
        self.at = max(self.low, self.at - 1)

    @rule()
    def redo(self) -> None:
        assert self.editor.redo() == (self.at < len(self.versions) - 1)
        self.at = min(len(self.versions) - 1, self.at + 1)

    @invariant()
    def is_where_counting_says(self) -> None:
        assert self.editor.bytes == self.versions[self.at]


TestSession = Session.TestCase
TestSession.settings = settings(max_examples=25, stateful_step_count=20)
