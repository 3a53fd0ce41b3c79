"""Why a command was read so, and why these components were meant.

    X-1  what is explained is what `edit` does: the reading and the resolutions are those of a
         real run that took notes, and nothing is read or looked for in another way
    X-2  every character of a command but white space has one role

May import: engine, every stage.
"""

from redraft.explaining.explain import explain
from redraft.explaining.told import (
    Candidate,
    Carried,
    Description,
    Explained,
    Explanation,
    Respelled,
    Test,
    Word,
)

__all__ = [
    "Candidate",
    "Carried",
    "Description",
    "Explained",
    "Explanation",
    "Respelled",
    "Test",
    "Word",
    "explain",
]
