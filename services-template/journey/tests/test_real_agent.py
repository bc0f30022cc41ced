import json
from collections.abc import Iterator

import pytest
import requests

from real_agent import TraceAgent, processed

SSN = "987-65-4329"


@pytest.fixture
def agent() -> Iterator[TraceAgent]:
    agent = TraceAgent()
    yield agent
    agent.close()


def test_a_span_leaves_the_agent_masked(agent: TraceAgent) -> None:
    span = {"trace_id": 1, "span_id": 2, "service": "demo", "name": "web.request", "resource": "GET /", "type": "web"}
    times = {"start": 1_800_000_000_000_000_000, "duration": 1_000_000}
    payload = [[{**span, **times, "meta": {"note": f"for {SSN}"}}]]
    requests.put(f"{agent.url}/v0.4/traces", json=payload, timeout=10).raise_for_status()

    [sent] = agent.wait_for_spans(lambda spans: len(spans) == 1)

    assert sent["attributes"]["note"] == "for [phi:ssn]"
    agent.stop()
    assert SSN.encode() not in agent.raw()
    assert [(group["name"], group["hits"]) for group in agent.stats()] == [("web.request", 1)]


def test_a_line_leaves_the_log_processor_masked() -> None:
    [record] = processed([json.dumps({"message": f"refused for {SSN}"}).encode()], service="ingestion")
    assert json.loads(record["sent"]["message"]) == {"message": "refused for [phi:ssn]"}
