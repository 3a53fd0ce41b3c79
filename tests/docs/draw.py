"""Draw the pictures of the guides: ``python -m tests.docs.draw``, by the commands on the page itself."""

from __future__ import annotations

import os
import shlex
import tempfile
from pathlib import Path
from typing import Final

from tests.conftest import ROOT
from tests.docs.pages import Page
from tests.docs.running import commands

from redraft.cli import main

PICTURES: Final = ROOT / "docs" / "guides" / "commands.md"
PLACE: Final = ROOT / "docs" / "pictures"


def drawn(folder: Path) -> dict[str, bytes]:
    """Each picture of the page, by its name; drawn in ``folder``, which is where one stands."""
    page = Page(PICTURES)
    for block in page.blocks:
        if block.file is not None:
            (folder / block.file).write_text(block.text, "utf-8")
        elif block.is_run:
            for command in commands(block):
                if command.said.startswith("redraft render "):
                    assert main(shlex.split(command.said)[1:]) == 0
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.svg"))}


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        os.chdir(made)
        for name, picture in drawn(Path(made)).items():
            (PLACE / name).write_bytes(picture)
