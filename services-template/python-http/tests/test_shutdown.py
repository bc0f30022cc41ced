"""SIGTERM: what was taken is answered, and telemetry is sent."""

import time
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

from test_answers import call

from agent import Agent, MetricSink
from conftest import StartService


def test_sigterm_under_load_answers_what_was_taken(start: StartService, agent: Agent, sink: MetricSink) -> None:
    service = start(FAULTS="slow", FAULT_SLOW_S="2")
    with ThreadPoolExecutor(20) as pool:
        http = [pool.submit(service.ask, "cough") for _ in range(10)]
        calls = [pool.submit(call, service, chart_id=str(uuid4()), question="cough") for _ in range(10)]
        time.sleep(1)
        service.terminate()
        assert {answer.result().status_code for answer in http} == {200}
        assert all(list(answer.result().passages) == [] for answer in calls)
    assert service.wait() == 0
    # It was flushed: neither a span nor a count of the last answers is missing.
    agent.wait_for_span("rag.retrieval", timeout_s=2)
    assert sum(span["name"] == "rag.retrieval" for span in agent.spans()) == 20
    sink.wait_for("retrieval.total", "c", timeout_s=1)
    assert sink.sum("retrieval.total") == 20


def test_sigterm_answers_the_calls_of_grpc_when_no_request_holds_the_service(start: StartService) -> None:
    service = start(FAULTS="slow", FAULT_SLOW_S="3")
    with ThreadPoolExecutor(5) as pool:
        calls = [pool.submit(call, service, chart_id=str(uuid4()), question="cough") for _ in range(5)]
        time.sleep(1)
        service.terminate()
        assert all(list(answer.result().passages) == [] for answer in calls)
    assert service.wait() == 0


def test_after_sigterm_no_new_request_is_taken(start: StartService) -> None:
    service = start(FAULTS="slow", FAULT_SLOW_S="2")
    with ThreadPoolExecutor(1) as pool:
        last = pool.submit(service.ask, "cough")
        time.sleep(1)
        service.terminate()
        service.wait_until(lambda: service.probe("/readyz") is None)
        assert last.result().status_code == 200
    assert service.wait() == 0
