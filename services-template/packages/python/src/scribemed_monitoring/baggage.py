"""Baggage: the encounter, sent to every service of the platform behind this one and to nobody else."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from ddtrace.trace import Context, tracer

from scribemed_monitoring.encounter import (
    ENCOUNTER_ID,
    current_encounter,
    encounter_in_task,
    note_encounter,
    valid_baggage,
)
from scribemed_monitoring.tally import TALLY, Tally

INTERNAL_HOSTS = (".svc.cluster.local", "localhost")


def internal_hosts(suffixes: Sequence[str] = INTERNAL_HOSTS) -> Callable[[str], bool]:
    """Make the test of whether a host belongs to the platform.

    A suffix that begins with a dot matches hosts that end in it, another only itself. A name without a dot is a service
    of the same namespace, and so internal; an IP address is internal only if it is the machine itself or listed.
    """
    exact = {suffix.lower() for suffix in suffixes if not suffix.startswith(".")} | {"127.0.0.1", "::1"}
    endings = tuple(suffix.lower() for suffix in suffixes if suffix.startswith(".") and len(suffix) > 1)

    def is_internal(host: str) -> bool:
        host = host.strip().lower().rstrip(".")
        if host.startswith("["):
            host = host[1:].partition("]")[0]
        elif host.count(":") == 1:
            host = host.partition(":")[0]
        if not host:
            return False
        return host in exact or host.endswith(endings) or not ("." in host or ":" in host)

    return is_internal


class Baggage:
    """The encounter that the running code works on."""

    def __init__(self, tally: Tally = TALLY) -> None:
        self._tally = tally

    def encounter_id(self) -> str | None:
        """Return the surrogate id of the encounter, set here or by the service in front, if there is one."""
        return current_encounter(tracer.current_trace_context())

    @contextmanager
    def with_encounter(self, encounter_id: str) -> Iterator[None]:
        """Work on an encounter: every span and log line within, here and behind, carries its surrogate id.

        So do the spans of the trace that began before; if it works on several encounters, only their own. What is not a
        UUID is dropped and counted, and the block runs without.
        """
        allowed = valid_baggage(ENCOUNTER_ID, encounter_id)
        if allowed is None:
            self._tally.dropped()
            yield
            return
        span, context = tracer.current_span(), tracer.current_trace_context()
        if span is not None:
            note_encounter(span, allowed)
        before = context.get_baggage_item(ENCOUNTER_ID) if context is not None else None
        # For threads that the tracer gives the trace to, but which do not inherit the task's variables.
        _set_baggage(context, allowed)
        try:
            with encounter_in_task(allowed):
                yield
        finally:
            _set_baggage(context, before)


def _set_baggage(context: Context | None, value: str | None) -> None:
    if context is None:
        return
    if value is None:
        context.remove_baggage_item(ENCOUNTER_ID)
    else:
        context.set_baggage_item(ENCOUNTER_ID, value)
