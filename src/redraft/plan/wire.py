"""A plan as JSON: what is written reads back equal, and what does not fit is refused at its place.

    S-3  plan_from_json(plan_to_json(p)) == p

May import: plan, select, document, diagnostics.
"""

from __future__ import annotations

import re
from typing import Final

import msgspec

from redraft.diagnostics import Diagnostic, PlanError
from redraft.document.blueprint import pointer
from redraft.plan.steps import Plan

_ENCODER: Final = msgspec.json.Encoder()
_DECODER: Final = msgspec.json.Decoder(Plan)

#: how msgspec says where: "… - at `$.clauses[0].span`"
_PLACE: Final = re.compile(r" - at `(?:key in )?\$(.*)`$")
_PART: Final = re.compile(r"\.([^.\[\]]+)|\[(\d+|\.\.\.)\]")


def plan_to_json(plan: Plan) -> bytes:
    """Write a plan as compact JSON; what has its default value is left out.

    >>> plan_to_json(Plan())
    b'{}'
    """
    return _ENCODER.encode(plan)


def plan_from_json(source: bytes | str) -> Plan:
    """Read a plan; raise PlanError ``value.invalid`` with the JSON Pointer of what does not fit.

    >>> plan_from_json(b'{"clauses": [{"text": "make it red", "span": [0, 11]}]}').clauses[0].span
    (0, 11)
    >>> plan_from_json(b'{"clauses": [{"text": "make it red"}]}')
    Traceback (most recent call last):
    redraft.diagnostics.PlanError: value.invalid: Object missing required field `span` (/clauses/0)
    """
    try:
        return _DECODER.decode(source)
    except RecursionError:
        raise _bad("the plan nests too deeply", None) from None
    except (msgspec.DecodeError, UnicodeError) as error:
        said = str(error)
        place = _PLACE.search(said)
        if place is None:
            path = "" if isinstance(error, msgspec.ValidationError) else None
            raise _bad(f"the plan cannot be read: {said}", path) from None
        parts = _PART.findall(place.group(1))
        path = pointer(*(name or number for name, number in parts))
        raise _bad(said[: place.start()], path) from None


def _bad(message: str, path: str | None) -> PlanError:
    place = f" ({path})" if path else ""
    return PlanError(Diagnostic("value.invalid", "error", message + place, path=path))
