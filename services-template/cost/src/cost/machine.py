"""The machine that is measured on."""

import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple


def facts() -> dict[str, str]:
    """Return what a reader needs to compare figures: processor, cores, kernel, and how busy it was otherwise."""
    return {
        "processor": _processor(),
        "cores": str(os.cpu_count()),
        "kernel": f"{platform.system()} {platform.release().split('-', 1)[0]}",
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.machine()
    return next((line.partition(": ")[2] for line in lines if line.startswith("model name")), platform.machine())


def load() -> float:
    """Return how many processes ran or waited in the last minute, on average."""
    return os.getloadavg()[0]


def today() -> str:
    """Return the date in UTC."""
    return datetime.now(UTC).date().isoformat()


class Cores(NamedTuple):
    """Which cores run what; empty where processes cannot be bound to cores, or there is only one."""

    service: frozenset[int] = frozenset()
    others: frozenset[int] = frozenset()


def cores() -> Cores:
    """Return a core for the service that is measured, and the rest for its agent and client."""
    # Only Linux can say and set it.
    usable = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
    return Cores(frozenset(usable[-1:]), frozenset(usable[:-1])) if len(usable) > 1 else Cores()


@contextmanager
def bound_to(cores: frozenset[int]) -> Iterator[None]:
    """Run on these cores within the block, as do the processes that start there, with all their threads."""
    if not cores:
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, cores)
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)
