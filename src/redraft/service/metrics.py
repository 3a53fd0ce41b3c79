"""What is told at /metrics, in the text that Prometheus reads: the sums of each process apart.

Each process has its place as the label ``worker``, so that one that ends and begins again at 0
is seen to have done so; a query adds them up. Nothing is kept in Prometheus' own registry:
what is asked for is made from the sums then.

May import: telemetry, service.siblings. Needs the extra ``serve``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

import redraft
from redraft.service.siblings import Heard
from redraft.telemetry import families as of
from redraft.telemetry.digest import Digest
from redraft.telemetry.families import FAMILIES, Family

#: whoever answers adds the charset
MEDIA_TYPE: Final = "text/plain; version=0.0.4"
_WORKER: Final = "worker"
#: the ends of buckets as doublings of a microsecond: 1 µs to 16 s, 32 µs to 16 s, 128 µs to 33 s
_ENDS: Final = {of.STAGES: range(25), of.STORE: range(5, 25), of.ROUTES: range(7, 26)}


def metrics_of(heard: Heard) -> bytes:
    """The sums of several processes as Prometheus reads them.

    >>> from redraft.telemetry import Sums
    >>> sums = Sums()
    >>> sums.count(of.RULES, "run", by=3)
    >>> b'redraft_rules_total{outcome="run",worker="0"} 3.0' in metrics_of(Heard({0: sums}))
    True
    """
    registry = CollectorRegistry()
    registry.register(Sums(heard))
    return generate_latest(registry)


def name_of(family: Family) -> str:
    """What a family is called there, without what is put behind it.

    >>> name_of(of.STAGES), name_of(of.EDITS)
    ('redraft_edit_stage_seconds', 'redraft_edits')
    """
    return f"redraft_{family.name}{'_seconds' * (family.kind == 'time')}"


class Sums(Collector):
    """The sums of several processes, for a registry."""

    def __init__(self, heard: Heard) -> None:
        self._heard = heard

    def collect(self) -> Iterator[Metric]:
        """Each family with what each process has of it."""
        about = GaugeMetricFamily("redraft_build_info", "The version", labels=("version",))
        about.add_metric((redraft.__version__,), 1)
        yield about
        unheard = "Processes of the service that did not answer, and are in no number"
        yield GaugeMetricFamily("redraft_workers_unheard", unheard, self._heard.unheard)
        for family in FAMILIES:
            yield self._metric(family)

    def _metric(self, family: Family) -> Metric:
        name, labels = name_of(family), (*family.labels, _WORKER)
        if family.kind == "time":
            return self._histogram(family, HistogramMetricFamily(name, family.says, labels=labels))
        kind = CounterMetricFamily if family.kind == "count" else GaugeMetricFamily
        metric = kind(name, family.says, labels=labels)
        for place, sums in self._heard.by_place.items():
            for values, count in sums.of(family):
                metric.add_metric((*values, str(place)), count)
        return metric

    def _histogram(self, family: Family, metric: HistogramMetricFamily) -> Metric:
        for place, sums in self._heard.by_place.items():
            for values, digest in sums.times_of(family):
                buckets = _buckets(digest, _ENDS[family])
                metric.add_metric((*values, str(place)), buckets, digest.total / 1e6)
        return metric


def _buckets(digest: Digest, ends: range) -> list[tuple[str, float]]:
    found = [
        (str(2**k / 1e6), float(count)) for k, count in zip(ends, digest.up_to(ends), strict=True)
    ]
    return [*found, ("+Inf", float(digest.count))]
