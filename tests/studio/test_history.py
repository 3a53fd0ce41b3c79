"""The history as a designer uses it: look, go back, compare, take one out, ask who set it."""

from __future__ import annotations

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from tests.studio.conftest import Opened, chosen, field, id_of, stands, typed

COMMANDS = (
    "make the header red",
    "make the cta button green",
    "make the header 40px tall",
    "make the header blue",
)


@pytest.fixture
def page(opened: Opened, client: httpx.Client) -> Page:
    """A screen to which four things were done."""
    page = opened()
    for command in COMMANDS:
        done = client.post(f"/v1/documents/{id_of(page)}/edit", json={"command": command})
        assert done.json()["status"] == "success", command
    at(page, 5)
    return page


def at(page: Page, revision: int) -> None:
    """Wait until a revision is shown."""
    expect(page.locator(f"#canvas[data-revision='{revision}']")).to_be_attached()


def row(page: Page, revision: int) -> Page:
    return page.locator(f".revisions li[data-number='{revision}']")  # type: ignore[return-value]


def test_each_command_is_a_line_with_what_it_changed(page: Page) -> None:
    expect(page.locator(".revisions li")).to_have_count(5)
    expect(row(page, 2).locator(".command")).to_have_text("make the header red")
    expect(row(page, 2).locator(".soft")).to_contain_text("#FF0000")


def test_a_revision_is_looked_at_and_gone_back_to(page: Page, client: httpx.Client) -> None:
    row(page, 2).locator(".revision").click()
    at(page, 2)
    expect(page.locator(".ago")).to_contain_text("Revision 2 of 5")
    assert stands(page, client)["revision"] == 5

    page.get_by_role("button", name="Go back to this one").click()

    at(page, 8)
    expect(page.locator(".ago")).to_be_hidden()
    found = stands(page, client)
    assert (field(found, "header", "bg_color"), field(found, "header", "bbox")[3]) == (
        "#FF0000",
        56,
    )

    row(page, 5).locator(".revision").click()
    at(page, 5)
    page.get_by_role("button", name="Go back to this one").click()
    at(page, 11)
    assert field(stands(page, client), "header", "bg_color") == "#0000FF"


def test_who_types_sees_the_newest_again(page: Page) -> None:
    row(page, 2).locator(".revision").click()
    at(page, 2)

    typed(page, "make the header yellow")

    at(page, 5)
    expect(page.locator(".ago")).to_be_hidden()


def test_one_of_the_middle_is_taken_out(page: Page, client: httpx.Client) -> None:
    row(page, 3).locator(".revision").click()
    at(page, 3)

    page.get_by_role("button", name="Take out this one").click()

    at(page, 6)
    found = stands(page, client)
    assert field(found, "cta_button", "bg_color") != "#008000"
    assert field(found, "header", "bg_color") == "#0000FF"
    expect(row(page, 3)).to_have_attribute("data-stands", "no")
    page.keyboard.press("Control+z")
    at(page, 7)
    expect(row(page, 3)).to_have_attribute("data-stands", "yes")


def test_one_that_others_go_by_says_which(page: Page, client: httpx.Client) -> None:
    row(page, 2).locator(".revision").click()
    at(page, 2)

    page.get_by_role("button", name="Take out this one").click()

    finding = row(page, 2).locator(".finding")
    expect(finding.get_by_role("button")).to_have_text("5 · make the header blue")
    assert stands(page, client)["revision"] == 5
    finding.get_by_role("button").click()
    at(page, 5)


def test_two_are_held_against_one_another(page: Page) -> None:
    row(page, 2).locator(".revision").click()
    at(page, 2)
    page.get_by_role("button", name="Compare with the newest").click()

    expect(page.locator("#canvas[data-compared='2 5']")).to_be_attached()
    expect(page.locator(".differs li")).to_have_count(3)
    page.locator("#cut").focus()
    page.keyboard.press("Home")
    assert page.evaluate("getComputedStyle(document.querySelector('img.then')).clipPath") == (
        "inset(0px 0px 0px 0%)"
    )
    page.select_option("#compare-from", "1")
    expect(page.locator("#canvas[data-compared='1 5']")).to_be_attached()
    page.get_by_role("button", name="End comparing").click()
    expect(page.locator(".sheet img.then")).to_have_count(0)
    expect(page.locator(".revisions")).to_be_visible()


def test_a_field_leads_to_the_command_that_set_it(page: Page) -> None:
    chosen(page, "cta_button")
    set_by = page.locator("[data-property=background] .set")
    expect(set_by).to_have_text("3 · “make the cta button green”")

    set_by.click()

    at(page, 3)
    expect(row(page, 3).locator(".revision")).to_have_attribute("aria-current", "true")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_history_keeps_nobody_out(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme="light" if scheme == "light" else "dark")
    row(page, 2).locator(".revision").focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    at(page, 3)
    assert Axe().run(page).violations_count == 0
    page.get_by_role("button", name="Compare with the newest").click()
    expect(page.locator("#canvas[data-compared='3 5']")).to_be_attached()

    found = Axe().run(page)

    assert found.violations_count == 0, found.generate_report()
