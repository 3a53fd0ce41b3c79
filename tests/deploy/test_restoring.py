"""Backup and restore as docs/deployment.md has them: of a service that is in use, proved by `redraft replay`."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from tests import postgres
from tests.deploy.proxies import program
from tests.service.conftest import PAGE, redraft, serving
from tests.store.conftest import server

__all__ = ["server"]


class Used:
    """A service that somebody edits by all the while."""

    def __init__(self, url: str) -> None:
        self._client = httpx.Client(base_url=url, timeout=20)
        self.home = self._client.post("/v1/documents", json={"blueprint": PAGE}).headers["location"]
        #: the newest revision that was answered
        self.answered = 1
        self._enough, self._over = threading.Event(), threading.Event()

    def edit(self) -> None:
        """Edit until it is over."""
        while not self._over.is_set():
            command = f"make the header {90 + self.answered % 90}px tall"
            done = self._client.post(self.home + "/edit", json={"command": command})
            assert done.status_code == 200
            self.answered = int(done.headers["etag"].strip('"'))
            if self.answered > 10:
                self._enough.set()

    @contextmanager
    def meanwhile(self) -> Iterator[int]:
        """While this lasts it is edited; the revision that was answered before."""
        thread = threading.Thread(target=self.edit)
        thread.start()
        assert self._enough.wait(20)
        try:
            yield self.answered
        finally:
            self._over.set()
            thread.join()
            self._client.close()


def held(where: str, home: str) -> int:
    """The newest revision in what was restored: all of it holds, and can be edited."""
    replayed = subprocess.run(
        redraft("replay", "--store", where), capture_output=True, text=True, check=False
    )
    assert replayed.returncode == 0 and "all hold" in replayed.stdout, replayed.stdout
    with serving(where) as service, httpx.Client(base_url=service.url, timeout=20) as client:
        newest: int = client.get(home).json()["revision"]
        done = client.post(home + "/edit", json={"command": "hide the header"})
        assert done.headers["etag"] == f'"{newest + 1}"'
    return newest


def test_a_file_that_is_in_use(tmp_path: Path) -> None:
    where, backup = str(tmp_path / "redraft.db"), str(tmp_path / "backup.db")
    with serving(where) as service:
        used = Used(service.url)
        with used.meanwhile() as before:
            copy = [program("sqlite3"), where, f"VACUUM INTO '{backup}'"]
            subprocess.run(copy, check=True, capture_output=True)

    assert before <= held(backup, used.home) <= used.answered


def test_a_database_that_is_in_use(server: postgres.Server, tmp_path: Path) -> None:
    dump, restore = postgres.program("pg_dump"), postgres.program("pg_restore")
    if dump is None or restore is None:
        pytest.skip("NOT TESTED: no pg_dump and pg_restore; apt-get install postgresql-client")
    where, other, file = server.database(), server.database(), tmp_path / "redraft.dump"
    with serving(where, "--workers", "2") as service:
        used = Used(service.url)
        with used.meanwhile() as before:
            subprocess.run(
                [dump, "--format=custom", f"--file={file}", where], check=True, capture_output=True
            )
    subprocess.run(
        [
            *(restore, "--no-owner", "--exit-on-error", "--single-transaction"),
            *(f"--dbname={other}", file),
        ],
        check=True,
        capture_output=True,
    )

    assert before <= held(other, used.home) <= used.answered
