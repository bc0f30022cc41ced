"""Waits for a condition, with an end."""

import time
from collections.abc import Callable


def wait_until(is_so: Callable[[], bool], timeout_s: float, otherwise: Callable[[], object]) -> None:
    """Ask until it is so; after the time fail, and say what is so instead."""
    deadline = time.monotonic() + timeout_s
    while not is_so():
        assert time.monotonic() < deadline, otherwise()
        time.sleep(0.1)
