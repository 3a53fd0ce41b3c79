"""The options that several commands share, and how they reach the engine.

May import: document, language, cli.ending.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from cyclopts import Group, Parameter

from redraft.cli.ending import Stop
from redraft.document.blueprint import Limits
from redraft.language import Language, english

OUTPUT: Final = Group("Output", sort_key=1)
READING: Final = Group("How it is done", sort_key=2)

_UNITS: Final = {"": 1, "k": 1 << 10, "m": 1 << 20, "g": 1 << 30}
_LIMIT: Final = re.compile(r"([a-z]+)(?:_max|-max)?=([0-9]{1,15})([kmg]?)b?", re.IGNORECASE)


@Parameter(name="*", group=OUTPUT)
@dataclass(frozen=True)
class Output:
    """Where the result goes."""

    output: Annotated[str | None, Parameter(name=["--output", "-o"], allow_leading_hyphen=True)] = (
        None
    )
    """Write the edited blueprint here, indented like FILE; "-" is standard output."""
    in_place: Annotated[bool, Parameter(name=["--in-place", "-i"], negative="")] = False
    """Write the edited blueprint back to FILE."""
    dry_run: Annotated[bool, Parameter(name=["--dry-run", "-n"], negative="")] = False
    """Say what would happen; write nothing."""
    json: Annotated[bool, Parameter(name="--json", negative="")] = False
    """Print the whole result as JSON instead of the summary."""
    explain: Annotated[bool, Parameter(name="--explain", negative="")] = False
    """Add how the command was read, one line a decision."""

    def checked(self, file: str) -> Output:
        """Refuse what contradicts itself, before anything is read."""
        if self.in_place and self.output is not None:
            raise Stop("--in-place and --output both say where to write; use one of them")
        if self.in_place and file == "-":
            raise Stop("--in-place needs a file; what came from standard input goes to -o OUT")
        if self.json and self.output == "-":
            raise Stop("--json and -o - both want standard output; name a file with -o")
        return self


@Parameter(name="*", group=READING)
@dataclass(frozen=True)
class Limited:
    """What a document may be at most."""

    limits: Annotated[tuple[str, ...], Parameter(name="--limits", negative="")] = ()
    """What is accepted at most, name=number: bytes=64M, components, depth; repeatable."""

    def read(self, usual: Limits = Limits()) -> Limits:  # noqa: B008
        """The limits with what was asked in place of the usual ones."""
        asked: dict[str, int] = {}
        for one in (part for said in self.limits for part in said.split(",")):
            match = _LIMIT.fullmatch(one.strip())
            name = f"{match[1].lower()}_max" if match else ""
            if match is None or name not in Limits._fields:
                known = ", ".join(name.removesuffix("_max") for name in Limits._fields)
                raise Stop(f"“{one}” is no limit; write name=number, with one of {known}")
            asked[name] = int(match[2]) * _UNITS[match[3].lower()]
        return usual._replace(**asked)


@Parameter(name="*", group=READING)
@dataclass(frozen=True)
class Rules:
    """How an edit or a plan is carried out."""

    mode: Annotated[Literal["atomic", "partial"], Parameter(name="--mode")] = "atomic"
    """On a failed step: take everything back, or only that step."""
    policy: Annotated[Literal["standard", "strict"], Parameter(name="--policy")] = "standard"
    """strict: warnings and adjustments are errors."""
    recover: Annotated[Literal["off", "safe", "all"], Parameter(name="--recover")] = "safe"
    """What may be corrected: nothing, what has one reading left, also the best of several."""
    reflow: Annotated[Literal["push", "off"], Parameter(name="--reflow")] = "push"
    """What is grown over: pushed along, or an error."""
    structural: Annotated[bool, Parameter(name="--structural", negative="")] = False
    """Allow adding, deleting, duplicating and wrapping components."""
    select: Annotated[tuple[str, ...], Parameter(name="--select", negative="")] = field(default=())
    """A component that “this” and “it” mean at the start, by id; repeatable."""

    def arguments(self) -> dict[str, Any]:
        """The keyword arguments of the engine."""
        return {
            "mode": self.mode,
            "policy": self.policy,
            "recover": self.recover,
            "reflow": self.reflow,
            "structural": self.structural,
            "selection": self.select,
        }


@Parameter(name="*", group=READING)
@dataclass(frozen=True)
class Spoken:
    """What the words are written in."""

    lexicon: Annotated[tuple[str, ...], Parameter(name="--lexicon", negative="")] = ()
    """A file with words of your own, in the form of "redraft grammar"'s sections; repeatable."""
    language: Annotated[str | None, Parameter(name="--language")] = None
    """A folder with the files of another language than English."""

    def read(self) -> Language | None:
        """The language that was asked for; None where nothing was said."""
        if not self.lexicon and self.language is None:
            return None
        language = english() if self.language is None else Language.read(self.language)
        for file in self.lexicon:
            language = language.with_words(_text(file))
        return language


def _text(file: str) -> str:
    try:
        return Path(file).read_text("utf-8")
    except UnicodeDecodeError as error:
        raise Stop(f"{file} is no UTF-8 text, at byte {error.start}") from None


OUTPUT_USUAL: Final = Output()
LIMITED_USUAL: Final = Limited()
RULES_USUAL: Final = Rules()
SPOKEN_USUAL: Final = Spoken()
