"""Stored documents over a socket: revisions, preconditions, keys, looking back, and what is told as it happens."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.service.conftest import PAGE, Service, serving
from tests.service.test_watch import token, until

import redraft
from redraft.serialize import apply_patch

RED = {"command": "make the first card red"}


def tree_of(client: httpx.Client, home: str) -> Any:
    return client.get(home).json()["blueprint"]


def test_a_document_is_created_read_and_deleted(client: httpx.Client, home: str) -> None:
    read = client.get(home)
    listed = client.get("/v1/documents", params={"limit": 500}).json()["documents"]

    assert read.headers["etag"] == '"1"'
    assert read.json()["blueprint"] == PAGE and read.json()["name"] == "home"
    assert home.rpartition("/")[2] in [one["id"] for one in listed]
    assert client.delete(home, headers={"if-match": '"2"'}).status_code == 412
    assert client.delete(home, headers={"if-match": '"1"'}).status_code == 204
    for gone in (client.get(home), client.delete(home), client.post(home + "/edit", json=RED)):
        assert (gone.status_code, gone.json()["code"]) == (404, "document.not-found")


def test_documents_are_listed_page_by_page(client: httpx.Client) -> None:
    made = [
        client.post("/v1/documents", json={"blueprint": PAGE, "name": f"{k}"}).json()["id"]
        for k in range(3)
    ]
    seen: list[str] = []
    cursor = ""
    while cursor is not None:
        said = client.get("/v1/documents", params={"limit": 2, "cursor": cursor}).json()
        assert len(said["documents"]) <= 2
        seen += [one["id"] for one in said["documents"]]
        cursor = said["next"]

    assert [one for one in seen if one in made] == made and len(seen) == len(set(seen))
    for wrong in ({"limit": "-1"}, {"limit": "x"}, {"cursor": "\0"}, {"cursor": "a'; DROP"}):
        assert client.get("/v1/documents", params=wrong).status_code == 422


def test_an_edit_answers_the_result_and_moves_the_tag(client: httpx.Client, home: str) -> None:
    """F-1."""
    done = client.post(home + "/edit", json=RED, headers={"if-match": '"1"'})

    theirs = redraft.edit(PAGE, RED["command"])
    mine = done.json()
    mine.pop("timings_us")
    assert mine == theirs.to_dict(timings=False)
    assert done.headers["etag"] == '"2"'
    assert tree_of(client, home) == theirs.blueprint


def test_what_is_not_applied_is_answered_and_not_stored(client: httpx.Client, home: str) -> None:
    done = client.post(home + "/edit", json={"command": "make the card red"})
    dry = client.post(home + "/edit", json={**RED, "dry_run": True})

    assert (done.status_code, done.json()["status"]) == (200, "rejected")
    assert dry.json()["status"] == "success"
    assert done.headers["etag"] == dry.headers["etag"] == client.get(home).headers["etag"] == '"1"'


def test_who_has_it_already_is_not_given_it_again(client: httpx.Client, home: str) -> None:
    same = client.get(home, headers={"if-none-match": '"1"'})
    other = client.get(home, headers={"if-none-match": '"7", W/"8"'})

    assert (same.status_code, same.content) == (304, b"")
    assert other.status_code == 200


def test_the_second_of_two_is_told_what_changed_since(client: httpx.Client, home: str) -> None:
    client.post(home + "/edit", json=RED, headers={"if-match": '"1"'})

    same = client.post(
        home + "/edit", json={"command": "make the first card blue"}, headers={"if-match": '"1"'}
    )
    other = {"command": "make the second card blue"}
    apart = client.post(home + "/edit", json=other, headers={"if-match": '"1"'})
    rebased = client.post(
        home + "/edit", json={**other, "rebase": True}, headers={"if-match": '"1"'}
    )

    assert same.status_code == apart.status_code == 412
    assert same.headers["etag"] == '"2"'
    since = same.json()["since"]
    assert (since["revision"], since["rebase"]) == (2, False)
    assert [one["command"] for one in since["revisions"]] == [RED["command"]]
    assert apart.json()["since"]["rebase"] is True
    assert (rebased.status_code, rebased.headers["etag"]) == (200, '"3"')


@pytest.mark.parametrize("tag", ["1", '"a"', '"1", "2"', '"-1"', '"99999999999999999999"'])
def test_a_tag_that_is_none_is_refused(client: httpx.Client, home: str, tag: str) -> None:
    said = client.post(home + "/edit", json=RED, headers={"if-match": tag})

    assert (said.status_code, said.json()["code"]) == (422, "request.invalid")


def test_undo_and_redo_are_revisions(client: httpx.Client, home: str) -> None:
    client.post(home + "/edit", json=RED)
    undone = client.post(home + "/undo")
    redone = client.post(home + "/redo", headers={"if-match": '"3"'})

    assert undone.headers["etag"] == '"3"' and redone.headers["etag"] == '"4"'
    assert undone.json()["can_undo"] is False and undone.json()["can_redo"] is True
    assert tree_of(client, home) == redraft.edit(PAGE, RED["command"]).blueprint
    nothing = client.post(home + "/redo")
    assert (nothing.status_code, nothing.json()["code"]) == (409, "revision.not-found")
    kinds = [one["kind"] for one in client.get(home + "/history").json()["revisions"]]
    assert kinds == ["create", "edit", "undo", "redo"]


def test_a_request_that_is_sent_again_does_nothing_again(client: httpx.Client, home: str) -> None:
    key = {"idempotency-key": home}
    first = client.post(home + "/edit", json=RED, headers=key)
    again = client.post(home + "/edit", json=RED, headers=key)
    other = client.post(home + "/edit", json={"command": "hide the header"}, headers=key)

    assert again.content == first.content and again.headers["etag"] == first.headers["etag"]
    assert again.headers["idempotent-replayed"] == "true"
    assert (other.status_code, other.json()["code"]) == (422, "key.reused")
    assert client.get(home).json()["revision"] == 2
    refused = [
        client.post(home + "/edit", json={"command": "hide it all"}, headers={"idempotency-key": home + "x"})
        for _ in "ab"
    ]  # fmt: skip
    assert refused[0].content == refused[1].content
    made = [
        client.post("/v1/documents", json={"blueprint": PAGE}, headers={"idempotency-key": home + "y"})
        for _ in "ab"
    ]  # fmt: skip
    assert made[0].json() == made[1].json() and made[1].headers["location"]
    undone = [client.post(home + "/undo", headers={"idempotency-key": home + "z"}) for _ in "ab"]
    assert undone[0].json() == undone[1].json()


def test_the_same_key_at_once_is_done_once(
    service: Service, client: httpx.Client, home: str
) -> None:
    answers: list[bytes] = []

    def ask() -> None:
        with httpx.Client(base_url=service.url, timeout=20) as mine:
            said = mine.post(
                home + "/edit", json=RED, headers={"idempotency-key": "at once" + home}
            )
            answers.append(said.content)

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(set(answers)) == 1 and len(answers) == 6
    assert client.get(home).json()["revision"] == 2


def test_history_revisions_differences_and_blame_look_back(client: httpx.Client, home: str) -> None:
    for command in ("make the cards red", "make the first card blue", "make the header 90px tall"):
        assert client.post(home + "/edit", json={"command": command}).json()["status"] == "success"

    first = client.get(home + "/history", params={"limit": 3}).json()
    rest = client.get(home + "/history", params={"cursor": first["next"]}).json()
    third = client.get(home + "/revisions/3")
    there = client.get(home + "/diff", params={"from": 1, "to": 4}).json()
    back = client.get(home + "/diff", params={"from": 4, "to": 1}).json()
    blame = client.get(home + "/blame").json()

    assert [one["number"] for one in first["revisions"] + rest["revisions"]] == [1, 2, 3, 4]
    assert rest["next"] is None
    assert third.json()["command"] == "make the first card blue"
    assert third.json()["plan"]["clauses"] and "immutable" in third.headers["cache-control"]
    now = tree_of(client, home)
    assert (
        apply_patch(PAGE, there["patch"]) == now
        and apply_patch(now, there["inverse_patch"]) == PAGE
    )
    assert apply_patch(now, back["patch"]) == PAGE
    leaves = {(c["component"], c["property"]): (c["before"], c["after"]) for c in there["changes"]}
    assert leaves["a", "background"] == ("#FFFFFF", "#0000FF")
    told = {(f["component"], f["property"]): f["revision"] for f in blame["fields"]}
    assert told["a", "background"] == 3 and told["b", "background"] == 2
    for wrong, status in (
        ("/revisions/9", 404), ("/revisions/0", 404), ("/revisions/99999999999999999999", 404), ("/revisions/x", 404),
        ("/diff?from=0&to=1", 404), ("/diff?from=1&to=9", 404), ("/diff?to=1", 422), ("/blame?revision=9", 404),
    ):  # fmt: skip
        assert client.get(home + wrong).status_code == status, wrong


def events(lines: Iterator[str], count: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for line in lines:
        if line.startswith("data: "):
            found.append(json.loads(line.removeprefix("data: ")))
            if len(found) == count:
                break
    return found


def test_changes_are_told_as_they_happen_and_from_where_one_was(
    client: httpx.Client, home: str
) -> None:
    with client.stream("GET", home + "/events") as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        lines = stream.iter_lines()
        assert next(lines).startswith("retry")
        client.post(home + "/edit", json=RED)
        client.post(home + "/undo")
        told = events(lines, 2)
    with client.stream("GET", home + "/events", headers={"last-event-id": "1"}) as stream:
        again = events(stream.iter_lines(), 2)
    client.delete(home)

    assert [one["number"] for one in told] == [2, 3] and again == told
    assert client.get(home + "/events").status_code == 404


def test_only_an_admin_erases_and_only_what_was_deleted(tmp_path: Path) -> None:
    where = tmp_path / "redraft.db"
    editor, admin = token(where, "ann", "edit"), token(where, "ben", "admin")
    with serving(where) as service, httpx.Client(base_url=service.url, timeout=20) as client:
        client.headers.update(editor)
        home = client.post("/v1/documents", json={"blueprint": PAGE}).headers["location"]
        too_early = client.post(home + "/erase", headers=admin)
        client.delete(home)
        forbidden = client.post(home + "/erase")
        done = client.post(home + "/erase", headers=admin)
        again = client.post(home + "/erase", headers=admin)
        told = until(lambda: [one for one in service.told("document") if one["who"] == "ben"])

    assert (too_early.status_code, too_early.json()["code"]) == (422, "value.invalid")
    assert forbidden.status_code == 403
    assert (done.status_code, again.status_code) == (204, 404)
    assert told[0]["change"] == "erased" and told[0]["document"] == home.rpartition("/")[2]


def test_one_edit_from_the_middle_is_taken_back(client: httpx.Client, home: str) -> None:
    for command in ("make the first card red", "make the second card blue"):
        client.post(home + "/edit", json={"command": command})

    done = client.post(home + "/revisions/2/revert", headers={"if-match": '"3"'})
    late = client.post(home + "/revisions/3/revert", headers={"if-match": '"3"'})
    again = client.post(home + "/revisions/2/revert")

    assert (done.status_code, done.headers["etag"]) == (200, '"4"')
    assert late.status_code == 412 and late.json()["since"]["revision"] == 4
    assert (again.status_code, again.json()["code"]) == (409, "revision.not-found")
    colours = [one["visual"]["bg_color"] for one in tree_of(client, home)["components"][1:]]
    assert colours == ["#FFFFFF", "#0000FF"]


def test_an_edit_that_later_ones_go_by_is_not_taken_back_alone(
    client: httpx.Client, home: str
) -> None:
    for command in ("make the first card red", "make the first card blue"):
        client.post(home + "/edit", json={"command": command})

    told = client.post(home + "/revisions/2/revert")

    assert (told.status_code, told.json()["code"]) == (409, "revision.built-on")
    assert told.json()["revisions"] == [3]
    assert client.get(home).json()["revision"] == 3
