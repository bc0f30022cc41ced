import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from ddtrace.propagation.http import HTTPPropagator
from ddtrace.trace import Context, tracer
from traced import HOOK_TALLY, Traced

from scribemed_monitoring.baggage import Baggage, internal_hosts
from scribemed_monitoring.tally import Tally
from scribemed_monitoring.tracer_hooks import destination

ONE = "11111111-7e0e-4bb1-9a3a-2f54a3f4d9b1"
TWO = "22222222-7e0e-4bb1-9a3a-2f54a3f4d9b1"


@pytest.fixture
def baggage(tally: Tally) -> Baggage:
    return Baggage(tally)


@pytest.mark.parametrize(
    ("host", "internal"),
    [
        ("rag-service", True),
        ("rag-service:8080", True),
        ("rag.scribemed.svc.cluster.local", True),
        ("RAG.SVC.CLUSTER.LOCAL.", True),
        ("localhost", True),
        ("127.0.0.1", True),
        ("[::1]:80", True),
        ("::1", True),
        ("example.com", False),
        ("svc.cluster.local.example.com", False),
        ("evilsvc.cluster.local", False),
        ("127.0.0.2", False),
        ("10.0.0.1", False),
        ("[2001:db8::1]", False),
        ("2001:db8::1", False),
        ("", False),
        (" ", False),
    ],
)
def test_internal_hosts(host: str, internal: bool) -> None:
    assert internal_hosts()(host) is internal


def test_listed_hosts() -> None:
    is_internal = internal_hosts([".scribemed.internal", "ehr.example.com"])
    assert is_internal("a.scribemed.internal")
    assert is_internal("ehr.example.com")
    assert not is_internal("x.ehr.example.com")
    assert not is_internal("a.svc.cluster.local")


def test_nested_encounters(baggage: Baggage, traced: Traced) -> None:
    assert baggage.encounter_id() is None
    with tracer.trace("outer"):
        with baggage.with_encounter(ONE), tracer.trace("one"):
            with baggage.with_encounter(TWO), tracer.trace("two"):
                assert baggage.encounter_id() == TWO
            assert baggage.encounter_id() == ONE
        assert baggage.encounter_id() is None
    assert traced.tags("two")["encounter_id"] == TWO


def test_two_encounters_at_the_same_time_in_one_trace(baggage: Baggage, traced: Traced) -> None:
    async def work(encounter_id: str) -> str | None:
        with baggage.with_encounter(encounter_id):
            for _ in range(5):
                await asyncio.sleep(0.001)
                with tracer.trace(f"work.{encounter_id[0]}"):
                    await asyncio.sleep(0.001)
            carrier: dict[str, str] = {}
            with destination("localhost"):
                HTTPPropagator.inject(tracer.current_span() or Context(), carrier)
            return carrier.get("baggage")

    async def both() -> list[str | None]:
        with tracer.trace("batch"):
            return list(await asyncio.gather(*(asyncio.create_task(work(id_)) for id_ in (ONE, TWO))))

    sent = asyncio.run(both())
    assert sent == [f"encounter_id={ONE}", f"encounter_id={TWO}"]
    for span in traced.spans:
        if span.name.startswith("work."):
            assert (span.get_tag("encounter_id") or "")[0] == span.name[-1]


def test_threads_that_the_tracer_gives_the_trace_to(baggage: Baggage, traced: Traced) -> None:
    def work(context: Context) -> None:
        tracer.context_provider.activate(context)
        with tracer.trace("thread"):
            pass

    with tracer.trace("x") as span, baggage.with_encounter(ONE), ThreadPoolExecutor(1) as pool:
        pool.submit(work, span.context).result()
    assert traced.tags("thread")["encounter_id"] == ONE


def test_spans_that_ended_before_the_encounter_was_known(baggage: Baggage, traced: Traced) -> None:
    with tracer.trace("server"):
        with tracer.trace("middleware"):
            pass
        with baggage.with_encounter(ONE):
            pass
    assert traced.tags("middleware")["encounter_id"] == ONE


@pytest.mark.parametrize("value", ["Jane Doe", "4711", "", None, 5, ONE + "x"])
def test_what_is_no_uuid_is_dropped_and_counted(baggage: Baggage, traced: Traced, value: Any) -> None:
    with tracer.trace("x"), baggage.with_encounter(value):
        assert baggage.encounter_id() is None
    assert "encounter_id" not in traced.tags("x")
    assert traced.dropped == 1


class TestIncoming:
    def extract(self, baggage: str) -> dict[str, Any]:
        context: Context = HTTPPropagator.extract({"baggage": baggage})  # type: ignore[no-untyped-call]
        return context.get_all_baggage_items()

    def test_only_declared_keys(self, traced: Traced) -> None:
        assert self.extract(f"patient=Jane,encounter_id={ONE},account.id=5") == {"encounter_id": ONE}
        assert traced.dropped == 2

    def test_values_of_their_form_only(self, traced: Traced) -> None:
        assert self.extract("encounter_id=Jane%20Doe") == {}
        assert traced.dropped == 1

    def test_what_other_vendors_and_callers_propagate_is_removed(self, traced: Traced) -> None:
        headers = {
            "x-datadog-trace-id": "5",
            "x-datadog-parent-id": "6",
            "x-datadog-origin": "Jane",
            "x-datadog-tags": "_dd.p.usr.id=Jane,_dd.p.dm=-4,_dd.p.x=Jane",
            "tracestate": "dd=s:1;o:Jane,other=Jane",
        }
        context: Context = HTTPPropagator.extract(headers)  # type: ignore[no-untyped-call]
        assert (context.trace_id, context.span_id) == (5, 6)
        assert "Jane" not in str(context._meta)
        assert context._meta["_dd.p.dm"] == "-4"


class TestOutgoing:
    def inject(self, host: str | None) -> dict[str, str]:
        carrier: dict[str, str] = {}
        with tracer.trace("x") as span, Baggage(HOOK_TALLY).with_encounter(ONE):
            span.context.set_baggage_item("patient", "Jane")
            if host is None:
                HTTPPropagator.inject(span, carrier)
            else:
                with destination(host):
                    HTTPPropagator.inject(span, carrier)
        return carrier

    def test_internal(self, traced: Traced) -> None:
        assert self.inject("rag-service")["baggage"] == f"encounter_id={ONE}"

    @pytest.mark.parametrize("host", ["example.com", "", None])
    def test_not_to_others_or_to_nobody_knows_whom(self, traced: Traced, host: str | None) -> None:
        sent = self.inject(host)
        assert "baggage" not in sent
        assert "x-datadog-trace-id" in sent

    def test_messages_of_integrations(self, traced: Traced) -> None:
        # As contrib/internal/kafka does: a producer's span, whose context is injected.
        with Baggage(HOOK_TALLY).with_encounter(ONE), tracer.trace("kafka.produce") as span:
            span._set_attribute("span.kind", "producer")
            carrier: dict[str, str] = {}
            HTTPPropagator.inject(span.context, carrier)
        assert carrier["baggage"] == f"encounter_id={ONE}"

    @pytest.mark.parametrize(("host", "reached"), [("rag-service", True), ("api.example.com", False)])
    def test_grpc_says_the_host_on_its_span(self, traced: Traced, host: str, reached: bool) -> None:
        # As contrib/internal/grpc does: the span is not active, and the asynchronous client passes its context.
        with Baggage(HOOK_TALLY).with_encounter(ONE):
            span = tracer.start_span("grpc")
            span._set_attribute("grpc.host", host)
            for given in (span, span.context):
                carrier: dict[str, str] = {}
                HTTPPropagator.inject(given, carrier)
                assert ("baggage" in carrier) is reached
            span.finish()
