"""What a service sees of itself: each thing that happens is counted, timed and told once, here.

It is told what has happened and changes nothing of it. No word of a command or of a document
goes into a count or into the log; words are kept apart, in memory, and the log has commands only
where it was asked for them.

    Y-3  what is watched comes to the same bytes as what is not

May import: telemetry, plans, serialize, verify, store, service.visits, service.speech, service.work.
"""

from __future__ import annotations

import logging
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from threading import Lock
from time import perf_counter_ns
from typing import Any, Final, Literal

from redraft.diagnostics import Diagnostic, RedraftError
from redraft.plans import PLANS
from redraft.serialize import Result, Status
from redraft.serialize.shelf import DOCUMENTS
from redraft.service.spans import Tracer
from redraft.service.speech import alike, unknown_words
from redraft.service.visits import Visit, visit
from redraft.service.work import Claim
from redraft.store.refusals import Broken, Unwritable
from redraft.telemetry import families as of
from redraft.telemetry.events import Corrected, EditDone, Event, Failed, Recovered, Suggested
from redraft.telemetry.sums import Sums
from redraft.telemetry.telling import APPLIED, first_error, offered, tell_of
from redraft.verify import Counts

_LOG: Final = logging.getLogger("redraft.service")
#: how a command came in
Kind = Literal["sent", "stored", "preview", "batch"]
#: what an undo and a redo are told as
DONE: Final = {"undo": "undone", "redo": "redone"}
#: what is written of an event: its name and its fields
Log = Callable[..., None]
#: refused commands of one author on one document, whose suggestions may be said next
_REFUSED_MAX: Final = 1_024


def is_fault(error: BaseException) -> bool:
    """Whether an error of the store is one of the database, and no answer."""
    if isinstance(error, RedraftError):
        return isinstance(error, Unwritable | Broken)
    return isinstance(error, Exception)


def _places(error: BaseException) -> Iterator[str]:
    """Where an error came through, outermost first."""
    at = error.__traceback__
    while at is not None:
        code = at.tb_frame.f_code
        yield f"{code.co_filename}:{at.tb_lineno} {code.co_qualname}"
        at = at.tb_next


def silent(_: str, **__: Any) -> None:
    """Write nothing."""


@contextmanager
def _both(tracer: Tracer, claim: Claim) -> Iterator[None]:
    # what is cut off is what computes, and never what tells of it
    with tracer.computing(), claim.computing():
        yield


#: what of a visit is told with all that is told of it
_WHO: Final = (
    ("request", "id"), ("route", "route"), ("who", "name"), ("token", "token"), ("trace", "trace")
)  # fmt: skip
_NOTHING: Final[AbstractContextManager[None]] = nullcontext()


class Watch:
    """Counts, times and tells; threads may share it.

    >>> watch = Watch()
    >>> watch.changed("created", "abc", 1)
    >>> list(watch.sums().of(of.CHANGES))
    [(('created',), 1)]
    """

    def __init__(
        self,
        *,
        log: Log = silent,
        keeps_words: bool = True,
        logs_text: bool = False,
        clock: Callable[[], float] = time.time,
        tracer: Tracer | None = None,
    ) -> None:
        self._tracer: Final = tracer
        self.began: Final = clock()
        self.keeps_words: Final = keeps_words
        self._logs_text: Final = logs_text
        self._log: Final = log
        self._clock: Final = clock
        self._lock = Lock()
        self._sums = Sums()
        #: hits and misses of caches, by name
        self._caches: dict[str, Callable[[], tuple[int, int]]] = {}
        self._asked_before: dict[tuple[str, str], int] = {}
        self.looks_at("plans", lambda: PLANS.counts[:2])
        self.looks_at("documents", lambda: DOCUMENTS.counts[:2])
        #: by document and author: the code of a refusal and what was offered instead, as hashes
        self._refused: OrderedDict[tuple[str, str], tuple[str, frozenset[int]]] = OrderedDict()

    def looks_at(self, cache: str, counts: Callable[[], tuple[int, int]]) -> None:
        """Tell the hits and misses of a cache too, those from now on."""
        self._caches[cache] = counts
        self._asked_before = self._asked()

    # -- edits -------------------------------------------------------------------

    def edited(
        self,
        kind: Kind,
        command: str,
        result: Result,
        rules: Counts | None = None,
        *,
        document: str = "",
        revision: int | None = None,
    ) -> None:
        """Take note of a command that was carried out, or refused."""
        told = result.diagnostics
        spent = result.spent_ns
        if self._tracer is not None:
            error = "" if result.status in APPLIED else first_error(told)
            about = {"kind": kind, "status": result.status, "code": error, "document": document}
            self._tracer.edited(about, spent)
        with self._lock:
            self._came_of(kind, command, result.status, told, document)
            for stage, ns in spent.items():
                self._sums.time(of.STAGES, stage, us=ns / 1000)
            self._sums.at(self._clock()).time.add(spent.get("total", 0) / 1000)
            if rules is not None:
                self._sums.count(of.RULES, "run", by=rules.rules)
                self._sums.count(of.RULES, "skipped", by=rules.skipped)
        if self._log is not silent:
            steps = result.steps
            fields = self._about(kind, command, result.status, told)
            if document:
                fields |= {"document": document, "revision": revision}
            fields["steps"] = len(steps)
            fields["changes"] = sum([len(one.writes) for one in steps if one.status == "success"])
            fields["ns"] = spent
            if rules is not None:
                fields["rules"] = {"run": rules.rules, "skipped": rules.skipped}
            self._tell("edit", fields)

    def begun(self, jobs: int) -> None:
        """Take note that so many jobs of a batch are to be done, or, below 0, will not be."""
        with self._lock:
            self._sums.count(of.JOBS_NOW, by=jobs)

    def job(self, number: int, command: str, status: Status, told: tuple[Diagnostic, ...]) -> None:
        """Take note of a job of a batch that has ended."""
        with self._lock:
            self._came_of("batch", command, status, told)
            self._sums.count(of.JOBS, "done" if status in APPLIED else "failed")
            self._sums.count(of.JOBS_NOW, by=-1)
        if self._log is not silent:
            fields = self._about("batch", command, status, told)
            self._tell("edit", fields | {"job": number})

    def _came_of(
        self,
        kind: Kind,
        command: str,
        status: Status,
        told: tuple[Diagnostic, ...],
        document: str = "",
    ) -> None:
        sums = self._sums
        heard: list[Event] = []
        tell_of(status, told, heard.append)
        offered(told, heard.append)
        error = ""
        for event in heard:
            match event:
                case EditDone(codes=codes):
                    for code in codes:
                        sums.count(of.DIAGNOSTICS, code)
                case Failed(code=code):
                    error = code
                case Corrected(code=code):
                    sums.count(of.CORRECTIONS, code)
                case Suggested(code=code, count=count):
                    sums.count(of.SUGGESTIONS, code, by=count)
                case Recovered(code=code, by=by):
                    sums.count(of.RECOVERIES, code, by)
        sums.count(of.EDITS, kind, status, error)
        interval = sums.at(self._clock())
        interval.edits += 1
        interval.applied += status in APPLIED
        if kind == "stored":
            self._recovered(document, command, status, told)
        if self.keeps_words and told:
            if error:
                sums.commands.add(alike(command))
            for word in unknown_words(command, told):
                sums.words.add(word)

    def _recovered(
        self, document: str, command: str, status: Status, told: tuple[Diagnostic, ...]
    ) -> None:
        """Whether a command is what its author was told to say when the one before was refused."""
        key = (document, visit().name)
        failed = self._refused.pop(key, None)
        if status not in APPLIED:
            says = frozenset(hash(one) for d in told for one in d.suggestions)
            self._refused[key] = (first_error(told) or status, says)
            if len(self._refused) > _REFUSED_MAX:
                self._refused.popitem(last=False)
        elif failed is not None and hash(command) in failed[1]:
            self._sums.count(of.RECOVERIES, failed[0], "suggestion")

    def _about(
        self, kind: Kind, command: str, status: Status, told: tuple[Diagnostic, ...]
    ) -> dict[str, Any]:
        """What the log has of any edit."""
        fields: dict[str, Any] = {"kind": kind, "status": status}
        if status not in APPLIED:
            fields["code"] = first_error(told)
        fields["codes"] = tuple(dict.fromkeys([d.code for d in told])) if told else ()
        if self._logs_text:
            fields["command"] = command
        return fields

    # -- everything else ---------------------------------------------------------

    def changed(self, change: str, document: str, revision: int | None = None) -> None:
        """Take note of a document that was created, deleted or erased, or of an undo or a redo."""
        with self._lock:
            self._sums.count(of.CHANGES, change)
        about = {"change": change, "document": document}
        self._tell("document", about if revision is None else about | {"revision": revision})

    def refused(self, code: str, status: int) -> None:
        """Take note of a request that was not let in."""
        with self._lock:
            self._sums.count(of.REFUSALS, code)
        self._tell("refused", {"code": code, "status": status})

    def failed(self, error: BaseException) -> None:
        """Take note of a fault of ours: what it is and where, in no words of anybody's."""
        where = list(_places(error))
        text = {"message": str(error)} if self._logs_text else {}
        if self._log is silent:
            _LOG.error("%s at %s", type(error).__name__, ", ".join(where))
        self._tell("fault", {"error": type(error).__name__, "where": where, **text})

    def answered(self, status: int, us: float, *, is_timed: bool = True) -> None:
        """Take note of a request that was answered."""
        asked = visit()
        with self._lock:
            sums = self._sums
            sums.count(of.REQUESTS, asked.method, asked.route, str(status))
            if is_timed:
                sums.time(of.ROUTES, asked.method, asked.route, us=us)
            interval = sums.at(self._clock())
            interval.requests += 1
            interval.faults += status >= 500

    @contextmanager
    def stored(self, operation: str) -> Iterator[None]:
        """Time a transaction of the store."""
        began = perf_counter_ns()
        try:
            with _NOTHING if self._tracer is None else self._tracer.storing(operation):
                yield
        except BaseException as error:
            if is_fault(error):
                with self._lock:
                    self._sums.count(of.STORE_FAULTS, operation)
            raise
        finally:
            us = (perf_counter_ns() - began) / 1000
            with self._lock:
                self._sums.time(of.STORE, operation, us=us)

    # -- traces ------------------------------------------------------------------

    def traced(
        self, asked: Visit, headers: Iterable[tuple[bytes, bytes]]
    ) -> AbstractContextManager[None]:
        """A request as a span, while it lasts."""
        return _NOTHING if self._tracer is None else self._tracer.request(asked, headers)

    def computing(self, claim: Claim) -> AbstractContextManager[None]:
        """Compute something that may be cut off anywhere. Raises GivenUp."""
        return claim.computing() if self._tracer is None else _both(self._tracer, claim)

    def _tell(self, event: str, fields: Mapping[str, Any]) -> None:
        if self._log is not silent:
            asked = visit()
            who = {name: said for name, part in _WHO if (said := getattr(asked, part))}
            try:
                self._log(event, **who, **fields)
            except (OSError, ValueError):
                # a log that is closed, or full, keeps nobody from an answer
                return

    # -- what is told of it ------------------------------------------------------

    def sums(self) -> Sums:
        """All that was counted and timed so far."""
        with self._lock:
            found = Sums.unpacked(self._sums.packed())
        for key, count in self._asked().items():
            found.count(of.CACHES, *key, by=max(0, count - self._asked_before[key]))
        found.count(of.UP_SINCE, by=self.began)
        return found

    def _asked(self) -> dict[tuple[str, str], int]:
        return {
            (name, outcome): count
            for name, counts in self._caches.items()
            for outcome, count in zip(("hit", "miss"), counts(), strict=True)
        }
