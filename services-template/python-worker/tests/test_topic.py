"""Jobs of a Kafka topic: none is lost, whatever ends, and what is reported of them."""

import json
import time
from typing import Any
from uuid import uuid4

import pytest

from agent import Agent, MetricSink
from broker import Broker
from conftest import FINISHED_NOTES, NOTES, StartWorker, job
from kafka_broker import Kafka
from worker_process import Worker

ENCOUNTER = "8b0f6f57-7e0e-4bb1-9a3a-2f54a3f4d9b1"
GROUP = "example-python-worker"
FAILED = "job failed for good, it is a dead letter"
# The store of recordings is asked for it in UTF-8, which has no half of a pair: each attempt fails.
FAILS = r"\ud800"


@pytest.fixture
def topic(kafka: Kafka) -> str:
    topic = f"example-python-worker.jobs.{uuid4()}"
    kafka.renew(topic, f"{topic}.dlq")
    return topic


@pytest.fixture
def start(start: StartWorker) -> StartWorker:
    def start_with(topic: str, **settings: str) -> Worker:
        # A measurement that takes longer than its interval is given up, which a busy machine makes happen.
        return start(JOBS_TOPIC=topic, **{"WATCH_INTERVAL_S": "2", **settings})

    return start_with


def failing_job() -> bytes:
    return job("FAILS").replace(b"FAILS", FAILS.encode())


def ids(messages: list[Any]) -> list[str]:
    return [json.loads(message.value)["job_id"] for message in messages]


def test_a_job_is_done_within_the_trace_of_its_producer_and_committed(
    start: StartWorker, kafka: Kafka, agent: Agent, topic: str
) -> None:
    worker = start(topic)
    headers = {
        "traceparent": b"00-0000000000000000000000000000abce-00000000000000ef-01",
        "baggage": f"encounter_id={ENCOUNTER},patient=Quuxfield".encode(),
    }
    kafka.publish(topic, job("Jane Quuxfield", encounter_id=ENCOUNTER), headers=headers, key=b"Quuxfield")
    assert len(kafka.take(FINISHED_NOTES, 1)) == 1
    taken = agent.wait_for_span("messaging.process", topic=topic)
    step = agent.wait_for_span("transcription.transcribe")
    consumed = agent.wait_for_span("kafka.consume")
    agent.wait_for_span("coding.inference")
    assert (taken["trace_id"], taken["parent_id"]) == (0xABCE, 0xEF)
    assert step["parent_id"] == taken["span_id"]
    assert {span["meta"].get("encounter_id") for span in (taken, step, consumed)} == {ENCOUNTER}
    line = worker.wait_for_log("job finished", topic=topic)
    assert line["encounter_id"] == ENCOUNTER
    worker.terminate()
    assert worker.wait() == 0
    assert kafka.lag(topic, GROUP) == 0
    for sent in (agent.raw(), worker.output):
        assert b"Quuxfield" not in sent


def test_a_job_that_fails_is_retried_before_the_next_one_and_then_set_aside_whole(
    start: StartWorker, broker: Broker, kafka: Kafka, sink: MetricSink, topic: str
) -> None:
    worker = start(topic)
    bad = failing_job()
    kafka.publish(topic, bad, headers={"x-tenant": b"north", "traceparent": b"00-abce-ef-01"}, key=b"5", age_s=100)
    kafka.publish(topic, job())
    [dead] = kafka.take(f"{topic}.dlq", 1)
    assert (dead.value, dead.key) == (bad, b"5")
    assert dict(dead.headers)["x-tenant"] == b"north"
    assert len(dict(dead.headers)) == len(dead.headers), "no header is there twice"
    assert 95 < time.time() - dead.timestamp / 1000 < 200
    assert len(kafka.take(FINISHED_NOTES, 1)) == 1
    worker.stop()
    lines = [line for line in worker.logs() if line.get("topic") == topic and line["component"] == "consumer"]
    assert [line["message"] for line in lines] == [*["job failed, it is retried"] * 2, FAILED, "job finished"]
    assert [line["retries"] for line in lines] == [0, 1, 2, 0]
    assert sink.sum("jobs.total", f"topic:{topic}") == 2
    assert sink.sum("jobs.failed", f"topic:{topic}") == 1
    assert kafka.lag(topic, GROUP) == 0


def test_poison_messages_are_dead_letters_and_the_next_job_is_done(
    start: StartWorker, kafka: Kafka, sink: MetricSink, topic: str
) -> None:
    worker = start(topic)
    kafka.publish(topic, b"no job, but Quuxfield")
    kafka.publish(topic, b"", headers={"x-datadog-trace-id": b"\xff", "traceparent": b"\x00" * 50_000})
    kafka.publish(topic, b"[" * 200_000, key=b"\xff\xfe Quuxfield")
    kafka.publish(topic, job(recorded_at="Quuxfield"))
    kafka.publish(topic, None, key=b"tombstone")
    kafka.publish(topic, job())
    assert len(kafka.take(f"{topic}.dlq", 5)) == 5
    assert len(kafka.take(FINISHED_NOTES, 1)) == 1
    worker.wait_for_log("job finished", topic=topic)
    worker.stop()
    assert sink.sum("jobs.failed", f"topic:{topic}") == 5
    assert kafka.lag(topic, GROUP) == 0
    assert b"Quuxfield" not in worker.output


def test_the_metrics_that_the_monitors_query_arrive(
    start: StartWorker, kafka: Kafka, sink: MetricSink, topic: str
) -> None:
    start(topic)
    kafka.publish(topic, b"no job", job())
    tags = (f"topic:{topic}", "service:example-python-worker", "env:dev", "version:1.2.3")
    for name, kind in (("total", "c"), ("failed", "c"), ("duration", "d"), ("age", "g")):
        sink.wait_for(f"jobs.{name}", kind, *tags)
    sink.wait_for("queue.lag", "g", *tags)
    assert sink.sum("telemetry.dropped_keys") == 0


def test_a_stalled_worker_reports_the_age_of_the_next_job_and_the_lag_that_the_broker_knows(
    start: StartWorker, kafka: Kafka, sink: MetricSink, topic: str
) -> None:
    worker = start(topic, FAULTS="queue_stall")
    for age_s in (300, 200):
        kafka.publish(topic, job(), age_s=age_s)
    tag = f"topic:{topic}"
    worker.wait_until(lambda: sink.wait_for("queue.lag", "g", tag) == 2)
    worker.wait_until(lambda: 299 < sink.wait_for("jobs.age", "g", tag) < 340)
    assert worker.probe("/livez") == worker.probe("/readyz") == 200
    worker.terminate()
    assert worker.wait() == 0
    assert kafka.lag(topic, GROUP) == 2


def test_the_age_of_what_waits_behind_a_job_in_work_is_known(
    start: StartWorker, kafka: Kafka, sink: MetricSink, topic: str
) -> None:
    worker = start(topic, FAULTS="slow", FAULT_SLOW_S="8")
    kafka.publish(topic, job())
    kafka.publish(topic, job(), age_s=500)
    worker.wait_until(lambda: sink.wait_for("jobs.age", "g", f"topic:{topic}") > 499, timeout_s=20)


def test_sigterm_under_load_loses_no_job_and_does_none_twice(
    start: StartWorker, kafka: Kafka, sink: MetricSink, topic: str
) -> None:
    jobs = [job() for _ in range(60)]
    first = start(topic, FAULTS="slow", FAULT_SLOW_S="0.1")
    kafka.publish(topic, *jobs)
    done = f'"topic":"{topic}"'.encode()
    first.wait_until(lambda: first.output.count(done) > 5)
    first.terminate()
    assert first.wait() == 0
    finished = first.output.count(done)
    assert finished < 60, "it was to end in the middle"
    assert kafka.lag(topic, GROUP) == 60 - finished
    second = start(topic)
    second.wait_until(lambda: sink.sum("jobs.total", f"topic:{topic}") == 60)
    assert len(set(ids(kafka.take(FINISHED_NOTES, 60)))) == 60
    second.stop()
    assert second.output.count(done) == 60 - finished


def test_a_worker_that_is_killed_has_committed_nothing_that_it_had_not_finished(
    start: StartWorker, kafka: Kafka, agent: Agent, topic: str
) -> None:
    killed = start(topic, FAULTS="slow", FAULT_SLOW_S="60")
    kafka.publish(topic, job(), job())
    agent.wait_for_span("kafka.consume")
    killed.process.kill()
    killed.wait()
    assert kafka.lag(topic, GROUP) == 2


def test_each_of_two_workers_reports_the_lag_of_the_whole_topic(
    start: StartWorker, kafka: Kafka, sink: MetricSink, topic: str
) -> None:
    kafka.renew(topic, partitions=2)
    workers = [start(topic, FAULTS="queue_stall") for _ in range(2)]
    for partition in range(2):
        kafka.publish(topic, job(), partition=partition)

    def both_say_two() -> bool:
        # The worker reports the queues of its other steps, too.
        lines = [line for line in sink.lines() if line.startswith("scribemed.queue.lag:") and f"topic:{topic}" in line]
        sent = [line.split(":")[1].split("|")[0] for line in lines]
        return len(sent) > 6 and set(sent[-6:]) == {"2"}

    workers[0].wait_until(both_say_two, timeout_s=60)


def test_two_workers_share_the_partitions_and_lose_nothing_when_one_joins(
    start: StartWorker, kafka: Kafka, topic: str
) -> None:
    kafka.renew(topic, partitions=4)
    first = start(topic, FAULTS="slow", FAULT_SLOW_S="1")
    for partition in range(4):
        kafka.publish(topic, *(job() for _ in range(15)), partition=partition)
    done = f'"topic":"{topic}"'.encode()
    first.wait_until(lambda: first.output.count(done) > 4)
    second = start(topic)
    second.wait_until(lambda: first.output.count(done) + second.output.count(done) >= 60)
    assert second.output.count(done) > 0
    assert len(set(ids(kafka.take(FINISHED_NOTES, 60)))) == 60


def test_kafka_may_restart_while_jobs_are_in_work(
    start: StartWorker, broker: Broker, kafka: Kafka, sink: MetricSink, topic: str
) -> None:
    worker = start(topic, FAULTS="slow", FAULT_SLOW_S="0.3")
    kafka.publish(topic, *(job() for _ in range(20)))
    worker.wait_until(lambda: sink.sum("jobs.total", f"topic:{topic}") >= 3)
    kafka.halt()
    worker.wait_until(lambda: worker.probe("/readyz") == 503)
    assert worker.probe("/livez") == 200
    kafka.start()
    worker.wait_until(lambda: kafka.lag(topic, GROUP) == 0, timeout_s=90)
    worker.wait_until(lambda: broker.waiting(NOTES) == 0, timeout_s=60)
    finished = kafka.take(FINISHED_NOTES, 40, timeout_s=8)
    assert len(set(ids(finished))) == 20, worker.output.decode()
    worker.wait_until(lambda: worker.probe("/readyz") == 200)
