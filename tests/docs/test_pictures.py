"""The pictures of the guides are what the commands beside them draw."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.docs.draw import PICTURES, PLACE, drawn


def test_each_picture_is_what_its_command_draws(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    made = drawn(tmp_path)

    assert made.keys() == {path.name for path in PLACE.glob("*.svg")}
    for name, picture in made.items():
        assert (PLACE / name).read_bytes() == picture, "python -m tests.docs.draw"


def test_a_page_that_draws_is_there() -> None:
    assert PICTURES.is_file()
