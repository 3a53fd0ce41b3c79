"""The words that Redraft knows, read from the language files, and the longest match over tokens.

A word's meaning is ``{category: value}``; one phrase may stand in several categories and the
grammar decides by place. Nothing English is written in code.

    L-1  linear: a phrase has at most `PHRASE_MAX` words

May import: language, decompose.tokens, decompose.spelling, document.colors.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from redraft.decompose.names import NAME_MAX
from redraft.decompose.records import Record
from redraft.decompose.shorthand import Shorthand
from redraft.decompose.spelling import Speller
from redraft.decompose.tokens import Token, scan
from redraft.document.colors import parse as parse_color
from redraft.language import current, remembered
from redraft.language.entries import Entry, entries
from redraft.language.forms import Forms
from redraft.select.words import key as name_key

PHRASE_MAX: Final = 8
#: letters of a word that is shorter than any that is known without its apostrophe
_HURRIED: Final = 3
#: categories of what is said around an edit
_TOLD: Final = frozenset(
    {"states", "people", "wanting", "grounds", "telling", "praise", "presents"}
    | {"greeting", "signing", "addressee"}
)
#: categories that a word loses where it is a name in the document ("the About label")
_SAYS_NOTHING: Final = frozenset(
    {"filler", "then", "as-well", "remark", "question", "other-job", "vague", "vague-look"}
    | {"follow", "wish", "ticket", "degree"}
)
_LOST: Final = _SAYS_NOTHING | _TOLD
#: what stands before the first of a list, and after each but the last
_LISTS: Final = frozenset({"verb", "and", "det", "in", "of"})
#: verbs of which a way to go may be asked
_MOVING: Final = ("move", "take")
#: signs that give a value to what stands before them
_ASSIGNS: Final = frozenset({"=", ":", "→", "->", "=>"})
#: categories of words that stand for others, whatever is called so
#: what a word that only asks for something is in
_ASKS: Final = frozenset({"verb", "carrying", "factor-verb"})
_NEVER_NAMES: Final = frozenset(
    {"quantifier", "rest", "pronoun", "everything", "det", "preface", "property", "inner-text"}
)
_LISTED: Final = frozenset({"and", "should"})
#: categories of the words of a number
_NUMERALS: Final = frozenset({"number", "number-scale", "number-tail"})
#: words that are run together with the next one, or with the one before
_SMALL: Final = frozenset({"det", "and", "then", "with"})
_GLUE: Final = _SMALL | {"verb"}
#: letters of a word that is run together with another, at least
_PART_MIN: Final = 3
#: a greater number behind a kind and a word for numbers is a value: "card number 16"
_COUNTER_MAX: Final = 200
#: letters of two words that ran together, at most (L-1)
_JOINED_MAX: Final = 24
#: answers about misspelt words that are kept
SLIPS_MAX: Final = 10_000
#: categories of words that have a plural
_COUNTED: Final = ("kind", "any", "screen", "holder")
#: categories that say how words are written; they have no meaning of their own
SPELT: Final = frozenset(
    {
        "colour-name",
        "ordinal-ending",
        "glued",
        "glued-long",
        "counter",
        "hurried",
        "field",
        "field-group",
    }
)

Meaning = dict[str, str]
_NO_MEANING: Final[Meaning] = {}


class Slip(NamedTuple):
    """A misspelt word: where it stands, as typed, and the known word that it was read as."""

    span: tuple[int, int]
    typed: str
    read_as: str


class Item(Record, frozen=True):
    """A phrase of the lexicon, or a single token that it does not know (no ``means``)."""

    text: str
    start: int
    end: int
    means: Meaning
    token: Token
    words: int = 1
    #: a kind in its plural, or an unknown word that looks like one
    plural: bool = False
    #: those of its words that were misspelt
    slips: tuple[Slip, ...] = ()

    @property
    def typed(self) -> str:
        """The first of its words that was misspelt, as typed; empty where none was."""
        return self.slips[0].typed if self.slips else ""


def _bare(word: str) -> str:
    """A word without its apostrophes."""
    return word.replace("'", "").replace("’", "")


class _Node:
    __slots__ = ("means", "next", "plural")

    def __init__(self) -> None:
        self.next: dict[str, _Node] = {}
        self.means: Meaning | None = None
        self.plural = False


class Lexicon:
    """All phrases as a tree over words; build it with `load`."""

    def __init__(self, entries: Sequence[Entry], forms: Forms) -> None:
        self._root = _Node()
        self._forms = forms
        self._possessive_marks = _phrases(entries, "possessive-mark")
        self._ordinal_endings = frozenset(_phrases(entries, "ordinal-ending"))
        #: names of colours that are misspelt often enough to be looked for
        self.colour_names = frozenset(_phrases(entries, "colour-name"))
        self._counters = frozenset(_phrases(entries, "counter"))
        self._sign_names = frozenset(n for names in forms.signs.values() for n in names)
        self._shorthand = Shorthand(entries)
        self.words: set[str] = set()
        #: those that a slip is looked for among: a remark has no word that matters so much
        self._spelt: set[str] = set()
        self._slips: dict[str, str | None] = {}
        #: verbs in two parts: the first → the second → what is asked
        self.phrasal: dict[str, dict[str, str]] = {}
        kinds = {e.phrase for e in entries if e.category in _COUNTED}
        #: "(the button) copies (the look of …)" is said of something, and nothing that is counted
        joining = {e.phrase for e in entries if e.category == "auxiliary"}
        pronouns = [p for p in _phrases(entries, "pronoun") if " " not in p]
        ways = set(_phrases(entries, "direction"))
        moving = {e.phrase for e in entries if e.category == "verb" and e.meaning in _MOVING}
        for category, value, phrase, _ in entries:
            if category in SPELT:
                continue
            if category == "phrasal":
                verb, _, rest = phrase.partition(" ")
                self.phrasal.setdefault(verb, {})[rest] = value
                if " " in rest:
                    self._add("parting", value, rest)
                # "bring it up 30px" is a way to go, "bring it up to 30px" is not: the verb decides
                goes = verb in moving and rest in ways
                for pronoun in () if goes else pronouns:
                    self._add("verb", value, f"{verb} {pronoun} {rest}")
                continue
            self._add(category, value, phrase)
            if category in _COUNTED and forms.plural(phrase) not in joining:
                self._add(category, value, forms.plural(phrase), plural=True)
            elif category == "property" and phrase not in kinds:
                self._add(category, value, forms.plural(phrase))
        self._speller = Speller(self._spelt | self.colour_names)
        #: words as they are written in a hurry, without their apostrophe: "theyre"
        bare = {_bare(word): word for word in sorted(self.words) if _bare(word) != word}
        known = self.words | forms.common
        self._hurried = {
            k: word for k, word in bare.items() if len(k) > _HURRIED and k not in known
        }

    @property
    def spelt(self) -> frozenset[str]:
        """The words that a misspelt one may be: those that commands are made of."""
        return frozenset(self._spelt | self.colour_names)

    def meaning(self, phrase: str) -> Meaning | None:
        """The meanings of a whole phrase, or None."""
        node: _Node | None = self._root
        for token in scan(phrase):
            node = None if node is None else node.next.get(token.text)
        return None if node is None else node.means

    def names_sign(self, word: str) -> bool:
        """Whether a word is what a sign is called: "plus"."""
        return word in self._sign_names

    def looks_plural(self, word: str) -> bool:
        """Whether a word has the form of several."""
        return self._forms.looks_plural(word)

    def forget_slips(self) -> None:
        """Forget the answers about misspelt words, for those who measure how long they take."""
        self._slips.clear()

    def alone(self, word: str) -> Meaning:
        """The meanings of one word by itself, cut as `scan` cuts; empty where it has none."""
        node = self._root.next.get(word)
        return _NO_MEANING if node is None or node.means is None else node.means

    def _words(
        self,
        tokens: list[Token],
        keep: frozenset[str] | None,
        names: Mapping[str, str],
    ) -> tuple[list[Token], dict[int, Slip]]:
        """The tokens as words of the language, and the misspelt ones by where they begin.

        Most words begin a known phrase and stay; each other is cut in two where it has two
        parts, and read as the known word that it is a slip away from.
        """
        first = self._root.next
        slips: dict[int, Slip] = {}
        words: list[Token] = []
        for token in tokens:
            if (token.text in first and not token.unit) or token.kind == "quote":
                words.append(token)
                continue
            whole = self._hurried.get(token.text)
            if whole is not None and token.text not in (keep or ()) and token.text not in names:
                meant = token._replace(text=whole)
                words.extend((meant,) if whole in first else self._parts(meant))  # "whats the"
                continue
            short = None
            if name_key(token.text) not in names:
                short = self._shorthand.parts(token) or self._shorthand.owned(token, names)
            if short is not None and token.text not in (keep or ()):
                words.extend(short)
                continue
            for part in self._parts(token):
                told = part.kind != "word" or part.value is not None
                if keep is None or told or name_key(part.text) in names:
                    words.append(part)
                    continue
                respelt = self._respelt(part, keep)
                if respelt and words and self.is_no_noun(words[-1].text, respelt[0].text):
                    respelt = None
                if respelt is not None:
                    read_as = " ".join(t.text for t in respelt)
                    slips[part.start] = Slip((part.start, part.end), part.text, read_as)
                words.extend([part] if respelt is None else respelt)
        return words, slips

    def corrected(self, word: str) -> str | None:
        """The known word that a misspelt one is read as.

        >>> load().corrected("titel")
        'title'
        """
        return None if word in self.words else self._nearest(word)

    def _respelt(self, part: Token, keep: frozenset[str]) -> list[Token] | None:
        """What a word was meant to be: one word that is a slip away, or two that ran together."""
        word = part.text
        if word in self.words or word in keep or self._is_common(word):
            return None
        if "-" in word:
            return self._respelt_parts(part)
        known = self._nearest(word)
        if known is not None:
            return [part._replace(text=known)]
        cut = self._run_together(word)
        if not cut:
            return None
        middle = part.start + cut
        return [
            Token("word", word[:cut], part.start, middle),
            Token("word", word[cut:], middle, part.end),
        ]

    def is_no_noun(self, before: str, word: str) -> bool:
        """Whether a small word cannot stand behind another: "the frob" is no misspelt "the from".

        >>> load().is_no_noun("the", "from"), load().is_no_noun("move", "from")
        (True, False)
        """
        if "det" not in (self.meaning(before) or ()):
            return False
        means = self.meaning(word) or {}
        return not _JOINING.isdisjoint(means) and _NOUNS.isdisjoint(means)

    def _respelt_parts(self, part: Token) -> list[Token] | None:
        """ "font-wieght": the words of a known phrase, one of which or more are a slip away."""
        pieces = part.text.split("-")
        meant = [piece if piece in self.words else self._nearest(piece) for piece in pieces]
        told = [piece for piece in meant if piece]
        if len(told) < len(pieces) or self.meaning(" ".join(told)) is None:
            return None
        words: list[Token] = []
        at = part.start
        for piece, said in zip(pieces, told, strict=True):
            words.append(Token("word", said, at, at + len(piece)))
            at += len(piece) + 1
        return words

    def _is_common(self, word: str) -> bool:
        """Whether it is a word of every day, in either number: "chat" is no misspelt chart."""
        one = self._forms.singular(word)
        if one != word and one in self.words:
            return True  # "questions" are several, and no misspelt "question"
        return word in self._forms.common or one in self._forms.common

    def _run_together(self, word: str) -> int:
        """Where "makethe" is two known words, one of them a verb or a small word; 0 where it is not.

        A word that may be cut in two places is left alone, and so is a common one.
        """
        if len(word) > _JOINED_MAX or word in self._forms.common or not word.isalpha():
            return 0
        cuts = [
            cut
            for cut in range(_PART_MIN, len(word) - _PART_MIN + 1)
            if self._joins(word[:cut], word[cut:])
        ]
        return cuts[0] if len(cuts) == 1 else 0

    def _joins(self, first: str, second: str) -> bool:
        before, after = self._root.next.get(first), self._root.next.get(second)
        if before is None or after is None or before.means is None or after.means is None:
            return False
        return not (_GLUE.isdisjoint(before.means) and _SMALL.isdisjoint(after.means))

    def _nearest(self, word: str) -> str | None:
        if word not in self._slips:
            if len(self._slips) > SLIPS_MAX:
                self._slips.clear()
            self._slips[word] = None if parse_color(word) else self._speller.nearest(word)
        return self._slips[word]

    def _parts(self, token: Token) -> tuple[Token, ...]:
        """An unknown word in its parts: "header's" where the language marks possession so, "thirty-one".

        A number with the ending of an ordinal, "3rd", is a word.
        """
        if token.unit and token.unit in self._ordinal_endings:
            return (token._replace(kind="word", unit=""),)
        if token.kind != "word":
            return (token,)
        for mark in self._possessive_marks:
            if token.text.endswith(mark) and len(token.text) > len(mark):
                return _cut(token, len(token.text) - len(mark), 0)
        head, hyphen, tail = token.text.partition("-")
        if hyphen and self._is_numeral(head) and self._is_numeral(tail):
            return _cut(token, len(head), 1)
        if hyphen and "look-suffix" in (self.meaning(tail) or {}):
            return _cut(token, len(head), 1)  # "brand-coloured"
        return (token,)

    def _is_numeral(self, word: str) -> bool:
        return not self.alone(word).keys().isdisjoint(_NUMERALS)

    def _add(self, category: str, value: str, phrase: str, *, plural: bool = False) -> None:
        node = self._root
        keys = [phrase] if category == "possessive-mark" else _words_of(phrase)
        for key in keys:
            self.words.add(key)
            if category not in _TOLD:
                self._spelt.add(key)
            node = node.next.setdefault(key, _Node())
        if node.means is None:
            node.means = {}
            node.plural = plural
        elif plural and not {"kind", "any", "screen"} & node.means.keys():
            node.plural = True
        elif not plural and category in ("kind", "any", "screen"):
            node.plural = False
        # several meanings of one phrase in one category stand in the order of the files
        if category in node.means and node.means[category] != value:
            node.means.setdefault(category + "/2", value)
        else:
            node.means[category] = value

    def items(
        self,
        tokens: list[Token],
        keep: frozenset[str] | None = None,
        names: Mapping[str, str] | None = None,
    ) -> list[Item]:
        """Cut tokens into the longest known phrases; what is unknown stays a single item.

        Misspelt words are read as the known ones that they are a slip away from, but for
        those in ``keep``; None corrects nothing. ``names`` are phrases of the document by
        their key, with their kind ("name", "mention", "token"); they win over shorter phrases.
        The number of a "numbered" one is marked and stays a word of its own.
        """
        found: list[Item] = []
        tokens, slips = self._words(self._uncounted(tokens), keep, names or {})
        first = self._root.next
        keys = [_key_of(token) for token in tokens] if names else []
        begins = {name[:k] for name in names or () for k in range(1, _BEGIN + 1)}
        at, size = 0, len(tokens)
        while at < size:
            token = tokens[at]
            if token.kind == "quote":
                found.append(Item(token.text, token.start, token.end, {}, token))
                at += 1
                continue
            node = first.get(token.text)
            best: _Node | None = None
            stop = at + 1
            step = at + 1
            while node is not None:
                if node.means is not None:
                    best, stop = node, step
                if step >= size or step - at >= PHRASE_MAX or tokens[step].kind == "quote":
                    break
                if not node.next:
                    break
                node = node.next.get(tokens[step].text)
                step += 1
            if names and (keys[at][:_BEGIN] in begins or _may_be_silent(token, keys[at])):
                named = _named(tokens, keys, at, names) or _layer(best, tokens, keys, at, names)
                if named is not None and named[1] == "mention":
                    told = best is not None and stop == at + 1 and self._is_listed(tokens, at)
                    named = (stop, "name", named[2]) if told else None
                if named is not None and (named[0] - at >= stop - at):
                    end, kind, said = named
                    own = best.means if best is not None and best.means and end == stop else None
                    kept = {c: v for c, v in (own or {}).items() if c not in _LOST}
                    means = {**kept, kind: said}
                    plural = best.plural if best is not None and own else False
                    stop = tokens[end - 1].end
                    typed = _slips(tokens, at, end, slips)
                    found.append(
                        Item(said, token.start, stop, means, token, end - at, plural, typed)
                    )
                    at = end
                    continue
            if best is not None and best.means is not None:
                last, said = token, token.text
                if stop - at > 1:
                    last = tokens[stop - 1]
                    said = " ".join([t.text for t in tokens[at:stop]])
                found.append(
                    Item(
                        said,
                        token.start,
                        last.end,
                        best.means,
                        token,
                        stop - at,
                        best.plural or ("unit" in best.means and self._forms.looks_plural(said)),
                        _slips(tokens, at, stop, slips) if slips else (),
                    )
                )
            else:
                counts = token.kind == "word" and token.value is not None
                found.append(
                    Item(
                        token.text,
                        token.start,
                        token.end,
                        {"ordinal": f"{token.value:.0f}"} if counts else {},
                        token,
                        1,
                        token.kind == "word" and self._forms.looks_plural(token.text),
                        _slips(tokens, at, stop, slips) if slips else (),
                    )
                )
            at = stop
        return _numbered(found, tokens, keys, names) if names else found

    def _uncounted(self, tokens: list[Token]) -> list[Token]:
        """The tokens with the word between a kind and its number as a part of the kind: "slide no. 2"."""
        if not any(token.text in self._counters for token in tokens):
            return tokens
        kept: list[Token] = []
        at = 0
        while at < len(tokens):
            stop = self._counter_end(tokens, at)
            kept.append(tokens[at] if stop == at else tokens[at]._replace(end=tokens[stop].end))
            at = stop + 1
        return kept

    def _counter_end(self, tokens: list[Token], at: int) -> int:
        """Where the word before the number of a kind ends; ``at`` where none stands there."""
        means = self._means(tokens, at)
        stop = at + 1
        if "screen" in means and "with" in self._means(tokens, stop):
            stop += 1  # "slides with the numbers 2 and 4"
            stop += "det" in self._means(tokens, stop)
        if stop + 1 >= len(tokens) or tokens[stop].text not in self._counters:
            return at
        if "kind" not in means or tokens[at].kind != "word":
            return at
        dotted = tokens[stop + 1].text == "."
        number = tokens[min(stop + 1 + dotted, len(tokens) - 1)]
        if number.kind != "number" or number.unit or not 0 < (number.value or 0) < _COUNTER_MAX:
            return at
        if "unit" in self._means(tokens, stop + 2 + dotted):
            return at
        if self.meaning(f"{tokens[at].text} {tokens[stop].text}") is not None:
            # "the page number 3": what is written there, or how large that is to be
            after = self._means(tokens, stop + 2)
            if "det" in self._means(tokens, at - 1) and ("to" in after or not after):
                return at
        return stop + dotted

    def _is_listed(self, tokens: list[Token], at: int) -> bool:
        """Whether a word that says nothing elsewhere is one of a list here: "(make) about and contact (red)"."""
        means = self._means(tokens, at)
        if means and self._is_headed(tokens, at, means):
            return True
        if not means or not means.keys() <= _SAYS_NOTHING:
            return False
        before, after = self._means(tokens, at - 1), self._means(tokens, at + 1)
        if "definite" in before and "kind" in after:
            return True  # "the about tab"
        begins = at == 0 or not _LISTS.isdisjoint(before) or tokens[at - 1].kind == "mark"
        ends = "and" in before and "verb" not in after
        return begins and (ends or not _LISTED.isdisjoint(after))

    def _is_headed(self, tokens: list[Token], at: int, means: Meaning) -> bool:
        """Whether a clause says of a word what it is to be: "medium = leaf", "large opacity .5"."""
        begins = at == 0 or (tokens[at - 1].kind == "mark" and tokens[at - 1].text != ",")
        if not (begins and at + 1 < len(tokens) and _NEVER_NAMES.isdisjoint(means)):
            return False
        if tokens[at + 1].text in _ASSIGNS or self._is_subject(tokens, at, means):
            return True
        measured = at + 2 < len(tokens) and tokens[at + 2].kind in ("number", "colour")
        return measured and "property" in self._means(tokens, at + 1)

    def _is_subject(self, tokens: list[Token], at: int, means: Meaning) -> bool:
        """ "Cards becomes My cards", "Transfer should be red": what is of no use as a verb or as several."""
        after = self._means(tokens, at + 1)
        rewords = "becoming" in after or (
            "should" in after and "says" in self._means(tokens, at + 2)
        )
        if "kind" in means:
            return rewords and self._forms.singular(tokens[at].text) != tokens[at].text
        return rewords or ("should" in after and means.keys() <= _ASKS)

    def _means(self, tokens: list[Token], at: int) -> Meaning:
        return self.alone(tokens[at].text) if 0 <= at < len(tokens) else _NO_MEANING


def _cut(token: Token, at: int, gap: int) -> tuple[Token, Token]:
    """A word as two; ``gap`` characters between them are dropped."""
    middle = token.start + at
    left = Token("word", token.text[:at], token.start, middle)
    return left, Token("word", token.text[at + gap :], middle + gap, token.end)


def _slips(
    tokens: list[Token], start: int, stop: int, slips: Mapping[int, Slip]
) -> tuple[Slip, ...]:
    """Those of some words that were misspelt."""
    if not slips:
        return ()
    return tuple(slips[t.start] for t in tokens[start:stop] if t.start in slips)


#: letters by which the names are told that a word may begin
_BEGIN: Final = 3
#: marks that join the words of a name
_INSIDE_NAMES: Final = "&"
#: kinds of tokens that names are made of
_NAMING: Final = ("word", "number")


def _key_of(token: Token) -> str:
    """What a token adds to the key of a name; nothing for what is never a part of one."""
    return name_key(token.text) if token.kind in _NAMING else ""


def _may_be_silent(token: Token, key: str) -> bool:
    """Whether a word has no letter that counts in a name, which may go on behind it: "© Fern"."""
    return not key and token.kind in _NAMING


def _named(
    tokens: list[Token], keys: list[str], at: int, names: Mapping[str, str]
) -> tuple[int, str, str] | None:
    """The longest name at a place: where it ends, its kind, its words."""
    said = ""
    best: tuple[int, str, str] | None = None
    for k in range(at, min(at + NAME_MAX, len(tokens))):
        token = tokens[k]
        if k > at and token.kind == "mark" and token.text in _INSIDE_NAMES:
            continue  # "Fern & Fig"
        if token.kind not in _NAMING:
            break
        said += keys[k]
        kind = names.get(said)
        if kind is not None and kind != "numbered":
            best = (k + 1, kind, " ".join(t.text for t in tokens[at : k + 1]))
    return best


def _layer(
    node: _Node | None, tokens: list[Token], keys: list[str], at: int, names: Mapping[str, str]
) -> tuple[int, str, str] | None:
    """ "Frame 12", which is there: a word for a property, and no value for that."""
    means = node.means if node is not None else None
    if means is None or "property" not in means or "kind" in means or at + 1 >= len(tokens):
        return None
    if names.get(keys[at] + keys[at + 1]) != "numbered":
        return None
    return at + 2, "name", f"{tokens[at].text} {tokens[at + 1].text}"


def _numbered(
    items: list[Item], tokens: list[Token], keys: list[str], names: Mapping[str, str]
) -> list[Item]:
    """The items with each number marked that ends a name: the 2 of "title 2", which is there."""
    marked = {
        token.start
        for k, token in enumerate(tokens[1:], 1)
        if token.kind == "number" and names.get(keys[k - 1] + keys[k]) == "numbered"
    }
    if not marked:
        return items
    return [
        item._replace(means={**item.means, "numbered": item.text}) if item.start in marked else item
        for item in items
    ]


#: categories of words that join others, and of those that may be nouns as well
_JOINING: Final = frozenset({"from", "to", "of", "with", "by", "in", "and", "is", "should"})
_NOUNS: Final = frozenset({"kind", "property", "keyword", "ordinal", "edge", "relation"})


def _words_of(phrase: str) -> list[str]:
    """The texts of a phrase's tokens; most phrases are small letters and spaces, and no riddle."""
    if phrase.isascii() and phrase.replace(" ", "").isalpha():
        return phrase.lower().split()
    return [token.text for token in scan(phrase)]


def _phrases(entries: Iterable[Entry], category: str) -> tuple[str, ...]:
    return tuple(e.phrase for e in entries if e.category == category)


@remembered()
def load() -> Lexicon:
    """The lexicon of the language in use.

    >>> sorted(load().meaning("wider") or ())
    ['more']
    """
    language = current()
    return Lexicon(language.entries, language.forms)


@remembered()
def for_pointing() -> Lexicon:
    """The same with the words of phrases that only name a component."""
    language = current()
    pointing = tuple(entries(language.text("pointing.txt")))
    return Lexicon(language.entries + pointing, language.forms)
