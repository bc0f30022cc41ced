"""A service in a process of its own, and what it writes."""

import json
import os
import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Any

import requests
from ports import free_port

TEMPLATES = Path(__file__).parents[2]


class Process:
    """A service that answers the probe `/readyz` on the port that it is given."""

    def __init__(self, service: str, folder: str, command: Sequence[str], env: Mapping[str, str]) -> None:
        self.service = service
        self.language = "node" if command[0] == "node" else "python"
        self.port, self.grpc_port = free_port(), free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._output = bytearray()
        port = str(self.port)
        ports = {"PORT": port, "HTTP_PORT": port, "HEALTH_PORT": port, "GRPC_PORT": str(self.grpc_port)}
        self._command, self._folder = command, TEMPLATES / folder
        self._env = {**_inherited(), **env, **ports, "DD_SERVICE": service}
        self.start()

    def start(self, **settings: str) -> None:
        """Start it, also after it has ended, on the ports that it had; what it wrote stays."""
        self._process = subprocess.Popen(
            self._command,
            cwd=self._folder,
            env={**self._env, **settings},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        assert self._process.stdout is not None
        self._reader = threading.Thread(target=self._read, args=[self._process.stdout], daemon=True)
        self._reader.start()

    def _read(self, lines: IO[bytes]) -> None:
        for line in lines:
            self._output += line

    def wait_until_ready(self, timeout_s: float = 60) -> None:
        """Wait for the probe."""
        deadline = time.monotonic() + timeout_s
        while not self._is_ready():
            assert self._process.poll() is None, self.output()
            assert time.monotonic() < deadline, self.output()
            time.sleep(0.1)

    def _is_ready(self) -> bool:
        try:
            return requests.get(f"{self.url}/readyz", timeout=5).status_code == 200
        except requests.RequestException:
            return False

    def output(self) -> str:
        """Everything that it wrote."""
        return f"{self.service}: {self._output.decode()}"

    def lines(self) -> list[bytes]:
        """The complete lines that it wrote."""
        return bytes(self._output).rpartition(b"\n")[0].splitlines()

    def logs(self) -> list[dict[str, Any]]:
        """Its log lines; fails if one is not JSON."""
        return [json.loads(line) for line in self.lines()]

    def resident_bytes(self) -> int:
        """The memory that it has now."""
        status = Path(f"/proc/{self._process.pid}/status").read_text()
        [line] = [line for line in status.splitlines() if line.startswith("VmRSS:")]
        return int(line.split()[1]) * 1024

    def terminate(self) -> None:
        """Let it end in order."""
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it now, if it runs."""
        self._process.kill()
        self._process.wait(10)

    def wait(self) -> int:
        """Return the exit code."""
        try:
            code = self._process.wait(60)
        finally:
            self._process.kill()
        self._reader.join(10)
        return code


def _inherited() -> dict[str, str]:
    """The environment without what a developer may have set for Datadog or OpenTelemetry."""
    return {key: value for key, value in os.environ.items() if not key.startswith(("DD_", "OTEL_"))}
