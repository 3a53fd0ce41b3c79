"""How long it takes from a key to what is drawn over the screen."""

from __future__ import annotations

import sys
from statistics import median, quantiles

import pytest
from playwright.sync_api import expect
from tests.studio.conftest import Opened, typed
from tests.studio.test_hostile import rows

COMMANDS = ("make row 7 red", "make all cards blue", "hide row 12", "make row 3 20px wider")
#: what is promised (issue 8); a machine that runs other tests at once is given some more
PROMISED_MS = 50
ALLOWED_MS = 150


def test_a_preview_is_drawn_soon_after_the_key(
    opened: Opened, capsys: pytest.CaptureFixture[str]
) -> None:
    page = opened(rows(100))
    typed(page, "make row 1 red")
    page.evaluate("performance.clearMeasures()")
    said = 0
    for command in COMMANDS * 3:
        page.fill("#command", "")
        for end in range(max(4, len(command) - 4), len(command) + 1):
            typed(page, command[:end])
            said += 1
    expect(page.locator(".overlay .after").first).to_be_attached()

    taken = page.evaluate(
        "performance.getEntriesByName('redraft.preview').map((one) => one.duration)"
    )

    assert len(taken) >= said
    middle, late = median(taken), quantiles(taken, n=20)[-1]
    with capsys.disabled():
        sys.stdout.write(
            f"\npreview of 100 components, {len(taken)} keys:"
            f" median {middle:.1f} ms, p95 {late:.1f} ms, promised {PROMISED_MS} ms\n"
        )
    assert middle <= ALLOWED_MS
