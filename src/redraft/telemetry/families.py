"""What is counted and timed: the names, what they mean, and what each is told apart by.

Every label has few values, none of them a user's: statuses, codes, routes, operations.

May import: nothing of Redraft.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple


class Family(NamedTuple):
    """Numbers of one kind; ``unit`` is of what is timed."""

    name: str
    kind: Literal["count", "time", "level"]
    says: str
    labels: tuple[str, ...] = ()


EDITS: Final = Family(
    "edits",
    "count",
    "Commands by how they came in (sent, stored, preview, batch), how they ended, and the code of "
    "the first error",
    ("kind", "status", "code"),
)
DIAGNOSTICS: Final = Family("diagnostics", "count", "Diagnostics of commands by code", ("code",))
CORRECTIONS: Final = Family("corrections", "count", "What was put right, by code", ("code",))
SUGGESTIONS: Final = Family(
    "suggestions", "count", "Suggestions made, by the code that they are for", ("code",)
)
RECOVERIES: Final = Family(
    "recoveries",
    "count",
    "Faults that ended in an applied command, by code and by what led there",
    ("code", "way"),
)
STAGES: Final = Family("edit_stage", "time", "What a stage of an edit took", ("stage",))
CACHES: Final = Family(
    "cache_requests",
    "count",
    "What was asked of a cache, and whether it had it",
    ("cache", "outcome"),
)
RULES: Final = Family(
    "rules", "count", "Rules that were run, and those that were skipped as nothing they read had changed",
    ("outcome",),
)  # fmt: skip
JOBS: Final = Family("batch_jobs", "count", "Jobs of batches by how they ended", ("outcome",))
JOBS_NOW: Final = Family("batch_jobs_in_flight", "level", "Jobs of batches that are to be done yet")
CHANGES: Final = Family(
    "documents",
    "count",
    "Documents created, deleted, erased, and edits undone, redone and reverted",
    ("change",),
)
STORE: Final = Family(
    "store_operation", "time", "What a transaction of the store took", ("operation",)
)
STORE_FAULTS: Final = Family(
    "store_failures",
    "count",
    "Transactions that the database refused, by operation",
    ("operation",),
)
REQUESTS: Final = Family(
    "http_requests", "count", "Requests by method, route and status", ("method", "route", "status")
)
ROUTES: Final = Family(
    "http_request", "time", "What a request took until its answer had gone out", ("method", "route")
)
REFUSALS: Final = Family("refusals", "count", "Requests that were not let in, by code", ("code",))
UP_SINCE: Final = Family(
    "up_since_seconds", "level", "When the process began, in seconds since 1970"
)

FAMILIES: Final = (
    EDITS, DIAGNOSTICS, CORRECTIONS, SUGGESTIONS, RECOVERIES, STAGES, CACHES, RULES, JOBS, JOBS_NOW,
    CHANGES, STORE, STORE_FAULTS, REQUESTS, ROUTES, REFUSALS, UP_SINCE,
)  # fmt: skip
