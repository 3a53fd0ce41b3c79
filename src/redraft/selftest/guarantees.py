"""The six that no change may weaken, each tried on what a seed makes.

May import: engine, serialize, verify, measuring.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from itertools import islice
from typing import Any, Final, NamedTuple

import orjson

from redraft.engine import edit
from redraft.measuring import reference
from redraft.measuring.bench import same
from redraft.selftest.held import Effort, Held
from redraft.selftest.material import commands, faulty, source
from redraft.serialize import read
from redraft.verify import check
from redraft.verify.checking import introduced, introduced_by
from redraft.verify.outline import structure
from redraft.verify.rules import RULES

_SHOWN: Final = 5
_CODES: Final = {rule.name: rule.code for rule in RULES}


class Breaks(NamedTuple):
    """A command that asks for what a rule forbids, what it is told then, and a page that breaks it.

    Some are put right or refused before the rule is asked, so the rule is asked for itself
    too: of a page in which ``field`` of ``component`` is ``value``.
    """

    rule: str
    command: str
    told: str
    component: str
    field: str
    value: Any


#: one for each rule; a rule without one is a broken promise
BREAKS: Final = (
    Breaks(
        "structure", "delete the card 1 image", "clause.unsupported", "card_1_image", "id", "other"
    ),
    Breaks(
        "values",
        "set the opacity of the card 1 image to red",
        "value.invalid",
        "card_1_image",
        "opacity",
        "red",
    ),
    Breaks(
        "bounds",
        "move the footer 3000px to the right",
        "value.clamped",
        "footer",
        "bbox",
        [3000, 0, 60, 60],
    ),
    Breaks(
        "overlap", "make the logo 1000px wide", "overlap.new", "logo", "bbox", [24, 16, 1000, 40]
    ),
    Breaks(
        "target size",
        "make the shop now button 20px tall",
        "target-size.small",
        "shop_button",
        "bbox",
        [80, 400, 200, 20],
    ),
    Breaks(
        "text size",
        "set the text size of the card 1 title to 8px",
        "text-size.small",
        "card_1_title",
        "font_size",
        8,
    ),
    Breaks(
        "contrast",
        "make the card 1 title text white",
        "contrast.low",
        "card_1_title",
        "color",
        "#FFFFFF",
    ),
    Breaks("tokens", "make the header #123456", "token.unused", "header", "bg_color", "#123456"),
)


def schema(effort: Effort, seed: int) -> Held:  # noqa: ARG001
    """Keys that we know nothing of, their order, and how numbers are spelled stay the document's own."""
    own = (
        b'{"zeta": {"ours": [1.50, 2e3, -0.0]}, "screen_id": "own", "components": ['
        b'{"weight": 7.10, "id": "header", "type": "header", "bbox": [0, 0, 375, 60.0], "x-note": "\\u00e9",'
        b' "visual": {"bg_color": "#1D3557", "glow": 1E2}},'
        b'{"id": "pay", "type": "button", "text": "Pay", "bbox": [16, 90, 120, 48], "data": null}],'
        b' "meta": {"viewport": {"width": 375, "height": 800}, "made": "by hand"}}'
    )
    kept = (b'"zeta"', b"1.50", b"2e3", b"-0.0", b"7.10", b"60.0", b"\\u00e9", b"1E2", b'"made"')
    broken: list[str] = []
    said = ("make the header red", "make the pay button bold", "move the pay button 8px down")
    for command in said:
        result = edit(own, command)
        broken += [f"“{command}” lost {one.decode()}" for one in kept if one not in result.bytes]
        if _shape(orjson.loads(result.bytes)) - _shape(orjson.loads(own)) - _added(result.patch):
            broken.append(f"“{command}” added a key that it does not tell of")
        broken += [] if result.ok else [f"“{command}”: {result.status}"]
    did = f"{len(said)} edits of a document with keys and spellings of its own"
    return Held(
        "the schema stays its own",
        "guarantee",
        did,
        f"{len(kept) * len(said)} parts kept",
        _few(broken),
    )


def _shape(value: Any, path: str = "") -> set[str]:
    """The paths of all keys."""
    if isinstance(value, dict):
        return {f"{path}/{k}" for k in value} | {
            p for k, v in value.items() for p in _shape(v, f"{path}/{k}")
        }
    if isinstance(value, list):
        return {p for k, v in enumerate(value) for p in _shape(v, f"{path}/{k}")}
    return set()


def _added(patch: Any) -> set[str]:
    """The paths of the keys that a patch adds."""
    added = [(str(step["path"]), step["value"]) for step in patch if step["op"] == "add"]
    return {p for path, value in added for p in (path, *_shape(value, path))}


def validators(effort: Effort, seed: int) -> Held:
    """Each rule finds what breaks it, and the scoped check finds what the full one finds."""
    broken = [
        f"no command breaks the rule “{rule.name}”"
        for rule in RULES
        if rule.name not in {b.rule for b in BREAKS}
    ]
    page = source(20)
    whole = read(page)
    for one in BREAKS:
        told = {d.code for d in edit(page, one.command, recover="off", reflow="off").diagnostics}
        if one.told not in told:
            broken.append(f"“{one.command}”: {one.told} is not told")
        planted = read(_planted(page, one))
        found = {
            finding.code for finding in introduced(check(whole), check(planted), whole, planted)
        }
        found |= {finding.code for finding in structure(whole, planted)}
        if _CODES[one.rule] not in found:
            broken.append(f"the rule “{one.rule}” does not find what breaks it")
    equal = 0
    for before, after, touched in _edits(effort, seed):
        if introduced_by(before, after, touched) != introduced(
            check(before), check(after), before, after
        ):
            broken.append("the scoped check differs from the full one")
        equal += 1
    did = f"a command that breaks each of {len(RULES)} rules; {equal} edits checked both ways"
    return Held(
        "all validators run",
        "guarantee",
        did,
        f"{len(BREAKS)} told, {equal} equal",
        _few(broken),
    )


def _planted(page: bytes, one: Breaks) -> bytes:
    """The page with one field of one component as it must not be."""
    value = orjson.loads(page)
    below = list(value["components"])
    while below:
        fields = below.pop()
        below += fields.get("children", ())
        if fields["id"] == one.component:
            home = fields if one.field in fields else fields["visual"]
            home[one.field] = one.value
    return orjson.dumps(value)


def _edits(effort: Effort, seed: int) -> Iterator[tuple[Any, Any, list[int]]]:
    for k, said in enumerate(islice(commands(seed + 2, 100), effort.random)):
        before = read(source(100, k))
        result = edit(before, said)
        after = result.document
        yield before, after, [i for i in range(len(before)) if after.at(i) is not before.at(i)]


def inputs(effort: Effort, seed: int) -> Held:
    """What was given is afterwards as it was: the dict with all that is in it, and the bytes."""
    broken: list[str] = []
    chance = random.Random(f"{seed} inputs")
    tried = 0
    for k, said in enumerate(islice(commands(seed + 3, 20), effort.random)):
        given = orjson.loads(source(20, k))
        whole = copy.deepcopy(given)
        for one in (said, faulty(chance, 2)):
            result = edit(given, one)
            result.blueprint["components"].clear()
            tried += 1
            if given != whole or orjson.dumps(given) != orjson.dumps(whole):
                broken.append(f"“{one}” changed the input")
                given = copy.deepcopy(whole)
    did = f"{tried} edits of dicts, each result then emptied"
    return Held("the input is never mutated", "guarantee", did, f"{tried} the same", _few(broken))


def deterministic(effort: Effort, seed: int) -> Held:
    """Each of many commands twice, the second time with everything remembered."""
    broken = []
    for k, said in enumerate(islice(commands(seed + 4, 100), effort.random)):
        first, second = (edit(source(100, k), said) for _ in range(2))
        if (first.bytes, first.patch, first.diagnostics) != (
            second.bytes,
            second.patch,
            second.diagnostics,
        ):
            broken.append(f"“{said}” gave another result")
    did = f"{effort.random} commands twice"
    return Held("100 % deterministic", "guarantee", did, "equal to the byte", _few(broken))


def undoable(effort: Effort, seed: int) -> Held:
    """The inverse patch of every edit gives its input back."""
    broken = []
    done = 0
    for k, said in enumerate(islice(commands(seed + 5, 100), effort.random)):
        given = source(100, k)
        result = edit(given, said)
        done += result.ok
        value = orjson.loads(result.bytes)
        _apply(value, result.inverse_patch)
        if orjson.dumps(value) != given:
            broken.append(f"the inverse patch of “{said}” does not give the input back")
    did = f"{effort.random} commands, {done} applied, each inverse patch carried out"
    return Held("every edit can be rolled back", "guarantee", did, "the same bytes", _few(broken))


def _apply(value: Any, patch: Any) -> None:
    """RFC 6902, as much of it as changes of fields need: add, remove and replace."""
    for step in patch:
        *way, last = [p.replace("~1", "/").replace("~0", "~") for p in step["path"].split("/")[1:]]
        holder = value
        for key in way:
            holder = holder[int(key)] if isinstance(holder, list) else holder[key]
        at: Any = int(last) if isinstance(holder, list) else last
        if step["op"] == "remove":
            del holder[at]
        else:
            holder[at] = step["value"]


def optimised(effort: Effort, seed: int) -> Held:
    """The engine against the plain pipeline on commands of a seed, faulty ones too."""
    broken = []
    chance = random.Random(f"{seed} optimised")
    for k, said in enumerate(islice(commands(seed + 6, 20), effort.random)):
        command = said if k % 4 else f"{said}; {faulty(chance, 2)}"
        given = source(20, k)
        if not same(edit(given, command), reference.edit(given, command)):
            broken.append(f"“{command}” differs from the plain pipeline")
    did = f"{effort.random} commands on 20 components, a quarter of them faulty"
    return Held(
        "optimised = plain, byte for byte",
        "guarantee",
        did,
        f"{effort.random} equal",
        _few(broken),
    )


def _few(broken: list[str]) -> tuple[str, ...]:
    return tuple(broken[:_SHOWN])
