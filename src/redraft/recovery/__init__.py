"""After a failure: commands that would have worked, each run before it is offered.

    R-1  every suggestion, run on the same document, succeeds

May import: the stages, plan, select, document, diagnostics.
"""

from redraft.recovery.doubts import Came, cleared
from redraft.recovery.suggest import Attempt, Tried, suggested, wanting

__all__ = ["Attempt", "Came", "Tried", "cleared", "suggested", "wanting"]
