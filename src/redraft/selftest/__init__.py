"""Whether an installed Redraft keeps its promises here: run, counted, told in one table.

Nothing but the package is needed: the documents and the commands are made from a seed. Each check
runs the real thing, many times, and compares bytes; what it measured stands beside the verdict.

May import: engine, editor, batching, serialize, verify, measuring.
"""

from redraft.selftest.checks import CHECKS, KINDS, selftest
from redraft.selftest.held import Effort, Held, Ran

__all__ = ["CHECKS", "KINDS", "Effort", "Held", "Ran", "selftest"]
