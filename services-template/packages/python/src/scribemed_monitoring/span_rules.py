"""The allow-list of span tags: what the tracer and its integrations may send, and what remains of each."""

import os
import re
from collections.abc import Callable

from scribemed_monitoring.code_word import is_code_word, is_host_name, is_route
from scribemed_monitoring.forms import declared_value
from scribemed_monitoring.statements import redis_commands, sql_summary, url_origin
from scribemed_monitoring.vocabulary import ATTRIBUTES, TAGS

TagValue = str | int | float
# The value that may be sent, or None to leave the tag out.
Rule = Callable[[str], str | None]

_VERSION = re.compile(r"\d{1,3}(?:\.\d{1,3}){0,2}(?:-[a-z]{1,8}\.?\d{0,3})?", re.ASCII)
_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.ASCII)
_DIGITS = re.compile(r"-?\d{1,10}", re.ASCII)
_CLUSTER = re.compile(r"[A-Za-z0-9_-]{22}", re.ASCII)
_COMMIT = re.compile(r"[0-9a-f]{40}", re.ASCII)
_HASH = re.compile(r"\d{15,20}", re.ASCII)
_PORT = re.compile(r":\d{1,5}$", re.ASCII)
# Callers choose the method of a request and what they propagate, so words are not enough.
_METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "CONNECT", "TRACE"))
_ORIGINS = frozenset(("synthetics", "synthetics-browser", "rum", "lambda", "ciapp-test"))
_DECISION = re.compile(r"-[0-9]{1,2}", re.ASCII)
_RATE = re.compile(r"[01](?:\.[0-9]{1,6})?", re.ASCII)
_FLAGS = re.compile(r"[0-9a-f]{1,4}", re.ASCII)
_HEX = re.compile(r"[0-9a-f]{16}", re.ASCII)
_TRACE_ID = re.compile(r"[0-9a-f]{32}", re.ASCII)


def word(value: str) -> str | None:
    """A word of code; a path of gRPC begins with a slash."""
    return value if is_code_word(value.removeprefix("/")) else None


def _host(value: str) -> str | None:
    # Some say the port too.
    return value if is_host_name(_PORT.sub("", value)) else None


def version(value: str) -> str | None:
    """The deployment's own version, whatever it looks like, or one that looks like those of libraries."""
    return value if value == os.environ.get("DD_VERSION") or _VERSION.fullmatch(value) else None


def _matching(pattern: re.Pattern[str]) -> Rule:
    return lambda value: value if pattern.fullmatch(value) else None


def method(value: str) -> str | None:
    """A method of HTTP."""
    return value if value in _METHODS else None


def route(value: str) -> str | None:
    """A route template, which is written in code: `/encounters/{encounter_id}`."""
    return value if is_route(value) else None


def _drop(_value: str) -> None:
    return None


def _origin(value: str) -> str | None:
    return value if value in _ORIGINS else None


_WORDS = (
    # Of every span.
    *("component", "span.kind", "span.type", "operation.name", "language", "env", "service"),
    *("_dd.base_service", "_dd.svc_src", "_dd.python_main_package"),
    *("_dd.peer.service.source", "_dd.integration", "_dd.propagation_error", "_dd.dm.service_hash"),
    *("otel.status_code", "otel.library.name"),
    # Peers.
    *("peer.service",),
    # HTTP and gRPC.
    *("url.scheme", "http.endpoint"),
    *("grpc.method.kind", "grpc.method.name", "grpc.method.package", "grpc.method.path"),
    *("grpc.method.service", "rpc.method", "rpc.service"),
    *("rpc.system", "rpc.grpc.package", "rpc.grpc.kind"),
    # Stores.
    *("db.type", "db.system", "db.name", "db.instance", "db.operation", "db.application", "sql.db", "sql.table"),
    *("redis.client",),
    # Messaging.
    *("messaging.system", "messaging.destination", "messaging.destination.name", "messaging.operation"),
    *("kafka.topic", "kafka.group_id", "kafka.tombstone", "kafka.received_message"),
    *("amqp.command", "amqp.exchange", "amqp.queue", "amqp.routing_key", "kombu.vhost"),
    *("celery.action", "celery.state", "celery.queue", "celery.hostname", "celery.routing_key"),
    # AWS.
    *("aws.agent", "aws.operation", "aws.region", "aws.service", "aws_service", "region"),
    *("aws.partition", "bucketname"),
)
_HOSTS = (
    *("_dd.hostname", "_dd.tracer_host", "out.host", "peer.hostname", "server.address", "network.destination.name"),
    *("network.destination.ip", "net.peer.name", "grpc.host", "messaging.kafka.bootstrap.servers"),
)
_VERSIONS = ("version", "otel.library.version", "http.version", "asgi.version", "asgi.spec_version")
_UUIDS = ("runtime-id", "celery.id", "aws.requestid")
_WHOLE_NUMBERS = (
    *("server.port", "net.peer.port", "http.status_code", "http.response.status_code", "grpc.port"),
    *("grpc.status.code", "rpc.grpc.status_code", "db.redis.database_index", "out.redis_db", "kafka.partition"),
    *("kafka.message_offset", "amqp.delivery_mode"),
)

_NAMED: dict[str, Rule] = {
    **dict.fromkeys(_WORDS, word),
    **dict.fromkeys(_HOSTS, _host),
    **dict.fromkeys(_VERSIONS, version),
    **dict.fromkeys(_UUIDS, _matching(_UUID)),
    **dict.fromkeys(_WHOLE_NUMBERS, _matching(_DIGITS)),
    **dict.fromkeys(("kafka.cluster_id", "messaging.kafka.cluster_id"), _matching(_CLUSTER)),
    "pathway.hash": _matching(_HASH),
    "_dd.git.commit.sha": _matching(_COMMIT),
    "error.type": word,
    "_dd.p.dm": _matching(_DECISION),
    "_dd.p.ksr": _matching(_RATE),
    "_dd.p.ts": _matching(_FLAGS),
    **dict.fromkeys(("_dd.p.tid", "_dd.parent_id"), _matching(_HEX)),
    "otel.trace_id": _matching(_TRACE_ID),
    "_dd.origin": _origin,
    **dict.fromkeys(("http.method", "http.request.method"), method),
    "http.route": route,
    "http.url": url_origin,
    "url.full": url_origin,
    "sql.query": sql_summary,
    "db.statement": sql_summary,
    "db.query.text": sql_summary,
    "redis.raw_command": redis_commands,
    "valkey.raw_command": redis_commands,
    # What tracers add by themselves and nobody needs: left out without being counted as a mistake of the service.
    **dict.fromkeys(
        (
            *("http.useragent", "http.client_ip", "network.client.ip", "http.query.string", "http.status_msg"),
            *("http.referrer_hostname", "kafka.message_key", "events", "_dd.span_links", "_dd.tags.process"),
            *("usr.id", "_dd.p.usr.id", "db.user", "_dd.git.repository_url", "otel.status_description"),
        ),
        _drop,
    ),
}

# Numbers of the tracer and of integrations. A number may be an identifier, so unknown ones are dropped as well.
_NUMBERS = frozenset(
    (
        *("process_id", "_sampling_priority_v1", "db.row_count", "sql.rows", "network.destination.port", "server.port"),
        *("net.peer.port", "http.status_code", "http.response.status_code", "http.retries_remain"),
        *("redis.args_length", "redis.pipeline_length", "out.redis_db", "db.redis.database_index"),
        *("kafka.partition", "kafka.message_offset", "messaging.batch.message_count", "retry_attempts"),
        *("http.response.content_length", "http.request.content_length", "grpc.port", "celery.retries"),
    )
)
_TRACER_NUMBER = re.compile(r"_dd\.[a-z0-9_.]{1,60}", re.ASCII)

DECLARED = frozenset(TAGS) | {key for key, attribute in ATTRIBUTES.items() if "span" in attribute.on}


def is_known(key: str) -> bool:
    """Whether the key is declared, or one that tracers set by themselves."""
    return key in DECLARED or key in _NAMED or key in _NUMBERS or _TRACER_NUMBER.fullmatch(key) is not None


def allowed(key: str, value: TagValue) -> TagValue | None:
    """What may be sent of a tag, before the patterns run over it; None to leave it out."""
    if key in DECLARED:
        return declared_value(key, value)
    if isinstance(value, str):
        rule = _NAMED.get(key)
        return None if rule is None else rule(value)
    return value if key in _NUMBERS or _TRACER_NUMBER.fullmatch(key) else None


def clean_propagated(meta: dict[str, str]) -> int:
    """Remove what callers propagated and is not the tracer's own; returns how many keys that nobody knows.

    `tracestate` goes as a whole: the tracer writes its own part anew, and other vendors' parts may hold anything.
    """
    unknown = 0
    for key, value in list(meta.items()):
        if key != "traceparent" and (not isinstance(value, str) or allowed(key, value) != value):
            del meta[key]
            unknown += not is_known(key) and key != "tracestate"
    return unknown
