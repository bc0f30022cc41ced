"""Ends the service in order: no new work, finish the old, send the telemetry."""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from types import FrameType

from scribemed_monitoring.errors import class_name
from scribemed_monitoring.health import Health
from scribemed_monitoring.logger import Logger

Drain = Callable[[float], object]

# The agent answers within milliseconds or not at all; a rollout must not wait for it.
FLUSH_S = 2.0


class Shutdown:
    """Runs once, within a deadline; later calls wait for the first and return.

    `flushes` send what is buffered (spans, metrics, lines), each given the seconds that are left, at most two.
    """

    def __init__(
        self, health: Health, logger: Logger, flushes: list[Callable[[float], object]], deadline_s: float = 25.0
    ) -> None:
        self._health = health
        self._logger = logger
        self._flushes = flushes
        self._deadline_s = deadline_s
        self._drains: list[tuple[str, Drain]] = []
        self._lock = threading.Lock()
        self._done = threading.Event()
        self._started = False
        self._complete = False

    def add_drain(self, name: str, drain: Drain) -> None:
        """Register work to finish first, for example a consumer's current message.

        `drain` is called with the seconds that are left and blocks until the work is done; `name` is a word of code.
        """
        self._drains.append((name, drain))

    def __call__(self) -> bool:
        """Stop readiness, drain in the order of registration, then flush. Never raises; idempotent.

        Returns whether all drains ended in time.
        """
        with self._lock:
            first, self._started = not self._started, True
        if not first:
            self._done.wait(self._deadline_s)
            return self._complete
        deadline = time.monotonic() + self._deadline_s
        try:
            self._health.stop()
            self._logger.info("shutting down")
            # Flushing needs a part of the time even if a drain takes all that it gets.
            ended = [self._run(name, drain, deadline - self._deadline_s * 0.2) for name, drain in self._drains]
            self._complete = all(ended)
            self._logger.info("shut down", outcome="success" if self._complete else "failure")
            for flush in self._flushes:
                self._run(getattr(flush, "__name__", "flush"), flush, min(deadline, time.monotonic() + FLUSH_S))
        finally:
            self._done.set()
        return self._complete

    def on_sigterm(self) -> None:
        """Shut down when Kubernetes sends SIGTERM, then exit: 0 if all drains ended in time, 1 if not.

        Call it in the main thread.

        Not for servers that handle SIGTERM themselves (uvicorn, gunicorn): call `shutdown()` in their shutdown hook.
        """

        def handle(_signum: int, _frame: FrameType | None) -> None:
            # Not in the handler itself: it interrupts the main thread, which may hold a lock that a drain needs.
            threading.Thread(target=self._exit, name="shutdown").start()

        signal.signal(signal.SIGTERM, handle)

    def _exit(self) -> None:
        self._logger.info("SIGTERM received")
        complete = self()
        sys.stdout.flush()
        # The main thread may be anywhere, and everything that atexit would send has been sent.
        os._exit(0 if complete else 1)

    def _run(self, name: str, step: Drain, deadline: float) -> bool:
        remaining = max(0.0, deadline - time.monotonic())
        failure: list[BaseException] = []

        def run() -> None:
            try:
                step(remaining)
            except BaseException as error:
                failure.append(error)

        # In a thread, so that a step which does not keep to its time cannot hold up the others.
        thread = threading.Thread(target=run, name=f"shutdown-{name}", daemon=True)
        thread.start()
        thread.join(remaining)
        if thread.is_alive():
            self._logger.warning("a step of the shutdown took too long", component=name)
        elif failure:
            self._logger.error("a step of the shutdown failed", component=name, error_class=class_name(failure[0]))
        return not thread.is_alive() and not failure
