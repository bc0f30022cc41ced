"""Each fault flag does what it says, so that a game day sees the monitor that it is about."""

from uuid import uuid4

import grpc
import pytest

from test_answers import call

from agent import Agent
from conftest import StartService


def test_slow(start: StartService, agent: Agent) -> None:
    service = start(FAULTS="slow", FAULT_SLOW_S="1")
    assert service.ask("cough").status_code == 200
    for name in ("fastapi.request", "rag.retrieval"):
        assert agent.wait_for_span(name)["duration"] >= 1e9
    call(service, chart_id=str(uuid4()), question="cough")
    assert agent.wait_for_span("grpc.server")["duration"] >= 1e9


def test_http_5xx(start: StartService, agent: Agent) -> None:
    service = start(FAULTS="http_5xx")
    assert service.ask("cough").status_code == 500
    assert service.probe("/readyz") == 200
    # The monitors count spans with an error.
    assert agent.wait_for_span("fastapi.request")["error"] == 1
    with pytest.raises(grpc.RpcError) as error:
        call(service, chart_id=str(uuid4()), question="cough")
    assert error.value.code() == grpc.StatusCode.INTERNAL
    assert agent.wait_for_span("grpc.server")["error"] == 1


def test_log_silence(start: StartService) -> None:
    service = start(FAULTS="log_silence")
    assert service.ask("cough").status_code == 200
    service.stop()
    assert service.output == b""
