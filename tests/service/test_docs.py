"""The requests in docs/service.md, sent by curl to a service, in their order."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.conftest import ROOT
from tests.service.conftest import serving

PAGE = ROOT / "docs" / "service.md"


def shown() -> list[tuple[str, str]]:
    """Each command of the page, and what is shown of its answer."""
    found = []
    for block in re.findall(r"```console\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL):
        for part in block.split("$ curl")[1:]:
            command, _, answer = part.partition("\n")
            found.append((f"curl{command}", answer.strip()))
    return found


def fits(answer: str, said: str) -> bool:
    """Whether an answer is what is shown, where “…” is anything."""
    pieces = [re.escape(piece.strip()) for piece in re.split(r"…", said)]
    return re.fullmatch(".*?".join(pieces), answer.strip(), re.DOTALL) is not None


@pytest.mark.skipif(shutil.which("curl") is None, reason="NOT TESTED: there is no curl")
def test_the_requests_on_the_page_are_answered_as_it_says(tmp_path: Path) -> None:
    document = ""
    with serving(tmp_path / "redraft.db") as service:
        for command, said in shown():
            made = command.replace("$URL", service.url).replace("$ID", document)
            done = subprocess.run(made, shell=True, capture_output=True, text=True, check=True)
            assert fits(done.stdout, said), f"{command}\n{done.stdout}"
            if "/v1/documents -H" in command:
                document = json.loads(done.stdout)["id"]

    assert document
