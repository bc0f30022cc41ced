"""What the service reports: spans, metrics and log lines, and no patient data."""

import time
from uuid import uuid4

import grpc
import pytest
import requests

from test_answers import call

from agent import Agent, MetricSink
from conftest import StartService
from stores import Database

ENCOUNTER = "8b0f6f57-7e0e-4bb1-9a3a-2f54a3f4d9b1"
TRACE_ID = 4711_0815
PASSES_ON = {"x-datadog-trace-id": str(TRACE_ID), "x-datadog-parent-id": "5", "x-datadog-sampling-priority": "1"}


def test_a_request_is_a_trace_of_the_encounter(start: StartService, agent: Agent) -> None:
    start().ask("cough", encounter_id=ENCOUNTER, headers=PASSES_ON)
    server, critical = agent.wait_for_span("fastapi.request"), agent.wait_for_span("rag.retrieval")
    agent.wait_for_span("postgres.query")
    agent.wait_for_span("redis.command")
    spans = agent.spans()
    assert {span["trace_id"] for span in spans if span["name"] != "postgres.connect"} == {TRACE_ID}
    assert {span["meta"].get("encounter_id") for span in spans if span["trace_id"] == TRACE_ID} == {ENCOUNTER}
    assert server["resource"] == "POST /retrievals"
    assert critical["metrics"]["_dd.measured"] == 1
    assert critical["metrics"]["passages"] == 0
    assert critical["meta"]["outcome"] == "success"
    assert (critical["meta"]["store"], critical["meta"]["operation"]) == ("pgvector", "search")


def test_a_call_over_grpc_is_a_trace_of_the_encounter(start: StartService, agent: Agent) -> None:
    call(start(), encounter_id=ENCOUNTER, chart_id=str(uuid4()), question="cough")
    critical = agent.wait_for_span("rag.retrieval")
    server = agent.wait_for_span("grpc.server")
    assert server["trace_id"] == critical["trace_id"]
    assert server["meta"]["span.kind"] == "server"
    assert server["resource"] == "/retrieval_api.v1.Retrieval/Search"
    assert server["meta"]["encounter_id"] == critical["meta"]["encounter_id"] == ENCOUNTER


def test_the_encounter_of_the_caller_is_enough_for_the_span_of_a_refused_request(
    start: StartService, agent: Agent
) -> None:
    answer = start().ask("", headers={"baggage": f"encounter_id={ENCOUNTER}"})
    assert answer.status_code == 422
    assert agent.wait_for_span("fastapi.request")["meta"]["encounter_id"] == ENCOUNTER


def test_the_metrics_of_the_monitors_arrive_with_type_and_tags(
    start: StartService, database: Database, sink: MetricSink
) -> None:
    chart = str(uuid4())
    database.add(chart, "note", "cough")
    service = start()
    service.ask("cough", chart)
    service.ask("cough", chart)
    service.ask("cough")
    unified = ("service:example-python-http", "env:dev", "version:1.2.3")
    store = (*unified, "store:pgvector", "operation:search")
    assert sink.wait_for("vector.requests.duration", "d", *store) < 5
    sink.wait_for("retrieval.total", "c", *unified)
    sink.wait_for("retrieval.empty", "c", *unified)
    time.sleep(1.2)
    assert sink.sum("retrieval.total") == 3
    assert sink.sum("retrieval.empty") == 1
    assert sink.sum("vector.requests.total", *store) == 2, "one came from the cache"
    assert sink.sum("vector.requests.failed") == 0


def test_a_store_that_is_too_slow_is_a_timeout(
    start: StartService, database: Database, agent: Agent, sink: MetricSink
) -> None:
    service = start(SEARCH_TIMEOUT_S="0.3")
    with database.locked():
        assert service.ask("cough").status_code == 504
        with pytest.raises(grpc.RpcError) as error:
            call(service, chart_id=str(uuid4()), question="cough")
        assert error.value.code() == grpc.StatusCode.DEADLINE_EXCEEDED
    span = agent.wait_for_span("rag.retrieval", outcome="timeout")
    assert span["error"] == 1
    sink.wait_for("vector.requests.failed", "c", "store:pgvector", "operation:search")


def test_log_lines_are_json_with_the_ids_of_trace_and_encounter(start: StartService, agent: Agent) -> None:
    service = start()
    service.ask("cough", encounter_id=ENCOUNTER)
    line = service.wait_for_log("retrieved")
    span = agent.wait_for_span("fastapi.request")
    assert line["encounter_id"] == ENCOUNTER
    assert int(line["dd.trace_id"], 16) & (2**64 - 1) == span["trace_id"]
    assert line["service"] == "example-python-http"
    assert (line["env"], line["version"]) == ("dev", "1.2.3")
    assert line["passages"] == 0
    service.stop()
    # A warning may be there: on a busy machine the cache does not answer in time.
    assert {line["status"] for line in service.logs()} <= {"info", "warn"}


def test_patient_data_leaves_nowhere(start: StartService, database: Database, agent: Agent, sink: MetricSink) -> None:
    text = "Jane Quuxfield, born 1981-03-04, MRN 00471108"
    chart = str(uuid4())
    database.add(chart, text, text)
    service = start()
    [found] = service.ask(text, chart, headers={"baggage": "patient=Quuxfield", "user-agent": text}).json()["passages"]
    assert found["text"] == text, "the caller got it"
    assert call(service, chart_id=chart, question=text).passages[0].text == text
    # Neither does it leave with what is wrong with a request.
    assert service.ask(text, text).status_code == 422
    with pytest.raises(grpc.RpcError):
        call(service, chart_id=text, question=text)
    url = f"http://127.0.0.1:{service.port}/retrievals"
    assert requests.get(f"{url}/{text}", params={"name": text}, timeout=10).status_code == 404
    assert requests.post(url, data=text, timeout=10).status_code == 422
    # Nor with an error of the database, which names the values that it could not use.
    database.execute(b"ALTER TABLE passages RENAME COLUMN text TO body")
    try:
        assert service.ask(f"{text} again", chart).status_code == 503
    finally:
        database.execute(b"ALTER TABLE passages RENAME COLUMN body TO text")
    agent.wait_for_span("rag.retrieval", outcome="failure")
    time.sleep(1.2)
    service.stop()
    sink.lines()
    for carrier, sent in (("traces", agent.raw()), ("metrics", sink.raw), ("logs", service.output)):
        assert sent
        for part in ("Quuxfield", "Jane", "1981-03-04", "00471108"):
            assert part.encode() not in sent, (carrier, part)


def test_probes_are_not_traced(start: StartService, agent: Agent) -> None:
    service = start()
    assert service.probe("/livez") == service.probe("/readyz") == 200
    service.ask("cough")
    agent.wait_for_span("fastapi.request")
    assert {span["resource"] for span in agent.spans() if span["name"] == "fastapi.request"} == {"POST /retrievals"}
