"""What monitors alert on: each failure leaves the metric, the span or the line that they ask for."""

import json
from typing import Any
from uuid import uuid4

import pytest
import requests

from estate import Estate
from process import Process

WAV = b"RIFF\x24\x00\x00\x00WAVEfmt "
QUEUES = ["transcription", "note-generation", "coding-inference"]
TOPICS = {"ingestion": "encounter.events", "workflow-automation": "workflow.events"}


def upload(estate: Estate, body: bytes = WAV, token: str = "clinician") -> requests.Response:
    headers = {"content-type": "audio/wav", "authorization": f"Bearer {token}"}
    url = f"{estate.api_gateway.url}/encounters/{uuid4()}/recordings"
    return requests.post(url, data=body, headers=headers, timeout=30)


def ask(estate: Estate, question: str, **headers: str) -> requests.Response:
    body = {"encounter_id": str(uuid4()), "chart_id": str(uuid4()), "question": question}
    return requests.post(f"{estate.rag_retrieval.url}/retrievals", json=body, headers=headers, timeout=30)


def job(content: str) -> bytes:
    return json.dumps({"job_id": str(uuid4()), "encounter_id": str(uuid4()), "content": content}).encode()


def delivery() -> bytes:
    ids = {"job_id": str(uuid4()), "encounter_id": str(uuid4())}
    return json.dumps({**ids, "step": "note", "document": {"text": "a note"}}).encode()


def wait_for_error_span(estate: Estate, service: str, name: str) -> None:
    def is_it(span: dict[str, Any]) -> bool:
        return bool(span["service"] == service and span["name"] == name and span["error"])

    estate.agent.wait_for_spans(lambda spans: any(map(is_it, spans)))


def test_a_sign_in_is_rejected(estate: Estate) -> None:
    assert upload(estate, token="nobody").status_code == 401
    estate.sink.wait_for("auth.failed", "service:api-gateway")


def test_an_upload_is_rejected(estate: Estate) -> None:
    assert upload(estate, b"no recording").status_code == 422
    estate.sink.wait_for("uploads.rejected", "service:ingestion")


def test_the_object_store_fails(estate: Estate) -> None:
    elsewhere = estate.uploads.rename(f"{estate.uploads}-away")
    try:
        assert upload(estate).status_code >= 500
    finally:
        elsewhere.rename(estate.uploads)
    estate.sink.wait_for("object_store.uploads.failed", "service:ingestion")
    for service in ("ingestion", "api-gateway"):
        wait_for_error_span(estate, service, "fastify.request")
    wait_for_error_span(estate, "ingestion", "ingestion.accept")


def test_a_retrieval_finds_nothing(estate: Estate) -> None:
    answer = ask(estate, "what does the patient take")
    assert (answer.status_code, answer.json()) == (200, {"passages": []})
    estate.sink.wait_for("retrieval.empty", "service:rag-retrieval")


def test_the_vector_store_does_not_answer(estate: Estate) -> None:
    with estate.database.locked():
        assert ask(estate, "a question that no cache holds").status_code == 504
        estate.rabbitmq.publish("note-generation.jobs", job("a note that needs passages"))
        wait_for_error_span(estate, "rag-retrieval", "grpc.server")
    estate.sink.wait_for("vector.requests.failed", "service:rag-retrieval")
    wait_for_error_span(estate, "rag-retrieval", "fastapi.request")
    wait_for_error_span(estate, "rag-retrieval", "rag.retrieval")


@pytest.mark.parametrize("service", QUEUES)
def test_a_message_of_a_queue_is_no_job(estate: Estate, service: str) -> None:
    queue = f"{service}.jobs"
    estate.rabbitmq.publish(queue, b"no job")
    estate.sink.wait_for("jobs.failed", f"service:{service}", f"queue:{queue}")


@pytest.mark.parametrize("service", TOPICS)
def test_messages_of_a_topic(estate: Estate, service: str) -> None:
    topic = TOPICS[service]
    estate.kafka.publish(topic, b"no job", delivery())
    for metric in ("jobs.failed", "jobs.total", "jobs.duration", "queue.lag", "jobs.age"):
        estate.sink.wait_for(metric, f"service:{service}", f"topic:{topic}")


def test_the_ehr_rejects_a_note(estate: Estate) -> None:
    estate.ehr.status = 422
    try:
        estate.kafka.publish("workflow.events", delivery())
        estate.sink.wait_for("workflow.deliveries.failed", "service:workflow-automation", "step:note")
        wait_for_error_span(estate, "workflow-automation", "workflow.delivery")
    finally:
        estate.ehr.status = 201


@pytest.mark.parametrize("service", ["note-generation", "coding-inference"])
def test_the_language_model(estate: Estate, service: str) -> None:
    attribute = service.replace("-", "_")

    def with_faults(faults: str) -> None:
        running: Process = getattr(estate, attribute)
        setattr(estate, attribute, estate.replace(running, lambda: estate.start_worker(service, faults)))

    queue, tag = f"{service}.jobs", f"service:{service}"
    estate.rabbitmq.publish(queue, job("the model rejects this"))
    estate.sink.wait_for("llm.requests.failed", tag)
    estate.sink.wait_for("inference.outcomes", tag, "outcome:failure")
    with_faults("llm_timeout")
    estate.rabbitmq.publish(queue, job("it takes too long"))
    estate.sink.wait_for("llm.requests.timeout", tag)
    estate.sink.wait_for("inference.outcomes", tag, "outcome:timeout")
    with_faults("llm_rate_limit")
    estate.rabbitmq.publish(queue, job("the quota is used up"))
    estate.sink.wait_for("llm.requests.rate_limited", tag)
    with_faults("hallucination_spike")
    estate.rabbitmq.publish(queue, job("the patient is well"))
    estate.sink.wait_for("hallucination.flags", tag)
    with_faults("")


def test_a_recording_cannot_be_transcribed(estate: Estate) -> None:
    estate.rabbitmq.publish("transcription.jobs", job("the model rejects this"))
    wait_for_error_span(estate, "transcription", "transcription.transcribe")


def test_dead_letters_grow(estate: Estate) -> None:
    def failing() -> Process:
        return estate.start_worker("transcription", "dlq_growth")

    estate.transcription = estate.replace(estate.transcription, failing)
    estate.rabbitmq.publish("transcription.jobs", job("a recording"))
    estate.sink.wait_for("dlq.size", "service:transcription", "queue:transcription.jobs")


def test_what_the_packages_mask_and_drop_is_counted(estate: Estate) -> None:
    estate.run_careless()
    estate.sink.wait_for("telemetry.dropped_keys", "service:transcription")
    estate.sink.wait_for("phi.scrubber.masked", "service:transcription", "rule:ssn")
    estate.sink.wait_for("phi.scrubber.errors", "service:transcription")
