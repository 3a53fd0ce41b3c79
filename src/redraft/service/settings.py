"""What a service is told when it begins, and what it accepts at most.

May import: document.
"""

from __future__ import annotations

from typing import Final, Literal

import msgspec

from redraft.document.blueprint import Limits

#: the service is the world's; a library call has more room (`redraft.document.blueprint.Limits`)
LIMITS: Final = Limits(bytes_max=4 * 1024 * 1024, depth_max=100, components_max=50_000)
#: what a request may have beside its document
ENVELOPE: Final = 256 * 1024


class Settings(msgspec.Struct, frozen=True):
    """How a service runs.

    ``open``: whoever can reach it may do all; only for who listens on the machine itself alone.
    """

    store: str = "redraft.db"
    open: bool = False
    limits: Limits = LIMITS
    #: bytes of a request's body
    body_max: int = LIMITS.bytes_max + ENVELOPE
    #: jobs of one batch, and the bytes of a batch's body
    jobs_max: int = 1_000
    batch_max: int = 32 * 1024 * 1024
    #: seconds that one request may take, and that a whole batch may take
    time_s: float = 10.0
    batch_s: float = 120.0
    #: seconds that a body may take to come in
    body_s: float = 30.0
    #: requests that are worked on at once, and those that may wait for it
    threads: int = 4
    waiting_max: int = 64
    #: requests a second of one caller, in one process; 0: any number
    rate: float = 0.0
    #: addresses and networks of proxies whose word is taken for whom they bring
    proxies: tuple[str, ...] = ()
    #: streams of events that may be open at once
    streams_max: int = 128
    #: the form of the log, and whether commands are in it
    log: Literal["json", "plain", "off"] = "off"
    log_text: bool = False
    #: whether commands that fail and words that are unknown are counted, in memory
    words: bool = True
    #: whether traces are sent, where OpenTelemetry's own variables say
    traces: bool = False
    #: where several processes of one service find one another; made by who starts them
    folder: str = ""
