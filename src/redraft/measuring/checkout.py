"""The source checkout that benchmarks need: the stored figures and the project's commands.

May import: nothing of Redraft.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

BASELINE: Final = "benchmarks/baseline.json"
TEMPLATE: Final = "benchmarks/report.md"
COMMANDS: Final = "tests/cases/rows/*.jsonl"
#: real material that lies beside a checkout where there is any
BESIDE: Final = "../shared/data/commands/pptc_dev.jsonl"


class NoCheckout(Exception):
    """There is no source checkout here to measure against."""


def root() -> Path:
    """The checkout: the working folder or one above it, else the one that this file lies in.

    Raises NoCheckout.
    """
    here = Path.cwd()
    for folder in (here, *here.parents, Path(__file__).resolve().parents[3]):
        if (folder / BASELINE).is_file():
            return folder
    raise NoCheckout(f"{BASELINE} is not here; run this in a source checkout of Redraft")


def command_rows() -> list[Path]:
    """The files of commands that there are: the project's own, and what lies beside it."""
    folder = root()
    beside = folder / BESIDE
    return [*sorted(folder.glob(COMMANDS)), *([beside] if beside.is_file() else [])]
