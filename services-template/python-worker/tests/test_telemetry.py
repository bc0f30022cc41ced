"""What the worker reports: spans, metrics and log lines, and no patient data."""

import time
from uuid import uuid4

from agent import Agent, MetricSink
from broker import Broker
from conftest import FINISHED_NOTES, JOBS, NOTES, StartWorker, job

ENCOUNTER = "8b0f6f57-7e0e-4bb1-9a3a-2f54a3f4d9b1"
TRACE_ID = 4711_0815


def test_both_steps_are_spans_of_the_encounter_and_of_the_producers_trace(
    start: StartWorker, broker: Broker, agent: Agent
) -> None:
    start()
    headers = {"x-datadog-trace-id": str(TRACE_ID), "x-datadog-parent-id": "5", "x-datadog-sampling-priority": "1"}
    broker.publish(JOBS, job(encounter_id=ENCOUNTER), headers=headers)
    [finished] = broker.take(FINISHED_NOTES, 1)

    transcription = agent.wait_for_span("transcription.transcribe")
    note = agent.wait_for_span("note.generation")
    assert {span["meta"]["encounter_id"] for span in agent.spans()} == {ENCOUNTER}
    assert {span["trace_id"] for span in agent.spans()} == {TRACE_ID}
    assert transcription["meta"]["outcome"] == note["meta"]["outcome"] == "success"
    assert transcription["metrics"]["_dd.measured"] == note["metrics"]["_dd.measured"] == 1
    assert transcription["metrics"]["retries"] == 0
    assert note["meta"]["prompt_template"] == "note-v1"
    assert finished.headers["x-datadog-trace-id"] == str(TRACE_ID)
    assert finished.headers["baggage"] == f"encounter_id={ENCOUNTER}"


def test_the_metrics_of_the_monitors_arrive_with_type_and_tags(
    start: StartWorker, broker: Broker, sink: MetricSink
) -> None:
    start()
    broker.publish(JOBS, job(), job())
    broker.take(FINISHED_NOTES, 2)
    for queue in (JOBS, NOTES):
        tags = (f"queue:{queue}", "service:example-python-worker", "env:dev", "version:1.2.3")
        for name in ("jobs.age", "queue.lag", "dlq.size"):
            sink.wait_for(name, "g", *tags)
        assert sink.wait_for("jobs.duration", "d", *tags) < 10
        sink.wait_for("jobs.total", "c", *tags)
        assert sink.sum("jobs.total", *tags) == 2
        assert sink.sum("jobs.failed", *tags) == 0
    model = ("model:stand-in-language",)
    sink.wait_for("audio.duration", "d")
    sink.wait_for("llm.requests.duration", "d", *model, "provider:none")
    assert sink.sum("llm.requests.total", *model, "provider:none") == 2
    assert sink.sum("llm.tokens", *model, "token_type:prompt") == 6
    assert sink.sum("llm.tokens", *model, "token_type:completion") == 6
    assert sink.sum("inference.total", *model) == 2
    assert sink.sum("inference.outcomes", *model, "outcome:success") == 2


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
    assert {line["status"] for line in worker.logs()} == {"info"}


def test_patient_data_of_a_payload_leaves_nowhere(
    start: StartWorker, broker: Broker, agent: Agent, sink: MetricSink
) -> None:
    worker = start()
    text = "Jane Quuxfield, born 1981-03-04, MRN 00471108"
    headers = {"patient": text, "baggage": "patient=Quuxfield"}
    broker.publish(JOBS, job(text), headers=headers)
    [finished] = broker.take(FINISHED_NOTES, 1)
    assert text in finished.body.decode(), "the text itself went the whole way"
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


def test_a_message_without_an_encounter_of_its_form_is_a_dead_letter(start: StartWorker, broker: Broker) -> None:
    start()
    broker.publish(NOTES, job(encounter_id="patient 5"), job(str(uuid4())))
    assert len(broker.take(f"{NOTES}.dlq", 1)) == 1
    assert len(broker.take(FINISHED_NOTES, 1)) == 1
