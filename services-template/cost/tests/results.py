"""Results that were not measured."""

from cost.results import LanguageResult, Results
from cost.rounds import Rounds


def language(name: str, added_us: float, hello_us: float) -> LanguageResult:
    cpu = {"plain": [50.0, 60.0, 70.0], "tracer": [80.0, 90.0, 100.0]}
    cpu["package"] = [value + added_us for value in cpu["plain"]]
    flat = {"plain": [1.0] * 3, "tracer": [1.1] * 3, "package": [1.25] * 3}
    slow = {"plain": [2.0] * 3, "tracer": [2.5] * 3, "package": [4.0] * 3}
    scrub = {"a typical line": [12.0] * 3, "a line with an identifier": [80.0] * 3}
    return LanguageResult(name, Rounds(cpu, flat, slow, [hello_us] * 3), scrub)


def results(load: tuple[float, float] = (0.2, 1.1)) -> Results:
    machine = {"processor": "Example 9000", "cores": "2", "kernel": "Linux 6.1"}
    languages = [language("Node.js", 100, 26), language("Python", 700, 320)]
    return Results("2026-01-02", machine, {"Node.js": "22.18.0"}, load, languages)
