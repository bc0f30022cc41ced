"""How long the oldest job has waited, which AMQP does not say."""

import time
from collections.abc import Callable


class OldestJob:
    """Estimates the age of the oldest job that waits in a queue, from what this worker sees.

    A queue is first in, first out: what waits was queued after what was taken, and after the queue was last seen empty.
    The age is too high by at most the time since this worker last took a job or looked at the queue: the interval of
    the watch, or, while all its places are busy, the time-out of a job. It is too low for a message that was handed
    back and waits again, and for a worker that starts, without taking anything, on an old backlog.
    """

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._started = clock()
        # Unix times.
        self._newest_taken: float | None = None
        self._last_empty: float | None = None

    def taken(self, queued_at: float | None) -> None:
        """Remember a job that was taken; without the time when it was queued, now is used."""
        at = self._clock() if queued_at is None else queued_at
        self._newest_taken = at if self._newest_taken is None else max(at, self._newest_taken)

    def seconds(self, waiting: int) -> float:
        """Return the age while so many messages wait: 0 if none does."""
        now = self._clock()
        if waiting == 0:
            self._last_empty = now
            return 0.0
        known = [at for at in (self._newest_taken, self._last_empty) if at is not None]
        # The producer's clock may be ahead.
        return max(0.0, now - (max(known) if known else self._started))
