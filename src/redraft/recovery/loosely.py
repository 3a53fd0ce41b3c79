"""What can be made out in words that were not understood, said in plain commands.

Names of components, values, properties and verbs are taken as they stand; what belongs
together becomes a clause that the reader understands: “make the title 16px and bold”. A
clause is taken only where it is read without a doubt, is about what was named and leaves
out no value, so that nothing else is done than was asked.

    L-1  so many clauses a failure, and so many readings of each

May import: decompose, plan, select, document.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice, pairwise
from typing import Final, NamedTuple

from redraft.decompose import names_in, read
from redraft.decompose.lexicon import load
from redraft.decompose.tokens import scan
from redraft.decompose.words import Words
from redraft.diagnostics import RedraftError
from redraft.document.blueprint import Document
from redraft.plan.steps import Step, target_of
from redraft.recovery.phrases import each, say
from redraft.recovery.pieces import STOPS, Cutter, Kind, Part, Piece
from redraft.recovery.several import listed
from redraft.recovery.things import called_so, is_shown, says
from redraft.recovery.wording import Span
from redraft.select.found import Scope
from redraft.select.resolve import resolve_scored

#: longer regions are not read so
_ITEMS_MAX: Final = 80
#: where so many regions fail, nobody looks for one command that mends them all
_REGIONS_MAX: Final = 10
#: so many items before a region tell what "it" is
_BEFORE_MAX: Final = 24
_PARTS_MAX: Final = 12
_READ_MAX: Final = 14
_OFFERED_MAX: Final = 4
_CHOICES: Final = 3
#: of all words so many may be left out
_LOST_MAX: Final = 0.25
_TAIL_MAX: Final = 4
_BOTH: Final = 2
_TEXTUAL: Final = {"thing", "other", "value", "property", "filler"}
_CHANGES: Final[tuple[Kind, ...]] = ("value", "text", "where", "vital", "verb", "property")
#: words behind which it is told what is meant
_DESCRIBING: Final = ("det", "in", "of", "from", "that")
_LEADING_ON: Final = ("like", "same", "with", "than", "from", "should", "becoming", "to")
_SENTENCE: Final = ". "
#: verbs whose clause can be said with another one of them
_CHANGING: Final = frozenset({"set", "make", "give", "resize", "paint", "match"})
_WRITING: Final = frozenset(
    {"set", "make", "rename", "retext", "insert", "replace", "correct", "add"}
)
_PLACING: Final = frozenset({"set", "make", "move", "nudge", "align", "show"})
_QUOTES: Final = "“”„‘’\"'"


class Said(NamedTuple):
    """A region of a command in plain clauses, and how much of it they leave out."""

    text: str
    lost: int
    #: what was said before told which of several is meant
    informed: bool = False


def loose_commands(
    document: Document, text: str, ways: Iterable[Sequence[Span]]
) -> dict[str, Said]:
    """The command with some regions of it in plain clauses, what leaves out least first.

    ``ways``: regions that may be said so together, those that are preferred first.
    """
    w = _words(document, text)
    found: dict[str, Said] = {}
    for regions in dict.fromkeys(tuple(_apart(sorted(way))) for way in ways):
        if len(regions) > _REGIONS_MAX:
            continue
        told = [loosely(document, w, region) for region in regions]
        if not told or not all(told):
            continue
        best = [one[0] for one in told]
        choices = [best]
        for k, one in enumerate(told):
            choices += [[*best[:k], other, *best[k + 1 :]] for other in one[1:]]
        for choice in choices[:_OFFERED_MAX]:
            command = text
            for (low, high), said in zip(reversed(regions), reversed(choice), strict=True):
                command = f"{command[:low]}{said.text}{command[high:]}"
            lost = sum(said.lost for said in choice)
            informed = all(said.informed for said in choice)
            found.setdefault(command, Said(command, lost, informed))
    return dict(sorted(found.items(), key=lambda item: item[1].lost))


def last_named(document: Document, text: str) -> tuple[int, ...]:
    """The components that a text names one by one, the last one first."""
    w = _words(document, text)
    parts = Cutter(document, w).parts(0, min(w.size, _ITEMS_MAX))
    things = [piece.thing for part in parts for piece in part.pieces if piece.thing is not None]
    ways = [thing.ways[0] for thing in reversed(things) if not thing.refers]
    return tuple(dict.fromkeys(way[0] for way in ways if len(way) == 1))


def _words(document: Document, text: str) -> Words:
    lexicon = load()
    names = dict(names_in(document, text))
    return Words(text, lexicon.items(scan(text), frozenset(), names), lexicon)


def sentences(text: str, spans: Iterable[Span]) -> list[Span]:
    """The sentences around some spans, each once, in order; what is in quotes is whole.

    >>> sentences("make it red. hide x; show y", [(14, 15)])
    [(13, 19)]
    """
    marks = [token for token in scan(text) if token.kind == "mark" and token.text in STOPS]
    ends = [m.start for m in marks if m.text in "\n;" or text[m.end : m.end + 1] in ("", " ", "\n")]
    found: dict[Span, None] = {}
    for low, high in sorted(spans):
        start = max((k + 1 for k in ends if k < low), default=0)
        stop = min((k for k in ends if k >= high - 1), default=len(text))
        while start < stop and text[start].isspace():
            start += 1
        found[start, max(stop, high)] = None
    return _merged(text, found)


def _merged(text: str, spans: Iterable[Span]) -> list[Span]:
    """The spans, those that nothing but marks stands between as one."""
    found: list[Span] = []
    for low, high in spans:
        if found and not any(map(str.isalnum, text[found[-1][1] : low])):
            before = found.pop()
            found.append((before[0], max(high, before[1])))
        else:
            found.append((low, high))
    return found


def _apart(spans: Iterable[Span]) -> list[Span]:
    """Those of the spans that begin after the one before has ended."""
    found: list[Span] = []
    for span in spans:
        if not found or span[0] >= found[-1][1]:
            found.append(span)
    return found


def loosely(document: Document, w: Words, region: Span) -> list[Said]:
    """A region of a command in plain clauses, those that leave out least first."""
    places = [k for k, i in enumerate(w.items) if i.start < region[1] and i.end > region[0]]
    if not places or len(places) > _ITEMS_MAX:
        return []
    cutter = Cutter(document, w)
    cutter.parts(max(0, places[0] - _BEFORE_MAX), places[0])
    before = cutter.spoken
    parts = cutter.parts(places[0], places[-1] + 1)[:_PARTS_MAX]
    things = [piece.thing for part in parts for piece in part.pieces if piece.thing is not None]
    informed = any(thing.scoped for thing in things)
    found: dict[str, Said] = {}
    for choice in range(_CHOICES):
        told = _Teller(document, w, choice).told(parts, before)
        if told is not None:
            found.setdefault(told.text, told._replace(informed=informed))
    return sorted(found.values(), key=lambda one: one.lost)


class _Who(NamedTuple):
    """What a clause is about: the components, and what they are called together."""

    indices: frozenset[int]
    said: str


class _Teller:
    """Says clauses in plain words; of what may mean several, the ``choice``-th is taken."""

    def __init__(self, document: Document, w: Words, choice: int) -> None:
        self._document = document
        self._w = w
        self._choice = choice
        #: what "it" is, as it was chosen
        self._last: tuple[int, ...] = ()

    def told(self, parts: Sequence[Part], before: Sequence[int]) -> Said | None:
        """All clauses in plain words; None where a change that was asked for would be lost."""
        spoken = None if not before else self._named(before)
        said: list[str] = []
        lost = 0
        for at, part in enumerate(parts):
            if at and self._asks(part):
                continue
            subject = self._subject(part)
            own = self._who(subject)
            named = [piece for piece in subject if piece.thing and not piece.thing.refers]
            if own and named:
                self._last = tuple(sorted(own.indices))
            who = own or self._who(part.heads) or spoken
            if (subject and own is None) or self._side_by_side(subject):
                return None
            told = next(self._wordings(part, who), None) or next(self._instead_of(part), None)
            if told is not None:
                said.append(told)
            elif (at and part.of("thing")) or part.has(*_CHANGES):
                return None
            if told is not None and self._is_unsure(part, who):
                return None
            lost += sum(piece.stop - piece.first for piece in part.of("other"))
            spoken = own or spoken
        whole = sum(piece.stop - piece.first for part in parts for piece in part.pieces)
        if not said or lost > max(1, _LOST_MAX * whole):
            return None
        return Said(self._together(said), lost)

    def _together(self, said: Sequence[str]) -> str:
        """Clauses in a row, or as sentences where a row is read otherwise."""
        row = listed(said)
        steps = [self._steps(one) for one in said]
        if None in steps or len(self._steps(row) or ()) == sum(len(one or ()) for one in steps):
            return row
        return _SENTENCE.join(said)

    def _steps(self, told: str) -> list[Step] | None:
        """The steps of a clause; None where it is not understood."""
        reading = read(told, names=names_in(self._document, told))
        if reading.follows is not None or any(d.severity == "error" for d in reading.diagnostics):
            return None
        return [step for clause in reading.plan.clauses for step in clause.steps]

    def _is_unsure(self, part: Part, who: _Who | None) -> bool:
        """Whether words that nobody knows told which one is meant: "the low contrast text"."""
        if who is None and part.has("other"):
            return True
        for k, (before, after) in enumerate(pairwise(part.pieces)):
            if "other" not in (before.kind, after.kind):
                continue
            behind = next((p for p in part.pieces[k + 1 :] if p.kind != "other"), None)
            if behind is not None and behind.thing is not None and behind.thing.scoped:
                continue
            if before.kind == "other":
                unsure = after.kind in ("thing", "property") or self._w.any_of(after.first, "of")
            else:
                unsure = before.kind == "link" and self._w.any_of(before.first, *_DESCRIBING)
            if unsure:
                return True
        return False

    def _asks(self, part: Part) -> bool:
        """Whether a clause is a question that asks for no edit."""
        begins = self._w.any_of(part.pieces[0].first, "asks", "question")
        return begins and not part.has("value", "text", "verb", "where")

    def _side_by_side(self, subject: Sequence[Piece]) -> bool:
        """Whether two names stand together with nothing that joins them."""
        return any(one.stop == other.first for one, other in pairwise(subject))

    # -- who -----------------------------------------------------------------------

    def _subject(self, part: Part) -> list[Piece]:
        """The things that a clause names before any place."""
        found: list[Piece] = []
        for piece in part.pieces:
            if found and (piece.kind == "where" or self._leads_on(piece)):
                break
            if piece.kind == "thing":
                found.append(piece)
        return found

    def _leads_on(self, piece: Piece) -> bool:
        """Whether what follows is no longer what a clause is about: "like the title", "should be …"."""
        return piece.kind == "link" and self._w.any_of(piece.first, *_LEADING_ON)

    def _way(self, piece: Piece) -> tuple[int, ...]:
        if piece.thing is not None and piece.thing.refers and self._last:
            return self._last
        ways = () if piece.thing is None else piece.thing.ways
        return ways[min(self._choice, len(ways) - 1)] if ways else ()

    def _who(self, pieces: Sequence[Piece]) -> _Who | None:
        indices: set[int] = set()
        names: dict[str, None] = {}
        for piece in pieces:
            said = self._name(piece)
            if said is None:
                return None
            names[said] = None
            indices.update(self._way(piece))
        return _Who(frozenset(indices), listed(tuple(names))) if names else None

    def _named(self, way: Sequence[int]) -> _Who | None:
        said = called_so(self._document, way)
        return None if said is None else _Who(frozenset(way), said)

    def _name(self, piece: Piece) -> str | None:
        thing = piece.thing
        if thing is None:
            return None
        way = self._way(piece)
        return thing.said if thing.said and way == thing.ways[0] else called_so(self._document, way)

    # -- clauses -------------------------------------------------------------------

    def _wordings(self, part: Part, who: _Who | None) -> Iterator[str]:
        """Ways to say a clause that are read without a doubt and leave out no value."""
        texts = part.of("text")
        known = [piece for piece in texts[:-1] if is_shown(self._document, self._words(piece))]
        needed = [
            self._words(piece) for piece in part.of("value", "vital", "text") if piece not in known
        ]
        needed += [self._words(piece) for piece in part.of("link") if self._compares(piece)]
        for told in islice(self._candidates(part, who), _READ_MAX):
            if all(said in told for said in needed) and self._reads(told, who):
                yield told

    def _asks_only(self, part: Part, verbs: Collection[str]) -> bool:
        """Whether a clause asks for nothing but what these verbs do."""
        return all(self._w.value(piece.first, "verb") in verbs for piece in part.of("verb"))

    def _compares(self, piece: Piece) -> bool:
        return self._w.any_of(piece.first, "like", "same", "than", "from", "between")

    def _candidates(self, part: Part, who: _Who | None) -> Iterator[str]:
        copied = self._copied(part.pieces)
        polite = self._copied(part.pieces, polite=True)
        if (part.of("thing") or part.has("verb")) and not self._becomes_thing(part):
            yield from dict.fromkeys((polite, copied))
            if not part.has("verb"):
                yield say("loose", "make", clause=copied)
        if who is None:
            return
        if len(part.of("thing")) == len(self._subject(part)):
            if self._asks_only(part, _CHANGING):
                yield from self._changed(part, who)
            texts = part.of("text")
            if texts and self._asks_only(part, _WRITING):
                yield say("loose", "text", target=who.said, text=self._words(texts[-1]))
        if self._asks_only(part, _WRITING):
            yield from self._said_so(part, who)
        where = self._where(part)
        if where and self._asks_only(part, _PLACING):
            yield from each("loose places", {"target": who.said, "where": where})

    def _becomes_thing(self, part: Part) -> bool:
        """Whether something "should be" what a name names, which can only be a text."""
        for before, after in pairwise(part.pieces):
            becomes = before.kind == "link" and self._w.any_of(before.first, "should", "becoming")
            bare = before.kind == "value" and not self._w.any_of(after.first, "det", "quantifier")
            if after.thing is not None and not after.thing.refers and (becomes or bare):
                return True
        return False

    def _changed(self, part: Part, who: _Who) -> Iterator[str]:
        runs = self._runs(part)
        changes = [self._joined(run) for run in runs]
        if not changes or not self._is_whole(runs):
            return
        yield from each("loose changes", {"target": who.said, "changes": listed(changes)})
        told: list[str] = []
        for run in self._lists(part, runs):
            change = self._joined(run)
            forms = [*each("loose changes", {"target": who.said, "changes": change})]
            values = self._joined([piece for piece in run if piece.kind != "property"])
            for piece in run:
                if piece.kind == "property":
                    slots = {"property": self._words(piece), "value": values, "target": who.said}
                    forms += each("loose property", slots)
            one = next((form for form in forms if self._reads(form, who)), None)
            if one is None:
                return
            told.append(one)
        yield listed(told)

    def _said_so(self, part: Part, who: _Who) -> Iterator[str]:
        """ "The date should be 27 May": the words after the joint as a text."""
        yield from self._put_in(part, who)
        joints = ("should", "becoming", "says", *(("to",) if part.has("verb") else ()))
        links = [
            k
            for k, piece in enumerate(part.pieces)
            if piece.kind == "link" and self._w.any_of(piece.first, *joints)
        ]
        after = part.pieces[links[-1] + 1 :] if links else []
        kinds = {piece.kind for piece in after}
        known = any(p.kind == "other" and not self._w.is_unknown(p.first) for p in after)
        leads = next((p for p in part.pieces if p.kind not in ("filler", "verb", "link")), None)
        before = leads is not None and bool(after) and leads.first < after[0].first - 1
        named = leads is not None and before and leads.kind == "thing" and who.indices and not known
        if (
            named
            and kinds & {"thing", "other"}
            and not kinds - _TEXTUAL
            and len(after) <= _TAIL_MAX
        ):
            text = self._w.quote(self._w.span(after[0].first, after[-1].stop))
            yield say("loose", "text", target=who.said, text=text)

    def _put_in(self, part: Part, who: _Who) -> Iterator[str]:
        """ "Write Sold out in its badge": the words between the verb and what is named."""
        pieces = [piece for piece in part.pieces if piece.kind != "filler"]
        if not pieces:
            return  # what is left of a part are fillers alone
        first, *rest = pieces
        at = next((k for k, piece in enumerate(rest) if piece.kind == "thing"), 0)
        words = rest[:at]
        while words and words[-1].kind == "link":
            words.pop()
        writes = first.kind == "verb" and self._w.value(first.first, "verb") == "insert"
        if writes and words and at == len(rest) - 1:
            text = self._w.quote(self._w.span(words[0].first, words[-1].stop))
            yield say("loose", "text", target=who.said, text=text.strip(_QUOTES))

    def _joined(self, run: Sequence[Piece]) -> str:
        words = ""
        for piece in run:
            mark = piece.kind == "joint" and self._w.kind(piece.first) == "mark"
            words += self._words(piece) if mark or not words else f" {self._words(piece)}"
        return words

    def _lists(self, part: Part, runs: Sequence[Sequence[Piece]]) -> list[list[Piece]]:
        """The same where one property gets several values: "backgrounds navy and orange respectively"."""
        vital = part.of("vital")
        if not vital:
            return [list(run) for run in runs]
        found: list[list[Piece]] = []
        for run in runs:
            if found and not any(piece.kind == "property" for piece in run):
                joints = [p for p in part.pieces if found[-1][-1].stop <= p.first < run[0].first]
                found[-1] += [*joints, *run]
            else:
                found.append(list(run))
        found[-1] += vital
        return found

    def _runs(self, part: Part) -> list[list[Piece]]:
        """What is to become of it: its values and properties, joint by joint."""
        runs: list[list[Piece]] = [[]]
        for piece in part.pieces:
            if piece.kind in ("value", "property") or (piece.kind == "link" and runs[-1]):
                runs[-1].append(piece)
            elif piece.kind not in ("other", "filler") and runs[-1]:
                runs.append([])
        for run in runs:
            while run and run[-1].kind == "link":
                run.pop()
        return [run for run in runs if run]

    def _is_whole(self, runs: Sequence[Sequence[Piece]]) -> bool:
        """Whether each property has a value: "width" alone says nothing."""
        named = (piece for run in runs for piece in run if piece.kind == "property")
        looks = all(self._w.any_of(piece.first, "there-look") for piece in named)
        return looks or all(any(piece.kind == "value" for piece in run) for run in runs)

    def _where(self, part: Part) -> str:
        """The words from the place on, with the amount before it: "12px below the title"."""
        at = next((k for k, piece in enumerate(part.pieces) if piece.kind == "where"), None)
        if at is None:
            return ""
        while at and part.pieces[at - 1].kind in ("value", "link"):
            at -= 1
        pieces = part.pieces[at:]
        apart = any(self._w.any_of(piece.first, "apart") for piece in pieces)
        if not apart:
            return self._copied(pieces)
        amounts = [piece for piece in pieces if piece.kind == "value"]
        kept = [p for p in pieces if p not in amounts and not self._w.any_of(p.first, "apart")]
        return self._copied([*amounts, *kept])

    def _instead_of(self, part: Part) -> Iterator[str]:
        """ "1.9%, not 2.1%": what says the one is to say the other."""
        values = part.of("value", "text")
        if len(values) != _BOTH or not part.has("vital", "link"):
            return
        for old, new in (values, values[::-1]):
            found = says(self._document, self._words(old))
            said = None if found is None else called_so(self._document, (found,))
            if said is not None:
                yield say("loose", "text", target=said, text=self._words(new))
                return

    # -- words ---------------------------------------------------------------------

    def _copied(self, pieces: Sequence[Piece], *, polite: bool = False) -> str:
        """The user's words without those that say nothing, what is named by its name."""
        silent = ("other",) if polite else ("other", "filler")
        kept = [piece for piece in pieces if piece.kind not in silent]
        while kept and kept[-1].kind in ("joint", "link"):
            kept.pop()
        while kept and kept[0].kind == "joint":
            kept.pop(0)
        article = say("name", "definite", name="")
        words = ""
        for piece in kept:
            said = self._quoted(piece)
            if piece.thing is not None and not piece.thing.refers:
                said = self._name(piece) or said
            if f" {words}".endswith(f" {article.strip()}") and said.startswith(article):
                said = said.removeprefix(article)
            mark = piece.kind == "joint" and self._w.kind(piece.first) == "mark"
            words += said if mark or not words else f" {said}"
        return words

    def _quoted(self, piece: Piece) -> str:
        """The words of a piece as they are to be typed; a text always in quotes."""
        said = self._w.quote(self._w.span(piece.first, piece.stop))
        return f"“{said}”" if piece.kind == "text" and said[0] not in _QUOTES else said

    def _words(self, piece: Piece) -> str:
        said = self._w.quote(self._w.span(piece.first, piece.stop))
        return said.strip(_QUOTES) if piece.kind == "text" else said

    # -- reading what was made -----------------------------------------------------

    def _reads(self, told: str, who: _Who | None) -> bool:
        """Whether a clause is understood, and about what it was made for."""
        steps = self._steps(told)
        if not steps:
            return False
        if who is None:
            return True
        acted: set[int] = set()
        for step in steps:
            about = self._about(step, who)
            if about is None or not about <= who.indices:
                return False
            acted |= about
        return acted == who.indices or (len(acted) > 0 and not who.indices)

    def _about(self, step: Step, who: _Who) -> frozenset[int] | None:
        """The components that a step acts on; None where that is not clear."""
        target = target_of(step)
        if target is None:
            return None if who.indices else frozenset()
        ids = tuple(self._document.outline.ids[i] for i in sorted(who.indices))
        try:
            found = resolve_scored(self._document, target, Scope(last=ids, named=ids))
        except RedraftError:
            return None
        return frozenset(found.indices) if found.indices or not who.indices else None
