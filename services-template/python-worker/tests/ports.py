"""Free ports, and waiting for something to answer on one."""

import random
import socket
import subprocess
import time
from contextlib import suppress
from typing import Any


def free_port() -> int:
    """Return a port below those of outgoing connections: one of these must not take it while a server restarts."""
    while True:
        port = random.randrange(20_000, 32_000)
        with socket.socket() as tcp, socket.socket(type=socket.SOCK_DGRAM) as udp, suppress(OSError):
            tcp.bind(("127.0.0.1", port))
            udp.bind(("127.0.0.1", port))
            return port


def wait_for_port(port: int, process: subprocess.Popen[Any], timeout_s: float = 60) -> None:
    deadline = time.monotonic() + timeout_s
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            assert process.poll() is None, "the process ended"
            assert time.monotonic() < deadline, "nothing listens"
            time.sleep(0.1)
