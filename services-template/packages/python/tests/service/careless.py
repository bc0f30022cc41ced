"""Puts a text of a patient into every carrier, as careless code would. The carriers of app.py."""

# ruff: noqa: E402
from scribemed_monitoring import init

# On, so that what it sends is looked at as well.
monitoring = init(llm_observability=True)

import contextlib
import logging
import sqlite3
import warnings
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import quote

import grpc
import httpx
import kombu
import redis
import requests
from ddtrace.llmobs import LLMObs
from ddtrace.trace import tracer
from opentelemetry import trace as otel
from redis.backoff import NoBackoff
from redis.retry import Retry

library = logging.getLogger("library.client")
logger: Any = monitoring.logger
metrics: Any = monitoring.metrics
spans: Any = monitoring.spans

# Keys of the policy whose value is a text.
DECLARED = (
    *("store", "model", "provider", "queue", "topic", "operation", "step", "rule", "outcome", "token_type"),
    *("job_id", "encounter_id", "physician_id", "error_class", "component", "prompt_template", "route", "peer"),
    *("retries", "passages", "size_bytes"),
)


class PatientError(Exception):
    pass


def declared(text: str) -> dict[str, str]:
    return dict.fromkeys(DECLARED, text)


def log_field(text: str) -> None:
    logger.info("field", patient=text, **{text: 1}, nested={"patient": text}, list=[text])
    logger.bind(patient=text).warning("field")


def log_declared(text: str) -> None:
    logger.info("declared", **declared(text))
    logger.bind(**declared(text)).warning("declared")


def log_message(text: str) -> None:
    logger.info(text)


def log_error(text: str) -> None:
    try:
        try:
            raise KeyError(text)
        except KeyError as error:
            raise PatientError(f'{text}\n  File "/srv/{text}/x.py", line 1, in {text}') from error
    except PatientError as error:
        logger.error("failed", error=error)
    logger.error("failed", error=text)
    logger.error("failed", error=type(text, (Exception,), {})(text))


def log_library(text: str) -> None:
    library.warning("sent %s", text, extra={"patient": text})
    try:
        raise PatientError(text)
    except PatientError:
        library.exception("failed for %s", text)
        library.exception(f"failed for {text}")
    library.error("failed for " + text)
    warnings.warn(text, stacklevel=1)


def span_name(text: str) -> None:
    with tracer.trace(text):
        pass
    with otel.get_tracer(text, text).start_as_current_span(text, attributes={"operation.name": text}):
        pass
    with spans.run(text):
        pass


def span_resource(text: str) -> None:
    with tracer.trace("careless", resource=text, service=text, span_type=text):
        pass
    with tracer.trace("careless", resource=f"{text} {text}", span_type="web"):
        pass


def span_tag(text: str) -> None:
    with tracer.trace("careless") as span:
        span.set_tag("patient", text)
        span.set_tag(text, text)
        if text.isdigit():
            span.set_metric("number", int(text))
        span._set_struct_tag("content", {"patient": text})
        span.context._meta["_dd.p.usr.id"] = text
    with otel.get_tracer("x").start_as_current_span("careless", attributes={"patient": text, text: text}):
        pass


def span_declared(text: str) -> None:
    with tracer.trace("careless") as span:
        span.set_tags(declared(text))
    with tracer.trace("careless") as span:
        span.set_tags({"http.method": "GET", "http.route": f"/{text}", "http.url": f"https://x/{text}"})
    with otel.get_tracer("x").start_as_current_span("careless", attributes=declared(text)):
        pass


def span_event(text: str) -> None:
    with tracer.trace("careless") as span:
        span.record_exception(PatientError(text))
    with otel.get_tracer("x").start_as_current_span("careless") as otel_span:
        otel_span.add_event(text, {"patient": text})
        otel_span.record_exception(PatientError(text))


def span_link(text: str) -> None:
    with tracer.trace("careless") as span, tracer.trace("other") as other:
        span.link_span(other.context, {"patient": text, text: text})
    link = otel.Link(otel.get_current_span().get_span_context(), {"patient": text})
    with otel.get_tracer("x").start_as_current_span("careless", links=[link]):
        pass


def span_error(text: str) -> None:
    with contextlib.suppress(PatientError), tracer.trace("careless"):
        raise PatientError(f"inner {text}") from KeyError(text)
    with contextlib.suppress(PatientError), otel.get_tracer("x").start_as_current_span("careless"):
        raise PatientError(text)
    with tracer.trace("careless") as span:
        span.set_tags({"error.message": text, "error.type": text, "error.stack": text})


def span_critical(text: str) -> None:
    with contextlib.suppress(PatientError), spans.run("note.generation", patient=text, **declared(text)) as span:
        span.set("patient", text)
        for key, value in declared(text).items():
            span.set(key, value)
        raise PatientError(text)


def sql(text: str) -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("create table notes (text)")
    literal = text.replace("'", "''")
    connection.execute(f"insert into notes values ('{literal}')")
    connection.execute("select * from notes where text = ?", (text,))
    column = text.replace('"', '""')
    connection.execute(f'/* {text.replace("*/", "")} */ select text as "{column}" from notes -- {text}')


def redis_key(text: str) -> None:
    with contextlib.suppress(redis.ConnectionError):
        redis.Redis(port=1, retry=Retry(NoBackoff(), 0)).set(f"patient:{text}", text)


def queue(text: str) -> None:
    headers = {"patient": text, "baggage": f"patient={text}", "x-datadog-origin": text, "x-datadog-trace-id": "5"}
    with monitoring.messaging.receive(headers, queue=text):
        sent = monitoring.messaging.inject()
    assert text not in str(sent), sent


def queue_of_kombu(text: str) -> None:
    with kombu.Connection("memory://") as connection, connection.channel() as channel:
        jobs = kombu.Queue("jobs", kombu.Exchange("jobs"), routing_key="jobs", channel=channel)
        jobs.declare()
        received: list[kombu.Message] = []
        with kombu.Consumer(channel, [jobs], callbacks=[lambda _body, message: received.append(message)]):
            with spans.run("ingestion.accept", store="s3"):
                kombu.Producer(channel).publish(
                    {"patient": text}, exchange="jobs", routing_key="jobs", headers={"patient": text}
                )
            connection.drain_events(timeout=1)
        KOMBU_HEADERS.clear()
        KOMBU_HEADERS.update(received[0].headers)


class _Notes(grpc.GenericRpcHandler):  # type: ignore[misc]
    def service(self, details: Any) -> Any:
        def answer(request: bytes, _context: Any) -> bytes:
            raise PatientError(f"{request!r} of {details.invocation_metadata}")

        return grpc.unary_unary_rpc_method_handler(answer)


def grpc_metadata(text: str) -> None:
    metadata = (("patient-bin", text.encode()), ("patient", text.encode("ascii", "replace").decode().strip()))
    with grpc.insecure_channel(f"127.0.0.1:{_notes_port()}") as channel, contextlib.suppress(grpc.RpcError):
        channel.unary_unary("/notes.Notes/Get")(text.encode(), metadata=metadata)


_SERVERS: list[tuple[Any, int]] = []


def _notes_port() -> int:
    if not _SERVERS:
        server = grpc.server(ThreadPoolExecutor(2))
        server.add_generic_rpc_handlers((_Notes(),))
        _SERVERS.append((server, server.add_insecure_port("127.0.0.1:0")))
        server.start()
    return _SERVERS[0][1]


def baggage(text: str) -> None:
    with monitoring.baggage.with_encounter(text), tracer.trace("careless") as span:
        span.context.set_baggage_item("patient", text)
        with tracer.trace("careless"):
            pass


def metric_tag(text: str) -> None:
    metrics.count("jobs.total", 1, patient=text, **{text: text})
    metrics.gauge("queue.lag", text, queue="jobs")


def metric_declared(text: str) -> None:
    for name in ("jobs.total", "llm.tokens", "vector.requests.total"):
        metrics.count(name, 1, **declared(text))


def metric_name(text: str) -> None:
    metrics.count(text)
    metrics.count(f"jobs.{text}")


# A new client for each call would load certificates each time.
HTTPX = httpx.Client(verify=False)
REQUESTS = requests.Session()


def url_client(text: str) -> None:
    for send in (HTTPX.get, REQUESTS.get):
        with contextlib.suppress(httpx.HTTPError, requests.RequestException):
            send(f"http://127.0.0.1:1/patients/{text}", params={"name": text}, headers={"x-patient": quote(text)})


def llm(text: str) -> None:
    with tracer.trace("careless", span_type="llm", resource=text) as span:
        span.set_tag("openai.request.messages.0.content", text)
        span.set_tag("_ml_obs.meta.input.value", text)
    with LLMObs.llm(model_name=text, name="careless") as llm_span:
        LLMObs.annotate(llm_span, input_data=text, output_data=text, metadata={"text": text}, tags={"patient": text})


def mark(text: str) -> None:
    """Follows the others: when these have arrived, so has everything before."""
    logger.info("mark", job_id=text)
    metrics.gauge("queue.lag", int(text[:8], 16), queue="jobs")
    with spans.run("note.generation", job_id=text):
        pass


KOMBU_HEADERS: dict[str, Any] = {}
CARRIERS: dict[str, Callable[[str], None]] = {
    **{
        function.__name__: function
        for function in (
            *(log_field, log_declared, log_message, log_error, log_library),
            *(span_name, span_resource, span_tag, span_declared, span_event, span_link, span_error, span_critical),
            *(sql, queue, baggage, metric_tag, metric_declared, metric_name, url_client, llm, mark),
        )
    },
    # A module cannot have its library's name.
    "redis": redis_key,
    "grpc": grpc_metadata,
    "kombu": queue_of_kombu,
}
