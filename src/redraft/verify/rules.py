"""Every rule there is, and what each depends on (`spec`: blueprint, section 4).

A component's own rules depend on the component and some facts of the screen. Contrast
and overlap depend on what lies around as well; they say themselves what an edit can
have changed. Structure compares two documents.

May import: document, and the rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set
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

Names = tuple[str, ...]
Scope = Literal["component", "text", "pair", "document"]


class Rule(NamedTuple):
    """One rule. ``facts`` are the parts of the head that it reads."""

    name: str
    code: str
    scope: Scope
    facts: tuple[str, ...] = ()


class OwnRule(NamedTuple):
    """A rule on a component by itself.

    ``reads`` are the keys of its fields and its style that ``check`` looks at. ``renew``, where
    there is one, names the properties that ``check`` would find, from those that it found
    before some keys changed. What it finds of one component is told apart by property.
    """

    check: Callable[[Document, Component, Facts], Iterator[Finding]]
    facts: tuple[str, ...]
    reads: frozenset[str]
    renew: Callable[[Document, Component, Facts, Set[str], Names], Names] | None = None


RULES: Final = (
    Rule("structure", outline.CODE, "document"),
    Rule("values", values.CODE, "component"),
    Rule("bounds", bounds.CODE, "component", ("viewport",)),
    Rule("overlap", overlap.CODE, "pair"),
    Rule("target size", targets.CODE, "component"),
    Rule("text size", text_size.CODE, "component", ("fonts",)),
    Rule("contrast", contrast.CODE, "text", ("fonts", "screen")),
    Rule("tokens", tokens.CODE, "component", ("palette",)),
)

#: The rules on a component by itself.
OWN: Final = (
    OwnRule(values.check, (), values.READS, values.renew),
    OwnRule(bounds.check, ("viewport",), bounds.READS),
    OwnRule(targets.check, (), targets.READS),
    OwnRule(text_size.check, ("fonts",), text_size.READS),
    OwnRule(tokens.check, ("palette",), tokens.READS, tokens.renew),
)
