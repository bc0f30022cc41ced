"""Prints the microseconds of CPU that a log line takes, with structlog and by the pipeline alone: `python log.py`.

Half of the lines have two texts as fields, half two numbers. The rounds of both alternate; what structlog adds is the
median of the differences within a round. Lines go to a file that keeps nothing.
"""

import sys
import time
from collections.abc import Callable
from statistics import median
from typing import Any

from scribemed_monitoring.identity import Identity
from scribemed_monitoring.logger import Pipeline, _encode, json_logger

ROUNDS = 21
LINES = 5000
CONTEXT = {
    "encounter_id": "8b0f6f57-7e0e-4bb1-9a3a-2f54a3f4d9b1",
    "dd.trace_id": "6b0bdeab000000001234567812345678",
    "dd.span_id": "1234567812345678",
}


class Nowhere:
    def write(self, line: str) -> None:
        pass

    def flush(self) -> None:
        pass


def cpu_us(info: Callable[..., None]) -> float:
    before = time.thread_time_ns()
    for _ in range(LINES // 2):
        info("retrieval started", store="postgresql", operation="search")
        info("passages retrieved", passages=5, duration_ms=1.5)
    return (time.thread_time_ns() - before) / LINES / 1000


def main() -> None:
    """Measure and print."""
    file: Any = Nowhere()
    pipeline = Pipeline(Identity("cost", "dev", "1"), lambda: CONTEXT)
    logger = json_logger(pipeline, file=file)

    def alone(message: str, **fields: object) -> None:
        file.write(_encode(pipeline.record("info", message, fields)) + "\n")

    rounds: dict[Callable[..., None], list[float]] = {alone: [], logger.info: []}
    for index in range(ROUNDS):
        for info in rounds if index % 2 == 0 else reversed(rounds):
            rounds[info].append(cpu_us(info))
    bare, whole = rounds.values()
    added = median(after - before for before, after in zip(bare, whole, strict=True))
    sys.stdout.write(f"pipeline {median(bare):.1f} µs a line, with structlog {added:.1f} µs more\n")


main()
