"""The null agent and the client, against each other and against answers that are wrong."""

import asyncio
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from cost import null_agent
from cost.load import BadAnswerError, busy, paced
from cost.server import _get as get


@pytest.fixture
def agent():
    process = subprocess.Popen(
        [sys.executable, str(Path(null_agent.__file__))], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    http, udp = process.stdout.readline().split()
    yield int(http), int(udp), process.stdin
    process.kill()
    process.wait()
    process.stdin.close()
    process.stdout.close()


def counts_until(port, expected):
    for _ in range(1000):
        counts = get(port, "/counts")
        if counts == expected:
            break
    return counts


def test_the_agent_counts_what_it_takes(agent):
    http, udp, logs = agent
    os.write(logs.fileno(), b"{}\n{}\n")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        sender.sendto(b"x:1|c", ("127.0.0.1", udp))
    with socket.create_connection(("127.0.0.1", http)) as traces:
        traces.sendall(b"PUT /v0.4/traces HTTP/1.1\r\nx-datadog-trace-count: 3\r\ncontent-length: 4\r\n\r\n\0\0\0\0")
        assert traces.recv(100).startswith(b"HTTP/1.1 200")
    expected = {"traces": 3, "datagrams": 1, "lines": 2}
    assert counts_until(http, expected) == expected


def test_requests_are_answered_at_their_rate(agent):
    http, _, _ = agent
    asyncio.run(busy(http, 20, 4))
    taken = asyncio.run(paced(http, 20, 200))
    assert len(taken) == 20
    assert all(ms > 0 for ms in taken)


def test_an_answer_that_is_no_success_ends_the_measurement():
    async def unavailable(_reader, writer):
        writer.write(b"HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\n\r\n")

    async def measure():
        server = await asyncio.start_server(unavailable, "127.0.0.1", 0)
        async with server:
            await busy(server.sockets[0].getsockname()[1], 4, 1)

    with pytest.raises(BadAnswerError, match="503"):
        asyncio.run(measure())
