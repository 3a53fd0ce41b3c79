"""How often one caller may ask: so many requests a second, and some more at once now and then.

May import: service.problems.
"""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

from redraft.service.problems import refused

#: seconds of the rate that may be used up at once
_BURST_S: Final = 2.0
_CALLERS_MAX: Final = 10_000


class Rates:
    """Counts requests by caller, in the thread of the event loop; ``rate`` 0 counts nothing.

    >>> from redraft.service.problems import Refused
    >>> rates = Rates(1, clock=lambda: 7.0)
    >>> rates.count("ann"), rates.count("ann"), rates.count("ben")
    (None, None, None)
    >>> try: rates.count("ann")
    ... except Refused as no: no.problem.status, no.headers
    (429, {'Retry-After': '1'})
    """

    def __init__(self, rate: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate: Final = rate
        self._clock: Final = clock
        #: when a caller would have used nothing up; the one that asked last is the last
        self._free_at: OrderedDict[str, float] = OrderedDict()

    def count(self, caller: str) -> None:
        """Count a request. Raises Refused where it is one too many."""
        if not self._rate:
            return
        now = self._clock()
        free_at = max(self._free_at.pop(caller, now), now) + 1 / self._rate
        wait = free_at - now - max(_BURST_S, 1 / self._rate)
        self._free_at[caller] = free_at - 1 / self._rate if wait > 0 else free_at
        if len(self._free_at) > _CALLERS_MAX:
            self._free_at.popitem(last=False)
        if wait > 0:
            raise refused("request.rate", Retry_After=str(math.ceil(wait)))
