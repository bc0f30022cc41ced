"""Liveness and readiness of the service."""

import asyncio
import inspect
from collections.abc import Awaitable, Callable

Check = Callable[[], bool | None] | Callable[[], Awaitable[bool | None]]


class Health:
    """What the service's health endpoints answer; no web framework of its own.

    A readiness check is a function, or a coroutine function, that raises or returns False while the service cannot
    work, for example because its database does not answer.
    """

    def __init__(self, timeout_s: float = 2.0) -> None:
        self._timeout_s = timeout_s
        self._checks: dict[str, Check] = {}
        self._stopping = False

    def add_readiness(self, name: str, check: Check) -> None:
        """Add a check, or replace the one of this name."""
        self._checks[name] = check

    def live(self) -> bool:
        """Whether the process works; it does as long as it can answer."""
        return True

    def stop(self) -> None:
        """Answer not ready from now on, so that no new work arrives."""
        self._stopping = True

    async def ready(self) -> bool:
        """Whether the service takes work: it is not stopping, and every check passed within its time (2 s each)."""
        return not self._stopping and not await self.failing()

    async def failing(self) -> list[str]:
        """Return the names of the checks that fail or take too long, sorted. All run at the same time."""
        names = sorted(self._checks)
        passed = await asyncio.gather(*(self._passes(self._checks[name]) for name in names))
        return [name for name, ok in zip(names, passed, strict=True) if not ok]

    def ready_sync(self) -> bool:
        """Answer `ready` in a service without an event loop."""
        return asyncio.run(self.ready())

    async def _passes(self, check: Check) -> bool:
        try:
            return await asyncio.wait_for(_run(check), self._timeout_s) is not False
        except Exception:
            # Why it fails is for the check to log; here it only means: not ready.
            return False


async def _run(check: Callable[[], object]) -> object:
    # A blocking check runs in a thread, or it would stop the event loop for everybody.
    result = check() if inspect.iscoroutinefunction(check) else await asyncio.to_thread(check)
    return await result if inspect.isawaitable(result) else result
