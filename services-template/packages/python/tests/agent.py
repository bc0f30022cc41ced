"""Datadog's test agent, which keeps what it receives. Installed in a virtual environment of its own."""

import base64
import os
import shutil
import socket
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest
import requests

PACKAGE = Path(__file__).parent.parent


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(url: str, process: subprocess.Popen[Any], timeout_s: float = 30) -> None:
    deadline = time.monotonic() + timeout_s
    while True:
        try:
            requests.get(url, timeout=1)
            return
        except requests.RequestException:
            if process.poll() is not None or time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def program_of_test_agent() -> str:
    program = os.environ.get("DDAPM_TEST_AGENT") or shutil.which("ddapm-test-agent")
    if program is None:
        installed = PACKAGE / ".venv-agent/bin/ddapm-test-agent"
        program = str(installed) if installed.exists() else None
    if program is None:
        message = "ddapm-test-agent is missing: ./check installs it"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return program


class Agent:
    def __init__(self) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        options = ["--port", str(self.port), "--otlp-http-port", str(free_port()), "--otlp-grpc-port", str(free_port())]
        # It would forward to the agent that DD_TRACE_AGENT_URL names.
        env = {key: value for key, value in os.environ.items() if not key.startswith("DD_")}
        self._process = subprocess.Popen(
            [program_of_test_agent(), *options], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        wait_for(f"{self.url}/info", self._process)

    def clear(self, quiet_s: float = 0.4) -> None:
        """Forget everything, once nothing has arrived for a while: spans of the last test may still be on their way."""
        while True:
            requests.get(f"{self.url}/test/session/clear", timeout=10).raise_for_status()
            time.sleep(quiet_s)
            if not self.traces():
                return

    def traces(self) -> list[list[dict[str, Any]]]:
        traces: list[list[dict[str, Any]]] = requests.get(f"{self.url}/test/session/traces", timeout=10).json()
        return traces

    def spans(self) -> list[dict[str, Any]]:
        return [span for trace in self.traces() for span in trace]

    def wait_for_spans(self, *names: str, timeout_s: float = 15) -> list[dict[str, Any]]:
        """All spans, once one of each name has arrived."""
        deadline = time.monotonic() + timeout_s
        while True:
            spans = self.spans()
            missing = set(names) - {span["name"] for span in spans}
            if not missing:
                return spans
            assert time.monotonic() < deadline, (missing, [span["name"] for span in spans])
            time.sleep(0.1)

    def wait_for_trace(self, *names: str) -> dict[str, dict[str, Any]]:
        """The spans of the trace that has the last of these names, by name, once one of each name has arrived."""
        spans = self.wait_for_spans(*names)
        [trace_id] = {span["trace_id"] for span in spans if span["name"] == names[-1]}
        return {span["name"]: span for span in spans if span["trace_id"] == trace_id}

    def raw(self) -> bytes:
        """Every byte that arrived, headers and paths included."""
        received = requests.get(f"{self.url}/test/session/requests", timeout=30).json()
        return b"\n".join(
            base64.b64decode(request["body"]) + str(request["headers"]).encode() + request["url"].encode()
            for request in received
        )

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(10)
