"""The screen itself: pointed at, picked from, moved, and shown with what it hides."""

from __future__ import annotations

from playwright.sync_api import Page, expect
from tests.studio.conftest import Opened, chosen, place, typed


def at(page: Page) -> dict[str, float]:
    """Where the sheet is."""
    found = page.locator(".sheet").bounding_box()
    assert found is not None
    return dict(found)


def test_pointing_names_and_outlines(opened: Opened) -> None:
    page = opened()

    page.mouse.move(*place(page, "cta_button"))

    expect(page.locator(".overlay .label")).to_have_text("cta_button   160 × 52")


def test_several_are_picked_with_shift_and_let_go_again(opened: Opened) -> None:
    page = opened()
    chosen(page, "cta_button")
    other = place(page, "search_button")

    page.keyboard.down("Shift")
    page.mouse.click(*other)
    expect(page.locator(".overlay rect.selected")).to_have_count(2)
    typed(page, "make these green")
    expect(page.locator(".lines li")).to_have_count(2)
    page.mouse.click(*other)
    page.keyboard.up("Shift")

    expect(page.locator(".row[aria-selected=true]")).to_have_attribute("data-id", "cta_button")


def test_the_wheel_moves_and_zooms_about_the_pointer(opened: Opened) -> None:
    page = opened()
    before = at(page)
    x, y = place(page, "cta_button")

    page.mouse.move(x, y)
    page.mouse.wheel(0, 40)
    expect(page.locator(".sheet")).not_to_have_css("transform", "none")
    moved = at(page)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -80)
    page.keyboard.up("Control")
    page.wait_for_function("document.getElementById('zoom').textContent !== '65 %'")

    assert moved["y"] == before["y"] - 40
    zoomed = at(page)
    assert zoomed["width"] > before["width"]
    kept = (x - zoomed["x"]) / zoomed["width"] - (x - moved["x"]) / moved["width"]
    assert abs(kept) < 0.01


def test_the_space_bar_drags(opened: Opened) -> None:
    page = opened()
    before = at(page)
    page.locator("#canvas").focus()

    page.keyboard.down(" ")
    page.mouse.move(700, 300)
    page.mouse.down()
    page.mouse.move(760, 330, steps=5)
    page.mouse.up()
    page.keyboard.up(" ")

    after = at(page)
    assert (after["x"] - before["x"], after["y"] - before["y"]) == (60, 30)
    expect(page.locator(".row[aria-selected=true]")).to_have_count(0)


def test_what_is_hidden_is_drawn_on_demand(opened: Opened) -> None:
    page = opened()
    typed(page, "hide the shop now button")
    page.press("#command", "Enter")
    hidden = page.locator(".row[data-id=cta_button]")
    expect(hidden).to_have_attribute("data-hidden", "yes")
    hidden.hover()
    expect(page.locator(".overlay rect.hovered")).to_have_count(0)

    page.click("#hidden")

    expect(page.locator("#hidden")).to_have_attribute("aria-pressed", "true")
    page.locator("#command").hover()
    hidden.hover()
    expect(page.locator(".overlay rect.hovered").first).to_be_attached()
