"""Keeps the durations of spans right while somebody sets the clock.

The tracer takes both ends of a span from the wall clock, so that a clock that is put back while a span runs makes it
negative, and one that is put ahead makes it as long as the difference.
"""

import time

from ddtrace._trace.processor import SpanProcessor
from ddtrace.trace import Span

_STARTED = "scribemed.started_ns"
# Below it is what reading two clocks takes, and what NTP corrects slowly, which is right.
TOLERATED_NS = 10_000_000


class SpanClock(SpanProcessor):
    """Takes out of the duration of each span by how much the wall clock was set meanwhile."""

    def on_span_start(self, span: Span) -> None:
        """Note when it began, by both clocks; an integration may change the start afterwards."""
        span._set_ctx_item(_STARTED, (span.start_ns, time.monotonic_ns()))

    def on_span_finish(self, span: Span) -> None:
        """Correct the duration, before the span is sent."""
        started = span._get_ctx_item(_STARTED)
        duration_ns = span.duration_ns
        if started is None or duration_ns is None:
            return
        took_ns = time.monotonic_ns() - started[1]
        set_by_ns = time.time_ns() - started[0] - took_ns
        # If it was set after the end of the span was taken, the duration is right as it is.
        is_in_it = abs(duration_ns - set_by_ns - took_ns) < abs(duration_ns - took_ns)
        if abs(set_by_ns) > TOLERATED_NS and is_in_it:
            span.duration_ns = max(0, duration_ns - set_by_ns)
