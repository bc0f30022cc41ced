from typing import Any

import pytest
from aio_pika import Message
from ddtrace.trace import tracer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pika import BasicProperties
from traced import Traced

from scribemed_monitoring.baggage import Baggage
from scribemed_monitoring.messaging import Messaging
from scribemed_monitoring.tally import Tally

ENCOUNTER = "8b0f6f57-7e0e-4bb1-9a3a-2f54a3f4d9b1"


@pytest.fixture
def messaging(tally: Tally) -> Messaging:
    return Messaging(tally)


def through_pika(messaging: Messaging) -> Any:
    # Encoded and decoded as on the wire.
    properties = BasicProperties(headers=messaging.inject({"x-retry": 1}))
    received = BasicProperties()
    received.decode(b"".join(properties.encode()))
    return received.headers


def through_aio_pika(messaging: Messaging) -> Any:
    return Message(b"", headers=messaging.inject({"x-retry": 1})).headers


def through_kafka(messaging: Messaging) -> Any:
    return messaging.inject_kafka([("x-retry", b"1")])


@pytest.mark.parametrize("carry", [through_pika, through_aio_pika, through_kafka])
def test_the_trace_and_the_encounter_go_through(messaging: Messaging, traced: Traced, carry: Any) -> None:
    with tracer.trace("producer") as producer, Baggage(traced.tally).with_encounter(ENCOUNTER):
        headers = carry(messaging)
    assert "x-retry" in dict(headers)
    with messaging.receive(headers, queue="transcription.jobs"):
        assert Baggage(traced.tally).encounter_id() == ENCOUNTER
    [consumer] = [span for span in traced.spans if span.name == "messaging.process"]
    assert (consumer.trace_id, consumer.parent_id) == (producer.trace_id, producer.span_id)
    assert consumer.get_tag("encounter_id") == ENCOUNTER
    assert consumer.get_tag("queue") == "transcription.jobs"
    assert consumer.get_tag("span.kind") == "consumer"
    assert consumer.resource == "transcription.jobs"
    assert tracer.context_provider.active() is None


def test_without_headers_a_new_trace_begins(messaging: Messaging, traced: Traced) -> None:
    with messaging.receive(None, topic="encounters"):
        pass
    assert traced.only().parent_id in (None, 0)
    assert traced.only().get_tag("topic") == "encounters"


def test_the_trace_around_is_restored(messaging: Messaging, traced: Traced) -> None:
    with tracer.trace("outer") as outer:
        with messaging.receive({"x-datadog-trace-id": "5", "x-datadog-parent-id": "6"}):
            pass
        assert tracer.current_span() is outer
    assert traced.tags("messaging.process")
    assert {span.trace_id for span in traced.spans} == {5, outer.trace_id}


def test_errors_are_raised_on_without_message(messaging: Messaging, traced: Traced) -> None:
    with pytest.raises(ValueError, match="Jane"), messaging.receive({}, queue="Jane Doe"):
        raise ValueError("Jane")
    assert traced.only().error == 1
    assert "Jane" not in str(traced.tags("messaging.process"))
    assert traced.only().resource == "messaging.process"
    assert traced.dropped == 1


def test_the_headers_of_the_service_are_not_changed(messaging: Messaging, traced: Traced) -> None:
    headers = {"x-retry": 1}
    with tracer.trace("x"):
        messaging.inject(headers)
    assert headers == {"x-retry": 1}
    assert messaging.inject() == {}


@given(
    st.dictionaries(
        st.sampled_from(["x-datadog-trace-id", "x-datadog-parent-id", "x-datadog-tags", "baggage", "traceparent"])
        | st.text(max_size=10),
        st.none() | st.text() | st.binary() | st.integers() | st.lists(st.text()),
    )
)
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_headers_from_anywhere(messaging: Messaging, traced: Traced, headers: dict[str, Any]) -> None:
    with messaging.receive(headers):
        pass
    with messaging.receive(list(headers.items())):
        pass
