"""Starts the service: python -m example_python_http."""

# ruff: noqa: I001 - monitoring comes first
from example_python_http.monitoring import monitoring, settings

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import NoReturn

import uvicorn
from fastapi import FastAPI

from example_python_http.cache import RedisCache
from example_python_http.embedding import WordEmbedder
from example_python_http.grpc_api import start_grpc
from example_python_http.http_api import http_api
from example_python_http.pgvector import PgVector
from example_python_http.retrieval import Retrieval
from example_python_http.settings import GRPC_DEADLINE_S, HTTP_DEADLINE_S


def app() -> FastAPI:
    """Put the parts together."""
    store, cache = PgVector(), RedisCache()
    retrieval = Retrieval(WordEmbedder(), store, cache)
    # Without the cache answers take longer; without the store there are none.
    monitoring.health.add_readiness("pgvector", store.ready)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        await store.open()
        grpc_server = await start_grpc(retrieval)
        monitoring.logger.info("the service answers")
        yield
        # The last request over HTTP has been answered.
        monitoring.logger.info("a signal ended the server, in a pod SIGTERM")
        await grpc_server.stop(GRPC_DEADLINE_S)
        await store.close()
        await cache.close()
        # In a thread: it waits, and spans are sent from this loop's thread as well.
        await asyncio.to_thread(monitoring.shutdown)

    return http_api(retrieval, lifespan)


def main() -> None:
    """Answer until SIGTERM."""

    def end(*_: object) -> NoReturn:
        raise SystemExit(0)

    # uvicorn ends by itself first, and then sends the signal again to what was set before: here a normal end.
    signal.signal(signal.SIGTERM, end)
    uvicorn.run(
        app(),
        host="0.0.0.0",  # noqa: S104 - of the pod
        port=settings.http_port,
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=HTTP_DEADLINE_S,
    )


if __name__ == "__main__":
    main()
