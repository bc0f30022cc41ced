"""Everything that the environment decides, read and checked once."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from example_python_worker.faults import FAULTS

# Shorter than terminationGracePeriodSeconds in k8s/deployment.yaml; longer than most jobs.
SHUTDOWN_DEADLINE_S = 50.0


@dataclass(frozen=True)
class Settings:
    """The checked settings; README.md explains each."""

    # Holds a password, so it is not part of what is printed.
    rabbitmq_url: str = field(repr=False)
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
    settings = Settings(
        rabbitmq_url=url,
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
