from collections.abc import Iterator

import pytest
from udp_sink import UdpSink

from scribemed_monitoring.tally import Tally


@pytest.fixture
def tally() -> Tally:
    return Tally()


@pytest.fixture
def sink() -> Iterator[UdpSink]:
    sink = UdpSink()
    yield sink
    sink.close()
