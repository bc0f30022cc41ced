"""Passages that ground a note, from a real gRPC server that keeps the contract."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import grpc
import pytest

from retrieval_api.v1 import retrieval_pb2, retrieval_pb2_grpc

from agent import Agent, MetricSink
from broker import Broker
from conftest import FINISHED_NOTES, NOTES, StartWorker, job
from kafka_broker import Kafka

ENCOUNTER = "8b0f6f57-7e0e-4bb1-9a3a-2f54a3f4d9b1"
PASSAGE = "Zilchberg coughed in March"

Answer = Callable[[Any], Any]


class Server(retrieval_pb2_grpc.RetrievalServicer):
    def __init__(self) -> None:
        self.requests: list[Any] = []
        self.metadata: list[dict[str, str]] = []
        self.failures: list[grpc.StatusCode] = []
        self._server = grpc.server(ThreadPoolExecutor(4))
        retrieval_pb2_grpc.add_RetrievalServicer_to_server(self, self._server)
        # The name, since baggage goes to internal hosts only.
        self.address = f"localhost:{self._server.add_insecure_port('localhost:0')}"
        self._server.start()

    def Search(self, request: Any, context: Any) -> Any:  # noqa: N802 - the name of the contract
        self.requests.append(request)
        self.metadata.append(dict(context.invocation_metadata()))
        if self.failures:
            context.abort(self.failures.pop(0), "Zilchberg is in the details")
        return retrieval_pb2.SearchResponse(passages=[retrieval_pb2.Passage(source="chart", text=PASSAGE, distance=0)])

    def stop(self) -> None:
        self._server.stop(0).wait(10)


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    yield server
    server.stop()


def test_a_note_is_grounded_within_its_trace(
    start: StartWorker, broker: Broker, kafka: Kafka, agent: Agent, sink: MetricSink, server: Server
) -> None:
    worker = start(RETRIEVAL_ADDRESS=server.address)
    broker.publish(NOTES, job("Jane Quuxfield coughs", encounter_id=ENCOUNTER))
    assert len(kafka.take(FINISHED_NOTES, 1)) == 1
    [request] = server.requests
    assert (request.encounter_id, request.question) == (ENCOUNTER, "Jane Quuxfield coughs")
    assert 0 <= request.limit <= 20
    note = agent.wait_for_span("note.generation")
    call = agent.wait_for_span("grpc.client")
    assert call["parent_id"] == note["span_id"]
    assert call["meta"]["encounter_id"] == ENCOUNTER
    [metadata] = server.metadata
    assert metadata["x-datadog-parent-id"] == str(call["span_id"])
    assert metadata["baggage"] == f"encounter_id={ENCOUNTER}"
    # Transcript and passage: the model has read both.
    assert note["metrics"]["prompt_tokens"] == 3 + 4
    worker.stop()
    for sent in (agent.raw(), sink.raw, worker.output):
        assert b"Quuxfield" not in sent
        assert b"Zilchberg" not in sent


@pytest.mark.parametrize("code", [grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.INTERNAL, grpc.StatusCode.UNIMPLEMENTED])
def test_a_job_whose_retrieval_fails_is_retried(
    start: StartWorker, broker: Broker, kafka: Kafka, sink: MetricSink, server: Server, code: grpc.StatusCode
) -> None:
    server.failures = [code]
    worker = start(RETRIEVAL_ADDRESS=server.address)
    broker.publish(NOTES, job())
    assert len(kafka.take(FINISHED_NOTES, 1)) == 1
    assert len(server.requests) == 2
    retried = worker.wait_for_log("job failed, it is retried", queue=NOTES)
    assert retried["error"]["kind"].endswith("RetrievalError")
    worker.stop()
    assert b"Zilchberg" not in worker.output
    assert sink.sum("inference.outcomes", "outcome:failure") == 1
    # The model was not asked in vain.
    assert sink.sum("llm.requests.total", "model:stand-in-language") == 1


def test_a_retrieval_that_does_not_answer_is_a_timeout(
    start: StartWorker, broker: Broker, agent: Agent, sink: MetricSink, server: Server
) -> None:
    server.failures = [grpc.StatusCode.DEADLINE_EXCEEDED] * 3
    start(RETRIEVAL_ADDRESS=server.address)
    broker.publish(NOTES, job())
    assert len(broker.take(f"{NOTES}.dlq", 1)) == 1
    agent.wait_for_span("note.generation", outcome="timeout")
    sink.wait_for("jobs.failed", "c", f"queue:{NOTES}")
    assert sink.sum("inference.outcomes", "outcome:timeout") == 3


def test_without_an_address_no_passage_is_found_and_that_is_said_once(
    start: StartWorker, broker: Broker, kafka: Kafka
) -> None:
    worker = start()
    broker.publish(NOTES, job(), job())
    assert len(kafka.take(FINISHED_NOTES, 2)) == 2
    assert worker.output.count(b"without RETRIEVAL_ADDRESS") == 1


def test_nobody_is_asked_about_an_empty_transcript(
    start: StartWorker, broker: Broker, kafka: Kafka, server: Server
) -> None:
    start(RETRIEVAL_ADDRESS=server.address)
    broker.publish(NOTES, job(" "))
    assert len(kafka.take(FINISHED_NOTES, 1)) == 1
    assert server.requests == []


def test_the_contract_is_that_of_the_service_behind() -> None:
    own = Path(__file__).parents[1] / "src/retrieval_api/v1"
    for served in Path(__file__).parents[2].glob("*/src/retrieval_api/v1/*.p*"):
        assert served.read_text() == (own / served.name).read_text(), served
