"""Datadog's trace agent and log processor with the rendered values (tools/agent), and what leaves them."""

import json
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from missing import missing
from ports import free_port

ROOT = Path(__file__).parents[3]
TOOLS = ROOT / ".cache/tools/bin"
VALUES = ROOT / "helm-values/dev/datadog.yaml"

Record = dict[str, Any]


def tool(name: str) -> Path:
    program = TOOLS / name
    if not program.exists():
        missing(f"{name} is missing: install Go 1.26, then `sh check` builds it")
    return program


class TraceAgent:
    """The real trace agent; what it would send to Datadog is kept in files."""

    def __init__(self, values: Path = VALUES) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="trace-agent-")
        self._out = Path(self._folder.name)
        self._values = values
        self.port = free_port()
        self.start()
        self.url = f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it, on the port that it had before; what it sent stays."""
        self._process = subprocess.Popen(
            [tool("agent"), "--values", self._values, "--out", self._out, "--port", str(self.port)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout is not None
        # It prints this line when it accepts traces.
        assert json.loads(self._process.stdout.readline())["port"] == self.port

    def kill(self) -> None:
        """End it now; what it holds is lost."""
        self._process.kill()
        self._process.wait(10)

    def spans(self) -> list[Record]:
        """The spans that have left so far."""
        return _lines(self._out / "traces.jsonl")

    def wait_for_spans(self, enough: Callable[[list[Record]], bool], timeout_s: float = 30) -> list[Record]:
        """Return the spans once there are enough."""
        deadline = time.monotonic() + timeout_s
        while not enough(spans := self.spans()):
            assert self._process.poll() is None, "the trace agent ended"
            assert time.monotonic() < deadline, sorted((span["service"], span["name"]) for span in spans)
            time.sleep(0.1)
        return spans

    def stop(self) -> None:
        """Let it send what it holds; statistics leave now at the latest."""
        if self._process.poll() is None:
            self._process.terminate()
        assert self._process.wait(30) == 0, "the trace agent could not record everything"

    def stats(self) -> list[Record]:
        """The counts of spans, of which Datadog makes trace metrics. Whole after `stop`."""
        return _lines(self._out / "stats.jsonl")

    def raw(self, start: int = 0) -> bytes:
        """Every byte of every request that left, from this one on."""
        with (self._out / "raw.bin").open("rb") as file:
            file.seek(start)
            return file.read()

    def close(self) -> None:
        """Stop, and delete what was kept."""
        self.stop()
        self._folder.cleanup()


def processed(lines: Iterable[bytes], service: str, values: Path = VALUES) -> list[Record]:
    """Send lines of a declared service through the log processor; one record for each line (tools/agent/README.md)."""
    command = [str(tool("logprocessor")), "--values", str(values), "--service", service]
    done = subprocess.run(command, input=b"\n".join(lines) + b"\n", stdout=subprocess.PIPE, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def _lines(path: Path) -> list[Record]:
    # A last line without its end is still being written.
    complete = path.read_text().rpartition("\n")[0] if path.exists() else ""
    return [json.loads(line) for line in complete.splitlines()]
