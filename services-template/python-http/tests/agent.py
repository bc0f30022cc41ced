"""Datadog's test agent, which keeps the traces that it receives, and a sink for metrics."""

import base64
import os
import shutil
import socket
import subprocess
import time
from pathlib import Path
from typing import Any

import requests

from missing import missing
from ports import free_port, wait_for_port


class Agent:
    def __init__(self) -> None:
        local = Path(__file__).parents[1] / ".venv-agent/bin/ddapm-test-agent"
        program = os.environ.get("DDAPM_TEST_AGENT") or shutil.which("ddapm-test-agent") or str(local)
        if not Path(program).exists():
            missing("ddapm-test-agent is missing: `sh check` installs it, or set DDAPM_TEST_AGENT")
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        options = ["--port", str(self.port), "--otlp-http-port", str(free_port()), "--otlp-grpc-port", str(free_port())]
        # It would forward to the agent that DD_TRACE_AGENT_URL names.
        env = {key: value for key, value in os.environ.items() if not key.startswith("DD_")}
        self._process = subprocess.Popen(
            [program, *options], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        wait_for_port(self.port, self._process)

    def spans(self) -> list[dict[str, Any]]:
        traces: list[list[dict[str, Any]]] = requests.get(f"{self.url}/test/session/traces", timeout=10).json()
        return [span for trace in traces for span in trace]

    def wait_for_span(self, name: str, timeout_s: float = 15, **meta: str) -> dict[str, Any]:
        """Return the first span of this name and with these tags, once it has arrived."""
        deadline = time.monotonic() + timeout_s
        while True:
            spans = self.spans()
            for span in spans:
                if span["name"] == name and meta.items() <= span["meta"].items():
                    return span
            assert time.monotonic() < deadline, (name, meta, [(span["name"], span["meta"]) for span in spans])
            time.sleep(0.1)

    def raw(self) -> bytes:
        """Every byte that arrived, headers and paths included."""
        received = requests.get(f"{self.url}/test/session/requests", timeout=30).json()
        return b"\n".join(
            base64.b64decode(request["body"]) + str(request["headers"]).encode() + request["url"].encode()
            for request in received
        )

    def clear(self) -> None:
        requests.get(f"{self.url}/test/session/clear", timeout=10).raise_for_status()

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(10)


class MetricSink:
    """Takes DogStatsD packets and keeps them."""

    def __init__(self) -> None:
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self._socket.settimeout(0.05)
        self.port: int = self._socket.getsockname()[1]
        self.raw = b""

    def lines(self) -> list[str]:
        try:
            while True:
                self.raw += self._socket.recv(65536) + b"\n"
        except TimeoutError:
            return self.raw.decode().split()

    def wait_for(self, name: str, kind: str, *tags: str, timeout_s: float = 10) -> float:
        """Return the last value of a metric of this DogStatsD type (c, g, d) with these tags, once one has arrived."""
        deadline = time.monotonic() + timeout_s
        while True:
            values = [value for value, found in self._values(name, kind) if set(tags) <= found]
            if values:
                return values[-1]
            assert time.monotonic() < deadline, (name, kind, tags, sorted(set(self.lines())))

    def sum(self, name: str, *tags: str) -> float:
        self.lines()
        return sum(value for value, found in self._values(name, "c") if set(tags) <= found)

    def _values(self, name: str, kind: str) -> list[tuple[float, set[str]]]:
        values = []
        for line in self.lines():
            head, sent_kind, *rest = line.split("|")
            metric, *numbers = head.split(":")
            tags = {tag for part in rest if part.startswith("#") for tag in part[1:].split(",")}
            if metric == f"scribemed.{name}" and sent_kind == kind:
                values += [(float(number), tags) for number in numbers]
        return values

    def close(self) -> None:
        self._socket.close()
