"""What the service offers, one entry an operation: the table that its description is made from.

A test holds the table and the routes equal, runs every example and holds each answer to its type.

May import: service.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from redraft.explaining import Explanation
from redraft.serialize.schemas import ResultWire
from redraft.service import wire
from redraft.service.figures import Stats
from redraft.service.problems import Problem
from redraft.service.studio import views
from redraft.store.tokens import Scope

JSON: Final = "application/json"


NOTHING: Final[Mapping[str, dict[str, Any]]] = MappingProxyType({})


class Parameter(NamedTuple):
    """A parameter in the path, the query or a header."""

    name: str
    place: str
    says: str
    schema: dict[str, Any]
    required: bool = False


class Operation(NamedTuple):
    """One thing that can be asked: what is sent, what comes back, and an example."""

    name: str
    says: str
    method: str
    path: str
    scope: Scope | None
    request: type | None = None
    answer: type | None = None
    status: int = 200
    #: the media type, with the schema, of answers that are no JSON of a type
    others: Mapping[str, dict[str, Any]] = NOTHING
    parameters: tuple[Parameter, ...] = ()
    #: codes of problems, by status, beside those that everything may answer
    problems: tuple[int, ...] = ()
    example: Any = None


_TEXT: Final = {"type": "string"}
_WHOLE: Final = {"type": "integer", "minimum": 0, "maximum": 10**15}
_REVISION: Final = {"type": "integer", "minimum": 1, "maximum": 10**15}

ID: Final = Parameter(
    "document",
    "path",
    "The document's id.",
    {"type": "string", "pattern": "^[0-9a-hjkmnp-tv-z]{26}$"},
    required=True,
)
IF_MATCH: Final = Parameter(
    "If-Match",
    "header",
    "The entity tag of the revision that you know; 412 if another is the newest.",
    {"type": "string", "pattern": r'^(\*|"[0-9]{1,15}")$'},
)
IF_NONE_MATCH: Final = Parameter(
    "If-None-Match", "header", "Entity tags that you have; 304 if one is still right.", _TEXT
)
KEY: Final = Parameter(
    "Idempotency-Key",
    "header",
    "A name for this request: sent again within a day it is answered again, and not done again.",
    {"type": "string", "pattern": "^[!-~]{1,200}$"},
)
LIMIT: Final = Parameter(
    "limit", "query", "Entries of a page.", {"type": "integer", "minimum": 1, "maximum": 500}
)
CURSOR: Final = Parameter(
    "cursor",
    "query",
    "“next” of the page before.",
    {"type": "string", "pattern": ID.schema["pattern"]},
)
AFTER_CURSOR: Final = CURSOR._replace(schema=_WHOLE)
REVISION: Final = Parameter(
    "revision", "path", "The number of a revision.", _REVISION, required=True
)
FROM: Final = Parameter("from", "query", "The revision to start from.", _REVISION, required=True)
TO: Final = Parameter("to", "query", "The revision to end at; the newest if not said.", _REVISION)
AT: Final = Parameter("revision", "query", "The revision; the newest if not said.", _REVISION)
AFTER: Final = Parameter("after", "query", "Tell what comes after this revision.", _WHOLE)
HIDDEN: Final = Parameter(
    "hidden",
    "query",
    "1 draws what is hidden, too.",
    {"type": "integer", "minimum": 0, "maximum": 1},
)
COMPONENT: Final = Parameter("component", "query", "The id of a component.", _TEXT, required=True)
SAMPLE: Final = Parameter("sample", "path", "The name of a sample.", _TEXT, required=True)
LAST_EVENT: Final = Parameter("Last-Event-ID", "header", "The last event that you had.", _WHOLE)

_PAGE: Final = {
    "components": [
        {"id": "pay", "type": "button", "text": "Pay", "bbox": [16, 16, 120, 48],
         "visual": {"bg_color": "#0000FF", "color": "#FFFFFF"}}
    ]
}  # fmt: skip
_EDIT: Final = {"blueprint": _PAGE, "command": "make the pay button red"}
_PICTURES: Final = {"image/svg+xml": _TEXT, "text/html": _TEXT, "image/png": {}}
_LINES: Final = {
    "application/x-ndjson": {
        "type": "string",
        "description": "A line of JSON a job: job, status, applied, id, document, command, "
        "undone_by, changes, diagnostics, and result where “telling” asks for it.",
    }
}
_EVENTS: Final = {
    "text/event-stream": {
        "type": "string",
        "description": "Events “revision”, each with a Revision as data and its number as id; "
        "“deleted” at the end.",
    }
}
_DOCUMENT: Final = "/v1/documents/{document}"

OPERATIONS: Final = (
    Operation("health", "Tell that the service is there", "get", "/health", None, answer=wire.Health),
    Operation("ready", "Tell that it can work: its store is read and written", "get", "/ready", None, answer=wire.Health, problems=(507,)),
    Operation("openapi", "Describe the service", "get", "/openapi.json", None, others={JSON: {"type": "object"}}),
    Operation("stats", "Tell what the service has counted and timed", "get", "/v1/stats", "watch", answer=Stats),
    Operation("metrics", "Tell the same as Prometheus reads it", "get", "/metrics", "watch", others={"text/plain": _TEXT}),
    Operation("edit", "Carry out a command", "post", "/v1/edit", "read", wire.Edit, ResultWire, example=_EDIT),
    Operation("preview", "Tell what a command would do", "post", "/v1/preview", "read", wire.Edit, ResultWire, example=_EDIT),
    Operation(
        "select", "Find the components that a phrase names", "post", "/v1/select", "read", wire.Select, wire.Selected,
        example={"blueprint": _PAGE, "phrase": "the blue button"},
    ),
    Operation(
        "check", "Hold a blueprint to the rules", "post", "/v1/check", "read", wire.Check, wire.Checked,
        example={"blueprint": _PAGE},
    ),
    Operation("explain", "Tell how a command is read, word by word", "post", "/v1/explain", "read", wire.Edit, Explanation, example=_EDIT),
    Operation(
        "render", "Draw a blueprint, or what a command does to it", "post", "/v1/render", "read", wire.Render, others=_PICTURES,
        example={"blueprint": _PAGE, "format": "svg"},
    ),
    Operation(
        "batch", "Run many jobs, streamed", "post", "/v1/batch", "read", wire.Batch, others=_LINES,
        example={"jobs": [_EDIT, {**_EDIT, "command": "hide the pay button"}]},
    ),
    Operation(
        "create", "Store a blueprint as revision 1 of a new document", "post", "/v1/documents", "edit", wire.Create, wire.Document, 201,
        parameters=(KEY,), problems=(507,), example={"blueprint": _PAGE, "name": "home"},
    ),
    Operation(
        "documents", "List the documents", "get", "/v1/documents", "read", answer=wire.Listed, parameters=(LIMIT, CURSOR)
    ),
    Operation(
        "document", "Give a document as it stands", "get", _DOCUMENT, "read", answer=wire.Stored, parameters=(ID, IF_NONE_MATCH)
    ),
    Operation(
        "delete", "Take a document out of sight", "delete", _DOCUMENT, "edit", status=204, parameters=(ID, IF_MATCH),
        problems=(412, 507),
    ),
    Operation(
        "erase", "Take a deleted document out of the store, with its history, for good", "post", f"{_DOCUMENT}/erase", "admin", status=204,
        parameters=(ID,), problems=(507,),
    ),
    Operation(
        "edit_stored", "Carry out a command on a stored document", "post", f"{_DOCUMENT}/edit", "edit", wire.EditStored, ResultWire,
        parameters=(ID, IF_MATCH, KEY), problems=(409, 412, 507),
        example={"command": "make the pay button red"},
    ),
    Operation(
        "undo", "Take the last edit back", "post", f"{_DOCUMENT}/undo", "edit", answer=wire.Document,
        parameters=(ID, IF_MATCH, KEY), problems=(409, 412, 507),
    ),
    Operation(
        "redo", "Do again what was taken back last", "post", f"{_DOCUMENT}/redo", "edit", answer=wire.Document,
        parameters=(ID, IF_MATCH, KEY), problems=(409, 412, 507),
    ),
    Operation(
        "revert", "Take one edit back, where no later one goes by it", "post", f"{_DOCUMENT}/revisions/{{revision}}/revert", "edit",
        answer=wire.Document, parameters=(ID, REVISION, IF_MATCH, KEY), problems=(409, 412, 507),
    ),
    Operation(
        "history", "List the revisions, oldest first", "get", f"{_DOCUMENT}/history", "read", answer=wire.History,
        parameters=(ID, LIMIT, AFTER_CURSOR),
    ),
    Operation(
        "version", "Give one revision, with its blueprint", "get", f"{_DOCUMENT}/revisions/{{revision}}", "read", answer=wire.Version,
        parameters=(ID, REVISION, IF_NONE_MATCH),
    ),
    Operation(
        "diff", "Tell what differs between two revisions", "get", f"{_DOCUMENT}/diff", "read", answer=wire.Difference, parameters=(ID, FROM, TO)
    ),
    Operation(
        "blamed", "Tell which command last set each field", "get", f"{_DOCUMENT}/blame", "read", answer=wire.Blamed, parameters=(ID, AT)
    ),
    Operation(
        "events", "Stream what happens to a document", "get", f"{_DOCUMENT}/events", "read", others=_EVENTS,
        parameters=(ID, AFTER, LAST_EVENT),
    ),
    Operation(
        "scene", "Give a revision as it is drawn, with the place of each component", "get", f"{_DOCUMENT}/scene", "read",
        answer=views.Scene, parameters=(ID, AT, HIDDEN),
    ),
    Operation(
        "preview_stored", "Tell what a command would do, how it is read, and how it would look", "post", f"{_DOCUMENT}/preview", "read",
        views.Preview, views.Previewed, parameters=(ID,), example={"command": "make the header taller"},
    ),
    Operation(
        "select_stored", "Find the components of a stored document that a phrase names", "post", f"{_DOCUMENT}/select", "read",
        views.Find, wire.Selected, parameters=(ID,), example={"phrase": "the cards"},
    ),
    Operation(
        "inspect", "Give a component's values, where each comes from, and the rules that it breaks", "get", f"{_DOCUMENT}/inspect", "read",
        answer=views.Inspected, parameters=(ID, COMPONENT, AT),
    ),
    Operation(
        "check_stored", "Hold a revision to the rules", "get", f"{_DOCUMENT}/check", "read", answer=wire.Checked, parameters=(ID, AT),
    ),
    Operation("samples", "List the screens that come with the package", "get", "/v1/samples", "read", answer=views.Samples),
    Operation(
        "sample", "Give a screen that comes with the package", "get", "/v1/samples/{sample}", "read", answer=views.SampleScreen,
        parameters=(SAMPLE,), problems=(404,),
    ),
)  # fmt: skip

#: the types that are in the description under another name than the code's
NAMES: Final = {
    "ResultWire": "Result",
    "ChangeWire": "Change",
    "OperationWire": "Operation",
    "DigestWire": "Digest",
}
PROBLEM: Final = Problem
