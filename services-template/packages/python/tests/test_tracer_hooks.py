"""What the guards use of the tracer's inner parts; a failure after an upgrade names the part."""

import importlib
import inspect

import opentelemetry.baggage
import opentelemetry.context
import opentelemetry.trace
import pytest
from ddtrace._trace.processor import SpanAggregator
from ddtrace._trace.subscribers.http_client import HttpClientTracingSubscriber
from ddtrace.contrib._events.http_client import HttpClientRequestEvent
from ddtrace.internal import core
from ddtrace.propagation.http import HTTPPropagator, _BaggageHeader
from ddtrace.trace import Context, Span, tracer
from traced import Traced


def test_spans_have_the_methods_that_are_replaced() -> None:
    assert "_add_event" in Span.__dict__
    assert "_set_link" in Span.__dict__
    for name in ("_get_attributes", "_set_attribute", "_remove_attribute", "_get_meta_structs", "_has_events"):
        assert callable(getattr(Span, name))


def test_every_span_start_is_announced(traced: Traced) -> None:
    started: list[Span] = []
    core.on("trace.span_start", started.append, "test")  # type: ignore[attr-defined]
    with tracer.trace("a"), tracer.trace("b"):
        pass
    assert [span.name for span in started][:2] == ["a", "b"]


def test_clients_share_the_subscriber_that_says_the_host() -> None:
    assert HttpClientTracingSubscriber._started_handlers
    fields = inspect.signature(HttpClientRequestEvent).parameters
    assert {"target_host", "server_address"} <= fields.keys()
    source = inspect.getsource(HttpClientTracingSubscriber._on_context_started)
    assert "_started_handlers" in source


def test_baggage_is_injected_and_extracted_where_the_guards_are() -> None:
    for function in (_BaggageHeader._inject, _BaggageHeader._extract, HTTPPropagator.inject, HTTPPropagator.extract):
        assert function.__module__ == "scribemed_monitoring.tracer_hooks"


DATADOG = {"x-datadog-trace-id": "11", "x-datadog-parent-id": "12", "x-datadog-sampling-priority": "1"}
W3C = {"traceparent": f"00-{21:032x}-{22:016x}-01", "tracestate": "other=x"}


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        pytest.param(DATADOG | W3C, (11, 12), id="both"),
        pytest.param(DATADOG, (11, 12), id="datadog"),
        pytest.param(W3C, (21, 22), id="w3c"),
        pytest.param({"x-datadog-trace-id": "Jane"} | W3C, (21, 22), id="datadog is broken"),
        pytest.param({"traceparent": "Jane"}, (None, None), id="none"),
    ],
)
def test_the_first_style_that_has_a_trace_is_read(headers: dict[str, str], expected: tuple[int, int]) -> None:
    context = HTTPPropagator.extract(headers)  # type: ignore[no-untyped-call]
    assert (context.trace_id, context.span_id) == expected
    assert not context._span_links
    assert "other" not in str(context._meta)


def test_contexts_have_the_parts_that_are_cleaned() -> None:
    context = Context(trace_id=1, span_id=2, meta={"a": "b"}, baggage={"c": "d"})
    del context._meta["a"]
    assert context._meta == {}
    assert context.get_all_baggage_items() == {"c": "d"}


def test_a_span_is_found_by_its_context(traced: Traced) -> None:
    assert isinstance(tracer._span_aggregator, SpanAggregator)
    span = tracer.start_span("x")
    assert span in tracer._span_aggregator._traces[span.trace_id].spans
    span.finish()


def test_filters_run_before_the_trace_is_written(traced: Traced) -> None:
    with tracer.trace("scribemed.self_check"):
        pass
    assert traced.guard.self_checked
    assert traced.spans == []


def test_serialization_is_instrumented_by_the_function_that_is_replaced() -> None:
    patch = importlib.import_module("ddtrace.contrib.internal.fastapi.patch")
    assert "traced_serialize_response" in inspect.getsource(patch.patch)
    assert patch.traced_serialize_response.__module__ == "scribemed_monitoring.tracer_hooks"


def test_the_context_of_opentelemetry_keeps_spans_and_baggage_only(traced: Traced) -> None:
    with tracer.trace("a") as span:
        tokens = [
            opentelemetry.context.attach(opentelemetry.context.set_value("other", "x")),
            opentelemetry.context.attach(opentelemetry.baggage.set_baggage("encounter_id", "y")),
        ]
        assert opentelemetry.trace.get_current_span().get_span_context().span_id == span.span_id
        assert opentelemetry.baggage.get_baggage("encounter_id") == "y"
        # Not by the tracer either, whose context it is; so nothing is lost by not asking it.
        assert opentelemetry.context.get_current().get("other") is None
        assert opentelemetry.context.get_value("other") is None
        assert opentelemetry.context.get_value("other", opentelemetry.context.set_value("other", "x")) == "x"
        for token in reversed(tokens):
            opentelemetry.context.detach(token)
