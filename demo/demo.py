"""A short tour: what Redraft does to real screens when told in plain English.

Run it with ``make demo``. It prints each command, what came of it and what changed,
and draws the screens before and after into ``demo/out``.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from redraft import Editor, edit
from redraft.cli.paint import Line, Piece, show
from redraft.cli.summary import changes, summary
from redraft.diagnostics import RedraftError
from redraft.render import before_after, html, rasterize
from redraft.serialize import Result, read

HERE = Path(__file__).resolve().parent
OUT = HERE / "out"


class Scene(NamedTuple):
    """A command, the blueprint it is said about, and what it shows."""

    title: str
    blueprint: str
    command: str
    options: tuple[tuple[str, Any], ...] = ()


SCENES = (
    Scene("One sentence", "storefront", "Make the first card red"),
    Scene(
        "Two steps, one after the other",
        "storefront",
        "Make the header smaller and change its color to red",
    ),
    Scene("A whole group, with all that is in it", "storefront", "Move all cards to the right"),
    Scene(
        "What grows pushes its neighbours along",
        "storefront",
        "Make the second card twice as tall",
    ),
    Scene(
        "A list of wishes",
        "storefront",
        '1. Change the hero title to "Meet your new plant"\n'
        "2. Make the shop now button 300px wide, dark green and centre it\n"
        "3. Hide the search button",
    ),
    Scene(
        "A screen made in a design tool",
        "todo_home",
        'Make the header dark blue and change the header title to "My day"',
    ),
    Scene(
        "A form",
        "activity_entry",
        'Make the primary button blue and change its text to "Add activity"',
    ),
    Scene(
        "A wide page",
        "mcp_frame",
        "Make the button blue and 50% wider, and move the review up by 8px",
    ),
    Scene("Several components fit: nothing is guessed", "storefront", "make the button blue"),
    Scene("A wish without an edit in it", "storefront", "redesign the page"),
    Scene("Nothing of that name", "storefront", "make the side bar green"),
    Scene(
        "Steps that contradict one another",
        "storefront",
        "hide the hero and make the hero taller",
    ),
    Scene(
        "What must stay, stays",
        "storefront",
        "Make the header and the footer white. Don't touch the footer",
    ),
    Scene("What changes the structure is asked for twice", "storefront", "delete the second card"),
    Scene(
        "… once in words, once as an option",
        "storefront",
        "delete the second card",
        (("structural", True),),
    ),
    Scene(
        "All or nothing …",
        "storefront",
        "Make the hero title bigger, paint the side bar green and make the footer red",
    ),
    Scene(
        "… or what can be done",
        "storefront",
        "Make the hero title bigger, paint the side bar green and make the footer red",
        (("mode", "partial"),),
    ),
)


def main() -> int:
    """Play every scene; return 1 where a command ends in an exception."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=OUT, help="where the pictures go")
    out: Path = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    drawn: list[Path] = []
    for number, scene in enumerate(SCENES, 1):
        result = edit(_bytes(scene.blueprint), scene.command, **dict(scene.options))
        show(_told(number, scene, result))
        if result.changes:
            drawn += _draw(out, f"{number:02}-{scene.blueprint}", scene.command, result)
    show(_session())
    page = out / "storefront.html"
    page.write_text(html(read(_bytes("storefront"))), encoding="utf-8")
    show(_where(out, [*drawn, page]))
    return 0


def _told(number: int, scene: Scene, result: Result) -> Iterator[Line]:
    """One scene for a person."""
    yield [Piece(f"{number}. {scene.title}", "bold underline")]
    yield [Piece(f"   {scene.blueprint}.json", "dim")]
    for line in scene.command.splitlines():
        yield [Piece("   › ", "cyan"), Piece(line)]
    yield []
    yield from summary(result, scene.command)
    yield []
    yield []


def _session() -> Iterator[Line]:
    """A conversation on one document: follow-ups, and a way back."""
    editor = Editor(_bytes("storefront"))
    before = editor.document
    yield [Piece(f"{len(SCENES) + 1}. A conversation, and back again", "bold underline")]
    for said in ("make the hero title bigger", "a bit more", "make it italic"):
        result = editor.edit(said)
        yield [Piece("   › ", "cyan"), Piece(said)]
        if result.ok:
            yield from changes(list(result.changes), result.before.outline)
        else:
            yield from summary(result, said)
    steps = 0
    while editor.undo():
        steps += 1
    same = editor.document is before
    yield [Piece(f"   undone {steps} times: ")]
    yield [Piece(f"   the document is {'the very one it was' if same else 'another one'}", "green")]
    yield []


def _draw(out: Path, name: str, command: str, result: Result) -> list[Path]:
    """Draw before and after as SVG, and as PNG where the extra for it is installed."""
    picture = before_after(result.before, result.after, result.changes, title=command)
    written = [out / f"{name}.svg"]
    written[0].write_text(picture, encoding="utf-8")
    try:
        pixels = rasterize(picture)
    except RedraftError as missing:
        print(f"   no PNG: {missing.diagnostic.message}", file=sys.stderr)
        return written
    written.append(out / f"{name}.png")
    written[1].write_bytes(pixels)
    return written


def _where(out: Path, written: list[Path]) -> Iterator[Line]:
    near = out.relative_to(Path.cwd()) if out.is_relative_to(Path.cwd()) else out
    yield [Piece(f"{len(written)} pictures in {near}:", "bold")]
    for path in written:
        yield [Piece(f"  {near / path.name}")]


def _bytes(name: str) -> bytes:
    return (HERE / "blueprints" / f"{name}.json").read_bytes()


if __name__ == "__main__":
    sys.exit(main())
