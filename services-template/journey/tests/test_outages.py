"""What breaks costs telemetry or time: no upload that was accepted is lost, or filed twice unnoticed."""

import json
from collections.abc import Iterator
from datetime import timedelta

import pytest

from agent_double import agent_double
from clock import Clock
from estate import TOPICS
from outages import LIMIT_S, QUEUES, Outages, restart
from uploads import Uploads
from waiting import wait_until

# Each would hold up the others, or end the process, if it were read as a job.
POISON = (
    b"",
    b"no job",
    b"\x00\xff\xfe",
    b"[" * 100_000,
    b'{"job_id": NaN, "encounter_id": 1e999, "content": {}}',
    json.dumps({"job_id": "1", "encounter_id": "2", "content": "x" * 1_000_000}).encode(),
)

# Until caches and heaps have their size.
WARM_UP = 500
UPLOADS = 2500
# What may be held while nobody takes it. Node.js: the young generation, 3 times 16 MB; the tracer's buffer, 8 MB, and
# its copy while it is sent; 4 MB of log lines. Python: the tracer's buffer, 20 MB, and 4 MB of log lines.
GROWTH_MB = {"node": 3 * 16 + 2 * 8 + 4, "python": 20 + 4}
# What k8s/deployment.yaml of each template requests; the limit is twice that.
REQUESTED_MB = 256


@pytest.fixture(scope="module")
def outages() -> Iterator[Outages]:
    outages = Outages()
    yield outages
    try:
        outages.estate.stop_services()
    finally:
        outages.estate.stop()


@pytest.fixture(autouse=True)
def dead_letters(outages: Outages, request: pytest.FixtureRequest) -> Iterator[None]:
    """No outage makes a dead letter."""
    before = outages.dead_letters()
    yield
    if "poison" not in request.node.name:
        assert outages.dead_letters() == before


def assert_uploads_are_untouched(uploads: Uploads) -> None:
    assert {answer.status for answer in uploads.answers} == {201}
    assert max(answer.seconds for answer in uploads.answers) < LIMIT_S


def test_the_agent_is_gone(outages: Outages) -> None:
    agent, sink = outages.estate.agent, outages.estate.sink
    with outages.uploads() as uploads:
        uploads.wait_for(5)
        with outages.without_an_agent():
            uploads.wait_for(30)
        sent, received = len(agent.spans()), len(sink.lines())
        uploads.wait_for(5)
    assert_uploads_are_untouched(uploads)
    outages.check(uploads)
    outages.wait_for_a_delivery(sent)
    wait_until(lambda: "workflow.deliveries.total" in "".join(sink.lines()[received:]), 30, sink.lines)


@pytest.mark.parametrize("status", [None, 500], ids=["never", "500"])
def test_the_agent_answers(outages: Outages, status: int | None) -> None:
    agent = outages.estate.agent
    with outages.uploads() as uploads:
        uploads.wait_for(5)
        agent.kill()
        try:
            with agent_double(agent.port, status) as double:
                uploads.wait_for(30)
        finally:
            agent.start()
        sent = len(agent.spans())
        uploads.wait_for(5)
    assert double.requests > 0
    assert_uploads_are_untouched(uploads)
    outages.check(uploads)
    outages.wait_for_a_delivery(sent)


@pytest.mark.parametrize("part", ["rabbitmq", "kafka", "database", "cache"])
def test_a_part_restarts(outages: Outages, part: str) -> None:
    server = getattr(outages.estate, part)
    with outages.uploads() as uploads:
        uploads.wait_for(10)
        server.halt()
        try:
            uploads.wait_for_attempts(10)
        finally:
            server.start()
        uploads.wait_for(10)
    outages.check(uploads)


def test_services_are_replaced(outages: Outages) -> None:
    with outages.uploads() as uploads:
        for service in outages.estate.services:
            uploads.wait_for(5)
            service.terminate()
            assert service.wait() == 0, service.output()[-3000:]
            assert any("SIGTERM" in line["message"] for line in service.logs()[-20:]), service.output()[-3000:]
            service.start()
            service.wait_until_ready()
    outages.check(uploads)


def test_poison_is_put_aside(outages: Outages) -> None:
    estate, before = outages.estate, outages.dead_letters()
    with outages.uploads() as uploads:
        uploads.wait_for(5)
        for queue in QUEUES:
            estate.rabbitmq.publish(queue, *POISON)
        for topic in TOPICS:
            estate.kafka.publish(topic, None, *POISON, key=b"of a message")
        uploads.wait_for(20)
    outages.check(uploads)
    expected = {queue: before[queue] + len(POISON) for queue in QUEUES}
    expected |= {topic: before[topic] + len(POISON) + 1 for topic in TOPICS}
    outages.wait_for_dead_letters(expected)


def test_the_clock_is_set(outages: Outages) -> None:
    estate, clock = outages.estate, Clock()
    # Recordings end by the right time, so that the time until the note is less than nothing, or weeks.
    wrong = [service for service in estate.services if service.service not in ("api-gateway", "ingestion")]
    try:
        restart(*wrong, **clock.settings)
        received, sent = len(estate.sink.lines()), len(estate.agent.spans())
        with outages.uploads() as uploads:
            # In the future, and long ago.
            for offset in (timedelta(days=30), timedelta(days=-30)):
                clock.set(offset)
                outages.wait_for_unreported_turnarounds(5)
            clock.set(timedelta())
            uploads.wait_for(20)
        outages.check(uploads)
        outages.check_durations(received, sent)
    finally:
        restart(*wrong)
        clock.close()


def test_memory_stays_bounded(outages: Outages) -> None:
    estate = outages.estate
    with outages.without_an_agent():
        with outages.uploads(at_once=8, pause_s=0) as uploads:
            uploads.wait_for(WARM_UP)
            before = [service.resident_bytes() for service in estate.services]
            uploads.wait_for(UPLOADS, timeout_s=120)
        # The last service has done its part.
        outages.check(uploads, timeout_s=120)
        after = [service.resident_bytes() for service in estate.services]
    grown = [
        (service.service, was >> 20, now >> 20, GROWTH_MB[service.language])
        for service, was, now in zip(estate.services, before, after, strict=True)
    ]
    assert all(now < REQUESTED_MB and now - was < allowed for _, was, now, allowed in grown), grown
