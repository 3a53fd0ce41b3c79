"""Whatever is offered runs: on the rows that people wrote, as they are and with a slip in them."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from redraft import Diagnostic, edit
from redraft.evaluation.rows import Row, read_rows
from redraft.recovery.problem import SUGGESTIONS_MAX
from redraft.serialize import read

OWN = Path(__file__).parents[1] / "cases" / "rows"
SEED = 4
#: rows a file, and how many of those are said with a slip
ROWS = 20


class Failed(NamedTuple):
    """A command that was not simply done, and what it was said on and with."""

    row: str
    blueprint: Any
    said: str
    options: dict[str, Any]


def sampled(path: Path) -> Iterator[Failed]:
    """Some of the rows of a file, drawn by a seed; every other one with two letters of it swapped."""
    rows = list(read_rows(path))
    chance = random.Random(f"{SEED} {path.name}")
    chosen = chance.sample(rows, min(ROWS, len(rows)))
    for k, row in enumerate(chosen):
        said = slipped(row.command, chance) if k % 2 else row.command
        yield Failed(row.id, blueprint_of(row, path), said, options_of(row))


def slipped(said: str, chance: random.Random) -> str:
    words = [k for k in range(1, len(said) - 2) if said[k].isalpha() and said[k + 1].isalpha()]
    k = chance.choice(words)
    return said[:k] + said[k + 1] + said[k] + said[k + 2 :]


def blueprint_of(row: Row, path: Path) -> Any:
    if isinstance(row.blueprint, str):
        return json.loads((path.parent / row.blueprint).read_bytes())
    return row.blueprint


def options_of(row: Row) -> dict[str, Any]:
    options = {name: getattr(row.options, name) for name in row.options.__struct_fields__}
    return {**options, "selection": row.selection, "previous": row.history}


def offered_well(failed: Failed, found: Diagnostic) -> None:
    """R-1: at most five, each once, none of them what was said, each of them done."""
    offered = found.suggestions
    where = (failed.row, failed.said, found.code, offered)
    assert len(offered) <= SUGGESTIONS_MAX == 5, where
    assert len(set(offered)) == len(offered), where
    assert failed.said not in offered, where
    document = read(failed.blueprint)
    for said in offered:
        assert edit(document, said, **failed.options).status == "success", (*where, said)


@pytest.mark.parametrize("path", sorted(OWN.glob("*.jsonl")), ids=lambda path: path.stem)
def test_what_is_offered_on_our_rows_runs(path: Path) -> None:
    """R-1."""
    for failed in sampled(path):
        result = edit(failed.blueprint, failed.said, **failed.options)
        for found in result.diagnostics:
            offered_well(failed, found)


def test_what_is_offered_on_the_shared_rows_runs(shared: Path) -> None:
    """R-1."""
    for failed in sampled(shared / "commands" / "pptc_dev.jsonl"):
        result = edit(failed.blueprint, failed.said, **failed.options)
        for found in result.diagnostics:
            offered_well(failed, found)
