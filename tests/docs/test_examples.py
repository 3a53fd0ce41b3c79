"""Every block of every page runs, in order, and prints what the page says."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
import yaml
from tests.docs.pages import DATA, REASONS, RUN, Page, pages
from tests.docs.running import Session

PAGES = pages()
#: of all blocks that could run, how many may stay unrun
UNRUN_MAX = 0.2


@pytest.mark.parametrize("page", [p for p in PAGES if any(b.is_run for b in p.blocks)], ids=repr)
def test_the_blocks_of_a_page_run_in_their_order(
    page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "page"
    folder.mkdir()
    monkeypatch.chdir(folder)

    with Session(page, folder, capfd) as session:
        for block in page.blocks:
            session.run(block)

    assert session.ran == sum(block.is_run for block in page.blocks)


@pytest.mark.parametrize("page", PAGES, ids=repr)
def test_each_block_says_what_it_is_and_each_that_is_not_run_says_why(page: Page) -> None:
    for block in page.blocks:
        assert block.kind in RUN | DATA, f"line {block.line}: ```{block.kind}"
        assert block.not_run is None or block.not_run in REASONS, f"line {block.line}"


@pytest.mark.parametrize("page", PAGES, ids=repr)
def test_no_block_is_hidden_from_the_tests_by_being_indented(page: Page) -> None:
    lines = page.prose
    hidden = [
        number + 1
        for number, line in enumerate(lines)
        if number and line.startswith("    ") and not lines[number - 1].strip()
    ]

    assert hidden == []


@pytest.mark.parametrize("page", PAGES, ids=repr)
def test_data_on_a_page_can_be_read(page: Page) -> None:
    for block in page.blocks:
        if block.not_run is not None:
            continue
        match block.kind:
            case "json":
                json.loads(block.text)
            case "jsonl":
                [json.loads(line) for line in block.text.splitlines()]
            case "toml":
                tomllib.loads(block.text)
            case "yaml":
                yaml.safe_load(block.text)


def test_few_blocks_stay_unrun() -> None:
    written = [page for page in PAGES if not page.name.startswith("docs/reference/")]
    blocks = [block for page in written for block in page.blocks if block.kind in RUN]
    unrun = [block for block in blocks if block.not_run is not None]

    assert len(unrun) <= UNRUN_MAX * len(blocks), f"{len(unrun)} of {len(blocks)}"
