import pytest

from cost.rounds import NothingSentError, _check


class Fake:
    def __init__(self, variant, **received):
        self.variant = variant
        self._received = {"traces": 0, "datagrams": 0, "lines": 0} | received

    def received(self):
        return self._received


def test_telemetry_that_arrived_is_accepted():
    _check(Fake("plain"), 100)
    _check(Fake("tracer", traces=100), 100)
    _check(Fake("package", traces=100, datagrams=9, lines=200), 100)


@pytest.mark.parametrize(
    "server",
    [
        Fake("tracer", traces=90),
        Fake("package", traces=100, datagrams=9, lines=199),
        Fake("package", traces=100, lines=200),
        Fake("package", datagrams=9, lines=200),
    ],
)
def test_telemetry_that_did_not_arrive_ends_the_measurement(server):
    with pytest.raises(NothingSentError):
        _check(server, 100)
