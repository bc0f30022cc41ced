"""Works like a busy service; how long the slowest piece of work took, how much memory grew, how long the end took."""

import json
import os
import resource
import sys
import time
from pathlib import Path

from scribemed_monitoring import init

monitoring = init()
count, result = int(sys.argv[1]), Path(sys.argv[2])
slowest = 0.0


def load(times: int) -> None:
    global slowest
    for _ in range(times):
        start = time.monotonic()
        with (
            monitoring.baggage.with_encounter("8b0f6f57-7e0e-4bb1-9a3a-2f54a3f4d9b1"),
            monitoring.metrics.measure("jobs", queue="transcription.jobs"),
            monitoring.spans.run("transcription.transcribe", model="m-1"),
        ):
            monitoring.logger.info("job finished", duration_ms=3)
        slowest = max(slowest, time.monotonic() - start)


def memory_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


load(count // 10)
before = memory_mb()
load(count)
grown = memory_mb() - before
start = time.monotonic()
monitoring.shutdown()
end = time.monotonic() - start
result.write_text(json.dumps({"slowest_s": slowest, "grown_mb": grown, "end_s": end}))
os._exit(0)
