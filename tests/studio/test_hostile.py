"""Documents that want to do harm, are large, or have no places."""

from __future__ import annotations

from typing import Any

import httpx
from playwright.sync_api import expect
from tests.studio.conftest import Opened, typed

SCRIPT = "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>"


def test_what_texts_and_ids_say_is_never_run(opened: Opened) -> None:
    named = f'a"><svg onload="document.title=\'owned\'">{SCRIPT}'
    page = opened(
        {
            "components": [
                {"id": named, "type": SCRIPT, "text": SCRIPT, "bbox": [10, 10, 200, 60],
                 "visual": {"bg_color": "red;} </style><script>document.title='owned'</script>",
                            "image_ref": "javascript:document.title='owned'"}},
                {"id": "pay", "type": "button", "text": SCRIPT, "bbox": [10, 90, 200, 60]},
            ]
        },
        SCRIPT,
    )  # fmt: skip

    page.locator(".row").first.click()
    expect(page.locator(".inspector h3")).to_have_text(named)
    typed(page, "make everything blue")

    assert "owned" not in page.title()
    assert page.locator("#view script, #view iframe, #view object").count() == 0


def test_a_large_document_is_gone_through(opened: Opened, client: httpx.Client) -> None:
    page = opened(rows(5_000))
    expect(page.locator(".row")).not_to_have_count(5_000)

    page.locator("#layers").press("End")
    expect(page.locator(".row[aria-selected=true]")).to_have_attribute("data-id", "row_4999")
    typed(page, "make this red")
    page.press("#command", "Enter")

    expect(page.locator("#canvas[data-revision='2']")).to_be_attached()


def test_a_document_without_places_is_shown(opened: Opened) -> None:
    page = opened(
        {"components": [{"id": "a", "type": "card", "text": "Hello"}, {"id": "b", "type": "text"}]}
    )

    expect(page.locator(".row")).to_have_count(2)
    typed(page, "make the card red")
    expect(page.locator(".lines li")).to_have_count(1)


def test_an_empty_document_is_shown(opened: Opened) -> None:
    page = opened({"components": []})

    typed(page, "make the card red")
    expect(page.locator("#feedback[data-kind=refused]")).to_be_visible()


def rows(count: int) -> dict[str, Any]:
    """A long list."""
    return {
        "components": [
            {"id": f"row_{i}", "type": "card", "bbox": [16, 16 + 56 * i, 340, 48],
             "visual": {"bg_color": "#FFFFFF"}}
            for i in range(count)
        ]
    }  # fmt: skip
