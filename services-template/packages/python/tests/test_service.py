"""A real service, the real tracer, Datadog's test agent: what leaves, and what does not."""

import json
import sys
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import quote

import pytest
import requests
from agent import Agent
from service_process import Service
from udp_sink import UdpSink

sys.path.insert(0, str(Path(__file__).parent / "service"))

from people import identifiers, needles

ENCOUNTER = "8b0f6f57-7e0e-4bb1-9a3a-2f54a3f4d9b1"
PHI = identifiers()
# Those of service/careless.py, but for messages, which only the types keep constant.
CARRIERS = (
    *("log_field", "log_declared", "log_error", "log_library", "span_name", "span_resource", "span_tag"),
    *(
        "span_declared",
        "span_event",
        "span_link",
        "span_error",
        "span_critical",
        "sql",
        "redis",
        "queue",
        "kombu",
        "grpc",
    ),
    *("baggage", "metric_tag", "metric_declared", "metric_name", "url_client", "llm"),
)


@pytest.fixture(scope="module")
def agent() -> Iterator[Agent]:
    agent = Agent()
    yield agent
    agent.stop()


@pytest.fixture(scope="module")
def service(agent: Agent) -> Iterator[Service]:
    service = Service(agent, UdpSink())
    yield service
    service.stop()


@pytest.fixture(autouse=True)
def fresh(request: pytest.FixtureRequest) -> None:
    if "agent" in request.fixturenames:
        request.getfixturevalue("agent").clear()


@pytest.fixture(scope="module")
def echo() -> Iterator[int]:
    """A server on every loopback address that answers with the headers it got."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = json.dumps({key.lower(): value for key, value in self.headers.items()}).encode()
            self.send_response(200)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            pass

    server = ThreadingHTTPServer(("0.0.0.0", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()


def assert_absent(value: str, service: Service, agent: Agent) -> None:
    service.sink.receive()
    for carrier, sent in (("traces", agent.raw()), ("logs", service.output), ("metrics", service.sink.raw)):
        for needle in needles(value):
            at = sent.find(needle.encode())
            assert at < 0, (carrier, sent[max(0, at - 200) : at + 200])


class TestEncounters:
    def test_every_span_has_the_encounter_that_came_in(self, service: Service, agent: Agent) -> None:
        service.get("/encounters/5", headers={"baggage": f"encounter_id={ENCOUNTER},patient=5"})
        spans = agent.wait_for_spans("fastapi.request", "rag.retrieval", "internal")
        assert {span["meta"].get("encounter_id") for span in spans} == {ENCOUNTER}
        [line] = [line for line in service.logs() if line["message"] == "retrieved"][-1:]
        assert line["encounter_id"] == ENCOUNTER
        [critical] = [span for span in spans if span["name"] == "rag.retrieval"]
        assert int(line["dd.span_id"]) == critical["span_id"]

    def test_every_span_has_the_encounter_that_the_service_found(self, service: Service, agent: Agent) -> None:
        sent = service.get(f"/works/{ENCOUNTER}").json()
        assert sent["baggage"] == f"encounter_id={ENCOUNTER}"
        spans = agent.wait_for_spans("fastapi.request", "ingestion.accept")
        assert {span["meta"].get("encounter_id") for span in spans} == {ENCOUNTER}

    def test_what_is_not_a_uuid_is_not_an_encounter(self, service: Service, agent: Agent) -> None:
        assert service.get("/works/4711").json()["encounter_id"] is None
        spans = agent.wait_for_spans("ingestion.accept")
        assert {span["meta"].get("encounter_id") for span in spans} == {None}


class TestBaggage:
    def test_reaches_internal_hosts_only(self, service: Service, echo: int) -> None:
        baggage = f"patient=5,encounter_id={ENCOUNTER},account.id=7"
        arrived = service.get(f"/calls?port={echo}", headers={"baggage": baggage}).json()
        assert {name: headers.get("baggage") for name, headers in arrived.items()} == {
            "httpx internal": f"encounter_id={ENCOUNTER}",
            "httpx external": None,
            "requests internal": f"encounter_id={ENCOUNTER}",
            "requests external": None,
        }
        assert all("x-datadog-trace-id" in headers for headers in arrived.values())

    def test_goes_with_messages_of_kombu(self, service: Service, agent: Agent) -> None:
        answer = requests.post(
            f"{service.url}/carriers/kombu",
            json={"texts": ["Jane Doe"]},
            headers={"baggage": f"encounter_id={ENCOUNTER}"},
            timeout=30,
        )
        assert answer.json()["baggage"] == f"encounter_id={ENCOUNTER}"
        spans = agent.wait_for_spans("ingestion.accept", "kombu.publish", "kombu.receive")
        assert {span["meta"].get("encounter_id") for span in spans} == {ENCOUNTER}
        kombu = {span["name"]: span for span in spans if span["name"].startswith("kombu")}
        assert kombu["kombu.receive"]["trace_id"] == kombu["kombu.publish"]["trace_id"]

    @pytest.mark.parametrize(
        "baggage",
        [
            "x" * 9000 + "=1",
            ",".join(f"k{index}={index}" for index in range(500)),
            f"{'k=v,' * 3000}encounter_id={ENCOUNTER}",
            "encounter_id=Jane%20Doe",
            "encounter_id",
            ",=,=,",
            "%ff%fe=%00",
        ],
        ids=lambda value: value[:20],
    )
    def test_a_bomb_breaks_nothing(self, service: Service, echo: int, baggage: str) -> None:
        arrived = service.get(f"/calls?port={echo}", headers={"baggage": baggage})
        assert arrived.status_code == 200
        assert {headers.get("baggage") for headers in arrived.json().values()} == {None}


class TestNames:
    def test_spans_are_named_for_monitors(self, service: Service, agent: Agent) -> None:
        service.get("/encounters/5")
        spans = agent.wait_for_trace("fastapi.request", "rag.retrieval")
        server, critical = spans["fastapi.request"], spans["rag.retrieval"]
        assert "fastapi.serialize_response" not in spans
        assert server["resource"] == "GET /encounters/{patient}"
        assert server["service"] == critical["service"] == "vector-db"
        assert server["meta"]["http.route"] == "/encounters/{patient}"
        assert server["meta"]["http.status_code"] == "200"
        assert server["meta"]["team"] == "ml-platform"
        assert critical["metrics"]["_dd.measured"] == 1
        assert critical["metrics"]["passages"] == 5
        assert critical["meta"]["outcome"] == "success"
        assert critical["meta"]["store"] == "pgvector"
        assert critical["meta"]["operation.name"] == "rag.retrieval"

    def test_a_failed_span_has_the_class_only(self, service: Service, agent: Agent) -> None:
        service.get("/fails/Jane")
        requests.post(f"{service.url}/carriers/span_critical", json={"texts": ["Jane Doe"]}, timeout=30)
        spans = {span["name"]: span for span in agent.wait_for_spans("fastapi.request", "note.generation")}
        critical = spans["note.generation"]
        assert critical["error"] == 1
        assert critical["meta"]["outcome"] == "failure"
        assert critical["meta"]["error_class"] == "careless.PatientError"
        [server] = [s for s in agent.spans() if s["name"] == "fastapi.request" and s.get("error")]
        assert server["meta"]["error.message"] == "PatientError"
        assert server["meta"]["error.stack"].startswith("  at fails (")
        assert "Jane" not in json.dumps(spans)

    def test_probes_are_not_traced(self, service: Service, agent: Agent) -> None:
        service.get("/readyz")
        service.get("/encounters/5")
        spans = agent.wait_for_spans("rag.retrieval")
        assert "GET /readyz" not in {span["resource"] for span in spans}

    def test_statements_keep_verb_and_table(self, service: Service, agent: Agent) -> None:
        for carrier in ("sql", "redis", "url_client"):
            requests.post(f"{service.url}/carriers/{carrier}", json={"texts": ["Jane Doe"]}, timeout=30)
        spans = agent.wait_for_spans("sqlite.query", "redis.command", "http.request")
        resources = {span["resource"] for span in spans}
        assert {"CREATE notes", "INSERT notes", "SELECT notes", "SET", "GET"} <= resources
        urls = {span["meta"].get("http.url") for span in spans if span["meta"].get("span.kind") == "client"}
        assert urls == {None, "http://127.0.0.1:1"}


class TestPhi:
    @pytest.mark.parametrize("carrier", CARRIERS)
    def test_leaves_in_no_carrier(self, service: Service, agent: Agent, carrier: str) -> None:
        for value in PHI.values():
            answer = requests.post(f"{service.url}/carriers/{carrier}", json={"texts": [value]}, timeout=30)
            assert answer.status_code == 200, (value, service.output[-2000:])
        service.get("/encounters/end")
        agent.wait_for_spans("rag.retrieval")
        time.sleep(1.2)
        for value in PHI.values():
            assert_absent(value, service, agent)
        assert b"47110815" not in agent.raw()

    def test_leaves_in_no_part_of_a_request(self, service: Service, agent: Agent) -> None:
        for value in PHI.values():
            text = quote(value, safe="")
            headers = {
                "baggage": f"patient={text},encounter_id={text}",
                "user-agent": value,
                "referer": f"https://x/{text}",
                "x-datadog-trace-id": "5",
                "x-datadog-parent-id": "6",
                "x-datadog-origin": value,
                "x-datadog-tags": f"_dd.p.usr.id={value},_dd.p.dm={value},_dd.p.x={value}",
                "tracestate": f"dd=o:{text};t.usr.id:{text},other={text}",
                "x-forwarded-for": value,
                "cookie": f"patient={text}",
            }
            for path in ("/encounters/", "/fails/", "/refuses/", "/no/such/path/"):
                service.get(f"{path}{text}?name={text}", headers=headers)
            requests.request("QUZZLEWICK", f"{service.url}/encounters/{text}", headers=headers, timeout=30)
        service.get("/works/end")
        agent.wait_for_spans("ingestion.accept")
        time.sleep(1.2)
        for value in PHI.values():
            assert_absent(value, service, agent)
        assert b"uzzlewick" not in agent.raw().lower()

    def test_the_raw_bytes_are_those_of_the_traces(self, service: Service, agent: Agent) -> None:
        # The tests above would pass on no bytes at all.
        service.get("/encounters/5")
        agent.wait_for_spans("rag.retrieval")
        assert b"rag.retrieval" in agent.raw()
        assert b"retrieved" in service.output
        service.sink.lines(at_least=1)
        assert b"scribemed.retrieval.total" in service.sink.raw

    def test_what_care_needs_survives(self, service: Service, agent: Agent) -> None:
        service.get("/survives")
        agent.wait_for_spans("fastapi.request")
        messages = {line["message"] for line in service.logs()}
        assert {"diagnosis E11.9", "procedure 99213", "dose 5 mg", "at 2026-11-29T08:00:00.000Z"} <= messages

    def test_is_counted(self, service: Service) -> None:
        requests.post(f"{service.url}/carriers/log_message", json={"texts": ["ssn 123-45-6789"]}, timeout=30)
        time.sleep(1.5)
        names = {line.split(":")[0] for line in service.sink.lines()}
        assert {
            "scribemed.telemetry.dropped_keys",
            "scribemed.phi.scrubber.masked",
            "scribemed.phi.scrubber.processed",
        } <= names
        assert "scribemed.phi.scrubber.errors" not in names


def test_sigterm_ends_the_service_after_a_flush(agent: Agent) -> None:
    service = Service(agent, UdpSink())
    service.get("/encounters/5")
    service.stop()
    agent.wait_for_spans("rag.retrieval", timeout_s=1)
    assert "scribemed.retrieval.total:1" in "".join(service.sink.lines())
    assert all(line["status"] in ("info", "warn") for line in service.logs()), service.output.decode()
