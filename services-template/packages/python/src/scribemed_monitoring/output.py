"""Standard output as the destination of log lines, which never holds up the code that logs.

Lines are written together, a few milliseconds after the first of them: to write each alone costs a request more than to
make it. A line that matters (`flush`) takes those before it along at once. Where the reader stalls, lines wait up to a
bound, and the rest are lost and counted.
"""

import os
import select
import threading
import time
from collections import deque
from typing import TextIO

from scribemed_monitoring.tally import TALLY, Tally

MAX_WAITING_BYTES = 4 * 1024 * 1024
# How long lines are gathered. A process that is killed loses what it logged in this time, unless it was flushed.
GATHER_S = 0.02
# Of what waits, written at a time.
BLOCK_BYTES = 64 * 1024
# What a pipe takes as a whole if it says that it can be written to.
ATOMIC_BYTES = select.PIPE_BUF


class Output:
    """Lines to a file, gathered and written by a thread."""

    def __init__(self, file: TextIO, tally: Tally = TALLY) -> None:
        self._file = file
        self._tally = tally
        self._fd = _descriptor(file)
        self._poll = select.poll()
        if self._fd is not None:
            self._poll.register(self._fd, select.POLLOUT)
        self._at_once = False
        self._reset()
        os.register_at_fork(after_in_child=self._forget)

    def _forget(self) -> None:
        # The parent writes what waits, by a thread that the child does not have. A child often ends by `os._exit`,
        # which nobody learns of, so it gathers nothing.
        self._at_once = True
        self._reset()

    def _reset(self) -> None:
        self._waiting: deque[bytes] = deque()
        self._waiting_bytes = 0
        self._lock = threading.Lock()
        self._changed = threading.Condition(self._lock)
        # Held by who writes, so that blocks are not mixed.
        self._writing = threading.Lock()
        self._thread: threading.Thread | None = None
        self._thread_rests = False

    def write(self, line: str) -> None:
        """Write a line, with its end, within a few milliseconds. Never waits."""
        if self._fd is None:
            self._file.write(line)
            return
        data = line.encode("utf-8", "backslashreplace")
        with self._lock:
            if self._waiting_bytes > MAX_WAITING_BYTES:
                self._tally.dropped()
                return
            self._waiting.append(data)
            self._waiting_bytes += len(data)
            if self._thread is None:
                self._thread = threading.Thread(target=self._drain, name="scribemed-output", daemon=True)
                self._thread.start()
            elif self._thread_rests:
                self._thread_rests = False
                self._changed.notify_all()
        if self._at_once:
            self.flush()

    def flush(self) -> None:
        """Write now what waits, as far as the file takes it. Never waits; an error of the file is raised.

        If the thread is writing, it takes what is left.
        """
        if self._fd is None or not self._writing.acquire(blocking=False):
            return
        try:
            while self._poll.poll(0) and (block := self._take(ATOMIC_BYTES)):
                written = 0
                try:
                    written = os.write(self._fd, block[:ATOMIC_BYTES])
                finally:
                    self._written(len(block) if written == 0 else written)
                if 0 < written < len(block):
                    with self._lock:
                        self._waiting.appendleft(block[written:])
        finally:
            self._writing.release()

    def close(self, timeout_s: float) -> None:
        """Wait for lines that wait, as long as given; later ones are written at once."""
        self._at_once = True
        try:
            self.flush()
        except OSError:
            # The reader has gone.
            self._tally.dropped()
        with self._lock:
            self._changed.wait_for(lambda: self._waiting_bytes == 0, timeout_s)

    def _take(self, size: int) -> bytes:
        """Take lines off the queue, of about this size; they count as waiting until they are `_written`."""
        lines: list[bytes] = []
        with self._lock:
            while self._waiting and size > 0:
                lines.append(self._waiting.popleft())
                size -= len(lines[-1])
        return b"".join(lines)

    def _written(self, size: int) -> None:
        with self._lock:
            self._waiting_bytes -= size
            if self._waiting_bytes == 0:
                self._changed.notify_all()

    def _drain(self) -> None:
        while True:
            with self._lock:
                self._thread_rests = not self._waiting
                while self._thread_rests:
                    self._changed.wait()
            time.sleep(GATHER_S)
            with self._writing:
                while block := self._take(BLOCK_BYTES):
                    self._write(block)

    def _write(self, block: bytes) -> None:
        left = block
        try:
            while left:
                left = left[os.write(self._fd or 1, left) :]
        except OSError:
            # The reader has gone. The next line that is flushed finds out as well, and is counted by its logger.
            self._tally.dropped(left.count(b"\n"))
        self._written(len(block))


def _descriptor(file: TextIO) -> int | None:
    try:
        return file.fileno()
    except (OSError, ValueError, AttributeError):
        # Kept in memory, by a test.
        return None
