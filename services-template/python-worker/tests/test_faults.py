"""Each fault flag does what it says, so that a game day sees the monitor that it is about."""

import time

from agent import Agent, MetricSink
from broker import Broker
from conftest import CODINGS, FINISHED_NOTES, NOTES, StartWorker, job
from kafka_broker import Kafka


def test_slow(start: StartWorker, broker: Broker, kafka: Kafka, sink: MetricSink) -> None:
    start(FAULTS="slow", FAULT_SLOW_S="1")
    broker.publish(NOTES, job())
    assert len(kafka.take(FINISHED_NOTES, 1)) == 1
    assert sink.wait_for("jobs.duration", "d", f"queue:{NOTES}") >= 1


def test_queue_stall(start: StartWorker, broker: Broker, sink: MetricSink) -> None:
    worker = start(FAULTS="queue_stall")
    broker.publish(NOTES, job(), job())
    worker.wait_until(lambda: sink.wait_for("queue.lag", "g", f"queue:{NOTES}") == 2)
    worker.wait_until(lambda: sink.wait_for("jobs.age", "g", f"queue:{NOTES}") >= 2)
    assert sink.wait_for("jobs.age", "g", f"queue:{NOTES}") < 30
    assert worker.probe("/livez") == worker.probe("/readyz") == 200
    assert broker.waiting(CODINGS) == 0


def test_dlq_growth(start: StartWorker, broker: Broker, sink: MetricSink) -> None:
    worker = start(FAULTS="dlq_growth")
    broker.publish(NOTES, job(), job(), job())
    worker.wait_until(lambda: sink.wait_for("dlq.size", "g", f"queue:{NOTES}") == 3)
    assert sink.sum("jobs.failed", f"queue:{NOTES}") == 3


def test_llm_timeout(start: StartWorker, broker: Broker, sink: MetricSink) -> None:
    start(FAULTS="llm_timeout", LLM_TIMEOUT_S="0.1")
    broker.publish(NOTES, job())
    assert len(broker.take(f"{NOTES}.dlq", 1)) == 1
    sink.wait_for("jobs.failed", "c")
    model = "model:stand-in-language"
    assert sink.sum("llm.requests.timeout", model) == sink.sum("llm.requests.total", model) == 3
    assert sink.sum("inference.outcomes", model, "outcome:timeout") == 3
    assert sink.sum("llm.requests.failed") == 0


def test_llm_rate_limit(start: StartWorker, broker: Broker, sink: MetricSink) -> None:
    start(FAULTS="llm_rate_limit")
    broker.publish(NOTES, job())
    assert len(broker.take(f"{NOTES}.dlq", 1)) == 1
    sink.wait_for("jobs.failed", "c")
    model = "model:stand-in-language"
    assert sink.sum("llm.requests.rate_limited", model) == sink.sum("llm.requests.failed", model) == 3
    assert sink.sum("inference.outcomes", model, "outcome:failure") == 3
    assert sink.sum("llm.requests.timeout") == 0


def test_hallucination_spike(start: StartWorker, broker: Broker, kafka: Kafka, agent: Agent, sink: MetricSink) -> None:
    start(FAULTS="hallucination_spike")
    broker.publish(NOTES, job())
    assert len(kafka.take(FINISHED_NOTES, 1)) == 1
    agent.wait_for_span("note.generation", outcome="flagged")
    assert sink.wait_for("hallucination.flags", "c", "model:stand-in-language") == 1
    assert sink.wait_for("hallucination.flags", "c", "model:stand-in-coding") == 1
    assert sink.sum("inference.outcomes", "outcome:flagged") == 2


def test_log_silence(start: StartWorker, broker: Broker, kafka: Kafka) -> None:
    worker = start(FAULTS="log_silence")
    broker.publish(NOTES, job())
    assert len(kafka.take(FINISHED_NOTES, 1)) == 1
    time.sleep(0.5)
    worker.stop()
    assert worker.output == b""
