"""Every span of a trace carries its encounter, whenever the encounter became known."""

import asyncio
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from ddtrace.trace import tracer
from traced import Traced

from scribemed_monitoring.baggage import Baggage
from scribemed_monitoring.messaging import Messaging
from scribemed_monitoring.tally import Tally

ONE = "11111111-7e0e-4bb1-9a3a-2f54a3f4d9b1"
TWO = "22222222-7e0e-4bb1-9a3a-2f54a3f4d9b1"


@pytest.fixture
def baggage(tally: Tally) -> Baggage:
    return Baggage(tally)


@pytest.fixture
def small_chunks() -> Iterator[None]:
    aggregator: Any = tracer._span_aggregator
    before = aggregator.partial_flush_min_spans
    aggregator.partial_flush_min_spans = 20
    yield
    aggregator.partial_flush_min_spans = before


def encounters(traced: Traced) -> dict[str, str | None]:
    return {span.name: span.get_tag("encounter_id") for span in traced.spans}


def test_a_request_whose_work_has_no_span_of_its_own(baggage: Baggage, traced: Traced) -> None:
    with tracer.trace("server"), baggage.with_encounter(ONE):
        pass
    assert encounters(traced) == {"server": ONE}


def test_a_request_that_learns_the_encounter_below_another_span(baggage: Baggage, traced: Traced) -> None:
    async def serve() -> None:
        with tracer.trace("server"):
            with tracer.trace("authenticate"):
                await asyncio.sleep(0)
            with tracer.trace("handler"):
                await asyncio.sleep(0)
                with baggage.with_encounter(ONE):
                    await asyncio.sleep(0)

    asyncio.run(serve())
    assert encounters(traced) == {"server": ONE, "authenticate": ONE, "handler": ONE}


def test_a_delivery_without_baggage_whose_message_says_the_encounter(baggage: Baggage, traced: Traced) -> None:
    with Messaging(traced.tally).receive({}, queue="transcription.jobs"), baggage.with_encounter(ONE):
        pass
    assert encounters(traced) == {"messaging.process": ONE}


def test_a_request_whose_first_spans_have_left_already(baggage: Baggage, traced: Traced, small_chunks: None) -> None:
    with tracer.trace("server"), tracer.trace("handler"), baggage.with_encounter(ONE):
        for _ in range(25):
            with tracer.trace("step"):
                pass
        assert encounters(traced) == {"step": ONE}
    assert encounters(traced) == {"step": ONE, "handler": ONE, "server": ONE}


def test_two_encounters_in_one_trace(baggage: Baggage, traced: Traced) -> None:
    async def work(encounter_id: str) -> None:
        with baggage.with_encounter(encounter_id), tracer.trace(f"work.{encounter_id[0]}"):
            await asyncio.sleep(0.001)

    async def serve() -> None:
        with tracer.trace("server"):
            await asyncio.gather(work(ONE), work(TWO))

    asyncio.run(serve())
    assert encounters(traced) == {"work.1": ONE, "work.2": TWO, "server": None}


def test_two_encounters_one_after_the_other_of_which_the_first_has_no_span(baggage: Baggage, traced: Traced) -> None:
    with tracer.trace("server"):
        with baggage.with_encounter(ONE):
            pass
        with baggage.with_encounter(TWO), tracer.trace("work"):
            pass
    assert encounters(traced) == {"work": TWO, "server": None}


def test_two_encounters_of_which_the_first_has_left_already(
    baggage: Baggage, traced: Traced, small_chunks: None
) -> None:
    with tracer.trace("server"):
        with baggage.with_encounter(ONE):
            for _ in range(25):
                with tracer.trace("step"):
                    pass
        with baggage.with_encounter(TWO), tracer.trace("work"):
            pass
    assert encounters(traced) == {"step": ONE, "work": TWO, "server": None}


def test_requests_of_two_encounters_at_once(baggage: Baggage, traced: Traced) -> None:
    meeting = threading.Barrier(2, timeout=5)

    def serve(encounter_id: str) -> None:
        with tracer.trace(f"server.{encounter_id[0]}"), baggage.with_encounter(encounter_id):
            meeting.wait()

    threads = [threading.Thread(target=serve, args=(encounter_id,)) for encounter_id in (ONE, TWO)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(5)
    assert encounters(traced) == {"server.1": ONE, "server.2": TWO}
