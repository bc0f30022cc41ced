"""The service in a process of its own."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import requests

from agent import Agent, MetricSink
from ports import free_port

SOURCES = Path(__file__).parents[1] / "src"


def environment(agent_url: str, metrics_port: int, **settings: str) -> dict[str, str]:
    return {
        **{key: value for key, value in os.environ.items() if not key.startswith(("DD_", "OTEL_"))},
        "PYTHONPATH": os.pathsep.join([str(SOURCES), os.environ.get("PYTHONPATH", "")]),
        "DD_SERVICE": "example-python-http",
        "DD_ENV": "dev",
        "DD_VERSION": "1.2.3",
        "DD_TRACE_AGENT_URL": agent_url,
        "DD_AGENT_HOST": "127.0.0.1",
        "DD_DOGSTATSD_PORT": str(metrics_port),
        "DD_TRACE_WRITER_INTERVAL_SECONDS": "0.1",
        **settings,
    }


class Service:
    def __init__(self, agent: Agent, sink: MetricSink, **settings: str) -> None:
        self.port, self.grpc_port = free_port(), free_port()
        self.output = b""
        ports = {"HTTP_PORT": str(self.port), "GRPC_PORT": str(self.grpc_port)}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "example_python_http"],
            env=environment(agent.url, sink.port, **ports, **settings),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self.wait_until(lambda: self.probe("/livez") == 200)

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.output += line

    def probe(self, path: str) -> int | None:
        try:
            return requests.get(f"http://127.0.0.1:{self.port}{path}", timeout=5).status_code
        except requests.RequestException:
            return None

    def ask(self, question: str, chart_id: str | None = None, headers: Any = None, **fields: Any) -> requests.Response:
        body = {"encounter_id": str(uuid4()), "chart_id": chart_id or str(uuid4()), "question": question, **fields}
        return requests.post(f"http://127.0.0.1:{self.port}/retrievals", json=body, headers=headers, timeout=30)

    def wait_until(self, condition: Callable[[], bool], timeout_s: float = 30) -> None:
        deadline = time.monotonic() + timeout_s
        while not condition():
            assert self.process.poll() is None, self.output.decode()
            assert time.monotonic() < deadline, self.output.decode()
            time.sleep(0.05)

    def logs(self) -> list[dict[str, Any]]:
        complete = self.output.rpartition(b"\n")[0].decode().splitlines()
        return [json.loads(line) for line in complete]

    def wait_for_log(self, message: str) -> dict[str, Any]:
        self.wait_until(lambda: any(line["message"] == message for line in self.logs()))
        return next(line for line in self.logs() if line["message"] == message)

    def terminate(self) -> None:
        self.process.send_signal(signal.SIGTERM)

    def wait(self) -> int:
        code = self.process.wait(60)
        self._reader.join(5)
        return code

    def stop(self) -> None:
        if self.process.poll() is None:
            self.terminate()
            self.wait()
