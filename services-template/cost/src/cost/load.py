"""Sends requests as another service of the platform would, with its trace and the encounter, or bare ones."""

import asyncio
import secrets
import time
from collections.abc import Callable

ENCOUNTER = "8b0f6f57-7e0e-4bb1-9a3a-2f54a3f4d9b1"


def encounter() -> bytes:
    """Return a request with the headers of a caller in the platform."""
    trace, parent = secrets.randbits(63) | 1 << 62, secrets.randbits(62) | 1
    high = "6b0bdeab00000000"
    lines = (
        f"GET /encounters/{ENCOUNTER} HTTP/1.1",
        "host: 127.0.0.1",
        "user-agent: client/1.0",
        "accept: application/json",
        f"x-datadog-trace-id: {trace}",
        f"x-datadog-parent-id: {parent}",
        "x-datadog-sampling-priority: 1",
        f"x-datadog-tags: _dd.p.tid={high},_dd.p.dm=-0",
        f"traceparent: 00-{high}{trace:016x}-{parent:016x}-01",
        f"tracestate: dd=p:{parent:016x};s:1;t.dm:-0",
        f"baggage: encounter_id={ENCOUNTER}",
    )
    return "\r\n".join((*lines, "", "")).encode()


def hello_world() -> bytes:
    """Return a request with no more than HTTP requires, for a constant."""
    return b"GET /hello HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n"


class BadAnswerError(RuntimeError):
    """A server did not answer a request as it must."""


class Connection(asyncio.Protocol):
    """A connection that is kept, with one request at a time."""

    def __init__(self) -> None:
        self._buffer = b""
        self._answered: asyncio.Future[bytes] | None = None
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep what to write to."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def connection_lost(self, exc: Exception | None) -> None:
        """Fail the request that waits."""
        if self._answered and not self._answered.done():
            self._answered.set_exception(BadAnswerError(f"the server closed the connection: {exc}"))

    def data_received(self, data: bytes) -> None:
        """Collect an answer."""
        self._buffer += data
        head, end, body = self._buffer.partition(b"\r\n\r\n")
        length = next((line[15:] for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")), None)
        if not end or not self._answered or (length is not None and len(body) < int(length)):
            return
        self._buffer = b""
        if not head.startswith(b"HTTP/1.1 200 ") or length is None:
            self._answered.set_exception(BadAnswerError(head.decode("latin-1").split("\r\n", 1)[0]))
        else:
            self._answered.set_result(body)

    async def send(self, request: bytes) -> bytes:
        """Send a request; return the body of the answer."""
        if self._transport is None:
            raise BadAnswerError("not connected")
        self._answered = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return await self._answered

    def close(self) -> None:
        """Close the connection."""
        if self._transport:
            self._transport.close()


async def connect(port: int) -> Connection:
    """Open a connection."""
    _, connection = await asyncio.get_running_loop().create_connection(Connection, "127.0.0.1", port)
    return connection


async def busy(port: int, requests: int, clients: int, request: Callable[[], bytes] = encounter) -> None:
    """Send so many requests, each client the next one when the last was answered."""

    async def client() -> None:
        connection = await connect(port)
        for _ in range(requests // clients):
            await connection.send(request())
        connection.close()

    await asyncio.gather(*(client() for _ in range(clients)))


async def paced(port: int, requests: int, per_s: float) -> list[float]:
    """Send requests at a fixed rate, answered or not; return how long each answer took, in milliseconds."""
    idle: list[Connection] = []
    taken: list[float] = []

    async def one() -> None:
        connection = idle.pop() if idle else await connect(port)
        request = encounter()
        # From here, not from when it was due: the loop's clock is coarser than an answer is fast.
        sent = time.perf_counter()
        await connection.send(request)
        taken.append((time.perf_counter() - sent) * 1000)
        idle.append(connection)

    start = time.perf_counter()
    under_way: list[asyncio.Task[None]] = []
    for index in range(requests):
        await asyncio.sleep(max(0.0, start + index / per_s - time.perf_counter()))
        under_way.append(asyncio.create_task(one()))
    await asyncio.gather(*under_way)
    for connection in idle:
        connection.close()
    return taken
