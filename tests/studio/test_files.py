"""What goes in and out: files, samples, what is taken along, the command line that does the same."""

from __future__ import annotations

import json
import shlex
import subprocess
from pathlib import Path

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from tests.service.conftest import redraft
from tests.studio.conftest import Opened, field, id_of, sample, stands, typed

#: a screen with literals that would be spelled otherwise
ODD = '{"components":[{"id":"pay","type":"button","text":"Zahlen \\u00fc","bbox":[0,0,120.50,48]}],"n":12345678901234567890}'  # fmt: skip


def downloaded(page: Page, kind: str) -> tuple[str, bytes]:
    """The name of a file that is taken along, and what is in it."""
    page.click("#get")
    with page.expect_download() as told:
        page.click(f"#taking [data-kind={kind}]")
    return told.value.suggested_filename, Path(told.value.path()).read_bytes()


def dropped(page: Page, name: str, text: str) -> None:
    data = page.evaluate_handle(
        "([name, text]) => { const d = new DataTransfer();"
        " d.items.add(new File([text], name, { type: 'application/json' })); return d; }",
        [name, text],
    )
    for event in ("dragenter", "dragover", "drop"):
        page.dispatch_event("#canvas", event, {"dataTransfer": data})


def test_a_file_that_is_dropped_is_opened_and_given_back_as_it_was(opened: Opened) -> None:
    page = opened()
    first = id_of(page)

    dropped(page, "Odd screen.json", ODD)

    expect(page.locator(".row[data-id=pay]")).to_be_visible()
    expect(page.locator("#open .name")).to_have_text("Odd screen")
    assert id_of(page) != first
    assert downloaded(page, "json") == ("odd-screen.json", ODD.encode() + b"\n")


def test_a_file_is_chosen_by_a_button(opened: Opened, tmp_path: Path) -> None:
    page = opened()
    file = tmp_path / "mine.json"
    file.write_text(json.dumps(sample("todo_home")))

    page.click("#open")
    with page.expect_file_chooser() as asked:
        page.get_by_role("button", name="Open a file").click()
    asked.value.set_files(file)

    expect(page.locator("#open .name")).to_have_text("mine")


@pytest.mark.parametrize(
    ("text", "said"), [("{", "is no JSON"), ('{"components": 7}', "components")]
)
def test_a_file_that_is_no_screen_says_so_and_nothing_else_happens(
    opened: Opened, text: str, said: str
) -> None:
    page = opened()
    first = page.url

    dropped(page, "x.json", text)

    expect(page.locator(".notice.bad")).to_contain_text("“x.json”")
    expect(page.locator(".notice.bad")).to_contain_text(said)
    assert page.url == first


def test_it_is_taken_along_in_every_kind(opened: Opened, client: httpx.Client) -> None:
    page = opened()
    typed(page, "make the header red")
    page.press("#command", "Enter")
    expect(page.locator("#canvas[data-revision='2']")).to_be_attached()

    found = {kind: downloaded(page, kind) for kind in ("json", "patch", "svg", "html", "png")}

    names = [name for name, _ in found.values()]
    assert names == [f"storefront.{k}" for k in ("json", "patch.json", "svg", "html", "png")]
    assert json.loads(found["json"][1]) == stands(page, client)["blueprint"]
    assert json.loads(found["patch"][1])[0]["value"] == "#FF0000"
    assert found["svg"][1].startswith(b"<svg") and b"<html" in found["html"][1]
    assert found["png"][1].startswith(b"\x89PNG")


def test_the_command_line_does_the_same(
    opened: Opened, client: httpx.Client, tmp_path: Path
) -> None:
    page = opened()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    for n, command in enumerate(("make the header red", "set the hero title to “It's”"), 2):
        page.fill("#command", command)
        page.press("#command", "Enter")
        expect(page.locator(f"#canvas[data-revision='{n}']")).to_be_attached()
    (tmp_path / "storefront.json").write_text(json.dumps(sample("storefront")))

    page.click("#get")
    page.get_by_role("button", name="Copy").click()
    expect(page.locator(".copying")).to_contain_text("Copied")
    said = page.evaluate("navigator.clipboard.readText()")

    for line in said.split("&&"):
        program, *arguments = shlex.split(line)
        assert program == "redraft"
        subprocess.run(redraft(*arguments), cwd=tmp_path, check=True, capture_output=True)
    mine = json.loads((tmp_path / "storefront.json").read_text())
    assert mine == stands(page, client)["blueprint"]
    assert field({"blueprint": mine}, "hero_title", "text") == "It's"


def test_the_menu_keeps_nobody_out(opened: Opened) -> None:
    page = opened()
    page.locator("#get").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#taking")).to_be_visible()

    found = Axe().run(page)

    assert found.violations_count == 0, found.generate_report()
