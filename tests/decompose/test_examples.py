"""Every example of the language reads back as the steps that it says.

``examples.txt`` is beside the language files: a command, then its steps, one to a line
and indented, as `telling.step_told` writes them; "lock …" and "? code" tell the rest.
"""

from __future__ import annotations

import pytest

from redraft.decompose import read
from redraft.language import english

from .telling import step_told, told

TEXT = english().text("examples.txt")
EXAMPLES = [
    tuple(line.strip() for line in block.splitlines())
    for block in TEXT.split("\n\n")
    if block.strip() and not block.startswith("#")
]


def lines_of(command: str) -> list[str]:
    """What a command is read as, a line each."""
    reading = read(command)
    lines = [step_told(step) for clause in reading.plan.clauses for step in clause.steps]
    lines += [
        f"lock {'' if lock.target is None else told(lock.target)} {'+'.join(lock.properties)}".strip()
        for lock in reading.plan.locks
    ]
    return lines + [f"? {d.code}" for d in reading.diagnostics]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e[0])
def test_an_example_reads_as_it_says(example: tuple[str, ...]) -> None:
    """G-1."""
    command, *lines = example

    assert lines_of(command) == lines
