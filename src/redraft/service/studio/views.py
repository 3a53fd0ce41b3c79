"""What is seen of a stored document: its picture with the place of each component, previews, values.

May import: explaining, document, diagnostics, store, service.wire.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from redraft.batching.jobs import Rules
from redraft.diagnostics import Diagnostic
from redraft.document.blueprint import Box
from redraft.document.properties import Kind
from redraft.explaining import Explanation
from redraft.serialize.schemas import ChangeWire
from redraft.service import wire
from redraft.store.blame import Blame

Picture = Annotated[str, Meta(description="SVG; it runs nothing and fetches nothing.")]


class Placed(msgspec.Struct, frozen=True, omit_defaults=True):
    """A component and where it is drawn; ``depth`` is how deeply it is nested.

    ``box`` is x, y, width and height in the picture's pixels, left out where it is not drawn.
    ``hidden`` is so of what is hidden, and of what is in it.
    """

    id: str
    type: str
    depth: int = 0
    text: str | None = None
    role: str | None = None
    box: Box | None = None
    hidden: bool = False


class Scene(msgspec.Struct, frozen=True):
    """A revision as it is drawn, its components in the order of the document: later ones lie above."""

    document: wire.Document
    revision: int
    width: float
    height: float
    picture: Picture
    components: tuple[Placed, ...]


class Preview(Rules, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A command that is being thought about; ``selection`` and ``previous`` as in an edit."""

    command: wire.Command
    selection: wire.Ids | None = None
    previous: wire.Commands | None = None
    steps: wire.Steps | None = None
    hidden: Annotated[bool, Meta(description="Draw what is hidden, too.")] = False


class Touched(msgspec.Struct, frozen=True, omit_defaults=True):
    """A component that would change, and its place before and after where it is drawn."""

    id: str
    before: Box | None = None
    after: Box | None = None


class Previewed(msgspec.Struct, frozen=True):
    """What a command would do to a revision, and how it was read.

    ``picture`` is of the document after it, null where nothing would change.
    """

    revision: int
    explanation: Explanation
    changes: tuple[ChangeWire, ...]
    changes_applied: tuple[str, ...]
    touched: tuple[Touched, ...]
    width: float
    height: float
    picture: Picture | None


class Value(msgspec.Struct, frozen=True, omit_defaults=True):
    """A property as a component has it, and where the value comes from.

    ``origin``: its own, a token's (``token`` is its path below ``tokens``), or what is usual. A
    colour of its own that a token has, too, is told with that token. ``set_by`` is the edit that
    last set it; left out where it is as it was stored first.
    """

    name: str
    kind: Kind
    value: Any
    origin: Literal["own", "token", "usual"]
    token: str | None = None
    set_by: Blame | None = None


class Inspected(msgspec.Struct, frozen=True):
    """A component: what it is in, outermost first, its properties, and the rules that it breaks.

    The suggestions of a broken rule are commands that mend it; each was tried.
    """

    revision: int
    id: str
    type: str
    path: str
    inside: tuple[str, ...]
    properties: tuple[Value, ...]
    findings: tuple[Diagnostic, ...]


class Find(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A phrase that names components of a stored document."""

    phrase: Annotated[str, Meta(description="For example: the red buttons in the footer.")]
    selection: wire.Ids = ()


class Sample(msgspec.Struct, frozen=True):
    """A screen that comes with the package, and commands to try on it."""

    name: str
    title: str
    commands: tuple[str, ...]


class Samples(msgspec.Struct, frozen=True):
    """The screens that come with the package."""

    samples: tuple[Sample, ...]


class SampleScreen(Sample, frozen=True):
    """A sample with its blueprint."""

    blueprint: wire.Blueprint
