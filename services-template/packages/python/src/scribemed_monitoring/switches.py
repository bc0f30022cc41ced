"""The tracer's switches, set in the environment before the tracer loads."""

import os
import sys
from collections.abc import MutableMapping

# Set whatever the environment says: each of them would send content, or accept instructions to send content, past the
# guards of this package.
FORCED: dict[str, str] = {
    "DD_TRACE_PROPAGATION_STYLE": "datadog,tracecontext,baggage",
    "DD_TRACE_PROPAGATION_STYLE_EXTRACT": "datadog,tracecontext,baggage",
    "DD_TRACE_PROPAGATION_STYLE_INJECT": "datadog,tracecontext,baggage",
    # tracer_hooks.py does it: the tracer then looks at the first style only, whether it has a trace or not.
    "DD_TRACE_PROPAGATION_EXTRACT_FIRST": "false",
    "DD_TRACE_PROPAGATION_HTTP_BAGGAGE_ENABLED": "false",
    "DD_TRACE_BAGGAGE_TAG_KEYS": "",
    "DD_TRACE_OTEL_ENABLED": "true",
    "DD_METRICS_OTEL_ENABLED": "false",
    "DD_LOGS_OTEL_ENABLED": "false",
    # `init` may switch it on, with a guard of its own; nobody else.
    "DD_LLMOBS_ENABLED": "false",
    "DD_LLMOBS_AGENTLESS_ENABLED": "false",
    # Would send prompts to a language model.
    "_DD_LLMOBS_EVALUATORS": "",
    "DD_EXCEPTION_REPLAY_ENABLED": "false",
    "DD_DYNAMIC_INSTRUMENTATION_ENABLED": "false",
    "DD_SYMBOL_DATABASE_UPLOAD_ENABLED": "false",
    "DD_CODE_ORIGIN_FOR_SPANS_ENABLED": "false",
    "DD_REMOTE_CONFIGURATION_ENABLED": "false",
    "DD_ERROR_TRACKING_HANDLED_ERRORS": "",
    "DD_APPSEC_ENABLED": "false",
    "DD_APPSEC_SCA_ENABLED": "false",
    "DD_IAST_ENABLED": "false",
    "DD_API_SECURITY_ENABLED": "false",
    "DD_HTTP_SERVER_TAG_QUERY_STRING": "false",
    "DD_TRACE_HTTP_CLIENT_TAG_QUERY_STRING": "false",
    "DD_TRACE_HEADER_TAGS": "",
    "DD_TRACE_CLIENT_IP_ENABLED": "false",
    "DD_LOGS_INJECTION": "false",
    # All spans of a service are of that service: a monitor of it sees its calls to stores too. Datadog infers the
    # stores from the tags.
    "DD_TRACE_REMOVE_INTEGRATION_SERVICE_NAMES_ENABLED": "true",
    "DD_INSTRUMENTATION_TELEMETRY_ENABLED": "false",
    "DD_CRASHTRACKING_ENABLED": "false",
}

# Defaults that a deployment may change.
DEFAULTS: dict[str, str] = {
    # Shows the active span to profilers outside of the process, and wraps every callback of asyncio for it.
    "DD_TRACE_OTEL_CTX_ENABLED": "false",
    "DD_KAFKA_PROPAGATION_ENABLED": "true",
    "DD_TRACE_KOMBU_ENABLED": "true",
}

# Instrumented libraries that services use. One that was imported before `init` may have been copied
# (`from redis import Redis`) or built (an application object) without instrumentation.
INSTRUMENTED = (
    *("aiobotocore", "aiohttp", "aiokafka", "asyncpg", "botocore", "celery", "confluent_kafka", "django", "fastapi"),
    *("flask", "grpc", "httpx", "kafka", "kombu", "psycopg", "psycopg2", "redis", "requests", "sqlalchemy"),
    *("starlette", "urllib3"),
)


def loaded_early() -> list[str]:
    """Instrumented modules, and the tracer itself, that were imported already."""
    return [name for name in ("ddtrace", "opentelemetry", *INSTRUMENTED) if name in sys.modules]


# Where the events of LLM Observability go: to the agent, which knows where the rest goes.
_LLM_DESTINATION = "DD_LLMOBS_OVERRIDE_ORIGIN"


def apply(
    profiling: bool,
    runtime_metrics: bool,
    llm_observability: bool = False,
    environ: MutableMapping[str, str] = os.environ,
) -> None:
    """Set the switches; options win over the environment."""
    environ.update(FORCED)
    environ.pop(_LLM_DESTINATION, None)
    if llm_observability:
        # tracer_hooks.py starts it behind the guard; `true` would start it before, `false` would forbid it.
        del environ["DD_LLMOBS_ENABLED"]
    environ["DD_PROFILING_ENABLED"] = str(profiling).lower()
    environ["DD_RUNTIME_METRICS_ENABLED"] = str(runtime_metrics).lower()
    for name, value in DEFAULTS.items():
        environ.setdefault(name, value)
