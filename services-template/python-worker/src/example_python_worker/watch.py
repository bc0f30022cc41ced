"""Reports how much waits in the queues. The monitors of the archetype query these metrics."""

import asyncio
from collections.abc import Sequence

from aio_pika.abc import AbstractRobustConnection

from example_python_worker.consumer import Consumer
from example_python_worker.monitoring import monitoring, settings
from example_python_worker.queues import dead_letters

logger = monitoring.logger.bind(component="watch")


async def watch(connection: AbstractRobustConnection, consumers: Sequence[Consumer]) -> None:
    """Report until cancelled. A time at which the broker does not answer is left out: missing data is a state too."""
    while True:
        try:
            async with asyncio.timeout(settings.watch_interval_s):
                await _report(connection, consumers)
        except Exception as error:
            # Of any kind, since the connection may be in any state; the next turn tries again.
            logger.warning("the queues could not be measured", error=error)
        await asyncio.sleep(settings.watch_interval_s)


async def _report(connection: AbstractRobustConnection, consumers: Sequence[Consumer]) -> None:
    # A channel of its own each time: an error closes a channel, and this one must not be that of the jobs.
    async with connection.channel(publisher_confirms=False) as channel:
        amqp = await channel.get_underlay_channel()
        for consumer in consumers:
            queue = consumer.queue
            # A passive declaration changes nothing, and its answer counts the messages that are ready.
            waiting = (await amqp.queue_declare(queue, passive=True)).message_count or 0
            dead = (await amqp.queue_declare(dead_letters(queue), passive=True)).message_count or 0
            monitoring.metrics.gauge("queue.lag", waiting, queue=queue)
            monitoring.metrics.gauge("jobs.age", consumer.oldest.seconds(waiting), queue=queue)
            monitoring.metrics.gauge("dlq.size", dead, queue=queue)
