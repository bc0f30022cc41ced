import asyncio
import time
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any, cast

import pytest

from scribemed_monitoring.families import FAMILIES, Family, families
from scribemed_monitoring.metrics import DogStatsdMetrics
from scribemed_monitoring.schema import Metric
from scribemed_monitoring.tally import Tally
from scribemed_monitoring.vocabulary import Metrics

DROPPED = ("telemetry.dropped_keys", None)
TAGS = ["model:scribe-note-7b", "provider:internal"]


class Client:
    """Keeps what the client of DogStatsD is given: name, value, tags."""

    def __init__(self) -> None:
        self.sent: dict[str, tuple[float, list[str]]] = {}

    def count(self, name: str, value: float, tags: list[str]) -> None:
        assert name not in self.sent
        self.sent[name] = (value, tags)

    distribution = count


@pytest.fixture
def client() -> Client:
    return Client()


@pytest.fixture
def metrics(client: Client, tally: Tally) -> DogStatsdMetrics:
    return DogStatsdMetrics(cast(Any, client), tally)


def measure(metrics: Metrics, error: BaseException | None = None) -> None:
    with metrics.measure("llm.requests", model="scribe-note-7b", provider="internal"):
        if error is not None:
            raise error


def test_work_that_ends_is_counted_with_its_duration_in_seconds(metrics: DogStatsdMetrics, client: Client) -> None:
    with cast(Metrics, metrics).measure("llm.requests", model="scribe-note-7b", provider="internal"):
        time.sleep(0.02)
        assert client.sent == {}, "counted once it has ended"
    duration, tags = client.sent.pop("llm.requests.duration")
    assert client.sent == {"llm.requests.total": (1, TAGS)}
    assert 0.02 <= duration < 10
    assert tags == TAGS


@pytest.mark.parametrize(
    ("error", "suffix"),
    [
        (ValueError("no"), "failed"),
        (TimeoutError("late"), "timeout"),
        (type("ReadTimeout", (OSError,), {})(), "timeout"),
    ],
)
def test_an_error_is_counted_by_its_class_and_raised_on(
    metrics: DogStatsdMetrics, client: Client, error: Exception, suffix: str
) -> None:
    with pytest.raises(type(error)) as raised:
        measure(metrics, error)
    assert raised.value is error
    assert sorted(client.sent) == ["llm.requests.duration", f"llm.requests.{suffix}", "llm.requests.total"]
    assert client.sent[f"llm.requests.{suffix}"] == (1, TAGS)


def test_a_family_without_duration_and_timeout_counts_a_timeout_as_failed(
    metrics: DogStatsdMetrics, client: Client
) -> None:
    with pytest.raises(TimeoutError), metrics.measure("workflow.deliveries", step="note"):
        raise TimeoutError
    assert client.sent == {
        "workflow.deliveries.total": (1, ["step:note"]),
        "workflow.deliveries.failed": (1, ["step:note"]),
    }


def test_awaits_within_are_measured(metrics: DogStatsdMetrics, client: Client) -> None:
    async def late() -> None:
        with metrics.measure("jobs", queue="transcription.jobs"):
            async with asyncio.timeout(0.01):
                await asyncio.Event().wait()

    with pytest.raises(TimeoutError):
        asyncio.run(late())
    assert sorted(client.sent) == ["jobs.duration", "jobs.failed", "jobs.total"]
    assert client.sent["jobs.duration"][0] >= 0.01


@pytest.mark.parametrize("error", [asyncio.CancelledError(), KeyboardInterrupt(), SystemExit()])
def test_cancelled_work_has_not_ended(
    metrics: DogStatsdMetrics, client: Client, tally: Tally, error: BaseException
) -> None:
    with pytest.raises(type(error)):
        measure(metrics, error)
    assert client.sent == {}
    assert tally.pending() == {}


@pytest.mark.parametrize("family", ["llm.request", "llm.requests.total", "uploads", "", ["jobs"], None, 3])
def test_what_is_no_family_is_dropped_and_the_block_runs(
    metrics: DogStatsdMetrics, client: Client, tally: Tally, family: Any
) -> None:
    ran = False
    with metrics.measure(family, queue="transcription.jobs"):
        ran = True
    assert ran
    assert client.sent == {}
    assert tally.pending() == {DROPPED: 1}


def test_a_tag_that_the_family_does_not_carry_is_dropped_once(
    metrics: DogStatsdMetrics, client: Client, tally: Tally
) -> None:
    with metrics.measure("workflow.deliveries", step="note", patient="Jane", queue="a b"):
        pass
    assert client.sent == {"workflow.deliveries.total": (1, ["step:note"])}
    assert tally.pending() == {DROPPED: 2}


def test_a_clock_that_is_set_back_makes_no_duration_negative(
    metrics: DogStatsdMetrics, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    hours: Iterator[int] = iter(range(100, 0, -1))
    monkeypatch.setattr(time, "time", lambda: next(hours) * 3600.0)
    measure(metrics)
    assert 0 <= client.sent["llm.requests.duration"][0] < 60


def test_a_client_that_fails_does_not_fail_the_work(tally: Tally) -> None:
    def fail(*_args: object, **_kwargs: object) -> None:
        raise OSError

    measure(DogStatsdMetrics(cast(Any, SimpleNamespace(count=fail, distribution=fail)), tally))
    assert tally.pending() == {DROPPED: 2}


def test_families_have_a_total_and_a_failed_count_of_the_same_tags() -> None:
    def metric(type_: Any = "count", tags: tuple[str, ...] = ("model",)) -> Metric:
        return Metric(type_, "page", tags)

    found = families(
        {
            "pages.total": metric(),
            "pages.failed": metric(),
            "pages.timeout": metric(tags=()),
            "pages.duration": metric("gauge"),
            "scans.total": metric(),
            "scans.failed": metric(tags=("step",)),
            "prints.total": metric(),
            "prints.failed": metric("gauge"),
            "reads.failed": metric(),
        }
    )
    assert found == {"pages": Family(("model",), "pages.total", "pages.failed", None, None)}
    assert FAMILIES["llm.requests"].timeout == "llm.requests.timeout"
