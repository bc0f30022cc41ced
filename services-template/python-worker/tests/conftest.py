import json
from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest

from agent import Agent, MetricSink
from broker import Broker
from kafka_broker import Kafka
from worker_process import Worker

JOBS = "example-python-worker.jobs"
NOTES = "example-python-worker.notes"
CODINGS = "example-python-worker.codings"
FINISHED_NOTES = "example-python-worker.finished-notes"

StartWorker = Callable[..., Worker]


def job(content: str = "the patient coughs", encounter_id: str | None = None, **fields: object) -> bytes:
    message = {"job_id": str(uuid4()), "encounter_id": encounter_id or str(uuid4()), "content": content, **fields}
    return json.dumps(message).encode()


@pytest.fixture(scope="session")
def broker() -> Iterator[Broker]:
    broker = Broker()
    yield broker
    broker.stop()


@pytest.fixture(scope="session")
def kafka() -> Iterator[Kafka]:
    kafka = Kafka()
    yield kafka
    kafka.stop()


@pytest.fixture(scope="session")
def agent() -> Iterator[Agent]:
    agent = Agent()
    yield agent
    agent.stop()


@pytest.fixture
def streams(broker: Broker, kafka: Kafka) -> None:
    """Begin without a message of another test."""
    for queue in (JOBS, NOTES, CODINGS):
        broker.delete(queue, f"{queue}.dlq", f"{queue}.retry.100", f"{queue}.retry.200")
    kafka.renew(FINISHED_NOTES)


@pytest.fixture
def sink() -> Iterator[MetricSink]:
    sink = MetricSink()
    yield sink
    sink.close()


@pytest.fixture
def start(streams: None, broker: Broker, kafka: Kafka, agent: Agent, sink: MetricSink) -> Iterator[StartWorker]:
    """Start workers, which end with the test."""
    workers: list[Worker] = []
    agent.clear()

    def start(**settings: str) -> Worker:
        workers.append(Worker(broker, kafka, agent, sink, **settings))
        return workers[-1]

    yield start
    for worker in workers:
        worker.stop()
