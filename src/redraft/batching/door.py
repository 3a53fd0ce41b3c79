"""The one door to batches: jobs from anywhere, workers by their names, and where the documents go.

    B-1  the outcomes are those of running the jobs one after another in input order

May import: batching.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, Literal
from urllib.parse import urlsplit

from redraft.batching.batch import Batch, Inline, Sink, Workers
from redraft.batching.batch import batch as run
from redraft.batching.cluster import Cluster
from redraft.batching.jobs import Atomic, Conflicts, Telling
from redraft.batching.outputs import Written, finish_beside
from redraft.batching.planning import is_name, planned
from redraft.batching.processes import Processes
from redraft.batching.sources import Blueprint, Picking, each, given, listed
from redraft.batching.storage import Refused, place_of

_WORKERS_MAX: Final = 256
_DASK: Final = "dask"
_SCHEDULERS: Final = ("tcp://", "tls://", "ws://", "wss://", "inproc://")


def batch(
    jobs: Blueprint | Iterable[Any],
    command: str | Sequence[str] | None = None,
    *,
    atomic: Atomic | None = None,
    conflicts: Conflicts = "order",
    workers: Workers | int | str = "auto",
    timeout_s: float | None = None,
    in_place: bool = False,
    output: str | os.PathLike[str] | None = None,
    sink: Sink | None = None,
    screens: Picking = "auto",
    project: bool = False,
    selection: Sequence[str] = (),
    telling: Telling = "changes",
    mode: Literal["atomic", "partial"] = "atomic",
    policy: Literal["standard", "strict"] = "standard",
    recover: Literal["off", "safe", "all"] = "safe",
    reflow: Literal["push", "off"] = "push",
    structural: bool = False,
) -> Batch:
    """Run many commands on many blueprints; iterate over what comes back, or call its ``run()``.

    With a ``command``, or several, ``jobs`` are blueprints that are all told the same: values,
    JSON text, files, folders, patterns or URLs, one or a list of them. Without, they are jobs:
    pairs of blueprint and command, mappings with the fields of a `Job`, or the name of a list
    (JSON Lines, or Parquet with the extra ``parquet``).

    What is said of one screen of several ("on the checkout screen …") goes to the document of that
    ``screen_id``, ``name`` or file; ``screens`` "off" leaves such words to the documents.
    With ``project`` the blueprints share their tokens: what is said of tokens is done in every
    screen that has them, the others are passed over, and it is all or nothing. ``selection`` are
    the components that "it" means.

    ``atomic`` is what a failure takes back: the other jobs of its "document" (unless it is a project),
    of the whole "batch", or "none". ``conflicts`` is what becomes of commands on one document that contradict one another,
    which is found before any of them runs: input "order" decides, and the later one is warned of, or
    "reject" runs none of them. ``workers``: "auto", "inline", a number of processes, "dask" or the
    address of a scheduler ("dask://host:port"); the outcome is the same. ``timeout_s`` is for one
    job. Changed documents are in ``documents`` of what comes back, unless they go back ``in_place``, into an
    ``output`` folder, or to a ``sink``. Raises RedraftError for what cannot be done as asked, before
    anything is.

    >>> page = {"screen_id": "home", "components": [{"id": "pay", "type": "button"}]}
    >>> done = batch([page], "make the button red")
    >>> [(outcome.document, outcome.status, outcome.changes) for outcome in done]
    [('home', 'success', ('pay: background (none) → #FF0000',))]
    >>> done.counts["applied"], list(done.documents)
    (1, ['home'])
    """
    if (in_place, output is not None, sink is not None).count(True) > 1:
        raise Refused("in_place, output and sink each say where documents go; use one of them")
    whole: Atomic = atomic or ("batch" if project else "document")
    asked = jobs_of(jobs, command, screens, project=project, selection=selection)
    plan = planned(asked)
    if in_place or output is not None:
        folder = None if output is None else place_of(output)
        written = Written(plan, folder, together=whole == "batch")
        written.finish_earlier()
        sink = written
    return run(
        plan,
        atomic=whole,
        conflicts=conflicts,
        telling=telling,
        workers=workers_of(workers, timeout_s),
        sink=sink,
        mode=mode,
        policy=policy,
        recover=recover,
        reflow=reflow,
        structural=structural,
    )


def jobs_of(
    jobs: Blueprint | Iterable[Any],
    command: str | Sequence[str] | None = None,
    screens: Picking = "auto",
    *,
    project: bool = False,
    selection: Sequence[str] = (),
) -> Iterable[Any]:
    """The jobs that are meant; see `batch`."""
    if command is not None:
        blueprints = given(jobs)
        finish_beside(one.place for one in blueprints)
        said = [command] if isinstance(command, str) else command
        return each(blueprints, said, screens, project=project, selection=selection)
    if project or selection:
        raise Refused("a list of jobs says itself which blueprints and components are meant")
    if not _is_list(jobs):
        raise Refused("a blueprint or a folder is no list of jobs; say a command too")
    if isinstance(jobs, (str, os.PathLike)):
        return listed(jobs)
    return jobs


def _is_list(jobs: Any) -> bool:
    """Whether it may be a list of jobs: no blueprint and no folder of them."""
    if isinstance(jobs, (Mapping, bytes)) or (isinstance(jobs, str) and not is_name(jobs)):
        return False
    place = place_of(jobs) if isinstance(jobs, (str, os.PathLike)) else None
    return not (isinstance(place, Path) and place.is_dir())


def _is_address(address: str) -> bool:
    parts = urlsplit(address)
    try:
        return parts.scheme == "inproc" or bool(parts.hostname and parts.port)
    except ValueError:  # the port is no number
        return False


def workers_of(said: Workers | int | str, timeout_s: float | None = None) -> Workers | None:
    """The workers that a word or a number names; None where it is left to the batch.

    >>> workers_of("auto") is None, type(workers_of("inline")).__name__, workers_of(2).count
    (True, 'Inline', 2)
    """
    if not isinstance(said, (int, str)):
        return said
    word = str(said).strip().lower()
    if word == "inline":
        if timeout_s is not None:
            raise Refused("a time limit needs processes: what runs here cannot be cut off")
        return Inline()
    if word == "auto":
        return None if timeout_s is None else Processes(os.cpu_count() or 1, timeout_s)
    if word == _DASK:
        return Cluster(timeout_s=timeout_s)
    if word.startswith((f"{_DASK}://", *_SCHEDULERS)):
        address = str(said).strip()
        if word.startswith(_DASK):
            address = "tcp" + address[len(_DASK) :]
        if not _is_address(address):
            raise Refused(f"“{said}” is no scheduler; write dask://HOST:PORT")
        return Cluster(address, timeout_s)
    if not word.isdigit() or not 1 <= int(word) <= _WORKERS_MAX:
        raise Refused(
            f"“{said}” are no workers; say inline, auto, a number up to {_WORKERS_MAX}, "
            "dask, or dask://HOST:PORT"
        )
    return Processes(int(word), timeout_s)
