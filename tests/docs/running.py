"""What the pages show, run as a reader would: in order, in one folder, with what came before.

``python``: with ``>>>`` a session, held to what it prints; without, statements, each held to the comment
behind it where it prints something. ``console``: commands behind ``$``, held to what is shown of their
output. ``sh``: commands alone. “…” or “...” stands for anything. A command of which no output is shown
has to end with status 0; ``$ echo $?`` tells the status of the one before. A command that ends in ``&`` is a
server: it gets a free port, its usual address on the page means the one that it has, and it is stopped with the page.
"""

from __future__ import annotations

import ast
import contextlib
import doctest
import io
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest
from tests.conftest import ROOT
from tests.docs.pages import Block, Page

from redraft.cli import main

FLAGS: Final = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE | doctest.IGNORE_EXCEPTION_DETAIL
#: where servers listen as a rule, and how each is told to take a free port
PORTS: Final = {"serve": 8321, "mcp": 8322}
#: the status that a shell gives where there is no such program
_NO_SUCH_PROGRAM: Final = 127
#: what only a shell can do, outside of single quotes
_SHELL: Final = re.compile(r"[|<>&;`$(){}*?~\\]")
_QUOTED: Final = re.compile(r"'[^']*'")
_WORDS: Final = re.compile(r"'[^']*'|\"[^\"]*\"")
_SETS: Final = re.compile(r"([A-Z][A-Z0-9_]*)=(.*)", re.DOTALL)
_HEREDOC: Final = re.compile(r"<<'?(\w+)'?")
#: files of the project that a page names as a reader in a clone would
_FILES: Final = re.compile(r"\b(?:demo|examples|tests/cases)/[\w./-]*\w")


class Command(NamedTuple):
    """A line for the shell, and what is shown of its output; None where nothing is."""

    said: str
    shown: str | None
    line: int


class Session:
    """One reader of one page."""

    def __init__(self, page: Page, folder: Path, told: pytest.CaptureFixture[str]) -> None:
        self.page: Final = page
        self.folder: Final = folder
        self.ran = 0
        self._told = told
        self._names: dict[str, Any] = {"__name__": "__main__"}
        self._status = 0
        self._servers: list[subprocess.Popen[str]] = []
        self._places: dict[str, str] = {}
        self._set: dict[str, str] = {}
        self._programs = folder.parent / f"{folder.name}-bin"

    def __enter__(self) -> Session:
        self._programs.mkdir()
        for name, program in (("redraft", "-m redraft"), ("python", ""), ("python3", "")):
            file = self._programs / name
            source = f"export PYTHONPATH={shlex.quote(str(ROOT / 'src'))}"
            file.write_text(f'#!/bin/sh\n{source}\nexec {sys.executable} {program} "$@"\n')
            file.chmod(0o755)
        for named in sorted({*_FILES.findall(self.page.text)}):
            if (ROOT / named).is_file():
                (self.folder / named).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / named, self.folder / named)
        return self

    def __exit__(self, *_: object) -> None:
        for server in self._servers:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(server.pid, signal.SIGTERM)
            server.wait(timeout=20)
            assert server.stderr is not None
            server.stderr.close()

    def run(self, block: Block) -> None:
        """Run one block, or lay down the file that it is."""
        if block.file is not None:
            place = self.folder / block.file
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(block.text, "utf-8")
        elif block.is_run:
            self.ran += 1
            if block.kind != "python":
                for command in commands(block):
                    self._command(command)
            elif ">>> " in block.text:
                self._session(block)
            else:
                self._statements(block)

    # -- python ------------------------------------------------------------------

    def _session(self, block: Block) -> None:
        parser = doctest.DocTestParser()
        text = self._real(block.text)
        test = parser.get_doctest(text, self._names, self.page.name, self.page.name, block.line)
        with _environment(self._environment()):
            failed, tried = doctest.DocTestRunner(optionflags=FLAGS).run(test, clear_globs=False)
        self._names = test.globs
        assert tried and not failed, self._told.readouterr().out

    def _statements(self, block: Block) -> None:
        text = self._real(block.text)
        lines = text.splitlines()
        for statement in ast.parse(text).body:
            out = io.StringIO()
            code = compile(ast.Module([statement], []), f"{self.page.name}:{block.line}", "exec")
            with contextlib.redirect_stdout(out), _environment(self._environment()):
                exec(code, self._names)  # the project's own text
            _, comment, said = lines[(statement.end_lineno or 1) - 1].partition("  # ")
            if comment and out.getvalue():
                self._compare(said, out.getvalue(), f"line {block.line + statement.lineno}")

    # -- commands ----------------------------------------------------------------

    def _command(self, command: Command) -> None:
        said = self._real(command.said)
        where = f"line {command.line}: $ {command.said}"
        if said == "echo $?":
            self._compare(command.shown or "", str(self._status), where)
            return
        named = _SETS.fullmatch(said.removeprefix("export "))
        if named is not None:
            done = self._shell(f'{named[1]}={named[2]}\nprintf %s "${named[1]}"')
            self._status = done.returncode
            self._set[named[1]] = done.stdout
            return
        if said.endswith(" &"):
            self._serve(said.removesuffix(" &"))
            return
        if said.startswith("redraft ") and not _SHELL.search(_plain(said)):
            self._told.readouterr()
            with _environment(self._environment()):
                self._status = main(shlex.split(said, comments=True)[1:])
            told = self._told.readouterr()
            out = told.out + told.err
        else:
            done = self._shell(said)
            self._status, out = done.returncode, done.stdout
            if self._status == _NO_SUCH_PROGRAM:
                pytest.skip(f"NOT TESTED: {out.strip()}")
        if command.shown is None:
            assert self._status == 0, f"{where}\nended with {self._status}:\n{out}"
        else:
            self._compare(command.shown, out, where)

    def _shell(self, said: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["bash", "-c", said],
            cwd=self.folder,
            env={**os.environ, **self._environment()},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            text=True,
            timeout=60,
            check=False,
        )

    def _serve(self, said: str) -> None:
        words = shlex.split(said)
        port = PORTS.get(words[1]) if words[0] == "redraft" else None
        free = ["--port", "0"] if port is not None and "--port" not in words else []
        server = subprocess.Popen(
            [*words, *free],
            cwd=self.folder,
            env={**os.environ, **self._environment(), "PYTHONUNBUFFERED": "1"},
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        )
        self._servers.append(server)
        assert server.stderr is not None
        heard: list[str] = []
        for line in server.stderr:
            heard.append(line)
            found = re.search(r"http://[^\s/]+", line)
            if found is not None:
                self._places[f"http://127.0.0.1:{port}"] = found[0]
                return
        raise AssertionError(f"{said} did not begin: {''.join(heard)}")

    # -- what they share ---------------------------------------------------------

    def _environment(self) -> dict[str, str]:
        path = f"{self._programs}{os.pathsep}{os.environ['PATH']}"
        return {"PATH": path, "NO_COLOR": "1", "COLUMNS": "100", **self._set}

    def _real(self, text: str) -> str:
        for usual, place in self._places.items():
            text = text.replace(usual, place)
        return text

    def _compare(self, shown: str, got: str, where: str) -> None:
        shown, got = _tidy(shown), _tidy(got)
        for usual, place in self._places.items():
            got = got.replace(place, usual)
        assert fits(got, shown), f"{where}\nis shown with\n{shown}\nbut says\n{got}"


def commands(block: Block) -> Iterator[Command]:
    """The commands of a block: behind ``$`` in a console, each line of a script."""
    lines = block.text.splitlines()
    is_console = block.kind == "console"
    at = 0
    while at < len(lines):
        line, number = lines[at], block.line + at + 1
        at += 1
        said = line.removeprefix("$ ") if is_console else line
        if is_console and said == line:
            raise AssertionError(f"line {number}: a console begins with a command: {line}")
        if not said.strip() or said.startswith("#"):
            continue
        while said.endswith("\\"):
            said = f"{said}\n{lines[at]}"
            at += 1
        here = _HEREDOC.search(said)
        while here is not None and lines[at - 1] != here[1]:
            said = f"{said}\n{lines[at]}"
            at += 1
        shown: list[str] = []
        while is_console and at < len(lines) and not lines[at].startswith("$ "):
            shown.append(lines[at])
            at += 1
        told = "\n".join(shown)
        yield Command(said, told if told.strip() else None, number)


def fits(got: str, shown: str) -> bool:
    """Whether an output is what is shown, where “…” is anything.

    >>> fits("3 of 3 in 0.21 s", "3 of 3 in … s"), fits("3 of 4", "3 of 3")
    (True, False)
    """
    first, *rest = re.split(r"\s*(?:…|\.\.\.)\s*", shown)
    if not rest:
        return got == shown
    if not got.startswith(first):
        return False
    at = len(first)
    for piece in rest[:-1]:
        found = got.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return len(got) - at >= len(rest[-1]) and got.endswith(rest[-1])


def _plain(said: str) -> str:
    """What a shell would look into: without single quotes, and of double ones what it expands."""
    left = _QUOTED.sub("", said.partition("  # ")[0])
    return _WORDS.sub(lambda found: "$" if re.search(r"[$`\\]", found[0]) else "", left)


def _tidy(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip("\n").splitlines())


@contextlib.contextmanager
def _environment(names: dict[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in names}
    os.environ.update(names)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
