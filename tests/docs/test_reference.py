"""What there is, is documented; what is documented, is there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest
from tests.conftest import ROOT
from tests.docs.pages import Page, pages
from tests.docs.running import commands as commands_of

from redraft.cli import main
from redraft.cli.app import COMMANDS
from redraft.cli.reference import reference
from redraft.cli.reference.commands import flags
from redraft.cli.reference.settings import variables
from redraft.diagnostics import CODES
from redraft.service.operations import OPERATIONS
from redraft.service.problems import CODES as PROBLEMS

PAGES: Final = pages()
FLAGS: Final = flags()
HERE: Final = ROOT / "docs" / "reference"
EVERYWHERE: Final = frozenset({"--help", "-h", "--version", "--install-completion"})
ROUTES: Final = {re.sub(r"\{\w+\}", "{}", o.path): o.method.upper() for o in OPERATIONS}
#: codes have these before their dot
FAMILIES: Final = {code.split(".")[0] for code in (*CODES, *PROBLEMS)}
_ROUTE: Final = re.compile(r"(?:(GET|POST|PUT|DELETE|PATCH) )?(/[\w/{}.-]*)")
_COMMAND: Final = re.compile(r"(?:^|[\s|(])redraft ([a-z]+)\b([^\n|;&#]*)")
_FLAG: Final = re.compile(r"(?<![\w'\"-])(--[a-z][a-z-]*)")
_VARIABLE: Final = re.compile(r"\bREDRAFT_[A-Z]+\b")
_READ: Final = re.compile(r'(?:environ(?:\.get)?[(\[]|env_var=|_ENVIRONMENT: Final = )"([A-Z_]+)"')


def test_the_pages_are_what_the_code_says() -> None:
    made = reference()

    assert {path.name for path in HERE.glob("*.md")} == set(made)
    for name, page in made.items():
        assert (HERE / name).read_text("utf-8") == page, "redraft reference --write docs/reference"


def test_the_command_writes_them(tmp_path: Path) -> None:
    assert main(["reference", "--write", str(tmp_path)]) == 0

    assert {path.name for path in tmp_path.iterdir()} == set(reference())


def test_every_environment_variable_that_is_read_is_documented() -> None:
    read = {
        name
        for path in (ROOT / "src").rglob("*.py")
        for name in _READ.findall(path.read_text("utf-8"))
    }

    assert read - {"PATH", "BROWSER"} == set(variables())


@pytest.mark.parametrize("page", PAGES, ids=repr)
def test_every_command_and_flag_on_a_page_exists(page: Page) -> None:
    known = {name for name, _, _ in COMMANDS}
    spoken = [said for said, _ in page.spans]
    for block in page.blocks:
        if block.kind in ("sh", "console"):
            spoken += [command.said.replace("\\\n", " ") for command in commands_of(block)]
    wrong = []
    for said in spoken:
        for name, rest in _COMMAND.findall(re.sub(r"'[^']*'|\"[^\"]*\"", "…", said)):
            there = FLAGS.get(name, frozenset()) | EVERYWHERE
            if name not in known:
                wrong.append(f"redraft {name}")
            wrong += [f"redraft {name} {flag}" for flag in _FLAG.findall(rest) if flag not in there]
        if said.startswith("--"):
            anyone = EVERYWHERE.union(*FLAGS.values())
            wrong += [flag for flag in _FLAG.findall(said) if flag not in anyone]

    assert wrong == []


@pytest.mark.parametrize("page", PAGES, ids=repr)
def test_every_route_code_and_variable_on_a_page_exists(page: Page) -> None:
    wrong = [name for name in _VARIABLE.findall(page.text) if name not in variables()]
    for said, line in page.spans:
        route = _ROUTE.fullmatch(said.split("?")[0])
        if route is not None and (route[1] or said.startswith("/v1/")):
            path = re.sub(r"\{\w+\}", "{}", route[2])
            if not any(one == path or one.endswith(path) for one in ROUTES):
                wrong.append(f"{line}: {said}")
        family, dot, rest = said.partition(".")
        is_code = dot and family in FAMILIES and re.fullmatch(r"[a-z]+(-[a-z]+)*", rest)
        if is_code and said not in CODES and said not in PROBLEMS and not _is_module(said):
            wrong.append(f"{line}: {said}")

    assert wrong == []


@pytest.mark.parametrize("page", PAGES, ids=repr)
def test_every_link_and_picture_on_a_page_resolves(page: Page) -> None:
    wrong = []
    for link in page.links:
        path, _, anchor = link.target.partition("#")
        if "://" in link.target or link.target.startswith("mailto:"):
            continue
        place = (page.path.parent / path).resolve() if path else page.path
        if not place.exists() or (
            anchor and place.suffix == ".md" and anchor not in Page(place).anchors
        ):
            wrong.append(f"{link.line}: {link.target}")

    assert wrong == []


def _is_module(said: str) -> bool:
    place = ROOT / "src" / "redraft" / said.replace(".", "/")
    return place.with_suffix(".py").exists() or place.exists()
