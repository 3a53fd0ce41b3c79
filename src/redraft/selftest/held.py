"""What a check found, and how much is asked of each.

May import: nothing of Redraft.
"""

from __future__ import annotations

from typing import Final, Literal

import msgspec

Kind = Literal["system", "stress", "guarantee"]


class Effort(msgspec.Struct, frozen=True):
    """How often each check tries."""

    sizes: tuple[int, ...] = (20, 100, 1_000)
    #: commands for each size of the comparison with the plain pipeline
    compared: int = 12
    long_steps: int = 50
    large: tuple[int, ...] = (100, 1_000, 10_000)
    batch_jobs: int = 400
    batch_documents: int = 20
    rollbacks: int = 240
    determinism: int = 1_000
    threads: int = 4
    settled: int = 2_000
    edits: int = 20_000
    rapid: int = 500
    random: int = 120


FULL: Final = Effort()
#: for tests of the checks themselves: seconds, not a minute
QUICK: Final = Effort(
    sizes=(20,),
    compared=2,
    long_steps=12,
    large=(100,),
    batch_jobs=24,
    batch_documents=4,
    rollbacks=12,
    determinism=24,
    threads=2,
    settled=40,
    edits=120,
    rapid=24,
    random=6,
)


class Held(msgspec.Struct, frozen=True):
    """One check: what was done, what was measured, and whether the promise held.

    >>> Held("rollback", "system", "three commands failed", "3 of 3 gave the same bytes", ()).holds
    True
    """

    name: str
    kind: Kind
    did: str
    figure: str
    #: what broke the promise, the first few; nothing where it held
    broken: tuple[str, ...]
    seconds: float = 0.0

    @property
    def holds(self) -> bool:
        return not self.broken


class Ran(msgspec.Struct, frozen=True):
    """All checks of one run."""

    version: str
    python: str
    system: str
    seed: int
    checks: tuple[Held, ...]

    @property
    def holds(self) -> bool:
        return all(check.holds for check in self.checks)
