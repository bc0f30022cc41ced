"""A service that puts what it is given into every carrier. Run by tests/test_service.py in a process of its own."""

# ruff: noqa: E402
import sys

from scribemed_monitoring import init

monitoring = init()

import contextlib
import logging
import sqlite3
import warnings
from collections.abc import AsyncIterator
from typing import Any

import httpx
import kombu
import redis
import requests
import uvicorn
from ddtrace.trace import tracer
from fastapi import Body, FastAPI, HTTPException
from fastapi.responses import JSONResponse
from opentelemetry import trace as otel
from redis.backoff import NoBackoff
from redis.retry import Retry


@contextlib.asynccontextmanager
async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
    yield
    monitoring.shutdown()


app = FastAPI(lifespan=lifespan, telemetry={"tracing": False, "metrics": False, "logs": False})
library = logging.getLogger("library.client")
logger: Any = monitoring.logger
metrics: Any = monitoring.metrics
spans: Any = monitoring.spans


class PatientError(Exception):
    pass


def log_field(value: str) -> None:
    logger.info("job finished", patient=value, queue=value, component=value, job_id=value, peer=value)
    logger.bind(patient=value, model=value).warning("job is slow", error=PatientError(value))


def third_party_log(value: str) -> None:
    library.warning("sent %s", value, extra={"patient": value})
    try:
        raise PatientError(value)
    except PatientError:
        library.exception("failed for %s", value)
        library.exception(f"failed for {value}")
    library.error("failed for " + value)
    warnings.warn(value, stacklevel=1)


def exception(value: str) -> None:
    try:
        with spans.run("rag.retrieval", store="pgvector"):
            raise PatientError(value)
    except PatientError as error:
        logger.error("retrieval failed", error=error)


def exception_in_span(value: str) -> None:
    try:
        with tracer.trace("plain"):
            try:
                raise KeyError(value)
            except KeyError as error:
                raise PatientError(f"inner {value}") from error
    except PatientError:
        pass
    try:
        with otel.get_tracer("x").start_as_current_span("otel"):
            raise PatientError(value)
    except PatientError:
        pass


def span_tag(value: str) -> None:
    with tracer.trace("plain", resource=value, service=value, span_type=value) as span:
        span.set_tag("patient", value)
        span.set_tag(value, "1")
        span.set_tag("store", value)
        span.set_tag("http.url", f"https://x/{value}")
        span.set_tag("http.route", value)
        span.set_metric("mrn", 4711_0815)
        span._set_struct_tag("content", {"patient": value})
        span.context._meta["_dd.p.usr.id"] = value
    with tracer.trace(value):
        pass


def span_attribute(value: str) -> None:
    with spans.run("rag.retrieval", store=value, patient=value) as span:
        span.set("passages", value)
        span.set("operation", value)
    with spans.run(value):
        pass
    with otel.get_tracer("x").start_as_current_span(value, attributes={"patient": value, value: 1}) as span:
        span.update_name(value)
        span.set_status(otel.StatusCode.ERROR, value)


def span_event(value: str) -> None:
    with tracer.trace("plain") as span:
        span.record_exception(PatientError(value))
        with tracer.trace("other") as other:
            span.link_span(other.context, {"patient": value})
    link = otel.Link(otel.get_current_span().get_span_context(), {"patient": value})
    with otel.get_tracer("x").start_as_current_span("otel", links=[link]) as otel_span:
        otel_span.add_event(value, {"patient": value})


def sql(value: str) -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("create table notes (text)")
    literal = value.replace("'", "''")
    connection.execute(f"insert into notes values ('{literal}')")
    connection.execute("select * from notes where text = ?", (value,))
    connection.execute(f'/* {value.replace("*/", "")} */ select text as "{value}" from notes')


def redis_key(value: str) -> None:
    with contextlib.suppress(redis.ConnectionError):
        redis.Redis(port=1, retry=Retry(NoBackoff(), 0)).set(f"patient:{value}", value)


def queue_header(value: str) -> None:
    headers = {"patient": value, "baggage": f"patient={value}", "x-datadog-origin": value, "x-datadog-trace-id": "5"}
    with monitoring.messaging.receive(headers, queue=value):
        sent = monitoring.messaging.inject()
    assert value not in str(sent), sent


def celery_queue(value: str) -> None:
    with kombu.Connection("memory://") as connection, connection.channel() as channel:
        queue = kombu.Queue("jobs", kombu.Exchange("jobs"), routing_key="jobs", channel=channel)
        queue.declare()
        received: list[kombu.Message] = []
        with kombu.Consumer(channel, [queue], callbacks=[lambda _body, message: received.append(message)]):
            with spans.run("ingestion.accept", store="s3"):
                kombu.Producer(channel).publish(
                    {"patient": value}, exchange="jobs", routing_key="jobs", headers={"patient": value}
                )
            connection.drain_events(timeout=1)
        KOMBU_HEADERS.update(received[0].headers)


def metric_tag(value: str) -> None:
    metrics.count("jobs.total", 1, queue=value, patient=value)
    metrics.count(value)
    metrics.gauge("queue.lag", value)


def outgoing_url(value: str) -> None:
    for send in (httpx.get, requests.get):
        with contextlib.suppress(httpx.HTTPError, requests.RequestException):
            send(f"http://127.0.0.1:1/patients/{value}", params={"name": value}, headers={"x-patient": value})


KOMBU_HEADERS: dict[str, Any] = {}
CARRIERS = {
    function.__name__: function
    for function in (
        *(log_field, third_party_log, exception, exception_in_span, span_tag, span_attribute, span_event),
        *(sql, redis_key, queue_header, celery_queue, metric_tag, outgoing_url),
    )
}


@app.post("/carriers/{carrier}")
def carry(carrier: str, value: str = Body(embed=True)) -> dict[str, str]:
    CARRIERS[carrier](value)
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
