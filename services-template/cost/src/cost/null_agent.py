"""An agent that takes everything and keeps nothing, in a process of its own: what it costs is not counted.

It takes traces over HTTP, metrics over UDP and log lines from standard input, and counts them, so that a measurement
without telemetry cannot pass for a cheap one. It prints its two ports when it listens, and its counts at `/counts`.
"""

import json
import os
import socket
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

received = {"traces": 0, "datagrams": 0, "lines": 0}


class Handler(BaseHTTPRequestHandler):
    """Answers every request alike."""

    protocol_version = "HTTP/1.1"
    # Headers and body leave in one segment, or the client would wait for the second.
    wbufsize = -1

    def _answer(self) -> None:
        self.rfile.read(int(self.headers.get("content-length") or 0))
        received["traces"] += int(self.headers.get("x-datadog-trace-count") or 0)
        body = json.dumps(received if self.path == "/counts" else {"rate_by_service": {}}).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_PUT = do_POST = _answer  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


def _take_datagrams(sink: socket.socket) -> None:
    while True:
        sink.recv(65536)
        received["datagrams"] += 1


def _take_lines() -> None:
    while block := os.read(sys.stdin.fileno(), 65536):
        received["lines"] += block.count(b"\n")


def main() -> None:
    """Serve until killed."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    sink = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sink.bind(("127.0.0.1", 0))
    for work in (lambda: _take_datagrams(sink), _take_lines):
        Thread(target=work, daemon=True).start()
    sys.stdout.write(f"{server.server_port} {sink.getsockname()[1]}\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    main()
