"""The session in docs/mcp.md, with the server that it starts."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest
from tests.agents.conftest import process
from tests.conftest import ROOT

PAGE = ROOT / "docs" / "mcp.md"


def test_the_session_on_the_page_prints_what_it_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    started = re.sub(r'StdioServerParameters\(command="redraft".*\)', "process(store)", code)
    assert started != code

    names = {"process": process, "store": tmp_path / "designs.db"}
    session = doctest.DocTestParser().get_doctest(started, names, PAGE.name, str(PAGE), 0)
    failed, tried = doctest.DocTestRunner().run(session)

    assert tried and not failed, capsys.readouterr().out
