"""What happens, as typed events, and their sums: failures, corrections, suggestions, recoveries.

A sink is any function of one event; whoever wants events hands one to `edit` or `Editor`. No
event holds a word of the user's or a piece of a document: codes, counts and places only. Without a sink
no event is made.

    Y-1  without a sink nothing is called; with one the result is the same

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
from redraft.telemetry.telling import Session, offered, tell

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
    "offered",
    "tell",
]
