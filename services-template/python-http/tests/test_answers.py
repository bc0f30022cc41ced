"""What callers get, over both protocols."""

from typing import Any
from uuid import uuid4

import grpc
import pytest

from retrieval_api.v1 import retrieval_pb2, retrieval_pb2_grpc

from conftest import StartService
from service_process import Service
from stores import Cache, Database


def call(service: Service, **fields: Any) -> retrieval_pb2.SearchResponse:
    with grpc.insecure_channel(f"127.0.0.1:{service.grpc_port}") as channel:
        request = retrieval_pb2.SearchRequest(**{"encounter_id": str(uuid4()), **fields})
        answer: retrieval_pb2.SearchResponse = retrieval_pb2_grpc.RetrievalStub(channel).Search(request, timeout=30)
        return answer


def test_the_nearest_passages_of_the_chart_over_both_protocols(start: StartService, database: Database) -> None:
    chart, other = str(uuid4()), str(uuid4())
    database.add(chart, "note", "cough and fever since monday")
    database.add(chart, "guideline", "fever: measure twice a day")
    database.add(other, "note", "cough and fever")
    service = start()
    http = service.ask("cough and fever", chart).json()["passages"]
    assert [passage["source"] for passage in http] == ["note", "guideline"]
    assert 0 <= http[0]["distance"] < http[1]["distance"] < 0.8
    grpc_passages = call(service, chart_id=chart, question="cough and fever").passages
    assert [(found.source, found.text) for found in grpc_passages] == [
        (found["source"], found["text"]) for found in http
    ]
    assert len(call(service, chart_id=chart, question="cough and fever", limit=1).passages) == 1


def test_no_passage_is_an_answer(start: StartService) -> None:
    service = start()
    answer = service.ask("cough")
    assert (answer.status_code, answer.json()) == (200, {"passages": []})
    assert list(call(service, chart_id=str(uuid4()), question="cough").passages) == []


def test_what_is_out_of_bounds_is_refused(start: StartService) -> None:
    service = start()
    valid: dict[str, Any] = {"chart_id": str(uuid4()), "question": "cough"}
    wrong = (("encounter_id", "5"), ("chart_id", "5"), ("question", ""), ("question", "x" * 4001), ("limit", 21))
    for field, value in wrong:
        fields = {**valid, field: value}
        assert service.ask(**fields).status_code == 422
        with pytest.raises(grpc.RpcError) as error:
            call(service, **fields)
        assert error.value.code() == grpc.StatusCode.INVALID_ARGUMENT


def test_a_second_answer_comes_from_the_cache(start: StartService, database: Database) -> None:
    chart = str(uuid4())
    database.add(chart, "note", "cough and fever")
    service = start()
    first = service.ask("cough", chart).json()
    database.execute(b"DELETE FROM passages")
    assert service.ask("cough", chart).json() == first


def test_without_the_cache_answers_still_come(start: StartService, cache: Cache, database: Database) -> None:
    chart = str(uuid4())
    database.add(chart, "note", "cough and fever")
    service = start()
    cache.halt()
    try:
        assert len(service.ask("cough", chart).json()["passages"]) == 1
        assert service.probe("/readyz") == 200
        service.wait_for_log("the cache was not read")
    finally:
        cache.start()
    assert len(service.ask("fever", chart).json()["passages"]) == 1


def test_without_the_store_the_service_is_not_ready_and_says_try_again(start: StartService) -> None:
    service = start(ready=False, DATABASE_URL="postgresql://nobody@127.0.0.1:1/nothing", SEARCH_TIMEOUT_S="0.2")
    assert service.probe("/readyz") == 503
    assert service.probe("/livez") == 200
    assert service.ask("cough").status_code in (503, 504)
    with pytest.raises(grpc.RpcError) as error:
        call(service, chart_id=str(uuid4()), question="cough")
    assert error.value.code() in (grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.DEADLINE_EXCEEDED)
    assert service.wait_for_log("retrieval failed")["store"] == "pgvector"
