"""The service as it is run: a process that is started by the command line and talked to over a socket."""

from __future__ import annotations

import json
import os
import re
import resource
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import httpx
import pytest

PAGE: dict[str, Any] = {
    "screen_id": "home",
    "components": [
        {"id": "head", "type": "header", "bbox": [0, 0, 375, 80], "visual": {"bg_color": "#0000FF"}},
        {"id": "a", "type": "card", "bbox": [16, 100, 90, 90], "visual": {"bg_color": "#FFFFFF"}},
        {"id": "b", "type": "card", "bbox": [16, 300, 90, 90], "visual": {"bg_color": "#FFFFFF"}},
    ],
    "meta": {"viewport": {"width": 375, "height": 812}},
}  # fmt: skip


class Service(NamedTuple):
    """A running service."""

    url: str
    process: subprocess.Popen[str]
    said: list[str]

    def told(self, event: str) -> list[dict[str, Any]]:
        """The events of a name in its log."""
        lines = [json.loads(line) for line in self.said if line.startswith("{")]
        return [line for line in lines if line["event"] == event]

    def kill(self) -> None:
        """Kill it as a power cut would."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


def redraft(*arguments: str) -> list[str]:
    """A command of the command line."""
    return [sys.executable, "-m", "redraft", *arguments]


@contextmanager
def serving(
    store: str | Path,
    *options: str,
    files_max: int | None = None,
    door: tuple[str, ...] = ("serve",),
    port: int = 0,
) -> Iterator[Service]:
    """A service while this lasts; none of its files grows beyond so many bytes."""
    process = subprocess.Popen(
        redraft(*door, "--store", str(store), "--port", str(port), *options),
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        start_new_session=True,
    )
    said: list[str] = []
    lines = process.stderr
    assert lines is not None
    reading = threading.Thread(target=lambda: [said.append(line) for line in lines])
    try:
        for line in lines:
            said.append(line)
            found = re.search(r"http://\S+", line)
            if found is not None:
                break
        else:
            pytest.fail(f"the service did not begin: {''.join(said)}")
        # who does not read what is said there has the service wait with it
        reading.start()
        if files_max is not None:
            resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (files_max, files_max))
        yield Service(found[0], process, said)
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
        finally:
            if reading.ident is not None:
                reading.join(20)
            lines.close()


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """One service for all tests that leave it as it was, but for documents of their own."""
    with serving(tmp_path_factory.mktemp("service") / "redraft.db") as found:
        yield found
    assert "Traceback" not in "".join(found.said) and not found.told("fault")


@pytest.fixture
def client(service: Service) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=service.url, timeout=20) as client:
        yield client


@pytest.fixture
def home(client: httpx.Client) -> str:
    """The address of a new document."""
    made = client.post("/v1/documents", json={"blueprint": PAGE, "name": "home"})
    assert made.status_code == 201
    return str(made.headers["location"])
