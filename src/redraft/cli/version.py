"""Which Redraft this is.

May import: nothing of Redraft.
"""

from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed


def version() -> str:
    """Return the version of the installed package, or "unknown" where it runs from its sources."""
    try:
        return f"redraft {installed('redraft')}"
    except PackageNotFoundError:
        return "redraft, not installed"
