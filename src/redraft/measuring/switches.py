"""Each optimisation switched off by itself: what it saves, with equal results.

A switch puts the plain way of doing one thing in the place of the fast one, for the time of a
measurement, and leaves all else as it is.

May import: engine, reporting, execute, serialize, verify, measuring.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from typing import Any, Final, NamedTuple

import orjson

import redraft.execute.running
import redraft.reporting
import redraft.serialize.result
from redraft.document.blueprint import Component, Document, copy_json
from redraft.editor import Editor
from redraft.execute.transaction import Transaction
from redraft.measuring.rows import Row, rounded
from redraft.measuring.timing import Side, spreads
from redraft.measuring.workloads import COMMANDS, many_steps, page
from redraft.plans import PLANS_MAX, PlanCache
from redraft.serialize import Result
from redraft.verify import Finding
from redraft.verify.checking import check, introduced

_SIZES: Final = (100, 1_000)
_ROUNDS: Final = 40


@contextmanager
def _instead(holder: Any, name: str, other: Any) -> Iterator[None]:
    plain = getattr(holder, name)
    setattr(holder, name, other)
    try:
        yield
    finally:
        setattr(holder, name, plain)


# -- the switches ------------------------------------------------------------------


@contextmanager
def no_batched_steps() -> Iterator[None]:
    """Each clause is run and judged by itself."""

    def alone(*_: object) -> None:
        return None

    with (
        _instead(redraft.reporting.Judge, "reach", alone),
        _instead(redraft.execute.running, "run_at_once", alone),
    ):
        yield


@contextmanager
def no_shared_versions() -> Iterator[None]:
    """Every step copies the whole document first."""
    plain = Transaction.apply_all

    def apply_all(self: Transaction, steps: Iterable[tuple[int, Any]]) -> None:
        for step in steps:
            self.document = _copied(self.document)
            plain(self, (step,))

    with _instead(Transaction, "apply_all", apply_all):
        yield


def _copied(document: Document) -> Document:
    chunks = tuple(
        tuple(Component(copy_json(component.fields)) for component in chunk)
        for chunk in document.chunks
    )
    return Document(copy_json(document.head), document.outline, chunks, document.exotic)


@contextmanager
def no_scoped_validation() -> Iterator[None]:
    """Every rule over the whole document, after every clause."""

    def introduced_by(before: Document, after: Document, *_: object) -> list[Finding]:
        if before is after:
            return []
        for document in (before, after):
            document.memo.pop("report", None)
        return introduced(check(before), check(after), before, after)

    with _instead(redraft.reporting, "introduced_by", introduced_by):
        yield


@contextmanager
def no_spliced_bytes() -> Iterator[None]:
    """The whole document is encoded anew."""

    def write(document: Document) -> bytes:
        return orjson.dumps(document.tree())

    with _instead(redraft.serialize.result, "write", write):
        yield


# -- what they save ------------------------------------------------------------------


class Switch(NamedTuple):
    """An optimisation, how it is switched off, and the work on which it shows."""

    name: str
    off: Callable[[], Any]
    work: Callable[[Result], object]
    commands: tuple[str, ...] = COMMANDS
    sizes: tuple[int, ...] = _SIZES
    about: str = "2 clauses"
    #: plans that the session without it keeps
    plans: int = PLANS_MAX


def _whole(result: Result) -> object:
    return result.changes, result.patch, result.inverse_patch


def _bytes(result: Result) -> object:
    return result.bytes


class _Twins:
    """Two sessions that are told the same, one of them with a switch off."""

    def __init__(self, size: int, switch: Switch) -> None:
        source = orjson.dumps(page(size))
        self.switch = switch
        self.sessions = Editor(source), Editor(source, plans=PlanCache(switch.plans))
        self.equal = True
        for said in switch.commands * 2:
            self.plain(said)
            self.fast(said)

    def said(self, turn: int) -> str:
        """The command of a turn."""
        return self.switch.commands[turn % len(self.switch.commands)]

    def fast(self, said: str) -> Result:
        """Edit with everything on."""
        return self._edit(0, said)

    def plain(self, said: str) -> Result:
        """Edit with one thing off."""
        return self._edit(1, said)

    def _edit(self, which: int, said: str) -> Result:
        result = self.sessions[which].edit(said)
        self.switch.work(result)
        return result

    def check(self) -> bool:
        """Whether both give the same for every command."""
        for said in self.switch.commands:
            fast = self.fast(said)
            with self.switch.off():
                plain = self.plain(said)
                told = {result.to_json(timings=False) for result in (plain, fast)}
            if len(told) > 1:
                return False
        return True


def switched_off(tell: Callable[[str], None]) -> Iterator[Row]:
    """A row a switch and size: how many times as long it takes without."""
    for switch in SWITCHES:
        for size in switch.sizes:
            tell(f"without {switch.name}, {size:,} components")
            twins = _Twins(size, switch)
            equal = twins.check()
            fast, plain = _measured(twins)
            case = f"{switch.name}: {switch.about}, {size:,} components"
            ratio = rounded(plain.p50 / fast.p50)
            what = "with it"
            yield Row("off", case, ratio, "×", None, None, plain, fast, what, equal)


def _measured(twins: _Twins) -> Any:
    """The spread with everything on, and with one thing off; it is off only while its turn is timed."""
    entered: list[Any] = []

    def ready(turn: int) -> str:
        entered.append(twins.switch.off())
        entered[-1].__enter__()
        return twins.said(turn)

    def back(turn: int) -> str:
        while entered:
            entered.pop().__exit__(None, None, None)
        return twins.said(turn)

    found = spreads([Side(twins.fast, back), Side(twins.plain, ready)], _ROUNDS)
    back(0)
    return found


_MANY: Final = (many_steps(50, "red", 18), many_steps(50, "black", 16))

SWITCHES: Final = (
    Switch("plan cache", nullcontext, _whole, sizes=_SIZES[:1], plans=0),
    Switch("shared versions", no_shared_versions, _whole),
    Switch("scoped validation", no_scoped_validation, _whole),
    Switch("batched steps", no_batched_steps, _whole),
    Switch("batched steps", no_batched_steps, _whole, _MANY, _SIZES[:1], "50 clauses"),
    Switch("spliced bytes", no_spliced_bytes, _bytes),
)
