"""Starts the tracer behind its guards, and checks that it records."""

from collections.abc import Callable, Collection
from importlib.metadata import version
from typing import TYPE_CHECKING

from scribemed_monitoring.encounter import ENCOUNTER_ID, current_encounter
from scribemed_monitoring.identity import Identity

if TYPE_CHECKING:
    from scribemed_monitoring.span_guard import SpanGuard


class TracerSelfCheckError(RuntimeError):
    """The tracer does not record spans of the OpenTelemetry API, or sends them past the guard."""


def start(
    identity: Identity,
    untraced_paths: Collection[str],
    is_internal: Callable[[str], bool],
    llm_observability: bool = False,
) -> "SpanGuard":
    """Load the tracer, which reads its switches now, install the guards and check both.

    Raises TracerSelfCheckError.
    """
    # Imported here: the tracer reads the environment when it is imported.
    import ddtrace.auto  # noqa: F401
    from ddtrace import config
    from ddtrace.trace import tracer

    from scribemed_monitoring import llm_events, tracer_hooks
    from scribemed_monitoring.span_guard import SpanGuard

    guard = SpanGuard(identity.service, extra_tags=set(config.tags), untraced_paths=untraced_paths)
    tracer.configure(trace_processors=[guard])
    tracer_hooks.install(is_internal)
    tracer_hooks.adopt_opentelemetry()
    if llm_observability and tracer.enabled:
        tracer_hooks.start_llm_observability(llm_events.cleaner(), identity.service)
    self_check(guard)
    return guard


def self_check(guard: "SpanGuard") -> None:
    """Run a span of the OpenTelemetry API: it must record, have a trace id, be active, and reach the guard."""
    from ddtrace.trace import tracer
    from opentelemetry import trace

    from scribemed_monitoring.span_guard import SELF_CHECK

    if not tracer.enabled:
        # DD_TRACE_ENABLED=false: nothing is sent, so there is nothing to check.
        return
    otel = trace.get_tracer("scribemed_monitoring")
    with otel.start_as_current_span(SELF_CHECK, attributes={"operation.name": SELF_CHECK}) as span:
        identity = span.get_span_context()
        active = tracer.current_span()
        recorded = span.is_recording() and identity.trace_id != 0
        recorded = recorded and active is not None and active.span_id == identity.span_id
    provider = type(trace.get_tracer_provider())
    if not recorded:
        raise TracerSelfCheckError(
            f"spans of the OpenTelemetry API are not recorded: its provider is {provider.__module__}."
            f"{provider.__qualname__}, not ddtrace's. Either opentelemetry was set up before init() (call init() "
            f"first, and no set_tracer_provider), or opentelemetry-api {version('opentelemetry-api')} does not fit "
            f"ddtrace {version('ddtrace')} (install the versions of this package's lock file)"
        )
    if not guard.self_checked:
        raise TracerSelfCheckError(
            "spans do not pass the guard that removes patient data: tracer.configure(trace_processors=...) was called "
            "elsewhere, or an active trace surrounded init(). Call init() first, outside of any span"
        )


def log_context() -> Callable[[], dict[str, str]]:
    """Make the function that returns the fields which tie a log line to the running trace and encounter."""
    from ddtrace.internal.utils.formats import format_trace_id
    from ddtrace.trace import Span, tracer

    def fields() -> dict[str, str]:
        active = tracer.context_provider.active()
        found: dict[str, str] = {}
        encounter_id = current_encounter(active.context if isinstance(active, Span) else active)
        if encounter_id is not None:
            found[ENCOUNTER_ID] = encounter_id
        if active is not None and active.trace_id and active.span_id:
            found["dd.trace_id"] = format_trace_id(active.trace_id)
            found["dd.span_id"] = str(active.span_id)
        return found

    return fields
