"""The worker in a process of its own."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import requests

from agent import Agent, MetricSink
from broker import Broker
from kafka_broker import Kafka
from ports import free_port

SOURCES = Path(__file__).parents[1] / "src"


def environment(
    broker_url: str, kafka_address: str, agent_url: str, metrics_port: int, **settings: str
) -> dict[str, str]:
    return {
        **{key: value for key, value in os.environ.items() if not key.startswith(("DD_", "OTEL_"))},
        "PYTHONPATH": os.pathsep.join([str(SOURCES), os.environ.get("PYTHONPATH", "")]),
        "DD_SERVICE": "example-python-worker",
        "DD_ENV": "dev",
        "DD_VERSION": "1.2.3",
        "DD_TRACE_AGENT_URL": agent_url,
        "DD_AGENT_HOST": "127.0.0.1",
        "DD_DOGSTATSD_PORT": str(metrics_port),
        "DD_TRACE_WRITER_INTERVAL_SECONDS": "0.1",
        "RABBITMQ_URL": broker_url,
        "KAFKA_BROKERS": kafka_address,
        "RETRY_DELAYS_S": "0.1,0.2",
        "WATCH_INTERVAL_S": "0.2",
        **settings,
    }


class Worker:
    def __init__(self, broker: Broker, kafka: Kafka, agent: Agent, sink: MetricSink, **settings: str) -> None:
        self.port = free_port()
        self.output = b""
        env = environment(broker.url, kafka.address, agent.url, sink.port, HEALTH_PORT=str(self.port), **settings)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "example_python_worker"],
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self.wait_until(lambda: self.probe("/readyz") == 200)

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.output += line

    def probe(self, path: str) -> int | None:
        try:
            return requests.get(f"http://127.0.0.1:{self.port}{path}", timeout=5).status_code
        except requests.RequestException:
            return None

    def wait_until(self, condition: Any, timeout_s: float = 30) -> None:
        deadline = time.monotonic() + timeout_s
        while not condition():
            assert self.process.poll() is None, self.output.decode()
            assert time.monotonic() < deadline, self.output.decode()
            time.sleep(0.05)

    def logs(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.output.decode().splitlines()]

    def wait_for_log(self, message: str, **fields: Any) -> dict[str, Any]:
        found: list[dict[str, Any]] = []

        def logged() -> bool:
            complete = self.output.rpartition(b"\n")[0].decode().splitlines()
            lines = [json.loads(line) for line in complete]
            found[:] = [line for line in lines if line["message"] == message and fields.items() <= line.items()]
            return bool(found)

        self.wait_until(logged)
        return found[0]

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
