"""LLM Observability with the real tracer: counts and names leave, content does not."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from agent import Agent
from service_process import environment
from udp_sink import UdpSink

from scribemed_monitoring.llm_events import cleaner
from scribemed_monitoring.tally import Tally

APP = Path(__file__).parent / "service/llm.py"
PROXY = "/evp_proxy/"
CONTENT = (b"Jane", b"Doe", b"penicillin", b"123-45-6789", b"jane.doe@example.com")


@pytest.fixture(scope="module")
def agent() -> Iterator[Agent]:
    agent = Agent()
    yield agent
    agent.stop()


def run(agent: Agent, sink: UdpSink, *options: str, **environ: str) -> bytes:
    """Run the program; every byte that left it."""
    agent.clear(quiet_s=0)
    done = subprocess.run(
        [sys.executable, str(APP), *options],
        env=environment(agent, sink) | environ,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    raw: bytes = agent.raw()
    assert b"llm.call" in raw, "the trace itself arrives"
    return raw + done.stdout + done.stderr + "\n".join(sink.lines(timeout_s=0.1)).encode()


def targets(agent: Agent) -> list[str]:
    received = requests.get(f"{agent.url}/test/session/requests", timeout=10).json()
    return [request["url"] for request in received]


def test_off_by_default_whatever_the_environment_says(agent: Agent, sink: UdpSink) -> None:
    raw = run(agent, sink, DD_LLMOBS_ENABLED="1", DD_LLMOBS_ML_APP="notes", DD_LLMOBS_AGENTLESS_ENABLED="1")
    assert not [url for url in targets(agent) if PROXY in url]
    assert not [word for word in CONTENT if word in raw]


def test_switched_on_counts_and_names_leave_and_no_content(agent: Agent, sink: UdpSink) -> None:
    raw = run(agent, sink, "on")
    # Spans only: an evaluation is free text.
    assert {url.rpartition(PROXY)[2] for url in targets(agent) if PROXY in url} == {"v2/api/v2/llmobs"}
    assert not [word for word in CONTENT if word in raw]
    for part in (
        b'"input_tokens":512',
        b'"output_tokens":64',
        b'"model_name":"scribe-note-7b"',
        b'"model_provider":"internal"',
        b'"prompt_template":"soap-note"',
        b'"id":"soap-note"',
        b"[31 characters]",
        b"encounter_id:8b0f6f57-7e0e-4bb1-9a3a-2f54a3f4d9b1",
        b'"kind":"retrieval"',
        b'"name":"lookup_allergy"',
    ):
        assert part in raw.replace(b": ", b":"), part
    assert b"scribemed.telemetry.dropped_keys" in raw


def event(**changes: Any) -> dict[str, Any]:
    meta = {"span": {"kind": "llm"}, "input": {"messages": [{"role": "user", "content": "Jane"}]}}
    ids = {"trace_id": "1f", "span_id": "7", "parent_id": "undefined", "start_ns": 1, "duration": 2}
    return {**ids, "name": "call", "status": "ok", "meta": meta, "metrics": {}, "tags": [], "_dd": {}, **changes}


def cyclic() -> dict[str, Any]:
    arguments: dict[str, Any] = {}
    arguments["self"] = arguments
    return {"span": {"kind": "llm"}, "input": {"messages": [{"tool_calls": [{"arguments": arguments}]}]}}


@pytest.mark.parametrize(
    "broken",
    [
        event(trace_id="Jane Doe"),
        event(start_ns="1"),
        event(duration=float("nan")),
        event(meta=None),
        event(meta={"span": {"kind": "Jane"}}),
        event(meta={"span": {"kind": "llm"}, "input": {"messages": "Jane"}}),
        event(meta={"span": {"kind": "llm"}, "input": {"documents": [7]}}),
        pytest.param(event(meta=cyclic()), id="cyclic"),
        event(metrics=[("input_tokens", 1)]),
        event(tags=[7]),
        {},
        None,
        "Jane",
    ],
)
def test_what_is_not_understood_is_dropped_and_counted(broken: Any, tally: Tally) -> None:
    assert cleaner(tally)(broken) is None
    assert tally.pending() == {("phi.scrubber.errors", "llm_event"): 1}


def test_only_what_is_listed_stays(tally: Tally) -> None:
    cleaned = cleaner(tally)(
        event(
            name="Jane Doe",
            metrics={"input_tokens": 3, "jane": 1, "total_tokens": "Jane", "output_tokens": float("inf")},
            tags=["env:dev", "patient:Jane", "model:Jane Doe", "model:123-45-6789", "error_type:ValueError"],
            session_id="Jane",
            span_links=[{"attributes": {"patient": "Jane"}}],
            meta={
                "span": {"kind": "llm"},
                "error": {"type": "builtins.ValueError", "message": "Jane", "stack": "Jane"},
                "metadata": {"prompt_template": "soap-note", "temperature": 0.1, "passages": 5, "store": "Jane Doe"},
                "input": {
                    "value": "Jane",
                    "prompt": {"id": "Jane Doe", "template": "Jane", "variables": {"a": "Jane"}},
                },
                "tool_definitions": [{"description": "Jane"}],
                "intent": "Jane",
            },
        )
    )
    assert cleaned == event(
        name="llm",
        metrics={"input_tokens": 3},
        tags=["env:dev", "error_type:ValueError"],
        meta={
            "span": {"kind": "llm"},
            "error": {"type": "ValueError"},
            "metadata": {"prompt_template": "soap-note", "passages": 5},
            "input": {"value": "[4 characters]"},
            "output": {},
        },
    )
    assert tally.pending() == {("telemetry.dropped_keys", None): 8}
