"""One variant of a service in a process of its own, with a null agent of its own."""

import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from cost.machine import bound_to

START_DEADLINE_S = 60
# What a deployment sets; nothing that is only meant to be cheap.
IDENTITY = {"DD_SERVICE": "cost", "DD_ENV": "dev", "DD_VERSION": "1", "DD_INSTRUMENTATION_TELEMETRY_ENABLED": "false"}


class Server:
    """Starts on entry of the block and ends with it."""

    def __init__(
        self, command: Sequence[str], environment: dict[str, str], variant: str, cores: frozenset[int]
    ) -> None:
        self.variant = variant
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        # Logs go through a pipe, as from a container.
        logs, logs_end = os.pipe()
        self._agent = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("null_agent.py"))], stdin=logs, stdout=subprocess.PIPE
        )
        assert self._agent.stdout is not None
        traces, metrics = self._agent.stdout.readline().decode().split()
        self._agent_port = int(traces)
        inherited = {key: value for key, value in os.environ.items() if not key.startswith(("DD_", "OTEL_", "PYTHON"))}
        addresses = {"DD_TRACE_AGENT_URL": f"http://127.0.0.1:{traces}", "DD_AGENT_HOST": "127.0.0.1"}
        with bound_to(cores):
            self._process = subprocess.Popen(
                [*command, str(self.port), variant],
                env=inherited | IDENTITY | addresses | {"DD_DOGSTATSD_PORT": metrics} | environment,
                stdin=subprocess.DEVNULL,
                stdout=logs_end,
            )
        os.close(logs)
        os.close(logs_end)

    def __enter__(self) -> Self:
        deadline = time.monotonic() + START_DEADLINE_S
        while True:
            try:
                self.cpu_us()
            except OSError:
                if self._process.poll() is not None or time.monotonic() > deadline:
                    self._end()
                    raise RuntimeError(f"the service did not start: {self._process.args!r}") from None
                time.sleep(0.05)
            else:
                return self

    def __exit__(
        self, _type: type[BaseException] | None, _error: BaseException | None, _t: TracebackType | None
    ) -> None:
        self._end()

    def cpu_us(self) -> float:
        """Return the CPU time that all threads of the process have used since it started, by its own rusage."""
        return float(_get(self.port, "/cpu")["us"])

    def received(self) -> dict[str, int]:
        """Return what the agent has received of this process: `traces`, `datagrams`, `lines`."""
        return _get(self._agent_port, "/counts")

    def _end(self) -> None:
        for process in (self._process, self._agent):
            process.kill()
            process.wait()


def _get(port: int, path: str) -> dict[str, int]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path)
        answer = json.loads(connection.getresponse().read())
    finally:
        connection.close()
    assert isinstance(answer, dict)
    return answer
