"""Takes jobs, does them, and decides what happens to those that fail. No job is lost; one may be done twice."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime

from aio_pika import DeliveryMode, Message
from aio_pika.abc import AbstractChannel, AbstractIncomingMessage, AbstractQueue
from aio_pika.exceptions import AMQPError

from example_python_worker.age import OldestJob
from example_python_worker.job import InvalidJobError, Job, PermanentError, read_job
from example_python_worker.monitoring import monitoring, settings
from example_python_worker.queues import dead_letters, retry_queue

RETRIES = "x-retries"
# What the broker notes of a message that it moved.
BROKER_HEADERS = ("x-death", "x-first-death", "x-last-death", "x-delivery-count")
# Before a message goes back that could be moved nowhere, so that it does not come again at once.
HAND_BACK_DELAY_S = 1.0

# Does a job; returns the job that follows it.
Step = Callable[[Job, int], Awaitable[Job]]

logger = monitoring.logger.bind(component="consumer")


class Consumer:
    """Consumes one queue with one step."""

    def __init__(self, channel: AbstractChannel, queue: AbstractQueue, step: Step, following: str) -> None:
        self._channel = channel
        self._queue = queue
        self._step = step
        self._following = following
        self._running: set[asyncio.Task[None]] = set()
        self._tag: str | None = None
        self.oldest = OldestJob()

    @property
    def queue(self) -> str:
        """The name of its queue."""
        return self._queue.name

    async def start(self) -> None:
        """Take jobs from now on, so many at the same time as the prefetch of the channel."""
        if "queue_stall" not in settings.faults:
            self._tag = await self._queue.consume(self._take)

    async def stop(self) -> None:
        """Take no more jobs, and finish the ones in work. What the deadline cuts off, the broker gives to others."""
        if self._tag is not None:
            # Without a connection there is nothing to cancel.
            with suppress(AMQPError, ConnectionError):
                await self._queue.cancel(self._tag)
        # More than once: what the broker had sent before the cancel arrives until its answer.
        while self._running:
            await asyncio.wait(self._running)

    async def _take(self, message: AbstractIncomingMessage) -> None:
        task = asyncio.create_task(self._work(message))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        self.oldest.taken(message.timestamp.timestamp() if message.timestamp else None)

    async def _work(self, message: AbstractIncomingMessage) -> None:
        with monitoring.messaging.receive(message.headers, queue=self.queue):
            try:
                job = read_job(message.body)
            except InvalidJobError as error:
                await self._settle(message, None, time.monotonic(), error)
                return
            with monitoring.baggage.with_encounter(job.encounter_id):
                await self._do(message, job)

    async def _do(self, message: AbstractIncomingMessage, job: Job) -> None:
        started, failure, result = time.monotonic(), None, None
        try:
            async with asyncio.timeout(settings.job_timeout_s):
                if "slow" in settings.faults:
                    await asyncio.sleep(settings.fault_slow_s)
                if "dlq_growth" in settings.faults:
                    raise PermanentError
                result = await self._step(job, _retries(message))
        except Exception as error:
            # Of any kind: a job decides over itself only, never over the worker.
            failure = error
        await self._settle(message, result, started, failure, job.job_id)

    async def _settle(
        self,
        message: AbstractIncomingMessage,
        result: Job | None,
        started: float,
        failure: Exception | None,
        job_id: str | None = None,
    ) -> None:
        """Hand the job on, let it wait for a retry or put it to the dead letters; then let go of its message."""
        retries, queue = _retries(message), self.queue
        fields = logger if job_id is None else logger.bind(job_id=job_id)
        final = isinstance(failure, PermanentError) or retries >= len(settings.retry_delays_s)
        try:
            # Before the acknowledgement: in between, a crash makes a job run twice; the other way around it is lost.
            if result is not None:
                await self._publish(self._following, Message(result.body(), headers=monitoring.messaging.inject()))
            elif final:
                await self._publish(dead_letters(queue), _again(message, retries))
            else:
                delay_s = settings.retry_delays_s[retries]
                await self._publish(retry_queue(queue, delay_s), _again(message, retries + 1))
            await message.ack()
        except Exception as error:
            fields.warning("a job is done again: the broker does not answer", error=error, queue=queue)
            await self._hand_back(message)
            return
        seconds = time.monotonic() - started
        if failure is not None and not final:
            fields.warning("job failed, it is retried", error=failure, queue=queue, retries=retries)
            return
        monitoring.metrics.count("jobs.total", queue=queue)
        monitoring.metrics.distribution("jobs.duration", seconds, queue=queue)
        if failure is None:
            fields.info("job finished", queue=queue, retries=retries, duration_ms=round(seconds * 1000))
        else:
            monitoring.metrics.count("jobs.failed", queue=queue)
            fields.error("job failed for good, it is a dead letter", error=failure, queue=queue, retries=retries)

    async def _publish(self, queue: str, message: Message) -> None:
        """Publish, and wait until the broker has the message on its disks."""
        message.delivery_mode = DeliveryMode.PERSISTENT
        message.timestamp = message.timestamp or datetime.now(UTC)
        await self._channel.default_exchange.publish(message, queue, timeout=10)

    async def _hand_back(self, message: AbstractIncomingMessage) -> None:
        await asyncio.sleep(HAND_BACK_DELAY_S)
        # A lost connection has handed it back already.
        with suppress(AMQPError, ConnectionError, RuntimeError):
            await message.nack(requeue=True)


def _retries(message: AbstractIncomingMessage) -> int:
    retries = message.headers.get(RETRIES)
    return retries if isinstance(retries, int) else 0


def _again(message: AbstractIncomingMessage, retries: int) -> Message:
    """Copy the message with its headers, so that a retry belongs to the trace and has the age of the first attempt."""
    headers = {key: value for key, value in message.headers.items() if not key.startswith(BROKER_HEADERS)}
    return Message(message.body, headers={**headers, RETRIES: retries}, timestamp=message.timestamp)
