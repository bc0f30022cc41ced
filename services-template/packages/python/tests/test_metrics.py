import os
from collections.abc import Iterator
from typing import Any, cast

import pytest
from udp_sink import UdpSink

from scribemed_monitoring.dogstatsd import MAX_GATHERED, dogstatsd_client
from scribemed_monitoring.metrics import DogStatsdMetrics
from scribemed_monitoring.tally import Tally
from scribemed_monitoring.vocabulary import Metrics

DROPPED = ("telemetry.dropped_keys", None)


@pytest.fixture
def metrics(sink: UdpSink, tally: Tally, monkeypatch: pytest.MonkeyPatch) -> Iterator[DogStatsdMetrics]:
    monkeypatch.setenv("DD_AGENT_HOST", "127.0.0.1")
    monkeypatch.setenv("DD_DOGSTATSD_PORT", str(sink.port))
    monkeypatch.setenv("DD_SERVICE", "transcription")
    monkeypatch.setenv("DD_ENV", "dev")
    monkeypatch.setenv("DD_VERSION", "1.2.3")
    metrics = DogStatsdMetrics(dogstatsd_client(Tally()), tally)
    yield metrics
    metrics.close(1)


def test_sends_declared_metrics_with_prefix_and_unified_tags(metrics: DogStatsdMetrics, sink: UdpSink) -> None:
    typed: Metrics = metrics
    typed.count("jobs.total", 1, queue="transcription.jobs")
    typed.count("jobs.total", 2, queue="transcription.jobs")
    typed.gauge("queue.lag", 7, topic="encounters")
    typed.distribution("audio.duration", 12.5)
    metrics.flush()
    unified = "env:dev,service:transcription,version:1.2.3"
    assert sink.lines(at_least=3) == [
        f"scribemed.audio.duration:12.5|d|#{unified}",
        f"scribemed.jobs.total:3|c|#queue:transcription.jobs,{unified}",
        f"scribemed.queue.lag:7|g|#topic:encounters,{unified}",
    ]


@pytest.mark.parametrize(
    ("method", "name", "value", "tags"),
    [
        ("count", "jobs.unknown", 1, {}),
        ("gauge", "jobs.total", 1, {}),
        ("count", "jobs.duration", 1, {}),
        ("count", "jobs.total", 1.5, {}),
        ("count", "jobs.total", -1, {}),
        ("count", "jobs.total", True, {}),
        ("count", "jobs.total", "1", {}),
        ("gauge", "queue.lag", float("nan"), {}),
        ("gauge", "queue.lag", float("inf"), {}),
        pytest.param("gauge", "queue.lag", 10**5000, {}, id="too many digits to print"),
        ("gauge", "queue.lag", -(2**53), {}),
        ("gauge", "queue.lag", True, {}),
        ("count", "jobs.total", 2**53, {}),
        ("distribution", "jobs.duration", None, {}),
        ("count", ["jobs.total"], 1, {}),
        ("count", None, 1, {}),
    ],
)
def test_refuses_and_counts_what_is_not_declared(
    metrics: DogStatsdMetrics, sink: UdpSink, tally: Tally, method: str, name: Any, value: Any, tags: Any
) -> None:
    getattr(metrics, method)(name, value, **tags)
    metrics.flush()
    assert sink.lines(timeout_s=0.1) == []
    assert tally.pending() == {DROPPED: 1}


@pytest.mark.parametrize(
    "tags",
    [
        {"patient": "1"},
        {"model": "a"},
        {"queue": "has space"},
        {"queue": "x" * 201},
        {"queue": ""},
        {"queue": 5},
        {"queue": "123-45-6789"},
        {"queue": "a,b"},
        {"queue": "a|b\n"},
    ],
)
def test_drops_and_counts_tags_that_are_not_declared(
    metrics: DogStatsdMetrics, sink: UdpSink, tally: Tally, tags: dict[str, Any]
) -> None:
    cast(Any, metrics).count("jobs.total", 1, **tags)
    metrics.flush()
    assert sink.lines(at_least=1) == ["scribemed.jobs.total:1|c|#env:dev,service:transcription,version:1.2.3"]
    assert tally.pending() == {DROPPED: 1}


def test_drops_values_outside_of_the_closed_set(metrics: DogStatsdMetrics, tally: Tally) -> None:
    cast(Any, metrics).count("llm.tokens", 5, token_type="cached")
    assert tally.pending() == {DROPPED: 1}


def test_values_of_a_distribution_are_sent_together(metrics: DogStatsdMetrics, sink: UdpSink) -> None:
    typed: Metrics = metrics
    for value in (1, 2.5, 0.25):
        typed.distribution("jobs.duration", value, queue="transcription.jobs")
    typed.distribution("jobs.duration", 7, queue="note-generation.jobs")
    metrics.flush()
    unified = "env:dev,service:transcription,version:1.2.3"
    assert sink.lines(at_least=2) == [
        f"scribemed.jobs.duration:1:2.5:0.25|d|#queue:transcription.jobs,{unified}",
        f"scribemed.jobs.duration:7|d|#queue:note-generation.jobs,{unified}",
    ]


def test_no_value_of_a_busy_distribution_is_lost_and_datagrams_stay_small(
    metrics: DogStatsdMetrics, sink: UdpSink
) -> None:
    values = [number / 7 for number in range(5000)]
    for value in values:
        metrics.distribution("audio.duration", value)
        if value % 100 < 1:
            sink.receive_available()
    metrics.flush()
    lines = sink.lines(at_least=10)
    sent = [float(text) for line in lines for text in line.partition("|")[0].split(":")[1:]]
    assert sorted(sent) == values
    assert all(size <= 1432 for size in sink.sizes)


def test_distributions_with_many_tags_do_not_grow(metrics: DogStatsdMetrics, sink: UdpSink) -> None:
    for number in range(MAX_GATHERED + 1):
        metrics.distribution("jobs.duration", 1, queue=f"queue-{chr(97 + number % 26)}{number // 26}")
    assert metrics._client._gathered == {}


def test_distributions_leave_without_being_flushed(metrics: DogStatsdMetrics, sink: UdpSink) -> None:
    metrics.distribution("audio.duration", 1.5)
    assert [line.partition("|")[0] for line in sink.lines(at_least=1)] == ["scribemed.audio.duration:1.5"]


def test_a_child_does_not_send_the_values_and_counts_of_its_parent(metrics: DogStatsdMetrics, sink: UdpSink) -> None:
    metrics.distribution("audio.duration", 1.5)
    metrics._client._tally.dropped()
    child = os.fork()
    if child == 0:
        metrics.distribution("audio.duration", 9)
        metrics.flush()
        os._exit(0)
    os.waitpid(child, 0)
    metrics.flush()
    metrics.close(1)
    values = [line.partition("|")[0].partition(":")[2] for line in sink.lines(at_least=3)]
    assert sorted(values) == ["1", "1.5", "9"]


def test_counts_of_the_package_are_added_up_in_the_process(metrics: DogStatsdMetrics, sink: UdpSink) -> None:
    tally = Tally()
    tally.dropped(3)
    tally.add("phi.scrubber.masked", rule="ssn")
    client = dogstatsd_client(tally)
    for _ in range(1000):
        tally.dropped()
    client.stop()
    unified = "env:dev,service:transcription,version:1.2.3"
    assert [line for line in sink.lines(at_least=2) if "scrubber" in line or "dropped" in line] == [
        f"scribemed.phi.scrubber.masked:1|c|#rule:ssn,{unified}",
        f"scribemed.telemetry.dropped_keys:1003|c|#{unified}",
    ]
    assert tally.pending() == {}


def test_a_missing_agent_neither_raises_nor_grows(tally: Tally, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DD_DOGSTATSD_SOCKET", str(tmp_path / "missing.sock"))
    client = dogstatsd_client(Tally())
    metrics = DogStatsdMetrics(client, tally)
    for _ in range(10_000):
        metrics.distribution("audio.duration", 1.0)
    metrics.flush()
    assert len(client._buffer) <= 1000
    metrics.close(1)
