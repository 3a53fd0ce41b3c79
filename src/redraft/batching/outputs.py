"""Where changed documents go: back to where they came from, or into a folder, in the style they had.

Each is written whole or not at all, or all of them are (`journal`). The latter needs files: what
has a URL cannot take its place together with others, so all or nothing on it is refused, before
anything runs; so are a place that can only be read, and two documents for one place.

May import: disk, serialize, batching.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import Final

from redraft.batching.jobs import Done
from redraft.batching.journal import NAME, finish, write_all
from redraft.batching.ledger import Ledger
from redraft.batching.planning import Planned, Unit
from redraft.batching.storage import Place, Refused, Remote, identity
from redraft.disk import replace
from redraft.serialize import formatted, read

_ENDING: Final = ".json"
#: "s3:", "", and the bucket
_URL_HEAD: Final = 3


class Written:
    """Writes changed documents: in place, or into a ``folder`` as they lie in theirs.

    With ``together`` all or none is written, when all are there. Raises Refused for what cannot
    be promised.
    """

    def __init__(self, plan: Planned, folder: Place | None, *, together: bool) -> None:
        self._plan = plan
        self._folder = folder
        self._above = None if folder is None else _above(plan)
        self._made: set[Path] = set()
        #: what is done is noted here, where each document is written by itself
        self.ledger: Ledger | None = None
        #: whether all is written at the end, or nothing
        self.together = together
        self._waiting: dict[Path, bytes] = {}
        self._refuse()

    def _refuse(self) -> None:
        """Refuse now what would be found out half way."""
        taken: dict[str, Unit] = {}
        for unit in self._plan.units:
            target = self.target(unit)
            other = taken.setdefault(identity(target), unit)
            if other is not unit:
                raise Refused(f"“{other.name}” and “{unit.name}” would both be written to {target}")
            if isinstance(target, Remote):
                if self.together:
                    raise Refused(
                        f"{target}: all or nothing needs files that can be renamed; "
                        "write to a folder of this machine, or each document by itself"
                    )
                target.writable()

    def put(self, number: int, unit: Unit, done: Done) -> None:
        """Write a document, or keep it until all are there."""
        if done.after is None:
            if self.ledger is not None:
                self.ledger.note(number, None, None, done)
            return
        target = self.target(unit)
        like = done.after if unit.path is None else unit.path.read_bytes()
        data = formatted(read(done.after), like)
        if self.together:
            assert isinstance(target, Path)
            self._waiting[target] = data
            return
        before = target.read_bytes() if target.exists() else None
        if self.ledger is not None:
            self.ledger.note(number, before, data, done)
        if before == data:
            return
        if isinstance(target, Remote):
            target.write_bytes(data)
        else:
            self._make(target.parent)
            replace(target.resolve(), data)

    def finish(self) -> None:
        """Write what was kept, all of it or nothing. Raises OSError with nothing written."""
        if self._waiting:
            for target in self._waiting:
                self._make(target.parent)
            write_all(self._waiting, next(iter(self._waiting)).resolve().parent / NAME)

    def target(self, unit: Unit) -> Place:
        """Where a document goes."""
        if self._folder is None:
            if unit.path is None:
                raise Refused(f"{_called(unit)} is no file and has no place; name a folder")
            return unit.path
        if unit.path is not None:
            folders = [] if self._above is None else _parts(unit.path)[self._above : -1]
            below = "/".join([*folders, unit.path.name])
        else:
            below = unit.name or str(unit.said[0].number)
        below = below if below.endswith(_ENDING) else below + _ENDING
        parts = PurePosixPath(below.replace("\\", "/")).parts
        if "/" in parts or ".." in parts:
            raise Refused(f"{_called(unit)} would lie outside {self._folder}")
        if isinstance(self._folder, Remote):
            return self._folder.below("/".join(parts))
        return self._folder.joinpath(*parts)

    def finish_earlier(self) -> list[str]:
        """Go on where an earlier batch was cut off while it wrote all or nothing; what was done."""
        targets = [self.target(unit) for unit in self._plan.units]
        own = [self._folder / NAME] if isinstance(self._folder, Path) else []
        return finish_beside([*own, *targets])

    def close(self, *, ended: bool) -> None:
        """Let go of the ledger; a batch that has ended needs none."""
        if self.ledger is not None:
            self.ledger.close(ended=ended)

    def _make(self, folder: Path) -> None:
        if self._folder is not None and folder not in self._made:
            folder.mkdir(parents=True, exist_ok=True)
            self._made.add(folder)


def finish_beside(places: Iterable[Place | None]) -> list[str]:
    """Go on where an earlier batch was cut off while it wrote some of these; what was done."""
    folders = dict.fromkeys(p.resolve().parent for p in places if isinstance(p, Path))
    ended = (finish(folder / NAME) for folder in folders if folder.is_dir())
    return [end for end in ended if end != "nothing"]


def _called(unit: Unit) -> str:
    return f"“{unit.name}”" if unit.name else f"the blueprint of job {unit.said[0].number}"


def _above(plan: Planned) -> int | None:
    """How many folders all blueprints have in common; None where they are known by their names alone."""
    places = [unit.path for unit in plan.units if unit.path is not None]
    above = [_parts(place)[:-1] for place in places]
    shared = 0
    for level in zip(*above, strict=False):
        if len(set(level)) > 1:
            break
        shared += 1
    # of a URL, its kind and whose it is are no folders
    least = _URL_HEAD if any(isinstance(place, Remote) for place in places) else 0
    return shared if shared >= least else None


def _parts(place: Place) -> list[str]:
    return identity(place).replace("\\", "/").split("/")
