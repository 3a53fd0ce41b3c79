"""The studio as a designer uses it: open, type, see, apply, take back."""

from __future__ import annotations

import httpx
from playwright.sync_api import BrowserContext, expect
from tests.studio.conftest import READY, Opened, chosen, field, stands, typed


def test_it_opens_with_a_real_screen_on_it(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("/")
    page.wait_for_selector(READY)

    expect(page.locator(".sheet img.now")).to_be_visible()
    expect(page.get_by_role("treeitem").first).to_be_visible()
    assert "document=" in page.url


def test_what_is_typed_is_shown_and_not_done_until_enter(
    opened: Opened, client: httpx.Client
) -> None:
    page = opened()

    typed(page, "make the header 40px tall")

    expect(page.locator(".sheet img.then")).to_be_visible()
    expect(page.locator(".overlay .after").first).to_be_attached()
    expect(page.locator(".lines li").first).to_have_text("headerheight56→40")
    assert stands(page, client)["revision"] == 1

    page.press("#command", "Enter")
    expect(page.locator("#feedback[data-kind=done]")).to_be_visible()
    assert field(stands(page, client), "header", "bbox")[3] == 40
    expect(page.locator("#command")).to_have_value("")
    expect(page.locator(".sheet img.then")).to_have_count(0)


def test_what_was_done_is_taken_back_and_done_again(opened: Opened, client: httpx.Client) -> None:
    page = opened()
    typed(page, "make the header red")
    page.press("#command", "Enter")
    expect(page.locator("#canvas[data-revision='2']")).to_be_attached()

    page.click("#undo")
    expect(page.locator("#canvas[data-revision='3']")).to_be_attached()
    assert field(stands(page, client), "header", "bg_color") == "#1D3557"

    page.keyboard.press("Control+Shift+z")
    expect(page.locator("#canvas[data-revision='4']")).to_be_attached()
    assert field(stands(page, client), "header", "bg_color") == "#FF0000"


def test_words_are_underlined_by_how_they_were_read(opened: Opened) -> None:
    page = opened()

    typed(page, "please make the header red")

    words = page.locator(".mirror .word")
    read = [one.get_attribute("class") for one in words.all()]
    assert read == ["word filler", "word verb", "word target", "word value"]
    expect(page.locator("#reading")).to_contain_text("“the header”")


def test_a_refused_command_changes_nothing_and_says_what_to_say_instead(
    opened: Opened, client: httpx.Client
) -> None:
    page = opened()
    typed(page, "make the button red")

    page.press("#command", "Enter")

    finding = page.locator(".finding[data-code='target.ambiguous']")
    expect(finding).to_be_visible()
    expect(page.locator("#command")).to_have_value("make the button red")
    assert stands(page, client)["revision"] == 1

    finding.get_by_role("button").nth(1).hover()
    expect(page.locator(".sheet img.then")).to_be_visible()
    finding.get_by_role("button").nth(1).click()
    expect(page.locator("#canvas[data-revision='2']")).to_be_attached()
    assert field(stands(page, client), "cta_button", "bg_color") == "#FF0000"


def test_what_is_clicked_is_this(opened: Opened, client: httpx.Client) -> None:
    page = opened()
    chosen(page, "cta_button")
    expect(page.locator(".row[aria-selected=true]")).to_have_attribute("data-id", "cta_button")

    typed(page, "make this red")
    page.press("#command", "Enter")

    expect(page.locator("#canvas[data-revision='2']")).to_be_attached()
    assert field(stands(page, client), "cta_button", "bg_color") == "#FF0000"


def test_what_was_typed_and_selected_outlives_a_reload(opened: Opened) -> None:
    page = opened()
    chosen(page, "cta_button")
    typed(page, "make this red")

    page.reload()
    page.wait_for_selector(READY)

    expect(page.locator("#command")).to_have_value("make this red")
    expect(page.locator(".row[aria-selected=true]")).to_have_attribute("data-id", "cta_button")
    expect(page.locator(".sheet img.then")).to_be_visible()
