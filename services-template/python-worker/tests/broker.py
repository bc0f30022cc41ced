"""A real RabbitMQ on loopback, of Debian's packages, in a process of its own."""

import asyncio
import os
import subprocess
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import aio_pika
from aio_pika.abc import AbstractChannel

from missing import missing
from ports import free_port, wait_for_port

T = TypeVar("T")


def root_of_rabbitmq() -> Path:
    """The folder that install-rabbitmq.sh filled."""
    root = Path(os.environ.get("RABBITMQ_ROOT") or Path(__file__).parents[1] / ".cache/rabbitmq")
    if not (root / "usr/lib/rabbitmq").is_dir():
        missing("RabbitMQ is missing: sh tests/install-rabbitmq.sh .cache/rabbitmq (Debian), or set RABBITMQ_ROOT")
    return root.absolute()


class Broker:
    def __init__(self, management: bool = False) -> None:
        """Start it, with its management API if that is asked for."""
        self._root = root_of_rabbitmq()
        self._data = tempfile.TemporaryDirectory(prefix="rabbitmq-")
        self.port = free_port()
        self.url = f"amqp://guest:guest@127.0.0.1:{self.port}/"
        data = Path(self._data.name)
        settings = [f"listeners.tcp.1 = 127.0.0.1:{self.port}", "log.console = true"]
        if management:
            self.management_url = f"http://guest:guest@127.0.0.1:{(port := free_port())}/api"
            # Statistics as often as they are read.
            settings += [
                "management.tcp.ip = 127.0.0.1",
                f"management.tcp.port = {port}",
                "collect_statistics_interval = 1000",
            ]
        (data / "rabbitmq.conf").write_text("\n".join(settings) + "\n")
        (data / "plugins").write_text("[rabbitmq_management]." if management else "[].")
        [home] = self._root.glob("usr/lib/rabbitmq/lib/rabbitmq_server-*")
        self._program = home / "sbin/rabbitmq-server"
        self._env = {
            "PATH": f"{self._root}/usr/lib/erlang/bin:/usr/bin:/bin",
            "HOME": str(data),
            "LANG": "C.UTF-8",
            # A port mapper of its own, or one would stay behind that all brokers of the machine use.
            "ERL_EPMD_PORT": str(free_port()),
            "ERL_EPMD_ADDRESS": "127.0.0.1",
            "RABBITMQ_HOME": str(home),
            "RABBITMQ_NODENAME": "test@localhost",
            "RABBITMQ_DIST_PORT": str(free_port()),
            "RABBITMQ_CONFIG_FILE": str(data / "rabbitmq.conf"),
            "RABBITMQ_CONF_ENV_FILE": str(data / "none"),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(data / "plugins"),
            "RABBITMQ_MNESIA_BASE": str(data / "mnesia"),
            "RABBITMQ_LOG_BASE": str(data / "log"),
        }
        mapper = str(self._root / "usr/lib/erlang/bin/epmd")
        self._mapper = subprocess.Popen([mapper], env=self._env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.start()

    def start(self) -> None:
        self._server = subprocess.Popen(
            [self._program], env=self._env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        wait_for_port(self.port, self._server)

    def halt(self) -> None:
        """Stop the server; its messages stay on disk."""
        self._server.terminate()
        self._server.wait(30)

    def stop(self) -> None:
        self.halt()
        self._mapper.terminate()
        self._mapper.wait(10)
        self._data.cleanup()

    def publish(self, queue: str, *bodies: bytes, headers: dict[str, Any] | None = None, age_s: float = 0) -> None:
        async def work(channel: AbstractChannel) -> None:
            queued = datetime.fromtimestamp(time.time() - age_s, UTC)
            messages = [
                aio_pika.Message(body, headers=headers or {}, timestamp=queued, delivery_mode=2) for body in bodies
            ]
            await asyncio.gather(*(channel.default_exchange.publish(message, queue) for message in messages))

        self._run(work)

    def waiting(self, queue: str) -> int:
        async def work(channel: AbstractChannel) -> int:
            amqp = await channel.get_underlay_channel()
            return (await amqp.queue_declare(queue, passive=True)).message_count or 0

        return self._run(work)

    def take(self, queue: str, count: int, timeout_s: float = 20) -> list[aio_pika.abc.AbstractIncomingMessage]:
        """Take so many messages out of a queue, or as many as arrive in time."""

        async def work(channel: AbstractChannel) -> list[aio_pika.abc.AbstractIncomingMessage]:
            source = await channel.get_queue(queue)
            taken: list[aio_pika.abc.AbstractIncomingMessage] = []
            deadline = time.monotonic() + timeout_s
            while len(taken) < count and time.monotonic() < deadline:
                message = await source.get(no_ack=True, fail=False)
                if message is None:
                    await asyncio.sleep(0.05)
                else:
                    taken.append(message)
            return taken

        return self._run(work)

    def give_back(self, queue: str, times: int) -> None:
        """Take a message and put it back, so many times."""

        async def work(channel: AbstractChannel) -> None:
            source = await channel.get_queue(queue)
            for _ in range(times):
                message = await source.get(timeout=10)
                assert message is not None
                await message.nack(requeue=True)

        self._run(work)

    def delete(self, *queues: str) -> None:
        async def work(channel: AbstractChannel) -> None:
            for queue in queues:
                await channel.queue_delete(queue)

        self._run(work)

    def _run(self, work: Callable[[AbstractChannel], Awaitable[T]]) -> T:
        async def connected() -> T:
            async with await aio_pika.connect(self.url) as connection, connection.channel() as channel:
                return await work(channel)

        return asyncio.run(connected())
