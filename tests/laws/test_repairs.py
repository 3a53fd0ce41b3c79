"""Repairs on any screen, for any command: they mend, they break nothing, they spare what was asked for."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings

from redraft import Result, edit
from redraft.recovery.repair import repairs
from redraft.verify import Finding, check, introduced, introduced_by
from redraft.verify.mending import MENDABLE

from .screens import case, seeds


def broken(result: Result) -> list[Finding]:
    """What an edit introduced."""
    before, after = result.before, result.after
    return [] if before is after else introduced(check(before), check(after), before, after)


def fixed(result: Result) -> dict[str, Any]:
    return {f"{c.component}.{c.property}": c.after for c in result.changes if c.reason == "fix"}


@settings(max_examples=200)
@given(seeds)
def test_a_repair_mends_without_breaking_and_never_what_was_asked(seed: int) -> None:
    """M-1, M-2: on any screen, for any command."""
    source, said, options = case(seed)
    options = {**options, "recover": "safe"}

    plain = edit(source, said, **options)
    mended = edit(source, said, **{**options, "recover": "all"})

    done = [step.status for step in plain.steps]
    if done != [step.status for step in mended.steps] or not fixed(mended):
        return  # a clause that was done only because it was repaired is a finding that is not here
    left = {f.identity for f in broken(mended)}
    assert left < {f.identity for f in broken(plain)}
    asked = {(c.component, c.property) for c in plain.changes if c.reason == "asked"}
    written = {(c.component, c.property) for c in mended.changes if c.reason == "fix"}
    assert asked.isdisjoint(written)
    kept = [c for c in mended.changes if c.reason != "fix"]
    assert [c[1:] for c in kept] == [c[1:] for c in plain.changes]


@settings(max_examples=100)
@given(seeds)
def test_what_was_repaired_has_nothing_to_repair(seed: int) -> None:
    """M-3."""
    source, said, _ = case(seed)
    result = edit(source, said, recover="all", mode="partial")
    before, after = result.before, result.after

    again = repairs(before, after, broken(result), lambda name, said: True, introduced_by)

    left = {f.identity for f in broken(result) if f.code in MENDABLE}
    for writes, _ in again:
        assert writes  # what is left was left because somebody asked for it
    if not left:
        assert not again
