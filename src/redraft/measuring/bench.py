"""The workloads of the specification (W1 to W12), each against what it is held to.

Every comparison runs both sides in this process, turn by turn, on the same documents and
commands, and says whether they gave the same to the byte.

May import: engine, editor, serialize, decompose, measuring.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter_ns
from typing import Any, Final, NamedTuple

import orjson

from redraft.decompose import names_in
from redraft.decompose import read as read_command
from redraft.editor import Editor
from redraft.engine import edit, plan_of
from redraft.measuring import reading, reference
from redraft.measuring.alternatives import alternatives
from redraft.measuring.batches import batches
from redraft.measuring.checkout import command_rows, root
from redraft.measuring.forgetting import forget_documents, forget_words
from redraft.measuring.rows import Machine, Row, Run, rounded
from redraft.measuring.switches import switched_off
from redraft.measuring.timing import Side, Spread, spreads, yardstick_us
from redraft.measuring.workloads import COMMANDS, ONE_CLAUSE, SIZES, many_steps, page
from redraft.serialize import Result
from redraft.serialize import read as read_document

#: rounds of a comparison with the plain pipeline, by size: it takes a fifth of a second at 1,000
_ROUNDS: Final = {20: 36, 100: 24, 1_000: 12, 10_000: 12}
#: calls of the engine in each of them
_CALLS: Final = 24
#: the plain pipeline needs seconds at 10,000 components
_COMPARED_MAX: Final = 1_000
_TARGETS_W1: Final = {20: 20.0, 100: 100.0, 1_000: 1_000.0}
_TARGETS_W5: Final = {20: 12.0, 100: 6.0, 1_000: 4.0}
_STEPS: Final = 50
_PROCESSES: Final = 9
#: answers as long ones as short ones get of the time, for W6
_KILOBYTE: Final = 1_000

Tell = Callable[[str], None]


class Own(NamedTuple):
    """A document and commands of somebody's own to measure beside the made ones."""

    name: str
    source: bytes
    commands: tuple[str, ...]


# -- the whole ---------------------------------------------------------------------


def bench(
    only: Sequence[str] = (),
    *,
    memory: bool = False,
    off: bool = False,
    own: Own | None = None,
    tell: Tell = lambda _: None,
) -> Run:
    """Measure the workloads that are named, all of them if none is. Raises NoCheckout."""
    root()
    yards = [yardstick_us()]
    rows: list[Row] = []
    for names, measured in _WORKLOADS:
        if only and not set(names) & set(only):
            continue
        rows += [row for row in measured(tell) if not only or row.workload in only]
        yards.append(yardstick_us())
    if memory or "W12" in only:
        rows += _memory(tell)
    if own is not None:
        rows += _own(own, tell)
    if off:
        rows += switched_off(tell)
        rows += alternatives(tell)
    machine = Machine(
        platform.python_version(),
        f"{platform.system()} {platform.machine()}",
        _processor(),
        os.cpu_count() or 1,
        round(median(yards), 1),
    )
    return Run(machine, tuple(rows))


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((x.partition(":")[2].strip() for x in lines if x.startswith("model name")), "")


# -- W1, W2, W3: a warm session -----------------------------------------------------


def whole(result: Result) -> tuple[Any, ...]:
    """All that a caller without bytes wants of a result."""
    return result.changes, result.patch, result.inverse_patch, result.document


class _Session:
    """A session, and the plain pipeline given what the session was given."""

    def __init__(self, source: bytes, commands: Sequence[str]) -> None:
        self.editor = Editor(source)
        self.commands = commands
        self.at = 0
        for said in [*commands, *commands]:
            whole(self.editor.edit(said))

    def next(self, _: int = 0) -> str:
        """The next command."""
        self.at += 1
        return self.commands[(self.at - 1) % len(self.commands)]

    def edit(self, said: str) -> Result:
        result = self.editor.edit(said)
        whole(result)
        return result

    def plain_input(self, turn: int) -> tuple[bytes, str, tuple[str, ...]]:
        """What the plain pipeline is to do next: the bytes, the command, what "it" is."""
        last = self.editor.history[-1:]
        said = self.commands[(self.at + turn) % len(self.commands)]
        return self.editor.bytes, said, last[0].targets if last else ()

    def equal(self) -> bool:
        """Whether every command gives what the plain pipeline gives; the session goes on meanwhile."""
        return all(self._is_equal() for _ in self.commands)

    def _is_equal(self) -> bool:
        source, said, selection = self.plain_input(0)
        plain = reference.edit(source, said, selection=selection)
        return same(self.edit(self.next()), plain)


def same(result: Result, plain: Any) -> bool:
    """Whether a result is what the plain pipeline told, to the byte."""
    told = tuple((d.code, d.severity, d.span, d.component) for d in result.diagnostics)
    made = tuple(map(tuple, result.changes))
    return bool((result.status, result.bytes, made, told) == tuple(plain))


def _plain(given: tuple[bytes, str, tuple[str, ...]]) -> object:
    source, said, selection = given
    return reference.edit(source, said, selection=selection)


def _sessions(tell: Tell) -> Iterator[Row]:
    """W1 and W2 at every size, and W3."""
    middles: dict[int, float] = {}
    for size in SIZES:
        tell(f"W1 W2 a warm session, {size:,} components")
        session = _Session(orjson.dumps(page(size)), COMMANDS)
        ours, against, equal = _compared(session, size)
        middles[size] = ours.p50
        case = f"{size:,} components"
        if against is not None:
            yield Row(
                "W1",
                case,
                rounded(against.p50 / ours.p50),
                "×",
                least=_TARGETS_W1.get(size),
                ours=ours,
                against=against,
                against_what="the plain pipeline",
                equal=equal,
            )
        yield Row("W2", case, rounded(ours.p50), "µs", most=150, ours=ours)
        yield Row("W2", f"{case}, p99 / p50", rounded(ours.p99 / ours.p50), "×", most=3, ours=ours)
    flat = middles[SIZES[-1]] / middles[SIZES[0]]
    yield Row("W3", f"{SIZES[-1]:,} components against {SIZES[0]}", rounded(flat), "×", most=2)


def _compared(session: _Session, size: int) -> tuple[Spread, Spread | None, bool | None]:
    """The session's edits against the plain pipeline's, where that can be waited for."""
    sides = [Side(session.edit, session.next, _CALLS)]
    if size > _COMPARED_MAX:
        return spreads(sides, _ROUNDS.get(size, 12))[0], None, None
    equal = session.equal()
    sides.append(Side(_plain, session.plain_input))
    ours, against = spreads(sides, _ROUNDS.get(size, 12))
    return ours, against, equal


# -- W4: many steps -------------------------------------------------------------------


def _many(tell: Tell) -> Iterator[Row]:
    """W4: a command of 50 clauses against one of two, and against the plain pipeline."""
    tell(f"W4 {_STEPS} steps, 100 components")
    source = orjson.dumps(page(100))
    sessions = [
        _Session(source, [many_steps(count, "red", 18), many_steps(count, "black", 16)])
        for count in (_STEPS, 2)
    ]
    sides = [Side(s.edit, s.next, times) for s, times in zip(sessions, (4, 24), strict=True)]
    equal = sessions[0].equal()
    sides.append(Side(_plain, sessions[0].plain_input))
    many, two, plain = spreads(sides, 12)
    case = f"{_STEPS} steps against 2, 100 components"
    yield Row(
        "W4",
        case,
        rounded(many.p50 / two.p50),
        "×",
        most=12,
        ours=many,
        against=two,
        against_what="2 steps",
    )
    yield Row(
        "W4",
        f"{_STEPS} steps, 100 components",
        rounded(plain.p50 / many.p50),
        "×",
        least=100,
        ours=many,
        against=plain,
        against_what="the plain pipeline",
        equal=equal,
    )


# -- W5: cold ---------------------------------------------------------------------------


def _cold(tell: Tell) -> Iterator[Row]:
    """W5: bytes and words that nobody has seen, to bytes; the same where one or both were seen before."""
    for size in SIZES:
        tell(f"W5 cold, {size:,} components")
        source = orjson.dumps(page(size))
        plain = reference.edit(source, ONE_CLAUSE) if size <= _COMPARED_MAX else None
        equal = None if plain is None else same(edit(source, ONE_CLAUSE), plain)

        def cold(_: int, source: bytes = source) -> bytes:
            forget_words()
            forget_documents()
            return source

        def known(_: int, source: bytes = source) -> bytes:
            forget_documents()
            return source

        def again(_: int, source: bytes = source) -> bytes:
            return source

        sides = [
            Side(_to_bytes, cold, 2),
            Side(_to_bytes, known, 2),
            Side(_to_bytes, again, 2),
            Side(_through_orjson, again, 4),
        ]
        *ours, floor = spreads(sides, 15 if size > _COMPARED_MAX else 60)
        case = f"{size:,} components"
        what = "orjson.loads and dumps"
        most = _TARGETS_W5.get(size)
        for said, mine in zip(("", ", words known", ", words and bytes known"), ours, strict=True):
            ratio = rounded(mine.p50 / floor.p50)
            yield Row("W5", case + said, ratio, "×", most, None, mine, floor, what, equal)
            most = None


def _to_bytes(source: bytes) -> bytes:
    return edit(source, ONE_CLAUSE).bytes


def _through_orjson(source: bytes) -> bytes:
    return orjson.dumps(orjson.loads(source))


# -- W6, W7: words ------------------------------------------------------------------------


def _reading(tell: Tell) -> Iterator[Row]:
    """W6: reading without a cache, a clause; and how it grows with the length."""
    files = command_rows()
    tell(f"W6 reading the commands of {len(files)} files")
    figures = reading.a_clause(files)
    note = f"{figures.commands} commands, {figures.clauses} clauses"
    yield Row("W6", "one clause", rounded(figures.median), "µs", most=40, note=note)
    tell("W6 100 kB against 1 kB")
    kind, times = max(reading.growth(_KILOBYTE).items(), key=lambda one: one[1])
    yield Row("W6", "100 kB against 1 kB", rounded(times), "×", most=100, note=f"worst: {kind}")


def _hits(tell: Tell) -> Iterator[Row]:
    """W7: a command that was read before."""
    tell("W7 a plan that is kept")
    document = read_document(orjson.dumps(page(100)))
    names = {said: names_in(document, said) for said in COMMANDS}
    fresh = {said: read_command(said, names=names[said]) for said in COMMANDS}
    equal = all(plan_of(said, frozenset(), names[said]) == fresh[said] for said in COMMANDS)
    turns = [(said, names[said]) for said in COMMANDS]

    def hit(given: tuple[str, Any]) -> object:
        return plan_of(given[0], frozenset(), given[1])

    ours = spreads([Side(hit, lambda k: turns[k % len(turns)], 50)], 60)[0]
    yield Row("W7", "plan cache hit", rounded(ours.p50), "µs", most=2, ours=ours, equal=equal)


# -- W8, W9: versions and bytes ---------------------------------------------------------------


def _undoing(tell: Tell) -> Iterator[Row]:
    """W8: going back and forth."""
    for size in (SIZES[0], SIZES[-1]):
        tell(f"W8 undo and redo, {size:,} components")
        editor = Editor(orjson.dumps(page(size)))
        for said in COMMANDS:
            editor.edit(said)

        def session(_: int, editor: Editor = editor) -> Editor:
            return editor

        sides = [Side(Editor.undo, session, 6), Side(Editor.redo, session, 6)]
        undo, redo = spreads(sides, 60)
        for name, ours in (("undo", undo), ("redo", redo)):
            yield Row(
                "W8", f"{name}, {size:,} components", rounded(ours.p50), "µs", most=20, ours=ours
            )


def _bytes(tell: Tell) -> Iterator[Row]:
    """W9: the bytes of a large document after one edit, against copying them once."""
    size = SIZES[-1]
    tell(f"W9 bytes after one edit, {size:,} components")
    source = orjson.dumps(page(size))
    editor = Editor(source)
    turns = 0

    def edited(_: int) -> Result:
        nonlocal turns
        turns += 1
        return editor.edit(COMMANDS[turns % len(COMMANDS)])

    ours, copied = spreads(
        [Side(lambda r: r.bytes, edited, 4), Side(lambda _: bytearray(source), times=4)], 40, warm=3
    )
    equal = editor.bytes == reference.dumps(editor.blueprint)
    yield Row(
        "W9",
        f"{size:,} components",
        rounded(ours.p50 / copied.p50),
        "×",
        most=4,
        ours=ours,
        against=copied,
        against_what="copying the bytes once",
        equal=equal,
    )


# -- W11: start-up -------------------------------------------------------------------------------

_IMPORT: Final = (
    "from time import perf_counter as now; began = now(); import redraft; print(now() - began)"
)


def _starting(tell: Tell) -> Iterator[Row]:
    """W11: the import, and the command line as a whole process."""
    tell("W11 start-up")
    took = [float(_process(["-c", _IMPORT])) * 1000 for _ in range(_PROCESSES)]
    yield Row("W11", "import redraft", rounded(median(took)), "ms", most=120)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.json"
        file.write_bytes(orjson.dumps(page(20)))
        _process(["-m", "redraft", "edit", str(file), ONE_CLAUSE, "-n"])
        whole_process: list[float] = []
        bare: list[float] = []
        for _ in range(_PROCESSES):
            for arguments, noted in (
                (["-m", "redraft", "edit", str(file), ONE_CLAUSE, "-n"], whole_process),
                (["-c", "pass"], bare),
            ):
                began = perf_counter_ns()
                _process(arguments)
                noted.append((perf_counter_ns() - began) / 1e6)
    note = f"{rounded(median(bare)):g} ms of it is Python's own start"
    figure = rounded(median(whole_process))
    yield Row("W11", "redraft edit, the whole process", figure, "ms", most=250, note=note)


def _process(arguments: Sequence[str]) -> str:
    """Run Python; what it compiles is kept, as it is for whoever installed the library."""
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        text=True,
        check=True,
        timeout=600,
        env=kept,
    )
    return done.stdout


# -- W12: memory -----------------------------------------------------------------------------------


def _memory(tell: Tell) -> Iterator[Row]:
    """W12: in a process of its own, so that nothing else is counted."""
    tell("W12 memory (a minute or two)")
    told = json.loads(_process(["-m", "redraft.measuring.memory"]))
    history = f"{told['components']:,} components, {told['entries']:,} undo entries"
    loaded = f"the document itself takes {told['loaded_mb']} MB"
    yield Row(
        "W12", f"{history}, over the document", told["history_mb"], "MB", most=40, note=loaded
    )
    case = f"growth from edit {told['from_edit']:,} to {told['to_edit']:,}"
    yield Row("W12", case, told["growth_mb"], "MB", most=1, note="resident set, history full")


# -- documents of one's own ---------------------------------------------------------------------------


def _own(own: Own, tell: Tell) -> Iterator[Row]:
    """A warm session and cold edits on somebody's own document."""
    tell(f"{own.name}: {len(own.commands)} commands")
    document = read_document(own.source)
    case = f"{own.name}, {len(document):,} components"
    session = _Session(own.source, own.commands)
    equal = session.equal()
    ours, against = spreads(
        [Side(session.edit, session.next, _CALLS), Side(_plain, session.plain_input)], 8
    )
    what = "the plain pipeline"
    ratio = rounded(against.p50 / ours.p50)
    yield Row("own", f"{case}, warm", ratio, "×", None, None, ours, against, what, equal)

    def cold(k: int) -> str:
        forget_words()
        forget_documents()
        return own.commands[k % len(own.commands)]

    ours, floor = spreads(
        [
            Side(lambda said: edit(own.source, said).bytes, cold, 2),
            Side(lambda _: _through_orjson(own.source), times=4),
        ],
        30,
    )
    what = "orjson.loads and dumps"
    ratio = rounded(ours.p50 / floor.p50)
    yield Row("own", f"{case}, cold", ratio, "×", None, None, ours, floor, what)


_WORKLOADS: Final[tuple[tuple[tuple[str, ...], Callable[[Tell], Iterable[Row]]], ...]] = (
    (("W1", "W2", "W3"), _sessions),
    (("W4",), _many),
    (("W5",), _cold),
    (("W6",), _reading),
    (("W7",), _hits),
    (("W8",), _undoing),
    (("W9",), _bytes),
    (("W10",), batches),
    (("W11",), _starting),
)
KNOWN: Final = (*(name for names, _ in _WORKLOADS for name in names), "W12")
