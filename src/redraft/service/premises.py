"""What every door of a service leads to: a store, some threads, and who may come in.

May import: store, service.
"""

from __future__ import annotations

from typing import Final

from redraft.service.access import Access
from redraft.service.rates import Rates
from redraft.service.settings import Settings
from redraft.service.work import Workshop
from redraft.store.desk import Desk
from redraft.store.store import Store


class Premises:
    """A store, the desk that edits it, threads to work in, access and rates."""

    def __init__(self, settings: Settings) -> None:
        self.settings: Final = settings
        self.store: Final = Store(settings.store)
        self.desk: Final = Desk(self.store, limits=settings.limits)
        self.access: Final = Access(self.store, everybody=settings.open)
        self.workshop: Final = Workshop(settings.threads, settings.waiting_max)
        self.rates: Final = Rates(settings.rate)

    def close(self) -> None:
        """Let go of everything."""
        self.workshop.close()
        self.store.close()
