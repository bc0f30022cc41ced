"""Everything that the environment decides, read and checked once."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from example_python_worker.faults import FAULTS

# Shorter than terminationGracePeriodSeconds in k8s/deployment.yaml; longer than most jobs.
SHUTDOWN_DEADLINE_S = 50.0
FINISHED_NOTES = "example-python-worker.finished-notes"

_ADDRESS = re.compile(r"[\w.-]+:\d{1,5}", re.ASCII)
# Kafka's own rule; shorter by the ending of the dead letters.
_TOPIC = re.compile(r"[\w.-]{1,245}", re.ASCII)


@dataclass(frozen=True)
class Settings:
    """The checked settings; README.md explains each."""

    # The consumer group of Kafka: by it the monitor on consumer lag finds the group.
    service: str
    # Holds a password, so it is not part of what is printed.
    rabbitmq_url: str = field(repr=False)
    kafka_brokers: str
    # None: jobs come from the queue.
    jobs_topic: str | None
    finished_notes_topic: str
    # None: no passages are searched.
    retrieval_address: str | None
    retrieval_timeout_s: float
    concurrency: int
    retry_delays_s: tuple[float, ...]
    job_timeout_s: float
    llm_timeout_s: float
    watch_interval_s: float
    health_port: int
    faults: frozenset[str]
    fault_slow_s: float


def read(environ: Mapping[str, str]) -> Settings:
    """Read the settings; one that is wrong ends the process with a list of all that are wrong."""
    problems: list[str] = []

    def number(name: str, default: float, least: float, most: float) -> float:
        text = environ.get(name) or str(default)
        try:
            value = float(text)
        except ValueError:
            value = least - 1
        if not least <= value <= most:
            problems.append(f"{name}: a number from {least:g} to {most:g}")
        return value

    url = environ.get("RABBITMQ_URL", "")
    if not url.startswith(("amqp://", "amqps://")):
        problems.append("RABBITMQ_URL: the broker, for example amqps://user:password@rabbitmq:5671/")
    retrieval_address = environ.get("RETRIEVAL_ADDRESS") or None
    if retrieval_address is not None and not _ADDRESS.fullmatch(retrieval_address):
        problems.append("RETRIEVAL_ADDRESS: host and port, for example retrieval:9090")
    settings = Settings(
        service=environ.get("DD_SERVICE") or "local",
        rabbitmq_url=url,
        kafka_brokers=_brokers(environ.get("KAFKA_BROKERS", ""), problems),
        jobs_topic=_topic("JOBS_TOPIC", environ, None, problems),
        finished_notes_topic=_topic("FINISHED_NOTES_TOPIC", environ, FINISHED_NOTES, problems),
        retrieval_address=retrieval_address,
        retrieval_timeout_s=number("RETRIEVAL_TIMEOUT_S", 5, 0.1, 60),
        concurrency=int(number("CONCURRENCY", 4, 1, 1000)),
        retry_delays_s=_delays(environ.get("RETRY_DELAYS_S") or "5,30,120", problems),
        job_timeout_s=number("JOB_TIMEOUT_S", 300, 0.1, 3600),
        llm_timeout_s=number("LLM_TIMEOUT_S", 60, 0.1, 3600),
        watch_interval_s=number("WATCH_INTERVAL_S", 10, 0.1, 60),
        health_port=int(number("HEALTH_PORT", 8080, 1, 65535)),
        faults=_faults(environ, problems),
        fault_slow_s=number("FAULT_SLOW_S", 90, 0, 3600),
    )
    if problems:
        raise SystemExit("\n  ".join(["cannot start; wrong in the environment:", *problems]))
    return settings


def _brokers(text: str, problems: list[str]) -> str:
    brokers = [part.strip() for part in text.split(",")]
    if not all(_ADDRESS.fullmatch(broker) for broker in brokers):
        problems.append("KAFKA_BROKERS: hosts and ports, for example kafka-0:9092,kafka-1:9092")
    return ",".join(brokers)


T = TypeVar("T", str, None)


def _topic(name: str, environ: Mapping[str, str], default: T, problems: list[str]) -> str | T:
    topic = environ.get(name) or default
    if topic is not None and not _TOPIC.fullmatch(topic):
        problems.append(f"{name}: a topic: letters, digits, dots and - _")
    return topic


def _delays(text: str, problems: list[str]) -> tuple[float, ...]:
    try:
        delays = tuple(float(part) for part in text.split(","))
    except ValueError:
        delays = ()
    if not delays or not all(0.01 <= delay <= 3600 for delay in delays):
        problems.append("RETRY_DELAYS_S: seconds before each retry, for example 5,30,120")
    return delays


def _faults(environ: Mapping[str, str], problems: list[str]) -> frozenset[str]:
    faults = frozenset(filter(None, (name.strip() for name in environ.get("FAULTS", "").split(","))))
    if faults - FAULTS.keys():
        problems.append(f"FAULTS: any of {', '.join(FAULTS)}")
    if faults and environ.get("DD_ENV") == "prod":
        problems.append("FAULTS: not in production")
    return faults
