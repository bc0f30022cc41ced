"""Hooks into inner parts of the tracer, where it offers none.

All of them are in this file; tests/test_tracer_hooks.py fails if a new version of the tracer lacks one of them.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, cast

import opentelemetry.baggage
import opentelemetry.context
import opentelemetry.trace
import opentelemetry.trace.propagation
from ddtrace._trace.subscribers.http_client import HttpClientTracingSubscriber
from ddtrace.internal import core
from ddtrace.internal.constants import _PROPAGATION_STYLE_W3C_TRACECONTEXT, PROPAGATION_STYLE_DATADOG
from ddtrace.internal.module import ModuleWatchdog
from ddtrace.internal.opentelemetry.context import DDRuntimeContext
from ddtrace.opentelemetry import TracerProvider
from ddtrace.propagation.http import _PROP_STYLES, HTTPPropagator, _BaggageHeader
from ddtrace.trace import Context, Span, tracer

from scribemed_monitoring.encounter import BAGGAGE_KEYS, ENCOUNTER_ID, current_encounter, note_encounter, valid_baggage
from scribemed_monitoring.span_clock import SpanClock
from scribemed_monitoring.span_rules import clean_propagated
from scribemed_monitoring.tally import TALLY, Tally

# Host of the other end, as integrations name it before they inject headers.
_HOST_TAGS = ("server.address", "out.host", "peer.hostname", "grpc.host", "network.destination.name")

# Where the headers that are being injected go; None while nobody has said.
_destination: ContextVar[str | None] = ContextVar("scribemed_destination", default=None)
# Queues and topics belong to the platform, whatever their host.
INTERNAL = "localhost"


def install(is_internal: Callable[[str], bool], tally: Tally = TALLY) -> None:
    """Install all hooks; once for a process."""
    _tag_spans_at_start()
    _leave_serialization_untraced()
    SpanClock().register()
    _refuse_span_events(tally)
    _guard_incoming_baggage(tally)
    _read_first_style_only()
    _guard_incoming_context(tally)
    _guard_outgoing_baggage(is_internal)


def adopt_opentelemetry() -> None:
    """Make the API of OpenTelemetry use this tracer, even if it was imported first (FastAPI imports it).

    The tracer sets both when it is loaded before; a provider that somebody else set stays, and fails the self-check.
    """
    # The context first: it is chosen when `opentelemetry.context` is imported, by a variable that the tracer sets.
    if not isinstance(opentelemetry.context._RUNTIME_CONTEXT, DDRuntimeContext):
        opentelemetry.context._RUNTIME_CONTEXT = DDRuntimeContext()  # type: ignore[assignment]
    if isinstance(opentelemetry.trace.get_tracer_provider(), opentelemetry.trace.ProxyTracerProvider):
        opentelemetry.trace.set_tracer_provider(TracerProvider())
    _ask_for_known_keys_only()


# What the tracer's context of OpenTelemetry keeps; it drops every other key that is attached.
_CONTEXT_KEYS = (opentelemetry.trace.propagation._SPAN_KEY, opentelemetry.baggage._BAGGAGE_KEY)


def _ask_for_known_keys_only() -> None:
    # FastAPI asks several times in a request for a key of its own, and each time the tracer makes a context anew.
    get_value = opentelemetry.context.get_value

    def known_only(key: str, context: opentelemetry.context.Context | None = None) -> object:
        return get_value(key, context) if context is not None or key in _CONTEXT_KEYS else None

    opentelemetry.context.get_value = known_only


def _leave_serialization_untraced() -> None:
    """Make no span of each answer that FastAPI serializes: nobody asks for it, and it is a third of a small trace."""

    async def untraced(wrapped: Callable[..., Any], _instance: object, args: Any, kwargs: Any) -> Any:
        return await wrapped(*args, **kwargs)

    def replace(patch: Any) -> None:
        patch.traced_serialize_response = untraced

    # When FastAPI is imported, before the tracer instruments it.
    ModuleWatchdog.register_module_hook("ddtrace.contrib.internal.fastapi.patch", replace)


@contextmanager
def destination(host: str) -> Iterator[None]:
    """Inject headers for this host within the block."""
    token = _destination.set(host)
    try:
        yield
    finally:
        _destination.reset(token)


def _tag_spans_at_start() -> None:
    def on_start(span: Span) -> None:
        encounter_id = current_encounter(span._parent_context)
        if encounter_id is not None:
            span._set_attribute(ENCOUNTER_ID, encounter_id)
            note_encounter(span, encounter_id)

    core.on(  # type: ignore[attr-defined]
        "trace.span_start", on_start, "scribemed.encounter"
    )


def _refuse_span_events(tally: Tally) -> None:
    # Events hold messages and stacks of exceptions, or free text, and cannot be removed from a span later.
    def add_event(_span: Span, *_args: object, **_kwargs: object) -> None:
        tally.dropped()

    native_set_link = Span._set_link

    def set_link(
        span: Span, trace_id: int, span_id: int, tracestate: object = None, flags: Any = None, attributes: Any = None
    ) -> None:
        tally.dropped(len(attributes) if isinstance(attributes, Mapping) else 0)
        native_set_link(span, trace_id, span_id, None, flags, None)

    Span._add_event = add_event  # type: ignore[method-assign, assignment]
    Span._set_link = set_link  # type: ignore[method-assign, assignment]


def _guard_incoming_baggage(tally: Tally) -> None:
    extract = _BaggageHeader._extract

    def guarded(headers: dict[str, str]) -> Context:
        context = extract(headers)
        items = context.get_all_baggage_items()
        allowed = {key: value for key in BAGGAGE_KEYS if (value := valid_baggage(key, items.get(key))) is not None}
        tally.dropped(len(items) - len(allowed))
        return Context(baggage=dict(allowed))

    _BaggageHeader._extract = staticmethod(guarded)  # type: ignore[method-assign]


def _read_first_style_only() -> None:
    """Read the headers of the first style that has a trace, as DD_TRACE_PROPAGATION_EXTRACT_FIRST does for Node.js.

    Services of the platform send a trace in both styles, and to read it twice is a tenth of what the tracer adds to a
    request. Of the second one nothing was kept: `tracestate` is not passed on. The tracer's own switch looks at its
    first style only, so a caller that sends `traceparent` alone would begin a new trace.
    """

    def first(headers: dict[str, str]) -> tuple[list[Context], list[str]]:
        for style in (PROPAGATION_STYLE_DATADOG, _PROPAGATION_STYLE_W3C_TRACECONTEXT):
            context: Context | None = cast(Any, _PROP_STYLES[style])._extract(headers)
            if context:
                return [context], [style]
        return [], []

    HTTPPropagator._extract_configured_contexts_avail = staticmethod(  # type: ignore[method-assign]
        first  # type: ignore[assignment]
    )


def _guard_incoming_context(tally: Tally) -> None:
    extract = HTTPPropagator.extract

    def guarded(headers: dict[str, str]) -> Context:
        context: Context = extract(headers)  # type: ignore[no-untyped-call]
        tally.dropped(clean_propagated(context._meta))
        return context

    HTTPPropagator.extract = staticmethod(guarded)  # type: ignore[method-assign]


def _guard_outgoing_baggage(is_internal: Callable[[str], bool]) -> None:
    inject_baggage = _BaggageHeader._inject
    inject = HTTPPropagator.inject

    def guarded_baggage(context: Context, headers: dict[str, str]) -> None:
        host = _destination.get()
        encounter_id = current_encounter(context)
        if host is not None and encounter_id is not None and is_internal(host):
            inject_baggage(Context(baggage={ENCOUNTER_ID: encounter_id}), headers)

    def guarded_inject(context: Context | Span, headers: dict[str, str]) -> None:
        if _destination.get() is not None:
            inject(context, headers)
            return
        with destination(_host_of(context)):
            inject(context, headers)

    def with_destination(handler: Callable[[Any], None]) -> Callable[[Any], None]:
        def guarded(ctx: Any) -> None:
            with destination(str(ctx.event.server_address or ctx.event.target_host or "")):
                handler(ctx)

        return guarded

    _BaggageHeader._inject = staticmethod(guarded_baggage)  # type: ignore[method-assign, assignment]
    HTTPPropagator.inject = staticmethod(guarded_inject)  # type: ignore[method-assign]
    HttpClientTracingSubscriber._started_handlers = tuple(
        with_destination(handler) for handler in HttpClientTracingSubscriber._started_handlers
    )


def _host_of(context: Context | Span) -> str:
    """Return the host that the span of the context calls; empty, which is never internal, where it does not say."""
    span = context if isinstance(context, Span) else _find_span(context)
    if span is None:
        return ""
    if span._get_str_attribute("span.kind") == "producer":
        return INTERNAL
    return next((host for tag in _HOST_TAGS if (host := span._get_str_attribute(tag))), "")


def _find_span(context: Context) -> Span | None:
    # Integrations pass the context of their span, which has no reference to the span.
    trace = tracer._span_aggregator._traces.get(context.trace_id) if context.trace_id else None
    spans = trace.spans if trace is not None else []
    return next((span for span in reversed(spans) if span.span_id == context.span_id), None)


def start_llm_observability(clean: Callable[[Mapping[str, Any]], dict[str, Any] | None], service: str) -> None:
    """Switch LLM Observability on, with every event cleaned as it enters the writer, and evaluations refused.

    The writer sends to the agent. Not with the traces, which pass a guard that removes events, and not past the agent.
    """
    # Only here: most services do not need it, and it is large.
    from ddtrace.llmobs import LLMObs
    from ddtrace.llmobs._constants import LLMObsExportMode
    from ddtrace.llmobs._writer import LLMObsEvalMetricWriter, LLMObsSpanWriter

    enqueue = LLMObsSpanWriter.enqueue

    def enqueue_cleaned(writer: Any, event: Any) -> None:
        cleaned = clean(event)
        if cleaned is not None:
            enqueue(writer, cast(Any, cleaned))

    def refuse(_writer: Any, _event: Any) -> None:
        # Reasons and answers are free text.
        TALLY.dropped()

    LLMObsSpanWriter.enqueue = enqueue_cleaned  # type: ignore[method-assign, assignment]
    LLMObsEvalMetricWriter.enqueue = refuse  # type: ignore[method-assign, assignment]
    LLMObs.enable(ml_app=service or None, agentless_enabled=False)
    LLMObs._instance._export_mode = LLMObsExportMode.LLMOBS_AGENT_PROXY
