"""How the reader says no: one code for what is wrong, one for what is too much.

May import: diagnostics.
"""

from __future__ import annotations

from redraft.diagnostics import Diagnostic, DocumentError


def refusal(message: str, path: str | None = None) -> DocumentError:
    """The error for input that is no blueprint; ``path`` is a JSON Pointer.

    >>> refusal("a text is no number", "/n").diagnostic.path
    '/n'
    """
    return DocumentError(Diagnostic("document.invalid", "error", message, path=path))


def too_large(message: str, path: str | None = None) -> DocumentError:
    """The error for input beyond a limit.

    >>> too_large("too much").code
    'document.too-large'
    """
    return DocumentError(Diagnostic("document.too-large", "error", message, path=path))
