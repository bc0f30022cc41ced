"""Standard output as the destination of log lines, which never holds up the code that logs.

Its reader may stall or be gone. Then lines wait up to a bound, the rest are lost and counted.
"""

import os
import select
import threading
from collections import deque
from typing import TextIO

from scribemed_monitoring.tally import TALLY, Tally

MAX_WAITING_BYTES = 4 * 1024 * 1024
# What a pipe takes as a whole if it says that it can be written to.
ATOMIC_BYTES = select.PIPE_BUF


class Output:
    """Lines to a file, at once as long as it takes them, and otherwise through a thread that waits for it."""

    def __init__(self, file: TextIO, tally: Tally = TALLY) -> None:
        self._file = file
        self._tally = tally
        self._fd = _descriptor(file)
        self._poll = select.poll()
        if self._fd is not None:
            self._poll.register(self._fd, select.POLLOUT)
        self._waiting: deque[bytes] = deque()
        self._waiting_bytes = 0
        self._lock = threading.Lock()
        self._emptied = threading.Event()
        self._thread: threading.Thread | None = None
        os.register_at_fork(after_in_child=self._forget)

    def write(self, line: str) -> None:
        """Write a line, with its end. Never waits; an error of the file is raised, as of any file."""
        if self._fd is None:
            self._file.write(line)
            return
        data = line.encode("utf-8", "backslashreplace")
        with self._lock:
            while data and not self._waiting and self._takes_more():
                data = data[os.write(self._fd, data[:ATOMIC_BYTES]) :]
            if data:
                self._wait(data)

    def flush(self) -> None:
        """Do nothing: lines are not kept back."""

    def close(self, timeout_s: float) -> None:
        """Wait for lines that wait, as long as given."""
        with self._lock:
            waits = bool(self._waiting)
        if waits:
            self._emptied.wait(timeout_s)

    def _takes_more(self) -> bool:
        return bool(self._poll.poll(0))

    def _wait(self, data: bytes) -> None:
        if self._waiting_bytes > MAX_WAITING_BYTES:
            self._tally.dropped()
            return
        self._waiting.append(data)
        self._waiting_bytes += len(data)
        self._emptied.clear()
        if self._thread is None:
            self._thread = threading.Thread(target=self._drain, name="scribemed-output", daemon=True)
            self._thread.start()

    def _drain(self) -> None:
        while True:
            with self._lock:
                if not self._waiting:
                    self._thread = None
                    self._emptied.set()
                    return
                data = self._waiting[0]
            try:
                while data:
                    data = data[os.write(self._fd or 1, data) :]
            except OSError:
                # The reader has gone; the next line finds out as well, and is counted by its logger.
                self._tally.dropped()
            with self._lock:
                self._waiting_bytes -= len(self._waiting.popleft())

    def _forget(self) -> None:
        # The parent writes what waits, by a thread that the child does not have.
        self._lock, self._thread = threading.Lock(), None
        self._waiting.clear()
        self._waiting_bytes = 0


def _descriptor(file: TextIO) -> int | None:
    try:
        return file.fileno()
    except (OSError, ValueError, AttributeError):
        # Kept in memory, by a test.
        return None
