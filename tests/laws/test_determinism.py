"""The same request gives the same bytes: in any process, in any order, warm or cold."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings

from redraft import Editor, edit
from redraft.decompose import read
from redraft.plans import PLANS

from .bytes_of import digests
from .screens import MUST_RUN, case, command, screen, seeds

ROOT = Path(__file__).resolve().parents[2]
CASES = range(60)


def digests_elsewhere(of: list[int], hash_seed: str) -> dict[str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.laws.bytes_of", *map(str, of)],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": hash_seed},
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr.decode()
    found: dict[str, str] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("hash_seed", ["0", "1", "42", "random"])
def test_another_process_gives_the_same_bytes(hash_seed: str) -> None:
    """D-1."""
    order = list(CASES) if hash_seed == "0" else list(CASES)[::-1]
    if hash_seed == "42":
        order = order[1::2] + order[::2]

    assert digests_elsewhere(order, hash_seed) == digests(CASES)


def test_warm_and_cold_give_the_same_bytes() -> None:
    """D-1, C-1."""
    PLANS.clear()
    cold = digests(CASES)
    warm = digests(reversed(CASES))

    assert warm == cold


@given(seeds)
def test_a_kept_reading_is_a_fresh_one(seed: int) -> None:
    """C-1."""
    _, said, _ = case(seed)

    assert PLANS(said) == PLANS(said) == read(said)


@settings(max_examples=40)
@given(seeds)
def test_a_session_gives_what_an_edit_of_its_bytes_gives(seed: int) -> None:
    """C-1, D-1: what a session keeps between edits changes nothing but the time they take."""
    source = screen(seed)
    editor = Editor(source, structural=bool(seed % 2))

    for k in range(5):
        said = MUST_RUN[(seed + k) % len(MUST_RUN)] if k == 2 else command(seed + k, editor.bytes)
        entry = editor.history[-1] if editor.history else None
        cold = edit(
            editor.bytes,
            said,
            structural=bool(seed % 2),
            selection=entry.targets if entry else (),
            previous=editor.previous,
        )

        assert editor.edit(said).to_json(timings=False) == cold.to_json(timings=False), said
        if k == 3:
            editor.undo()
