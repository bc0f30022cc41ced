"""One encounter through all services: one trace, with the encounter on every span and the ids in every log line."""

import json
import os
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
import requests

from estate import Estate
from real_agent import ROOT
from traces import Span, roots
from waterfall import spans_of, waterfall

RECORDING = b"RIFF\x24\x00\x00\x00WAVEfmt "
PICTURE = ROOT / "docs/explanation/one-encounter.svg"
# The order in which the services touch the encounter.
SERVICES = ["api-gateway", "ingestion", "transcription", "note-generation", "coding-inference", "workflow-automation"]


class Journey:
    def __init__(self, estate: Estate) -> None:
        self.estate = estate
        self.encounter = str(uuid4())
        # What retrieval finds for it.
        estate.database.add(self.encounter, "chart", "the patient takes five milligrams each morning")
        response = requests.post(
            f"{estate.api_gateway.url}/encounters/{self.encounter}/recordings",
            data=RECORDING,
            headers={"content-type": "audio/wav", "authorization": "Bearer clinician"},
            timeout=30,
        )
        assert response.status_code == 201, estate.api_gateway.output() + estate.ingestion.output()
        self.spans = estate.agent.wait_for_spans(lambda spans: self._is_complete(spans), timeout_s=60)
        self.trace_id = next(span["trace_id"] for span in self.spans if span["name"] == "workflow.delivery")
        self.spans = [span for span in self.spans if span["trace_id"] == self.trace_id]
        [self.root] = roots(self.spans)

    def _is_complete(self, spans: list[dict[str, Any]]) -> bool:
        """Whether the last step has arrived, and no parent is missing any more."""
        ours = {span["trace_id"] for span in spans if span["attributes"].get("encounter_id") == self.encounter}
        of_trace = [span for span in spans if span["trace_id"] in ours]
        return any(span["name"] == "workflow.delivery" for span in of_trace) and len(roots(of_trace)) == 1


@pytest.fixture(scope="module")
def journey(estate: Estate) -> Journey:
    return Journey(estate)


def test_there_is_one_trace(journey: Journey) -> None:
    traces = {span["trace_id"] for span in journey.estate.agent.spans() if _encounter(span) == journey.encounter}
    assert traces == {journey.trace_id}


def test_each_step_continues_the_one_before(journey: Journey) -> None:
    delivery = next(path for path in _paths(journey.root) if path[-1].record["name"] == "workflow.delivery")
    services = [span.record["service"] for span in delivery]
    assert list(dict.fromkeys(services)) == SERVICES
    critical = {span.record["name"] for _, span in journey.root.walk()}
    assert {
        "ingestion.accept",
        "transcription.transcribe",
        "note.generation",
        "rag.retrieval",
        "coding.inference",
        "workflow.delivery",
    } <= critical
    [retrieval] = [path for path in _paths(journey.root) if path[-1].record["name"] == "rag.retrieval"]
    assert [span.label for span in retrieval[-4:]] == [
        "note-generation note.generation",
        "note-generation grpc.client",
        "rag-retrieval grpc.server",
        "rag-retrieval rag.retrieval",
    ]


def test_the_picture_in_the_docs_shows_this_path(journey: Journey) -> None:
    picture = waterfall(journey.root, "One encounter through all services")
    if os.environ.get("UPDATE"):
        PICTURE.write_text(picture)
    assert spans_of(PICTURE.read_text()) == spans_of(picture), "draw it again: UPDATE=1 sh check tests/test_journey.py"


def test_the_stores_are_in_it(journey: Journey) -> None:
    stores = {span.label for _, span in journey.root.walk()}
    assert {"rag-retrieval postgres.query", "rag-retrieval redis.command", "workflow-automation pg.query"} <= stores


def test_every_span_has_the_encounter(journey: Journey) -> None:
    without = [span.label for _, span in journey.root.walk() if _encounter(span.record) != journey.encounter]
    assert without == []


def test_every_service_logs_with_the_ids(journey: Journey) -> None:
    spans = {span["span_id"] for span in journey.spans}
    for service in [*SERVICES, "rag-retrieval"]:
        lines = [json.loads(line) for line in journey.estate.logs(service)]
        ours = [line for line in lines if line.get("encounter_id") == journey.encounter]
        assert ours, (service, lines)
        for line in ours:
            assert int(line["dd.trace_id"][-16:], 16) == int(journey.trace_id[-16:], 16), line
            assert line["dd.span_id"] in spans, line


def test_the_metrics_arrive(journey: Journey) -> None:
    expected = [
        ("auth.total", "service:api-gateway"),
        ("uploads.total", "service:ingestion"),
        ("object_store.uploads.total", "service:ingestion"),
        ("retrieval.total", "service:rag-retrieval"),
        ("note.turnaround", "service:note-generation"),
        ("workflow.deliveries.total", "service:workflow-automation"),
        *(("jobs.total", f"service:{service}") for service in SERVICES[2:]),
    ]
    for name, service in expected:
        journey.estate.sink.wait_for(name, service, "env:dev", "version:1.0.0")


def test_nothing_of_the_content_leaves(journey: Journey) -> None:
    filed = json.dumps(journey.estate.ehr.filed)
    # What the chart says is content as the recording is; the note is filed, and in no telemetry.
    assert "text" in filed
    assert b"milligrams" not in journey.estate.agent.raw()


def _encounter(span: dict[str, Any]) -> str | None:
    encounter: str | None = span["attributes"].get("encounter_id")
    return encounter


def _paths(root: Span, above: tuple[Span, ...] = ()) -> Iterator[tuple[Span, ...]]:
    """Every span with those above it."""
    path = (*above, root)
    yield path
    for child in root.children:
        yield from _paths(child, path)
