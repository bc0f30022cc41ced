"""A real Kafka on loopback, of its jars, in a process of its own: one broker in KRaft mode."""

import asyncio
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import KafkaError

from missing import missing
from ports import free_port

T = TypeVar("T")

SETTINGS = """process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:{controller}
controller.listener.names=CONTROLLER
listeners=PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller}
advertised.listeners=PLAINTEXT://127.0.0.1:{port}
log.dirs={folder}/data
auto.create.topics.enable=false
offsets.topic.replication.factor=1
offsets.topic.num.partitions=1
group.initial.rebalance.delay.ms=0
"""


class Kafka:
    def __init__(self) -> None:
        jars = Path(os.environ.get("KAFKA_JARS") or Path(__file__).parents[1] / ".cache/kafka")
        if not (jars / "complete").exists() or shutil.which("java") is None:
            missing("Kafka is missing: sh tests/install-kafka.sh .cache/kafka (Maven, Java 17), or set KAFKA_JARS")
        self._folder = tempfile.TemporaryDirectory(prefix="kafka-", ignore_cleanup_errors=True)
        port = free_port()
        self.address = f"127.0.0.1:{port}"
        settings = Path(self._folder.name) / "server.properties"
        settings.write_text(SETTINGS.format(port=port, controller=free_port(), folder=self._folder.name))
        self._java = ["java", "-Xmx384m", "-cp", f"{jars.absolute()}/*"]
        self._settings = str(settings)
        storage = ["kafka.tools.StorageTool", "format", "-t", "MkU3OEVBNTcwNTJENDM2Qk", "-c", self._settings]
        subprocess.run([*self._java, *storage], check=True, stdout=subprocess.DEVNULL)
        self.start()

    def start(self) -> None:
        self._server = subprocess.Popen(
            [*self._java, "kafka.Kafka", self._settings], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        deadline = time.monotonic() + 120
        while True:
            assert self._server.poll() is None, "Kafka ended"
            assert time.monotonic() < deadline, "Kafka does not answer"
            # Its port is open before it answers.
            with suppress(KafkaError, OSError):
                self._admin(lambda admin: admin.list_topics())
                return
            time.sleep(0.1)

    def halt(self) -> None:
        """Stop the server; its messages stay on disk."""
        self._server.terminate()
        self._server.wait(60)

    def stop(self) -> None:
        self._server.kill()
        self._server.wait(10)
        self._folder.cleanup()

    def renew(self, *topics: str, partitions: int = 1) -> None:
        """Make topics, without a message of another test."""

        async def work(admin: Any) -> None:
            existing = set(await admin.list_topics()) & set(topics)
            if existing:
                await admin.delete_topics(list(existing))
            while set(await admin.list_topics()) & set(topics):
                await asyncio.sleep(0.05)
            await admin.create_topics([NewTopic(topic, partitions, 1) for topic in topics])

        self._admin(work)

    def publish(
        self,
        topic: str,
        *bodies: bytes | None,
        headers: dict[str, bytes] | None = None,
        key: bytes | None = None,
        age_s: float = 0,
        partition: int | None = None,
    ) -> None:
        async def work() -> None:
            queued_ms = round((time.time() - age_s) * 1000)
            pairs = list((headers or {}).items())
            async with AIOKafkaProducer(bootstrap_servers=self.address) as producer:
                for body in bodies:
                    await producer.send_and_wait(topic, body, key, partition, queued_ms, pairs)

        asyncio.run(work())

    def take(self, topic: str, count: int, timeout_s: float = 30) -> list[Any]:
        """Return so many messages from the beginning of a topic, or as many as arrive in time."""

        async def work() -> list[Any]:
            taken: list[Any] = []
            deadline = time.monotonic() + timeout_s
            options = {"bootstrap_servers": self.address, "auto_offset_reset": "earliest"}
            async with AIOKafkaConsumer(topic, **options) as consumer:
                while len(taken) < count and (left := deadline - time.monotonic()) > 0:
                    batches = await consumer.getmany(timeout_ms=round(left * 1000))
                    taken += [message for batch in batches.values() for message in batch]
            return taken

        return asyncio.run(work())

    def lag(self, topic: str, group: str) -> int:
        """Return the messages of a topic of one partition that a group has not finished."""

        async def work() -> int:
            partition = TopicPartition(topic, 0)
            async with AIOKafkaConsumer(bootstrap_servers=self.address, group_id=group) as consumer:
                consumer.assign([partition])
                end: int = (await consumer.end_offsets([partition]))[partition]
                return end - (await consumer.committed(partition) or 0)

        return asyncio.run(work())

    def _admin(self, work: Callable[[Any], Awaitable[T]]) -> T:
        async def connected() -> T:
            admin = AIOKafkaAdminClient(bootstrap_servers=self.address)
            await admin.start()
            try:
                return await work(admin)
            finally:
                await admin.close()

        return asyncio.run(connected())
