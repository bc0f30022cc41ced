"""What the rest of the worker knows of what it takes jobs from."""

from dataclasses import dataclass
from typing import Protocol

from example_python_worker.streams import Stream


@dataclass(frozen=True)
class Measurement:
    """What waits for this worker."""

    # Messages.
    waiting: int
    # The age of the oldest of them in seconds, as far as this worker knows.
    oldest_s: float
    # Messages in the dead-letter queue; a dead-letter topic keeps its messages, so that their number says nothing.
    dead: int | None = None


class Consumer(Protocol):
    """Takes jobs until it is stopped."""

    @property
    def source(self) -> Stream:
        """Where from."""
        ...

    async def start(self) -> None:
        """Take jobs from now on."""
        ...

    async def stop(self) -> None:
        """Take no more jobs, and return when those in work have ended."""
        ...

    async def measure(self) -> Measurement | None:
        """Ask the broker what waits; None if this worker has no part of it."""
        ...
