"""A worker: chunks of tasks come in on one pipe, what came of them goes out on the other.

    python -m redraft.batching.worker MARK

Descriptor 0 brings tasks, descriptor 1 takes what came of them; MARK is the descriptor of the
shared number that says which job is run. It ends when nothing more comes.

May import: batching.
"""

from __future__ import annotations

import os
import signal
import sys
import time

from redraft.batching.jobs import DECODE_TASKS, ENCODE
from redraft.batching.pipes import Mark, read_frame, write_all
from redraft.batching.unit import run_task

#: the frame that says that the worker is there
READY = b"ready"


def main(mark_fd: int) -> None:
    """Run tasks until the pipe ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started it ends it
    source, sink = os.dup(0), os.dup(1)
    os.dup2(2, 1)  # nothing that is printed may come between the frames
    mark = Mark(mark_fd)
    _warm()
    write_all(sink, READY)
    while True:
        frame = read_frame(source)
        if frame is None:
            return
        began = time.monotonic()
        done = [run_task(task, mark.set) for task in DECODE_TASKS.decode(frame)]
        mark.set(0)
        write_all(sink, ENCODE.encode((time.monotonic() - began, done)))


def _warm() -> None:
    """Load the language before the first task comes."""
    from redraft.engine import edit

    edit({"components": []}, "hide it")


if __name__ == "__main__":
    main(int(sys.argv[1]))
