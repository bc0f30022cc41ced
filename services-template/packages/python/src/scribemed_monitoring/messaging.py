"""The trace through queues: headers of RabbitMQ (pika, aio-pika) and Kafka messages.

kombu and celery propagate by themselves, Kafka producers with DD_KAFKA_PROPAGATION_ENABLED, which `init` sets.
"""

from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from typing import Any

from ddtrace.propagation.http import HTTPPropagator
from ddtrace.trace import Context, Span, tracer

from scribemed_monitoring import tracer_hooks
from scribemed_monitoring.errors import class_name
from scribemed_monitoring.forms import tag_value
from scribemed_monitoring.tally import TALLY, Tally

# AMQP's table (pika, aio-pika), or Kafka's pairs.
Headers = Mapping[str, Any] | Iterable[tuple[str, bytes | None]] | None

SPAN_NAME = "messaging.process"
# Longer headers are not of a tracer.
MAX_HEADER = 16_384


class Messaging:
    """Puts the running trace into headers, and continues it from them."""

    def __init__(self, tally: Tally = TALLY) -> None:
        self._tally = tally

    def inject(self, headers: MutableMapping[str, Any] | None = None) -> dict[str, Any]:
        """Return the headers with those of the running trace and its encounter added; the argument is not changed."""
        result = dict(headers or {})
        try:
            active = tracer.context_provider.active()
            if isinstance(active, (Span, Context)):
                carrier: dict[str, str] = {}
                with tracer_hooks.destination(tracer_hooks.INTERNAL):
                    HTTPPropagator.inject(active, carrier)
                result.update(carrier)
        except Exception:
            # A message without a trace is better than none.
            self._tally.dropped()
        return result

    def inject_kafka(self, headers: Iterable[tuple[str, bytes]] = ()) -> list[tuple[str, bytes]]:
        """As `inject`, for the header pairs of Kafka clients."""
        return [*headers, *((key, str(value).encode()) for key, value in self.inject().items())]

    def extract(self, headers: Headers) -> Context:
        """Return the trace that a message carries; an empty one where it carries none. Never raises."""
        try:
            context: Context = HTTPPropagator.extract(_strings(headers))  # type: ignore[no-untyped-call]
            return context
        except Exception:
            # Headers come from anywhere; the message is handled without a trace.
            self._tally.dropped()
            return Context()

    @contextmanager
    def receive(self, headers: Headers, /, *, queue: str | None = None, topic: str | None = None) -> Iterator[None]:
        """Handle a message within its trace, as a span `messaging.process` of the queue or topic.

        Errors are raised on; the span keeps their class only.
        """
        previous = tracer.context_provider.active()
        tracer.context_provider.activate(self.extract(headers))
        try:
            with self._span(queue, topic):
                yield
        finally:
            tracer.context_provider.activate(previous)

    @contextmanager
    def _span(self, queue: str | None, topic: str | None) -> Iterator[None]:
        span = tracer.trace(SPAN_NAME, resource=SPAN_NAME, span_type="worker")
        span._set_attribute("span.kind", "consumer")
        for key, value in (("queue", queue), ("topic", topic)):
            allowed = None if value is None else tag_value(key, value)
            if allowed is not None:
                span._set_attribute(key, allowed)
                span.resource = allowed
            elif value is not None:
                self._tally.dropped()
        try:
            yield
        except BaseException as error:
            span.error = 1
            span._set_attribute("error.type", class_name(error))
            raise
        finally:
            span.finish()


def _strings(headers: Headers) -> dict[str, str]:
    pairs = headers.items() if isinstance(headers, Mapping) else headers or ()
    strings = {}
    for key, value in pairs:
        text = value.decode("utf-8", "replace") if isinstance(value, bytes) else value
        if isinstance(key, str) and isinstance(text, str) and len(text) <= MAX_HEADER:
            strings[key] = text
    return strings
