"""All checks, in the order in which they are run.

May import: selftest.
"""

from __future__ import annotations

import platform
from collections.abc import Callable, Sequence
from time import perf_counter
from typing import Final, get_args

import msgspec

from redraft import __version__
from redraft.selftest import guarantees, systems
from redraft.selftest.held import FULL, Effort, Held, Kind, Ran

KINDS: Final = get_args(Kind)

Check = Callable[[Effort, int], Held]

#: by the name that the command line knows them by
CHECKS: Final[dict[str, Check]] = {
    "stages": systems.stages,
    "speed": systems.speed,
    "long": systems.long_commands,
    "large": systems.large_blueprints,
    "batch": systems.batches,
    "rollback": systems.rollbacks,
    "determinism": systems.determinism,
    "memory": systems.memory,
    "rapid": systems.rapid,
    "schema": guarantees.schema,
    "validators": guarantees.validators,
    "inputs": guarantees.inputs,
    "deterministic": guarantees.deterministic,
    "undoable": guarantees.undoable,
    "optimised": guarantees.optimised,
}


def selftest(
    only: Sequence[str] = (),
    *,
    seed: int = 1,
    effort: Effort = FULL,
    tell: Callable[[str], None] = lambda _: None,
) -> Ran:
    """Run the checks that are named, all of them if none is. Raises KeyError for one that there is not.

    A check that raises has not held; what it raised is told.

    >>> from redraft.selftest.held import QUICK
    >>> ran = selftest(["schema"], effort=QUICK)
    >>> [(check.name, check.holds) for check in ran.checks]
    [('the schema stays its own', True)]
    """
    ran = []
    for name in only or CHECKS:
        tell(name)
        ran.append(_timed(name, CHECKS[name], effort, seed))
    system = f"{platform.system()} {platform.machine()}"
    return Ran(__version__, platform.python_version(), system, seed, tuple(ran))


def _timed(name: str, check: Check, effort: Effort, seed: int) -> Held:
    started = perf_counter()
    try:
        held = check(effort, seed)
    except Exception as error:
        kind: Kind = "system" if check.__module__ == systems.__name__ else "guarantee"
        held = Held(name, kind, "", "", (f"{type(error).__name__}: {error}",))
    return msgspec.structs.replace(held, seconds=round(perf_counter() - started, 2))
