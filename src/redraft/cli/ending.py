"""How a run ends: one number, one line on standard error, never a traceback.

May import: diagnostics, cli.words.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable
from typing import Final

from redraft.cli.words import plain, say_diagnostic
from redraft.diagnostics import RedraftError

DONE: Final = 0
NOT_APPLIED: Final = 1
WRONG_USE: Final = 2
PARTLY: Final = 3
INTERRUPTED: Final = 130

#: Exit status by the status of a result.
OF_STATUS: Final = {
    "success": DONE,
    "partial": PARTLY,
    "failed": NOT_APPLIED,
    "conflicted": NOT_APPLIED,
    "rejected": NOT_APPLIED,
}


class Stop(Exception):
    """End the run with this message; the words are for the person at the terminal."""

    def __init__(self, message: str, code: int = WRONG_USE) -> None:
        super().__init__(message)
        self.code = code


def ended(run: Callable[[], int]) -> int:
    """Run, and turn whatever stops it into an exit status and a line.

    With REDRAFT_DEBUG=1 what was not foreseen shows its traceback.
    """
    try:
        code = run()
        sys.stdout.flush()
    except Stop as stop:
        _tell(f"redraft: {plain(str(stop))}")
        return stop.code
    except RedraftError as error:
        _tell("\n".join(say_diagnostic(error.diagnostic)))
        return WRONG_USE
    except KeyboardInterrupt:
        _tell("redraft: interrupted, nothing more was written")
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has enough of it; there is nobody left to tell. The
        # descriptor is replaced so that the interpreter does not try to flush it again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return WRONG_USE
    except OSError as error:
        _tell(f"redraft: {plain(of_os(error))}")
        return WRONG_USE
    except Exception as error:
        if os.environ.get("REDRAFT_DEBUG") == "1":
            traceback.print_exc()
        _tell(
            f"redraft: this should not have happened ({type(error).__name__}: {plain(str(error))})\n"
            "  it is a fault of Redraft, not yours; nothing more was written\n"
            "  REDRAFT_DEBUG=1 shows where; please report it with the command and the blueprint"
        )
        return WRONG_USE
    return code


def of_os(error: OSError) -> str:
    """Word a failure of the system, with the file it is about.

    >>> of_os(FileNotFoundError(2, "No such file or directory", "a.json"))
    'a.json: no such file or directory'
    """
    said = (error.strerror or str(error) or type(error).__name__).strip()
    said = said[:1].lower() + said[1:]
    return f"{error.filename}: {said}" if error.filename else said


def _tell(message: str) -> None:
    try:
        print(message, file=sys.stderr, flush=True)
    except (OSError, ValueError, UnicodeEncodeError):
        # Standard error is closed or cannot spell it; the exit status still says how it went.
        return
