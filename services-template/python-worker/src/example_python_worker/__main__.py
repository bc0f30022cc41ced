"""Starts the worker: python -m example_python_worker."""

# ruff: noqa: I001 - monitoring comes first
from example_python_worker.monitoring import monitoring, settings

import asyncio

import aio_pika

from example_python_worker import engines, probes
from example_python_worker.consumer import Consumer
from example_python_worker.note import NoteGeneration
from example_python_worker.queues import declare, declare_plain
from example_python_worker.transcription import Transcription
from example_python_worker.watch import watch

JOBS = "example-python-worker.jobs"
NOTES = "example-python-worker.notes"
FINISHED_NOTES = "example-python-worker.finished-notes"

# Queue, what is done with its jobs, queue of the jobs that follow. A service of yours has one of these lines.
STEPS = (
    (JOBS, Transcription(engines.RecordingsStandIn(), engines.SpeechModelStandIn()), NOTES),
    (NOTES, NoteGeneration(engines.LanguageModelStandIn()), FINISHED_NOTES),
)


async def run() -> None:
    """Work until SIGTERM."""
    loop = asyncio.get_running_loop()
    monitoring.shutdown.on_sigterm()
    # Connects again by itself once it has been connected.
    connection = await aio_pika.connect_robust(settings.rabbitmq_url, timeout=10)
    monitoring.health.add_readiness("rabbitmq", connection.connected.is_set)
    channel = await connection.channel(on_return_raises=True)
    await channel.set_qos(prefetch_count=settings.concurrency)
    await declare_plain(channel, FINISHED_NOTES)
    queues = {name: await declare(channel, name, settings.retry_delays_s) for name, _, _ in STEPS}
    consumers = [Consumer(channel, queues[name], step, following) for name, step, following in STEPS]

    watching = asyncio.create_task(watch(connection, consumers))

    async def stop() -> None:
        watching.cancel()
        await asyncio.gather(*(consumer.stop() for consumer in consumers))
        await connection.close()

    # Drains run in threads of their own, the connection belongs to this loop.
    monitoring.shutdown.add_drain(
        "consumers", lambda remaining_s: asyncio.run_coroutine_threadsafe(stop(), loop).result(remaining_s)
    )
    for consumer in consumers:
        await consumer.start()
    # Not before: until then the worker is neither alive nor ready, and without a broker the process ends with an error.
    await probes.serve(settings.health_port)
    monitoring.logger.info("the worker takes jobs")
    # The shutdown ends the process.
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(run())
