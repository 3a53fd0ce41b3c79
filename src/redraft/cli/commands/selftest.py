"""``redraft selftest``: whether this installation keeps the promises, run here and now.

May import: selftest, measuring, cli.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any, Final

import msgspec
from cyclopts import Parameter

from redraft.cli import files
from redraft.cli.ending import DONE, NOT_APPLIED, Stop
from redraft.cli.paint import Line, Piece, show
from redraft.cli.words import plain
from redraft.measuring.checkout import NoCheckout, root
from redraft.measuring.coverage import coverage
from redraft.measuring.rows import Run
from redraft.selftest import CHECKS, Held, Ran
from redraft.selftest import selftest as run_checks

_NAME: Final = 38
#: what a source checkout keeps of the last run
STORED: Final = "benchmarks/selftest.json"
_HEADS: Final = {
    "system": "System",
    "stress": "Stress",
    "guarantee": "What no change may weaken",
}


def selftest(
    checks: Annotated[tuple[str, ...], Parameter(negative="")] = (),
    /,
    *,
    seed: int = 1,
    output: Annotated[Path | None, Parameter(name=["--output", "-o"])] = None,
    stored: Annotated[bool, Parameter(negative="")] = False,
    report: Annotated[Path | None, Parameter(negative="")] = None,
    json: Annotated[bool, Parameter(negative="")] = False,
) -> int:
    """Try the promises here: speed, rollback, determinism, memory, and the guarantees.

    Documents and commands are made from the seed; nothing but the package is
    needed. Each check compares bytes, with the plain pipeline or with what was
    there before. It takes about half a minute on a quiet machine.

    For example:

      redraft selftest
      redraft selftest rollback determinism --seed 7
      redraft selftest --json
      redraft selftest -o benchmarks/selftest.json
      redraft selftest --stored --report docs/report.md

    Exit status: 0 all of it holds, 1 something does not, 2 wrong use.

    Parameters
    ----------
    checks
        Which of them; all if nothing is said.
    seed
        What documents and commands are made from.
    output
        Write what was found here as JSON.
    stored
        Try nothing: tell what a source checkout has stored in benchmarks/selftest.json.
    report
        Write the report on all that was asked for here, after benchmarks/coverage.md and
        the stored runs of a source checkout.
    json
        Print what was found as JSON.
    """
    unknown = [name for name in checks if name not in CHECKS]
    if unknown:
        raise Stop(f"there is no check “{unknown[0]}”, but {', '.join(CHECKS)}")
    if stored:
        ran = _stored()
    else:
        ran = run_checks(checks, seed=seed, tell=_progress)
        _progress("")
    told = msgspec.json.format(msgspec.json.encode(ran), indent=1) + b"\n"
    if json:
        sys.stdout.buffer.write(told)
        sys.stdout.buffer.flush()
    else:
        show(_table(ran))
    if output is not None:
        files.write(str(output), told)
    if report is not None:
        files.write(str(report), _report(ran).encode())
    return DONE if ran.holds else NOT_APPLIED


def _stored() -> Ran:
    try:
        return msgspec.json.decode((root() / STORED).read_bytes(), type=Ran)
    except (NoCheckout, OSError, msgspec.MsgspecError) as error:
        raise Stop(f"{STORED}: {error}") from None


def _report(ran: Ran) -> str:
    try:
        folder = root() / "benchmarks"
        run = Run.from_json((folder / "baseline.json").read_bytes())
        faults, unseen = (
            msgspec.json.decode((folder / name).read_bytes(), type=dict[str, Any])
            for name in ("faults.json", "unseen.json")
        )
        template = (folder / "coverage.md").read_text("utf-8")
        return coverage(template, run, msgspec.to_builtins(ran), faults, unseen)
    except (NoCheckout, OSError, ValueError) as error:
        raise Stop(f"the report cannot be made: {error}") from None


def _progress(what: str) -> None:
    if sys.stderr.isatty():
        print(f"\r\x1b[K  {what}" if what else "\r\x1b[K", end="", file=sys.stderr, flush=True)


def _table(ran: Ran) -> list[Line]:
    lines: list[Line] = []
    for kind, head in _HEADS.items():
        held = [check for check in ran.checks if check.kind == kind]
        if held:
            lines += [[], [Piece(head, "bold")]]
        for check in held:
            lines += _told(check)
    broken = sum(not check.holds for check in ran.checks)
    style = "bold red" if broken else "bold green"
    count = len(ran.checks)
    said = f"{broken} of {count} do not hold" if broken else f"all {count} hold"
    lines += [[], [Piece(said, style)]]
    where = f"Redraft {ran.version}, Python {ran.python}, {ran.system}, seed {ran.seed}"
    return [*lines[1:], [Piece(where, "dim")]]


def _told(check: Held) -> list[Line]:
    mark = Piece("✓ ", "green") if check.holds else Piece("✗ ", "bold red")
    lines: list[Line] = [
        [mark, Piece(f"{check.name:<{_NAME}}"), Piece(plain(check.figure), "bold")],
        [Piece(f"  {'':<{_NAME}}{plain(check.did)}; {check.seconds:.1f} s", "dim")],
    ]
    lines += [[Piece(f"  {'':<{_NAME}}{plain(one)}", "red")] for one in check.broken]
    return lines
