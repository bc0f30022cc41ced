"""The service of tests/service/app.py in a process of its own, with an agent and a DogStatsD sink."""

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import requests
from agent import Agent, free_port, wait_for
from udp_sink import UdpSink

APP = Path(__file__).parent / "service/app.py"


def environment(agent: Agent, sink: UdpSink) -> dict[str, str]:
    return {
        **{key: value for key, value in os.environ.items() if not key.startswith(("DD_", "OTEL_"))},
        "DD_SERVICE": "vector-db",
        "DD_ENV": "dev",
        "DD_VERSION": "1.2.3",
        "DD_TAGS": "team:ml-platform",
        "DD_TRACE_AGENT_URL": agent.url,
        "DD_AGENT_HOST": "127.0.0.1",
        "DD_DOGSTATSD_PORT": str(sink.port),
        "DD_TRACE_WRITER_INTERVAL_SECONDS": "0.1",
    }


class Service:
    def __init__(self, agent: Agent, sink: UdpSink) -> None:
        self.sink = sink
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.output = b""
        self.process = subprocess.Popen(
            [sys.executable, str(APP), str(self.port)],
            env=environment(agent, sink),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        wait_for(f"{self.url}/readyz", self.process)

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.output += line

    def get(self, path: str, **options: Any) -> requests.Response:
        return requests.get(self.url + path, timeout=30, **options)

    def logs(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.output.decode().splitlines()]

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(30)
        self._reader.join(5)
        return code
