import asyncio
from typing import Any

import pytest
from ddtrace.trace import tracer
from traced import Traced

from scribemed_monitoring.errors import class_name, is_timeout
from scribemed_monitoring.spans import CriticalSpans
from scribemed_monitoring.tally import Tally


@pytest.fixture
def spans(tally: Tally) -> Any:
    # Any, since the tests call it as the type checker would not allow.
    return CriticalSpans(tally)


class UpstreamTimedOut(Exception):  # noqa: N818
    pass


def test_success(spans: Any, traced: Traced) -> None:
    with spans.run("rag.retrieval", store="pgvector") as span:
        span.set("passages", 5)
        span.set("retries", 0)
    tags = traced.tags("rag.retrieval")
    expected = {"outcome": "success", "store": "pgvector", "passages": 5, "retries": 0, "_dd.measured": 1}
    assert expected.items() <= tags.items()
    assert traced.dropped == 0


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (ValueError("Jane"), "failure"),
        (TimeoutError("Jane"), "timeout"),
        (UpstreamTimedOut("Jane"), "timeout"),
        (asyncio.CancelledError("Jane"), None),
        (KeyboardInterrupt(), None),
    ],
    ids=lambda value: type(value).__name__,
)
def test_errors_are_raised_on_and_keep_their_class(
    spans: Any, traced: Traced, error: BaseException, outcome: str | None
) -> None:
    with pytest.raises(type(error)) as raised, spans.run("rag.retrieval"):
        raise error
    assert raised.value is error
    tags = traced.tags("rag.retrieval")
    assert tags.get("outcome") == outcome
    assert tags["error_class"] == class_name(error)
    assert traced.only().error == (outcome is not None)
    assert "Jane" not in str(tags)


def test_a_service_may_say_the_outcome(spans: Any, traced: Traced) -> None:
    with spans.run("rag.retrieval") as span:
        span.set("outcome", "flagged")
    assert traced.tags("rag.retrieval")["outcome"] == "flagged"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("patient", "Jane"),
        ("passages", "5"),
        ("passages", 5.5),
        ("passages", True),
        ("outcome", "good"),
        ("prompt_tokens", 5),
        ("store", "Jane Doe"),
        ("store", None),
        (None, "x"),
        ([], "x"),
    ],
)
def test_attributes_that_are_not_declared_are_dropped_and_counted(
    spans: Any, traced: Traced, key: Any, value: Any
) -> None:
    with spans.run("rag.retrieval") as span:
        span.set(key, value)
    assert traced.dropped == 1
    assert traced.tags("rag.retrieval").get(key if isinstance(key, str) else "") in (None, "success")


def test_a_span_that_is_not_declared_runs_without_one(spans: Any, traced: Traced) -> None:
    with spans.run("patient Jane") as span:
        span.set("store", "pgvector")
    assert traced.spans == []
    assert traced.dropped == 2


def test_spans_nest_across_awaits(spans: Any, traced: Traced) -> None:
    async def retrieve(index: int) -> None:
        with spans.run("rag.retrieval") as span:
            await asyncio.sleep(0.001)
            span.set("passages", index)

    async def generate() -> None:
        with spans.run("note.generation"):
            await asyncio.gather(*(retrieve(index) for index in range(5)))

    asyncio.run(generate())
    [outer] = [span for span in traced.spans if span.name == "note.generation"]
    inner = [span for span in traced.spans if span.name == "rag.retrieval"]
    assert {span.parent_id for span in inner} == {outer.span_id}
    assert sorted(span.get_metric("passages") or 0 for span in inner) == [0, 1, 2, 3, 4]


def test_a_class_made_at_run_time_is_not_named(traced: Traced) -> None:
    assert class_name(type("Jane Doe", (Exception,), {})()) == "Exception"
    assert is_timeout(type("X", (TimeoutError,), {})())
    assert not is_timeout(ValueError())


def test_the_active_span_is_the_critical_span(spans: Any, traced: Traced) -> None:
    with spans.run("rag.retrieval"):
        current = tracer.current_span()
        assert current is not None
        assert current.name == "rag.retrieval"
