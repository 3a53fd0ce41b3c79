"""The language that people type: a folder of data files, and the one that is in use now.

English comes along, in ``english/``; another language is a folder of the same files. Words
of one's own are added with `Language.with_words` and win over what the folder says. What
other rooms make of the files is made once for each language (`remembered`), so a language
is as fast as if it were built in.

    D-1  what a command means depends on the language's files, never on what was read before

May import: diagnostics.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextvars import ContextVar, Token
from functools import cache, cached_property, lru_cache, wraps
from importlib.resources import files
from pathlib import Path
from typing import Final, ParamSpec, TypeVar

from redraft.language.entries import Entry, LanguageError, entries, refused
from redraft.language.forms import Forms

__all__ = ["Language", "LanguageError", "current", "english", "remembered", "using"]

#: what the grammar is made of, in the order in which meanings are noted
LEXICON: Final = (
    "grammar.txt",
    "conditions.txt",
    "remarks.txt",
    "verbs.txt",
    "nouns.txt",
    "properties.txt",
    "values.txt",
)
#: every file that a language may have; a missing one is empty
FILES: Final = (
    *LEXICON,
    "forms.txt",
    "common.txt",
    "pointing.txt",
    "screens.txt",
    "conventions.tsv",
    "pictograms.tsv",
    "suggestions.txt",
    "examples.txt",
    "synonyms.txt",
    "faults.txt",
)

_P = ParamSpec("_P")
_T = TypeVar("_T")


class Language:
    """The texts of a language's files. Two are equal where they are one object.

    >>> english().with_words("[verb]\\nhide: vanish").own[0].phrase
    'vanish'
    """

    def __init__(self, texts: Mapping[str, str], own: tuple[Entry, ...] = ()) -> None:
        self._texts = dict(texts)
        #: entries that the user has added; they come before those of the files
        self.own = own

    @classmethod
    def read(cls, folder: Path | str) -> Language:
        """Read a language from a folder. Raises LanguageError where that holds no grammar."""
        room = Path(folder)
        texts = {n: (room / n).read_text("utf-8") for n in FILES if (room / n).is_file()}
        if LEXICON[0] not in texts:
            raise refused(f"{room.name} holds no {LEXICON[0]}")
        return cls(texts)

    def text(self, name: str) -> str:
        """The text of one of its files; empty where it has none of that name."""
        return self._texts.get(name, "")

    def with_words(self, source: str) -> Language:
        """The same with words of one's own: sections and lines as in ``verbs.txt`` or ``nouns.txt``.

        Raises LanguageError, with the line, for a section or a meaning that there is not.
        The same words give the same object.

        >>> english().with_words("[colour-word]\\n#0B5FFF: acme blue") is english()
        False
        """
        return _with_words(self, source)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """What the grammar is made of, the user's own words first."""
        return self.own + tuple(e for name in LEXICON for e in entries(self.text(name)))

    @cached_property
    def meanings(self) -> Mapping[str, frozenset[str]]:
        """The categories that the files have, each with its meanings."""
        found: dict[str, set[str]] = {}
        for name in (*LEXICON, "pointing.txt"):
            for entry in entries(self.text(name)):
                found.setdefault(entry.category, set()).add(entry.meaning)
        return {category: frozenset(said) for category, said in found.items()}

    @cached_property
    def forms(self) -> Forms:
        """How its words change: plurals, endings, words that say nothing."""
        return Forms(self.text("forms.txt"), self.text("common.txt"))


@cache
def english() -> Language:
    """Return the language that comes along."""
    room = files("redraft.language") / "english"
    return Language({name: (room / name).read_text("utf-8") for name in FILES})


_CURRENT: Final[ContextVar[Language | None]] = ContextVar("language", default=None)


def current() -> Language:
    """Return the language in use: English, unless `using` says otherwise."""
    return _CURRENT.get() or english()


class using:  # noqa: N801
    """Read and word with a language meanwhile; None leaves it as it is.

    >>> with using(english().with_words("[filler]\\nnoise: forsooth")):
    ...     len(current().own)
    1
    """

    __slots__ = ("_language", "_token")

    def __init__(self, language: Language | None) -> None:
        self._language = language
        self._token: Token[Language | None] | None = None

    def __enter__(self) -> None:
        """Begin to use it."""
        if self._language is not None:
            self._token = _CURRENT.set(self._language)

    def __exit__(self, *_: object) -> None:
        """Go back to the one before."""
        if self._token is not None:
            _CURRENT.reset(self._token)
            self._token = None


def remembered(most: int | None = None) -> Callable[[Callable[_P, _T]], Callable[_P, _T]]:
    """Keep a function's answers, those of each language apart; ``most`` of them at most.

    The function's ``clear()`` forgets them.
    """

    def keep(function: Callable[_P, _T]) -> Callable[_P, _T]:
        @lru_cache(maxsize=most)
        def known(_: Language, *args: _P.args, **kwargs: _P.kwargs) -> _T:
            return function(*args, **kwargs)

        @wraps(function)
        def answer(*args: _P.args, **kwargs: _P.kwargs) -> _T:
            return known(_CURRENT.get() or english(), *args, **kwargs)  # type: ignore[arg-type]

        answer.clear = known.cache_clear  # type: ignore[attr-defined]
        return answer

    return keep


#: categories in which a user may give any meaning: types of components, colours, numbers, names
_OPEN: Final = frozenset(
    {"kind", "colour-word", "number", "font-name", "token", "factor", "size-word"}
)


@lru_cache(maxsize=64)
def _with_words(language: Language, source: str) -> Language:
    added = tuple(entries(source))
    for entry in added:
        known = language.meanings.get(entry.category)
        if known is None:
            raise refused(f"there is no section [{entry.category}]", entry, language.meanings)
        if entry.category not in _OPEN and entry.meaning not in known:
            raise refused(f"[{entry.category}] has no “{entry.meaning}”", entry, known)
    return Language(language._texts, added + language.own)
