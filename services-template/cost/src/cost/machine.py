"""The machine that is measured on."""

import os
import platform
from datetime import UTC, datetime
from pathlib import Path


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
