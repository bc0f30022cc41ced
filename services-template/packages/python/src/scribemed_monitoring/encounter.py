"""The encounter that the running code works on, by its surrogate id."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from scribemed_monitoring.forms import attribute_value
from scribemed_monitoring.vocabulary import ATTRIBUTES

ENCOUNTER_ID = "encounter_id"
BAGGAGE_KEYS: frozenset[str] = frozenset(key for key, attribute in ATTRIBUTES.items() if "baggage" in attribute.on)

_NOTED = "scribemed.encounters"
# A batch may work on thousands; it matters only whether there was more than one.
_SEVERAL = 2

# Set by `Baggage.with_encounter`. The tracer's own baggage is shared by all tasks of a trace, so two encounters in work
# at the same time would overwrite each other there.
_current: ContextVar[str | None] = ContextVar("scribemed_encounter_id", default=None)


def encounter_of_task() -> str | None:
    """Return the encounter that this task set, if it set one."""
    return _current.get()


def encounter_of_trace(context: Any) -> str | None:
    """Return the encounter that came with the trace, if it is a UUID."""
    value = context.get_baggage_item(ENCOUNTER_ID) if context is not None else None
    return None if value is None else valid_baggage(ENCOUNTER_ID, value)


def current_encounter(context: Any) -> str | None:
    """Return the encounter of the task, or else the one that came with the trace."""
    return _current.get() or encounter_of_trace(context)


def note_encounter(span: Any, encounter_id: str) -> None:
    """Remember with the local root of a span that its trace works on the encounter.

    A server's span, or that of a delivery, begins before the encounter is known and may end without a child.
    """
    root = span._local_root or span
    noted = root._get_ctx_item(_NOTED)
    if noted is None:
        root._set_ctx_item(_NOTED, {encounter_id})
    elif len(noted) < _SEVERAL:
        noted.add(encounter_id)


def noted_encounters(span: Any) -> frozenset[str]:
    """Return the encounters that the trace of a span worked on in this process; two if there were more."""
    return frozenset((span._local_root or span)._get_ctx_item(_NOTED) or ())


@contextmanager
def encounter_in_task(encounter_id: str) -> Iterator[None]:
    """Make the task work on the encounter until the block ends."""
    token = _current.set(encounter_id)
    try:
        yield
    finally:
        _current.reset(token)


def valid_baggage(key: str, value: object) -> str | None:
    """The value of an allowed baggage key, or None."""
    if key not in BAGGAGE_KEYS:
        return None
    allowed = attribute_value(key, value)
    return None if allowed is None else str(allowed)
