"""``redraft verify``: whether a result is true, found out from the files alone.

    P-3  what is changed in AFTER or in RESULT, at any place, breaks a check

May import: witness, cli.
"""

from __future__ import annotations

import json as json_text
import sys
from collections.abc import Iterator
from typing import Annotated, Final

from cyclopts import Parameter

from redraft.cli import files
from redraft.cli.ending import DONE, NOT_APPLIED, Stop
from redraft.cli.options import LIMITED_USUAL, Limited
from redraft.cli.paint import Line, Piece, show
from redraft.cli.words import plain, shortened
from redraft.witness import Check, Report, Unreadable, examine

#: A result holds the document, and every change three times.
RESULT_TIMES: Final = 8
FOUND_SHOWN: Final = 5
TOUCHED_SHOWN: Final = 12
_FOUND_CELLS: Final = 160

Name = Annotated[str, Parameter(allow_leading_hyphen=True)]


def verify(
    before: Name,
    after: Name,
    result: Name,
    /,
    *,
    json: Annotated[bool, Parameter(negative="")] = False,
    limited: Limited = LIMITED_USUAL,
) -> int:
    """Check that a result tells the truth about two documents.

    Nothing that RESULT claims is believed: digests are formed again, the
    patch and its inverse are applied, the changes are made one by one, and
    what no change names is compared byte for byte, white space apart. None
    of the code that makes edits has a part in it.

    How the words were read (confidence, trace, diagnostics) cannot be seen
    in the documents; it is sealed, so that a later change to it shows.

    For example:

      redraft edit home.json "hide the banner" -o new.json --json > result.json
      redraft verify home.json new.json result.json

    An edit that was not applied writes no file: BEFORE is AFTER then.

    Exit status: 0 all holds, 1 something does not, 2 wrong use or
    unreadable input.

    Parameters
    ----------
    before
        The blueprint that was edited; "-" is standard input.
    after
        The blueprint that came of it; "-" is standard input.
    result
        What "redraft edit --json" printed; "-" is standard input.
    json
        Print the checks as JSON.
    """
    if [before, after, result].count(files.PIPE) > 1:
        raise Stop("only one of the three can come from standard input")
    most = limited.read().bytes_max
    try:
        report = examine(
            _read(before, most), _read(after, most), _read(result, RESULT_TIMES * most)
        )
    except Unreadable as wrong:
        raise Stop(str(wrong)) from None
    if json:
        said = {"holds": report.holds, "checks": [_plain(check) for check in report.checks]}
        sys.stdout.write(json_text.dumps(said, indent=1, ensure_ascii=False) + "\n")
        sys.stdout.flush()
    else:
        show(_told(report))
    return DONE if report.holds else NOT_APPLIED


def _read(name: str, bytes_max: int) -> bytes:
    data = files.read(name, bytes_max)
    if len(data) > bytes_max:
        raise Stop(f"“{name}” has more than {bytes_max} bytes; --limits bytes=… allows more")
    return data


def _told(report: Report) -> list[Line]:
    lines: list[Line] = []
    checks = report.checks
    wide = max(len(check.name) for check in checks)
    for check in checks:
        mark = Piece("ok    ", "green") if check.holds else Piece("broken", "bold red")
        lines.append([mark, Piece(f"  {check.name:{wide}}  "), Piece(check.claim)])
        for found in check.found[:FOUND_SHOWN]:
            said = shortened(plain(f"{found.at}: {found.said}"), _FOUND_CELLS)
            lines.append([Piece(f"{'':{wide + 10}}{said}", "red")])
        more = len(check.found) - FOUND_SHOWN
        if more > 0:
            lines.append([Piece(f"{'':{wide + 10}}and {more} more", "red")])
    broken = sum(not check.holds for check in checks)
    if broken:
        said = f"the result does not hold: {broken} of {len(checks)} checks are broken"
        return [*lines, [], [Piece(said, "bold red")]]
    return [
        *lines,
        [],
        *_left_alone(report),
        [Piece(f"the result holds: {len(checks)} checks", "bold")],
    ]


def _left_alone(report: Report) -> Iterator[Line]:
    """Who was touched, and in what; how many were not."""
    for name, writes in list(report.touched.items())[:TOUCHED_SHOWN]:
        said = ", ".join(f"{kind} ({reason})" for kind, reason in writes)
        yield [Piece(plain(f"touched: {name or 'the screen'}: {said}"))]
    more = len(report.touched) - TOUCHED_SHOWN
    if more > 0:
        yield [Piece(f"touched: and {more} more")]
    yield [Piece(f"untouched: {report.untouched} of {report.components} components")]


def _plain(check: Check) -> dict[str, object]:
    found = [one._asdict() for one in check.found]
    return {"name": check.name, "holds": check.holds, "claim": check.claim, "found": found}
