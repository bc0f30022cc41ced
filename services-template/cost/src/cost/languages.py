"""The services that are measured: each language's own, next to its package."""

import json
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from cost.rounds import Language

_PACKAGES = Path(__file__).resolve().parents[3] / "packages"
_NODE, _PYTHON = _PACKAGES / "node", _PACKAGES / "python"
_PROGRAM = str(_PYTHON / ".venv/bin/python")

# Those of the templates' images.
NODE_FLAGS = ("--max-semi-space-size=16",)

# CPU of a request falls until V8 has compiled all that is often called with its optimizing compiler, here for the first
# 30,000 requests to a fifth. Python compiles nothing; its warm-up fills caches.
NODE = Language("Node.js", ("node", *NODE_FLAGS, str(_NODE / "bench/server.ts")), {}, requests=6000, warm_up=40_000)
PYTHON = Language(
    "Python",
    (_PROGRAM, str(_PYTHON / "bench/server.py")),
    {"PYTHONPATH": str(_PYTHON / "src")},
    requests=2000,
    warm_up=4000,
)
LANGUAGES = (NODE, PYTHON)

_SCRUBBERS: dict[str, Sequence[str]] = {
    NODE.name: ("node", str(_NODE / "bench/scrub.ts")),
    PYTHON.name: (_PROGRAM, str(_PYTHON / "bench/scrub.py")),
}
# Texts as services and libraries log them; each has a number in it, so that none was seen before.
_LINES = Path(__file__).resolve().parents[2] / "lines.json"


def scrub(language: Language) -> dict[str, list[float]]:
    """Return how many microseconds of CPU the scrubber takes for a line, in each round, by the kind of line."""
    command = (*_SCRUBBERS[language.name], str(_LINES))
    output = subprocess.run(command, env=os.environ | language.environment, stdout=subprocess.PIPE, check=True).stdout
    rounds: dict[str, list[float]] = json.loads(output)
    return rounds


def versions() -> dict[str, str]:
    """Return the versions of the languages and of what is measured."""
    node = "console.log(process.versions.node, ...['dd-trace', 'fastify'].map((n) => require(n + '/package').version))"
    python = (
        "import platform; from importlib.metadata import version as v;"
        "print(platform.python_version(), *map(v, ['ddtrace', 'fastapi', 'uvicorn']))"
    )
    names = ("Node.js", "dd-trace", "Fastify", "Python", "ddtrace", "FastAPI", "uvicorn")
    printed = [
        subprocess.run(command, cwd=_NODE, stdout=subprocess.PIPE, check=True, text=True).stdout.split()
        for command in (("node", "--eval", node), (_PROGRAM, "-c", python))
    ]
    return dict(zip(names, (version for line in printed for version in line), strict=True))
