"""The dashboard as who runs a service uses it: figures that are there, live, and told in tables."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect
from tests.service.conftest import PAGE, Service, serving
from tests.studio.conftest import READY


@pytest.fixture
def quiet(tmp_path: Path) -> Iterator[Service]:
    """A service that nobody has asked anything yet."""
    with serving(tmp_path / "redraft.db") as found:
        yield found


def looked(context: BrowserContext, service: Service) -> Page:
    page = context.new_page()
    page.goto(service.url + "/dashboard")
    page.wait_for_selector(READY)
    return page


def used(service: Service, *commands: str) -> None:
    for command in commands:
        body = {"blueprint": PAGE, "command": command}
        assert httpx.post(service.url + "/v1/edit", json=body).status_code == 200


def test_it_says_that_nothing_was_asked_and_then_what_was(
    quiet: Service, context: BrowserContext
) -> None:
    page = looked(context, quiet)
    stages = page.get_by_role("region", name="Time by stage")
    expect(stages).to_contain_text("No command yet.")

    used(quiet, "make the first card red", "make the card frobnic", "make the first card red")

    expect(page.locator("main[data-edits='3']")).to_be_attached(timeout=15_000)
    expect(stages.locator(".barlayer .point path").first).to_be_attached()
    expect(page.locator(".numbers")).to_contain_text("Commands3")
    stages.get_by_text("as a table").click()
    expect(stages.get_by_role("rowheader").first).to_have_text("decompose")
    expect(page.get_by_role("region", name="Words that are not known")).to_contain_text("frobnic")
    failing = page.get_by_role("region", name="Commands that fail most often")
    expect(failing.locator("table")).to_contain_text("make the card frobnic")


def test_a_chart_is_hovered_and_zoomed(quiet: Service, context: BrowserContext) -> None:
    used(quiet, *["make the first card red", "make the header 60px tall"] * 3)
    page = looked(context, quiet)
    stages = page.get_by_role("region", name="Time by stage")
    box = stages.locator(".nsewdrag").bounding_box()
    assert box is not None
    middle = box["y"] + box["height"] / 2

    page.mouse.move(box["x"] + 30, middle)
    expect(stages.locator(".hoverlayer text").first).to_be_attached()
    ticks = stages.locator(".xtick").count()
    page.mouse.move(box["x"] + 10, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 3, middle, steps=4)
    page.mouse.up()

    expect(stages.locator(".xtick")).not_to_have_count(ticks)


def test_charts_are_styled_and_nothing_else_is_allowed(quiet: Service) -> None:
    policies = [
        httpx.get(quiet.url + path).headers["content-security-policy"]
        for path in ("/dashboard", "/", "/studio/plotly.min.js")
    ]

    assert [("unsafe-inline" in one, "unsafe-eval" in one) for one in policies] == [
        (True, False),
        (False, False),
        (False, False),
    ]
    assert "script-src 'self';" in policies[0]


@pytest.mark.parametrize("width", [400, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_dashboard_keeps_nobody_out(
    quiet: Service, context: BrowserContext, scheme: str, width: int
) -> None:
    used(quiet, "make the first card red", "make the card frobnic")
    page = looked(context, quiet)
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme="light" if scheme == "light" else "dark")
    expect(page.locator(".barlayer .point path").first).to_be_attached()

    found = Axe().run(page)

    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
