"""Everything that the environment decides, read and checked once."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from example_python_http.faults import FAULTS

# After SIGTERM one follows the other: requests over HTTP end, calls over gRPC end, telemetry is sent. Together with the
# pause of k8s/deployment.yaml shorter than its terminationGracePeriodSeconds.
HTTP_DEADLINE_S = 20
GRPC_DEADLINE_S = 10
FLUSH_DEADLINE_S = 10


@dataclass(frozen=True)
class Settings:
    """The checked settings; README.md explains each."""

    # Both may hold a password, so they are not part of what is printed.
    database_url: str = field(repr=False)
    redis_url: str = field(repr=False)
    http_port: int
    grpc_port: int
    pool_size: int
    search_timeout_s: float
    cache_ttl_s: int
    max_distance: float
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

    def url(name: str, schemes: tuple[str, ...]) -> str:
        value = environ.get(name, "")
        if not value.startswith(schemes):
            problems.append(f"{name}: a URL that starts with {' or '.join(schemes)}")
        return value

    settings = Settings(
        database_url=url("DATABASE_URL", ("postgresql://", "postgres://")),
        redis_url=url("REDIS_URL", ("redis://", "rediss://")),
        http_port=int(number("HTTP_PORT", 8080, 1, 65535)),
        grpc_port=int(number("GRPC_PORT", 9090, 1, 65535)),
        pool_size=int(number("POOL_SIZE", 10, 1, 200)),
        search_timeout_s=number("SEARCH_TIMEOUT_S", 2, 0.01, 60),
        cache_ttl_s=int(number("CACHE_TTL_S", 300, 1, 86400)),
        max_distance=number("MAX_DISTANCE", 0.8, 0, 2),
        faults=_faults(environ, problems),
        fault_slow_s=number("FAULT_SLOW_S", 1.5, 0, 600),
    )
    if problems:
        raise SystemExit("\n  ".join(["cannot start; wrong in the environment:", *problems]))
    return settings


def _faults(environ: Mapping[str, str], problems: list[str]) -> frozenset[str]:
    faults = frozenset(filter(None, (name.strip() for name in environ.get("FAULTS", "").split(","))))
    if faults - FAULTS.keys():
        problems.append(f"FAULTS: any of {', '.join(FAULTS)}")
    if faults and environ.get("DD_ENV") == "prod":
        problems.append("FAULTS: not in production")
    return faults
