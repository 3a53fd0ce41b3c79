"""``redraft reference``: the pages of docs/reference, made from what the program runs by.

May import: cli.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from redraft.cli.ending import DONE, Stop


def reference(*, write: Annotated[Path | None, Parameter(name=["--write", "-w"])] = None) -> int:
    """Print the reference, or write a page a file.

    It is made from the tables that the program itself runs by: commands,
    codes, properties, steps, rules, routes, tools and settings.

    For example:

      redraft reference
      redraft reference --write docs/reference

    Parameters
    ----------
    write
        The folder that the pages go to.
    """
    try:
        # the extras are loaded by who needs them, and by nobody else
        from redraft.cli.reference import reference as made
    except ModuleNotFoundError as missing:
        raise Stop(
            f"the reference needs the extras “serve” and “mcp” ({missing.name}): "
            "pip install 'redraft[serve,mcp]'"
        ) from None
    pages = made()
    if write is None:
        print("\n".join(pages.values()), end="")
        return DONE
    write.mkdir(parents=True, exist_ok=True)
    for name, page in pages.items():
        (write / name).write_text(page, "utf-8")
    return DONE
