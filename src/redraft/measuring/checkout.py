"""The source checkout that benchmarks need: the plain pipeline, the stored figures, the project's commands.

May import: nothing of Redraft.
"""

from __future__ import annotations

import importlib.util
import sys
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Final

REFERENCE: Final = "benchmarks/reference.py"
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
        if (folder / REFERENCE).is_file():
            return folder
    raise NoCheckout(f"{REFERENCE} is not here; run this in a source checkout of Redraft")


@lru_cache(maxsize=1)
def reference() -> ModuleType:
    """The plain pipeline, loaded from the checkout. Raises NoCheckout."""
    spec = importlib.util.spec_from_file_location("redraft_reference", root() / REFERENCE)
    if spec is None or spec.loader is None:
        raise NoCheckout(f"{REFERENCE} cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def command_rows() -> list[Path]:
    """The files of commands that there are: the project's own, and what lies beside it."""
    folder = root()
    beside = folder / BESIDE
    return [*sorted(folder.glob(COMMANDS)), *([beside] if beside.is_file() else [])]
