"""``redraft check``: what a blueprint is held to, and where it falls short.

May import: engine, serialize, diagnostics, cli.
"""

from __future__ import annotations

import sys
from typing import Annotated, Literal

import msgspec
from cyclopts import Parameter

from redraft import engine
from redraft.cli import files
from redraft.cli.ending import DONE, NOT_APPLIED
from redraft.cli.options import LIMITED_USUAL, Limited
from redraft.cli.paint import Piece, show
from redraft.cli.summary import findings
from redraft.serialize.spelling import plain

Name = Annotated[str, Parameter(allow_leading_hyphen=True)]


def check(
    file: Name,
    /,
    *,
    policy: Literal["standard", "strict"] = "standard",
    json: Annotated[bool, Parameter(negative="")] = False,
    limited: Limited = LIMITED_USUAL,
) -> int:
    """Hold a blueprint to the rules and list what it breaks.

    For example:

      redraft check home.json
      redraft check home.json --policy strict --json

    Exit status: 0 no error, 1 at least one error, 2 wrong use or
    unreadable input.

    Parameters
    ----------
    file
        The blueprint; "-" is standard input.
    policy
        strict: warnings and too small sizes are errors.
    json
        Print a JSON list of findings.
    """
    limits = limited.read()
    listed = list(engine.check(files.read(file, limits.bytes_max), policy=policy, limits=limits))
    if json:
        sys.stdout.buffer.write(msgspec.json.encode(listed, enc_hook=plain) + b"\n")
        sys.stdout.buffer.flush()
    else:
        counted = {
            name: sum(one.severity == name for one in listed)
            for name in ("error", "warning", "notice")
        }
        said = ", ".join(f"{n} {k}{'' if n == 1 else 's'}" for k, n in counted.items() if n)
        lines = findings(listed, None)[1:]
        show([*lines, *([[]] if lines else []), [Piece(said or "nothing to report", "bold")]])
    return NOT_APPLIED if any(one.severity == "error" for one in listed) else DONE
