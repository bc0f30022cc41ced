"""Keeps the durations of spans right while somebody sets the clock.

The tracer takes both ends of a span from the wall clock, so that a clock that is put back while a span runs makes it
negative, and one that is put ahead makes it as long as the difference.
"""

import time

from ddtrace._trace.processor import SpanProcessor
from ddtrace.trace import Span

_OFFSET = "scribemed.clock_offset_ns"
# Below it is what reading two clocks takes, and what NTP corrects slowly, which is right.
TOLERATED_NS = 10_000_000


class SpanClock(SpanProcessor):
    """Takes out of the duration of each span by how much the wall clock was set meanwhile."""

    def on_span_start(self, span: Span) -> None:
        """Note how far the wall clock is from the one that nobody sets."""
        span._set_ctx_item(_OFFSET, _offset_ns())

    def on_span_finish(self, span: Span) -> None:
        """Correct the duration, before the span is sent."""
        offset_ns = span._get_ctx_item(_OFFSET)
        if offset_ns is None or span.duration_ns is None:
            return
        set_by_ns = _offset_ns() - offset_ns
        if abs(set_by_ns) > TOLERATED_NS:
            span.duration_ns = max(0, span.duration_ns - set_by_ns)


def _offset_ns() -> int:
    return time.time_ns() - time.monotonic_ns()
