"""A double of an EHR: it keeps what is filed, and answers with the status that a test sets."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Ehr:
    def __init__(self) -> None:
        self.filed: list[Any] = []
        # Of each of them, by which an EHR leaves out a second one.
        self.idempotency_keys: list[str] = []
        self.status = 201
        ehr = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["content-length"])))
                if ehr.status < 300:
                    ehr.idempotency_keys.append(self.headers["idempotency-key"])
                    ehr.filed.append(body)
                self.send_response(ehr.status)
                self.end_headers()

            do_PUT = do_POST  # noqa: N815

            def log_message(self, *_: object) -> None:
                """Nothing is printed."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
