"""What is selected, told of: values, where they come from, what is broken, and single steps."""

from __future__ import annotations

import httpx
from playwright.sync_api import Page, expect
from tests.studio.conftest import Opened, chosen, field, stands, typed


def value(page: Page, name: str) -> str:
    """What the inspector says of a property."""
    return page.locator(f".values [data-property='{name}'] dd").inner_text()


def test_each_value_says_where_it_comes_from(opened: Opened) -> None:
    page = opened()
    chosen(page, "cta_button")

    typed(page, "make this green")
    page.press("#command", "Enter")

    expect(page.locator(".values [data-property=background] .set")).to_have_text(
        "2 · “make this green”"
    )
    assert "#008000" in value(page, "background")
    page.click(".inspector summary")
    expect(page.locator(".values [data-property=padding] .token")).to_have_text("base_spacing")


def test_a_broken_rule_is_mended_by_its_button(opened: Opened, client: httpx.Client) -> None:
    page = opened(
        {"components": [{"id": "pay", "type": "button", "text": "Pay", "bbox": [20, 20, 90, 30]}]}
    )
    chosen(page, "pay")
    finding = page.locator(".inspector .finding[data-code='target-size.small']")

    finding.get_by_role("button").first.click()

    expect(page.locator("#canvas[data-revision='2']")).to_be_attached()
    expect(finding).to_have_count(0)
    assert field(stands(page, client), "pay", "bbox")[3] >= 44


def test_what_the_screen_breaks_leads_to_who_breaks_it(opened: Opened) -> None:
    page = opened()
    finding = page.locator(".inspector .finding[data-code='contrast.low']")

    finding.get_by_role("button", name="cta_button").click()

    expect(page.locator(".row[aria-selected=true]")).to_have_attribute("data-id", "cta_button")


def test_what_it_is_in_is_a_click_away(opened: Opened) -> None:
    page = opened()
    chosen(page, "cta_button")

    page.locator(".inside button").last.click()

    expect(page.locator(".row[aria-selected=true]")).to_have_attribute("data-id", "hero")


def test_a_step_that_is_not_wanted_is_left_out(opened: Opened, client: httpx.Client) -> None:
    page = opened()
    typed(page, "make the shop now button green and set its opacity to 50%")
    expect(page.locator(".lines li")).to_have_count(2)

    page.locator(".steps input").first.uncheck()
    expect(page.locator(".lines li")).to_have_count(1)
    expect(page.locator(".steps input").first).to_be_focused()
    page.press("#command", "Enter")

    expect(page.locator("#canvas[data-revision='2']")).to_be_attached()
    stored = stands(page, client)
    assert field(stored, "cta_button", "bg_color") == "#E63946"
    assert field(stored, "cta_button", "opacity") == 0.5


def test_what_can_be_done_of_a_command_is_done_without_the_rest(
    opened: Opened, client: httpx.Client
) -> None:
    page = opened()
    typed(page, "make the button red and make the footer green")
    expect(page.locator("#feedback[data-kind=refused]")).to_be_visible()

    page.locator(".steps label[data-status=failed] input").uncheck()
    expect(page.locator("#feedback[data-kind=would]")).to_be_visible()
    expect(page.locator(".finding.is-error")).to_have_count(0)
    page.press("#command", "Enter")

    expect(page.locator("#canvas[data-revision='2']")).to_be_attached()
    assert field(stands(page, client), "footer", "bg_color") == "#008000"


def test_a_phrase_finds_components_in_the_layers(opened: Opened) -> None:
    page = opened()

    page.fill("#search", "the buttons in the cards")
    expect(page.locator(".row[data-found=yes]")).to_have_count(3)
    page.press("#search", "Enter")

    expect(page.locator(".row[aria-selected=true]")).to_have_count(3)


def test_the_layers_are_gone_through_by_keys(opened: Opened) -> None:
    page = opened()
    tree = page.locator("#layers")
    selected = page.locator(".row[aria-selected=true]")

    tree.focus()
    tree.press("Home")
    expect(selected).to_have_attribute("data-id", "header")
    tree.press("ArrowRight")
    expect(selected).to_have_attribute("data-id", "logo")
    tree.press("ArrowLeft")
    tree.press("ArrowLeft")
    expect(page.locator(".row[data-id=header]")).to_have_attribute("aria-expanded", "false")
    expect(page.locator(".row[data-id=logo]")).to_have_count(0)
    tree.press("h")
    expect(selected).to_have_attribute("data-id", "hero")
