"""A service that puts what it is given where it does not belong. Run by test_service.py and by the journey's tests."""

import contextlib
import sys
from collections.abc import AsyncIterator
from typing import Annotated

# Starts monitoring, so it comes first.
from careless import CARRIERS, KOMBU_HEADERS, PatientError, logger, metrics, monitoring, spans  # isort: skip

import httpx
import requests
import uvicorn
from fastapi import Body, FastAPI, HTTPException
from fastapi.responses import JSONResponse
from opentelemetry import trace as otel


@contextlib.asynccontextmanager
async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
    yield
    monitoring.shutdown()


app = FastAPI(lifespan=lifespan, telemetry={"tracing": False, "metrics": False, "logs": False})


@app.get("/carriers")
def carriers() -> list[str]:
    return list(CARRIERS)


@app.post("/carriers/{carrier}")
def carry(carrier: str, texts: Annotated[list[str], Body(embed=True)]) -> dict[str, str]:
    for text in texts:
        CARRIERS[carrier](text)
    return {key: str(header) for key, header in KOMBU_HEADERS.items() if key != "patient"}


@app.get("/encounters/{patient}")
def encounter(patient: str) -> dict[str, str]:
    with spans.run("rag.retrieval", store="pgvector") as span:
        span.set("passages", 5)
        metrics.count("retrieval.total")
        logger.info("retrieved", store="pgvector")
    with otel.get_tracer("x").start_as_current_span("otel.step"):
        pass
    return {}


@app.get("/fails/{patient}")
def fails(patient: str) -> None:
    raise PatientError(patient)


@app.get("/refuses/{patient}")
def refuses(patient: str) -> None:
    raise HTTPException(404, detail=patient)


@app.get("/calls")
def calls(port: int) -> dict[str, dict[str, str]]:
    """What arrives at an internal and at an external host."""
    arrived = {}
    for client, get in (("httpx", httpx.get), ("requests", requests.get)):
        for kind, host in (("internal", "localhost"), ("external", "127.0.0.2")):
            arrived[f"{client} {kind}"] = get(f"http://{host}:{port}/").json()
    return arrived


@app.get("/works/{encounter_id}")
def works(encounter_id: str) -> dict[str, str | None]:
    with monitoring.baggage.with_encounter(encounter_id), spans.run("ingestion.accept", store="s3"):
        return {"encounter_id": monitoring.baggage.encounter_id(), **monitoring.messaging.inject()}


@app.get("/survives")
def survives() -> None:
    for text in ("diagnosis E11.9", "procedure 99213", "dose 5 mg", "at 2026-11-29T08:00:00.000Z", "took 1234 ms"):
        logger.info(text)


@app.get("/readyz")
async def ready() -> JSONResponse:
    ok = await monitoring.health.ready()
    return JSONResponse({"failing": await monitoring.health.failing()}, 200 if ok else 503)


if __name__ == "__main__":
    uvicorn.run(app, port=int(sys.argv[1]))
