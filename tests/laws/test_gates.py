"""A reader that is not asked where it cannot begin finds what it would have found."""

from __future__ import annotations

import json
import pkgutil
from importlib import import_module
from pathlib import Path

import pytest

from redraft import decompose
from redraft.decompose import read
from redraft.decompose.sorts import Gate
from redraft.language import english

ROWS = Path(__file__).parent.parent / "cases" / "rows"


def commands() -> list[str]:
    examples = english().text("examples.txt").splitlines()
    said = [line for line in examples if line[:1] not in ("", " ", "#")]
    for file in sorted(ROWS.glob("*.jsonl")):
        said += [json.loads(line)["command"] for line in file.read_text("utf-8").splitlines()]
    return said


def gates() -> list[tuple[object, str]]:
    rooms = pkgutil.walk_packages(decompose.__path__, decompose.__name__ + ".")
    modules = [import_module(room.name) for room in rooms]
    return [(m, name) for m in modules for name, v in vars(m).items() if isinstance(v, Gate)]


def test_with_all_gates_open_every_command_is_read_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """G-3."""
    said = commands()
    gated = {command: read(command) for command in said}

    for module, name in gates():
        monkeypatch.setattr(module, name, Gate(-1))

    assert len(gates()) > 10
    assert [command for command in said if read(command) != gated[command]] == []
