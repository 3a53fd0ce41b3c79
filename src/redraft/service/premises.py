"""What every door of a service leads to: a store, some threads, and who may come in.

May import: store, service.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from redraft.service.access import Access, Who
from redraft.service.problems import Refused
from redraft.service.rates import Rates
from redraft.service.settings import Settings
from redraft.service.watch import Watch
from redraft.service.work import Workshop
from redraft.store.desk import Desk
from redraft.store.store import Store
from redraft.store.tokens import Scope


class Premises:
    """A store, the desk that edits it, threads to work in, access and rates, and who watches it."""

    def __init__(self, settings: Settings, watch: Watch | None = None) -> None:
        self.settings: Final = settings
        self.watch: Final = watch or Watch(keeps_words=settings.words)
        self.store: Final = Store(settings.store, watched=self.watch.stored)
        versions = self.store.versions
        self.watch.looks_at("versions", lambda: (versions.hits, versions.misses))
        self.desk: Final = Desk(self.store, limits=settings.limits)
        self.access: Final = Access(self.store, everybody=settings.open)
        self.workshop: Final = Workshop(settings.threads, settings.waiting_max)
        self.rates: Final = Rates(settings.rate)

    async def admitted(self, headers: Mapping[str, str], address: str, scope: Scope) -> Who:
        """Who is asking; who is unknown is counted by where they come from. Raises Refused."""
        try:
            who = self.access.admit(headers, scope)
            if isinstance(who, str):
                token = who
                who = await self.workshop.run(
                    lambda _: self.access.look_up(token, scope), self.settings.time_s
                )
        except Refused as no:
            if no.problem.code == "request.unauthorized":
                self.rates.count(address)
            raise
        return who

    def close(self) -> None:
        """Let go of everything."""
        self.workshop.close()
        self.store.close()
