"""A double of an agent that fails: it takes the place of the real one on its port."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class AgentDouble:
    """Reads each request, and answers with a status, or never."""

    def __init__(self, port: int, status: int | None) -> None:
        self.requests = 0
        self._ended = threading.Event()
        double = self

        class Handler(BaseHTTPRequestHandler):
            def do_PUT(self) -> None:
                self.rfile.read(int(self.headers.get("content-length", 0)))
                double.requests += 1
                if status is None:
                    double._ended.wait()
                    self.close_connection = True
                    return
                self.send_response(status)
                self.send_header("content-length", "0")
                self.end_headers()

            do_POST = do_GET = do_PUT  # noqa: N815

            def log_message(self, *_: object) -> None:
                """Nothing is printed."""

        self._server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self._ended.set()
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def agent_double(port: int, status: int | None) -> Iterator[AgentDouble]:
    """Answer each request to the port with a status; None: accept it and never answer."""
    double = AgentDouble(port, status)
    try:
        yield double
    finally:
        double.stop()
