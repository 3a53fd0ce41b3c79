"""What happens, as typed events, and their sums: failures, corrections, suggestions, recoveries.

A sink is any function of one event; whoever wants events hands one to `edit` or `Editor`. No
event holds a word of the user's or a piece of a document: codes, counts and places only. Without a sink
no event is made.

`Sums` are the counts and times of a process, bounded, which several processes' can be joined to.

    Y-1  without a sink nothing is called; with one the result is the same
    Y-2  joined counts and times are those of one process that had seen it all, in any order

May import: serialize, diagnostics.
"""

from redraft.telemetry.counts import Counts
from redraft.telemetry.events import (
    Corrected,
    EditDone,
    Event,
    Failed,
    Recovered,
    Sink,
    Suggested,
)
from redraft.telemetry.sums import Sums
from redraft.telemetry.telling import Session, offered, tell, tell_of

__all__ = [
    "Corrected",
    "Counts",
    "EditDone",
    "Event",
    "Failed",
    "Recovered",
    "Session",
    "Sink",
    "Suggested",
    "Sums",
    "offered",
    "tell",
    "tell_of",
]
