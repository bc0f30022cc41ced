"""Jobs of a RabbitMQ queue. A message is acknowledged after its job has ended: none is lost, one may be done twice."""

import asyncio
from contextlib import suppress
from datetime import UTC, datetime

from aio_pika import DeliveryMode, Message
from aio_pika.abc import AbstractChannel, AbstractIncomingMessage, AbstractQueue, AbstractRobustConnection
from aio_pika.exceptions import AMQPError

from example_python_worker.age import OldestJob
from example_python_worker.consumer import Measurement
from example_python_worker.monitoring import monitoring, settings
from example_python_worker.queues import dead_letters, declare, retry_queue
from example_python_worker.streams import Queue
from example_python_worker.work import Outlet, Result, Step, Verdict, Work

RETRIES = "x-retries"
# What the broker notes of a message that it moved.
BROKER_HEADERS = ("x-death", "x-first-death", "x-last-death", "x-delivery-count")
# Before a message goes back that could be moved nowhere, so that it does not come again at once.
HAND_BACK_DELAY_S = 1.0


class QueueOutlet:
    """Hands results on to a queue."""

    def __init__(self, channel: AbstractChannel, queue: Queue) -> None:
        self._channel = channel
        self._queue = queue

    async def publish(self, result: Result) -> None:
        """Publish a result, with the trace of its job."""
        await _publish(self._channel, self._queue.name, Message(result.body(), headers=monitoring.messaging.inject()))


class QueueConsumer:
    """Consumes one queue with one step."""

    def __init__(
        self, connection: AbstractRobustConnection, channel: AbstractChannel, queue: Queue, step: Step, outlet: Outlet
    ) -> None:
        self.source = queue
        self._connection = connection
        self._channel = channel
        self._work = Work(queue, step, outlet)
        self._running: set[asyncio.Task[None]] = set()
        self._oldest = OldestJob()
        self._queue: AbstractQueue | None = None
        self._tag: str | None = None

    async def start(self) -> None:
        """Take jobs from now on, so many at the same time as the prefetch of the channel."""
        self._queue = await declare(self._channel, self.source.name, settings.retry_delays_s)
        if "queue_stall" not in settings.faults:
            self._tag = await self._queue.consume(self._take)

    async def stop(self) -> None:
        """Take no more jobs, and finish the ones in work. What the deadline cuts off, the broker gives to others."""
        if self._queue is not None and self._tag is not None:
            # Without a connection there is nothing to cancel.
            with suppress(AMQPError, ConnectionError):
                await self._queue.cancel(self._tag)
        # More than once: what the broker had sent before the cancel arrives until its answer.
        while self._running:
            await asyncio.wait(self._running)

    async def measure(self) -> Measurement:
        """Ask the broker what waits."""
        name = self.source.name
        # A channel of its own each time: an error closes a channel, and this one must not be that of the jobs.
        async with self._connection.channel(publisher_confirms=False) as channel:
            amqp = await channel.get_underlay_channel()
            # A passive declaration changes nothing, and its answer counts the messages that are ready.
            waiting = (await amqp.queue_declare(name, passive=True)).message_count or 0
            dead = (await amqp.queue_declare(dead_letters(name), passive=True)).message_count or 0
        return Measurement(waiting, self._oldest.seconds(waiting), dead)

    async def _take(self, message: AbstractIncomingMessage) -> None:
        task = asyncio.create_task(self._handle(message))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        self._oldest.taken(message.timestamp.timestamp() if message.timestamp else None)

    async def _handle(self, message: AbstractIncomingMessage) -> None:
        retries, queue = _retries(message), self.source.name

        async def settle(verdict: Verdict) -> None:
            if verdict is Verdict.RETRY:
                waiting = retry_queue(queue, settings.retry_delays_s[retries])
                await _publish(self._channel, waiting, _again(message, retries + 1))
            elif verdict is Verdict.DEAD:
                await _publish(self._channel, dead_letters(queue), _again(message, retries))
            await message.ack()

        if not await self._work(message.body, message.headers, retries, settle):
            await asyncio.sleep(HAND_BACK_DELAY_S)
            # A lost connection has handed it back already.
            with suppress(AMQPError, ConnectionError, RuntimeError):
                await message.nack(requeue=True)


async def _publish(channel: AbstractChannel, queue: str, message: Message) -> None:
    """Publish, and wait until the broker has the message on its disks."""
    message.delivery_mode = DeliveryMode.PERSISTENT
    message.timestamp = message.timestamp or datetime.now(UTC)
    await channel.default_exchange.publish(message, queue, timeout=10)


def _retries(message: AbstractIncomingMessage) -> int:
    retries = message.headers.get(RETRIES)
    return max(0, retries) if isinstance(retries, int) else 0


def _again(message: AbstractIncomingMessage, retries: int) -> Message:
    """Copy the message with its headers, so that a retry belongs to the trace and has the age of the first attempt."""
    headers = {key: value for key, value in message.headers.items() if not key.startswith(BROKER_HEADERS)}
    return Message(message.body, headers={**headers, RETRIES: retries}, timestamp=message.timestamp)
