"""What was measured, and the limits that it is compared with."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from cost.intervals import Estimate, added, estimate
from cost.rounds import PACKAGE, PLAIN, TRACER, Rounds

# Microseconds of CPU that a request may cost more than without telemetry.
CPU_LIMITS_US = {"Node.js": 120.0, "Python": 500.0}
# What a hello-world of the framework alone took on the machine where those limits were set.
HELLO_WORLD_US = {"Node.js": 13.0, "Python": 160.0}
P99_LIMIT_MS = 1.0
SCRUB_LIMIT_US = 20.0
TYPICAL = "a typical line"


class Figure(NamedTuple):
    """One row of the tables. `limit` is None where there is none."""

    what: str
    unit: str
    value: Estimate
    limit: float | None

    @property
    def verdict(self) -> str:
        """Whether the limit is met; not surely where the interval holds the limit."""
        if self.limit is None:
            return ""
        verdict = "met" if self.value.median <= self.limit else "not met"
        return verdict if self.value.high <= self.limit or self.value.low > self.limit else f"{verdict}, not surely"


class LanguageResult(NamedTuple):
    """The figures of a language."""

    language: str
    rounds: Rounds
    scrub_us: Mapping[str, list[float]]

    @property
    def limit_us(self) -> float:
        """What a request may cost more, in microseconds of CPU."""
        return CPU_LIMITS_US[self.language]

    @property
    def tracer_exceeds(self) -> bool:
        """Whether the tracer alone adds more than telemetry may."""
        return added(self.rounds.cpu_us[PLAIN], self.rounds.cpu_us[TRACER]).median > self.limit_us

    @property
    def slower(self) -> list[float]:
        """By what factor this machine is slower, in each round, than the one where the limits were set."""
        return [us / HELLO_WORLD_US[self.language] for us in self.rounds.hello_us]

    @property
    def scaled(self) -> Estimate:
        """What the package would add on the machine where the limits were set, if all is slower here by that factor."""
        cpu = self.rounds.cpu_us
        rounds = zip(cpu[PLAIN], cpu[PACKAGE], self.slower, strict=True)
        return estimate([(after - before) / factor for before, after, factor in rounds])

    @property
    def scaled_would_meet(self) -> bool:
        """Whether the limit is not met, and would be by the scaled figure."""
        raw = added(self.rounds.cpu_us[PLAIN], self.rounds.cpu_us[PACKAGE]).median
        return raw > self.limit_us >= self.scaled.median

    def figures(self) -> list[Figure]:
        """Return what telemetry adds, in the order of the tables."""
        cpu, p50, p99 = self.rounds.cpu_us, self.rounds.p50_ms, self.rounds.p99_ms
        return [
            Figure("CPU of a request without telemetry", "µs", estimate(cpu[PLAIN]), None),
            Figure("added by the tracer alone", "µs", added(cpu[PLAIN], cpu[TRACER]), None),
            Figure("added by the package", "µs", added(cpu[PLAIN], cpu[PACKAGE]), self.limit_us),
            Figure("of it over the tracer alone", "µs", added(cpu[TRACER], cpu[PACKAGE]), None),
            Figure("CPU of a hello-world of the framework", "µs", estimate(self.rounds.hello_us), None),
            Figure(
                f"that over the {HELLO_WORLD_US[self.language]:g} µs where limits were set",
                "×",
                estimate(self.slower),
                None,
            ),
            Figure("added by the package, scaled by it", "µs", self.scaled, None),
            Figure("latency added, median", "ms", added(p50[PLAIN], p50[PACKAGE]), None),
            Figure("latency added, p99", "ms", added(p99[PLAIN], p99[PACKAGE]), P99_LIMIT_MS),
            *(
                Figure(f"scrubber, {kind}", "µs", estimate(rounds), SCRUB_LIMIT_US if kind == TYPICAL else None)
                for kind, rounds in self.scrub_us.items()
            ),
        ]


class Results(NamedTuple):
    """Everything that one run measured."""

    date: str
    machine: Mapping[str, str]
    versions: Mapping[str, str]
    # Before and after: the measurement itself is a load of about 1.
    load: tuple[float, float]
    languages: list[LanguageResult]


def to_json(results: Results) -> dict[str, Any]:
    """Return the results with every round, for `--from`."""
    languages = [
        {"language": name, "rounds": rounds._asdict(), "scrub_us": dict(scrub)}
        for name, rounds, scrub in results.languages
    ]
    return {**results._asdict(), "languages": languages}


def from_json(data: Mapping[str, Any]) -> Results:
    """Return what `to_json` was given."""
    languages = [
        LanguageResult(entry["language"], Rounds(**entry["rounds"]), entry["scrub_us"]) for entry in data["languages"]
    ]
    before, after = data["load"]
    return Results(data["date"], data["machine"], data["versions"], (before, after), languages)
