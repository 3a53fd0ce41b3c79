"""``redraft batch``: one sentence on a hundred screens, a list of jobs, or both.

May import: batching, cli.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any, Final, Literal

import msgspec
from cyclopts import Group, Parameter

from redraft.batching.batch import batch as run_batch
from redraft.batching.door import workers_of
from redraft.batching.jobs import Atomic, Done
from redraft.batching.ledger import NAME as LEDGER
from redraft.batching.ledger import OtherBatch, begin, name_of, standing
from redraft.batching.outputs import Written, finish_beside
from redraft.batching.planning import Planned, lines_of, planned
from redraft.batching.processes import WorkersGone
from redraft.batching.sources import Picking, each, given, listed
from redraft.batching.storage import Refused, place_of
from redraft.cli import files
from redraft.cli.combined import Combined
from redraft.cli.ending import DONE, INTERRUPTED, NOT_APPLIED, PARTLY, WRONG_USE, Stop
from redraft.cli.options import RULES_USUAL, Rules
from redraft.cli.outcomes import Lines, Outcomes, outcomes_to
from redraft.cli.paint import show
from redraft.cli.tally import Tally

WHAT: Final = Group("What is done", sort_key=0)
WHERE: Final = Group("Where it goes", sort_key=1)
HOW: Final = Group("Who does it", sort_key=2)


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
    output: Annotated[str | None, Parameter(name=["--output", "-o"], group=WHERE)] = None,
    results: Annotated[str | None, Parameter(group=WHERE)] = None,
    json: Annotated[bool, Parameter(negative="", group=WHERE)] = False,
    whole: Annotated[bool, Parameter(negative="", group=WHERE)] = False,
    dry_run: Annotated[bool, Parameter(name=["--dry-run", "-n"], negative="", group=WHERE)] = False,
    atomic: Annotated[Literal["document", "batch", "none"] | None, Parameter(group=HOW)] = None,
    conflicts: Annotated[Literal["order", "reject"], Parameter(group=HOW)] = "order",
    screens: Annotated[Picking, Parameter(group=WHAT)] = "auto",
    project: Annotated[bool, Parameter(negative="", group=WHAT)] = False,
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
      redraft batch screens/ --say "on the checkout screen make the button green" -i
      redraft batch screens/*.json --say "make all buttons 48px tall" --in-place
      redraft batch home.json --commands wishes.txt -o edited/
      redraft batch screens/ --project --say "make the primary color navy" -i
      redraft batch --jobs jobs.jsonl --in-place --atomic batch --results done.jsonl

    Exit status: 0 all applied, 1 none applied, 2 wrong use or nothing that
    could be read, 3 some applied.

    Parameters
    ----------
    blueprints
        Files, folders (every .json in them), patterns in quotes, or URLs.
    say
        A command for every blueprint; repeatable.
    commands
        A file with a command a line; "-" is standard input.
    jobs
        JSON Lines: {"blueprint": file or object, "command": …, "document": name, "id": …,
        "selection": […]}, or a .parquet with these columns; "-" is standard input.
    screens
        Whether “on the checkout screen …” picks blueprints by their names; auto: where there are several.
    project
        The blueprints share their tokens: a token is changed in every screen that has it, all or nothing.
    in_place
        Write each blueprint back to its file.
    output
        Write the changed blueprints into this folder, named as they are.
    results
        Write a line of JSON a job here, in input order; rows where it is called .parquet.
    json
        Print those lines to standard output.
    whole
        Put the whole result of each job into its line.
    dry_run
        Write nothing; show what would change.
    atomic
        What a failure takes back: the other jobs of its blueprint (unless it is a project), all of
        them, or none.
    conflicts
        What becomes of commands on one blueprint that contradict one another: their order decides, and
        that is told, or none of them is run.
    workers
        inline, auto, so many processes, dask, or the dask scheduler at dask://HOST:PORT.
    timeout
        Seconds that a job may take; needs processes.
    resume
        Go on with a batch that was interrupted while it wrote: what is done is not done again.
    """
    if in_place and output is not None:
        raise Stop("--in-place and --output both say where to write; use one of them")
    try:
        taken_back: Atomic = atomic or ("batch" if project else "document")
        asked = _jobs(
            blueprints, say, commands, jobs, screens, project=project, selection=rules.select
        )
        plan = planned(asked)
        who = workers_of(workers, timeout)
        sink = None
        if (in_place or output is not None) and not dry_run:
            folder = None if output is None else place_of(output)
            sink = Written(plan, folder, together=taken_back == "batch")
            _tell_finished(sink.finish_earlier())
        known = _resumed(sink, plan, (rules, taken_back, whole, conflicts), resume=resume)
        takers: list[Outcomes] = [Lines(sys.stdout.buffer)] if json else []
        takers += [] if results is None else [outcomes_to(results)]
    except Refused as error:
        raise Stop(error.diagnostic.message) from None
    combined = Combined(plan) if dry_run and not json else None
    made = run_batch(
        plan,
        atomic=taken_back,
        telling="result" if whole else "changes",
        workers=who,
        sink=sink or combined or _Nowhere(),
        known=known,
        conflicts=conflicts,
        **{k: v for k, v in rules.arguments().items() if k != "selection"},
    )
    tally = Tally(made)
    try:
        for outcome in made:
            tally.take(outcome)
            for taker in takers:
                taker.write(outcome)
            for lines in combined.ready() if combined is not None else ():
                tally.end()
                show(lines)
    except WorkersGone as error:
        raise Stop(f"{error.diagnostic.message}; --workers inline does without") from None
    except KeyboardInterrupt:
        if sink is None or sink.ledger is None or tally.has_all:
            raise
        raise Stop("interrupted; what is written stays, --resume goes on", INTERRUPTED) from None
    finally:
        tally.end()
        if sink is not None:
            sink.close(ended=tally.has_all)
        for taker in takers:
            taker.close()
    if not json:
        show(tally.summary(written=sink is not None))
    if tally.has_read_nothing:
        return WRONG_USE
    applied, others = made.counts["applied"], made.counts["not applied"]
    return DONE if not others else PARTLY if applied else NOT_APPLIED


# -- what is to be done -------------------------------------------------------------


def _jobs(
    blueprints: tuple[str, ...],
    say: tuple[str, ...],
    commands: str | None,
    jobs: str | None,
    screens: Picking,
    *,
    project: bool,
    selection: tuple[str, ...],
) -> Iterable[Any]:
    if jobs is not None:
        if blueprints or say or commands or project or selection:
            raise Stop("--jobs says which blueprints and commands; leave the others out")
        return lines_of(sys.stdin.buffer) if jobs == files.PIPE else listed(jobs)
    said = [*say, *(_lines(commands) if commands is not None else ())]
    said = [one for one in said if one.strip()]
    if not blueprints or not said:
        raise Stop("name blueprints and say commands (--say, --commands), or give --jobs")
    found = given(blueprints)
    _tell_finished(finish_beside(one.place for one in found))
    return each(found, said, screens, project=project, selection=selection)


def _tell_finished(ended: list[str]) -> None:
    for end in ended:
        print(f"an earlier batch was cut off while it wrote: {end}", file=sys.stderr)


def _lines(name: str) -> Iterator[str]:
    if name == files.PIPE:
        data = sys.stdin.buffer.read()
    else:
        data = place_of(name).read_bytes()
    yield from (line.strip() for line in data.decode("utf-8", "replace").splitlines())


# -- what is done already ---------------------------------------------------------------


class _Nowhere:
    def put(self, number: int, unit: Any, done: Done) -> None:
        pass

    def finish(self) -> None:
        pass


def _resumed(
    sink: Written | None, plan: Planned, rules: object, *, resume: bool
) -> dict[int, Done]:
    """Open the ledger of what is written, where there is any; what of the batch is done already."""
    if sink is None or sink.together:
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
