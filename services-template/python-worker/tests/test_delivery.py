"""No job is lost: retries, dead letters, the end of a worker and of the broker."""

import json
import time

from example_python_worker.queues import DELIVERY_LIMIT

from agent import Agent, MetricSink
from broker import Broker
from conftest import CODINGS, FINISHED_NOTES, NOTES, StartWorker, job
from kafka_broker import Kafka

FAILED = "job failed for good, it is a dead letter"
RETRIED = "job failed, it is retried"


def test_a_job_that_fails_is_retried_and_then_a_dead_letter(
    start: StartWorker, broker: Broker, agent: Agent, sink: MetricSink
) -> None:
    # The language model does not answer: each attempt fails.
    worker = start(FAULTS="llm_timeout", LLM_TIMEOUT_S="0.1")
    body = job()
    broker.publish(NOTES, body)
    [dead] = broker.take(f"{NOTES}.dlq", 1)
    assert dead.body == body
    assert dead.headers["x-retries"] == 2

    failed = worker.wait_for_log(FAILED)
    assert failed["retries"] == 2
    assert failed["error"]["kind"] == "TimeoutError"
    assert failed["job_id"] == json.loads(body)["job_id"]
    assert [line["retries"] for line in worker.logs() if line["message"] == RETRIED] == [0, 1]
    span = agent.wait_for_span("note.generation", outcome="timeout")
    assert span["error"] == 1
    sink.wait_for("jobs.failed", "c", f"queue:{NOTES}")
    assert sink.sum("jobs.failed", f"queue:{NOTES}") == sink.sum("jobs.total", f"queue:{NOTES}") == 1


def test_the_dead_letters_are_counted_while_they_stay(start: StartWorker, broker: Broker, sink: MetricSink) -> None:
    worker = start()
    broker.publish(NOTES, b"no job")
    worker.wait_for_log(FAILED)
    worker.wait_until(lambda: sink.wait_for("dlq.size", "g", f"queue:{NOTES}") == 1)


def test_sigterm_under_load_loses_no_message(start: StartWorker, broker: Broker, kafka: Kafka) -> None:
    jobs = [job() for _ in range(200)]
    first = start(CONCURRENCY="8", FAULTS="slow", FAULT_SLOW_S="0.2")
    broker.publish(CODINGS, *jobs)
    first.wait_until(lambda: first.output.count(b"job finished") > 20)
    first.terminate()
    assert first.wait() == 0
    done = first.output.count(b"job finished")
    assert done < 200, "it was to end in the middle"

    second = start(CONCURRENCY="8")
    finished = kafka.take(FINISHED_NOTES, 200)
    assert len({json.loads(message.value)["job_id"] for message in finished}) == 200
    second.wait_until(lambda: second.output.count(b"job finished") == 200 - done)
    assert len(kafka.take(FINISHED_NOTES, 201, timeout_s=2)) == 200, "none was done twice"


def test_sigterm_finishes_the_job_in_work(start: StartWorker, broker: Broker, kafka: Kafka, agent: Agent) -> None:
    worker = start(FAULTS="slow", FAULT_SLOW_S="2")
    broker.publish(CODINGS, job())
    worker.wait_until(lambda: broker.waiting(CODINGS) == 0)
    time.sleep(0.5)
    worker.terminate()
    worker.wait_until(lambda: worker.probe("/readyz") == 503)
    assert worker.probe("/livez") == 200
    assert worker.wait() == 0
    assert len(kafka.take(FINISHED_NOTES, 1)) == 1
    # It was flushed: neither a span nor a line of the last job is missing.
    agent.wait_for_span("coding.inference", timeout_s=2)
    messages = [line["message"] for line in worker.logs()]
    assert "job finished" in messages
    assert messages[-1] == "shut down"


def test_a_worker_that_is_killed_loses_no_message(start: StartWorker, broker: Broker, kafka: Kafka) -> None:
    killed = start(FAULTS="slow", FAULT_SLOW_S="60")
    broker.publish(NOTES, job())
    killed.wait_until(lambda: broker.waiting(NOTES) == 0)
    killed.process.kill()
    start()
    assert len(kafka.take(FINISHED_NOTES, 1)) == 1


def test_a_job_that_kills_its_workers_is_a_dead_letter(start: StartWorker, broker: Broker) -> None:
    # This worker only declares the queues; the test takes the job and gives it back, as the broker does for a dead one.
    start(FAULTS="queue_stall")
    broker.publish(NOTES, job())
    broker.give_back(NOTES, DELIVERY_LIMIT + 1)
    assert len(broker.take(f"{NOTES}.dlq", 1)) == 1
    assert broker.take(NOTES, 1, timeout_s=1) == []


def test_the_broker_may_restart(start: StartWorker, broker: Broker, kafka: Kafka) -> None:
    worker = start(FAULTS="slow", FAULT_SLOW_S="1")
    broker.publish(NOTES, job())
    worker.wait_until(lambda: broker.waiting(NOTES) == 0)
    broker.halt()
    worker.wait_until(lambda: worker.probe("/readyz") == 503)
    assert worker.probe("/livez") == 200
    broker.start()
    worker.wait_until(lambda: worker.probe("/readyz") == 200, timeout_s=60)
    broker.publish(NOTES, job())
    finished = kafka.take(FINISHED_NOTES, 2, timeout_s=60)
    assert len({json.loads(message.value)["job_id"] for message in finished}) == 2


def test_results_wait_for_a_kafka_that_restarts(
    start: StartWorker, broker: Broker, kafka: Kafka, sink: MetricSink
) -> None:
    worker = start()
    kafka.halt()
    worker.wait_until(lambda: worker.probe("/readyz") == 503)
    assert worker.probe("/livez") == 200
    broker.publish(CODINGS, *(job() for _ in range(10)))
    worker.wait_until(lambda: broker.waiting(CODINGS) == 6)
    kafka.start()
    worker.wait_until(lambda: sink.sum("jobs.total", f"queue:{CODINGS}") == 10, timeout_s=60)
    finished = kafka.take(FINISHED_NOTES, 20, timeout_s=3)
    assert len({message.key for message in finished}) == 10, "none is lost; one may be there twice"
    assert sink.sum("jobs.failed") == 0
    worker.wait_until(lambda: worker.probe("/readyz") == 200)


def test_a_result_that_kafka_never_takes_is_a_dead_letter(start: StartWorker, broker: Broker, kafka: Kafka) -> None:
    worker = start()
    broker.publish(CODINGS, job("x" * 2_000_000), job())
    assert len(broker.take(f"{CODINGS}.dlq", 1)) == 1
    assert worker.wait_for_log(FAILED)["error"]["kind"].endswith("TooLargeError")
    assert len(kafka.take(FINISHED_NOTES, 1)) == 1
