"""What comes in is read without loss: proven by writing it again before it is edited.

The fast way parses at the speed of orjson and writes the tree back. Where that gives
the input, white space apart, nothing is spelled in a way of its own and plain values
are enough. Where it does not, the literals in question keep their bytes: first by
`_respelled`, which hands only those to Python, and where even that does not give the
input (odd keys, a key twice), token by token in `redraft.serialize.careful`, which
also says what is wrong with the input and where.

    Z-1  an untouched document comes back as it came

A byte order mark is taken off and not written again. Numbers must be finite as
doubles. Tuples in an object count as lists, subclasses as what they are based on.

May import: document, diagnostics.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any, Final

import msgspec
import orjson

from redraft.diagnostics import DocumentError
from redraft.document.blueprint import Document, Fields, Limits
from redraft.serialize import careful, objects
from redraft.serialize.refusals import refusal, too_large
from redraft.serialize.spelling import SpelledStr, encode, number
from redraft.serialize.writer import keep_bytes

Source = bytes | bytearray | memoryview | str | dict[str, Any] | os.PathLike[str] | Document

_BOM: Final = b"\xef\xbb\xbf"

#: JSON levels that orjson writes; anything that nests less is read by the fast way.
_LEVELS_FAST: Final = 253


def read(source: Source, limits: Limits = Limits()) -> Document:  # noqa: B008
    """Read a blueprint from JSON bytes or text, a dict (which is copied), or a file's path.

    Raises DocumentError: ``document.invalid`` with the path of what is wrong, or
    ``document.too-large``. A Document is returned as it is.

    >>> read(b'{"components": [{"id": "a", "type": "text"}]}')["a"].type
    'text'
    >>> read('{"components": [], "n": NaN}')
    Traceback (most recent call last):
    redraft.diagnostics.DocumentError: document.invalid: “NaN” is no JSON, at byte 24 (/n)
    """
    if isinstance(source, bytes):
        return _read_bytes(source, limits)
    if isinstance(source, Document):
        return source
    if isinstance(source, dict):
        return _read_object(source, limits)
    if isinstance(source, str):
        return _read_bytes(_encoded(source, limits), limits)
    if isinstance(source, (bytearray, memoryview)):
        return _read_bytes(bytes(source), limits)
    if isinstance(source, os.PathLike):
        return _read_bytes(_file(Path(source), limits), limits)
    raise refusal(f"a document is bytes, text, a dict or a path, not “{type(source).__name__}”")


def parse(source: bytes, levels_max: int = _LEVELS_FAST) -> tuple[Any, bool, bytes | None]:
    """Parse any JSON without loss: the value, whether literals are spelled, compact bytes if known.

    >>> parse(b"[1.50, 1]")[:2]
    ([1.5, 1], True)
    """
    try:
        tree = orjson.loads(source)
    except orjson.JSONDecodeError:
        tree = careful.parse(source, levels_max)
        return tree, True, None
    try:
        compact = orjson.dumps(tree)
    except TypeError:  # nests beyond what orjson writes
        return careful.parse(source, levels_max), True, None
    if compact == source:
        return tree, False, compact
    minified = bytes(msgspec.json.format(source, indent=-1))
    if compact == minified:
        return tree, False, compact
    tree = _respelled(minified)
    if tree is not None and encode(tree) == minified:
        return tree, True, minified
    return careful.parse(source, levels_max), True, minified


def _read_bytes(source: bytes, limits: Limits) -> Document:
    _within(len(source), limits)
    source = source.removeprefix(_BOM)
    tree, exotic, compact = parse(source, max(_LEVELS_FAST, 2 * limits.depth_max + 32))
    if not isinstance(tree, dict):
        raise refusal("the document is no JSON object", "")
    document = Document.of(tree, limits, exotic=exotic)
    if compact is not None:
        keep_bytes(document, compact)
    return document


def _read_object(source: Fields, limits: Limits) -> Document:
    compact, tree = _copied(source)
    exotic = False
    if compact is None:
        tree, exotic = objects.copy(source, max(_LEVELS_FAST, 2 * limits.depth_max + 32))
    else:
        _within(len(compact), limits)
    document = Document.of(tree, limits, exotic=exotic)
    if compact is not None:
        keep_bytes(document, compact)
    return document


def _copied(source: Fields) -> tuple[bytes | None, Any]:
    """Copy by writing and reading; what does not come back equal is no plain JSON."""
    try:
        compact = orjson.dumps(source, option=_STRICTLY)
        tree = orjson.loads(compact)
        return (compact, tree) if tree == source else (None, None)
    except (TypeError, ValueError, RecursionError):
        return None, None


_STRICTLY: Final = (
    orjson.OPT_PASSTHROUGH_SUBCLASS
    | orjson.OPT_PASSTHROUGH_DATETIME
    | orjson.OPT_PASSTHROUGH_DATACLASS
)


def _within(size: int, limits: Limits) -> None:
    if size > limits.bytes_max:
        raise too_large(f"the document has {size} bytes, more than {limits.bytes_max}")


def _encoded(source: str, limits: Limits) -> bytes:
    _within(len(source), limits)
    try:
        return source.encode()
    except UnicodeEncodeError as error:
        message = f"character {error.start} of the document is half of a surrogate pair"
        raise refusal(message) from None


def _file(path: Path, limits: Limits) -> bytes:
    try:
        _within(path.stat().st_size, limits)
        return path.read_bytes()
    except OSError as error:
        raise refusal(f"“{path}” cannot be read: {(error.strerror or 'error').lower()}") from None


# -- the second way --------------------------------------------------------------

#: Compact JSON that is surely in normal form, as far as it goes; possessive, so linear.
_NORMAL: Final = re.compile(
    r"(?:"
    r'[^"0-9\-]++'
    r'|"(?:[^"\\]|\\["\\bfnrt]|\\u00(?:0[0-7bef]|1[0-9a-f]))*+"'
    r"|(?:0|-?[1-9][0-9]{0,17})(?![0-9.eE])"
    r"|-?(?:0\.[1-9]|[1-9][0-9]{0,5}\.[0-9])(?:[0-9]{0,7}[1-9])?+(?![0-9eE])"
    r")*+"
)
_LITERAL: Final = re.compile(r'"(?:[^"\\]|\\.)*+"|[0-9.eE+\-]++')


def _respelled(minified: bytes) -> Any:
    """Parse with the odd literals kept, or return None where that takes more care.

    Each odd literal is replaced by a number that no document has (``0e7``), and the
    parser, which hands every float to us as text, gets the kept one for it.
    """
    source = minified.decode()
    kept: list[Any] = []
    pieces: list[str] = []
    at = 0
    while True:
        normal = _NORMAL.match(source, at)
        start = normal.end() if normal else at
        literal = _LITERAL.match(source, start)
        pieces.append(source[at:start])
        if literal is None:
            break
        at = literal.end()
        raw = literal.group()
        if raw[0] == '"':
            if source[at : at + 1] == ":":
                return None
            value: Any = SpelledStr(orjson.loads(raw), raw.encode())
        else:
            try:
                value = number(raw)
            except (OverflowError, ValueError):
                return None
        pieces.append(f"0e{len(kept)}")
        kept.append(value)

    def given(raw: str) -> Any:
        return kept[int(raw[2:])] if raw.startswith("0e") else float(raw)

    try:
        return json.loads("".join(pieces), parse_float=given)
    except (ValueError, RecursionError):
        return None


__all__ = ["DocumentError", "Source", "parse", "read"]
