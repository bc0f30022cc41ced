"""Cleans what LLM Observability sends: numbers and names of code stay, content is replaced by its length.

The tracer lets a service register a processor, but shows it only input and output, and sends the event as it was if the
processor raises. Here the whole event is built anew from what is listed, as it enters the writer.
"""

import json
import math
import re
from collections.abc import Callable, Mapping
from typing import Any

from scribemed_monitoring.forms import declared_value, is_identifier, may_hold_phi
from scribemed_monitoring.scrubber import has_phi
from scribemed_monitoring.span_rules import DECLARED, version, word
from scribemed_monitoring.tally import TALLY, Tally

Event = Mapping[str, Any]

_KINDS = frozenset(("llm", "workflow", "agent", "tool", "task", "embedding", "retrieval"))
_ROLES = frozenset(("system", "developer", "user", "assistant", "tool", "function"))
# `undefined` is the parent of a root.
_ID = re.compile(r"[0-9a-fA-F]{1,32}|undefined", re.ASCII)
_RATE = re.compile(r"-?[0-9.]{1,20}", re.ASCII)
_METRIC = re.compile(r"(?:[a-z]{1,20}_){0,5}(?:tokens|cost|count)|time_to_first_token", re.ASCII)
_TAGS = frozenset(
    (
        "env",
        "version",
        "service",
        "source",
        "ml_app",
        "ddtrace.version",
        "error",
        "error_type",
        "language",
        "integration",
    )
)
# A longer conversation is cut; its messages are only lengths.
_MAX_ITEMS = 200


def cleaner(tally: Tally = TALLY) -> Callable[[Event], dict[str, Any] | None]:
    """Make the function that cleans an event; it returns None for one that must not be sent, and never raises."""

    def clean(event: Event) -> dict[str, Any] | None:
        try:
            return _event(event, tally)
        except Exception:
            # Fail closed: what is not understood is not sent.
            tally.add("phi.scrubber.errors", rule="llm_event")
            return None

    return clean


def _event(event: Event, tally: Tally) -> dict[str, Any]:
    ids = {key: _id(event[key]) for key in ("trace_id", "span_id", "parent_id")}
    numbers = {key: _number(event[key]) for key in ("start_ns", "duration")}
    if None in ids.values() or None in numbers.values():
        raise ValueError
    meta = _meta(event["meta"], tally)
    dd = event["_dd"]
    return {
        **ids,
        **numbers,
        "name": _word(event["name"]) or meta["span"]["kind"],
        "status": "error" if event["status"] == "error" else "ok",
        "meta": meta,
        "metrics": _metrics(event["metrics"], tally),
        "tags": _tags(event["tags"], tally),
        "_dd": {key: _id(dd[key]) for key in ("span_id", "trace_id", "apm_trace_id") if key in dd}
        | {key: str(dd[key]) for key in ("sample_rate", "sampling_decision") if _RATE.fullmatch(str(dd.get(key)))},
    }


def _meta(meta: Event, tally: Tally) -> dict[str, Any]:
    kind = meta["span"]["kind"]
    if kind not in _KINDS:
        raise ValueError
    cleaned: dict[str, Any] = {
        "span": {"kind": kind},
        "input": _io(meta.get("input") or {}),
        "output": _io(meta.get("output") or {}),
    }
    for key in ("model_name", "model_provider"):
        if name := _word(meta.get(key)):
            cleaned[key] = name
    if error := meta.get("error"):
        name = str(error.get("type")).rpartition(".")[2]
        cleaned["error"] = {"type": name if is_identifier(name) and not has_phi(name) else "Error"}
    declared = {key: _declared(key, value) for key, value in (meta.get("metadata") or {}).items()}
    cleaned["metadata"] = {key: value for key, value in declared.items() if value is not None}
    tally.dropped(len(declared) - len(cleaned["metadata"]))
    return cleaned


def _io(carrier: Event) -> dict[str, Any]:
    cleaned: dict[str, Any] = {}
    if "value" in carrier:
        cleaned["value"] = _length(carrier["value"])
    if "messages" in carrier:
        cleaned["messages"] = [_message(message) for message in carrier["messages"][:_MAX_ITEMS]]
    if "documents" in carrier:
        cleaned["documents"] = [{"text": _length(item.get("text", ""))} for item in carrier["documents"][:_MAX_ITEMS]]
    prompt = carrier.get("prompt") or {}
    # The template by its id and version; its text and variables are content.
    named = {key: prompt[key] for key in ("id", "version") if _word(prompt.get(key))}
    return {**cleaned, "prompt": named} if named else cleaned


def _message(message: Event) -> dict[str, Any]:
    cleaned: dict[str, Any] = {"content": _length(message.get("content") or "")}
    if message.get("role") in _ROLES:
        cleaned["role"] = message["role"]
    if calls := message.get("tool_calls"):
        cleaned["tool_calls"] = [
            {"name": _word(call.get("name")) or "tool", "arguments": {"length": _length(call.get("arguments") or "")}}
            for call in calls[:_MAX_ITEMS]
        ]
    if results := message.get("tool_results"):
        cleaned["tool_results"] = [{"result": _length(item.get("result") or "")} for item in results[:_MAX_ITEMS]]
    return cleaned


def _length(content: object) -> str:
    text = content if isinstance(content, str) else json.dumps(content)
    return f"[{len(text)} characters]"


def _metrics(metrics: Event, tally: Tally) -> dict[str, Any]:
    cleaned = {key: value for key, value in metrics.items() if _METRIC.fullmatch(key) and _number(value) is not None}
    tally.dropped(len(metrics) - len(cleaned))
    return cleaned


def _tags(tags: list[str], tally: Tally) -> list[str]:
    pairs = [tag.partition(":")[::2] for tag in tags]
    cleaned = [
        f"{key}:{value}" for key, value in pairs if (key in _TAGS and _word(value)) or _declared(key, value) is not None
    ]
    tally.dropped(len(tags) - len(cleaned))
    return cleaned


def _declared(key: str, value: object) -> object:
    allowed = declared_value(key, value) if key in DECLARED else None
    return None if isinstance(allowed, str) and may_hold_phi(key) and has_phi(allowed) else allowed


def _id(value: object) -> str | None:
    return value if isinstance(value, str) and _ID.fullmatch(value) else None


def _number(value: object) -> float | None:
    return value if type(value) is int or (type(value) is float and math.isfinite(value)) else None


def _word(value: object) -> str | None:
    allowed = word(value) or version(value) if isinstance(value, str) else None
    return None if allowed is None or has_phi(allowed) else allowed
