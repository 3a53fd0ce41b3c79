"""Where one command's time and memory go: by stage, by clause, by function.

Stages and clauses are timed by the clock around them, with nothing else in the way, many
times, the middle of which counts. Functions are counted with a tracer that slows all of them
down alike; of those only the shares are told.

May import: engine, editor, decompose, execute, serialize, measuring.
"""

from __future__ import annotations

import sys
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from statistics import median
from time import perf_counter_ns
from types import FrameType
from typing import Any, Final

import msgspec

from redraft.decompose.planner import Planner
from redraft.editor import Editor
from redraft.engine import How, carry_out, edit, reading_for
from redraft.execute.at_once import OnePass
from redraft.execute.running import _Runner as Runner
from redraft.measuring.forgetting import forget_documents, forget_words
from redraft.measuring.timing import settled
from redraft.serialize import Result
from redraft.serialize import read as read_document

STAGES: Final = ("decompose", "execute", "verify", "serialize")
_REPEATS: Final = 40
_TRACED: Final = 12
_PACKAGE: Final = "redraft."
_OWN: Final = "redraft.measuring."


class Stage(msgspec.Struct, frozen=True):
    """Microseconds of a stage the first time (bytes and words unseen) and again in a session; the
    kB that it asked for the first time, and kept (what checking takes is counted with `execute`)."""

    stage: str
    first_us: float
    again_us: float
    peak_kb: float | None
    kept_kb: float | None


class ClauseCost(msgspec.Struct, frozen=True):
    """Microseconds of one clause: to read its words, and to carry it out and check it."""

    text: str
    span: tuple[int, int]
    read_us: float
    run_us: float
    steps: int
    changes: int


class Part(msgspec.Struct):
    """A function and what it called: shares of the whole, with what is under it."""

    name: str
    room: str
    share: float = 0.0
    own: float = 0.0
    calls: int = 0
    parts: list[Part] = []


class Profile(msgspec.Struct, frozen=True):
    """What one command costs."""

    command: str
    status: str
    components: int
    first_us: float
    again_us: float
    stages: tuple[Stage, ...]
    clauses: tuple[ClauseCost, ...]
    calls: Part


def profiled(source: bytes, commands: Sequence[str], repeats: int = _REPEATS) -> list[Profile]:
    """Profile commands that are said one after another of a document.

    >>> page = b'{"components":[{"id":"a","type":"card","bbox":[0,0,90,90]}]}'
    >>> one = profiled(page, ["make the card red and wider"], repeats=2)[0]
    >>> [stage.stage for stage in one.stages], [clause.text for clause in one.clauses]
    (['decompose', 'execute', 'verify', 'serialize'], ['make the card red and wider'])
    """
    editor = Editor(read_document(source))
    told: list[Profile] = []
    for command in commands:
        told.append(_one(editor, command, repeats))
        editor.edit(command)
    return told


def _one(editor: Editor, command: str, repeats: int) -> Profile:
    source, document = editor.bytes, editor.document
    last = editor.history[-1:]
    options: dict[str, Any] = {"selection": last[0].targets if last else ()}
    if reading_for(document, command).follows is not None:
        options["previous"] = editor.previous

    def cold() -> Result:
        forget_words()
        forget_documents()
        return edit(source, command, **options)

    with settled():
        first, first_us = _stages(cold, repeats)
        clauses = _clauses(cold, repeats)
        editor.preview(command)
        again, again_us = _stages(lambda: editor.preview(command), repeats)
        calls = _calls(cold)
    result = cold()
    memory = _memory(source, command)
    stages = tuple(
        Stage(name, round(first[name], 1), round(again[name], 1), *memory[name]) for name in STAGES
    )
    return Profile(
        command,
        result.status,
        len(document),
        round(first_us, 1),
        round(again_us, 1),
        stages,
        _told(result, clauses),
        calls,
    )


# -- by stage -------------------------------------------------------------------------


def _stages(run: Callable[[], Result], repeats: int) -> tuple[dict[str, float], float]:
    """The middle of each stage's microseconds, writing the bytes included, and of the whole."""
    spent: dict[str, list[float]] = {name: [] for name in STAGES}
    whole: list[float] = []
    for _ in range(repeats):
        result = run()
        began = perf_counter_ns()
        result.bytes  # noqa: B018
        wrote = (perf_counter_ns() - began) / 1000
        timings = dict(result.timings_us)
        timings["serialize"] += wrote
        whole.append(timings.pop("total") + wrote)
        for name in STAGES:
            spent[name].append(timings[name])
    return {name: median(times) for name, times in spent.items()}, median(whole)


# -- by clause ------------------------------------------------------------------------


def _clauses(run: Callable[[], object], repeats: int) -> dict[tuple[str, int], float]:
    """The middle of the microseconds of each clause, ("read", where it begins) and ("run", its number)."""
    spent: dict[tuple[str, int], list[float]] = {}

    def where(self: Planner, start: int) -> tuple[str, int]:
        return "read", self.w.span(start, start + 1)[0]

    def which(self: Any, clause: Any, number: int) -> tuple[str, int]:  # noqa: ARG001
        return "run", clause.span[0]

    def alone(self: Any, one: Any) -> tuple[str, int]:  # noqa: ARG001
        return "run", (one.step.span or one.clause.span)[0]

    with (
        _timed(Planner, "_clause", where, spent),
        _timed(Runner, "_clause", which, spent),
        _timed(OnePass, "takes", alone, spent),
    ):
        for _ in range(repeats):
            run()
    return {key: median(times) for key, times in spent.items()}


@contextmanager
def _timed(
    holder: Any,
    name: str,
    key: Callable[..., tuple[str, int]],
    spent: dict[tuple[str, int], list[float]],
) -> Iterator[None]:
    """Meanwhile every call of a method is timed."""
    plain = getattr(holder, name)

    @wraps(plain)
    def timed(*given: Any) -> Any:
        began = perf_counter_ns()
        try:
            return plain(*given)
        finally:
            took = (perf_counter_ns() - began) / 1000
            spent.setdefault(key(*given), []).append(took)

    setattr(holder, name, timed)
    try:
        yield
    finally:
        setattr(holder, name, plain)


def _told(result: Result, spent: dict[tuple[str, int], float]) -> tuple[ClauseCost, ...]:
    """What each clause cost; words that asked for nothing are part of the clause after them."""
    spans = list(dict.fromkeys(step.span for step in result.steps))
    read = {at: took for (kind, at), took in spent.items() if kind == "read"}
    ran = {at: took for (kind, at), took in spent.items() if kind == "run"}
    costs: list[ClauseCost] = []
    since = 0
    for k, span in enumerate(spans):
        until = spans[k + 1][0] if k + 1 < len(spans) else 1 << 30
        ids = {step.id for step in result.steps if step.span == span}
        costs.append(
            ClauseCost(
                next(step.clause for step in result.steps if step.span == span),
                span,
                round(sum(took for at, took in read.items() if since <= at < until), 1),
                round(sum(took for at, took in ran.items() if span[0] <= at < until), 1),
                len(ids),
                sum(change.step in ids for change in result.changes),
            )
        )
        since = until
    return tuple(costs)


# -- memory -----------------------------------------------------------------------------


def _memory(source: bytes, command: str) -> dict[str, tuple[float | None, float | None]]:
    """kB that each stage asked for at most, and kept: read in, read the words, run, write."""
    told: dict[str, tuple[float, float]] = {}
    forget_words()
    tracemalloc.start()
    try:
        kept: list[Any] = []

        def stage(name: str, run: Callable[[], Any]) -> Any:
            before = tracemalloc.get_traced_memory()[0]
            tracemalloc.reset_peak()
            kept.append(run())
            held, peak = tracemalloc.get_traced_memory()
            old = told.get(name, (0.0, 0.0))
            sizes = (max(old[0], (peak - before) / 1000), old[1] + (held - before) / 1000)
            told[name] = (round(sizes[0], 1), round(sizes[1], 1))
            return kept[-1]

        fresh = stage("serialize", lambda: read_document(source))
        reading = stage("decompose", lambda: reading_for(fresh, command))
        done = stage("execute", lambda: carry_out(fresh, reading, How()))
        stage("serialize", lambda: done.bytes)
    finally:
        tracemalloc.stop()
    return {**told, "verify": (None, None)}


# -- by function --------------------------------------------------------------------------


def _calls(run: Callable[[], object]) -> Part:
    """The functions of Redraft that a command calls, as a tree with each one's share."""
    root = _Node("edit", "")
    tracer = _Tracer(root)
    for _ in range(_TRACED):
        tracer.start()
        try:
            run()
        finally:
            tracer.stop()
    return root.told(root.spent() or 1)


class _Node:
    __slots__ = ("calls", "inside", "name", "own", "room")

    def __init__(self, name: str, room: str) -> None:
        self.name, self.room = name, room
        self.own = self.calls = 0
        self.inside: dict[str, _Node] = {}

    def spent(self) -> int:
        return self.own + sum(node.spent() for node in self.inside.values())

    def told(self, whole: int) -> Part:
        parts = sorted((n.told(whole) for n in self.inside.values()), key=lambda p: -p.share)
        share, own = self.spent() / whole, self.own / whole
        return Part(self.name, self.room, round(share, 5), round(own, 5), self.calls, parts)


class _Tracer:
    """Charges the time between two events to the function that ran meanwhile."""

    def __init__(self, root: _Node) -> None:
        self.root = root
        self.stack: list[_Node | None] = []
        self.at = root
        self.path = [root]
        self.since = 0

    def start(self) -> None:
        self.stack, self.path, self.at = [], [self.root], self.root
        self.since = perf_counter_ns()
        sys.setprofile(self)

    def stop(self) -> None:
        sys.setprofile(None)

    def __call__(self, frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            self._charge()
            self._enter(frame)
        elif event == "return":
            self._charge()
            self._leave()
        self.since = perf_counter_ns()

    def _charge(self) -> None:
        self.at.own += perf_counter_ns() - self.since

    def _enter(self, frame: FrameType) -> None:
        module = frame.f_globals.get("__name__", "")
        if not module.startswith(_PACKAGE) or module.startswith(_OWN):
            self.stack.append(None)
            return
        code = frame.f_code
        name = f"{module.removeprefix(_PACKAGE)}.{code.co_qualname}"
        node = self.at.inside.get(name)
        if node is None:
            node = self.at.inside[name] = _Node(name, module.split(".")[1])
        node.calls += 1
        self.stack.append(node)
        self.path.append(node)
        self.at = node

    def _leave(self) -> None:
        if self.stack and self.stack.pop() is not None:
            self.path.pop()
            self.at = self.path[-1]
