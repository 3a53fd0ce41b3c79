"""Two tabs on one document: each sees what the other does, and is told when it was too late."""

from __future__ import annotations

import httpx
import pytest
from playwright.sync_api import Page, expect
from tests.studio.conftest import READY, Opened, field, stands, typed


@pytest.fixture
def two(opened: Opened) -> tuple[Page, Page]:
    first = opened()
    second = first.context.new_page()
    second.goto(first.url)
    second.wait_for_selector(READY)
    return first, second


def behind(page: Page) -> None:
    """Let a tab hear nothing of what others do."""
    page.route("**/events*", lambda _: None)
    page.reload()
    page.wait_for_selector(READY)


def test_what_one_does_the_other_sees(two: tuple[Page, Page]) -> None:
    first, second = two

    typed(first, "make the header red")
    first.press("#command", "Enter")

    expect(second.locator("#canvas[data-revision='2']")).to_be_attached()
    expect(second.locator(".notice")).to_contain_text("make the header red")
    expect(second.locator(".revision")).to_have_count(2)


def test_who_was_too_late_is_told_and_can_apply_on_top(
    two: tuple[Page, Page], client: httpx.Client
) -> None:
    first, second = two
    behind(second)
    typed(second, "make the shop now button green")
    typed(first, "make the header red")
    first.press("#command", "Enter")
    expect(first.locator("#canvas[data-revision='2']")).to_be_attached()

    second.press("#command", "Enter")

    told = second.locator("#feedback[data-kind=conflict]")
    expect(told).to_contain_text("make the header red")
    assert stands(second, client)["revision"] == 2
    told.get_by_role("button", name="Apply on top of it").click()
    expect(second.locator("#canvas[data-revision='3']")).to_be_attached()
    stored = stands(second, client)
    assert field(stored, "header", "bg_color") == "#FF0000"
    assert field(stored, "cta_button", "bg_color") == "#008000"


def test_what_would_now_do_something_else_is_shown_anew(two: tuple[Page, Page]) -> None:
    first, second = two
    behind(second)
    typed(second, "make the header 10px taller")
    typed(first, "make the header 80px tall")
    first.press("#command", "Enter")
    expect(first.locator("#canvas[data-revision='2']")).to_be_attached()

    second.press("#command", "Enter")

    told = second.locator("#feedback[data-kind=conflict]")
    expect(told.get_by_role("button", name="Apply on top of it")).to_have_count(0)
    told.get_by_role("button", name="Show it as it is now").click()
    expect(second.locator(".lines li").first).to_have_text("headerheight80→90")
