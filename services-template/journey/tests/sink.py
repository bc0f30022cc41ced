"""A sink for metrics: takes DogStatsD packets all the time, so that none is lost, and keeps them."""

import socket
import threading
import time

from ports import free_port


class Sink:
    def __init__(self) -> None:
        self.port = free_port()
        self._packets: list[bytes] = []
        self.start()

    def start(self) -> None:
        """Take packets, on the port that it had before."""
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)
        self._socket.bind(("127.0.0.1", self.port))
        self._thread = threading.Thread(target=self._take, daemon=True)
        self._thread.start()

    def _take(self) -> None:
        # An empty packet ends it.
        while packet := self._socket.recv(65536):
            self._packets.append(packet)

    def lines(self) -> list[str]:
        """The lines so far."""
        return b"\n".join(self._packets).decode().split("\n")

    def has(self, name: str, *tags: str) -> bool:
        """Whether a metric, named without the platform's prefix, has arrived with these tags."""
        found = (line.partition("|#")[2].split("|")[0].split(",") for line in self.lines() if _is(line, name))
        return any(set(tags) <= set(sent) for sent in found)

    def wait_for(self, name: str, *tags: str, timeout_s: float = 30) -> None:
        """Wait for a metric with these tags."""
        deadline = time.monotonic() + timeout_s
        while not self.has(name, *tags):
            assert time.monotonic() < deadline, (
                name,
                tags,
                sorted(line for line in set(self.lines()) if _is(line, name)),
            )
            time.sleep(0.1)

    def close(self) -> None:
        """Take no more."""
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as end:
            end.sendto(b"", ("127.0.0.1", self.port))
        self._thread.join(10)
        self._socket.close()


def _is(line: str, name: str) -> bool:
    return line.startswith(f"scribemed.{name}:")
