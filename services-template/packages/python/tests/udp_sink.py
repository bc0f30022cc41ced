"""A DogStatsD agent that only listens."""

import socket
import time


class UdpSink:
    def __init__(self) -> None:
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self._socket.settimeout(0.05)
        self.port: int = self._socket.getsockname()[1]
        self.raw = b""
        self.sizes: list[int] = []

    def receive(self) -> None:
        """Take datagrams until none comes for a moment."""
        self._receive(0)

    def receive_available(self) -> None:
        """Take the datagrams that are there."""
        self._receive(socket.MSG_DONTWAIT)

    def _receive(self, flags: int) -> None:
        try:
            while True:
                datagram = self._socket.recv(65536, flags)
                self.raw += datagram + b"\n"
                self.sizes.append(len(datagram))
        except (TimeoutError, BlockingIOError):
            return

    def lines(self, at_least: int = 0, timeout_s: float = 5) -> list[str]:
        """The metrics received so far, sorted, without the client's own fields (container)."""
        deadline = time.monotonic() + timeout_s
        while True:
            self.receive()
            lines = sorted(_plain(line) for line in self.raw.decode().splitlines() if line)
            if len(lines) >= at_least or time.monotonic() > deadline:
                return lines

    def close(self) -> None:
        self._socket.close()


def _plain(line: str) -> str:
    return "|".join(part for part in line.split("|") if part[:2] not in ("c:", "e:"))
