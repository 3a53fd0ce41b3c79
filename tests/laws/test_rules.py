"""What the rules say of an edited document is what they say of its bytes."""

from __future__ import annotations

from hypothesis import given, settings

from redraft import Editor, check, edit
from redraft.serialize import read

from .screens import case, command, screen, seeds


@settings(max_examples=60)
@given(seeds)
def test_the_rules_say_of_a_session_what_they_say_of_its_bytes(seed: int) -> None:
    """V-1: what was carried from version to version misleads no rule."""
    editor = Editor(screen(seed), structural=True, mode="partial")

    for k in range(6):
        editor.edit(command(seed + k, editor.bytes))
        if k == 3:
            editor.undo()

        assert check(editor.document) == check(read(editor.bytes))


@settings(max_examples=150)
@given(seeds)
def test_no_edit_leaves_an_error_that_was_not_there(seed: int) -> None:
    """V-1: whatever the mode; siblings that only came to be seen overlapped before."""
    source, said, options = case(seed)

    result = edit(source, said, **options)

    assert not errors_of(result.bytes) - errors_of(source)
    assert result.status in ("success", "partial") or result.bytes == edit(source, "").bytes


def errors_of(source: bytes) -> set[tuple[str, str | None]]:
    return {
        (d.code, d.component)
        for d in check(source)
        if d.severity == "error" and d.code != "overlap.new"
    }
