"""What the worker reports: spans, metrics and log lines, and no patient data."""

import json
import time
from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID, uuid4

from agent import Agent, MetricSink
from broker import Broker
from conftest import CODINGS, FINISHED_NOTES, JOBS, NOTES, StartWorker, job
from kafka_broker import Kafka

ENCOUNTER = "8b0f6f57-7e0e-4bb1-9a3a-2f54a3f4d9b1"
TRACE_ID = 4711_0815


def test_each_step_is_a_span_of_the_encounter_and_of_the_producers_trace(
    start: StartWorker, broker: Broker, kafka: Kafka, agent: Agent
) -> None:
    start()
    headers = {"x-datadog-trace-id": str(TRACE_ID), "x-datadog-parent-id": "5", "x-datadog-sampling-priority": "1"}
    broker.publish(JOBS, job(encounter_id=ENCOUNTER), headers=headers)
    [finished] = kafka.take(FINISHED_NOTES, 1)

    transcription = agent.wait_for_span("transcription.transcribe")
    note = agent.wait_for_span("note.generation")
    coding = agent.wait_for_span("coding.inference")
    sent = agent.wait_for_span("kafka.produce")
    agent.wait_for_span("messaging.process", queue=CODINGS)
    spans = agent.spans()
    assert {span["meta"].get("encounter_id") for span in spans} == {ENCOUNTER}
    assert {span["trace_id"] for span in spans} == {TRACE_ID}
    for step in (transcription, note, coding):
        assert step["meta"]["outcome"] == "success"
        assert step["metrics"]["_dd.measured"] == 1
        assert step["metrics"]["retries"] == 0
    assert note["meta"]["prompt_template"] == "note-v1"
    assert coding["meta"]["prompt_template"] == "coding-v1"
    assert (coding["metrics"]["prompt_tokens"], coding["metrics"]["completion_tokens"]) == (3, 0)
    received = dict(finished.headers)
    assert received["x-datadog-trace-id"] == str(TRACE_ID).encode()
    assert received["x-datadog-parent-id"] == str(sent["span_id"]).encode()
    assert received["baggage"] == f"encounter_id={ENCOUNTER}".encode()
    assert len(received) == len(finished.headers), "no header is there twice"


def test_a_finished_note_has_the_form_that_its_consumers_read(start: StartWorker, broker: Broker, kafka: Kafka) -> None:
    start()
    broker.publish(JOBS, job("cough, J20.9", encounter_id=ENCOUNTER))
    [finished] = kafka.take(FINISHED_NOTES, 1)
    message = json.loads(finished.value)
    assert finished.key == message["job_id"].encode()
    assert message == {
        "job_id": str(UUID(message["job_id"])),
        "encounter_id": ENCOUNTER,
        "step": "note",
        "document": {"text": "cough, J20.9", "codes": ["J20.9"]},
    }


def test_the_metrics_of_the_monitors_arrive_with_type_and_tags(
    start: StartWorker, broker: Broker, kafka: Kafka, sink: MetricSink
) -> None:
    start()
    broker.publish(JOBS, job(), job("cough, J20.9"))
    kafka.take(FINISHED_NOTES, 2)
    for queue in (JOBS, NOTES, CODINGS):
        tags = (f"queue:{queue}", "service:example-python-worker", "env:dev", "version:1.2.3")
        for name in ("jobs.age", "queue.lag", "dlq.size"):
            sink.wait_for(name, "g", *tags)
        assert sink.wait_for("jobs.duration", "d", *tags) < 10
        sink.wait_for("jobs.total", "c", *tags)
        assert sink.sum("jobs.total", *tags) == 2
        assert sink.sum("jobs.failed", *tags) == 0
    sink.wait_for("audio.duration", "d")
    # Tokens of what the models read and wrote.
    for name, read, written in (("stand-in-language", 5, 5), ("stand-in-coding", 5, 1)):
        model = (f"model:{name}",)
        sink.wait_for("llm.requests.duration", "d", *model, "provider:none")
        assert sink.sum("llm.requests.total", *model, "provider:none") == 2
        assert sink.sum("llm.tokens", *model, "token_type:prompt") == read
        assert sink.sum("llm.tokens", *model, "token_type:completion") == written
        assert sink.sum("inference.total", *model) == 2
        assert sink.sum("inference.outcomes", *model, "outcome:success") == 2
    assert sink.sum("coding.low_confidence", "model:stand-in-coding") == 1
    assert sink.sum("telemetry.dropped_keys") == 0


def test_the_turnaround_begins_when_the_recording_ended(
    start: StartWorker, broker: Broker, kafka: Kafka, sink: MetricSink
) -> None:
    worker = start()
    ended = datetime.now(timezone(timedelta(hours=5))) - timedelta(minutes=10)
    broker.publish(JOBS, job(recorded_at=ended.isoformat()))
    assert 600 <= sink.wait_for("note.turnaround", "d") < 660
    in_the_future = datetime.now(UTC) + timedelta(minutes=5)
    broker.publish(JOBS, job(recorded_at=in_the_future.isoformat()), job(recorded_at="1970-01-01T00:00:00Z"), job())
    assert len(kafka.take(FINISHED_NOTES, 4)) == 4
    worker.wait_until(lambda: worker.output.count(b"its turnaround is not reported") == 2)
    worker.stop()
    assert len([line for line in sink.lines() if line.startswith("scribemed.note.turnaround")]) == 1


def test_log_lines_are_json_with_the_ids_of_trace_and_encounter(
    start: StartWorker, broker: Broker, agent: Agent
) -> None:
    worker = start()
    broker.publish(NOTES, job(encounter_id=ENCOUNTER))
    line = worker.wait_for_log("job finished", queue=NOTES)
    span = agent.wait_for_span("messaging.process")
    assert line["encounter_id"] == ENCOUNTER
    assert int(line["dd.trace_id"], 16) & (2**64 - 1) == span["trace_id"]
    assert int(line["dd.span_id"]) == span["span_id"]
    assert line["service"] == "example-python-worker"
    assert (line["env"], line["version"]) == ("dev", "1.2.3")
    assert line["component"] == "consumer"
    assert line["retries"] == 0
    worker.stop()
    assert {line["status"] for line in worker.logs() if line.get("component") == "consumer"} == {"info"}


def test_patient_data_of_a_payload_leaves_nowhere(
    start: StartWorker, broker: Broker, kafka: Kafka, agent: Agent, sink: MetricSink
) -> None:
    worker = start()
    text = "Jane Quuxfield, born 1981-03-04, MRN 00471108"
    headers = {"patient": text, "baggage": "patient=Quuxfield"}
    broker.publish(JOBS, job(text), headers=headers)
    [finished] = kafka.take(FINISHED_NOTES, 1)
    assert text in finished.value.decode(), "the text itself went the whole way"
    # Neither does it leave with what is wrong with a message.
    broker.publish(
        NOTES, text.encode(), b'{"job_id": "' + text.encode(), job().replace(b'"job_id": "', b'"job_id": "Jane')
    )
    worker.wait_for_log("job failed for good, it is a dead letter", queue=NOTES)
    assert len(broker.take(f"{NOTES}.dlq", 3)) == 3
    agent.wait_for_span("note.generation")
    time.sleep(1.2)
    worker.stop()
    sink.lines()
    for carrier, sent in (("traces", agent.raw()), ("metrics", sink.raw), ("logs", worker.output)):
        assert sent
        for part in ("Quuxfield", "Jane", "1981-03-04", "00471108"):
            assert part.encode() not in sent, (carrier, part)


def test_a_message_without_an_encounter_of_its_form_is_a_dead_letter(
    start: StartWorker, broker: Broker, kafka: Kafka
) -> None:
    start()
    broker.publish(NOTES, job(encounter_id="patient 5"), job(str(uuid4())))
    assert len(broker.take(f"{NOTES}.dlq", 1)) == 1
    assert len(kafka.take(FINISHED_NOTES, 1)) == 1
