import time

import pytest
from ddtrace.internal.utils.time import Time
from ddtrace.trace import tracer
from traced import Traced

from scribemed_monitoring.span_clock import TOLERATED_NS

HOUR_NS = 3_600_000_000_000


@pytest.mark.parametrize("moved_ns", [-HOUR_NS, 0, HOUR_NS])
def test_a_duration_does_not_depend_on_the_wall_clock(
    traced: Traced, monkeypatch: pytest.MonkeyPatch, moved_ns: int
) -> None:
    clock_ns = time.time_ns
    started = time.monotonic_ns()
    with tracer.trace("work"):
        # The end alone: the tracer takes the start from the system itself.
        monkeypatch.setattr(Time, "time_ns", staticmethod(lambda: clock_ns() + moved_ns))
        monkeypatch.setattr(time, "time_ns", lambda: clock_ns() + moved_ns)
    took_ns = time.monotonic_ns() - started
    duration_ns = traced.only().duration_ns
    assert duration_ns is not None
    assert 0 <= duration_ns <= took_ns + TOLERATED_NS
