"""``redraft profile``: where the time and the memory of a command go.

May import: measuring, cli.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Final

import msgspec
from cyclopts import Parameter

from redraft.cli import files
from redraft.cli.ending import DONE
from redraft.cli.options import LIMITED_USUAL, Limited
from redraft.cli.paint import Line, Piece, show
from redraft.cli.words import plain, shortened
from redraft.measuring.flame import flame
from redraft.measuring.profile import Part, Profile, profiled

Name = Annotated[str, Parameter(allow_leading_hyphen=True)]

_BAR: Final = 24
_FUNCTIONS: Final = 10
_TEXT: Final = 48
_STYLES: Final = {
    "decompose": "blue",
    "execute": "yellow",
    "verify": "green",
    "serialize": "magenta",
}


def profile(
    file: Name,
    /,
    *commands: Name,
    repeats: int = 40,
    svg: Annotated[Path | None, Parameter(negative="")] = None,
    json: Annotated[bool, Parameter(negative="")] = False,
    limited: Limited = LIMITED_USUAL,
) -> int:
    """Show where the time and the memory of commands go; nothing is written to FILE.

    The commands are said one after another. Each is run many times: as the
    first one that was ever said of bytes that nobody has seen, and again in a
    session. Told are the stages, the clauses, and the functions that take
    most of the first time.

    For example:

      redraft profile home.json "make the header smaller and its color red"
      redraft profile home.json "hide the logo" "show it again" --json
      redraft profile home.json "make all cards wider" --svg profile.svg

    Exit status: 0 measured, 2 wrong use or unreadable input.

    Parameters
    ----------
    file
        The blueprint; "-" is standard input.
    commands
        What to do, in quotes; repeatable.
    repeats
        So many times each; the middle counts.
    svg
        Draw the functions here; of several commands each in a file of its own, -1, -2, ….
    json
        Print the profiles as JSON.
    """
    source = files.read(file, limited.read().bytes_max)
    told = profiled(source, commands, max(repeats, 1))
    for k, one in enumerate(told, 1):
        if svg is not None:
            name = svg if len(told) == 1 else svg.with_name(f"{svg.stem}-{k}{svg.suffix}")
            files.write(str(name), flame(one).encode())
    if json:
        sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(told), indent=1) + b"\n")
        sys.stdout.buffer.flush()
        return DONE
    for one in told:
        show(_told(one))
    return DONE


def _told(one: Profile) -> list[Line]:
    lines: list[Line] = [
        [Piece(plain(one.command), "bold")],
        [
            Piece(
                f"{one.status}, {one.components:,} components: {one.first_us:,.0f} µs the first time, "
                f"{one.again_us:,.0f} µs again"
            )
        ],
        [],
        [
            Piece(
                f"{'stage':<12}{'first µs':>10}{'again µs':>10}{'peak kB':>9}{'kept kB':>9}", "dim"
            )
        ],
    ]
    longest = max((stage.first_us for stage in one.stages), default=1) or 1
    for stage in one.stages:
        bar = "█" * round(_BAR * stage.first_us / longest)
        peak, kept = _kb(stage.peak_kb), _kb(stage.kept_kb)
        figures = f"{stage.first_us:>10,.0f}{stage.again_us:>10,.0f}{peak:>9}{kept:>9}  "
        lines.append([Piece(f"{stage.stage:<12}{figures}"), Piece(bar, _STYLES[stage.stage])])
    if one.clauses:
        head = f"{'clause':<{_TEXT}}{'read µs':>10}{'run µs':>10}{'steps':>7}{'changes':>9}"
        lines += [[], [Piece(head, "dim")]]
    for clause in one.clauses:
        said = shortened(plain(clause.text), _TEXT - 2)
        figures = (
            f"{clause.read_us:>10,.0f}{clause.run_us:>10,.0f}{clause.steps:>7}{clause.changes:>9}"
        )
        lines.append([Piece(f"{said:<{_TEXT}}{figures}")])
    lines += [
        [],
        [Piece(f"{'function, by its own share':<{_TEXT}}{'own':>10}{'calls':>10}", "dim")],
    ]
    for name, own, calls in _most(one.calls):
        lines.append(
            [Piece(f"{shortened(plain(name), _TEXT - 2):<{_TEXT}}{own:>10.1%}{calls:>10,}")]
        )
    return [*lines, []]


def _kb(size: float | None) -> str:
    return "·" if size is None else f"{size:,.0f}"


def _most(calls: Part) -> list[tuple[str, float, int]]:
    """The functions that take most of the time themselves, wherever they are called."""
    own: dict[str, tuple[float, int]] = {}
    waiting = list(calls.parts)
    while waiting:
        part = waiting.pop()
        share, count = own.get(part.name, (0.0, 0))
        own[part.name] = (share + part.own, count + part.calls)
        waiting += part.parts
    ranked = sorted(own.items(), key=lambda one: (-one[1][0], one[0]))
    return [(name, share, count) for name, (share, count) in ranked[:_FUNCTIONS]]
