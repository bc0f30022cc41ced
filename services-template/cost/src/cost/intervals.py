"""What paired rounds say: the median of the differences, with an interval."""

import random
from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

RESAMPLES = 10_000
CONFIDENCE = 0.95


class Estimate(NamedTuple):
    """A median and its interval of 95 %."""

    median: float
    low: float
    high: float


def estimate(values: Sequence[float]) -> Estimate:
    """Estimate the median by the bootstrap over rounds; with a seed, so that the same rounds say the same."""
    # Not for secrets.
    draw = random.Random(1)
    medians = sorted(median(draw.choices(values, k=len(values))) for _ in range(RESAMPLES))
    outside = (1 - CONFIDENCE) / 2
    return Estimate(median(values), medians[int(outside * RESAMPLES)], medians[int((1 - outside) * RESAMPLES) - 1])


def added(base: Sequence[float], changed: Sequence[float]) -> Estimate:
    """Estimate what was added, by the difference within each round."""
    return estimate([after - before for before, after in zip(base, changed, strict=True)])


def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that at least this share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -int(-share * len(ordered) // 1) - 1)]
