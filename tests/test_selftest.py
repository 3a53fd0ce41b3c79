"""The checks that an installation runs on itself: they hold, and they notice what does not."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from redraft import Editor
from redraft.document.blueprint import Document
from redraft.measuring import reference
from redraft.selftest import CHECKS, guarantees, selftest, systems
from redraft.selftest.held import QUICK
from redraft.verify.rules import RULES


@pytest.fixture(scope="module")
def quick() -> dict[str, tuple[str, ...]]:
    return dict(zip(CHECKS, (check.broken for check in selftest(effort=QUICK).checks), strict=True))


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_holds(name: str, quick: dict[str, tuple[str, ...]]) -> None:
    assert quick[name] == ()


def test_every_rule_is_broken_by_a_command() -> None:
    assert {one.rule for one in guarantees.BREAKS} == {rule.name for rule in RULES}


def test_a_check_that_raises_has_not_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reference, "edit", lambda *_, **__: 1 / 0)

    (ran,) = selftest(["optimised"], effort=QUICK).checks

    assert not ran.holds
    assert ran.broken == ("ZeroDivisionError: division by zero",)


def test_another_result_than_the_plain_one_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = reference.edit

    def other(source: bytes, command: str, **options: object) -> reference.Told:
        return plain(source, command, **options)._replace(bytes=b"{}")  # type: ignore[arg-type]

    monkeypatch.setattr(reference, "edit", other)

    assert [c.holds for c in selftest(["speed", "long", "optimised"], effort=QUICK).checks] == [
        False,
        False,
        False,
    ]


def test_an_undo_that_does_not_take_back_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Editor, "undo", lambda _: False)

    checks = selftest(["long", "large", "rollback", "rapid"], effort=QUICK).checks

    assert [check.holds for check in checks] == [False, False, False, False]


def test_a_rule_that_finds_nothing_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarantees, "check", _Nothing)
    monkeypatch.setattr(guarantees, "introduced", lambda *_: [])

    (ran,) = selftest(["validators"], effort=QUICK).checks

    assert not ran.holds


class _Nothing:
    def __init__(self, document: Document) -> None:
        self.document = document


def test_another_seed_gives_another_digest_and_the_same_one_the_same() -> None:
    assert systems.digest(1, 3) == systems.digest(1, 3) != systems.digest(2, 3)


def test_the_command_tells_it_as_json_outside_of_a_checkout(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "redraft", "selftest", "schema", "inputs", "--json"]
    done = subprocess.run(
        command, cwd=tmp_path, env={**os.environ}, capture_output=True, check=False, timeout=120
    )

    assert done.returncode == 0, done.stderr.decode()
    told = json.loads(done.stdout)
    assert [check["broken"] for check in told["checks"]] == [[], []]


def test_a_check_that_there_is_not_is_wrong_use(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "redraft", "selftest", "colour"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, timeout=60)

    assert done.returncode == 2
    assert b"colour" in done.stderr
