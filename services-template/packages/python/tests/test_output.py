import io
import os
import threading
from collections.abc import Iterator
from typing import TextIO

import pytest

from scribemed_monitoring.output import MAX_WAITING_BYTES, Output
from scribemed_monitoring.tally import Tally

DROPPED = ("telemetry.dropped_keys", None)


class Pipe:
    def __init__(self) -> None:
        self.reader, writer = os.pipe()
        self.file: TextIO = os.fdopen(writer, "w")

    def read(self) -> bytes:
        """Everything, until the other end is closed."""
        with os.fdopen(self.reader, "rb") as reader:
            return reader.read()


@pytest.fixture
def pipe() -> Iterator[Pipe]:
    pipe = Pipe()
    yield pipe
    pipe.file.close()


def test_flushed_lines_arrive_at_once_and_in_order(pipe: Pipe, tally: Tally) -> None:
    output = Output(pipe.file, tally)
    output.write("a\n")
    output.write("\N{SNOWMAN} \ud800\n")
    output.flush()
    assert os.read(pipe.reader, 100) == b"a\n\xe2\x98\x83 \\ud800\n"


def test_lines_that_nobody_flushes_arrive_together(pipe: Pipe, tally: Tally) -> None:
    output = Output(pipe.file, tally)
    # Twice: the thread rests in between.
    for _ in range(2):
        output.write("a\n")
        output.write("b\n")
        assert os.read(pipe.reader, 100) == b"a\nb\n"


def test_lines_after_the_end_are_written_at_once(pipe: Pipe, tally: Tally) -> None:
    output = Output(pipe.file, tally)
    output.write("a\n")
    output.close(10)
    output.write("b\n")
    os.set_blocking(pipe.reader, False)
    assert os.read(pipe.reader, 100) == b"a\nb\n"


def test_lines_that_waited_arrive_whole_and_in_order(pipe: Pipe, tally: Tally) -> None:
    output = Output(pipe.file, tally)
    lines = [f"{number} {'x' * (number % 9000)}\n" for number in range(200)]
    for line in lines:
        output.write(line)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read()))
    reader.start()
    output.close(10)
    output.write("last\n")
    pipe.file.close()
    reader.join(10)
    assert read[0].decode() == "".join([*lines, "last\n"])
    assert tally.pending() == {}


def test_what_exceeds_the_bound_is_dropped_and_counted(pipe: Pipe, tally: Tally) -> None:
    output = Output(pipe.file, tally)
    line = "x" * 100_000 + "\n"
    for _ in range(200):
        output.write(line)
    assert output._waiting_bytes <= MAX_WAITING_BYTES + len(line)
    assert tally.pending()[DROPPED] > 100
    output.close(0.01)
    os.close(pipe.reader)


def test_a_line_to_a_closed_pipe_is_raised_or_counted(pipe: Pipe, tally: Tally) -> None:
    os.close(pipe.reader)
    output = Output(pipe.file, tally)
    # Who gathers may be faster than the flush, and counts the line then.
    raised = 0
    for _ in range(3):
        output.write("a\n")
        try:
            output.flush()
        except BrokenPipeError:
            raised += 1
    output.close(10)
    assert raised + tally.pending().get(DROPPED, 0) == 3


def test_a_file_in_memory(tally: Tally) -> None:
    file = io.StringIO()
    Output(file, tally).write("a\n")
    assert file.getvalue() == "a\n"
