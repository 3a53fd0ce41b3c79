"""Every rule there is, and what each depends on (`spec`: blueprint, section 4).

A component's own rules depend on the component and some facts of the screen. Contrast
and overlap depend on what lies around as well; they say themselves what an edit can
have changed. Structure compares two documents.

May import: document, and the rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, Literal, NamedTuple

from redraft.document.blueprint import Component, Document
from redraft.verify import (
    bounds,
    contrast,
    outline,
    overlap,
    targets,
    text_size,
    tokens,
    values,
)
from redraft.verify.facts import Facts
from redraft.verify.finding import Finding

Scope = Literal["component", "text", "pair", "document"]


class Rule(NamedTuple):
    """One rule. ``facts`` are the parts of the head that it reads.

    ``check`` finds a component's own breaches; None where the rule looks further.
    """

    name: str
    code: str
    scope: Scope
    facts: tuple[str, ...] = ()
    check: Callable[[Document, Component, Facts], Iterator[Finding]] | None = None


RULES: Final = (
    Rule("structure", outline.CODE, "document"),
    Rule("values", values.CODE, "component", (), values.check),
    Rule("bounds", bounds.CODE, "component", ("viewport",), bounds.check),
    Rule("overlap", overlap.CODE, "pair"),
    Rule("target size", targets.CODE, "component", (), targets.check),
    Rule("text size", text_size.CODE, "component", ("fonts",), text_size.check),
    Rule("contrast", contrast.CODE, "text", ("fonts", "screen")),
    Rule("tokens", tokens.CODE, "component", ("palette",), tokens.check),
)

#: The rules on a component by itself, with what they read of the head.
OWN: Final = tuple((rule.check, rule.facts) for rule in RULES if rule.check is not None)
