"""What is checked of a result, one function a check.

A check holds or lists what does not fit, and where: a JSON Pointer into RESULT, or a
place in a document. Not checked against the files, for they do not hold it: how the
words were read (confidence, trace, diagnostics, the clauses' words) and the timings; that
all but the timings is as it was written down is what the seal is for.

May import: witness.texts, witness.patches, witness.rest, witness.replaying.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any, Final, NamedTuple

from redraft.witness.patches import NOTHING, Misfit, differences, patched
from redraft.witness.replaying import Made, changes, replayed
from redraft.witness.rest import Entry, Footprint, Part, entries, footprint, parts, rest, shaped
from redraft.witness.telling import lines, shown
from redraft.witness.texts import Number, Unreadable, digest, keys_of, meaning, pointer, read, same

FOUND_MAX: Final = 20
REASONS: Final = ("asked", "reflow", "adjusted", "fix")
STATUSES: Final = ("success", "partial", "failed", "conflicted", "rejected")
_COUNT: Final = re.compile(r"0|[1-9][0-9]{0,8}")


class Found(NamedTuple):
    """Something that does not fit."""

    at: str
    said: str


class Check(NamedTuple):
    """One thing that was checked: its name, what it claims, and what speaks against it."""

    name: str
    claim: str
    found: tuple[Found, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether nothing speaks against it."""
        return not self.found


class Report(NamedTuple):
    """All checks, and, for a reader, what the certificate says was touched and left alone.

    ``touched`` is by component (None: tokens and the screen), then property and reason.
    """

    checks: tuple[Check, ...]
    touched: dict[str | None, list[tuple[str, str]]]
    untouched: int
    components: int

    @property
    def holds(self) -> bool:
        """Whether every check does."""
        return all(check.holds for check in self.checks)


def examine(before: bytes, after: bytes, result: bytes) -> Report:
    """Check a result against the document that came in and the one that came out.

    Raises Unreadable where a file is no JSON, or the first is no blueprint.

    >>> page = b'{"components": []}'
    >>> [check.name for check in examine(page, page, b"{}").checks if check.holds]
    ['rest']
    """
    case = _Case(_read(before, "BEFORE"), _read(after, "AFTER"), _read(result, "RESULT"))
    checks = tuple(Check(name, claim, case.tried(check)) for name, claim, check in _CHECKS)
    return Report(checks, case.told(), case.left_alone(), len(parts(case.before)))


def _read(source: bytes, name: str) -> Any:
    try:
        value = read(source)
        if name == "BEFORE":
            parts(value)
    except Unreadable as wrong:
        raise Unreadable(f"{name} is {wrong}") from None
    if not isinstance(value, dict):
        raise Unreadable(f"{name} is no JSON object")
    return value


class _Case:
    def __init__(self, before: Any, after: Any, result: Any) -> None:
        self.before = before
        self.after = after
        self.result = result

    def tried(self, check: Callable[[_Case], Iterator[Found]]) -> tuple[Found, ...]:
        """What speaks against one check."""
        found: list[Found] = []
        try:
            for one in check(self):
                found.append(one)
                if len(found) == FOUND_MAX:
                    break
        except Misfit as wrong:
            found.append(Found(wrong.at, wrong.said))
        except Unreadable as wrong:
            found.append(Found("AFTER", str(wrong)))
        return tuple(found)

    def told(self) -> dict[str | None, list[tuple[str, str]]]:
        """What the certificate says was touched; nothing where it is none."""
        try:
            return {name: list(writes) for name, writes in self._entries()}
        except Misfit:
            return {}

    # -- what is read once -----------------------------------------------------

    def member(self, *names: str) -> Any:
        """A member of the result; raise Misfit where there is none."""
        value = self.result
        for k, name in enumerate(names):
            if not isinstance(value, dict) or name not in value:
                raise Misfit(pointer(*names[: k + 1]), "RESULT does not have this")
            value = value[name]
        return value

    @cached_property
    def changes(self) -> list[Made]:
        return changes(self.member("changes"))

    @cached_property
    def steps(self) -> dict[str, dict[str, Any]]:
        """The steps by their number."""
        found: dict[str, dict[str, Any]] = {}
        for k, step in enumerate(self._listed("steps")):
            number = step.get("id") if isinstance(step, dict) else None
            if type(number) is not Number or step.get("status") not in _DONE:
                raise Misfit(f"/steps/{k}", "this is no step")
            found[number] = step
        return found

    @cached_property
    def footprint(self) -> Footprint:
        return footprint(self.member("certificate", "touched"))

    def _footprint_or_none(self) -> Footprint:
        try:
            return self.footprint
        except Misfit:
            return Footprint(frozenset(), frozenset(), {})

    def _listed(self, name: str) -> list[Any]:
        value = self.member(name)
        if not isinstance(value, list):
            raise Misfit(pointer(name), "no list")
        return value

    # -- the documents ---------------------------------------------------------

    def input(self) -> Iterator[Found]:
        shaped(self.member("digest"), {"before", "after"}, "/digest")
        if self.member("digest", "before") != digest(self.before):
            yield Found("/digest/before", f"BEFORE has {digest(self.before)}")

    def output(self) -> Iterator[Found]:
        if self.member("digest", "after") != digest(self.after):
            yield Found("/digest/after", f"AFTER has {digest(self.after)}")

    def final(self) -> Iterator[Found]:
        return self._differing(self.after, self.member("final_blueprint"))

    def patch(self) -> Iterator[Found]:
        return self._differing(patched(self.before, self._listed("patch")), self.after)

    def back(self) -> Iterator[Found]:
        return self._differing(patched(self.after, self._listed("inverse_patch")), self.before)

    # -- the changes -------------------------------------------------------------

    def listed(self) -> Iterator[Found]:
        return self._differing(replayed(self.before, self.changes), self.after)

    def paired(self) -> Iterator[Found]:
        forth, back = self._listed("patch"), self._listed("inverse_patch")[::-1]
        if not len(forth) == len(back) == len(self.changes):
            said = f"{len(self.changes)} changes, {len(forth)} operations, {len(back)} back"
            yield Found("/patch", said)
            return
        for change, there, again in zip(self.changes, forth, back, strict=True):
            if not _is_forth(change, there):
                yield Found(f"/patch/{change.number}", f"not what {change.at} says")
            if not _is_back(change, there, again):
                last = len(back) - 1 - change.number
                yield Found(f"/inverse_patch/{last}", f"does not take {change.at} back")

    def worded(self) -> Iterator[Found]:
        told = self._listed("changes_applied")
        expected = lines(self.changes)
        if len(told) != len(expected):
            yield Found("/changes_applied", f"{len(told)} lines, {len(expected)} things changed")
            return
        for k, (line, wanted) in enumerate(zip(told, expected, strict=True)):
            if type(line) is not str or meaning(line) != wanted:
                yield Found(f"/changes_applied/{k}", f"the change is “{wanted}”")

    def permitted(self) -> Iterator[Found]:
        declared = {number: _writes(step) for number, step in self.steps.items()}
        written: dict[str, Wrote] = {}
        for change in self.changes:
            step = self.steps.get(change.step)
            wrote = (change.component, change.kind)
            if change.reason not in REASONS:
                yield Found(change.at, f"“{change.reason}” is no reason")
            elif change.reason == "reflow" and change.kind not in ("x", "y"):
                yield Found(change.at, f"making room does not change “{change.kind}”")
            elif step is None or step["status"] != "success":
                yield Found(change.at, f"step {change.step} was not done")
            elif change.reason in ("asked", "adjusted") and wrote not in declared[change.step]:
                yield Found(change.at, f"step {change.step} does not declare this write")
            elif change.reason in ("asked", "adjusted"):
                written.setdefault(change.step, {})[wrote] = None
        for k, (number, writes) in enumerate(declared.items()):
            if list(writes) != list(written.get(number, {})):
                yield Found(f"/steps/{k}/writes", "this is not what the step wrote, in this order")

    # -- what was left alone -------------------------------------------------------

    def touched(self) -> Iterator[Found]:
        expected: dict[str | None, dict[tuple[str, str], list[str]]] = {}
        for change in self.changes:
            writes = expected.setdefault(change.component, {})
            places = writes.setdefault((change.kind, change.reason), [])
            if change.kind not in ("component", "order") and change.place not in places:
                places.append(change.place)
        told = self._entries()
        for k, (name, writes) in enumerate(expected.items()):
            if k >= len(told) or told[k] != (name, writes):
                yield Found(f"/certificate/touched/{k}", f"changed was “{name or 'the screen'}”")
        for k in range(len(expected), len(told)):
            yield Found(f"/certificate/touched/{k}", "no change is of this component")

    def _entries(self) -> list[Entry]:
        return entries(self.member("certificate", "touched"))

    def rest(self) -> Iterator[Found]:
        """What no entry names is as it was, whatever the digests say."""
        parts(self.after)  # raises where it is no blueprint
        of = self._footprint_or_none()
        return self._differing(rest(self.before, of), rest(self.after, of))

    def outside(self) -> Iterator[Found]:
        parts(self.after)  # raises where it is no blueprint
        shaped(self.member("certificate"), {"outside", "touched", "untouched"}, "/certificate")
        shaped(self.member("certificate", "outside"), {"before", "after"}, "/certificate/outside")
        for name, document in (("before", self.before), ("after", self.after)):
            known = digest(rest(document, self.footprint))
            if self.member("certificate", "outside", name) != known:
                yield Found(f"/certificate/outside/{name}", f"the rest has {known}")

    def untouched(self) -> Iterator[Found]:
        count = self.left_alone()
        if self.member("certificate", "untouched") != Number(str(count)):
            yield Found("/certificate/untouched", f"there are {count}")

    def left_alone(self) -> int:
        """How many components of BEFORE the certificate does not name."""
        before = parts(self.before)
        of = self._footprint_or_none()
        count = 0
        for name, part in before.items():
            above: str | None = part.inside
            while above is not None and above not in of.gone:
                above = before[above].inside
            listed = name in of.gone or name in of.aside or name in of.places
            count += above is None and not listed
        return count

    # -- what is said of it ----------------------------------------------------------

    def counted(self) -> Iterator[Found]:
        steps = self._listed("steps")
        if list(self.steps) != [Number(str(k + 1)) for k in range(len(steps))]:
            yield Found("/steps", "the steps are not counted from one")
        for name, status in (("total", None), ("executed", "success"), ("failed", "failed")):
            count = sum(status in (None, step["status"]) for step in steps)
            if self.member(f"steps_{name}") != Number(str(count)):
                yield Found(f"/steps_{name}", f"there are {count}")
        for k, step in enumerate(steps):
            if not _quotes(step):
                yield Found(f"/steps/{k}/span", "the span is not as long as the clause")

    def consistent(self) -> Iterator[Found]:
        status = self.member("status")
        done = [step["status"] == "success" for step in self.steps.values()]
        fits = {"success": all(done), "partial": any(done) and not all(done)}
        if status not in STATUSES or not fits.get(status, not any(done)):
            yield Found("/status", f"{sum(done)} of {len(done)} steps were done")
        if status not in ("success", "partial"):
            yield from self._differing(self.before, self.after)
            if self.member("changes") or self.member("patch") or self.member("inverse_patch"):
                yield Found("/changes", "nothing was applied")
        if self.member("rollback_triggered") is not (status == "failed"):
            yield Found("/rollback_triggered", f"the status is “{status}”")
        if self.member("rollback_reason") is not None and status != "failed":
            yield Found("/rollback_reason", f"the status is “{status}”")

    def sealed(self) -> Iterator[Found]:
        said = {k: v for k, v in self.result.items() if k not in ("seal", "timings_us")}
        if self.member("seal") != digest(said):
            yield Found("/seal", "something in RESULT was changed after it was written")

    # -- where two documents differ ----------------------------------------------------

    def _differing(self, expected: Any, found: Any) -> Iterator[Found]:
        if same(expected, found):
            return
        for at, a, b in _by_component(expected, found):
            yield Found(at, f"{shown(a)} ≠ {shown(b)}")


_DONE: Final = ("success", "failed", "skipped")


#: components (None: tokens and the screen) and properties, in the order of the first write
Wrote = dict[tuple[str | None, str], None]


def _writes(step: dict[str, Any]) -> Wrote:
    try:
        writes: Wrote = {
            (None if n is None else meaning(n), meaning(kind)): None for n, kind in step["writes"]
        }
    except (KeyError, TypeError, ValueError):
        raise Misfit("/steps", "a step does not say what it wrote") from None
    if not isinstance(step["writes"], list) or len(writes) != len(step["writes"]):
        raise Misfit("/steps", "a step does not say what it wrote, each once")
    return writes


def _quotes(step: dict[str, Any]) -> bool:
    span, clause = step.get("span"), step.get("clause")
    if not (isinstance(span, list) and len(span) == 2 and type(clause) is str):
        return False
    if not all(type(n) is Number and _COUNT.fullmatch(n) for n in span):
        return False
    return int(span[1]) - int(span[0]) == len(meaning(clause))


def _is_forth(change: Made, operation: Any) -> bool:
    """Whether an operation is the change; where objects had to be made, it adds the outermost."""
    if not isinstance(operation, dict):
        return False
    path, value = operation.get("path"), operation.get("value", NOTHING)
    if change.kind == "order":
        wanted = {"op": "move", "from": change.before, "path": change.after}
        return operation == wanted and change.path == change.before
    if change.after is NOTHING:
        return operation == {"op": "remove", "path": path} and _says(path, change.path)
    if change.before is not NOTHING:
        op = operation.get("op") == "replace" and _says(path, change.path)
        return op and same(value, change.after)
    if operation.get("op") != "add" or type(path) is not str:
        return False
    path = meaning(path)
    for name in keys_of(change.path)[len(keys_of(path)) :]:
        if not isinstance(value, dict) or len(value) != 1:
            return False
        ((key, value),) = value.items()
        path += pointer(meaning(key))
        if meaning(key) != name:
            return False
    return path == change.path and same(value, change.after)


def _is_back(change: Made, forth: Any, operation: Any) -> bool:
    """Whether an operation takes the one of the same change back."""
    if not isinstance(operation, dict) or not isinstance(forth, dict):
        return False
    if change.kind == "order":
        return operation == {"op": "move", "from": change.after, "path": change.before}
    if change.before is NOTHING:
        return operation == {"op": "remove", "path": forth.get("path")}
    op = "add" if change.after is NOTHING else "replace"
    said = operation.get("op") == op and operation.get("path") == forth.get("path")
    return said and same(operation.get("value", NOTHING), change.before)


def _says(said: Any, wanted: str) -> bool:
    return type(said) is str and meaning(said) == wanted


def _by_component(a: Any, b: Any) -> Iterator[tuple[str, Any, Any]]:
    """Where two documents differ, told by components where both have them."""
    try:
        first, second = parts(a), parts(b)
    except (Unreadable, AttributeError):
        yield from differences(a, b)
        return
    told = False
    for name in {**first, **second}:
        if name not in second:
            yield f"“{name}”", first[name].fields, NOTHING
            told = True
        elif name not in first:
            yield f"“{name}”", NOTHING, second[name].fields
            told = True
    for name, part in first.items():
        other = second.get(name)
        if other is None:
            continue
        for at, one, two in differences(_own(part.fields), _own(other.fields)):
            yield f"“{name}” {at}".rstrip(), one, two
            told = True
        if part.inside != other.inside:
            yield f"“{name}”", part.path, other.path
            told = True
    for at, one, two in differences(_own(a), _own(b)):
        yield at, one, two
        told = True
    if not told:
        yield from _out_of_order(first, second)


def _own(fields: Any) -> Any:
    """An object without the components in it."""
    return {
        k: [] if meaning(k) in ("children", "components") and isinstance(v, list) else v
        for k, v in fields.items()
    }


def _out_of_order(a: dict[str, Part], b: dict[str, Part]) -> Iterator[tuple[str, Any, Any]]:
    for name, part in a.items():
        if part.path != b[name].path:
            yield f"“{name}”", part.path, b[name].path


_CHECKS: Final = (
    ("input", "BEFORE is the document that came in", _Case.input),
    ("output", "AFTER is the document that came out", _Case.output),
    ("final", "the final blueprint in RESULT is AFTER", _Case.final),
    ("patch", "the patch makes AFTER of BEFORE", _Case.patch),
    ("inverse", "the inverse patch makes BEFORE of AFTER, to the byte", _Case.back),
    ("changes", "the changes, made one by one, make AFTER of BEFORE", _Case.listed),
    ("operations", "each change is one operation there and one back", _Case.paired),
    ("lines", "the lines for people say what changed", _Case.worded),
    ("declared", "each change has a reason and a step that declares it", _Case.permitted),
    ("touched", "the components touched are those that changed", _Case.touched),
    ("rest", "nothing else differs between BEFORE and AFTER", _Case.rest),
    ("outside", "the digest of all else is right, before and after", _Case.outside),
    ("untouched", "the components left alone are counted right", _Case.untouched),
    ("steps", "the steps are counted right", _Case.counted),
    ("status", "the status fits what was done", _Case.consistent),
    ("seal", "RESULT is as it was written", _Case.sealed),
)
