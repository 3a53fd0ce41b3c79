"""The studio as a person has it: the service over a socket, and Debian's Chromium."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from tests.conftest import ROOT
from tests.service.conftest import Service, serving

SAMPLES = ROOT / "src" / "redraft" / "service" / "studio" / "samples"
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
READY = "html[data-ready=yes]"
#: what a document is opened in: the page at its address
Opened = Callable[..., Page]


def sample(name: str) -> dict[str, Any]:
    """A blueprint that comes with the package."""
    found: dict[str, Any] = json.loads((SAMPLES / f"{name}.json").read_bytes())
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all; skips, and says why, where there is none."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("THE STUDIO IS NOT TESTED: no chromium; apt-get install chromium")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        yield found
        found.close()


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """One service for all; each test has documents of its own."""
    with serving(tmp_path_factory.mktemp("studio") / "redraft.db") as found:
        yield found
    assert "Traceback" not in "".join(found.said)


@pytest.fixture
def context(browser: Browser, service: Service) -> Iterator[BrowserContext]:
    """A window of somebody's own, in which nothing may go wrong unseen.

    What is made first is ended last: a test with a service of its own asks for that before
    this, so that the window is closed before its service is gone.
    """
    wrong: list[str] = []
    found = browser.new_context(base_url=service.url, viewport={"width": 1440, "height": 900})
    found.set_default_timeout(10_000)
    found.on("weberror", lambda error: wrong.append(str(error.error)))
    found.on("console", lambda said: said.type == "error" and wrong.append(said.text))
    yield found
    found.close()
    # what the service says no to is in the console by itself
    assert [one for one in wrong if "the server responded with a status of 4" not in one] == []


@pytest.fixture
def client(service: Service) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=service.url, timeout=20) as client:
        yield client


@pytest.fixture
def opened(context: BrowserContext, client: httpx.Client) -> Opened:
    """Stores a blueprint, the storefront if none is said, and opens it."""

    def open_one(blueprint: dict[str, Any] | None = None, name: str = "Storefront") -> Page:
        body = {"blueprint": blueprint or sample("storefront"), "name": name}
        made = client.post("/v1/documents", json=body)
        assert made.status_code == 201, made.text
        page = context.new_page()
        page.goto(f"/?document={made.json()['id']}")
        page.wait_for_selector(READY)
        return page

    return open_one


def typed(page: Page, command: str) -> None:
    """Type a command and wait until the page shows what it would do."""
    page.fill("#command", command)
    expect(page.locator(f"#canvas[data-preview='{command}']")).to_be_attached()


def stands(page: Page, client: httpx.Client) -> dict[str, Any]:
    """The document of a page as it is stored."""
    found: dict[str, Any] = client.get(f"/v1/documents/{id_of(page)}").json()
    return found


def id_of(page: Page) -> str:
    """The id of the document that a page shows."""
    return page.url.partition("document=")[2]


def field(document: dict[str, Any], component: str, name: str) -> Any:
    """A field of a component, wherever it is nested."""
    left = list(document["blueprint"]["components"])
    while left:
        one = left.pop()
        if one["id"] == component:
            return one.get(name, one.get("visual", {}).get(name))
        left += one.get("children", [])
    raise KeyError(component)


def place(page: Page, component: str) -> tuple[float, float]:
    """The middle of a component on the canvas."""
    page.locator(f".row[data-id='{component}']").hover()
    box = page.locator(".overlay rect.hovered").first.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def chosen(page: Page, component: str) -> None:
    """Click the middle of a component on the canvas."""
    page.mouse.click(*place(page, component))
