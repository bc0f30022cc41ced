"""Families of metrics: what `measure` counts of one kind of work.

Nothing lists them; they follow from the names, types and tags of the vocabulary.
"""

from typing import NamedTuple

from scribemed_monitoring.schema import Metric, MetricType
from scribemed_monitoring.vocabulary import METRICS


class Family(NamedTuple):
    """The metrics of one kind of work; all carry the same tags."""

    tags: tuple[str, ...]
    total: str
    failed: str
    timeout: str | None
    duration: str | None


def families(metrics: dict[str, Metric]) -> dict[str, Family]:
    """Return the families by name: at least the counts `total` and `failed`, with the same tags."""

    def member(name: str, type_: MetricType, tags: tuple[str, ...]) -> str | None:
        metric = metrics.get(name)
        return name if metric is not None and metric.type == type_ and metric.tags == tags else None

    found = {}
    for total, metric in metrics.items():
        name, _, suffix = total.rpartition(".")
        tags = metric.tags
        failed = member(f"{name}.failed", "count", tags)
        if suffix == "total" and metric.type == "count" and failed is not None:
            timeout = member(f"{name}.timeout", "count", tags)
            found[name] = Family(tags, total, failed, timeout, member(f"{name}.duration", "distribution", tags))
    return found


FAMILIES = families(METRICS)
