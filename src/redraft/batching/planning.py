"""A list of jobs as tasks: which of them are about one document, and where its bytes are.

A job list may be long: of each job its words are kept, and of each document where it is. What
is given whole and not by the name of a file waits on disk where it is much.

May import: diagnostics, serialize, batching.jobs, batching.storage.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any, Final, NamedTuple

import msgspec

from redraft.batching.jobs import Conflicts, Job, Rules, Said, Task, Telling
from redraft.batching.storage import Place, Remote, identity, place_of
from redraft.diagnostics import Diagnostic

#: bytes of documents that wait in memory
_KEPT_MAX: Final = 16 * 1024 * 1024


class Unit:
    """One document and what is said about it."""

    __slots__ = ("at", "name", "path", "said", "source")

    def __init__(self, name: str | None) -> None:
        self.name = name
        self.said: list[Said] = []
        self.path: Place | None = None
        self.source: bytes | None = None
        self.at: tuple[int, int] | None = None

    @property
    def is_blank(self) -> bool:
        """Whether nobody has said yet what the document is."""
        return self.path is None and self.source is None and self.at is None


class Bad(msgspec.Struct, frozen=True):
    """A job that is none: its number, what is wrong, and the command that it was to be."""

    number: int
    diagnostic: Diagnostic
    told: str = ""


class Passed(NamedTuple):
    """A document that a command says nothing of: it has no such token."""

    document: str | None
    command: str


class Planned:
    """All jobs of a batch, by document, in the order of each document's first job."""

    def __init__(self) -> None:
        self.units: list[Unit] = []
        self.bad: list[Bad] = []
        self.ids: dict[int, str | int] = {}
        #: documents that a command has nothing to do with
        self.passed: list[Passed] = []
        #: commands as they were typed, where something else is carried out
        self.told: dict[int, str] = {}
        self.jobs = 0
        self._by_number: list[tuple[Unit, Said] | None] = []
        self._named: dict[str, Unit] = {}
        self._kept = 0
        self._file: IO[bytes] | None = None

    def add(self, job: Job | Bad | Passed) -> None:
        """Add the next job."""
        if isinstance(job, Passed):
            self.passed.append(job)
            return
        self.jobs += 1
        number = self.jobs
        if isinstance(job, Bad):
            self.bad.append(msgspec.structs.replace(job, number=number))
            if job.told:
                self.told[number] = job.told
            self._by_number.append(None)
            return
        if job.id is not None:
            self.ids[number] = job.id
        if job.told:
            self.told[number] = job.told
        unit, said = self._unit(job), Said(number, job.command, job.selection)
        unit.said.append(said)
        self._by_number.append((unit, said))

    def about(self, number: int) -> tuple[str | None, str]:
        """The name of a job's document, and its command."""
        known = self._by_number[number - 1]
        if known is None:
            return None, self.told.get(number, "")
        return known[0].name, self.told.get(number) or known[1].command

    def _unit(self, job: Job) -> Unit:
        given = job.blueprint
        path = _place(given)
        name = job.document or (str(path) if path is not None else None)
        key = name if job.document or path is None else identity(path)
        unit = None if key is None else self._named.get(key)
        if unit is None:
            unit = Unit(name)
            self.units.append(unit)
            if key is not None:
                self._named[key] = unit
        if unit.is_blank and given is not None:
            unit.path = path
            if path is None:
                self._keep(unit, _bytes_of(given))
        return unit

    def _keep(self, unit: Unit, source: bytes) -> None:
        if self._kept + len(source) <= _KEPT_MAX:
            self._kept += len(source)
            unit.source = source
            return
        if self._file is None:
            self._file = tempfile.TemporaryFile()  # noqa: SIM115
        at = self._file.seek(0, os.SEEK_END)
        self._file.write(source)
        unit.at = (at, len(source))

    def source(self, unit: Unit) -> bytes:
        """The bytes of a document. Raises OSError or Refused where its file cannot be read."""
        if unit.source is not None:
            return unit.source
        if unit.at is not None and self._file is not None:
            self._file.seek(unit.at[0])
            return self._file.read(unit.at[1])
        return b"" if unit.path is None else unit.path.read_bytes()

    def task(
        self,
        unit: Unit,
        rules: Rules,
        *,
        atomic: bool,
        telling: Telling,
        conflicts: Conflicts = "order",
    ) -> Task:
        """The task of a unit. Raises OSError or Refused where its file cannot be read."""
        source = self.source(unit)
        return Task(source, tuple(unit.said), rules, atomic, telling, conflicts)

    def parts(self) -> Iterator[bytes]:
        """All that says what the batch does, but for the rules: documents by name, and what is said."""
        for unit in self.units:
            yield (unit.name or "").encode("utf-8", "surrogatepass")
            yield msgspec.json.encode(unit.said)

    def close(self) -> None:
        """Let go of what waits on disk."""
        if self._file is not None:
            self._file.close()
            self._file = None


def planned(jobs: Iterable[Any]) -> Planned:
    """Sort jobs by document.

    >>> page = {"components": []}
    >>> plan = planned([(page, "hide it"), {"blueprint": "a.json", "command": "hide it"}, 7])
    >>> len(plan.units), plan.units[1].name, [bad.number for bad in plan.bad]
    (2, 'a.json', [3])
    """
    plan = Planned()
    for job in jobs:
        plan.add(job_of(job))
    return plan


def job_of(given: Any) -> Job | Bad | Passed:
    """A job from a Job, a pair of blueprint and command, or the JSON values of one."""
    if isinstance(given, (Job, Bad, Passed)):
        return given
    if isinstance(given, tuple) and len(given) == 2:
        given = {"blueprint": given[0], "command": given[1]}
    if not isinstance(given, Mapping):
        return bad("a job is an object with a blueprint and a command")
    try:
        return msgspec.convert(dict(given), Job)
    except msgspec.ValidationError as error:
        return bad(str(error))


def bad(message: str) -> Bad:
    """A job that is none."""
    return Bad(0, Diagnostic("batch.invalid", "error", message))


def lines_of(lines: Iterable[bytes]) -> Iterator[Job | Bad]:
    """The jobs of JSON Lines; empty lines are none, and a bad one is told with its number.

    >>> [type(job).__name__ for job in lines_of([b'{"blueprint": "a.json", "command": "x"}', b"{"])]
    ['Job', 'Bad']
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield msgspec.json.decode(line, type=Job)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            yield bad(f"line {number}: {error}")


def _place(given: Any) -> Place | None:
    if isinstance(given, Remote):
        return given
    return place_of(given) if is_name(given) else None


def is_name(given: Any) -> bool:
    """Whether a blueprint is told by the name of its file, and not given whole."""
    if isinstance(given, os.PathLike):
        return True
    return isinstance(given, str) and not given.lstrip().startswith(("{", "["))


def _bytes_of(given: Any) -> bytes:
    if isinstance(given, bytes):
        return given
    return given.encode() if isinstance(given, str) else msgspec.json.encode(given)
