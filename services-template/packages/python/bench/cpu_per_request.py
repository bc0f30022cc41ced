"""CPU that telemetry adds to a request, by variant: paired, interleaved rounds against an agent that does nothing.

Run `python bench/cpu_per_request.py [rounds]`. Prints the median of the rounds in microseconds of CPU for a request.
`plain` has no telemetry, `tracer` is ddtrace alone, `package` this package, `full` also a critical span, a log line and
a count in each request. Linux only.
"""

import os
import socket
import statistics
import subprocess
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import requests

VARIANTS = ("plain", "tracer", "package", "full")
REQUESTS = 200
HEADERS = {"baggage": "encounter_id=8b0f6f57-7e0e-4bb1-9a3a-2f54a3f4d9b1"}


class NullAgent(BaseHTTPRequestHandler):
    """Takes everything and keeps nothing."""

    protocol_version = "HTTP/1.1"

    def _answer(self) -> None:
        self.rfile.read(int(self.headers.get("content-length") or 0))
        self.send_response(200)
        self.send_header("content-length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    do_GET = do_PUT = do_POST = _answer  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


def free_port() -> int:
    """Return a port that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """One variant in a process of its own."""

    def __init__(self, variant: str, agent_port: int) -> None:
        self.port = free_port()
        env = os.environ | {
            "DD_SERVICE": "bench",
            "DD_ENV": "dev",
            "DD_VERSION": "1",
            "DD_TRACE_AGENT_URL": f"http://127.0.0.1:{agent_port}",
            "DD_DOGSTATSD_PORT": str(free_port()),
            "DD_INSTRUMENTATION_TELEMETRY_ENABLED": "false",
            "DD_REMOTE_CONFIGURATION_ENABLED": "false",
        }
        command = [sys.executable, str(Path(__file__).parent / "app.py"), str(self.port), variant]
        self.process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.session = requests.Session()

    def cpu_us(self) -> float:
        """Return the CPU time that all threads of the process have used."""
        tasks = Path(f"/proc/{self.process.pid}/task").glob("*/schedstat")
        return sum(int(task.read_text().split()[0]) for task in tasks) / 1000

    def round(self) -> float:
        """Send requests; return microseconds of CPU for each."""
        before = self.cpu_us()
        for _ in range(REQUESTS):
            self.session.get(f"http://127.0.0.1:{self.port}/encounters/5", headers=HEADERS, timeout=10)
        return (self.cpu_us() - before) / REQUESTS

    def wait(self) -> None:
        """Return once the server answers."""
        for _ in range(200):
            try:
                self.session.get(f"http://127.0.0.1:{self.port}/", timeout=1)
            except requests.ConnectionError:
                time.sleep(0.1)
            else:
                return
        raise TimeoutError


def main(rounds: int) -> None:
    """Measure and print."""
    agent = ThreadingHTTPServer(("127.0.0.1", 0), NullAgent)
    Thread(target=agent.serve_forever, daemon=True).start()
    servers = {variant: Server(variant, agent.server_port) for variant in VARIANTS}
    try:
        for server in servers.values():
            server.wait()
            server.round()
        measured: dict[str, list[float]] = {variant: [] for variant in VARIANTS}
        for _ in range(rounds):
            for variant, server in servers.items():
                measured[variant].append(server.round())
        for variant, values in measured.items():
            sys.stdout.write(f"{variant:8} {statistics.median(values):6.0f} us of CPU a request\n")
    finally:
        for server in servers.values():
            server.process.terminate()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
