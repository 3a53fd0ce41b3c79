"""The MCP server, talked to by the SDK's client: a process over its pipes, and over a socket."""

from __future__ import annotations

import gc
import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import anyio
import httpx
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mcp import MCPError
from tests.agents.conftest import HTTP, ROOT, Agent, agent_of, process
from tests.service.conftest import PAGE, Service, redraft, serving

from redraft.agents.running import Keeper, opened
from redraft.agents.server import server_of
from redraft.agents.tools import TOOLS, Tool
from redraft.cli import main
from redraft.service.access import Who
from redraft.service.settings import Settings
from redraft.store import Store
from redraft.store.tokens import make

SAME = "make the header red and hide the futer"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with serving(tmp_path_factory.mktemp("http") / "redraft.db", door=HTTP) as found:
        yield found
    assert "Traceback" not in "".join(found.said)


@pytest.fixture(scope="module")
def over_http(site: Service) -> Iterator[Agent]:
    with agent_of(site.url) as agent:
        yield agent


@pytest.fixture(params=["over_stdio", "over_http"])
def agent(request: pytest.FixtureRequest) -> Agent:
    found: Agent = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def home(agent: Agent) -> str:
    """The id of a new document."""
    made: str = agent.call("create", blueprint=PAGE, name="home")["id"]
    return made


def test_every_tool_is_listed_with_what_it_takes_and_gives(agent: Agent) -> None:
    tools = agent.ask("list_tools").tools

    assert [tool.name for tool in tools] == [tool.name for tool in TOOLS]
    for tool in tools:
        assert tool.input_schema["type"] == tool.output_schema["type"] == "object"
        assert tool.description and tool.annotations.read_only_hint is not None
    assert {tool.name for tool in tools if not tool.annotations.read_only_hint} == {
        "edit", "create", "undo", "redo"
    }  # fmt: skip


def test_an_agent_is_told_what_changed_what_did_not_and_what_works_instead(agent: Agent) -> None:
    told = agent.call("edit", blueprint=PAGE, command=SAME, mode="partial")
    works = agent.call("edit", blueprint=PAGE, command=told["instead"][0]["command"])

    assert told["status"] == "partial"
    assert told["changed"] == ["head: background #0000FF → #FF0000"]
    assert [(one["clause"], one["code"]) for one in told["unchanged"]] == [
        ("hide the futer", "target.not-found")
    ]
    assert told["result"]["final_blueprint"]["components"][0]["visual"] == {"bg_color": "#FF0000"}
    assert works["status"] == "success" and "unchanged" not in works


def test_a_refused_edit_is_an_answer_that_says_why(agent: Agent) -> None:
    told = agent.call("edit", blueprint=PAGE, command="make the card red", telling="changes")

    assert (told["status"], told["diagnostics"][0]["code"]) == ("rejected", "target.ambiguous")
    assert "result" not in told and "changed" not in told and len(told["instead"]) > 1


def test_a_document_is_edited_undone_and_remembered(agent: Agent, home: str) -> None:
    seen = agent.call("preview", document=home, command="make the header red")
    red = agent.call("edit", document=home, command="make the header red")
    taller = agent.call("edit", document=home, command="make it 20px taller")
    undone = agent.call("undo", document=home)
    redone = agent.call("redo", document=home, revision=undone["revision"])

    assert seen["document"]["revision"] == 1 and seen["changed"] == red["changed"]
    assert (red["document"]["revision"], taller["changed"]) == (2, ["head: height 80 → 100"])
    assert (undone["revision"], undone["digest"]) == (4, red["document"]["digest"])
    assert (redone["revision"], redone["digest"]) == (5, taller["document"]["digest"])
    page = agent.call("history", document=home, limit=4)
    more = agent.call("history", document=home, after=int(page["next"]))
    assert [one["kind"] for one in page["revisions"] + more["revisions"]] == [
        "create", "edit", "edit", "undo", "redo"
    ]  # fmt: skip
    assert more["next"] is None


def test_documents_are_resources_at_every_revision(agent: Agent, home: str) -> None:
    agent.call("edit", document=home, command="make the header red")

    listed, cursor = [], None
    while not listed or cursor is not None:
        page = agent.ask("list_resources", cursor=cursor)
        listed, cursor = listed + page.resources, page.next_cursor

    assert (ROOT + home, "home") in [(one.uri, one.name) for one in listed]
    assert json.loads(agent.read(home))["components"][0]["visual"] == {"bg_color": "#FF0000"}
    assert json.loads(agent.read(f"{home}/revisions/1")) == PAGE
    assert len(agent.ask("list_resource_templates").resource_templates) == 2


def test_who_knew_an_older_revision_is_told_what_happened_since(agent: Agent, home: str) -> None:
    agent.call("edit", document=home, command="make the header red", revision=1)

    problem = agent.refused("edit", document=home, command="move card b down 10px", revision=1)
    rebased = agent.call(
        "edit", document=home, command="move card b down 10px", revision=1, rebase=True
    )

    assert (problem["code"], problem["since"]["revision"]) == ("revision.conflict", 2)
    assert problem["since"]["rebase"] is True
    assert [one["command"] for one in problem["since"]["revisions"]] == ["make the header red"]
    assert rebased["document"]["revision"] == 3
    assert agent.refused("undo", document=home, revision=1)["code"] == "revision.conflict"


def test_looking_at_what_is_sent_and_at_what_is_stored_comes_to_the_same(
    agent: Agent, home: str
) -> None:
    for tool, asked in (
        ("select", {"phrase": "the cards"}),
        ("check", {"policy": "strict"}),
        ("explain", {"command": "make the header red"}),
    ):
        sent = agent.call(tool, blueprint=PAGE, **asked)
        assert sent == agent.call(tool, document=home, **asked) and sent

    assert agent.call("select", blueprint=PAGE, phrase="the cards")["ids"] == ["a", "b"]


def test_a_batch_has_its_outcomes_in_the_order_of_its_jobs(agent: Agent) -> None:
    jobs = [
        {"document": "x", "blueprint": PAGE, "command": "make the header red", "id": "first"},
        {"document": "x", "command": "hide the futer"},
        {"blueprint": PAGE, "command": "make all cards blue"},
    ]

    said = agent.call("batch", jobs=jobs, atomic="none", telling="result")["outcomes"]

    assert [one["status"] for one in said] == ["success", "rejected", "success"]
    assert [one["job"] for one in said] == [1, 2, 3] and said[0]["id"] == "first"
    assert said[2]["result"]["changes_applied"] == agent.call(
        "edit", blueprint=PAGE, command="make all cards blue"
    )["changed"]  # fmt: skip


BAD: list[tuple[str, dict[str, Any], str]] = [
    ("edit", {}, "request.invalid"),
    ("edit", {"command": "hide it"}, "request.invalid"),
    ("edit", {"command": "hide it", "blueprint": PAGE, "document": "x"}, "request.invalid"),
    ("edit", {"command": 3, "blueprint": PAGE}, "request.invalid"),
    ("edit", {"command": "hide it", "blueprint": PAGE, "file": "/etc/hosts"}, "request.invalid"),
    ("edit", {"command": "hide it", "blueprint": "/etc/hosts"}, "document.invalid"),
    ("edit", {"command": "hide it", "blueprint": []}, "document.invalid"),
    ("edit", {"command": "hide it", "blueprint": {"components": 3}}, "document.invalid"),
    ("edit", {"command": "hide it", "document": "/etc/hosts"}, "document.not-found"),
    ("edit", {"command": "hide it", "document": "../redraft.db"}, "document.not-found"),
    ("edit", {"command": "hide it", "document": "' OR 1=1 --"}, "document.not-found"),
    ("preview", {"command": "hide it", "document": "\x00"}, "document.not-found"),
    ("edit", {"command": "hide", "blueprint": PAGE, "mode": "both"}, "request.invalid"),
    ("edit", {"command": "hide", "document": "x", "revision": 0}, "request.invalid"),
    ("check", {"blueprint": PAGE, "policy": "none"}, "request.invalid"),
    ("select", {"blueprint": PAGE, "phrase": None}, "request.invalid"),
    ("create", {"blueprint": PAGE, "name": "n" * 201}, "request.invalid"),
    ("create", {"blueprint": {"components": "file:///etc/hosts"}}, "document.invalid"),
    ("edit", {"command": "hide it", "blueprint": PAGE, "revision": 1}, "request.invalid"),
    ("undo", {"document": "0" * 26}, "document.not-found"),
    ("history", {"document": "0" * 26, "limit": 0}, "request.invalid"),
    ("batch", {"jobs": [{"command": "hide it"}]}, "request.invalid"),
    ("batch", {"jobs": [{"command": "hide it", "blueprint": "/etc/hosts"}]}, "request.invalid"),
    ("batch", {"jobs": [{"command": "hide", "blueprint": PAGE}] * 1_001}, "request.invalid"),
]


def test_what_does_not_fit_is_an_error_with_a_code_that_an_agent_can_read(agent: Agent) -> None:
    for tool, asked, code in BAD:
        assert agent.refused(tool, **asked)["code"] == code, (tool, asked)

    assert agent.refused("undo", document=agent.call("create", blueprint=PAGE)["id"])["code"] == (
        "revision.not-found"
    )


def test_what_there_is_not_is_an_error_of_the_protocol(agent: Agent) -> None:
    for uri, code in (
        ("file:///etc/hosts", "request.not-found"),
        (ROOT + "../../etc/hosts", "request.not-found"),
        (ROOT + "0" * 26, "document.not-found"),
        (f"{ROOT}{agent.call('create', blueprint=PAGE)['id']}/revisions/2", "revision.not-found"),
    ):
        with pytest.raises(MCPError) as told:
            agent.ask("read_resource", uri)
        assert told.value.data["code"] == code

    with pytest.raises(MCPError) as told:
        agent.ask("call_tool", "open", {"path": "/etc/hosts"})
    assert told.value.data["code"] == "request.not-found"
    with pytest.raises(MCPError) as told:
        agent.ask("list_resources", cursor="/etc/hosts")
    assert told.value.data["code"] == "value.invalid"


def test_older_clients_are_served_as_well(site: Service) -> None:
    with agent_of(site.url, mode="legacy") as agent:
        assert agent.call("edit", blueprint=PAGE, command="make the header red")["changed"]


def test_bytes_that_are_no_message_end_nothing(tmp_path: Path) -> None:
    lines = [
        b"\xff\xfe\x00", b"{", b"[]", b"null", b'{"jsonrpc": "2.0"}', b"[" * 100_000,
        b'{"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {},'
        b' "protocolVersion": "2025-06-18", "clientInfo": {"name": "t", "version": "1"}}}',
        b'{"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": {"name": 3}}',
        b"\x00", b"", b"  ", b'{"jsonrpc": "2.0", "id": 3, "method": "ping"}',
    ]  # fmt: skip
    arguments = process(tmp_path / "redraft.db").args
    with subprocess.Popen(
        [*redraft()[:1], *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as server:
        assert server.stdin is not None and server.stdout is not None
        server.stdin.write(b"\n".join(lines) + b"\n")
        server.stdin.flush()
        answers = [json.loads(server.stdout.readline()) for _ in range(10)]
        rest, errors = server.communicate(timeout=20)

    told = {said["id"]: said for said in answers}
    unread = [said["error"]["code"] for said in answers if said["id"] is None]
    assert unread == [-32700, -32700, -32600, -32600, -32600, -32700, -32700] and rest == b""
    assert "error" in told[2] and "result" in told[3]
    assert server.returncode == 0 and b"Traceback" not in rest + errors


# -- who may come in over HTTP ---------------------------------------------------


def asked(url: str, tool: str = "", headers: dict[str, str] | None = None, **said: Any) -> Any:
    """A request as a legacy client sends it."""
    call = {"name": tool, "arguments": said}
    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/call" if tool else "tools/list"}
    accepted = {
        "accept": "application/json, text/event-stream",
        "mcp-protocol-version": "2025-06-18",
    }
    return httpx.post(
        url, json={**body, "params": call if tool else {}}, headers={**accepted, **(headers or {})}
    )


def test_tokens_say_who_may_read_and_who_may_edit(tmp_path: Path) -> None:
    store = Store(tmp_path / "redraft.db")
    reads, edits = (make(store.database, name, (name,)) for name in ("read", "edit"))
    home = store.create(PAGE).id
    store.close()
    with serving(tmp_path / "redraft.db", door=HTTP) as service:

        def code(token: str, tool: str, **said: Any) -> Any:
            headers = {"authorization": f"Bearer {token}"}
            answer = asked(service.url, tool, headers, **said).json()["result"]
            told = json.loads(answer["content"][0]["text"])
            return told["code"] if answer.get("isError") else told["status"]

        command = {"command": "make the header red"}
        assert asked(service.url).status_code == 401
        assert asked(service.url, headers={"authorization": "Bearer no"}).json()["code"] == (
            "request.unauthorized"
        )
        assert code(reads, "edit", blueprint=PAGE, **command) == "success"
        assert code(reads, "preview", document=home, **command) == "success"
        assert code(reads, "edit", document=home, **command) == "request.forbidden"
        assert code(reads, "create", blueprint=PAGE) == "request.forbidden"
        assert code(edits, "edit", document=home, **command) == "success"
    assert "Traceback" not in "".join(service.said)


def test_without_tokens_it_is_for_this_machine_alone(
    site: Service, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    elsewhere = asked(site.url, headers={"host": "example.org"})
    page = asked(site.url, headers={"origin": "https://example.org"})
    bound = main(["mcp", "--http", "--host", "0.0.0.0", "--store", str(tmp_path / "x.db")])

    assert (elsewhere.status_code, elsewhere.json()["code"]) == (421, "request.host")
    assert page.status_code == 403
    assert bound == 2 and "redraft token make" in capsys.readouterr().err
    assert asked(site.url).status_code == 200


# -- limits ----------------------------------------------------------------------


async def anybody(*_: object) -> Who:
    return Who()


def test_what_is_too_large_or_too_slow_is_told_so_and_stores_nothing(tmp_path: Path) -> None:
    many = [{"id": f"c{k}", "type": "card", "bbox": [0, 90 * k, 80, 80]} for k in range(3_000)]
    store = str(tmp_path / "redraft.db")
    with opened(Settings(store, open=True, time_s=0.02, body_max=400_000)) as place:
        home = place.store.create({"components": many}).id
        with agent_of(server_of(place, anybody)) as agent:
            gc.collect()  # what is cut off is not to be the end of what other tests have left
            slow = agent.refused("edit", document=home, command="move all cards down 10px")
            large = agent.refused("check", blueprint={"components": many * 5})

        assert (slow["code"], large["code"]) == ("request.timeout", "request.too-large")
        assert place.store.head(home).revision == 1


def test_a_fault_of_the_server_is_told_with_a_code_and_without_its_traceback(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def nobody(*_: object) -> Who:
        raise ZeroDivisionError("a secret")

    with (
        opened(Settings(str(tmp_path / "redraft.db"), open=True)) as place,
        agent_of(server_of(place, nobody)) as agent,
    ):
        problem = agent.refused("check", blueprint=PAGE)
        with pytest.raises(MCPError) as told:
            agent.ask("list_resources")

    assert problem["code"] == told.value.data["code"] == "server.fault"
    assert "secret" not in json.dumps(problem) + str(told.value.data)


def test_before_a_request_is_read_it_is_counted_and_measured(tmp_path: Path) -> None:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body"})

    async def asked_for(keeper: Keeper) -> list[httpx.Response]:
        door = httpx.ASGITransport(app=keeper.before(app))
        async with httpx.AsyncClient(transport=door, base_url="http://localhost") as client:
            long = {"content-length": str(33 * 2**20)}
            return [
                await client.post("/mcp", headers=long),
                *[await client.post("/mcp") for _ in range(2)],
            ]

    with opened(Settings(str(tmp_path / "redraft.db"), open=True, rate=1)) as place:
        large, fine, often = anyio.run(asked_for, Keeper(place))

    assert (large.status_code, large.json()["code"]) == (413, "request.too-large")
    assert fine.status_code == 204
    assert (often.status_code, often.json()["code"]) == (429, "request.rate")
    assert int(often.headers["retry-after"]) >= 1


# -- anything --------------------------------------------------------------------

LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)
FIELDS = st.sampled_from(
    sorted({field.name for tool in TOOLS for field in msgspec.structs.fields(tool.request)})
)
LIKELY = st.sampled_from(
    [PAGE, "make the header red", "hide it", "the cards", [{"blueprint": PAGE, "command": "undo"}]]
)


@pytest.fixture(scope="module")
def inside(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Agent]:
    """An agent in the process of its server: what is asked comes as it is, not by way of JSON."""
    store = str(tmp_path_factory.mktemp("inside") / "redraft.db")
    with (
        opened(Settings(store, open=True)) as place,
        agent_of(server_of(place, anybody)) as agent,
    ):
        yield agent


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(TOOLS), st.dictionaries(FIELDS, LIKELY | VALUES, max_size=5))
def test_whatever_is_sent_is_answered_or_refused_with_a_code(
    inside: Agent, tool: Tool, arguments: dict[str, Any]
) -> None:
    said = inside.ask("call_tool", tool.name, arguments)

    if said.is_error:
        problem = json.loads(said.content[0].text)
        assert problem["code"] and problem["code"] != "server.fault", problem


def test_what_an_agent_does_is_in_the_log_and_none_of_its_words(tmp_path: Path) -> None:
    where = tmp_path / "redraft.db"
    with serving(where, "--log", "json", door=HTTP) as site, agent_of(site.url) as agent:
        agent.call("edit", blueprint=PAGE, command="make the zanzibar frobulous")
        home = agent.call("create", blueprint=PAGE, name="quokka")["id"]
        agent.call("edit", document=home, command="make the first card red")
        agent.call("undo", document=home)
        agent.call("batch", jobs=[{"blueprint": PAGE, "command": "hide the header"}])
    edits, documents = site.told("edit"), site.told("document")

    assert [one["kind"] for one in edits] == ["sent", "stored", "batch"]
    assert [one["status"] for one in edits] == ["rejected", "success", "success"]
    assert [one["route"] for one in edits] == ["edit", "edit", "batch"]
    assert [(one["change"], one["document"]) for one in documents] == [
        ("created", home),
        ("undone", home),
    ]
    assert len({one["request"] for one in (*edits, *documents)}) == 5
    log = "".join(site.said)
    assert not [word for word in ("zanzibar", "frobulous", "quokka") if word in log]
