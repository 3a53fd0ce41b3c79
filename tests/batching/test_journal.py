"""Files written as one: a process is killed at every step, and what is found then is whole."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from redraft.batching.journal import NAME, finish, write_all

FILES = ("a.json", "b.json", "sub/c.json")

#: writes the files anew and kills itself before the step that it is told
KILLED = """
import os, signal, sys
from pathlib import Path
from redraft.batching.journal import NAME, finish, write_all
folder, last, what = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
steps = 0
def step(name):
    global steps
    steps += 1
    if steps == last:
        os.kill(os.getpid(), signal.SIGKILL)
if what == "write":
    names = ("a.json", "b.json", "sub/c.json")
    write_all({folder / n: b"new " + n.encode() for n in names}, folder / NAME, step)
else:
    finish(folder / NAME, step)
print(steps)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sub").mkdir()
    for name in FILES:
        (tmp_path / name).write_bytes(b"old " + name.encode())
    return tmp_path


def state(folder: Path) -> set[str]:
    """What the files say: {"old"}, {"new"}, or both; nothing else may lie about."""
    there = {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()}
    assert there == set(FILES)
    return {(folder / name).read_text().split()[0] for name in FILES}


def killed(folder: Path, step: int, what: str = "write") -> subprocess.CompletedProcess[str]:
    code = [sys.executable, "-c", KILLED, str(folder), str(step), what]
    return subprocess.run(code, check=False, capture_output=True, text=True, timeout=60)


def test_without_a_crash_all_files_are_new(folder: Path) -> None:
    done = killed(folder, 0)

    assert done.returncode == 0 and state(folder) == {"new"}


def test_killed_at_any_step_all_are_new_or_all_are_old_after_finishing(folder: Path) -> None:
    """J-1."""
    steps = int(killed(folder, 0).stdout)
    ends: list[set[str]] = []
    for step in range(1, steps + 1):
        for name in FILES:
            (folder / name).write_bytes(b"old " + name.encode())
        assert killed(folder, step).returncode == -signal.SIGKILL
        finish(folder / NAME)
        ends.append(state(folder))

    assert all(end in ({"old"}, {"new"}) for end in ends)
    assert ends[0] == {"old"} and ends[-1] == {"new"}


def test_killed_again_while_finishing_it_can_be_finished_still(folder: Path) -> None:
    steps = int(killed(folder, 0).stdout)
    for first in range(1, steps + 1):
        for second in range(1, 5):
            for name in FILES:
                (folder / name).write_bytes(b"old " + name.encode())
            killed(folder, first)
            killed(folder, second, "finish")
            finish(folder / NAME)
            assert state(folder) in ({"old"}, {"new"})


def test_a_file_that_cannot_be_written_leaves_all_as_they_were(folder: Path) -> None:
    files = {folder / name: b"new" for name in FILES}
    files[folder / "nowhere" / "d.json"] = b"new"

    with pytest.raises(FileNotFoundError):
        write_all(files, folder / NAME)

    assert state(folder) == {"old"}


def test_a_link_stays_a_link_and_permissions_stay(folder: Path) -> None:
    (folder / "a.json").chmod(0o640)
    link = folder / "link.json"
    link.symlink_to(folder / "a.json")

    write_all({link: b"new"}, folder / NAME)

    assert link.is_symlink() and (folder / "a.json").read_bytes() == b"new"
    assert (folder / "a.json").stat().st_mode & 0o777 == 0o640


def test_nothing_to_finish_is_nothing(folder: Path) -> None:
    assert finish(folder / NAME) == "nothing"
