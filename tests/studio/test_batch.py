"""One sentence for several screens, as a designer does it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect
from tests.service.conftest import serving
from tests.studio.conftest import READY, sample

NAMES = ("storefront", "todo_home", "activity_entry")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[httpx.Client]:
    """A service with three screens."""
    with (
        serving(tmp_path / "redraft.db") as service,
        httpx.Client(base_url=service.url, timeout=20) as client,
    ):
        for name in NAMES:
            body = {"blueprint": sample(name), "name": name}
            assert client.post("/v1/documents", json=body).status_code == 201
        yield client


@pytest.fixture
def page(store: httpx.Client, context: BrowserContext) -> Page:
    page = context.new_page()
    page.goto(f"{store.base_url}/batch")
    page.wait_for_selector(READY)
    for name in NAMES:
        page.get_by_role("checkbox", name=name).check()
    expect(page.locator(".screen")).to_have_count(3)
    return page


def tried(page: Page, command: str) -> None:
    page.fill("#sentence", command)
    page.press("#sentence", "Enter")
    expect(page.locator(f"main[data-tried='{command}']")).to_be_attached()
    expect(page.locator("progress")).to_be_hidden()


def revisions(store: httpx.Client) -> dict[str, int]:
    return {one["name"]: one["revision"] for one in store.get("/v1/documents").json()["documents"]}


def test_it_is_shown_on_each_and_done_on_all(page: Page, store: httpx.Client) -> None:
    tried(page, "make all texts bold")

    expect(page.locator(".screen[data-went=would]")).to_have_count(3)
    expect(page.locator(".screen figure")).to_have_count(6)
    assert set(revisions(store).values()) == {1}
    page.click("#apply-all")
    expect(page.locator("main[data-done='3']")).to_be_attached()
    assert set(revisions(store).values()) == {2}
    expect(page.locator(".report tbody tr")).to_have_count(3)


def test_all_or_nothing_does_nothing_where_one_refuses_and_says_why(
    page: Page, store: httpx.Client
) -> None:
    tried(page, "make the shop now button red")

    refused = page.locator(".screen[data-went=refused]")
    expect(refused).to_have_count(2)
    expect(refused.first.locator("[data-code='target.not-found']")).to_be_visible()
    expect(page.locator("#apply-all")).to_have_attribute("aria-disabled", "true")

    page.locator("#whole").uncheck()
    expect(page.locator("#apply-all")).to_have_attribute("aria-disabled", "false")
    page.click("#apply-all")
    expect(page.locator("main[data-done='1']")).to_be_attached()
    assert revisions(store) == {"storefront": 2, "todo_home": 1, "activity_entry": 1}


def test_where_somebody_was_quicker_all_is_taken_back(page: Page, store: httpx.Client) -> None:
    tried(page, "make all texts bold")
    shown = page.locator(".screen").last.get_attribute("data-id")
    done = store.post(f"/v1/documents/{shown}/edit", json={"command": "make all texts italic"})
    assert done.json()["status"] == "success"

    page.click("#apply-all")

    expect(page.locator("main[data-done='0']")).to_be_attached()
    expect(page.locator(".report")).to_contain_text("taken back")
    for one in store.get("/v1/documents").json()["documents"]:
        assert not one["can_undo"] or one["id"] == shown


def test_files_that_are_dropped_are_added(page: Page, store: httpx.Client) -> None:
    data = page.evaluate_handle(
        "(text) => { const d = new DataTransfer();"
        " for (const name of ['one.json', 'two.json']) d.items.add(new File([text], name)); return d; }",
        json.dumps(sample("storefront")),
    )
    page.dispatch_event("body", "drop", {"dataTransfer": data})

    expect(page.locator(".screen")).to_have_count(5)
    assert {"one", "two"} <= set(revisions(store))


@pytest.mark.parametrize("width", [400, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_batch_keeps_nobody_out(page: Page, scheme: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme="light" if scheme == "light" else "dark")
    tried(page, "make the shop now button red")

    found = Axe().run(page)

    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
