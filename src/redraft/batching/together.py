"""Commands on one document, one after another; those that have nothing in common are one pass.

A pass is judged once, by the version that all of it comes to. What that introduced is told of
the command that brought it: each finding is about something that one command alone can have
changed. Where there is an error among it, or where that cannot be told, the commands of the pass
are run and judged one by one. Descriptions are looked for once, until what they depend on changes.

    B-1  the results are those of one command after another, in every byte

May import: engine, execute, verify, document, batching.jobs.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, NamedTuple

import msgspec

from redraft.batching.jobs import Rules, Said
from redraft.document.blueprint import Document
from redraft.engine import Begun, How, edit
from redraft.execute.resolving import Found
from redraft.serialize import Result
from redraft.verify import Finding, introduced_by_each, reach, severity_under

#: told before each job which one it is, so that who waits knows what takes so long
Beginning = Callable[[int], None]

#: commands of one pass; the results of a pass are held until it ends
_PASS_MAX: Final = 16


class Done(NamedTuple):
    """A job and its result."""

    said: Said
    result: Result


class _Member(NamedTuple):
    said: Said
    begun: Begun
    #: what the findings that it may bring or take away are about
    marks: set[int]


class Together:
    """Runs commands on a document; take what is ``done`` when you like, all of it after `end`.

    >>> from redraft.serialize import read
    >>> page = read({"components": [{"id": k, "type": "card", "bbox": [0, 0, 9, 9]} for k in ("hat", "cat")]})
    >>> runs = Together(page, Rules())
    >>> for number, said in enumerate(("make hat red", "make cat blue", "make cat bold"), 1):
    ...     runs.take(Said(number, said))
    >>> runs.end()
    >>> [done.result.status for done in runs.done], runs.passes
    (['success', 'success', 'success'], 2)
    """

    def __init__(
        self,
        start: Document,
        rules: Rules,
        beginning: Beginning = lambda _: None,
        *,
        single: bool = False,
    ) -> None:
        #: the latest version
        self.document = start
        self.done: list[Done] = []
        #: how often what commands brought was judged
        self.passes = 0
        #: what descriptions mean on the latest version
        self.found = Found(start)
        self._options: dict[str, Any] = msgspec.structs.asdict(rules)
        self._beginning = beginning
        # a repair may write anywhere, and under the strict policy all that shows is an error
        self._alone = single or rules.recover == "all" or rules.policy != "standard"
        #: commands of one pass at most: few after one that had to be run again
        self._most = _PASS_MAX
        self._open: list[_Member] = []
        self._marks: set[int] = set()

    def take(self, said: Said) -> None:
        """Run a command on the latest version."""
        self._beginning(said.number)
        if self._alone:
            self._run_alone(said)
            return
        begun = self._begun(said)
        marks = self._marks_of(begun)
        if marks is None or not self._marks.isdisjoint(marks) or len(self._open) >= self._most:
            if not self._judged():
                begun = self._begun(said)
                marks = self._marks_of(begun)
            if marks is None:
                self.passes += 1
                self._finish(said, begun)
                return
        self._open.append(_Member(said, begun, marks))
        self._marks |= marks
        self._go_on(begun.after, begun.written)

    def end(self) -> None:
        """Judge what is left to be judged."""
        self._judged()

    def _begun(self, said: Said) -> Begun:
        how = How(selection=said.selection, found=self.found, **self._options)
        return Begun(self.document, said.command, how)

    def _marks_of(self, begun: Begun) -> set[int] | None:
        """What its findings may be about; nothing where nothing was written, None: judge it alone."""
        if begun.after is begun.before:
            return set()
        left = begun.left
        return None if left is None else reach(begun.before, left.document, left.touched)

    def _finish(self, said: Said, begun: Begun) -> None:
        """End a pass of one command, by itself."""
        if begun.is_wrong():
            self._run_alone(said)
            return
        self.done.append(Done(said, begun.result()))
        self._go_on(begun.after, begun.written)

    def _run_alone(self, said: Said) -> None:
        self.passes += 1
        result = edit(self.document, said.command, selection=said.selection, **self._options)
        self.done.append(Done(said, result))
        if self._alone:
            self.document = result.after  # nobody asks what descriptions mean there
        elif result.after is not self.document:
            self._go_on(result.after, {change.property for change in result.changes})

    def _go_on(self, document: Document, written: set[str]) -> None:
        self.document = document
        self.found.advance(document, written)

    def _judged(self) -> bool:
        """Judge the pass; False where its commands had to be run again."""
        members, self._open, self._marks = self._open, [], set()
        wrote = [one for one in members if one.marks]
        if len(wrote) > 1:
            return self._judged_at_once(members, wrote)
        if wrote:
            self.passes += 1
            if wrote[0].begun.is_wrong():
                return self._again(members)
        self.done += [Done(one.said, one.begun.result()) for one in members]
        if wrote:
            self._most = min(_PASS_MAX, 2 * self._most)
        return True

    def _judged_at_once(self, members: list[_Member], wrote: list[_Member]) -> bool:
        self.passes += 1
        before, after = wrote[0].begun.before, wrote[-1].begun.after
        parts = [one.begun.left.touched for one in wrote if one.begun.left is not None]
        told = introduced_by_each(before, after, parts)
        if told is None or any(_is_error(f) for found in told.found for f in found):
            return self._again(members)
        part = 0
        for one in members:
            if not one.marks:
                self.done.append(Done(one.said, one.begun.result()))
                continue
            seen = after if told.is_as_after(part, one.begun.acted) else None
            self.done.append(Done(one.said, one.begun.result(told.found[part], seen)))
            part += 1
        self._most = min(_PASS_MAX, 2 * self._most)
        return True

    def _again(self, members: list[_Member]) -> bool:
        """Run the commands of a pass one by one."""
        self._most = 1
        self._go_on(members[0].begun.before, {"*"})
        self.found = Found(self.document)
        for one in members:
            self._beginning(one.said.number)
            self._run_alone(one.said)
        return False


def _is_error(found: Finding) -> bool:
    return severity_under("standard", found) == "error"
