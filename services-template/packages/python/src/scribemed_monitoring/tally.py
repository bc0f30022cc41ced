"""Counts of what the package itself drops, masks and fails at."""

import os
import threading
from collections import Counter

# A metric's name, and the rule of those that carry one.
Key = tuple[str, str | None]


class Tally:
    """Counts from anywhere in the package, added up in memory until the client of metrics takes them, once a second.

    Every span and every log line is counted, so adding must cost next to nothing.
    """

    def __init__(self) -> None:
        self._reset()
        os.register_at_fork(after_in_child=self._reset)

    def _reset(self) -> None:
        # A child would send the counts of its parent again, and another thread may have held the lock.
        self._lock = threading.Lock()
        self._pending: Counter[Key] = Counter()

    def add(self, name: str, amount: int = 1, rule: str | None = None) -> None:
        """Add to a declared count, for example `telemetry.dropped_keys`."""
        with self._lock:
            self._pending[name, rule] += amount

    def dropped(self, amount: int = 1) -> None:
        """Count log fields, tags, baggage or metrics that were not allowed and were dropped."""
        if amount:
            self.add("telemetry.dropped_keys", amount)

    def take(self) -> dict[Key, int]:
        """Return the counts since the last call, and begin anew."""
        with self._lock:
            pending, self._pending = self._pending, Counter()
        return dict(pending)

    def pending(self) -> dict[Key, int]:
        """Return the counts that `take` would."""
        with self._lock:
            return dict(self._pending)


TALLY = Tally()
