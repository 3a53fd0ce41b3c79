"""What the README shows runs and prints what it says."""

from __future__ import annotations

import contextlib
import doctest
import io
import re
from pathlib import Path

import pytest

README = Path(__file__).parents[1] / "README.md"
#: pages whose examples are Python sessions
PAGES = tuple(README.parent / "docs" / name for name in ("recovery.md", "explain.md"))


def test_the_example_in_the_readme_prints_what_its_comments_say() -> None:
    code = re.search(r"```python\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    assert code is not None
    said = [line.split("   # ", 1)[1] for line in code[1].splitlines() if "   # " in line]

    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(code[1], str(README), "exec"), {})  # the project's own text

    printed = out.getvalue().splitlines()
    assert printed[0] == said[0]
    assert printed[2] == next(s for s in said if s.startswith("["))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_examples_on_a_page_print_what_they_say(page: Path) -> None:
    ran = doctest.testfile(str(page), module_relative=False, encoding="utf-8")

    assert ran.attempted and not ran.failed
