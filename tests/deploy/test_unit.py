"""The unit of systemd is one that systemd takes, and as closed as the page says."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.conftest import ROOT
from tests.deploy.proxies import given, program

from redraft.service.settings import Settings

EXPOSED = 1.2


@pytest.fixture
def unit(tmp_path: Path) -> Path:
    """The unit, with a program that is here."""
    file = tmp_path / "redraft.service"
    file.write_text(given("redraft.service", {"/opt/redraft/bin/redraft": sys.executable}))
    return file


def test_systemd_takes_it(unit: Path) -> None:
    done = subprocess.run(
        [program("systemd-analyze"), "verify", unit], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0 and not [
        line for line in done.stderr.splitlines() if "redraft.service" in line
    ]


def test_it_is_as_closed_as_the_page_says(unit: Path) -> None:
    done = subprocess.run(
        [program("systemd-analyze"), "security", "--offline=true", unit],
        capture_output=True,
        text=True,
        check=False,
    )
    found = re.search(r"exposure level for redraft.service: ([\d.]+)", done.stdout)

    assert found is not None, done.stderr
    assert float(found[1]) <= EXPOSED
    assert f"gives it {EXPOSED} " in (ROOT / "docs/deployment.md").read_text("utf-8")


def test_it_waits_longer_than_a_request_may_take() -> None:
    text = (ROOT / "deploy/redraft.service").read_text("utf-8")
    waits = re.search(r"^TimeoutStopSec=(\d+)$", text, re.MULTILINE)

    assert waits is not None and int(waits[1]) > Settings().time_s + 2


def test_the_proxies_let_through_what_the_service_takes() -> None:
    mib = Settings().batch_max >> 20

    assert f"client_max_body_size {mib}m;" in (ROOT / "deploy/nginx.conf").read_text("utf-8")
    assert f"max_size {mib}MiB" in (ROOT / "deploy/Caddyfile").read_text("utf-8")
