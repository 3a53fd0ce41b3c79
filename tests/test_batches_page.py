"""What docs/batches.md shows runs: the sessions in Python, then the commands between them, in order."""

from __future__ import annotations

import doctest
import re
import shlex
from pathlib import Path

import fsspec
import pytest

from redraft.cli import main

PAGE = Path(__file__).parents[1] / "docs" / "batches.md"
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE | doctest.IGNORE_EXCEPTION_DETAIL


def test_the_examples_on_the_page_print_what_they_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    checker, parser = doctest.OutputChecker(), doctest.DocTestParser()
    ran = 0
    for kind, block in re.findall(
        r"```(python|console)\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL
    ):
        if kind == "python":
            session = parser.get_doctest(block, names, PAGE.name, str(PAGE), 0)
            runner = doctest.DocTestRunner(optionflags=FLAGS)
            failed, tried = runner.run(session, clear_globs=False)
            names = session.globs
            assert tried and not failed, capfd.readouterr().out
            ran += 1
            continue
        for said, expected in re.findall(
            r"^\$ redraft (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE
        ):
            capfd.readouterr()
            main(shlex.split(said))
            told = capfd.readouterr()
            assert checker.check_output(expected, told.out + told.err, FLAGS), told
            ran += 1

    fsspec.filesystem("memory").rm("/", recursive=True)
    assert ran == 13
