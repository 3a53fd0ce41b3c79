"""What is loaded is what is used: counted in modules, in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

#: the first parts of what a module may be called that neither imports nor edits need
NOT_TO_EDIT = {"coloraide", "rapidfuzz", "rich", "asyncio", "email", "http", "multiprocessing"}
NOT_TO_EDIT_OF_OURS = {"render", "evaluation", "witness", "explaining"}

LISTED = "import json, sys; print(json.dumps(sorted(sys.modules)), file=sys.stderr)"
IMPORTED = "import redraft; " + LISTED
EDITED = (
    "import redraft; redraft.edit(open({0!r}, 'rb').read(), 'make the card red').bytes; " + LISTED
)
COMMANDED = "from redraft.cli import main; main(['edit', {0!r}, 'make the card red']); " + LISTED


def loaded(code: str) -> set[str]:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    return set(json.loads(done.stderr.splitlines()[-1]))


def test_importing_loads_next_to_nothing() -> None:
    names = loaded(IMPORTED)

    ours = {name for name in names if name.startswith("redraft.")}
    assert ours == {"redraft.select"}
    assert not {name.partition(".")[0] for name in names} & (NOT_TO_EDIT | {"msgspec", "orjson"})


@pytest.mark.parametrize("code", [EDITED, COMMANDED], ids=["library", "command line"])
def test_an_edit_loads_nothing_that_draws_scores_or_explains(code: str, tmp_path: Path) -> None:
    page = tmp_path / "page.json"
    page.write_text('{"components": [{"id": "a", "type": "card", "visual": {"bg_color": "#FFF"}}]}')

    names = loaded(code.format(str(page)))

    assert not {name.partition(".")[0] for name in names} & NOT_TO_EDIT
    ours = {name.split(".")[1] for name in names if name.startswith("redraft.")}
    assert not ours & NOT_TO_EDIT_OF_OURS
    assert ("cli" in ours) == (code is COMMANDED)


def test_of_the_commands_only_the_one_called_for_is_loaded(tmp_path: Path) -> None:
    page = tmp_path / "page.json"
    page.write_text('{"components": []}')

    names = loaded(COMMANDED.format(str(page)))

    assert {n for n in names if n.startswith("redraft.cli.commands.")} == {
        "redraft.cli.commands.edit"
    }
    assert not any(name.startswith("cyclopts.completion") for name in names)
