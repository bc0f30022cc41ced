"""The critical spans: the steps between a conversation and its note."""

from collections.abc import Iterator
from contextlib import contextmanager

from ddtrace.trace import Span, tracer

from scribemed_monitoring.errors import class_name, is_cancellation, is_timeout
from scribemed_monitoring.forms import declared_value
from scribemed_monitoring.tally import TALLY, Tally
from scribemed_monitoring.vocabulary import SPANS

COMMON_ATTRIBUTES = frozenset(("outcome", "retries", "error_class"))
_ALLOWED = {name: COMMON_ATTRIBUTES | frozenset(span.attributes) for name, span in SPANS.items()}


class RunningSpan:
    """A span that runs. Typed by the protocols of the vocabulary; this class refuses the rest at run time."""

    def __init__(self, span: Span | None, allowed: frozenset[str], tally: Tally) -> None:
        self._span = span
        self._allowed = allowed
        self._tally = tally
        self.outcome: str | None = None

    def set(self, key: str, value: object, /) -> None:
        """Set an attribute; one that is not declared for this span, or not of its form, is dropped and counted."""
        try:
            allowed = declared_value(key, value) if key in self._allowed else None
            if allowed is None or self._span is None:
                self._tally.dropped()
                return
            if key == "outcome":
                self.outcome = str(allowed)
            self._span._set_attribute(key, str(allowed).lower() if isinstance(allowed, bool) else allowed)
        except Exception:
            # For example a key that cannot be hashed: an attribute never breaks a service.
            self._tally.dropped()


class CriticalSpans:
    """Starts the spans that SLOs are computed of; never raises anything of its own into the service."""

    def __init__(self, tally: Tally = TALLY) -> None:
        self._tally = tally

    @contextmanager
    def run(self, name: str, /, **attributes: object) -> Iterator[RunningSpan]:
        """Run the block as a critical span; works around awaits as well.

        Sets `outcome`: `success`, or by the error's class `timeout` or `failure`, unless the block sets another one.
        The error is raised on; the span keeps its class, never its message or stack.
        """
        allowed = _ALLOWED.get(name)
        if allowed is None:
            # The block runs without a span: a name that is not declared may hold data.
            self._tally.dropped()
            yield RunningSpan(None, frozenset(), self._tally)
            return
        span = tracer.trace(name, resource=name)
        running = RunningSpan(span, allowed, self._tally)
        span.set_metric("_dd.measured", 1)
        span._set_attribute("operation.name", name)
        span._set_attribute("span.kind", "internal")
        for key, value in attributes.items():
            running.set(key, value)
        try:
            yield running
        except BaseException as error:
            _end_with(running, span, error)
            raise
        else:
            if running.outcome is None:
                running.set("outcome", "success")
        finally:
            span.finish()


def _end_with(running: RunningSpan, span: Span, error: BaseException) -> None:
    kind = class_name(error)
    running.set("error_class", kind)
    if is_cancellation(error):
        # None of the outcomes.
        return
    if running.outcome is None:
        running.set("outcome", "timeout" if is_timeout(error) else "failure")
    span.error = 1
    span._set_attribute("error.type", kind)
