"""Counts of what the package itself drops, masks and fails at."""

import threading
from collections import Counter
from collections.abc import Callable

# Takes a name, an amount and tags; it may add amounts up before it sends them.
Sink = Callable[[str, int, list[str] | None], object]


class Tally:
    """Counts from anywhere in the package, kept in memory until `bind` names a sink.

    The sink is the DogStatsD client, which adds counts up and sends them once a second.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pending: Counter[tuple[str, str | None]] = Counter()
        self._sink: Sink | None = None

    def add(self, name: str, amount: int = 1, rule: str | None = None) -> None:
        """Add to a declared count, for example `telemetry.dropped_keys`. Never raises."""
        sink = self._sink
        if sink is None:
            with self._lock:
                self._pending[name, rule] += amount
        else:
            try:
                sink(name, amount, None if rule is None else [f"rule:{rule}"])
            except Exception:
                # The guards count what they stop; a counter that fails must not make them fail, and there is nowhere
                # left to count it.
                return

    def dropped(self, amount: int = 1) -> None:
        """Count log fields, tags, baggage or metrics that were not allowed and were dropped."""
        if amount:
            self.add("telemetry.dropped_keys", amount)

    def bind(self, sink: Sink | None) -> None:
        """Send counts to the sink from now on, the pending ones first. None keeps them in memory."""
        with self._lock:
            pending, self._pending = self._pending, Counter()
            self._sink = sink
        for (name, rule), amount in pending.items():
            self.add(name, amount, rule)

    def pending(self) -> dict[tuple[str, str | None], int]:
        """The counts that wait for a sink, by name and rule."""
        with self._lock:
            return dict(self._pending)


TALLY = Tally()
