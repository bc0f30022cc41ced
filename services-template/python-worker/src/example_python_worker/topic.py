"""Jobs of a Kafka topic. An offset is committed after its job has ended: none is lost, one may be done twice.

A topic has no place where a failed job can wait: its partition waits with it. Partitions do not wait for each other.
"""

import asyncio
import time
from collections import deque
from collections.abc import Iterable
from contextlib import suppress

from aiokafka import AIOKafkaConsumer, ConsumerRebalanceListener, ConsumerRecord, TopicPartition
from aiokafka.errors import ConsumerStoppedError, IllegalStateError, KafkaError

from example_python_worker.consumer import Measurement
from example_python_worker.kafka import Producer
from example_python_worker.monitoring import monitoring, settings
from example_python_worker.streams import Topic
from example_python_worker.work import Outlet, Step, Verdict, Work

# Jobs of a partition that are received and not begun. There is always one, if any waits, so that its age is known.
RECEIVED_AT_MOST = 16
# How long another worker waits for a partition whose job is in work.
REVOKE_TIMEOUT_S = 20.0
# Before a broker is asked again that did not answer.
AGAIN_DELAY_S = 1.0
# The client adds those of the running trace.
TRACE_HEADERS = ("x-datadog-", "traceparent", "tracestate", "baggage")

logger = monitoring.logger.bind(component="topic")


def _consumer_of_the_group() -> AIOKafkaConsumer:
    return AIOKafkaConsumer(
        bootstrap_servers=settings.kafka_brokers,
        group_id=settings.service,
        enable_auto_commit=False,
        auto_offset_reset="earliest",
    )


class _Partition:
    """What this worker has of a partition."""

    def __init__(self) -> None:
        self.waiting: deque[ConsumerRecord] = deque()
        self.worker: asyncio.Task[None] | None = None
        # The worker ends, or another one gets the partition.
        self.stopped = asyncio.Event()

    def stop(self) -> None:
        self.stopped.set()
        self.waiting.clear()


class TopicConsumer(ConsumerRebalanceListener):  # type: ignore[misc] # without types
    """Consumes one topic with one step, as a member of the consumer group named as the service."""

    def __init__(self, producer: Producer, topic: Topic, step: Step, outlet: Outlet) -> None:
        self.source = topic
        self._producer = producer
        self._work = Work(topic, step, outlet)
        self._partitions: dict[TopicPartition, _Partition] = {}
        self._places = asyncio.Semaphore(settings.concurrency)
        self._consumer: AIOKafkaConsumer | None = None
        # Its answers do not wait for a fetch that is under way, as those of the other one do.
        self._measuring: AIOKafkaConsumer | None = None
        self._polling: asyncio.Task[None] | None = None
        self._is_member = False

    async def start(self) -> None:
        """Join the group and take jobs; joins again by itself."""
        self._consumer, self._measuring = _consumer_of_the_group(), _consumer_of_the_group()
        self._consumer.subscribe([self.source.name], listener=self)
        monitoring.health.add_readiness("group", self._is_ready)
        await asyncio.gather(self._consumer.start(), self._measuring.start())
        self._polling = asyncio.create_task(self._poll(self._consumer))

    def _is_ready(self) -> bool:
        return self._is_member and self._polling is not None and not self._polling.done()

    async def stop(self) -> None:
        """Begin no more jobs, finish the ones in work and commit them. What the deadline cuts off, others do."""
        if self._consumer is None or self._polling is None:
            return
        self._polling.cancel()
        await asyncio.wait([self._polling])
        await self._let_go(list(self._partitions), None)
        await self._consumer.stop()
        if self._measuring is not None:
            await self._measuring.stop()

    async def measure(self) -> Measurement | None:
        """Ask the broker how far the group is behind in the topic.

        Every worker reports the whole of it, as every worker of a queue does, so a dashboard takes the maximum.
        """
        if self._consumer is None or self._measuring is None or not self._consumer.assignment():
            return None
        numbers = self._consumer.partitions_for_topic(self.source.name) or ()
        partitions = [TopicPartition(self.source.name, number) for number in numbers]
        end = await self._measuring.end_offsets(partitions)
        done = {partition: await self._measuring.committed(partition) for partition in partitions}
        if new := [partition for partition in partitions if done[partition] is None]:
            done.update(await self._measuring.beginning_offsets(new))
        waiting = sum(max(0, end[partition] - done[partition]) for partition in partitions)
        queued_ms = [mine.waiting[0].timestamp for mine in self._partitions.values() if mine.waiting]
        # Clocks of different machines differ.
        return Measurement(waiting, max(0.0, time.time() - min(queued_ms) / 1000) if queued_ms else 0.0)

    async def on_partitions_assigned(self, assigned: Iterable[TopicPartition]) -> None:
        """Note that the group has this worker."""
        self._is_member = True

    async def on_partitions_revoked(self, revoked: Iterable[TopicPartition]) -> None:
        """Finish what is in work before another worker gets the partitions, for a while."""
        self._is_member = False
        await self._let_go(revoked, REVOKE_TIMEOUT_S)

    async def _let_go(self, partitions: Iterable[TopicPartition], timeout_s: float | None) -> None:
        gone = [mine for partition in partitions if (mine := self._partitions.pop(partition, None)) is not None]
        for mine in gone:
            mine.stop()
        if workers := [mine.worker for mine in gone if mine.worker is not None]:
            await asyncio.wait(workers, timeout=timeout_s)

    async def _poll(self, consumer: AIOKafkaConsumer) -> None:
        while True:
            try:
                message = await consumer.getone()
            except ConsumerStoppedError:
                return
            except KafkaError as error:
                logger.warning("no jobs arrive, the broker is asked again", error=error, **self.source.tags)
                await asyncio.sleep(AGAIN_DELAY_S)
                continue
            partition = TopicPartition(message.topic, message.partition)
            mine = self._partitions.setdefault(partition, _Partition())
            mine.waiting.append(message)
            if len(mine.waiting) >= RECEIVED_AT_MOST:
                consumer.pause(partition)
            if mine.worker is None or mine.worker.done():
                mine.worker = asyncio.create_task(self._work_off(consumer, partition, mine))

    async def _work_off(self, consumer: AIOKafkaConsumer, partition: TopicPartition, mine: _Partition) -> None:
        """Do the jobs of a partition, one after the other."""
        if "queue_stall" in settings.faults:
            await mine.stopped.wait()
        while mine.waiting and not mine.stopped.is_set():
            message = await self._finish(consumer, partition, mine)
            if message is None:
                return
            try:
                await consumer.commit({partition: message.offset + 1})
            except Exception as error:
                # Of any kind: the next commit covers it, if this worker still has the partition.
                logger.warning("a job may be done again: its offset is not committed", error=error, **self.source.tags)

    async def _finish(
        self, consumer: AIOKafkaConsumer, partition: TopicPartition, mine: _Partition
    ) -> ConsumerRecord | None:
        """Try the next job until it is done or dead; None if the partition is another's first, and the job with it."""
        message, retries = None, 0
        while True:
            async with self._places:
                if mine.stopped.is_set():
                    return None
                if message is None:
                    message = mine.waiting.popleft()
                    if len(mine.waiting) <= 1:
                        # It may be another's since just now.
                        with suppress(IllegalStateError):
                            consumer.resume(partition)
                verdict = await self._try(message, retries)
            if verdict in (Verdict.DONE, Verdict.DEAD):
                return message
            delay_s = AGAIN_DELAY_S
            if verdict is Verdict.RETRY:
                delay_s = settings.retry_delays_s[retries]
                retries += 1
            with suppress(TimeoutError):
                await asyncio.wait_for(mine.stopped.wait(), delay_s)

    async def _try(self, message: ConsumerRecord, retries: int) -> Verdict | None:
        """Work on a message; None if a broker did not answer."""
        decided = None

        async def settle(verdict: Verdict) -> None:
            nonlocal decided
            if verdict is Verdict.DEAD:
                await self._keep(message)
            decided = verdict

        is_settled = await self._work(message.value or b"", message.headers, retries, settle)
        return decided if is_settled else None

    async def _keep(self, message: ConsumerRecord) -> None:
        """Put a dead letter aside, whole, with the trace of its job."""
        headers = [(key, value) for key, value in message.headers if not key.lower().startswith(TRACE_HEADERS)]
        # The client sends nothing that has neither.
        value = b"" if message.value is None and message.key is None else message.value
        queued_ms = message.timestamp if message.timestamp >= 0 else None
        await self._producer.send(f"{self.source.name}.dlq", value, message.key, headers, queued_ms)
