"""The plain pipeline: the tests' oracle, the benchmarks' baseline; see `redraft.measuring.reference`.

It lies in the package, as `redraft selftest` holds an installation to it.
"""

from redraft.measuring.reference import Told, dumps, edit

__all__ = ["Told", "dumps", "edit"]
