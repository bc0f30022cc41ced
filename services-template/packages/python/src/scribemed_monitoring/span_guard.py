"""Keeps patient data out of spans: the last step before they leave, and it fails closed."""

from collections.abc import Collection
from typing import Any, TypeVar

from ddtrace.trace import Span, TraceFilter

from scribemed_monitoring.encounter import ENCOUNTER_ID, encounter_of_trace, noted_encounters
from scribemed_monitoring.errors import code_locations
from scribemed_monitoring.forms import may_hold_phi
from scribemed_monitoring.scrubber import Scrubber
from scribemed_monitoring.span_rules import allowed, clean_propagated, is_known, method, route, word
from scribemed_monitoring.statements import redis_commands, sql_summary
from scribemed_monitoring.tally import TALLY, Tally

T = TypeVar("T")

SELF_CHECK = "scribemed.self_check"
MAX_STACK_LINES = 50
MAX_REMEMBERED = 4096

_ERROR_TAGS = ("error.message", "error.msg", "error.stack")
_URLS = ("http.url", "url.full")
_HTTP_TYPES = ("web", "http")
# The tracers of Node.js and Python name gRPC's spans differently, and trace metrics are named after them. The monitors
# query one name (jsonnet/policy/metrics/apm.libsonnet), that of Node.js.
_GRPC = {"server": "grpc.server", "client": "grpc.client"}


class SpanGuard(TraceFilter):
    """Cleans every span of a trace, adds the encounter, drops what cannot be cleaned.

    `extra_tags` are the keys of DD_TAGS, which the deployment sets. `untraced_paths` are routes whose traces are not
    sent, for example those of probes.
    """

    def __init__(
        self,
        service: str,
        extra_tags: Collection[str] = (),
        untraced_paths: Collection[str] = (),
        tally: Tally = TALLY,
    ) -> None:
        super().__init__()
        self.self_checked = False
        self._service = service or "unnamed"
        self._extra_tags = frozenset(extra_tags)
        self._untraced_paths = frozenset(untraced_paths)
        self._tally = tally
        self._clean_pairs: set[tuple[str, str | int | float]] = set()
        self._clean_texts: set[str] = set()
        self._requests: dict[tuple[object, object], str] = {}
        self._clean_words: set[str] = set()
        self._scrubber = Scrubber(tally)

    def process_trace(self, trace: list[Span]) -> list[Span] | None:
        """Return the cleaned spans, or None for a trace that must not be sent.

        The tracer sends a trace as it was if a filter raises, so this never does.
        """
        try:
            if trace and trace[0].name == SELF_CHECK:
                self.self_checked = True
                return None
            if trace and trace[0].get_tag("http.route") in self._untraced_paths:
                return None
            _tag_encounter(trace)
            if trace:
                # The tracer copies these to the first span of the chunk after the filters ran.
                self._tally.dropped(clean_propagated(trace[0].context._meta))
            return [span for span in trace if self._clean(span)]
        except Exception:
            # Fail closed: an unclean trace is worse than none.
            self._tally.add("phi.scrubber.errors", rule="trace")
            return None

    def _clean(self, span: Span) -> bool:
        """Clean a span in place; whether it may be sent."""
        try:
            if span._has_events() or any(link.attributes or link.tracestate for link in span._get_links()):
                # tracer_hooks.py keeps events and attributes of links out, so this one came another way, and the tracer
                # offers none to remove it.
                self._tally.add("phi.scrubber.errors", rule="span_event")
                return False
            self._clean_tags(span)
            self._tally.add("phi.scrubber.processed")
        except Exception:
            self._tally.add("phi.scrubber.errors", rule="span")
            _clear(span, self._service)
        return True

    def _clean_tags(self, span: Span) -> None:
        tags: dict[str, str | int | float] = dict(span._get_attributes())
        span.resource = self._resource(span, tags)
        name = _GRPC.get(str(tags.get("span.kind")), span.name) if span.name == "grpc" else span.name
        span.name = self._word_or(name, "unnamed")
        span.service = self._word_or(span.service or self._service, self._service)
        span.span_type = span.span_type and self._word_or(span.span_type, "custom")
        for key in list(span._get_meta_structs()):
            span._remove_struct_tag(key)
        dropped = 0
        for key, value in tags.items():
            if (key, value) in self._clean_pairs or key in _ERROR_TAGS:
                continue
            # Callers of a server choose the host in its URL; the route says what was asked for.
            cleaned = None if key in _URLS and tags.get("span.kind") == "server" else self._value(key, value)
            if cleaned is None:
                span._remove_attribute(key)
                dropped += not is_known(key)
            elif cleaned != value:
                span._set_attribute(key, cleaned)
            else:
                self._remember(key, value)
        self._clean_error(span, tags)
        self._tally.dropped(dropped)

    def _value(self, key: str, value: str | int | float) -> str | int | float | None:
        if key in self._extra_tags:
            return value
        cleaned = allowed(key, value)
        return self._scrubber.text(cleaned) if isinstance(cleaned, str) and may_hold_phi(key) else cleaned

    def _remember(self, key: str, value: str | int | float) -> None:
        # Most tags have few values, and checking them again would be most of the guard's cost.
        if may_hold_phi(key) and key not in _URLS:
            _add_bounded(self._clean_pairs, (key, value))

    def _clean_error(self, span: Span, tags: dict[str, Any]) -> None:
        kind = str(span._get_attribute("error.type") or "Error").rpartition(".")[2]
        for key in ("error.message", "error.msg"):
            if key in tags:
                span._set_attribute(key, kind)
        if "error.stack" in tags:
            lines = code_locations(str(tags["error.stack"])).split("\n")[:MAX_STACK_LINES]
            span._set_attribute("error.stack", "\n".join(self._scrubber.text(line) for line in lines))

    def _resource(self, span: Span, tags: dict[str, Any]) -> str:
        verb, template = tags.get("http.method"), tags.get("http.route")
        if isinstance(verb, str) or span.span_type in _HTTP_TYPES:
            resource: str | None = self._request(verb, template)
        elif span.span_type in ("redis", "valkey"):
            resource = redis_commands(span.resource)
        elif span.span_type == "sql" or "sql.query" in tags or "db.statement" in tags:
            resource = sql_summary(span.resource)
        elif span.resource in self._clean_words:
            resource = span.resource
        else:
            resource = word(span.resource)
        return self._scrubbed(resource) if resource else self._word_or(span.name, "unnamed")

    def _request(self, verb: object, template: object) -> str | None:
        """Return method and route, as far as they are such."""
        known = self._requests.get((verb, template))
        if known is not None:
            return known
        parts = [method(str(verb)) if verb else None, route(str(template)) if template else None]
        request = " ".join(part for part in parts if part) or None
        # Callers choose the method, and a route is as long as the code says: only what is kept whole is remembered.
        if request == f"{verb} {template}" and len(self._requests) < MAX_REMEMBERED:
            self._requests[verb, template] = request
        return request

    def _word_or(self, value: str, fallback: str) -> str:
        if value in self._clean_words:
            return value
        cleaned = self._scrubbed(value) if word(value) else fallback
        if cleaned == value:
            _add_bounded(self._clean_words, value)
        return cleaned

    def _scrubbed(self, value: str) -> str:
        if value in self._clean_texts:
            return value
        cleaned = self._scrubber.text(value)
        if cleaned == value:
            _add_bounded(self._clean_texts, value)
        return cleaned


def _add_bounded(known: set[T], value: T) -> None:
    if len(known) >= MAX_REMEMBERED:
        known.clear()
    known.add(value)


def _tag_encounter(trace: list[Span]) -> None:
    """Tag the spans that ended before, or started without, the encounter that the trace is about.

    A trace about several encounters has no such encounter: its spans are tagged where they started only.
    """
    known = {encounter_id for span in trace if (encounter_id := span._get_str_attribute(ENCOUNTER_ID))}
    known.update(*(noted_encounters(span) for span in trace))
    if not known and trace and (carried := encounter_of_trace(trace[0].context)):
        known = {carried}
    if len(known) == 1:
        [encounter_id] = known
        for span in trace:
            if not span._has_attribute(ENCOUNTER_ID):
                span._set_attribute(ENCOUNTER_ID, encounter_id)


def _clear(span: Span, service: str) -> None:
    for key in list(span._get_attributes()):
        span._remove_attribute(key)
    for key in list(span._get_meta_structs()):
        span._remove_struct_tag(key)
    span.name = span.resource = "unclean"
    span.service = service
    span.span_type = None
