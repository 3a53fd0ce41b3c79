"""What an edit left alone is proven, and whoever changes a file afterwards is found out."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.laws.screens import MUST_RUN, case, command, real_screens, seeds
from tests.laws.test_linear import calls_of

from redraft import Editor, edit
from redraft.serialize import Result, certificate, read, writer
from redraft.serialize import result as results
from redraft.witness import Unreadable, examine

from .tampering import FORGERIES, borne_out, resealed, tampered

FLAT = b"""{"tokens": {"base_spacing": 16, "primary_color": "#E63946"}, "components": [
  {"id": "header", "type": "header", "bbox": [0, 0, 375, 60], "visual": {"bg_color": "#1D3557"}},
  {"id": "title", "type": "title", "text": "Hi", "bbox": [16, 80, 343, 30], "x-note": [1, {"a": null}]},
  {"id": "buy", "type": "button", "text": "Buy", "bbox": [16, 120, 120, 48], "visual": {}}]}"""
NESTED = b"""{"components": [
  {"id": "card", "type": "card", "bbox": [0, 0, 300, 400], "children": [
    {"id": "name", "type": "title", "text": "Ann", "bbox": [8, 8, 200, 30]},
    {"id": "row", "type": "container", "bbox": [8, 50, 280, 60], "children": [
      {"id": "call", "type": "button", "text": "Call", "bbox": [8, 50, 100, 48]},
      {"id": "mail", "type": "button", "text": "Mail", "bbox": [120, 50, 100, 48]}]}]},
  {"id": "foot", "type": "footer", "bbox": [0, 420, 300, 60], "children": []}]}"""
SKETCH = b"""{"name": "s", "components": [
  {"id": "a", "type": "button", "text": "Go", "style": {"color": "blue", "size": "large"}},
  {"id": "b", "type": "text", "text": "So", "style": {"position": {"x": 10, "y": 20}}}]}"""
ODD = rb"""{"components": [
  {"id": "caf\u00e9", "type": "card", "bbox": [0.0, 1e1, 1.50, -0], "visual": {"bg_c\u006flor": "#FF\u0046"}},
  {"\u0069d": "b", "type": "text", "text": "\u003cp>\/\ud83d\ude00", "n": 12345678901234567890123},
  {"id": "a/b~c", "type": "title", "text": "", "bbox": [16, 800, 3.430e2, 30.00], "visual": null}]}"""
PAGES = {"flat": FLAT, "nested": NESTED, "sketch": SKETCH, "odd": ODD}

COMMANDS = (
    ("flat", "make the header 10px taller and the buy button red", {}),
    ("flat", "change the primary color to blue, then make the title bold and italic", {}),
    ("flat", "duplicate the buy button", {"structural": True}),
    ("flat", "delete the title and make the header blue", {"structural": True}),
    ("flat", "bring the header to the front", {}),
    ("flat", "make the footer red", {}),
    ("flat", "make the header red and frobnicate the title", {"mode": "partial"}),
    ("nested", "move the card down by 20px", {}),
    ("nested", "make the call button wider and hide the footer", {}),
    ("nested", "wrap the call button and the mail button in a card", {"structural": True}),
    ("nested", "add a button inside the footer", {"structural": True}),
    ("nested", "send the mail button to the back", {}),
    ("sketch", "make the button red and move the text to the right", {}),
    ("odd", "set the opacity of the title to 50% and its text to 'Über \"uns\"'", {}),
    ("odd", "make the card red and the text bold", {}),
)


def done(page: str, said: str, options: dict[str, Any]) -> Result:
    return edit(PAGES[page], said, **options)


def broken(before: bytes, after: bytes, result: bytes) -> list[str]:
    """The names of the checks that do not hold."""
    try:
        report = examine(before, after, result)
    except Unreadable:
        return ["unreadable"]
    return [check.name for check in report.checks if not check.holds]


# -- what holds --------------------------------------------------------------------


@settings(max_examples=80)
@given(seeds, st.sampled_from(["off", "safe", "all"]))
def test_every_result_holds(seed: int, recover: str) -> None:
    """P-1: whatever came of the command."""
    source, said, options = case(seed)

    result = edit(source, said, **{**options, "recover": recover})

    assert result.certificate.holds
    assert not broken(source, result.bytes, result.to_json()), said


@pytest.mark.parametrize(("page", "said", "options"), COMMANDS)
def test_results_of_every_shape_of_document_hold(
    page: str, said: str, options: dict[str, Any]
) -> None:
    """P-1."""
    result = done(page, said, options)

    assert not broken(PAGES[page], result.bytes, result.to_json())
    assert not broken(PAGES[page], result.bytes, result.to_json(timings=False, indent=2))


def test_results_of_real_screens_hold(shared: Path) -> None:
    """P-1."""
    for k, (name, source) in enumerate(real_screens(shared, bytes_max=30_000)):
        for said in (*MUST_RUN[k % 9 :: 9], command(k, source)):
            result = edit(source, said, mode="partial", structural=True)

            assert not broken(source, result.bytes, result.to_json()), (name, said)


def test_the_result_of_a_large_document_holds() -> None:
    """P-1."""
    cards = [
        {"id": f"c_{k}", "type": "card", "bbox": [0, 40 * k, 300, 30], "visual": {"n": k / 7}}
        for k in range(3000)
    ]
    source = json.dumps({"components": cards}).encode()

    result = edit(source, "make the first card red and the last two cards blue")

    assert result.ok and result.certificate.untouched == 2997
    assert not broken(source, result.bytes, result.to_json())


def test_a_certificate_names_who_was_touched_where_and_why() -> None:
    result = edit(FLAT, "make the header 40px taller and the buy button red")

    told = {
        entry.component: [(write.property, write.reason, write.places) for write in entry.writes]
        for entry in result.certificate.touched
    }
    assert told == {
        "header": [("height", "asked", ("/bbox/3",))],
        "title": [("y", "reflow", ("/bbox/1",))],
        "buy": [
            ("text colour", "asked", ("/visual/color",)),
            ("y", "reflow", ("/bbox/1",)),
        ],
    }
    assert result.certificate.untouched == 0


def test_tokens_and_the_screen_are_touched_by_no_component() -> None:
    touched = edit(FLAT, "change the primary color to blue").certificate.touched

    assert [entry.component for entry in touched] == [None]
    assert touched[0].writes[0].places == ("/tokens/primary_color",)


def test_what_was_not_applied_touched_nothing() -> None:
    certified = edit(FLAT, "make the footer red").certificate

    assert (certified.touched, certified.untouched, certified.holds) == ((), 3, True)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"text":"Hi"', b'"text":"Ho"'),
        (b'"base_spacing":16', b'"base_spacing":16.0'),
        (b'"x-note":[1,{"a":null}]', b'"x-note":[1,{}]'),
        (b'"bbox":[0,0,', b'"bbox":[1,0,'),
        (b'"type":"title","text":"Hi"', b'"text":"Hi","type":"title"'),
    ],
)
def test_a_certificate_does_not_hold_where_more_was_changed(old: bytes, new: bytes) -> None:
    """P-1: its digests are formed from the documents, not from what is said of them."""
    result = edit(FLAT, "make the header red")
    after = read(result.bytes.replace(old, new))
    assert old in result.bytes

    certified = certificate.certificate(result.before, after, result.changes)

    assert not certified.holds


# -- what it costs -------------------------------------------------------------------


def test_nothing_is_certified_before_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """P-2."""
    asked: list[object] = []
    monkeypatch.setattr(results, "certificate", lambda *given: asked.append(given) or "made")

    result = edit(FLAT, "make the header red")
    assert result.ok and result.changes and result.patch and result.bytes and result.digest
    assert not asked

    assert (result.certificate, result.certificate) == ("made", "made")
    assert len(asked) == 1


@pytest.mark.parametrize("size", [20, 2000])
def test_certifying_encodes_what_was_touched_alone(
    size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P-2: of any document, two components in the version before and in the one after."""
    cards = [{"id": f"c_{k}", "type": "card", "bbox": [0, 40 * k, 300, 30]} for k in range(size)]
    editor = Editor({"components": cards})
    writer.warm(editor.document)
    result = editor.edit("make the first card blue and the second card green")
    encoded: list[object] = []
    cut = writer._cut

    def counted(fields: Any, **more: Any) -> tuple[bytes, bytes]:
        encoded.append(fields)
        return cut(fields, **more)

    monkeypatch.setattr(writer, "_cut", counted)

    assert result.certificate.holds
    assert len(encoded) == 4


def test_certifying_changes_nothing_that_is_remembered() -> None:
    """C-1."""
    editor = Editor(NESTED)
    for said in ("make the call button red", "make the card blue", "hide the footer"):
        result = editor.edit(said)
        expected = json.loads(result.bytes)

        assert result.certificate.holds

        assert (
            json.loads(editor.bytes)
            == expected
            == json.loads(read(editor.blueprint) and editor.bytes)
        )
        again = editor.edit("make the name bold")
        assert again.bytes == edit(result.bytes, "make the name bold").bytes
        editor.undo()


# -- what is found out -----------------------------------------------------------------


@settings(max_examples=70)
@given(seeds)
def test_a_change_to_the_final_document_is_found(seed: int) -> None:
    """P-3."""
    source, said, options = case(seed)
    result = edit(source, said, **options)

    after, how = tampered(result.bytes, random.Random(seed))

    assert broken(source, after, result.to_json()), how


@settings(max_examples=70)
@given(seeds)
def test_a_change_to_the_result_is_found(seed: int) -> None:
    """P-3."""
    source, said, options = case(seed)
    result = edit(source, said, **options)

    told, how = tampered(result.to_json(), random.Random(seed), lambda p: p[0] != "timings_us")

    assert broken(source, result.bytes, told), how


@settings(max_examples=140)
@given(seeds)
def test_a_change_to_the_result_is_found_even_under_a_new_seal(seed: int) -> None:
    """P-3: wherever the documents bear it out."""
    source, said, options = case(seed)
    result = edit(source, said, **options)

    told, how = tampered(result.to_json(), random.Random(seed), borne_out, FORGERIES)

    assert broken(source, result.bytes, resealed(told)), how


@settings(max_examples=30)
@given(seeds)
def test_a_change_to_what_came_in_is_found(seed: int) -> None:
    """P-3."""
    source, said, options = case(seed)
    result = edit(source, said, **options)

    before, how = tampered(source, random.Random(seed))

    assert broken(before, result.bytes, result.to_json()), how


@pytest.mark.parametrize(("page", "said", "options"), COMMANDS)
def test_a_forger_who_redoes_the_digests_is_found(
    page: str, said: str, options: dict[str, Any]
) -> None:
    """P-3: another document, with its digest, in the place of the final one."""
    result = done(page, said, options)
    chance = random.Random(said)
    for _ in range(10):
        after, how = tampered(result.bytes, chance)
        told = json.loads(result.to_json())
        told["final_blueprint"] = json.loads(after)
        try:
            told["digest"]["after"] = edit(after, "").digest["after"]
        except Exception:
            continue  # no document any more
        forged = resealed(json.dumps(told).encode())

        names = broken(PAGES[page], after, forged)

        assert {"patch", "changes", "rest", "outside"} & set(names), how


def test_checking_takes_twice_as_long_for_twice_as_many_changes() -> None:
    """L-1."""
    calls = []
    for size in (200, 400):
        cards = [{"id": f"c_{k}", "type": "card", "bbox": [0, 40 * k, 30, 30]} for k in range(size)]
        source = json.dumps({"components": cards}).encode()
        result = edit(source, "make all cards red")
        told = result.to_json()
        calls.append(calls_of(lambda _: examine(source, result.bytes, told), ""))  # noqa: B023

    assert calls[1] <= 2.3 * calls[0]


def test_what_was_done_beside_the_edit_is_told_with_its_place() -> None:
    result = edit(FLAT, "make the header red")
    after = result.bytes.replace(b'"text":"Hi"', b'"text":"Ho"')

    report = examine(FLAT, after, result.to_json())

    rest = next(check for check in report.checks if check.name == "rest")
    assert [found.at for found in rest.found] == ["“title” /text"]


def test_a_refused_edit_whose_document_changed_is_found() -> None:
    result = edit(FLAT, "make the footer red")
    other = edit(FLAT, "make the header red")

    assert "status" in broken(FLAT, other.bytes, result.to_json())


@pytest.mark.parametrize(
    "bad", [b"", b"{", b"[]", b"\xff", b'{"a":1,"a":2}', b'{"n":NaN}', b"[" * 9999]
)
def test_what_is_no_json_is_unreadable(bad: bytes) -> None:
    page = b'{"components":[]}'

    for files in ((bad, page, b"{}"), (page, bad, b"{}"), (page, page, bad)):
        with pytest.raises(Unreadable):
            examine(*files)


# -- the command ---------------------------------------------------------------------


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "redraft", *map(str, arguments)],
        capture_output=True,
        check=False,
        timeout=60,
        text=True,
        encoding="utf-8",
    )


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path, Path]:
    """BEFORE, AFTER and RESULT as the command line makes them of an indented file."""
    before, after, result = (tmp_path / f"{name}.json" for name in ("before", "after", "result"))
    before.write_text(json.dumps(json.loads(NESTED), indent=3), "utf-8")
    made = run("edit", before, "make the call button red", "-o", after, "--json")
    assert made.returncode == 0
    result.write_text(made.stdout, "utf-8")
    return before, after, result


def test_verify_says_what_it_checked(files: tuple[Path, Path, Path]) -> None:
    told = run("verify", *files)

    assert told.returncode == 0 and not told.stderr
    assert "broken" not in told.stdout
    assert "untouched: 5 of 6 components" in told.stdout


def test_verify_says_what_does_not_hold_and_where(files: tuple[Path, Path, Path]) -> None:
    _, after, _ = files
    after.write_text(after.read_text("utf-8").replace('"Mail"', '"Male"'), "utf-8")

    told, plain = run("verify", *files), run("verify", *files, "--json")

    assert told.returncode == plain.returncode == 1
    assert "“mail” /text" in told.stdout
    said = json.loads(plain.stdout)
    assert said["holds"] is False
    wrong = [check["name"] for check in said["checks"] if not check["holds"]]
    assert {"output", "patch", "rest", "outside"} <= set(wrong)


def test_verify_refuses_what_it_cannot_read(files: tuple[Path, Path, Path], tmp_path: Path) -> None:
    before, after, result = files
    result.write_text(result.read_text("utf-8")[:-9], "utf-8")

    for names in ((before, after, result), (before, after, tmp_path / "none"), ("-", "-", result)):
        told = run("verify", *names)

        assert told.returncode == 2 and told.stderr and not told.stdout
