"""The agent or the reader of logs may be down, slow, or refuse: the service does not notice."""

import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

APP = Path(__file__).parent / "service/load.py"
NOBODY = "http://127.0.0.1:1"


@contextmanager
def never_answering() -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0), backlog=100) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}"


@contextmanager
def answering(status: int) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_PUT(self) -> None:
            self.rfile.read(int(self.headers.get("content-length") or 0))
            self.send_response(status)
            self.send_header("content-length", "0")
            self.end_headers()

        do_GET = do_POST = do_PUT  # noqa: N815

        def log_message(self, *_arguments: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def load(url: str, tmp_path: Path, stdout: int, count: int = 3000) -> dict[str, float]:
    env = {key: value for key, value in os.environ.items() if not key.startswith(("DD_", "OTEL_"))}
    tags = {"DD_SERVICE": "transcription", "DD_ENV": "dev", "DD_VERSION": "1.2.3"}
    agent = {"DD_TRACE_AGENT_URL": url, "DD_DOGSTATSD_PORT": "1"}
    done = subprocess.run(
        [sys.executable, str(APP), str(count), str(tmp_path / "result.json")],
        env=env | tags | agent,
        stdout=stdout,
        stderr=subprocess.PIPE,
        timeout=90,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    result: dict[str, float] = json.loads((tmp_path / "result.json").read_text())
    return result


def assert_unaffected(result: dict[str, float]) -> None:
    # Less than any time-out of the tracer's requests; machines that run tests are busy.
    assert result["slowest_s"] < 1
    assert result["grown_mb"] < 120
    assert result["end_s"] < 10


@pytest.mark.parametrize("status", [500, 429])
def test_an_agent_that_refuses(tmp_path: Path, status: int) -> None:
    with answering(status) as url:
        assert_unaffected(load(url, tmp_path, subprocess.DEVNULL))


def test_an_agent_that_is_down(tmp_path: Path) -> None:
    assert_unaffected(load(NOBODY, tmp_path, subprocess.DEVNULL))


def test_an_agent_that_accepts_and_never_answers(tmp_path: Path) -> None:
    with never_answering() as url:
        assert_unaffected(load(url, tmp_path, subprocess.DEVNULL))


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    reader, writer = os.pipe()
    yield reader, writer
    for descriptor in (reader, writer):
        try:
            os.close(descriptor)
        except OSError:
            # The test closed it.
            continue


def test_a_standard_output_that_nobody_reads(tmp_path: Path, pipe: tuple[int, int]) -> None:
    # About 9 MB of lines: more than may wait.
    assert_unaffected(load(NOBODY, tmp_path, pipe[1], count=20_000))


def test_a_standard_output_that_is_closed(tmp_path: Path, pipe: tuple[int, int]) -> None:
    os.close(pipe[0])
    assert_unaffected(load(NOBODY, tmp_path, pipe[1]))
