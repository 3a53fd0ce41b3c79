"""What the README shows runs and prints what it says."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

README = Path(__file__).parents[1] / "README.md"


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
