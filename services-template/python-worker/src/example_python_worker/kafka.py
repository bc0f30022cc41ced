"""Sends messages to Kafka topics, and hands results on to one.

aiokafka is the client: it runs on the event loop of the jobs, and the tracer puts the trace into its headers by itself
(DD_KAFKA_PROPAGATION_ENABLED), where confluent-kafka would need a thread for each wait.
"""

import asyncio
from collections.abc import Sequence
from contextlib import suppress

from aiokafka import AIOKafkaProducer
from aiokafka.errors import (
    KafkaConnectionError,
    KafkaError,
    KafkaTimeoutError,
    MessageSizeTooLargeError,
    RecordListTooLargeError,
)

from example_python_worker.job import PermanentError
from example_python_worker.monitoring import monitoring, settings
from example_python_worker.streams import Topic
from example_python_worker.work import Result

# Before a message is sent again.
RESEND_DELAY_S = 1.0
# Of the client; the broker decides earlier.
MAX_MESSAGE = 64 * 1024 * 1024

logger = monitoring.logger.bind(component="kafka")


class TooLargeError(PermanentError):
    """A message that the broker does not take, however often it is sent."""


class Producer:
    """Sends until all replicas have a message. It may be there twice, as a job may be done twice."""

    def __init__(self) -> None:
        self._client: AIOKafkaProducer | None = None
        self._connecting = asyncio.Lock()

    async def start(self) -> None:
        """Connect to the brokers; without one it raises. Connects again by itself later."""
        # Not idempotent: its sequence of numbers ends the whole client if it breaks.
        client = AIOKafkaProducer(
            bootstrap_servers=settings.kafka_brokers,
            acks="all",
            request_timeout_ms=10_000,
            # A broker that is gone is asked again after this; each time the client logs several lines for each message.
            retry_backoff_ms=1000,
            max_request_size=MAX_MESSAGE,
        )
        try:
            await client.start()
        except BaseException:
            await client.stop()
            raise
        self._client = client

    async def stop(self) -> None:
        """Disconnect."""
        if self._client is not None:
            await self._client.stop()

    async def is_reachable(self) -> bool:
        """Whether a broker answers."""
        if self._client is None:
            return False
        await self._client.client.fetch_all_metadata()
        return True

    async def send(
        self,
        topic: str,
        value: bytes | None,
        key: bytes | None,
        headers: Sequence[tuple[str, bytes]] = (),
        timestamp_ms: int | None = None,
    ) -> None:
        """Send a message until it is acknowledged. Its job waits with it: to do it again would help nobody."""
        while True:
            client = self._client
            try:
                if client is None:
                    raise KafkaConnectionError
                # A list of its own: the tracer adds to it.
                await client.send_and_wait(topic, value, key, headers=list(headers), timestamp_ms=timestamp_ms)
            except (MessageSizeTooLargeError, RecordListTooLargeError):
                raise TooLargeError from None
            except KafkaError as error:
                logger.warning("Kafka takes no message, it is sent again", error=error, topic=topic)
                if client is None or not (error.retriable or isinstance(error, KafkaTimeoutError)):
                    await self._connect_again(client)
                await asyncio.sleep(RESEND_DELAY_S)
            else:
                return

    async def _connect_again(self, failed: AIOKafkaProducer | None) -> None:
        """Replace a client whose background task has ended, which it does not cure itself."""
        async with self._connecting:
            if self._client is failed:
                if failed is not None:
                    with suppress(KafkaError, TimeoutError):
                        await asyncio.wait_for(failed.stop(), 5)
                self._client = None
            if self._client is None:
                with suppress(KafkaError):
                    await self.start()


class TopicOutlet:
    """Hands results on to a topic."""

    def __init__(self, producer: Producer, topic: Topic) -> None:
        self._producer = producer
        self._topic = topic

    async def publish(self, result: Result) -> None:
        """Send a result, with the trace of its job."""
        await self._producer.send(self._topic.name, result.body(), result.job_id.encode())
