"""What is sent and not kept: the library's own answers, over a socket."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest
from tests.service.conftest import PAGE

import redraft
from redraft.engine import named_by
from redraft.render import svg
from redraft.serialize import read

COMMANDS = [
    "make the first card red",
    "make the cards 20px wider and hide the header",
    "make the frobble blue",
    "make the card red",
    "make the heaader smaller",
    "move the first card to the moon",
    "",
]
#: numbers and texts that we would write otherwise
ODD = b'{"components":[{"id":"a","type":"card","bbox":[0.50,1e1,90.0,90],"s":"\\u00e9\\/"}]}'


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("options", [{}, {"mode": "partial", "recover": "off"}])
def test_an_edit_is_what_the_library_says(
    client: httpx.Client, command: str, options: dict[str, Any]
) -> None:
    """F-1."""
    said = client.post("/v1/edit", json={"blueprint": PAGE, "command": command, **options})

    theirs = redraft.edit(PAGE, command, **options)
    mine = said.json()
    assert said.status_code == 200
    assert mine.pop("timings_us")
    assert mine == theirs.to_dict(timings=False)


def test_a_document_goes_through_without_a_literal_changed(client: httpx.Client) -> None:
    """Z-1."""
    body = b'{"command": "make the card red", "blueprint": ' + ODD + b"}"
    said = client.post("/v1/edit", content=body, headers={"content-type": "application/json"})

    assert redraft.edit(ODD, "make the card red").bytes in said.content


def test_a_selection_and_a_conversation_are_taken(client: httpx.Client) -> None:
    asked = {"blueprint": PAGE, "command": "make it green", "selection": ["b"]}
    follow = {"blueprint": PAGE, "command": "a bit more", "previous": ["make the header taller"]}

    assert client.post("/v1/edit", json=asked).json()["changes"][0]["component"] == "b"
    assert client.post("/v1/preview", json=follow).json()["changes"][0]["component"] == "head"


def test_select_check_and_explain_are_the_librarys(client: httpx.Client) -> None:
    """F-1."""
    selected = client.post("/v1/select", json={"blueprint": PAGE, "phrase": "the cards"}).json()
    small = {"components": [{"id": "pay", "type": "button", "bbox": [0, 0, 20, 20]}]}
    checked = client.post("/v1/check", json={"blueprint": small}).json()
    asked = {"blueprint": PAGE, "command": "make the first card red"}
    explained = client.post("/v1/explain", json=asked).json()

    named = named_by(PAGE, "the cards")
    assert selected == {"ids": list(named.ids), "confidence": named.confidence}
    assert [d["code"] for d in checked["diagnostics"]] == [d.code for d in redraft.check(small)]
    assert explained == redraft.explain(PAGE, "make the first card red").to_dict()


def test_pictures_are_drawn_and_may_run_nothing(client: httpx.Client) -> None:
    drawn = {
        kind: client.post("/v1/render", json={"blueprint": PAGE, "format": kind})
        for kind in ("svg", "html", "png")
    }
    both = client.post("/v1/render", json={"blueprint": PAGE, "after": "make the header red"})

    assert drawn["svg"].text == svg(read(PAGE))
    assert drawn["svg"].headers["content-type"].startswith("image/svg+xml")
    assert drawn["png"].content.startswith(b"\x89PNG")
    assert "make the header red" in both.text
    for one in drawn.values():
        assert "sandbox" in one.headers["content-security-policy"]


def test_what_a_blueprint_says_is_text_in_a_picture(client: httpx.Client) -> None:
    evil = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
    page = {
        "screen_id": evil,
        "components": [
            {"id": evil, "type": "card", "text": evil, "bbox": [0, 0, 90, 90], "visual": {"bg_color": evil, "font_family": evil}}
        ],
    }  # fmt: skip
    for kind in ("svg", "html"):
        drawn = client.post("/v1/render", json={"blueprint": page, "format": kind}).text
        assert "<script" not in drawn and "<img" not in drawn


def test_a_batch_is_streamed_in_the_order_of_its_jobs(client: httpx.Client) -> None:
    """B-1."""
    jobs: list[dict[str, Any]] = [
        {"blueprint": PAGE, "document": "one", "command": "make the first card red", "id": 7},
        {"document": "one", "command": "make the first card wider"},
        {"blueprint": PAGE, "command": "hide the frobble"},
        {"document": "nobody", "command": "hide it"},
    ]
    with client.stream("POST", "/v1/batch", json={"jobs": jobs, "telling": "result"}) as said:
        lines = [json.loads(line) for line in said.iter_lines()]

    assert said.headers["content-type"].startswith("application/x-ndjson")
    assert [line["job"] for line in lines] == [1, 2, 3, 4]
    assert [line["status"] for line in lines] == ["success", "success", "rejected", "rejected"]
    first = redraft.edit(PAGE, "make the first card red")
    assert lines[0]["result"] == first.to_dict(timings=False)
    second = redraft.edit(first.document, "make the first card wider")
    assert lines[1]["result"] == second.to_dict(timings=False)


@pytest.mark.parametrize("blueprint", ["/etc/passwd", "file:///etc/passwd", ["/etc/passwd"], 7])
def test_a_batch_opens_nothing_that_a_request_names(client: httpx.Client, blueprint: Any) -> None:
    said = client.post("/v1/batch", json={"jobs": [{"blueprint": blueprint, "command": "hide it"}]})

    assert said.status_code == 422
    assert said.json()["code"] == "request.invalid"


JSON = {"content-type": "application/json"}


def nested(levels: int) -> bytes:
    inner = b""
    for level in range(levels):
        inner = b'{"id": "c%d", "type": "card", "children": [%b]}' % (level, inner)
    return inner


GIVEN = b'{"command": "hide it", "blueprint": %b}'


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"", 400, "request.malformed"),
        (b"{", 400, "request.malformed"),
        (b"\xff", 400, "request.malformed"),
        (b"[]", 422, "request.invalid"),
        (b"{}", 422, "request.invalid"),
        (GIVEN % b'{}, "nope": 1', 422, "request.invalid"),
        (GIVEN % b'{}, "mode": "loudly"', 422, "request.invalid"),
        (GIVEN % b"7", 422, "document.invalid"),
        (GIVEN % b"{}", 422, "document.invalid"),
        (GIVEN % b'{"components": [{"id": "a"}]}', 422, "document.invalid"),
        (GIVEN % b'{"components": [], "n": NaN}', 400, "request.malformed"),
        (GIVEN % (b"[" * 100_000), 413, "document.too-large"),
        (GIVEN % (b'{"components": [], "a": ' + b"[" * 900 + b"]" * 900 + b"}"), 413, "document.too-large"),
        (GIVEN % (b'{"components": [' + nested(101) + b"]}"), 413, "document.too-large"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_by_a_problem(
    client: httpx.Client, body: bytes, status: int, code: str
) -> None:
    said = client.post("/v1/edit", content=body, headers=JSON)

    assert (said.status_code, said.json()["code"]) == (status, code)
    assert said.headers["content-type"] == "application/problem+json"
    problem = said.json()
    assert problem["status"] == status and problem["title"] and problem["detail"]
    assert problem["type"] == f"urn:redraft:{code}"


def test_a_diagnostic_of_the_document_is_in_the_problem(client: httpx.Client) -> None:
    page = {"components": [{"id": "a", "type": "card"}, {"id": "a", "type": "card"}]}
    said = client.post("/v1/check", json={"blueprint": page}).json()

    with pytest.raises(redraft.DocumentError) as told:
        redraft.check(page)
    (one,) = said["diagnostics"]
    assert (one["code"], one["path"]) == (told.value.code, told.value.diagnostic.path)


def test_a_body_that_is_too_large_is_refused_before_it_is_read(client: httpx.Client) -> None:
    long = b'{"command": "' + b"x" * 5_000_000 + b'"}'

    def chunks() -> Any:
        for start in range(0, len(long), 65_536):
            yield long[start : start + 65_536]

    known = client.post("/v1/edit", content=long, headers=JSON)
    streamed = client.post("/v1/edit", content=chunks(), headers=JSON)

    assert {known.status_code, streamed.status_code} == {413}
    assert known.json()["code"] == streamed.json()["code"] == "request.too-large"


@pytest.mark.parametrize(
    "kind", [None, "text/plain", "application/x-www-form-urlencoded", "application/jsonx"]
)
def test_only_json_is_taken(client: httpx.Client, kind: str | None) -> None:
    """What a form in a browser can send across sites is not taken."""
    headers = {} if kind is None else {"content-type": kind}
    said = client.post("/v1/edit", content=b"{}", headers=headers)

    assert (said.status_code, said.json()["code"]) == (415, "request.media-type")


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/v1/nope", 404), ("PUT", "/v1/edit", 405), ("GET", "/v1/edit", 405), ("GET", "/v1/documents/%00", 404), ("GET", "/v1/documents/..%2f..", 404)],
)  # fmt: skip
def test_an_address_that_is_none_is_told_by_a_problem(
    client: httpx.Client, method: str, path: str, status: int
) -> None:
    said = client.request(method, path)

    assert said.status_code == status
    assert said.json()["status"] == status


def test_every_answer_says_what_a_browser_may_do_with_it(client: httpx.Client) -> None:
    for said in (client.get("/health"), client.get("/nope"), client.post("/v1/edit", content=b"")):
        assert said.headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in said.headers["content-security-policy"]
        assert said.headers["cache-control"] == "no-store"
        assert "server" not in said.headers
        assert not [name for name in said.headers if name.startswith("access-control")]


def test_a_long_answer_is_compressed_for_who_takes_it(client: httpx.Client) -> None:
    asked = {"blueprint": PAGE, "command": "make the first card red"}
    short = client.post("/v1/edit", json=asked)
    plain = client.post("/v1/edit", json=asked, headers={"accept-encoding": "identity"})

    assert short.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert short.json()["digest"] == plain.json()["digest"]


def test_another_name_for_this_machine_is_not_answered(client: httpx.Client) -> None:
    """A page in a browser that had its name point here gets nothing."""
    said = client.get("/v1/documents", headers={"host": "evil.example"})

    assert (said.status_code, said.json()["code"]) == (421, "request.host")
    assert client.get("/v1/documents", headers={"host": "localhost:1"}).status_code == 200


def test_it_is_there_and_ready(client: httpx.Client) -> None:
    assert client.get("/health").json() == {"status": "ok", "version": redraft.__version__}
    assert client.get("/ready").status_code == 200
