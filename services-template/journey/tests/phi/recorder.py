"""Stands in front of the agent and keeps every byte that a process sends to it."""

import gzip
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread

import requests

# Of a request that is forwarded; requests sets the rest anew.
_OWN_HEADERS = ("host", "connection", "content-length", "transfer-encoding", "accept-encoding")


class Recorder:
    """A proxy to the trace agent at `url`."""

    def __init__(self, agent_url: str) -> None:
        recorder = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def _forward(self) -> None:
                body = self._body()
                recorder.keep(f"{self.requestline}\n{self.headers}".encode("latin-1"), body)
                headers = {key: value for key, value in self.headers.items() if key.lower() not in _OWN_HEADERS}
                with requests.request(
                    self.command, agent_url + self.path, data=body, headers=headers, timeout=30
                ) as answer:
                    self.send_response(answer.status_code)
                    self.send_header("Content-Type", answer.headers.get("Content-Type", "application/json"))
                    self.send_header("Content-Length", str(len(answer.content)))
                    for key in ("Datadog-Agent-State", "Datadog-Agent-Version"):
                        if key in answer.headers:
                            self.send_header(key, answer.headers[key])
                    self.end_headers()
                    self.wfile.write(answer.content)

            do_GET = do_PUT = do_POST = _forward  # noqa: N815 (the base class calls them so)

            def _body(self) -> bytes:
                if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
                    return self.rfile.read(int(self.headers.get("Content-Length", 0)))
                body = b""
                while size := int(self.rfile.readline().split(b";")[0], 16):
                    body += self.rfile.read(size)
                    self.rfile.readline()
                self.rfile.readline()
                return body

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                pass

        self._kept = bytearray()
        self._lock = Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        Thread(target=self._server.serve_forever, daemon=True).start()

    def keep(self, head: bytes, body: bytes) -> None:
        readable = gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body
        with self._lock:
            self._kept += head + readable + b"\n"

    def bytes(self, start: int = 0) -> bytes:
        """Everything so far, from this byte on."""
        with self._lock:
            return bytes(self._kept[start:])

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
