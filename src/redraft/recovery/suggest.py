"""A failed command is repaired until it runs: one generator a kind of failure, each idea run first.

A repair that fails for another reason is repaired in turn, by its first ideas only. All
of it is bounded: so many runs a diagnostic, fewer the longer the command is.

    R-1  every suggestion, run on the same document, succeeds
    D-1  the same failure has the same suggestions, in the same order

May import: the stages, plan, select, document, diagnostics.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import Final, NamedTuple

import msgspec

from redraft.decompose import Reading
from redraft.diagnostics import Diagnostic
from redraft.document.blueprint import Document
from redraft.recovery.contradictions import conflict, locked, unsupported
from redraft.recovery.doubts import new_texts
from redraft.recovery.effects import effect, worsens
from redraft.recovery.fixes import finding_of, fixes, with_repair
from redraft.recovery.keeping import VALUES_STAND, content, hangs, invents, is_open, loss
from redraft.recovery.loosely import Said, loose_commands, sentences
from redraft.recovery.marks import is_unbalanced
from redraft.recovery.palette import aspects
from redraft.recovery.problem import SUGGESTIONS_MAX, Generator, Idea, Problem, any_of, either
from redraft.recovery.respelling import respelled, reworded
from redraft.recovery.room import readable, room
from redraft.recovery.slips import doubted, is_plain, otherwise, put_right
from redraft.recovery.targets import ambiguous, not_found
from redraft.recovery.unread import left_out, unread
from redraft.recovery.values import misfit, unfit
from redraft.recovery.wishes import anything, wishes
from redraft.recovery.wording import Wording
from redraft.serialize import Result
from redraft.verify.mending import MENDABLE

ATTEMPTS_MAX: Final = 20
LAST_ATTEMPTS_MAX: Final = 4
#: ways to put the words of a command right that are run, and that are offered
RESPELT_MAX: Final = 16
RESPELT_FOUND_MAX: Final = 3
#: failures that a word that was put right may mend
_MISTYPED: Final = frozenset(
    {"target.not-found", "clause.not-understood", "clause.vague", "clause.unsupported"}
    | {"value.invalid", "property.unknown", "clause.not-an-edit"}
)
#: for all diagnostics of one result; longer commands are run less often
ATTEMPTS_IN_ALL: Final = 72
CHARACTERS_IN_ALL: Final = 40_000
#: so many failures on the way to one suggestion
_DEPTH_MAX: Final = 5
#: so many ideas for a failure on the way
_AGAIN_MAX: Final = 3

GENERATORS: Final[dict[str, Generator]] = {
    "target.ambiguous": ambiguous,
    "target.not-found": not_found,
    "property.unknown": unfit,
    "value.invalid": misfit,
    "value.clamped": room,
    "clause.not-understood": unread,
    "clause.vague": wishes,
    "clause.unsupported": unsupported,
    "clause.not-an-edit": left_out,
    "plan.conflict": conflict,
    "plan.locked": locked,
    "bounds.outside": room,
    "overlap.new": room,
    "target-size.small": room,
    "text-size.small": room,
    "contrast.low": readable,
}
#: so many ideas of Redraft's own where the user's words are no help
_OWN_MAX: Final = 3
#: failures of which what leaves out less comes first
_BY_WORDS: Final = frozenset({"target.not-found", "clause.not-understood"})
#: failures of a description, which another one takes the place of
_DESCRIBED: Final = frozenset({"target.not-found", "target.ambiguous"})
#: so many ideas come before what was made out without knowing which of several is meant
_BEFORE_MAX: Final = 3
#: who says so much has said what they want
_TOLD_MIN: Final = 5
#: so many words that are said otherwise do not matter
_SLIGHT: Final = 2
_NOT_OURS: Final = frozenset({"clause.not-an-edit", "clause.unsupported"})
#: where it is not said what is to be done, some of ours are offered beside the user's words
_OURS_TOO: Final = frozenset({"clause.vague", "value.invalid", "property.unknown"})
#: no way on: what was put right contradicts the rest
_ENOUGH: Final = frozenset({"plan.conflict", "plan.locked"})
#: what a warning of is mended in the words, not in the new version
_READ_AGAIN: Final = frozenset({"plan.conflict"})
#: a known word may stand for another one
_MISREAD: Final = frozenset(
    {
        "target.not-found",
        "property.unknown",
        "value.invalid",
        "clause.not-understood",
    }
)
#: what was asked for was too much, and hardly meant
_CLAMPED: Final = frozenset({"value.clamped", "text-size.small", "target-size.small"})
_NO_ROOM: Final = frozenset({"bounds.outside", "overlap.new"})


class _Rank(NamedTuple):
    """How much a suggestion leaves out; what leaves out less comes first, ideas of Redraft's own last."""

    own: bool = False
    whole: bool = False
    values: int = 0
    words: int = 0


class Tried(NamedTuple):
    """A command that was run, and what came of it (without suggestions)."""

    reading: Reading
    result: Result
    told: tuple[Diagnostic, ...]


Attempt = Callable[[Document, str], Tried]


Mending = Callable[[], Result | None]


def _unmended() -> None:
    return None


def suggested(
    failed: Tried, attempt: Attempt, mending: Mending = _unmended
) -> tuple[Diagnostic, ...]:
    """Return the diagnostics of a result with suggestions: errors', and warnings' of what was done.

    ``attempt`` runs a command on a document as the failed one was run, and stores nothing;
    ``mending`` runs the same plan where what it breaks may be put right.
    """
    search = _Search(attempt, failed, mending)
    return search.shared([search.completed(d) for d in failed.told])


def wanting(told: Iterable[Diagnostic]) -> bool:
    """Whether there is anything that suggestions are made for."""
    return any(d.severity != "notice" for d in told)


class _Search:
    """Runs ideas for the diagnostics of one result; each command once."""

    def __init__(self, attempt: Attempt, failed: Tried, mending: Mending) -> None:
        self._attempt = attempt
        self._failed = failed
        self._mending = mending
        self._mended: tuple[Result | None] | None = None
        self._respelt: list[str] | None = None
        self._loose: dict[str, Said] | None = None
        self._known: dict[tuple[int, str], Tried] = {}
        longest = max(1, len(failed.reading.text))
        self._left = min(ATTEMPTS_IN_ALL, CHARACTERS_IN_ALL // longest)
        self._here = 0
        self._errors = sum(d.severity == "error" for d in failed.told)
        #: the user's own command put right, in the order in which that was found
        self._users: dict[str, _Rank] = {}

    def completed(self, diagnostic: Diagnostic) -> Diagnostic:
        """The diagnostic with its suggestions."""
        if diagnostic.severity == "notice":
            return diagnostic
        if self._left <= 0:
            return msgspec.structs.replace(diagnostic, suggestions=())
        self._left -= 1  # looking for ideas is work too
        self._here = ATTEMPTS_MAX
        if diagnostic.severity == "error" or diagnostic.code in _READ_AGAIN:
            found = self._repairs(diagnostic)
        else:
            found = self._fixes(diagnostic)
        if not found:
            return msgspec.structs.replace(diagnostic, suggestions=())
        return msgspec.structs.replace(diagnostic, suggestions=tuple(found))

    def shared(self, told: list[Diagnostic]) -> tuple[Diagnostic, ...]:
        """What puts the whole command right is offered for each of its errors.

        It comes before ideas of Redraft's own, and after what mends that error itself.
        """
        several = self._errors > 1
        return tuple(
            self._with_effects(d, self._among(d.suggestions))
            if d.severity == "error" and several
            else self._with_effects(d, d.suggestions)
            for d in told
        )

    def _with_effects(self, diagnostic: Diagnostic, commands: tuple[str, ...]) -> Diagnostic:
        """The diagnostic with these suggestions, and what each did when it was run."""
        before = id(self._failed.result.before)
        runs = (self._known.get((before, command)) for command in commands)
        effects = tuple("" if tried is None else effect(tried.result) for tried in runs)
        return msgspec.structs.replace(
            diagnostic, suggestions=commands, effects=effects if any(effects) else ()
        )

    def _among(self, own: tuple[str, ...]) -> tuple[str, ...]:
        users = [command for command in own if command in self._users]
        rest = [command for command in own if command not in self._users]
        shared = sorted(self._users, key=lambda command: self._users[command])
        return tuple(dict.fromkeys((*users, *shared, *rest)))[:SUGGESTIONS_MAX]

    def _run(self, document: Document, command: str) -> Tried | None:
        """Run a command, or remember what came of it; None when enough has been run."""
        key = (id(document), command)
        known = self._known.get(key)
        if known is None and self._left > 0 and self._here > 0:
            self._left -= 1
            self._here -= 1
            known = self._known[key] = self._attempt(document, command)
        return known

    # -- errors ------------------------------------------------------------------

    def _repairs(self, diagnostic: Diagnostic) -> list[str]:
        tried = self._failed
        document = tried.result.before
        problem = Problem(document, tried.reading, diagnostic, Wording(tried.reading.text))
        found: dict[str, _Rank] = {}
        told = _is_told(problem)
        for idea, made_out in self._all_ideas(problem):
            if idea.own and (told or _are_enough(diagnostic.code, found)):
                continue
            runs = self._first(document, idea, tried)
            if runs is None or runs in found:
                continue
            rank = self._rank(problem, idea, runs, made_out)
            if rank is None:
                continue
            found[runs] = rank
            if not idea.own and diagnostic.severity == "error":
                self._users.setdefault(runs, rank)
            if len(found) == SUGGESTIONS_MAX or self._left <= 0 or self._here <= 0:
                break
        best = list(found)
        if diagnostic.code in _BY_WORDS:
            best = sorted(found, key=lambda runs: found[runs])
        if diagnostic.severity != "error":
            return best
        return best or ([] if told else self._last_resort(problem))

    def _all_ideas(self, problem: Problem) -> Iterator[tuple[Idea, int | None]]:
        """Ways on, and of what was made out loosely how many words it leaves out."""
        misread = self._put_right() if problem.diagnostic.code in _MISTYPED else []
        for command in misread:
            yield either(command), None
        if problem.diagnostic.code in _MISREAD:
            for idea in respelled(problem):
                yield idea, None
        loose = self._made_out()
        unsure = problem.diagnostic.code == "target.ambiguous"
        first = [said for said in loose.values() if said.informed or not unsure]
        for said in first:
            yield either(said.text), said.lost
        yield any_of(self._with_repair(problem.diagnostic)), None
        rest = [said for said in loose.values() if said not in first]
        for k, idea in enumerate(_ideas(problem)):
            if idea.own or k == _BEFORE_MAX:
                yield from ((either(said.text), said.lost) for said in rest)
                rest = []
            yield idea, None
        yield from ((either(said.text), said.lost) for said in rest)

    def _rank(self, problem: Problem, idea: Idea, runs: str, made_out: int | None) -> _Rank | None:
        """Where a suggestion comes among others; None where it says something else than was said."""
        if idea.own:
            return _Rank(own=True)
        if made_out is not None:
            return _Rank(words=max(0, made_out - _SLIGHT))
        if is_open(problem.wording):
            return _Rank()
        if hangs(problem.wording, runs):
            return None
        code, span = problem.diagnostic.code, problem.clause
        named = problem.wording.phrase(problem.span) if code in _DESCRIBED else None
        lost = loss(problem.wording, span, runs, but=named)
        values, words = content(problem.wording, span, but=named)
        if lost.spoils(len(values) + len(words), values_stand=code in VALUES_STAND):
            return None
        stands = bool(values) and code in VALUES_STAND
        if stands and invents(problem.document, problem.wording.text, runs):
            return _Rank(own=True)
        return _Rank(whole=lost.whole, values=lost.values, words=max(0, lost.words - _SLIGHT))

    def _put_right(self) -> list[str]:
        """The command with its words put right, in the ways that come to something, nearest first."""
        if self._respelt is None:
            tried = self._failed
            document, text = tried.result.before, tried.reading.text
            ways = chain(
                doubted(document, text, new_texts(tried.reading), slips=True),
                otherwise(document, text) if is_plain(text) or is_unbalanced(text) else (),
            )
            found: dict[bytes, str] = {}
            for way in islice(ways, RESPELT_MAX):
                command = put_right(text, way)
                self._left -= 1
                again = self._known[id(document), command] = self._attempt(document, command)
                clamped = any(d.code in _CLAMPED for d in again.told)
                if again.result.status == "success" and again.result.changes and not clamped:
                    found.setdefault(again.result.bytes, command)
                if len(found) == RESPELT_FOUND_MAX:
                    break
            self._respelt = list(found.values())
        return self._respelt

    def _made_out(self) -> dict[str, Said]:
        """The command with what can be made out in its failing sentences, said plainly."""
        if self._loose is None:
            tried = self._failed
            document, text = tried.result.before, tried.reading.text
            spans = [d.span for d in tried.told if d.severity == "error" and d.span]
            wording = Wording(text)
            spans = [] if is_open(wording) else spans
            clauses = sorted({wording.clause(span, tried.reading.plan) for span in spans})
            ways = (clauses, sentences(text, spans)) if spans else ()
            self._loose = loose_commands(document, text, ways)
        return self._loose

    def _last_resort(self, problem: Problem) -> list[str]:
        self._here = max(self._here, LAST_ATTEMPTS_MAX)
        ideas = (self._first(problem.document, idea, self._failed) for idea in anything(problem))
        return list(islice((runs for runs in ideas if runs), _OWN_MAX))

    def _first(self, document: Document, idea: Idea, before: Tried, depth: int = 0) -> str | None:
        """The first command of an idea that runs, repaired where it fails for another reason."""
        for command in idea.commands:
            if not command or command == before.reading.text:
                continue
            tried = self._run(document, command)
            if tried is None:
                return None
            result = tried.result
            if result.status == "success":
                if result.changes and not (idea.own and (wanting(tried.told) or worsens(result))):
                    return command
            elif not idea.own and depth < _DEPTH_MAX:
                again = self._repaired(document, before, tried, depth)
                if again is not None:
                    return again
        return None

    def _repaired(self, document: Document, before: Tried, tried: Tried, depth: int) -> str | None:
        error = next((d for d in tried.told if d.severity == "error"), None)
        if error is None or error.code in _ENOUGH or not _gets_on(before, tried, error):
            return None
        problem = Problem(document, tried.reading, error, Wording(tried.reading.text))
        for idea in islice(_ideas(problem), _AGAIN_MAX):
            runs = None if idea.own else self._first(document, idea, tried, depth + 1)
            if runs is not None:
                return runs
        return None

    def _with_repair(self, diagnostic: Diagnostic) -> Iterator[str]:
        """The command with what a run of it put right that was allowed to."""
        if diagnostic.code not in MENDABLE:
            return
        if self._mended is None:
            self._left -= 1
            self._mended = (self._mending(),)
        fixed = self._mended[0]
        if fixed is not None and fixed.ok:
            yield from with_repair(self._failed.reading.text, fixed, diagnostic)

    # -- warnings ----------------------------------------------------------------

    def _fixes(self, diagnostic: Diagnostic) -> list[str]:
        """The command with its repair; then what mends the new version, and runs on the old one too."""
        before, after = self._failed.result.before, self._failed.result.after
        finding = finding_of(after, diagnostic)
        if finding is None:
            return []
        found: list[str] = []
        for command in self._with_repair(diagnostic):
            whole = self._run(before, command)
            if whole is None:
                break
            if whole.result.ok and finding_of(whole.result.after, diagnostic) is None:
                found.append(command)
                break
        for command in fixes(after, finding):
            then, now = self._run(after, command), self._run(before, command)
            if then is None or now is None:
                break
            mended = finding_of(then.result.after, diagnostic) is None
            if mended and then.result.ok and now.result.ok:
                found.append(command)
                break
        return found


def _is_told(problem: Problem) -> bool:
    """Whether a clause says so much that an idea of Redraft's own would be beside the point."""
    if problem.diagnostic.code not in _BY_WORDS | _DESCRIBED:
        return False
    values, words = content(problem.wording, problem.clause)
    return len(values) + len(words) >= _TOLD_MIN


def _are_enough(code: str, found: dict[str, _Rank]) -> bool:
    """Whether no more ideas of Redraft's own are wanted."""
    if code in _OURS_TOO:
        return False
    ours = sum(rank.own for rank in found.values())
    return ours < len(found) or (code in _NOT_OURS and ours >= _OWN_MAX)


def _ideas(problem: Problem) -> Iterable[Idea]:
    """Ways on that the reading saw itself, then those that are made for failures of this kind."""
    generator = GENERATORS.get(problem.diagnostic.code)
    seen = (either(command) for command in problem.diagnostic.suggestions)
    mended = () if generator is None else generator(problem)
    if problem.diagnostic.severity != "error":
        return chain(seen, mended)
    if problem.diagnostic.code == "clause.not-understood" and aspects(
        problem.wording, problem.clause, words_min=2
    ):
        return chain(seen, mended, respelled(problem))
    other = reworded(problem) if problem.diagnostic.code in _MISREAD else ()
    return chain(seen, respelled(problem), mended, other)


def _gets_on(before: Tried, after: Tried, error: Diagnostic) -> bool:
    """Whether a command fails for another reason than the one it was made from.

    The reason lies outside of the words that were changed, or is a lack of room.
    """
    if any(d.code == error.code and d.message == error.message for d in before.told):
        old = sum(d.severity == "error" for d in before.told)
        new = sum(d.severity == "error" for d in after.told)
        if new >= old:
            return False
    if error.span is None or error.code in _NO_ROOM:
        return error.span is not None
    low, high = _changed(before.reading.text, after.reading.text)
    return error.span[1] <= low or error.span[0] >= high


def _changed(old: str, new: str) -> tuple[int, int]:
    """Where the new text differs from the old one."""
    most = min(len(old), len(new))
    low = next((k for k in range(most) if old[k] != new[k]), most)
    most -= low
    same = next((k for k in range(most) if old[-1 - k] != new[-1 - k]), most)
    return low, len(new) - same
