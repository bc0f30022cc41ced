"""Microseconds of CPU that the scrubber takes for a line, for services-template/cost: each round, by kind of line."""

import json
import sys
import time
from itertools import count
from pathlib import Path

from scribemed_monitoring.scrubber import Scrubber

ROUNDS = 11
LINES = 10_000


def main(file: str) -> None:
    """Measure and print."""
    scrubber = Scrubber()
    kinds: dict[str, list[str]] = json.loads(Path(file).read_text())
    rounds: dict[str, list[float]] = {kind: [] for kind in kinds}
    numbers = count(100_000)
    for _ in range(ROUNDS):
        for kind, templates in kinds.items():
            lines = [templates[i % len(templates)].replace("{n}", str(next(numbers))) for i in range(LINES)]
            before = time.process_time()
            for line in lines:
                scrubber.text(line)
            rounds[kind].append((time.process_time() - before) / LINES * 1_000_000)
    sys.stdout.write(json.dumps(rounds) + "\n")


main(sys.argv[1])
