"""A PostgreSQL of one's own for the tests: Debian's binaries, a folder in /tmp, a unix socket."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

import psycopg
import pytest

_STARTS_WITHIN_S = 30
_SPACE_MIN = 512 * 1024 * 1024


class Server:
    """A running PostgreSQL; each database is empty and used once."""

    def __init__(self, folder: Path, postgres: Path, user: str | None) -> None:
        self.folder = folder
        self._postgres = postgres
        self._user = user
        self._numbers = count(1)
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, or start it again after a crash."""
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [self._postgres, "-D", self.folder / "data", "-k", self.folder, "-h", ""],
                stdout=log,
                stderr=log,
                user=self._user,
                start_new_session=True,
            )
        until = time.monotonic() + _STARTS_WITHIN_S
        while True:
            try:
                psycopg.connect(self._dsn("postgres")).close()
            except psycopg.OperationalError:
                if time.monotonic() > until or self._process.poll() is not None:
                    raise
                time.sleep(0.05)
            else:
                return

    def crash(self) -> None:
        """Kill the server and all its processes at once, as a power cut would."""
        assert self._process is not None
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def stop(self) -> None:
        """Stop it at once; what it holds is thrown away."""
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait(_STARTS_WITHIN_S)

    def database(self) -> str:
        """The URL of a new, empty database."""
        name = f"test{next(self._numbers)}"
        with psycopg.connect(self._dsn("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return f"postgresql://redraft@/{name}?host={self.folder}"

    def _dsn(self, name: str) -> str:
        return f"host={self.folder} user=redraft dbname={name}"


@contextmanager
def running() -> Iterator[Server]:
    """A PostgreSQL while this lasts; skips the test, and says why, where there is none to start."""
    initdb, postgres = program("initdb"), program("postgres")
    if initdb is None or postgres is None:
        pytest.skip(
            "NOT TESTED WITH POSTGRESQL: no initdb and postgres; apt-get install postgresql"
        )
    user = _user()
    folder = Path(tempfile.mkdtemp(prefix="redraft-pg-", dir=_quick_disk()))
    try:
        if user is not None:
            shutil.chown(folder, user)
        subprocess.run(
            [initdb, "-D", folder / "data", "-U", "redraft", "-A", "trust", "-N", "-E", "UTF8", "--locale=C"],
            check=True,
            capture_output=True,
            user=user,
            cwd="/",
        )  # fmt: skip
        server = Server(folder, postgres, user)
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _quick_disk() -> str:
    """Where files are written quickly; the path of a socket must be short as well."""
    memory = Path("/dev/shm")
    if memory.is_dir() and os.access(memory, os.W_OK):
        space = os.statvfs(memory)
        if space.f_bavail * space.f_frsize > _SPACE_MIN:
            return str(memory)
    return "/tmp"


def program(name: str) -> Path | None:
    """One of the programs of PostgreSQL; None where there is none."""
    found = shutil.which(name)
    if found is not None:
        return Path(found)
    debian = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return debian[-1] if debian else None


def _user() -> str | None:
    """PostgreSQL will not run as root; whom to be instead, None where we are somebody already."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            return pwd.getpwnam(name).pw_name
    pytest.skip("NOT TESTED WITH POSTGRESQL: it will not run as root, and there is no other user")
