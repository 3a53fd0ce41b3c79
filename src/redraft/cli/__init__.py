"""The command line: reads files, asks the engine, prints for a person or a program.

It decides nothing. Exit status: 0 done, 1 the edit was not applied, 2 wrong use or
unreadable input, 3 partly applied, 130 interrupted.

    F-1  ``--json`` prints what the library's result says

May import: every room.
"""

from redraft.cli.app import main

__all__ = ["main"]
