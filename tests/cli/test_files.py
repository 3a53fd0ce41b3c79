"""A file holds what it held or all of the new, and keeps what it is."""

import os
import stat
from pathlib import Path

import pytest

from redraft.cli import files
from redraft.cli.ending import Stop

needs_permissions = pytest.mark.skipif(
    os.name == "nt" or os.geteuid() == 0, reason="permissions do not hold for this user"
)


def test_a_file_is_replaced_and_keeps_its_permissions(tmp_path):
    path = tmp_path / "a.json"
    path.write_bytes(b"old")
    path.chmod(0o640)

    files.write(str(path), b"new")

    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [p.name for p in tmp_path.iterdir()] == ["a.json"]


def test_a_new_file_has_the_usual_permissions(tmp_path):
    path, other = tmp_path / "a.json", tmp_path / "b.json"
    other.write_bytes(b"")

    files.write(str(path), b"new")

    assert path.stat().st_mode == other.stat().st_mode


def test_a_symbolic_link_stays_one(tmp_path):
    target, link = tmp_path / "target.json", tmp_path / "link.json"
    target.write_bytes(b"old")
    link.symlink_to(target)

    files.write(str(link), b"new")

    assert link.is_symlink()
    assert target.read_bytes() == b"new"


@pytest.mark.parametrize("broken", ["fsync", "chmod", "replace", "write"])
def test_a_write_that_fails_anywhere_leaves_the_old_file_alone(tmp_path, monkeypatch, broken):
    path = tmp_path / "a.json"
    path.write_bytes(b"old")

    def fail(*_args, **_kwargs):
        raise OSError(28, "No space left on device")

    match broken:
        case "fsync":
            monkeypatch.setattr(os, "fsync", fail)
        case "write":
            monkeypatch.setattr(os, "fdopen", fail)
        case _:
            monkeypatch.setattr(Path, broken, fail)
    with pytest.raises(Stop) as stopped:
        files.write(str(path), b"new")
    monkeypatch.undo()

    assert stopped.value.code == 2
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.json"]


@pytest.mark.parametrize("name", ["none/a.json", ".", "a\0b"])
def test_what_cannot_be_written_is_said(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)

    with pytest.raises(Stop) as stopped:
        files.write(name, b"new")

    assert stopped.value.code == 2


def test_a_ring_of_links_is_said(tmp_path):
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")

    with pytest.raises(Stop):
        files.write(str(tmp_path / "a"), b"new")


@needs_permissions
def test_a_file_without_write_permission_is_left_alone(tmp_path):
    path = tmp_path / "a.json"
    path.write_bytes(b"old")
    path.chmod(0o444)

    with pytest.raises(Stop):
        files.write(str(path), b"new")

    assert path.read_bytes() == b"old"


def test_reading_stops_one_byte_after_the_limit(tmp_path):
    path = tmp_path / "a.json"
    path.write_bytes(b"x" * 100)

    assert len(files.read(str(path), 10)) == 11
    assert len(files.read("/dev/zero", 10)) == 11


@pytest.mark.parametrize("name", ["none.json", ".", "a\0b"])
def test_what_cannot_be_read_is_said(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)

    with pytest.raises(Stop) as stopped:
        files.read(name, 10)

    assert stopped.value.code == 2
