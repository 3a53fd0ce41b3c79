"""A process that writes as fast as it can, for tests that kill it: says each revision once it is acknowledged.

python -m tests.store.writer STORE DOCUMENT NUMBER
"""

from __future__ import annotations

import sys

from redraft.store import Asked, Desk, Store


def main(where: str, document: str, number: str) -> None:
    """Edit and undo for ever."""
    store = Store(where)
    desk = Desk(store)
    told = sys.stdout
    turn = 0
    while True:
        turn += 1
        command = f"make the {number} card {100 + turn % 100}px wide"
        done = desk.edit(Asked(document, command, author=number))
        told.write(f"{done.head.revision} {done.head.digest}\n")
        told.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
