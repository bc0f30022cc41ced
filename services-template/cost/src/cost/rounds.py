"""Rounds of requests to the variants of one language: each round asks all of them, in alternating order."""

import asyncio
import time
from collections.abc import Sequence
from contextlib import ExitStack
from typing import NamedTuple

from cost.intervals import percentile
from cost.load import busy, hello_world, paced
from cost.machine import bound_to, cores
from cost.server import Server

# The same service without telemetry, with the language's tracer alone, with the package as a template uses it.
PLAIN, TRACER, PACKAGE = VARIANTS = ("plain", "tracer", "package")
CLIENTS = 4
PACED_REQUESTS = 500
PACED_PER_S = 100
# The tracers send spans up to 2 s after a request. What that costs belongs to the round.
SETTLE_S = 2.5
# What each request of `package` leaves: two log lines. Its two metrics are added up, and its spans are one trace.
LINES_A_REQUEST = 2


class Language(NamedTuple):
    """How to start the service of a language, and how many requests make a round of it."""

    name: str
    command: Sequence[str]
    environment: dict[str, str]
    requests: int
    # A service lives for days, so a process is measured that has answered as many before.
    warm_up: int


class Rounds(NamedTuple):
    """Of each round and variant: CPU of a request in microseconds, latency of the median and of p99 in milliseconds.

    And of each round, CPU of a bare request for a constant, without telemetry.
    """

    cpu_us: dict[str, list[float]]
    p50_ms: dict[str, list[float]]
    p99_ms: dict[str, list[float]]
    hello_us: list[float]


class NothingSentError(RuntimeError):
    """Telemetry did not arrive, so what was measured is not its cost."""


def run(language: Language, rounds: int) -> Rounds:
    """Measure; about 30 s a round, after the warm-up."""
    result = Rounds(_no_rounds(), _no_rounds(), _no_rounds(), [])
    service, others = cores()
    with ExitStack() as started:
        started.enter_context(bound_to(others))
        servers = [
            started.enter_context(Server(language.command, language.environment, variant, service))
            for variant in VARIANTS
        ]
        for server in servers:
            asyncio.run(busy(server.port, language.warm_up, CLIENTS))
            if server.variant == PLAIN:
                asyncio.run(busy(server.port, language.warm_up, CLIENTS, hello_world))
        for index in range(rounds):
            for server in servers if index % 2 == 0 else reversed(servers):
                _round(language, server, result)
        for server in servers:
            _check(server, rounds * (language.requests + PACED_REQUESTS))
    return result


def _no_rounds() -> dict[str, list[float]]:
    return {variant: [] for variant in VARIANTS}


def _round(language: Language, server: Server, result: Rounds) -> None:
    before = server.cpu_us()
    asyncio.run(busy(server.port, language.requests, CLIENTS))
    time.sleep(SETTLE_S)
    after = server.cpu_us()
    result.cpu_us[server.variant].append((after - before) / language.requests)
    if server.variant == PLAIN:
        asyncio.run(busy(server.port, language.requests, CLIENTS, hello_world))
        result.hello_us.append((server.cpu_us() - after) / language.requests)
    taken = asyncio.run(paced(server.port, PACED_REQUESTS, PACED_PER_S))
    result.p50_ms[server.variant].append(percentile(taken, 0.5))
    result.p99_ms[server.variant].append(percentile(taken, 0.99))


def _check(server: Server, requests: int) -> None:
    received = server.received()
    traces = requests if server.variant in (TRACER, PACKAGE) else 0
    lines = requests * LINES_A_REQUEST if server.variant == PACKAGE else 0
    metrics = 1 if server.variant == PACKAGE else 0
    # The last second may be under way; a lost share would make the rest look cheap.
    if received["traces"] < 0.95 * traces or received["lines"] < lines or received["datagrams"] < metrics:
        raise NothingSentError(f"of {requests} requests to '{server.variant}' the agent received {received}")
