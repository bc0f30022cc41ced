"""What becomes of a message, whichever broker it comes from, and everything that is counted and logged of it."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from enum import Enum, auto
from typing import Protocol

from scribemed_monitoring.messaging import Headers

from example_python_worker.job import FinishedNote, InvalidJobError, Job, PermanentError, read_job
from example_python_worker.monitoring import monitoring, settings
from example_python_worker.streams import Stream

Result = Job | FinishedNote
# Does a job, which was tried so many times before; returns what follows of it.
Step = Callable[[Job, int], Awaitable[Result]]


class Outlet(Protocol):
    """Where results go."""

    async def publish(self, result: Result) -> None:
        """Return when the broker has the result on its disks; otherwise raise."""
        ...


class Verdict(Enum):
    """What is to be done with a message."""

    DONE = auto()
    RETRY = auto()
    DEAD = auto()


# Does with the message what the verdict says.
Settle = Callable[[Verdict], Awaitable[None]]

logger = monitoring.logger.bind(component="consumer")


class Work:
    """Works on the messages of one stream with one step."""

    def __init__(self, source: Stream, step: Step, outlet: Outlet) -> None:
        self.source = source
        self._step = step
        self._outlet = outlet

    async def __call__(self, body: bytes, headers: Headers, retries: int, settle: Settle) -> bool:
        """Work on a message. False if a broker does not answer: then it is worked on again, and nothing was counted."""
        with monitoring.messaging.receive(headers, **self.source.tags):
            started = time.monotonic()
            try:
                job = read_job(body)
            except InvalidJobError as error:
                return await self._settle(None, error, retries, started, settle)
            with monitoring.baggage.with_encounter(job.encounter_id):
                return await self._settle(job, await self._do(job, retries), retries, started, settle)

    async def _do(self, job: Job, retries: int) -> Result | Exception:
        try:
            async with asyncio.timeout(settings.job_timeout_s):
                if "slow" in settings.faults:
                    await asyncio.sleep(settings.fault_slow_s)
                if "dlq_growth" in settings.faults:
                    raise PermanentError
                return await self._step(job, retries)
        except Exception as error:
            # Of any kind: a job decides over itself only, never over the worker.
            return error

    async def _settle(
        self, job: Job | None, result: Result | Exception, retries: int, started: float, settle: Settle
    ) -> bool:
        """Hand the result on, then let go of the message: in between, a crash makes a job run twice, and loses none."""
        source = self.source.tags
        fields = logger if job is None else logger.bind(job_id=job.job_id)
        try:
            if not isinstance(result, Exception):
                result = await self._hand_on(result)
            verdict = _verdict(result, retries)
            await settle(verdict)
        except Exception as error:
            fields.warning("a job is done again: the broker does not answer", error=error, **source)
            return False
        seconds = time.monotonic() - started
        failure = result if isinstance(result, Exception) else None
        if verdict is Verdict.RETRY:
            fields.warning("job failed, it is retried", error=failure, retries=retries, **source)
            return True
        monitoring.metrics.count("jobs.total", **source)
        monitoring.metrics.distribution("jobs.duration", seconds, **source)
        if failure is not None:
            monitoring.metrics.count("jobs.failed", **source)
            fields.error("job failed for good, it is a dead letter", error=failure, retries=retries, **source)
            return True
        fields.info("job finished", retries=retries, duration_ms=round(seconds * 1000), **source)
        return True

    async def _hand_on(self, result: Result) -> Result | PermanentError:
        try:
            await self._outlet.publish(result)
        except PermanentError as error:
            return error
        return result


def _verdict(result: Result | Exception, retries: int) -> Verdict:
    if not isinstance(result, Exception):
        return Verdict.DONE
    is_final = isinstance(result, PermanentError) or retries >= len(settings.retry_delays_s)
    return Verdict.DEAD if is_final else Verdict.RETRY
