"""``redraft batch``: one sentence on a hundred screens, a list of jobs, or both.

May import: batching, serialize, cli.
"""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any, Final, Literal

import msgspec
from cyclopts import Group, Parameter

from redraft.batching.batch import Batch, Inline, Workers
from redraft.batching.batch import batch as run_batch
from redraft.batching.jobs import Done, Job, Outcome
from redraft.batching.journal import NAME, finish, write_all
from redraft.batching.ledger import NAME as LEDGER
from redraft.batching.ledger import Ledger, OtherBatch, begin, name_of, standing
from redraft.batching.planning import Bad, Planned, Unit, lines_of, planned
from redraft.batching.processes import Processes, WorkersGone
from redraft.cli import files
from redraft.cli.ending import DONE, NOT_APPLIED, PARTLY, Stop
from redraft.cli.options import RULES_USUAL, Rules
from redraft.cli.paint import Line, Piece, show
from redraft.cli.words import plain, shortened
from redraft.serialize import formatted, read

WHAT: Final = Group("What is done", sort_key=0)
WHERE: Final = Group("Where it goes", sort_key=1)
HOW: Final = Group("Who does it", sort_key=2)

_ROWS_MAX: Final = 40
_FINDINGS_MAX: Final = 12
_KINDS_MAX: Final = 1_000
_NAMES_MAX: Final = 4
_PACE_S: Final = 0.1
_PLAIN_PACE_S: Final = 5.0
_NAME: Final = 44


def batch(
    blueprints: Annotated[tuple[str, ...], Parameter(negative="")] = (),
    /,
    *,
    say: Annotated[tuple[str, ...], Parameter(negative="", group=WHAT)] = (),
    commands: Annotated[str | None, Parameter(group=WHAT)] = None,
    jobs: Annotated[str | None, Parameter(group=WHAT)] = None,
    in_place: Annotated[
        bool, Parameter(name=["--in-place", "-i"], negative="", group=WHERE)
    ] = False,
    output: Annotated[Path | None, Parameter(name=["--output", "-o"], group=WHERE)] = None,
    results: Annotated[str | None, Parameter(group=WHERE)] = None,
    json: Annotated[bool, Parameter(negative="", group=WHERE)] = False,
    whole: Annotated[bool, Parameter(negative="", group=WHERE)] = False,
    dry_run: Annotated[bool, Parameter(name=["--dry-run", "-n"], negative="", group=WHERE)] = False,
    atomic: Annotated[Literal["document", "batch", "none"], Parameter(group=HOW)] = "document",
    workers: Annotated[str, Parameter(group=HOW)] = "auto",
    timeout: Annotated[float | None, Parameter(group=HOW)] = None,
    resume: Annotated[bool, Parameter(negative="", group=HOW)] = False,
    rules: Rules = RULES_USUAL,
) -> int:
    """Edit many blueprints, or one in many ways, in plain English.

    Every command is said of every blueprint, one after another; a list of jobs
    says for each which. The outcome is the same whoever does the work and in
    whatever order it ends.

    For example:

      redraft batch screens/ --say "make the header dark blue" --dry-run
      redraft batch screens/*.json --say "make all buttons 48px tall" --in-place
      redraft batch home.json --commands wishes.txt -o edited/
      redraft batch --jobs jobs.jsonl --in-place --atomic batch --results done.jsonl

    Exit status: 0 all applied, 1 none applied, 2 wrong use or unreadable
    input, 3 some applied.

    Parameters
    ----------
    blueprints
        Files, folders (every .json in them), or patterns in quotes.
    say
        A command for every blueprint; repeatable.
    commands
        A file with a command a line; "-" is standard input.
    jobs
        JSON Lines: {"blueprint": file or object, "command": …, "document": name, "id": …,
        "selection": […]}; "-" is standard input.
    in_place
        Write each blueprint back to its file.
    output
        Write the changed blueprints into this folder, named as they are.
    results
        Write a line of JSON a job here, in input order.
    json
        Print those lines to standard output.
    whole
        Put the whole result of each job into its line.
    dry_run
        Write nothing; show what would change.
    atomic
        What a failure takes back: the other jobs of its blueprint, all of them, or none.
    workers
        inline, auto, or so many processes.
    timeout
        Seconds that a job may take; needs processes.
    resume
        Go on with a batch that was interrupted while it wrote: what is done is not done again.
    """
    plan = planned(_given(blueprints, say, commands, jobs))
    if in_place and output is not None:
        raise Stop("--in-place and --output both say where to write; use one of them")
    _finish_earlier(plan, output)
    sink = _sink(
        in_place=in_place and not dry_run, output=None if dry_run else output, atomic=atomic
    )
    known = _resumed(sink, plan, (rules, atomic, whole), resume=resume)
    made = run_batch(
        plan,
        atomic=atomic,
        telling="result" if whole else "changes",
        workers=_workers(workers, timeout),
        sink=sink,
        known=known,
        **{k: v for k, v in rules.arguments().items() if k != "selection"},
    )
    told = _Told(made, dry_run=dry_run)
    lines = None if results is None else _Lines(results)
    try:
        for outcome in made:
            told.take(outcome)
            if json or lines is not None:
                line = outcome.to_json() + b"\n"
                if json:
                    sys.stdout.buffer.write(line)
                if lines is not None:
                    lines.write(line)
    except WorkersGone as error:
        raise Stop(f"{error}; --workers inline does without") from None
    finally:
        told.end()
        sink.close(ended=told.has_all)
        if lines is not None:
            lines.close()
    if not json:
        show(told.summary(written=in_place or output is not None))
    applied, others = made.counts["applied"], made.counts["not applied"]
    return DONE if not others else PARTLY if applied else NOT_APPLIED


# -- what is to be done -------------------------------------------------------------


def _given(
    blueprints: tuple[str, ...], say: tuple[str, ...], commands: str | None, jobs: str | None
) -> Iterator[Job | Bad]:
    if jobs is not None:
        if blueprints or say or commands:
            raise Stop("--jobs says which blueprints and commands; leave the others out")
        yield from lines_of(_lines(jobs))
        return
    said = [*say]
    if commands is not None:
        said += [line.decode("utf-8", "replace").strip() for line in _lines(commands)]
    said = [one for one in said if one]
    if not blueprints or not said:
        raise Stop("name blueprints and say commands (--say, --commands), or give --jobs")
    for file in _files(blueprints):
        for one in said:
            yield Job(one, file)


def _lines(name: str) -> Iterator[bytes]:
    if name == files.PIPE:
        yield from sys.stdin.buffer
        return
    with Path(name).open("rb") as file:
        yield from file


def _files(named: Iterable[str]) -> Iterator[str]:
    for name in named:
        path = Path(name)
        if path.is_dir():
            found = sorted(path.rglob("*.json"))
        elif any(sign in name for sign in "*?[") and not path.exists():
            root = Path(path.anchor) if path.is_absolute() else Path()
            pattern = str(path.relative_to(path.anchor)) if path.is_absolute() else name
            found = sorted(root.glob(pattern))
        else:
            found = [path]
        if not found:
            raise Stop(f"“{name}” has no blueprints")
        yield from map(str, found)


def _workers(said: str, timeout: float | None) -> Workers:
    cores = os.cpu_count() or 1
    if said == "inline":
        if timeout is not None:
            raise Stop("--timeout needs processes: what runs here cannot be cut off")
        return Inline()
    if said == "auto":
        return Processes(cores, timeout, here=timeout is None)
    if not said.isdigit() or not 1 <= int(said) <= 256:
        raise Stop(f"“{said}” are no workers; say inline, auto, or a number up to 256")
    return Processes(int(said), timeout)


# -- where it goes ---------------------------------------------------------------------


class _Files:
    """Writes each changed document to its place, in the style of its file."""

    def __init__(self, folder: Path | None, *, together: bool) -> None:
        self._folder = folder
        #: what is done is noted here, where each document is written by itself
        self.ledger: Ledger | None = None
        self._together: dict[Path, bytes] | None = {} if together else None

    def put(self, number: int, unit: Unit, done: Done) -> None:
        """Write a document, or keep it until all are there."""
        if done.after is None:
            if self.ledger is not None:
                self.ledger.note(number, None, None, done)
            return
        target = self.target(unit)
        like = unit.path.read_bytes() if unit.path is not None else done.after
        data = formatted(read(done.after), like)
        if self._together is not None:
            self._together[target] = data
            return
        before = target.read_bytes() if target.exists() else None
        if self.ledger is not None:
            self.ledger.note(number, before, data, done)
        if before != data:
            files.write(str(target), data)

    @property
    def is_together(self) -> bool:
        """Whether all is written at the end, or nothing."""
        return self._together is not None

    def finish(self) -> None:
        """Write what was kept, all of it or nothing."""
        if self._together:
            try:
                write_all(self._together, _journal(next(iter(self._together))))
            except OSError as error:
                raise Stop(f"nothing was written: {error}") from None

    def close(self, *, ended: bool) -> None:
        """Let go of the ledger; a batch that has ended needs none."""
        if self.ledger is not None:
            self.ledger.close(ended=ended)

    def target(self, unit: Unit) -> Path:
        """Where a document goes."""
        if self._folder is None:
            if unit.path is None:
                raise Stop("--in-place needs blueprints that are files; use -o FOLDER")
            return unit.path
        self._folder.mkdir(parents=True, exist_ok=True)
        name = unit.path.name if unit.path is not None else unit.name or f"{unit.said[0].number}"
        return self._folder / (name if name.endswith(".json") else f"{name}.json")


class _Nowhere:
    def put(self, number: int, unit: Unit, done: Done) -> None:
        pass

    def finish(self) -> None:
        pass

    def close(self, *, ended: bool) -> None:
        pass


def _sink(*, in_place: bool, output: Path | None, atomic: str) -> _Files | _Nowhere:
    if not in_place and output is None:
        return _Nowhere()
    return _Files(output, together=atomic == "batch")


def _journal(target: Path) -> Path:
    return target.resolve().parent / NAME


def _finish_earlier(plan: Planned, output: Path | None) -> None:
    """Go on where an earlier batch was cut off while it wrote all or nothing."""
    folders = {} if output is None else {output.resolve(): None}
    folders.update({unit.path.resolve().parent: None for unit in plan.units if unit.path})
    for folder in folders:
        ended = finish(folder / NAME)
        if ended != "nothing":
            print(f"an earlier batch was cut off while it wrote: {ended}", file=sys.stderr)


def _resumed(
    sink: _Files | _Nowhere, plan: Planned, rules: object, *, resume: bool
) -> dict[int, Done]:
    """Open the ledger of what is written, where there is any; what of the batch is done already."""
    if not isinstance(sink, _Files) or sink.is_together:
        if resume:
            raise Stop("--resume needs --in-place or -o FOLDER, and no --atomic batch")
        return {}
    path = Path(LEDGER)
    try:
        name = name_of([*plan.parts(), repr(rules).encode()])
        sink.ledger, entries = begin(path, name, resume=resume)
    except FileExistsError:
        raise Stop(
            f"a batch was interrupted here: --resume goes on with it; else remove {path}"
        ) from None
    except OtherBatch:
        raise Stop(f"{path} is of another batch than this one") from None
    known: dict[int, Done] = {}
    for entry in entries:
        target = None if entry.after is None else sink.target(plan.units[entry.unit])
        now = target.read_bytes() if target is not None and target.exists() else None
        found = standing(entry, now)
        if found == "changed":
            raise Stop(f"{target} was changed by somebody else since the batch was interrupted")
        if found == "done":
            known[entry.unit] = msgspec.msgpack.decode(entry.done, type=Done)
    if known:
        print(f"{len(known):,} blueprints are done already", file=sys.stderr)
    return known


class _Lines:
    def __init__(self, name: str) -> None:
        self._file: Any = sys.stdout.buffer if name == files.PIPE else Path(name).open("wb")  # noqa: SIM115

    def write(self, line: bytes) -> None:
        self._file.write(line)

    def close(self) -> None:
        self._file.flush()
        if self._file is not sys.stdout.buffer:
            self._file.close()


# -- what is told ---------------------------------------------------------------------------


class _Told:
    """Progress while it goes on, and what came of it at the end."""

    def __init__(self, made: Batch, *, dry_run: bool) -> None:
        self._made = made
        self._whole = made.plan.jobs
        self._began = self._told_at = time.monotonic()
        self._bar = sys.stderr.isatty()
        self._dry_run = dry_run
        self._done = self._failed = 0
        self._documents: dict[str, Counter[str]] = {}
        #: what failed alike: command and finding → the jobs and the first documents
        self._findings: dict[tuple[str, str, str], list[str]] = {}
        self._changes: list[tuple[str, str]] = []
        self._more = 0

    @property
    def has_all(self) -> bool:
        """Whether every job has been told."""
        return self._done == self._whole

    def take(self, outcome: Outcome) -> None:
        """Note an outcome."""
        self._done += 1
        name = outcome.document or "–"
        counts = self._documents.setdefault(name, Counter())
        counts["applied" if outcome.applied else "not applied"] += 1
        counts["changes"] += len(outcome.changes) if outcome.applied else 0
        if not outcome.applied:
            self._failed += 1
            if outcome.undone_by is None:
                self._note(outcome)
        elif self._dry_run:
            self._changes += [(name, change) for change in outcome.changes]
        now = time.monotonic()
        if now - self._told_at >= (_PACE_S if self._bar else _PLAIN_PACE_S):
            self._told_at = now
            self._progress()

    def _note(self, outcome: Outcome) -> None:
        """Note what failed, together with what failed alike."""
        wrong = next((d for d in outcome.diagnostics if d.severity == "error"), None)
        if wrong is None:
            return
        key = (outcome.command, wrong.code, wrong.message)
        if key in self._findings or len(self._findings) < _KINDS_MAX:
            self._findings.setdefault(key, []).append(outcome.document or f"job {outcome.job}")

    def _progress(self) -> None:
        spent = time.monotonic() - self._began
        rate = self._done / spent if spent else 0.0
        left = (self._whole - self._done) / rate if rate else 0.0
        said = f"{self._done:,} of {self._whole:,}  {rate:,.0f}/s  {left:,.0f} s left  {self._failed:,} failed"
        if self._bar:
            filled = 24 * self._done // max(self._whole, 1)
            bar = "█" * filled + "░" * (24 - filled)
            print(f"\r\x1b[K{bar}  {said}", end="", file=sys.stderr, flush=True)
        else:
            print(said, file=sys.stderr, flush=True)

    def end(self) -> None:
        """Wipe the bar away."""
        if self._bar:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)

    def summary(self, *, written: bool) -> list[Line]:
        """A row a blueprint, those that failed first; then what failed, and what there is in all."""
        ranked = sorted(self._documents.items(), key=lambda one: -one[1]["not applied"])
        lines: list[Line] = []
        if self._dry_run:
            lines += [
                [Piece(f"{plain(name)}  "), Piece(plain(said), "cyan")]
                for name, said in self._changes
            ]
            lines.append([])
        lines.append(
            [Piece(f"{'blueprint':<{_NAME}}{'applied':>9}{'failed':>9}{'changes':>9}", "dim")]
        )
        for name, counts in ranked[:_ROWS_MAX]:
            failed = counts["not applied"]
            lines.append(
                [
                    Piece(f"{shortened(plain(name), _NAME - 2):<{_NAME}}{counts['applied']:>9,}"),
                    Piece(f"{failed:>9,}", "red" if failed else ""),
                    Piece(f"{counts['changes']:>9,}"),
                ]
            )
        if len(ranked) > _ROWS_MAX:
            lines.append([Piece(f"… and {len(ranked) - _ROWS_MAX:,} more", "dim")])
        for (command, code, message), names in [*self._findings.items()][:_FINDINGS_MAX]:
            lines += [[], [Piece(f"“{shortened(plain(command), 72)}”", "bold red")]]
            lines.append([Piece(f"  {code}  {plain(message)}")])
            said = ", ".join(plain(name) for name in names[:_NAMES_MAX])
            more = f" and {len(names) - _NAMES_MAX:,} more" if len(names) > _NAMES_MAX else ""
            lines.append([Piece(f"  {said}{more}", "dim")])
        if len(self._findings) > _FINDINGS_MAX:
            left = len(self._findings) - _FINDINGS_MAX
            lines += [[], [Piece(f"… and {left:,} other failures; --json lists them all", "dim")]]
        spent = time.monotonic() - self._began
        counts = self._made.counts
        style = "bold green" if not counts["not applied"] else "bold yellow"
        total = f"{counts['applied']:,} of {self._done:,} applied on {len(self._documents):,} blueprints"
        lines += [[], [Piece(total, style), Piece(f" in {spent:,.1f} s")]]
        if not written:
            lines.append([Piece("nothing was written; --in-place or -o FOLDER keeps it", "dim")])
        return lines
