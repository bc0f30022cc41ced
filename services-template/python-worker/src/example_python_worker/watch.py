"""Reports how much waits in the queues and topics. The monitors of the archetype query these metrics."""

import asyncio
from collections.abc import Sequence

from example_python_worker.consumer import Consumer
from example_python_worker.monitoring import monitoring, settings
from example_python_worker.streams import Queue

logger = monitoring.logger.bind(component="watch")


async def watch(consumers: Sequence[Consumer]) -> None:
    """Report until cancelled. A time at which a broker does not answer is left out: missing data is a state too."""
    while True:
        await asyncio.gather(*(_report(consumer) for consumer in consumers))
        await asyncio.sleep(settings.watch_interval_s)


async def _report(consumer: Consumer) -> None:
    source, metrics = consumer.source, monitoring.metrics
    try:
        async with asyncio.timeout(settings.watch_interval_s):
            measured = await consumer.measure()
    except Exception as error:
        # Of any kind, since the connection may be in any state; the next turn tries again.
        logger.warning("what waits could not be measured", error=error, **source.tags)
        return
    if measured is None:
        return
    metrics.gauge("queue.lag", measured.waiting, **source.tags)
    metrics.gauge("jobs.age", measured.oldest_s, **source.tags)
    if isinstance(source, Queue) and measured.dead is not None:
        metrics.gauge("dlq.size", measured.dead, queue=source.name)
