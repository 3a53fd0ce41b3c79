"""How much memory a session holds: run as a process of its own, it prints one JSON object.

    python -m redraft.measuring.memory

What the history holds is counted by `tracemalloc`; growth by the resident set of the process,
once the history is full and every cache has what it keeps.

May import: editor, serialize, measuring.workloads.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import tracemalloc
from pathlib import Path
from typing import Any, Final

import orjson

from redraft.editor import Editor
from redraft.measuring.workloads import COMMANDS, page
from redraft.serialize import read

COMPONENTS: Final = 10_000
ENTRIES: Final = 1_000
SETTLED: Final = 10_000
EDITS: Final = 100_000
_MEGA: Final = 1_000_000


def history() -> dict[str, Any]:
    """What so many undo entries take over the document that they are of."""
    source = orjson.dumps(page(COMPONENTS))
    small = Editor(orjson.dumps(page(20)))  # whatever the library loads once, and the plans
    for said in COMMANDS:
        small.edit(said)
    gc.collect()
    tracemalloc.start()
    document = read(source)
    gc.collect()
    loaded = tracemalloc.get_traced_memory()[0]
    editor = Editor(document, history_max=ENTRIES)
    for k in range(ENTRIES):
        editor.edit(COMMANDS[k % len(COMMANDS)])
    gc.collect()
    held = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return {
        "components": COMPONENTS,
        "entries": len(editor.history),
        "loaded_mb": round(loaded / _MEGA, 1),
        "history_mb": round((held - loaded) / _MEGA, 1),
    }


def growth(settled: int = SETTLED, edits: int = EDITS) -> dict[str, Any]:
    """How much the process grows while it edits on."""
    editor = Editor(orjson.dumps(page(100)))
    before = 0.0
    for k in range(edits + 1):
        if k == settled:
            before = resident_mb()
        editor.edit(COMMANDS[k % len(COMMANDS)])
    grown = round(resident_mb() - before, 1)
    return {"from_edit": settled, "to_edit": edits, "growth_mb": grown}


def resident_mb() -> float:
    """The resident set of this process; what it was at most where the system tells no more."""
    gc.collect()
    try:
        pages = int(Path("/proc/self/statm").read_text("utf-8").split()[1])
    except OSError:
        import resource

        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak / _MEGA if sys.platform == "darwin" else peak * 1024 / _MEGA
    return pages * os.sysconf("SC_PAGE_SIZE") / _MEGA


if __name__ == "__main__":
    sys.stdout.write(json.dumps({**history(), **growth()}) + "\n")
