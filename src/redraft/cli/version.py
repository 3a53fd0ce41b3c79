"""Which Redraft this is.

May import: nothing of Redraft.
"""


def version() -> str:
    """Return the version of the installed package, or "unknown" where it runs from its sources."""
    # It reads the installed packages' files and takes as long to load as an edit does.
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return f"redraft {installed('redraft')}"
    except PackageNotFoundError:
        return "redraft, not installed"
