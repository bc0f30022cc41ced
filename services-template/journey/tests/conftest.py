from collections.abc import Iterator

import pytest

from estate import Estate


@pytest.fixture(scope="session")
def estate() -> Iterator[Estate]:
    """Brokers, stores, the agent, and every service; ended in order, and what was emitted is recorded."""
    estate = Estate()
    try:
        estate.start_services()
        yield estate
        estate.stop_services()
        estate.record()
    finally:
        estate.stop()
