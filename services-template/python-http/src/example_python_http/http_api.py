"""Retrieval over HTTP, and the probes of Kubernetes."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from uuid import UUID

from fastapi import FastAPI, HTTPException, Response
from pydantic import BaseModel, Field

from example_python_http.monitoring import monitoring, settings
from example_python_http.passages import DEFAULT_LIMIT, MAX_LIMIT, MAX_QUESTION, Passage, Question
from example_python_http.retrieval import Retrieval


class RetrievalRequest(BaseModel):
    """The body of a request."""

    encounter_id: UUID
    chart_id: UUID
    question: str = Field(min_length=1, max_length=MAX_QUESTION)
    limit: int = Field(DEFAULT_LIMIT, ge=1, le=MAX_LIMIT)


class RetrievalResponse(BaseModel):
    """The body of an answer."""

    passages: list[Passage]


def http_api(retrieval: Retrieval, lifespan: Callable[[FastAPI], AbstractAsyncContextManager[None]]) -> FastAPI:
    """Make the application."""
    app = FastAPI(
        title="Example Python HTTP",
        lifespan=lifespan,
        # It would make a second span of each request.
        telemetry={"tracing": False, "metrics": False, "logs": False},
    )

    # Data of patients is in the body, never in a path or a query: those end up in the logs of proxies.
    @app.post("/retrievals")
    async def retrievals(request: RetrievalRequest) -> RetrievalResponse:
        if "http_5xx" in settings.faults:
            raise HTTPException(500)
        question = Question(request.encounter_id, request.chart_id, request.question, request.limit)
        try:
            return RetrievalResponse(passages=await retrieval.answer(question))
        except TimeoutError:
            raise HTTPException(504) from None
        except Exception:
            # It is logged where it happened; the caller learns that a retry may help, and nothing of the error.
            raise HTTPException(503) from None

    @app.get("/livez")
    async def live() -> Response:
        return Response(status_code=200 if monitoring.health.live() else 503)

    @app.get("/readyz")
    async def ready() -> Response:
        return Response(status_code=200 if await monitoring.health.ready() else 503)

    return app
