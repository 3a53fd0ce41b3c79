"""A store in each of the two databases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests import postgres

from redraft.store import Store

PAGE = {
    "screen_id": "home",
    "components": [
        {
            "id": "head",
            "type": "header",
            "bbox": [0, 0, 375, 80],
            "visual": {"bg_color": "#0000FF"},
        },
        {"id": "a", "type": "card", "bbox": [16, 100, 90, 90], "visual": {"bg_color": "#FFFFFF"}},
        {"id": "b", "type": "card", "bbox": [16, 300, 90, 90], "visual": {"bg_color": "#FFFFFF"}},
    ],
    "meta": {"viewport": {"width": 375, "height": 812}},
}


@pytest.fixture(scope="session")
def server() -> Iterator[postgres.Server]:
    with postgres.running() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new store goes."""
    if request.param == "sqlite":
        return str(tmp_path / "redraft.db")
    server: postgres.Server = request.getfixturevalue("server")
    return server.database()


@pytest.fixture
def opened(where: str) -> Iterator[Callable[[], Store]]:
    """Opens the store, as often as one likes, as other processes would."""
    stores: list[Store] = []

    def open_one() -> Store:
        stores.append(Store(where))
        return stores[-1]

    yield open_one
    for store in stores:
        store.close()


@pytest.fixture
def store(opened: Callable[[], Store]) -> Store:
    return opened()
