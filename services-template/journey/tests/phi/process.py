"""A careless service in Python or Node.js, and all bytes that leave it and the agent behind it."""

import os
import shutil
import signal
import socket
import subprocess
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from urllib.parse import quote

import requests
from missing import missing
from ports import free_port

from phi.recorder import Recorder
from real_agent import ROOT, TraceAgent, processed

PACKAGES = ROOT / "services-template/packages"
VALUES = ROOT / "helm-values/prod/datadog.yaml"
SERVICE = "transcription"
NODE_MIN = (22, 18)
DEADLINE_S = 60
# A request puts its identifiers into path, query and headers.
REQUEST = "request"


class Sent:
    """What left between two moments: traces and metrics of the process, its lines, and the same behind the agent."""

    def __init__(self, process: bytes, agent: bytes, lines: list[bytes]) -> None:
        self.process = process
        self.agent = agent
        self.lines = lines


class Careless:
    """The service of `language`, which sends to a trace agent of its own."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._agent = TraceAgent(VALUES)
        self._recorder = Recorder(self._agent.url)
        self._metrics = bytearray()
        self._output = bytearray()
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self._port = free_port()
        self._url = f"http://127.0.0.1:{self._port}"
        self._seen = (0, 0, 0, 0)
        self._process = subprocess.Popen(
            [*_command(language), str(self._port)],
            env=self._environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        for read in (self._read_output, self._read_metrics):
            Thread(target=read, daemon=True).start()
        self._http = requests.Session()
        self.carriers = self._wait_until_ready()

    def carry(self, carrier: str, texts: list[str]) -> Sent:
        """Put the texts into the carrier, and return what left once all of it has."""
        if carrier == REQUEST:
            for text in texts:
                self._request(text)
        else:
            answer = self._http.post(f"{self._url}/carriers/{carrier}", json={"texts": texts}, timeout=120)
            assert answer.status_code == 200, (carrier, self._output[-3000:])
        return self._sent(with_metrics=carrier.startswith("metric"))

    def stop(self) -> Sent:
        """Let it and the agent send what they hold, and return everything that ever left."""
        self._process.send_signal(signal.SIGTERM)
        # uvicorn ends by the signal that it handled.
        assert self._process.wait(30) in (0, -signal.SIGTERM), self._output[-3000:]
        self._agent.stop()
        return Sent(
            self._recorder.bytes() + bytes(self._metrics + self._output),
            self._agent.raw(),
            bytes(self._output).splitlines(),
        )

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        self._socket.close()
        self._recorder.close()
        self._agent.close()

    def _sent(self, with_metrics: bool) -> Sent:
        """What left since the last time. A mark follows it through the same ways; when it is out, so is the rest."""
        mark = str(uuid.uuid4())
        self._http.post(f"{self._url}/carriers/mark", json={"texts": [mark]}, timeout=60).raise_for_status()
        code = mark.encode()
        traces, metrics, agent, output = self._seen
        for arrived in (
            lambda: code in self._output[output:],
            lambda: code in self._recorder.bytes(traces),
            lambda: code in self._agent.raw(agent),
            lambda: not with_metrics or f"queue.lag:{int(mark[:8], 16)}|g".encode() in self._metrics[metrics:],
        ):
            self._wait(arrived)
        new_traces, new_metrics = self._recorder.bytes(traces), bytes(self._metrics[metrics:])
        new_agent, written = self._agent.raw(agent), bytes(self._output[output:])
        lines = written[: written.rfind(b"\n") + 1]
        self._seen = (traces + len(new_traces), metrics + len(new_metrics), agent + len(new_agent), output + len(lines))
        return Sent(new_traces + new_metrics + lines, new_agent, lines.splitlines())

    def _wait(self, is_done: Callable[[], bool]) -> None:
        deadline = time.monotonic() + DEADLINE_S
        while not is_done():
            assert self._process.poll() is None, self._output[-3000:]
            assert time.monotonic() < deadline, "what the service sent has not arrived"
            time.sleep(0.02)

    def _request(self, text: str) -> None:
        encoded = quote(text, safe="")
        ascii_text = text.encode("ascii", "replace").decode()
        headers = {
            "connection": "close",
            "user-agent": ascii_text,
            "referer": f"https://x/{encoded}",
            "cookie": f"patient={encoded}",
            "x-forwarded-for": ascii_text,
            "x-patient": encoded,
            "baggage": f"patient={encoded},encounter_id={encoded}",
            "ot-baggage-patient": encoded,
            "x-datadog-trace-id": "5",
            "x-datadog-parent-id": "6",
            "x-datadog-origin": ascii_text,
            "x-datadog-tags": f"_dd.p.usr.id={encoded},_dd.p.dm={encoded}",
            "tracestate": f"dd=o:{encoded};t.usr.id:{encoded},other={encoded}",
        }
        for path in ("/fails/", "/no/such/path/", f"/{encoded}/"):
            self._http.get(f"{self._url}{path}{encoded}?name={encoded}", headers=headers, timeout=60)

    def _environment(self) -> dict[str, str]:
        return {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(PACKAGES / "python/src"),
            "DD_SERVICE": SERVICE,
            "DD_ENV": "prod",
            "DD_VERSION": "1.2.3",
            "DD_TRACE_AGENT_URL": self._recorder.url,
            "DD_AGENT_HOST": "127.0.0.1",
            "DD_DOGSTATSD_PORT": str(self._socket.getsockname()[1]),
            # Only how often they send.
            "DD_TRACE_WRITER_INTERVAL_SECONDS": "0.05",
            "DD_TRACE_FLUSH_INTERVAL": "50",
        }

    def _read_output(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._output += line

    def _read_metrics(self) -> None:
        while True:
            try:
                self._metrics += self._socket.recv(65536) + b"\n"
            except OSError:
                return

    def _wait_until_ready(self) -> list[str]:
        deadline = time.monotonic() + DEADLINE_S
        while True:
            try:
                carriers: list[str] = self._http.get(f"{self._url}/carriers", timeout=5).json()
                return [*(carrier for carrier in carriers if carrier != "mark"), REQUEST]
            except requests.ConnectionError:
                assert self._process.poll() is None, self._output[-3000:]
                assert time.monotonic() < deadline, self._output[-3000:]
                time.sleep(0.1)


def behind_the_log_agent(lines: list[bytes]) -> bytes:
    """The lines as they leave the node."""
    return b"\n".join(
        record["sent"]["message"].encode() for record in processed(lines, SERVICE, VALUES) if "sent" in record
    )


def _command(language: str) -> list[str]:
    if language == "python":
        python = PACKAGES / "python/.venv/bin/python"
        if not python.exists():
            missing("the Python package is not installed: run services-template/packages/python/check once")
        return [str(python), str(PACKAGES / "python/tests/service/app.py")]
    node = _node()
    if node is None or not (PACKAGES / "node/node_modules").exists():
        missing("the Node.js package is not installed: `npm ci` in services-template/packages/node, with Node.js 22.18")
    return [str(node), str(PACKAGES / "node/test/integration/apps/careless.ts")]


def _node() -> Path | None:
    """A Node.js that is recent enough: on PATH, or where `cargo xtask test --all` installs it."""
    installed = sorted(ROOT.glob(".cache/services/node/node_modules/node-*/bin/node"))
    on_path = shutil.which("node")
    for program in ([Path(on_path)] if on_path else []) + installed:
        version = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
        if tuple(int(part) for part in version.strip("v\n").split(".")[:2]) >= NODE_MIN:
            return program
    return None
