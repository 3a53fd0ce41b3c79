"""Rows are read whole or not at all, and a bad one is named by its line."""

import json
from collections import Counter

import pytest

from redraft.evaluation.rows import RowError, part_of, read_rows

ROW = {
    "id": "a",
    "command": "make it red",
    "blueprint": {"components": []},
    "expect": {"writes": [{"component": "x", "property": "background", "op": "=", "value": "red"}]},
}


def rows_file(tmp_path, *lines):
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(one if isinstance(one, str) else json.dumps(one) for one in lines))
    return path


def changed(**fields):
    return {**ROW, **fields}


def with_write(**fields):
    return changed(expect={"writes": [{**ROW["expect"]["writes"][0], **fields}]})


def test_rows_come_in_order_with_comments_and_empty_lines_skipped(tmp_path):
    path = rows_file(tmp_path, ROW, "", changed(id="b", note="anything", gold_by="hand"))

    assert [row.id for row in read_rows(path)] == ["a", "b"]


def test_a_blueprint_is_found_beside_the_file(tmp_path):
    (tmp_path / "screens").mkdir()
    (tmp_path / "screens" / "home.json").write_text('{"components": []}')
    path = rows_file(tmp_path, changed(blueprint="screens/home.json"))

    (row,) = read_rows(path)

    assert row.blueprint == str(tmp_path / "screens" / "home.json")


@pytest.mark.parametrize(
    "bad",
    [
        "{",
        "[]",
        {"id": "b"},
        changed(id="a"),
        changed(id="b", blueprint="nowhere.json"),
        changed(id="b", options={"colour": True}),
        changed(id="b", expect={"wirtes": []}),
        changed(id="b", expect={"status": ["ok"]}),
        {**with_write(op="**"), "id": "b"},
        {**with_write(property="backgruond"), "id": "b"},
        {**with_write(op="in"), "id": "b"},
        {**with_write(op="*"), "id": "b"},
        {**with_write(value=None), "id": "b"},
        {**with_write(component=None, property="width"), "id": "b"},
    ],
)
def test_a_bad_row_is_named_by_its_line(tmp_path, bad):
    with pytest.raises(RowError, match=r"rows\.jsonl:2: "):
        list(read_rows(rows_file(tmp_path, ROW, bad)))


def test_a_file_that_is_not_there_is_a_row_error(tmp_path):
    with pytest.raises(RowError):
        list(read_rows(tmp_path / "none.jsonl"))


def test_halves_are_about_equal_and_never_change():
    parts = Counter(part_of(f"row-{n}") for n in range(1000))

    assert 450 < parts["dev"] < 550
    assert part_of("row-1") == part_of("row-1")


def test_the_shared_rows_can_all_be_read(shared):
    for name in ("pptc_dev.jsonl", "refexp_dev.jsonl"):
        assert len(list(read_rows(shared / "commands" / name))) > 100
