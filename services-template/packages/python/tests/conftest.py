import os
from collections.abc import Iterator

import pytest
from hypothesis import settings
from udp_sink import UdpSink

from scribemed_monitoring import switches
from scribemed_monitoring.tally import Tally

# Before any test imports the tracer.
switches.apply(profiling=False, runtime_metrics=False)
os.environ["DD_TRACE_AGENT_URL"] = "http://127.0.0.1:1"

from traced import Traced

# Machines that run tests are busy; time is limited by the tests that are about time.
settings.register_profile("busy", deadline=None)
settings.load_profile("busy")


@pytest.fixture
def tally() -> Tally:
    return Tally()


@pytest.fixture
def sink() -> Iterator[UdpSink]:
    sink = UdpSink()
    yield sink
    sink.close()


@pytest.fixture
def traced(tally: Tally) -> Iterator[Traced]:
    with Traced.start(tally) as traced:
        yield traced
