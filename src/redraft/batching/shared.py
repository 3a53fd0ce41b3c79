"""Tokens that the screens of a project share: changed once, in every screen that has them.

A blueprint holds its own tokens; what makes them one is that they are called the same. A clause
about tokens alone is said of the screens that have them, each from its own value, and blanked for
the others (R-2). Together with all or nothing the project has the new value, or the old one.

May import: decompose, plan, document, diagnostics, batching.screens.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from redraft.batching.screens import blanked
from redraft.decompose import names_in, read
from redraft.diagnostics import Diagnostic, RedraftError
from redraft.document.blueprint import Document
from redraft.document.properties import token_keys
from redraft.plan.steps import ScaleToken, SetToken, TintToken
from redraft.plan.values import token_named

_STEPS: Final = (SetToken, ScaleToken, TintToken)
_TOLD_MAX: Final = 12


class _Read(NamedTuple):
    """How many clauses a text has; those about tokens and nothing else, and how these are called."""

    clauses: int
    about: list[tuple[tuple[int, int], tuple[str, ...]]]


class Shared:
    """The tokens of a project's screens, in the order of the documents.

    >>> shared = Shared([{"ink": "#000000"}, None])
    >>> shared.said({0: "set ink to navy", 1: "set ink to navy"})
    {0: 'set ink to navy'}
    """

    def __init__(self, tokens: Sequence[Any]) -> None:
        self._screens = [_screen(own) for own in tokens]
        self._all = _screen(_together(tokens))

    def said(self, told: Mapping[int, str]) -> dict[int, str]:
        """What each screen is told of what it was to be told; those without its tokens are left out.

        Raises RedraftError where the command is about a token that no screen has.
        """
        read_so: dict[str, _Read] = {}
        lacked: dict[tuple[str, ...], int] = {}
        found: dict[int, str] = {}
        for k, text in told.items():
            if text not in read_so:
                read_so[text] = self._read(text)
            so = read_so[text]
            lacking = []
            for span, names in so.about:
                lacks = not self._has_any(k, names)
                lacked[names] = lacked.get(names, 1) & lacks
                if lacks:
                    lacking.append(span)
            if len(lacking) < so.clauses or not so.about:
                found[k] = blanked(text, lacking)
        nobodys = [names for names, lacks in lacked.items() if lacks]
        if nobodys:
            raise self._refused(nobodys)
        return found

    def _has_any(self, k: int, names: Sequence[str]) -> bool:
        return any(token_named(self._screens[k], name) is not None for name in names)

    def _read(self, text: str) -> _Read:
        reading = read(text, names=names_in(self._all, text))
        if any(found.severity == "error" for found in reading.diagnostics):
            return _Read(0, [])
        found = []
        for clause in reading.plan.clauses:
            steps = [step for step in clause.steps if isinstance(step, _STEPS)]
            adds = any(isinstance(step, SetToken) and step.create for step in steps)
            if steps and len(steps) == len(clause.steps) and not adds:
                found.append((clause.span, tuple(step.name for step in steps)))
        return _Read(len(reading.plan.clauses), found)

    def _refused(self, names: Sequence[Sequence[str]]) -> RedraftError:
        said = "”, “".join(dict.fromkeys(name for own in names for name in own))
        known = list(token_keys(self._all))
        there = ", ".join(known[:_TOLD_MAX]) + (" …" if len(known) > _TOLD_MAX else "")
        why = f"no screen has a token called “{said}”; there are {there or 'none'}"
        return RedraftError(Diagnostic("target.not-found", "error", why))


def _screen(tokens: Any) -> Document:
    own = tokens if isinstance(tokens, dict) else {}
    return Document.of({"tokens": own, "components": []})


def _together(tokens: Sequence[Any]) -> dict[str, Any]:
    """All tokens that there are, each as the first screen has it."""
    found: dict[str, Any] = {}
    for own in tokens:
        for name, value in own.items() if isinstance(own, dict) else ():
            if isinstance(value, dict) and isinstance(found.get(name, {}), dict):
                found[name] = {**value, **found.get(name, {})}
            else:
                found.setdefault(name, value)
    return found
