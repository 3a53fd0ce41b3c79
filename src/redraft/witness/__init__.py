"""A second opinion: whether a result is true, found out from the three files alone.

Nothing here is shared with the engine that made the result: JSON is read, patches are
applied, changes replayed and digests formed by plain code of this room's own, after the
published descriptions (RFC 6901, RFC 6902, `redraft.serialize.certificate`).

    P-3  what is changed in AFTER or in RESULT, at any place, breaks a check

May import: nothing of Redraft.
"""

from redraft.witness.examining import Check, Found, Report, examine
from redraft.witness.texts import Unreadable

__all__ = ["Check", "Found", "Report", "Unreadable", "examine"]
