"""The engine does what the plain pipeline does, byte for byte."""

from __future__ import annotations

import doctest
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from redraft import edit
from redraft.measuring import reference

from .screens import MUST_RUN, OPTIONS, case, command, real_screens, seeds


def told(source: bytes, said: str, options: dict[str, Any]) -> reference.Told:
    """What the engine says, in the words of the plain pipeline."""
    result = edit(source, said, **options)
    return reference.Told(
        result.status,
        result.bytes,
        tuple(map(tuple, result.changes)),
        tuple((d.code, d.severity, d.span, d.component) for d in result.diagnostics),
    )


@settings(max_examples=300)
@given(seeds)
def test_the_engine_is_the_plain_pipeline_on_any_screen(seed: int) -> None:
    """E-1."""
    source, said, options = case(seed)

    assert told(source, said, options) == reference.edit(source, said, **options), said


@pytest.mark.parametrize(
    "options", OPTIONS, ids=lambda o: "-".join(map(str, o.values())) or "plain"
)
def test_the_engine_is_the_plain_pipeline_on_real_screens(
    shared: Path, options: dict[str, Any]
) -> None:
    """E-1."""
    for k, (name, source) in enumerate(real_screens(shared, bytes_max=30_000)):
        said = [*MUST_RUN[k % 4 :: 4], command(k, source), command(k + 1000, source)]
        for one in said:
            assert told(source, one, options) == reference.edit(source, one, **options), (name, one)


def test_the_plain_pipeline_shares_no_execution_with_the_engine() -> None:
    for name in ("Transaction", "introduced_by", "recheck", "write", "assign"):
        assert not hasattr(reference, name)


def test_the_examples_of_the_plain_pipeline_hold() -> None:
    assert doctest.testmod(reference).failed == 0
