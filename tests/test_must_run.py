"""The commands that must run: each changes exactly what it says, on both shapes of documents."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from redraft import edit

CASES = Path(__file__).parent / "cases"
ROWS: list[dict[str, Any]] = yaml.safe_load((CASES / "must_run.yaml").read_text("utf-8"))


def name(row: dict[str, Any]) -> str:
    return f"{Path(row['given']).stem}: {row['say']}"


def leaves(blueprint: dict[str, Any]) -> dict[str, Any]:
    """Every leaf by its component and key; a box is one leaf; the head's by its path."""
    found: dict[str, Any] = {}

    def walk(value: Any, at: str) -> None:
        if not isinstance(value, dict):
            found[at] = value
            return
        for key, inner in value.items():
            walk(inner, f"{at}.{key}" if at else key)

    def component(fields: dict[str, Any], order: str) -> None:
        own = {k: v for k, v in fields.items() if k not in ("children", "id")}
        walk(own, fields["id"])
        found[f"{fields['id']} is"] = order
        for k, inner in enumerate(fields.get("children") or []):
            component(inner, f"{fields['id']}/{k}")

    walk({k: v for k, v in blueprint.items() if k != "components"}, "")
    for k, fields in enumerate(blueprint["components"]):
        component(fields, str(k))
    return found


def differences(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    old, new = leaves(before), leaves(after)
    assert old.keys() <= new.keys()
    return {key: new[key] for key in new if key not in old or old[key] != new[key]}


@pytest.mark.parametrize("suffix", ["", " (command 7)"], ids=["", "numbered"])
@pytest.mark.parametrize("row", ROWS, ids=name)
def test_what_must_run_does_just_what_it_says(row: dict[str, Any], suffix: str) -> None:
    source = (CASES / row["given"]).read_bytes()
    before = json.loads(source)

    result = edit(source, row["say"] + suffix)

    if "refuse" not in row:
        assert result.status == "success", [d.message for d in result.diagnostics]
        assert differences(before, result.blueprint) == row["changes"]
        return
    assert result.status == row["refuse"]
    assert result.document is result.before and result.blueprint == before
    errors = [d for d in result.diagnostics if d.severity == "error"]
    assert set(row["codes"]) <= {d.code for d in errors}
    if "names" in row:
        assert row["names"] in {row["say"][d.span[0] : d.span[1]] for d in errors if d.span}
    if row.get("try"):
        offered = [s for d in errors for s in d.suggestions]
        assert offered
        assert {edit(source, said).status for said in offered} == {"success"}


def test_it_may_be_a_hundred_components() -> None:
    listed = [
        {"id": f"{kind}_{k}", "type": kind, "bbox": [16, 88 * k, 200, 80], "visual": {"bg_color": "#EEE"}}
        for k, kind in enumerate(["card", "card", "container", "card"] * 25)
    ]  # fmt: skip

    result = edit({"components": listed}, "Make all cards red and increase their size")

    assert result.status == "success"
    top = 0
    for was, now in zip(listed, result.blueprint["components"], strict=True):
        card = was["type"] == "card"
        assert now["visual"]["bg_color"] == ("#FF0000" if card else "#EEE")
        assert now["bbox"] == [16, top, *((240, 96) if card else (200, 80))]
        top += now["bbox"][3] + 8


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("", "clause.not-understood"),
        ("  \n\t ", "clause.not-understood"),
        ("😀🎉", "clause.not-understood"),
        ("make the header 😀", "clause.not-understood"),
        ("!!! … ???", "clause.not-understood"),
        ("make the header\x00 red", "clause.not-understood"),
        ("\x1b[31mmake the header red", "clause.not-understood"),
        ("make the header red " * 50_000, "document.too-large"),
        ("x" * 1_000_000, "document.too-large"),
    ],
    ids=[
        "empty",
        "blank",
        "emoji",
        "emoji as a value",
        "marks",
        "null",
        "escape",
        "1 MB",
        "a word",
    ],
)
def test_what_is_no_command_is_refused_clearly(said: str, code: str) -> None:
    source = (CASES / "shop.json").read_bytes()

    result = edit(source, said)

    assert result.status == "rejected"
    assert code in {d.code for d in result.diagnostics if d.severity == "error"}
    assert result.document is result.before
    assert len(result.to_json()) < 20_000
