"""The DogStatsD client. It gathers values and sends them once a second: a datagram costs more than a value."""

import logging
import os
import threading
from typing import Any, NamedTuple

from datadog.dogstatsd.base import DogStatsd

from scribemed_monitoring.tally import TALLY, Tally
from scribemed_monitoring.vocabulary import METRIC_PREFIX

FLUSH_INTERVAL_S = 1.0
# Of the values of a line, which must fit into a datagram (1,432 bytes) with the metric's name and tags.
MAX_VALUES_LENGTH = 700
# Tags have few values; if they do not, memory stays bounded.
MAX_GATHERED = 2000


class _Context(NamedTuple):
    metric: str
    tags: tuple[str, ...]


class GatheringClient(DogStatsd):
    """Sends the values of a distribution together, as `name:1.5:2:0.25|d`, and the counts of `tally`.

    The client itself adds up counts and gauges only.
    """

    def __init__(self, tally: Tally, **options: Any) -> None:
        self._tally = tally
        self._forget()
        super().__init__(**options)

    def _forget(self) -> None:
        self._gathering = threading.Lock()
        self._gathered: dict[_Context, str] = {}

    def distribution(self, metric: str, value: float, tags: list[str] | None = None) -> None:  # type: ignore[override]
        """Add a value."""
        context = _Context(metric, tuple(tags or ()))
        full: str | None = None
        with self._gathering:
            known = self._gathered.get(context)
            values = str(value) if known is None else f"{known}:{value}"
            if len(values) > MAX_VALUES_LENGTH:
                full = values
                del self._gathered[context]
            else:
                self._gathered[context] = values
            is_crowded = len(self._gathered) > MAX_GATHERED
        if full is not None:
            self._report_values(context, full)
        if is_crowded:
            self._send_gathered()

    def _report_values(self, context: _Context, values: str) -> None:
        self._report(context.metric, "d", values, list(context.tags), 1)

    def _send_gathered(self) -> None:
        with self._gathering:
            gathered, self._gathered = self._gathered, {}
        for context, values in gathered.items():
            self._report_values(context, values)

    def _flush_aggregated_metrics(self, deadline: float | None = None) -> bool:
        # The thread of the client, `flush_aggregated_metrics` and `stop` all come here.
        for (name, rule), amount in self._tally.take().items():
            self.count(name, amount, None if rule is None else [f"rule:{rule}"])
        self._send_gathered()
        sent: bool = super()._flush_aggregated_metrics(deadline)
        return sent

    def post_fork_child(self) -> None:
        """Leave the parent's values to the parent."""
        self._forget()
        super().post_fork_child()


def dogstatsd_client(tally: Tally = TALLY) -> GatheringClient:
    """A client of the agent named by the environment, with the unified tags of the environment.

    DD_DOGSTATSD_SOCKET (a path) or DD_DOGSTATSD_URL select the Unix socket, DD_AGENT_HOST and DD_DOGSTATSD_PORT the
    address for UDP. No call waits for the agent: what it cannot take is lost.
    """
    # The client logs a warning for each packet that it cannot send. A missing agent shows as missing data instead.
    logging.getLogger("datadog.dogstatsd").setLevel(logging.ERROR)
    return GatheringClient(
        tally,
        socket_path=os.environ.get("DD_DOGSTATSD_SOCKET") or None,
        namespace=METRIC_PREFIX.rstrip("."),
        disable_aggregation=False,
        disable_buffering=False,
        flush_interval=FLUSH_INTERVAL_S,
        disable_telemetry=True,
        socket_timeout=0,
    )
