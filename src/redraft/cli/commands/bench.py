"""``redraft bench``: the workloads of the specification, measured here and now.

May import: measuring, cli.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Final

import msgspec
from cyclopts import Parameter

from redraft.cli import files
from redraft.cli.ending import DONE, NOT_APPLIED, Stop
from redraft.cli.paint import Line, Piece, show
from redraft.cli.words import plain
from redraft.document.blueprint import Limits
from redraft.measuring.bench import KNOWN, Own
from redraft.measuring.bench import bench as measure
from redraft.measuring.checkout import BASELINE, TEMPLATE, NoCheckout, root
from redraft.measuring.report import report as page_of
from redraft.measuring.rows import Run, Worse, regressed, short, to_plain
from redraft.measuring.timing import Spread

_CASE: Final = 62


def bench(
    workloads: Annotated[tuple[str, ...], Parameter(negative="")] = (),
    /,
    *,
    memory: Annotated[bool, Parameter(negative="")] = False,
    file: str | None = None,
    say: Annotated[tuple[str, ...], Parameter(negative="")] = (),
    baseline: Path | None = None,
    off: Annotated[bool, Parameter(negative="")] = False,
    save: Annotated[bool, Parameter(negative="")] = False,
    stored: Annotated[bool, Parameter(negative="")] = False,
    report: Annotated[Path | None, Parameter(negative="")] = None,
    output: Annotated[Path | None, Parameter(name=["--output", "-o"])] = None,
    json: Annotated[bool, Parameter(negative="")] = False,
) -> int:
    """Measure the workloads, and compare with the stored figures.

    The engine and the plain pipeline (redraft.measuring.reference) run turn by
    turn in this process on the same documents and commands; a row whose two
    sides differ in one byte is marked. It is run in a source checkout. Ratios
    hold on any machine; times are compared by how long plain arithmetic takes.

    For example:

      redraft bench
      redraft bench W1 W5 --json
      redraft bench --memory --off --save
      redraft bench --stored --report docs/performance.md
      redraft bench W1 --file home.json --say "make the header red" --say "hide the logo"

    Exit status: 0 measured, 1 something regressed or differs, 2 wrong use.

    Parameters
    ----------
    workloads
        Which of them, W1 to W12; all but W12 if nothing is said.
    memory
        W12 too: what a history holds, and growth over 100,000 edits. Takes minutes.
    file
        A blueprint of your own to measure beside them.
    say
        A command to say of it, repeatable; each should leave something for the next to do.
    baseline
        Compare with this run; benchmarks/baseline.json if nothing is said.
    off
        Each optimisation switched off by itself too, and what was tried instead of some.
    save
        Store this run as the baseline.
    stored
        Measure nothing: tell the stored run.
    report
        Write the run as a page here, after benchmarks/report.md.
    output
        Write the run here as JSON.
    json
        Print the run as JSON.
    """
    unknown = [name for name in workloads if name not in KNOWN]
    if unknown:
        raise Stop(f"there is no workload “{unknown[0]}”, but {', '.join(KNOWN)}")
    try:
        here = root()
        known = _stored(baseline or here / BASELINE, wanted=stored or baseline is not None)
        if stored and known is not None:
            run = known
        else:
            mine = _own(file, say)
            run = measure(workloads, memory=memory, off=off, own=mine, tell=_progress)
            _progress("")
    except NoCheckout as error:
        raise Stop(str(error)) from None
    worse = [] if known is None or stored else regressed(run, known)
    if json:
        said = msgspec.json.format(msgspec.json.encode(to_plain(run, worse)), indent=1)
        sys.stdout.buffer.write(said + b"\n")
        sys.stdout.buffer.flush()
    else:
        show(_table(run))
        show(_verdict(run, worse))
    if output is not None:
        files.write(str(output), run.to_json())
    if save:
        files.write(str(baseline or here / BASELINE), run.to_json())
    if report is not None:
        files.write(str(report), page_of((here / TEMPLATE).read_text("utf-8"), run).encode())
    return NOT_APPLIED if worse or any(row.equal is False for row in run.rows) else DONE


def _stored(file: Path, *, wanted: bool) -> Run | None:
    if not file.is_file() and not wanted:
        return None
    try:
        return Run.from_json(file.read_bytes())
    except msgspec.MsgspecError as error:
        raise Stop(f"{file} is no run of redraft bench: {error}") from None


def _own(file: str | None, say: tuple[str, ...]) -> Own | None:
    if file is None and not say:
        return None
    if file is None or not say:
        raise Stop("--file and --say go together: a blueprint, and what to say of it")
    return Own(Path(file).name, files.read(file, Limits().bytes_max), say)


def _progress(what: str) -> None:
    """Say what is being measured; nothing wipes it away."""
    if sys.stderr.isatty():
        print(f"\r\x1b[K  {what}" if what else "\r\x1b[K", end="", file=sys.stderr, flush=True)
    elif what:
        print(what, file=sys.stderr, flush=True)


def _table(run: Run) -> list[Line]:
    head = f"{'':9}{'':<{_CASE}}{'':>12}  {'target':>10}  {'p50 µs':>10}{'p95':>10}{'p99':>10}{'against':>12}"
    lines: list[Line] = [[Piece(head, "dim")]]
    before = ""
    for row in run.rows:
        name = row.workload if row.workload != before else ""
        before = row.workload
        style = {True: "green", False: "bold red", None: ""}[row.met]
        unit = "" if row.unit == "×" else " "
        lines.append(
            [
                Piece(f"{name:<9}", "bold"),
                Piece(f"{plain(row.case):<{_CASE}}"),
                Piece(f"{row.figure:>9,g}{unit}{row.unit:<{3 - len(unit)}}", style),
                Piece(f"  {row.target:>10}", "dim"),
                Piece(f"  {_spread(row.ours)}"),
                Piece(f"{'' if row.against is None else short(row.against.p50):>12}"),
                Piece("" if row.equal is not False else "  DIFFERS", "bold red"),
                Piece(f"  {plain(row.note)}" if row.note else "", "dim"),
            ]
        )
    return lines


def _spread(spread: Spread | None) -> str:
    if spread is None:
        return " " * 30
    return f"{short(spread.p50):>10}{short(spread.p95):>10}{short(spread.p99):>10}"


def _verdict(run: Run, worse: list[Worse]) -> list[Line]:
    held = [row for row in run.rows if row.met is not None]
    met = sum(row.met is True for row in held)
    differs = [row for row in run.rows if row.equal is False]
    lines: list[Line] = [[]]
    style = "bold green" if met == len(held) else "bold yellow"
    lines.append([Piece(f"{met} of {len(held)} targets met", style)])
    lines += [
        [Piece(f"the two sides differ: {row.workload} {plain(row.case)}", "bold red")]
        for row in differs
    ]
    for one in worse:
        said = (
            f"worse: {one.row.workload} {plain(one.row.case)}, {one.times:g} times what was stored"
        )
        figures = f" ({one.before:g} → {one.row.figure:g} {one.row.unit})"
        lines.append([Piece(said, "bold red"), Piece(figures)])
    machine = run.machine
    where = f"{machine.processor or machine.system}, {machine.cores} cores, Python {machine.python}"
    lines.append([Piece(f"{where}; yardstick {machine.yardstick_us:,.0f} µs", "dim")])
    return lines
