from collections.abc import Callable, Iterator

import pytest

from agent import Agent, MetricSink
from service_process import Service
from stores import Cache, Database

StartService = Callable[..., Service]


@pytest.fixture(scope="session")
def database() -> Iterator[Database]:
    database = Database()
    yield database
    database.stop()


@pytest.fixture(scope="session")
def cache() -> Iterator[Cache]:
    cache = Cache()
    yield cache
    cache.halt()


@pytest.fixture(scope="session")
def agent() -> Iterator[Agent]:
    agent = Agent()
    yield agent
    agent.stop()


@pytest.fixture
def sink() -> Iterator[MetricSink]:
    sink = MetricSink()
    yield sink
    sink.close()


@pytest.fixture
def start(database: Database, cache: Cache, agent: Agent, sink: MetricSink) -> Iterator[StartService]:
    """Start services, which end with the test."""
    services: list[Service] = []
    agent.clear()

    def start(ready: bool = True, **settings: str) -> Service:
        services.append(Service(agent, sink, **{"DATABASE_URL": database.url, "REDIS_URL": cache.url, **settings}))
        if ready:
            services[-1].wait_until(lambda: services[-1].probe("/readyz") == 200)
        return services[-1]

    yield start
    for service in services:
        service.stop()
