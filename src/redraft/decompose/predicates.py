"""What is said of a component to tell it from others or to test it: "is dark", "has no icon", "says New".

A predicate narrows a description of what it is said of. It is used after "that" in a
description, and in conditions. How descriptions inside it are read is handed in.

    L-1  every item is visited a bounded number of times

May import: decompose, document.lengths, document.properties, select.selectors.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from redraft.decompose.clauses import ends_clause, starts_clause
from redraft.decompose.descriptions import Noun, many
from redraft.decompose.gradients import gradient
from redraft.decompose.heads import colour_end, number_at
from redraft.decompose.sorts import gate
from redraft.decompose.words import Words
from redraft.document.lengths import to_px
from redraft.document.properties import TEXT_LIKE
from redraft.select.selectors import (
    Both,
    Either,
    Everything,
    Except,
    Look,
    Named,
    Pick,
    Selector,
    Where,
)

#: words of a text without quotes
_TEXT_MAX: Final = 12
#: words of what is held, before "in it"
_HELD_MAX: Final = 6
#: words that only lead to what is said
_LEAD_MAX: Final = 6
#: what a comparison may begin with
_COMPARES: Final = gate("more", "plus", "less", "compare", "relation")
_SIDES: Final[dict[str, str]] = {"above": ">", "below": "<"}
#: what a word for a property asks for after "has"
_HAD: Final[dict[str, str]] = {
    "border": "bordered",
    "border width": "bordered",
    "border radius": "rounded",
    "text": "textual",
    "spacing": "padding",
}
#: the colour that is meant by a colour before the word for it: "a red border"
_COLOUR_OF: Final[dict[str, str]] = {
    "border": "border colour",
    "text": "text colour",
    "colour": "colour",
}
_COLOURS: Final = ("background", "text colour", "border colour", "colour")
#: keywords that are looks of their own: the look, and whether it is denied
_LOOKS: Final[dict[str, tuple[str, bool]]] = {
    "font weight = bold": ("bold", False),
    "font weight = normal": ("bold", True),
    "font style = italic": ("italic", False),
    "font style = normal": ("italic", True),
    "text decoration = underline": ("underlined", False),
    "text decoration = none": ("underlined", True),
    "text transform = uppercase": ("uppercase", False),
    "visibility = true": ("hidden", False),
    "visibility = false": ("visible", False),
    "border radius = 8": ("rounded", False),
    "border radius = 0": ("rounded", True),
    "border width = 0": ("bordered", True),
    "background = transparent": ("background", True),
    "shadow = none": ("shadow", True),
}

#: what is measured is that of what is asked: "(taller) unless it is over 80px"
UNSAID: Final = "unsaid"

One = Callable[..., Noun | None]


class Predicate(NamedTuple):
    """What fits, whether it is the others that are meant, and where the words end."""

    fits: Selector
    stop: int
    negated: bool = False


class Predicates(NamedTuple):
    """Reads predicates from the words; ``one`` reads a description inside them."""

    w: Words
    one: One
    #: a text need not stand in quotes
    bare: bool = False

    def read(self, at: int, base: Selector, name: str = "") -> Predicate | None:
        """Read "is dark", "isn't wider than 200px", "has no icon"; ``name`` is a property of it.

        >>> from redraft.decompose.lexicon import load
        >>> from redraft.decompose.nouns import noun
        >>> from redraft.decompose.tokens import scan
        >>> w = Words("isn't dark", load().items(scan("isn't dark")), load())
        >>> found = Predicates(w, noun).read(0, Everything())
        >>> found.fits.feature, found.negated
        ('dark', True)
        """
        w, negated = self.w, False
        for _ in range(_LEAD_MAX):
            if w.has(at, "isnt") or w.has(at, "not"):
                negated = not negated
            elif w.has(at, "hasnt"):
                return _turned(self.had(at + 1, base), turned=not negated)
            elif not (w.any_of(at, "is", "already") or self._filler(at)):
                break
            at += 1
        if w.has(at, "have"):
            found = self.had(at + 1, base)
        elif w.has(at, "says"):
            found = self._text(at + 1, base)
        else:
            found = self.state(at, base, name)
        return _turned(found, turned=negated)

    def _filler(self, at: int) -> bool:
        return self.w.has(at, "filler") and not self.w.has(at, "compare")

    def measured(self, at: int, base: Selector) -> Predicate | None:
        """ "longer than 20 characters", "under 44px tall": with a number, behind what it measures."""
        return None if self._compared(at) is None else self._measured(at, base, "", only=True)

    # -- is ------------------------------------------------------------------------

    def state(self, at: int, base: Selector, name: str = "") -> Predicate | None:
        """ "dark", "red", "at least 44px tall", "wider than the hero", "a button"."""
        w = self.w
        measured = self._measured(at, base, name)
        if measured is not None:
            return measured
        coloured = _COLOUR_OF.get(name, name)
        if w.any_of(at, "no"):
            return _turned(self.state(at + 1, base, name), turned=True)
        end = colour_end(w, at)
        if end > at and w.is_colour(end - 1):
            said = " ".join(w.said(k) for k in range(at, end))
            end = w.skip(end, "look-suffix")
            if coloured not in ("", *_COLOURS):
                return None
            return Predicate(Look(many(base), coloured or "colour", said), end)
        if w.has(at, "look"):
            look = w.value(at, "look")
            if coloured in _COLOURS:
                return Predicate(Look(many(base), coloured, look), at + 1)
            return None if name else Predicate(Look(many(base), look), at + 1)
        if "=" in w.value(at, "keyword"):
            return self._keyword(at, base)
        if w.kind(at) == "quote" and name == "text":
            return self._text(at, base)
        if w.has(at, "det") and w.any_of(at + 1, "kind"):
            one = self.one(w, at, places=False)
            if one is not None and one.kinds:
                return Predicate(Both(many(base), Everything(one.kinds)), one.stop)
        return None

    def _keyword(self, at: int, base: Selector) -> Predicate:
        said = self.w.value(at, "keyword")
        look, negated = _LOOKS.get(said, ("", False))
        if look:
            return Predicate(Look(many(base), look), at + 1, negated)
        feature, _, value = said.partition(" = ")
        return Predicate(Look(many(base), feature, value), at + 1)

    def _measured(
        self, at: int, base: Selector, name: str, *, only: bool = False
    ) -> Predicate | None:
        """A comparison with a number, or with another component."""
        w = self.w
        negated = w.has(at, "no") and w.any_of(at + 1, "more")
        at += negated
        compared = self._compared(at)
        feature, relation, step, lengthy = compared or ("", "is", at, False)
        step = w.skip(step, "det", "filler")
        number = number_at(w, step) if w.kind(step) != "number" else w.items[step].token.value
        if number is None and only:
            return None
        if number is None:
            than = self.one(w, step, places=False) if compared and feature else None
            if than is None or than.pronoun:
                return None
            look = Look(many(base), name or feature, None, relation, than.selector)  # type: ignore[arg-type]
            return Predicate(look, than.stop, negated)
        unit, stop = w.items[step].token.unit or "", step + 1
        if w.has(stop, "unit"):
            unit, stop = w.value(stop, "unit"), stop + 1
        stop = w.skip(stop, "filler")
        if w.has(stop, "text-measure"):
            feature, lengthy, name = w.value(stop, "text-measure"), False, ""
            stop += 1
            stop += w.has(stop, "lengthy") and w.has(stop, "plain-form")  # "20 characters long"
        elif w.has(stop, "dimension"):
            feature, stop = w.value(stop, "dimension"), stop + 1
        elif w.has(stop, "more") and not compared:
            feature, stop = w.value(stop, "more").rpartition(" ")[0], stop + 1
        feature = name or feature
        if feature == "text":
            feature = "length"
        if lengthy and not unit and not name:
            return None  # "longer than 20": of what is not said
        counts = not unit and w.any_of(stop, "kind", "any")  # "the text under 3 icons"
        if not feature and compared and not self.bare and _is_written(base) and not counts:
            feature = "font size"  # "all text under 15px"
        if not feature and (not compared or not self.bare):
            return None
        feature = feature or UNSAID
        px = _amount(float(number), unit, feature)
        if px is None:
            return None
        return Predicate(Look(many(base), feature, px, relation), stop, negated)  # type: ignore[arg-type]

    def _compared(self, at: int) -> tuple[str, str, int, bool] | None:
        """ "wider than", "at least", "over": feature, relation, where it ends, whether "long" was said."""
        w = self.w
        if not w.sorts[at] & _COMPARES:
            return None
        if w.has(at, "more") and w.has(at + 1, "than"):
            feature, _, sign = w.value(at, "more").rpartition(" ")
            return feature, ">" if sign == "+" else "<", at + 2, w.has(at, "lengthy")
        if w.any_of(at, "plus", "less") and w.has(at + 1, "than"):
            return "", ">" if w.has(at, "plus") else "<", at + 2, False
        if w.has(at, "compare"):
            return "", w.value(at, "compare"), at + 1, False
        side = _SIDES.get(w.value(at, "relation"), "")
        after = w.skip(at + 1, "det", "filler")
        if side and (w.kind(after) == "number" or w.has(after, "number")):
            return "", side, at + 1, False
        return None

    # -- has -----------------------------------------------------------------------

    def had(self, at: int, base: Selector) -> Predicate | None:
        """ "an icon", "no border", "more than 20 characters", "a red background"."""
        w = self.w
        measured = self._measured(at, base, "")
        if measured is not None:
            return measured
        at = w.skip(at, "filler")
        if w.has(at, "no"):
            return _turned(self.had(at + 1, base), turned=True)
        if "=" in w.value(at, "keyword") and not w.any_of(at + 1, "property", "kind", "inner-text"):
            return self._keyword(at, base)
        step = w.skip(at, "det", unless=("no",))
        coloured = self._coloured_part(step, base)
        if coloured is not None:
            return coloured
        if w.has(step, "keyword") and w.has(step + 1, "property"):
            return self._keyword(step, base)._replace(stop=step + 2)  # "rounded corners"
        if w.kind(step) == "quote" or (
            w.has(step, "text-word") and (w.kind(step + 1) == "quote" or step > at)
        ):
            texted = self._text(step, base)
            if texted is not None:
                return texted
        if w.has(step, "property") and not (w.has(step, "kind") and not w.has(step, "inner-text")):
            name = w.value(step, "property")
            if (compared := self._compared_part(step, base, name)) is not None:
                return compared
            if w.giving and self._gets_value(step + 1, name):
                return None  # "the card with width 200px"
            return Predicate(Look(many(base), _HAD.get(name, name)), step + 1)
        part = self._held_in_it(at) or self.one(w, at, places=False)
        if part is None or part.pronoun or part.bare or part.screen:
            return None
        return Predicate(Where(many(base), "around", many(part.selector), "all"), part.stop)

    def _compared_part(self, at: int, base: Selector, name: str) -> Predicate | None:
        """ "(with) padding over 10px", "a font size under 14": a part of it compared with a number."""
        if self.w.has(at, "inner-text"):
            return self.lettered(at + 1, base)
        if _COLOUR_OF.get(name, name) in _COLOURS or self._compared(at + 1) is None:
            return None
        return self._measured(at + 1, base, name, only=True)

    def lettered(self, at: int, base: Selector) -> Predicate | None:
        """ "(with text) smaller than 13px": how large its letters are; "longer than 20 characters"."""
        compared = self._compared(at)
        if compared is None:
            return None
        return self._measured(at, base, "" if compared[3] else "font size", only=True)

    def _held_in_it(self, at: int) -> Noun | None:
        """ "(the row with) South in it": what is held, and the words for where."""
        w = self.w
        for k in range(at + 1, min(at + _HELD_MAX, w.size)):
            if w.is_separator(k):
                break
            if w.any_of(k, "in", "inside", "upon") and w.value(k + 1, "pronoun") == "it":
                before, w.texts_from = w.texts_from, k
                held = self.one(w, at, places=False)
                w.texts_from = before
                whole = held is not None and held.stop == k and not held.pronoun
                return held._replace(stop=k + 2) if held is not None and whole else None
        return None

    def _gets_value(self, at: int, name: str) -> bool:
        """Whether a property is one that is given, and none that tells what is meant: its value follows."""
        w = self.w
        if name == "gradient" and gradient(w, at) is not None:
            return True  # "(fill the card) with a gradient from red to blue"
        at = w.skip(at, "of", "to", most=1)
        measured = w.kind(at) == "number" or w.has(at, "number")
        told = name in ("border", "shadow", "gradient", "background")
        return measured or (not told and (w.is_colour(at) or w.any_of(at, "shade", "keyword")))

    def _coloured_part(self, at: int, base: Selector) -> Predicate | None:
        """ "a red border", "white text", "a dark background"."""
        w = self.w
        end = colour_end(w, at)
        coloured = end > at and w.is_colour(end - 1)
        if not coloured and not w.has(at, "look"):
            return None
        stop = end if coloured else at + 1
        if not w.has(stop, "property") or w.any_of(stop + 1, "kind"):
            return None
        said = " ".join(w.said(k) for k in range(at, end)) if coloured else w.value(at, "look")
        name = w.value(stop, "property")
        return Predicate(Look(many(base), _COLOUR_OF.get(name, name), said), stop + 1)

    # -- says ----------------------------------------------------------------------

    def _text(self, at: int, base: Selector) -> Predicate | None:
        """ "“New”", "the word sale", exactly New."""
        w = self.w
        whole = w.value(at, "compare") == "is"
        at += whole
        step = w.after_det(at)
        if w.has(step, "text-word"):
            at = w.skip(step + 1, "to", "that")
        if w.kind(at) == "quote":
            said, stop = w.items[at].token.text, at + 1
            stop += 2 * (w.has(stop, "in") and w.value(stop + 1, "pronoun") in ("it", "them"))
        elif self.bare:
            stop = self._text_end(at)
            said = w.quote(w.span(at, stop))
        else:
            return None
        if not said.strip():
            return None
        return Predicate(Look(many(base), "text", said, "is" if whole else "has"), stop)

    def _text_end(self, at: int) -> int:
        w, stop = self.w, at
        while stop < w.size and stop - at < _TEXT_MAX:
            if ends_clause(w, stop) or w.mark(stop, ",([") or w.any_of(stop, "otherwise"):
                break
            if stop > at and starts_clause(w, stop):
                break
            if w.any_of(stop, "and", "but", "or") and starts_clause(w, stop + 1):
                break
            stop += 1
        return stop


def _is_written(selector: Selector) -> bool:
    """Whether texts of any sort are described."""
    while isinstance(selector, (Where, Look, Pick, Except, Either)):
        selector = selector.options[0] if isinstance(selector, Either) else selector.base
    kinds = selector.kinds if isinstance(selector, (Named, Everything)) else ()
    return bool(kinds) and kinds[0] in TEXT_LIKE


def _turned(found: Predicate | None, *, turned: bool) -> Predicate | None:
    if found is None or not turned:
        return found
    return found._replace(negated=not found.negated)


def _amount(number: float, unit: str, feature: str) -> float | None:
    """A number in the unit that a feature is measured in; None where it is no such thing."""
    if unit == "%" or feature == "opacity":
        return (number / 100 if unit == "%" else number) if feature == "opacity" else None
    if not unit or feature in ("length", "words", "font weight", "rotation"):
        return number
    return to_px(number, unit)
