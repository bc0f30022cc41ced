"""`init` in processes of their own, since the tracer is one for a process."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from scribemed_monitoring.identity import Identity, MissingEnvironmentError
from scribemed_monitoring.switches import FORCED

TAGS = {"DD_SERVICE": "transcription", "DD_ENV": "dev", "DD_VERSION": "1.2.3"}


def run(program: str, **environ: str) -> subprocess.CompletedProcess[str]:
    env = {key: value for key, value in os.environ.items() if not key.startswith(("DD_", "OTEL_"))}
    # Nothing listens there.
    agent = {"DD_TRACE_AGENT_URL": "http://127.0.0.1:1", "DD_DOGSTATSD_PORT": "1"}
    return subprocess.run(
        [sys.executable, "-c", program],
        env=env | agent | TAGS | environ,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def logs(result: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_importing_the_package_loads_nothing_that_is_instrumented() -> None:
    program = """
import sys, scribemed_monitoring
from scribemed_monitoring import switches
assert switches.loaded_early() == []
"""
    assert run(program).returncode == 0


def test_starts_and_says_nothing_before_it_shuts_down() -> None:
    result = run("from scribemed_monitoring import init; init().shutdown()")
    assert (result.returncode, result.stderr) == (0, "")
    assert [json.loads(line)["message"] for line in result.stdout.splitlines()] == ["shutting down", "shut down"]


@pytest.mark.parametrize("missing", [["DD_SERVICE"], ["DD_ENV", "DD_VERSION"], ["DD_SERVICE", "DD_ENV", "DD_VERSION"]])
def test_missing_tags_are_all_named_with_what_to_set_and_where(missing: list[str]) -> None:
    environ = {key: " " if key in missing else value for key, value in TAGS.items()}
    with pytest.raises(MissingEnvironmentError) as raised:
        Identity.from_environment(environ=environ)
    assert raised.value.missing == missing
    message = str(raised.value)
    assert [name for name in TAGS if f"  {name}: " in message] == missing
    assert "tags.datadoghq.com/service" in message
    assert "allow_untagged" in message


def test_missing_tags_stop_the_process() -> None:
    result = run("from scribemed_monitoring import init; init()", DD_ENV="")
    assert result.returncode == 1
    assert "DD_ENV: the environment" in result.stderr


def test_tests_may_run_untagged() -> None:
    program = "from scribemed_monitoring import init; init(allow_untagged=True).logger.info('started')"
    result = run(program, DD_SERVICE="", DD_ENV="", DD_VERSION="")
    [line] = logs(result)
    assert line["message"] == "started"
    assert "service" not in line


def test_twice_returns_the_first_and_warns_once() -> None:
    result = run("from scribemed_monitoring import init; assert init() is init()")
    assert result.returncode == 0, result.stderr
    assert [(line["status"], line["message"]) for line in logs(result)] == [
        ("warn", "init was called again; it returns the first instance")
    ]


def test_late_names_the_modules() -> None:
    result = run("import fastapi, redis\nfrom scribemed_monitoring import init\ninit()")
    assert result.returncode == 0, result.stderr
    assert {(line["status"], line["component"]) for line in logs(result)} >= {
        ("warn", "fastapi"),
        ("warn", "redis"),
        ("warn", "starlette"),
    }


def test_opentelemetry_loaded_early_shares_the_trace_all_the_same() -> None:
    program = """
from opentelemetry import context, trace
context.get_current()
early = trace.get_tracer("x")
from scribemed_monitoring import init
init()
from ddtrace.trace import tracer
with tracer.trace("outer") as outer, early.start_as_current_span("inner") as inner, tracer.trace("innermost") as last:
    assert inner.get_span_context().trace_id == outer.trace_id == last.trace_id
    assert last.parent_id == inner.get_span_context().span_id
"""
    result = run(program)
    assert result.returncode == 0, result.stderr
    assert logs(result)[0]["component"] == "opentelemetry"


def test_the_tracer_loaded_early_is_named_and_still_guarded() -> None:
    result = run("import ddtrace.auto\nfrom scribemed_monitoring import init\ninit()")
    assert result.returncode == 1 or "ddtrace" in {line["component"] for line in logs(result)}, result.stderr


def test_another_provider_of_opentelemetry_fails_the_self_check() -> None:
    program = """
from opentelemetry import trace
trace.set_tracer_provider(trace.NoOpTracerProvider())
from scribemed_monitoring import init
init()
"""
    result = run(program)
    assert result.returncode == 1
    assert "its provider is opentelemetry.trace.NoOpTracerProvider, not ddtrace's" in result.stderr


def test_a_filter_configured_over_the_guard_fails_the_self_check() -> None:
    program = """
from scribemed_monitoring import init, tracing
init()
from ddtrace.trace import tracer
tracer.configure(trace_processors=[])
from scribemed_monitoring.span_guard import SpanGuard
try:
    tracing.self_check(SpanGuard("x"))
except tracing.TracerSelfCheckError as error:
    print(error)
"""
    assert "do not pass the guard" in run(program).stdout


def test_tracing_can_be_switched_off() -> None:
    result = run("from scribemed_monitoring import init; init()", DD_TRACE_ENABLED="false")
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


def test_content_stays_off_whatever_the_environment_says() -> None:
    program = """
from scribemed_monitoring import init
init()
from ddtrace import config
from ddtrace.internal.settings.asm import config as asm
from ddtrace.internal.settings.dynamic_instrumentation import config as dynamic
from ddtrace.internal.settings.exception_replay import config as replay
from ddtrace.internal.remoteconfig.worker import remoteconfig_poller
from ddtrace.llmobs import LLMObs
import json
print(json.dumps({
    "extract": config._propagation_style_extract,
    "inject": config._propagation_style_inject,
    "baggage headers": config._propagation_http_baggage_enabled,
    "baggage tags": [key for key in config._baggage_tag_keys if key],
    "llm observability": LLMObs.enabled,
    "appsec": asm._asm_enabled,
    "iast": asm._iast_enabled,
    "dynamic instrumentation": dynamic.enabled,
    "exception replay": replay.enabled,
    "remote configuration": remoteconfig_poller.status.name,
    "logs injection": config._logs_injection,
    "header tags": config._http._header_tags,
    "query string": config.fastapi.trace_query_string or config.httpx.trace_query_string,
    "runtime metrics": config._runtime_metrics_enabled,
}))
"""
    on = {name: "true" for name in FORCED if FORCED[name] == "false"}
    result = run(program, **on, DD_TRACE_HEADER_TAGS="x-patient", DD_TRACE_PROPAGATION_STYLE="b3")
    settings = json.loads(result.stdout.splitlines()[-1])
    styles = ["datadog", "tracecontext", "baggage"]
    assert settings.pop("extract") == styles, result
    assert settings.pop("inject") == styles
    assert settings.pop("remote configuration") == "STOPPED"
    assert not any(settings.values()), settings


def test_uncaught_errors_lose_their_messages() -> None:
    result = run("from scribemed_monitoring import init; init(); raise ValueError('Jane Doe')")
    assert result.returncode == 1
    [line] = logs(result)
    assert (line["message"], line["error_class"], line["status"]) == ("uncaught error", "ValueError", "error")
    assert "Jane" not in result.stdout + result.stderr


def test_an_unknown_log_level_is_info() -> None:
    result = run("from scribemed_monitoring import init; init().logger.info('started')", LOG_LEVEL="loud")
    assert [line["message"] for line in logs(result)] == ["started"]


def test_a_fork_sends_metrics_and_logs() -> None:
    program = """
import os
from scribemed_monitoring import init
monitoring = init()
if (child := os.fork()) == 0:
    with monitoring.spans.run("rag.retrieval"):
        monitoring.metrics.count("retrieval.total")
        monitoring.logger.info("in the child")
    os._exit(0)
os.waitpid(child, 0)
"""
    result = run(program)
    assert result.returncode == 0, result.stderr
    assert logs(result)[0]["message"] == "in the child"
