"""Metrics over DogStatsD: names, types and tags of the vocabulary. Anything else is refused and counted."""

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from scribemed_monitoring.dogstatsd import GatheringClient
from scribemed_monitoring.errors import is_cancellation, is_timeout
from scribemed_monitoring.families import FAMILIES, Family
from scribemed_monitoring.forms import MAX_INTEGER, tag_value
from scribemed_monitoring.schema import MetricType
from scribemed_monitoring.scrubber import has_phi
from scribemed_monitoring.tally import TALLY, Tally
from scribemed_monitoring.vocabulary import METRICS


class DogStatsdMetrics:
    """Sends declared metrics; never raises into the service."""

    def __init__(self, client: GatheringClient, tally: Tally = TALLY) -> None:
        self._client = client
        self._tally = tally

    # Typed by the protocol `vocabulary.Metrics`; these accept more and refuse it at run time.
    def count(self, name: str, value: int = 1, /, **tags: object) -> None:
        """Add to a count."""
        self._send("count", name, value, tags)

    def gauge(self, name: str, value: float, /, **tags: object) -> None:
        """Set a gauge, in the unit of the metric."""
        self._send("gauge", name, value, tags)

    def distribution(self, name: str, value: float, /, **tags: object) -> None:
        """Add a value to a distribution, in the unit of the metric."""
        self._send("distribution", name, value, tags)

    @contextmanager
    def measure(self, family: str, /, **tags: object) -> Iterator[None]:
        """Count the block by the metrics of a family; works around awaits as well.

        `.total` once it has ended, and if it raised `.timeout`, where there is such a metric and time ran out, or else
        `.failed`; `.duration`, where there is one, in seconds. The error is raised on. A block that was cancelled has
        not ended, and is not counted. An unknown family is dropped and counted, and the block runs.
        """
        declared = FAMILIES.get(family) if isinstance(family, str) else None
        if declared is None:
            self._tally.dropped()
            yield
            return
        allowed = dict(_allowed_tags(declared.tags, tags))
        self._tally.dropped(len(tags) - len(allowed))
        started = time.monotonic()
        try:
            yield
        except BaseException as error:
            if not is_cancellation(error):
                failure = declared.timeout if is_timeout(error) else None
                self._end(declared, started, failure or declared.failed, allowed)
            raise
        self._end(declared, started, None, allowed)

    def _end(self, family: Family, started: float, failure: str | None, tags: dict[str, str]) -> None:
        if family.duration is not None:
            self.distribution(family.duration, time.monotonic() - started, **tags)
        self.count(family.total, **tags)
        if failure is not None:
            self.count(failure, **tags)

    def flush(self) -> None:
        """Send what is buffered. Never raises; what the agent does not take is lost."""
        try:
            self._client.flush_aggregated_metrics()
            self._client.flush()
        except Exception:
            # Metrics must not end a service that is shutting down. The agent is gone, and the counter with it.
            self._tally.dropped()

    def close(self, timeout_s: float) -> None:
        """Send what is buffered and close the socket."""
        try:
            self._client.stop(timeout=timeout_s)
            self._client.close_socket(quiet=True)
        except Exception:
            # As for flush.
            self._tally.dropped()

    def _send(self, type_: MetricType, name: str, value: Any, tags: dict[str, object]) -> None:
        try:
            metric = METRICS.get(name)
            if metric is None or metric.type != type_ or not _allowed_value(type_, value):
                self._tally.dropped()
                return
            allowed = [f"{key}:{tag}" for key, tag in _allowed_tags(metric.tags, tags)]
            self._tally.dropped(len(tags) - len(allowed))
            getattr(self._client, type_)(name, value, tags=allowed)
        except Exception:
            # For example a name that cannot be hashed: a metric never breaks a service.
            self._tally.dropped()


def _allowed_value(type_: MetricType, value: object) -> bool:
    if type(value) is int:
        return abs(value) <= MAX_INTEGER and (value >= 0 or type_ != "count")
    return type_ != "count" and type(value) is float and math.isfinite(value)


def _allowed_tags(declared: tuple[str, ...], tags: dict[str, object]) -> list[tuple[str, str]]:
    allowed = []
    for key, value in tags.items():
        if key in declared:
            tag = tag_value(key, value)
            if tag is not None and not has_phi(tag):
                allowed.append((key, tag))
    return allowed
