"""A service that makes the mistakes that the monitoring package counts, so that the test sees the counts."""

# ruff: noqa: I001 - monitoring comes first
from example_python_worker.monitoring import monitoring

from typing import Any

from ddtrace.internal.native._native import SpanData
from ddtrace.trace import tracer

SSN = "987-65-4329"

logger: Any = monitoring.logger
logger.info("a key that the policy does not declare", patient="Jane Doe")
logger.info(f"an identifier in a message: {SSN}")
with tracer.trace("careless") as span:
    # Past the package, which keeps events away.
    SpanData._add_event(span, "careless")
monitoring.shutdown()
