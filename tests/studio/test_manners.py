"""The studio's manners: for keys, eyes, narrow pages, and when the service is gone."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from tests.service.conftest import redraft, serving
from tests.studio.conftest import READY, Opened, chosen, stands, typed

#: what is looked at by the accessibility check
SEEN = ("nothing typed", "a command that works", "a command that is refused", "something selected")


def arranged(page: Page, seen: str) -> None:
    match seen:
        case "a command that works":
            typed(page, "please make all buttons green and wider")
        case "a command that is refused":
            typed(page, "make the button red and frobnicate the header")
        case "something selected":
            chosen(page, "cta_button")
            page.click(".inspector summary")
            expect(page.locator(".inspector .values")).to_have_count(2)


@pytest.mark.parametrize("seen", SEEN)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_there_is_nothing_that_keeps_anybody_out(opened: Opened, scheme: str, seen: str) -> None:
    page = opened()
    # no colour is half way to another while it is measured
    colours = "light" if scheme == "light" else "dark"
    page.emulate_media(color_scheme=colours, reduced_motion="reduce")
    arranged(page, seen)

    found = Axe().run(page)

    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("width", [400, 1024])
def test_a_narrow_page_shows_all_and_moves_nothing_sideways(opened: Opened, width: int) -> None:
    page = opened()
    page.set_viewport_size({"width": width, "height": 800})
    typed(page, "make the header 40px tall")

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    expect(page.locator("#apply")).to_be_in_viewport()
    expect(page.locator(".sheet img.then")).to_be_in_viewport()
    if width == 400:
        page.get_by_role("button", name="Layers").click()
        expect(page.locator(".row").first).to_be_in_viewport()


def test_nothing_moves_while_somebody_types(opened: Opened) -> None:
    page = opened()
    at = [page.locator(one).bounding_box() for one in ("#canvas", "#command", "#layers")]

    for said in (
        "make",
        "make the header red and wider and hide all buttons",
        "make the button red",
    ):
        typed(page, said)

    assert [page.locator(one).bounding_box() for one in ("#canvas", "#command", "#layers")] == at


def test_all_of_it_is_done_by_keys(opened: Opened, client: httpx.Client) -> None:
    page = opened()

    page.keyboard.press("/")
    page.keyboard.type("make the header red")
    page.keyboard.press("Enter")
    expect(page.locator("#canvas[data-revision='2']")).to_be_attached()
    expect(page.locator("#command")).to_have_value("")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#command")).to_have_value("make the header red")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#command")).to_have_value("")
    page.keyboard.press("Control+z")
    expect(page.locator("#canvas[data-revision='3']")).to_be_attached()

    assert not stands(page, client)["can_undo"]


def test_the_screen_is_zoomed_by_keys_and_shown_pixel_by_pixel(opened: Opened) -> None:
    page = opened()
    zoom = page.locator("#zoom")
    page.locator("#canvas").focus()

    page.keyboard.press("0")
    expect(zoom).to_have_text("100 %")
    expect(page.locator(".sheet")).not_to_have_attribute("style", re.compile("scale"))
    shown = page.locator(".sheet img.now").bounding_box()
    assert shown is not None
    assert (shown["width"], shown["height"], shown["x"] % 1, shown["y"] % 1) == (375, 812, 0, 0)
    page.keyboard.press("+")
    expect(zoom).to_have_text("125 %")
    page.keyboard.press("1")
    expect(zoom).not_to_have_text("125 %")


def test_colours_follow_the_switch(opened: Opened) -> None:
    page = opened()
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)

    page.click("#theme")
    page.click("#theme")
    assert page.evaluate(ground) != light

    page.reload()
    page.wait_for_selector(READY)
    assert page.evaluate(ground) != light


def test_nothing_is_lost_while_the_service_is_gone(browser: Browser, tmp_path: Path) -> None:
    store = tmp_path / "redraft.db"
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    with serving(store) as first:
        page.goto(first.url + "/")
        page.wait_for_selector(READY)
        typed(page, "make the header red")
        first.kill()
        expect(page.locator(".notice.bad")).to_be_visible()
        page.press("#command", "Enter")
        expect(page.locator("#command")).to_have_value("make the header red")

    port = int(first.url.rpartition(":")[2])
    with serving(store, port=port):
        expect(page.locator(".notice.bad")).to_have_count(0, timeout=15_000)
        page.press("#command", "Enter")
        expect(page.locator("#canvas[data-revision='2']")).to_be_attached()
    context.close()


def test_who_has_a_token_comes_in(browser: Browser, tmp_path: Path) -> None:
    store = str(tmp_path / "redraft.db")
    made = subprocess.run(
        redraft("token", "make", "ann", "--scope", "edit", "--store", store),
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    context = browser.new_context()
    page = context.new_page()
    with serving(store) as service:
        page.goto(service.url)
        expect(page.get_by_role("heading", name="This service asks for a token")).to_be_visible()
        assert Axe().run(page).violations_count == 0

        page.get_by_label("Token").fill(made.stdout.split()[-1])
        page.keyboard.press("Enter")

        expect(page.locator(".sheet img.now")).to_be_visible()
    context.close()
