"""The real tracer in the test's process: what would be sent is kept instead."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from ddtrace.trace import Span, tracer

from scribemed_monitoring import tracer_hooks
from scribemed_monitoring.baggage import internal_hosts
from scribemed_monitoring.span_guard import SpanGuard
from scribemed_monitoring.tally import Tally

# Hooks are installed once for a process; each test reads their counts from its own start.
HOOK_TALLY = Tally()
tracer_hooks.install(internal_hosts(), HOOK_TALLY)


class Writer:
    def __init__(self) -> None:
        self.spans: list[Span] = []

    def write(self, spans: list[Span]) -> None:
        self.spans += spans


class Traced:
    def __init__(self, writer: Writer, guard: SpanGuard, tally: Tally) -> None:
        self._writer = writer
        self.guard = guard
        self.tally = tally
        HOOK_TALLY.take()

    @classmethod
    @contextmanager
    def start(cls, tally: Tally) -> Iterator["Traced"]:
        aggregator: Any = tracer._span_aggregator
        before = aggregator.writer, aggregator.user_processors
        guard = SpanGuard("vector-db", tally=tally)
        writer = Writer()
        aggregator.writer, aggregator.user_processors = writer, [guard]
        tracer.context_provider.activate(None)
        try:
            yield cls(writer, guard, tally)
        finally:
            tracer.context_provider.activate(None)
            aggregator.writer, aggregator.user_processors = before

    @property
    def spans(self) -> list[Span]:
        return self._writer.spans

    def only(self) -> Span:
        [span] = self.spans
        return span

    def tags(self, name: str) -> dict[str, Any]:
        [span] = [span for span in self.spans if span.name == name]
        return dict(span._get_attributes())

    @property
    def dropped(self) -> int:
        key = ("telemetry.dropped_keys", None)
        return self.tally.pending().get(key, 0) + HOOK_TALLY.pending().get(key, 0)

    def errors(self, rule: str) -> int:
        return self.tally.pending().get(("phi.scrubber.errors", rule), 0)
