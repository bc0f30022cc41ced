"""`init`: everything that a service needs, set up in the right order."""

import atexit
import logging
import os
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from scribemed_monitoring import switches
from scribemed_monitoring.identity import Identity
from scribemed_monitoring.vocabulary import Metrics, Spans

if TYPE_CHECKING:
    from scribemed_monitoring.baggage import Baggage
    from scribemed_monitoring.health import Health
    from scribemed_monitoring.logger import Logger
    from scribemed_monitoring.messaging import Messaging
    from scribemed_monitoring.shutdown import Shutdown


@dataclass(frozen=True)
class Monitoring:
    """What `init` returns."""

    logger: "Logger"
    metrics: Metrics
    spans: Spans
    baggage: "Baggage"
    messaging: "Messaging"
    health: "Health"
    shutdown: "Shutdown"


# How long a process that ends waits for log lines that nobody reads.
EXIT_WAIT_S = 1.0

_lock = threading.Lock()
_instance: Monitoring | None = None


def init(
    *,
    allow_untagged: bool = False,
    profiling: bool = False,
    runtime_metrics: bool = False,
    llm_observability: bool = False,
    internal_hosts: Sequence[str] | None = None,
    untraced_paths: Sequence[str] = ("/livez", "/readyz", "/healthz"),
    capture_logs: bool = True,
    log_level: str | None = None,
    log_file: TextIO | None = None,
    shutdown_deadline_s: float = 25.0,
) -> Monitoring:
    """Set up logs, metrics and traces; call it before anything else is imported.

    Args:
        allow_untagged: start without DD_SERVICE, DD_ENV and DD_VERSION; for tests.
        profiling: switch the continuous profiler on.
        runtime_metrics: send metrics of the Python runtime.
        llm_observability: send calls of language models, with every content replaced by its length.
        internal_hosts: hosts that baggage is sent to: `.suffix` or a full name. Default `.svc.cluster.local` and
            localhost; names without a dot are always internal.
        untraced_paths: routes whose traces are not sent, such as those of probes.
        capture_logs: route `logging` and uncaught errors through the same pipeline.
        log_level: debug, info, warning or error; default LOG_LEVEL of the environment, or info.
        log_file: where logs go instead of stdout; for tests.
        shutdown_deadline_s: seconds that `shutdown` may take; less than terminationGracePeriodSeconds.

    Raises:
        MissingEnvironmentError: unified service tags are missing.
        TracerSelfCheckError: spans would not be recorded, or not be cleaned.

    """
    global _instance
    with _lock:
        if _instance is not None:
            _instance.logger.warning("init was called again; it returns the first instance")
            return _instance
        identity = Identity.from_environment(allow_untagged)
        early = switches.loaded_early()
        switches.apply(profiling, runtime_metrics, llm_observability)
        level = (log_level or os.environ.get("LOG_LEVEL") or "info").lower()
        if level.upper() not in logging.getLevelNamesMapping():
            level = "info"
        monitoring = _start(
            identity,
            internal_hosts,
            untraced_paths,
            _Logs(level, capture_logs, log_file),
            shutdown_deadline_s,
            llm_observability,
        )
        for module in early:
            monitoring.logger.warning(
                "imported before init, so it may not be traced; call init before other imports", component=module
            )
        _instance = monitoring
        return monitoring


@dataclass(frozen=True)
class _Logs:
    level: str
    capture: bool
    file: TextIO | None


def _start(
    identity: Identity,
    hosts: Sequence[str] | None,
    untraced_paths: Sequence[str],
    logs: _Logs,
    deadline_s: float,
    llm_observability: bool,
) -> Monitoring:
    # The tracer first; it instruments what the rest imports.
    from scribemed_monitoring import tracing

    def is_internal(host: str) -> bool:
        return internal(host)

    tracing.start(identity, untraced_paths, is_internal, llm_observability)

    from ddtrace.trace import tracer

    from scribemed_monitoring.baggage import INTERNAL_HOSTS, Baggage, internal_hosts
    from scribemed_monitoring.dogstatsd import dogstatsd_client
    from scribemed_monitoring.health import Health
    from scribemed_monitoring.logger import Pipeline, json_logger
    from scribemed_monitoring.messaging import Messaging
    from scribemed_monitoring.metrics import DogStatsdMetrics
    from scribemed_monitoring.output import Output
    from scribemed_monitoring.shutdown import Shutdown
    from scribemed_monitoring.spans import CriticalSpans
    from scribemed_monitoring.third_party import (
        TemplateHandler,
        capture_logging,
        capture_uncaught_errors,
        capture_warnings,
    )

    internal = internal_hosts(INTERNAL_HOSTS if hosts is None else hosts)
    pipeline = Pipeline(identity, tracing.log_context())
    output = Output(logs.file or sys.stdout)
    logger = json_logger(pipeline, logs.level, output)
    if logs.capture:
        handler = TemplateHandler(pipeline, output)
        capture_logging(handler, logs.level)
        capture_uncaught_errors(pipeline, handler)
        capture_warnings(pipeline, handler)
    metrics = DogStatsdMetrics(dogstatsd_client())

    def spans(timeout_s: float) -> None:
        tracer.shutdown(timeout_s)

    health = Health()
    shutdown = Shutdown(health, logger, [spans, metrics.close, output.close], deadline_s)
    atexit.register(metrics.flush)
    atexit.register(output.close, EXIT_WAIT_S)
    return Monitoring(logger, metrics, CriticalSpans(), Baggage(), Messaging(), health, shutdown)
