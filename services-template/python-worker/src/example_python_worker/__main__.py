"""Starts the worker: python -m example_python_worker."""

# ruff: noqa: I001 - monitoring comes first
from example_python_worker.monitoring import monitoring, settings

import asyncio

import aio_pika

from example_python_worker import engines, probes
from example_python_worker.coding import CodingInference
from example_python_worker.consumer import Consumer
from example_python_worker.kafka import Producer, TopicOutlet
from example_python_worker.note import NoteGeneration
from example_python_worker.rabbitmq import QueueConsumer, QueueOutlet
from example_python_worker.retrieval import RetrievalClient
from example_python_worker.streams import Queue, Stream, Topic
from example_python_worker.topic import TopicConsumer
from example_python_worker.transcription import Transcription
from example_python_worker.watch import watch
from example_python_worker.work import Outlet, Step

JOBS_QUEUE = Queue("example-python-worker.jobs")
JOBS: Stream = Topic(settings.jobs_topic) if settings.jobs_topic else JOBS_QUEUE
NOTES = Queue("example-python-worker.notes")
CODINGS = Queue("example-python-worker.codings")
FINISHED_NOTES = Topic(settings.finished_notes_topic)


def retrieval() -> engines.Retrieval:
    """Return the retrieval that the environment names."""
    if settings.retrieval_address:
        return RetrievalClient(settings.retrieval_address)
    monitoring.logger.warning("without RETRIEVAL_ADDRESS no passages are found, notes have their transcript alone")
    return engines.RetrievalStandIn()


def steps() -> tuple[tuple[Stream, Step, Stream], ...]:
    """Where jobs come from, what is done with them, where results go. A service of yours has one of these lines."""
    return (
        (JOBS, Transcription(engines.RecordingsStandIn(), engines.SpeechModelStandIn()), NOTES),
        (NOTES, NoteGeneration(retrieval(), engines.NoteModelStandIn()), CODINGS),
        (CODINGS, CodingInference(engines.CodingModelStandIn()), FINISHED_NOTES),
    )


async def run() -> None:
    """Work until SIGTERM."""
    loop = asyncio.get_running_loop()
    monitoring.shutdown.on_sigterm()
    producer = Producer()
    await producer.start()
    monitoring.health.add_readiness("kafka", producer.is_reachable)
    # Connects again by itself once it has been connected.
    connection = await aio_pika.connect_robust(settings.rabbitmq_url, timeout=10)
    monitoring.health.add_readiness("rabbitmq", connection.connected.is_set)
    channel = await connection.channel(on_return_raises=True)
    await channel.set_qos(prefetch_count=settings.concurrency)

    def outlet(stream: Stream) -> Outlet:
        return TopicOutlet(producer, stream) if isinstance(stream, Topic) else QueueOutlet(channel, stream)

    def taking(source: Stream, step: Step, to: Outlet) -> Consumer:
        if isinstance(source, Topic):
            return TopicConsumer(producer, source, step, to)
        return QueueConsumer(connection, channel, source, step, to)

    consumers = [taking(source, step, outlet(to)) for source, step, to in steps()]
    watching: list[asyncio.Task[None]] = []

    async def stop() -> None:
        for task in watching:
            task.cancel()
        await asyncio.gather(*(consumer.stop() for consumer in consumers))
        await asyncio.gather(connection.close(), producer.stop())

    # Drains run in threads of their own, the connections belong to this loop.
    monitoring.shutdown.add_drain(
        "consumers", lambda remaining_s: asyncio.run_coroutine_threadsafe(stop(), loop).result(remaining_s)
    )
    # The last step first: its queue is there before something is published to it.
    for consumer in reversed(consumers):
        await consumer.start()
    watching.append(asyncio.create_task(watch(consumers)))
    # Not before: until then the worker is neither alive nor ready, and without a broker the process ends with an error.
    await probes.serve(settings.health_port)
    monitoring.logger.info("the worker takes jobs")
    # The shutdown ends the process.
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(run())
