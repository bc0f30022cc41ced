import pytest
from ddtrace.trace import tracer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from traced import Traced

from scribemed_monitoring.scrubber import Scrubber
from scribemed_monitoring.span_rules import allowed

JOB = "8b0f6f57-7e0e-4bb1-9a3a-2f54a3f4d9b1"


def test_known_tags_stay_and_unknown_ones_are_counted(traced: Traced) -> None:
    with tracer.trace("redis.command", resource="GET k:jane", span_type="redis") as span:
        span.set_tags({"component": "redis", "out.host": "redis.data", "redis.raw_command": "GET k:jane", "x": "jane"})
        span.set_tag("job_id", JOB)
        span.set_metric("unknown", 5)
        span.set_tag("http.useragent", "jane")
    tags = traced.tags("redis.command")
    assert traced.only().resource == "GET"
    assert tags["component"] == "redis"
    assert tags["out.host"] == "redis.data"
    assert tags["redis.raw_command"] == "GET"
    assert tags["job_id"] == JOB
    assert "jane" not in str(tags)
    assert traced.dropped == 2


def test_identifiers_in_allowed_tags_are_masked(traced: Traced) -> None:
    with tracer.trace("x") as span:
        span.set_tag("store", "ssn-123-45-6789")
    assert traced.tags("x")["store"] == "ssn-[phi:ssn]"


def test_errors_keep_class_and_code_locations(traced: Traced) -> None:
    with pytest.raises(ValueError, match="Jane"), tracer.trace("x"):
        raise ValueError('Jane\n  File "Jane", line 5, in Jane Doe')
    tags = traced.tags("x")
    assert tags["error.type"] == "builtins.ValueError"
    assert tags["error.message"] == "ValueError"
    assert "test_span_guard.py" in tags["error.stack"]
    assert "raise ValueError" not in tags["error.stack"]


def test_a_failure_clears_the_span(traced: Traced, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_self: object, _value: str) -> str:
        raise RuntimeError("Jane")

    monkeypatch.setattr(Scrubber, "text", fail)
    with tracer.trace("x", service="Jane", resource="Jane", span_type="Jane") as span:
        span.set_tag("store", "Jane")
        span._set_struct_tag("content", {"patient": "Jane"})
    sent = traced.only()
    assert (sent.name, sent.resource, sent.service, sent.span_type) == ("unclean", "unclean", "vector-db", None)
    assert "Jane" not in str(sent._get_attributes()) + str(sent._get_meta_structs())
    assert traced.errors("span") == 1


def test_a_failure_of_the_filter_drops_the_trace(traced: Traced, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scribemed_monitoring.span_guard._tag_encounter", lambda _trace: 1 / 0)
    with tracer.trace("x"):
        pass
    assert traced.spans == []
    assert traced.errors("trace") == 1


def test_a_span_with_an_event_that_came_another_way_is_dropped(traced: Traced) -> None:
    from ddtrace.internal.native._native import SpanData

    with tracer.trace("x"), tracer.trace("y") as span:
        SpanData._add_event(span, "Jane")
    assert [span.name for span in traced.spans] == ["x"]
    assert traced.errors("span_event") == 1


def test_events_and_attributes_of_links_are_refused_and_counted(traced: Traced) -> None:
    with tracer.trace("x") as span:
        span.record_exception(ValueError("Jane"))
        other = tracer.start_span("y")
        span.link_span(other.context, {"patient": "Jane"})
    other.finish()
    sent = traced.spans[0]
    assert not sent._has_events()
    [link] = sent._get_links()
    assert not link.attributes
    assert traced.dropped == 2


def test_what_was_clean_once_is_remembered_by_key_and_within_bounds(traced: Traced) -> None:
    for index in range(5000):
        with tracer.trace("x") as span:
            span.set_tags({"component": f"c{index}", "store": "redis", "patient": "redis", "job_id": JOB})
    assert len(traced.guard._clean_pairs) <= 4096
    assert "job_id" not in {key for key, _ in traced.guard._clean_pairs}
    assert all("patient" not in span.get_tags() for span in traced.spans)


def test_a_clean_resource_is_no_clean_tag(traced: Traced) -> None:
    for _ in range(2):
        with tracer.trace("x", resource="word") as span:
            span._set_attribute("", "word")
    assert all("" not in span.get_tags() for span in traced.spans)


def test_traces_of_probes_are_not_sent(traced: Traced) -> None:
    traced.guard._untraced_paths = frozenset({"/readyz"})
    with tracer.trace("fastapi.request") as span:
        span.set_tag("http.route", "/readyz")
    assert traced.spans == []


def test_a_not_found_path_is_not_a_resource(traced: Traced) -> None:
    with tracer.trace("fastapi.request", resource="GET /no/jane", span_type="web") as span:
        span.set_tags({"http.method": "GET", "http.url": "http://x/no/jane", "span.kind": "server"})
    assert traced.only().resource == "GET"
    assert "jane" not in str(traced.tags("fastapi.request"))


@given(
    key=st.text(max_size=30) | st.sampled_from(["http.url", "sql.query", "error.stack", "_dd.p.dm", "store", "events"]),
    value=st.text(max_size=3000) | st.floats() | st.integers(-(2**63), 2**63 - 1),
)
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_tag_breaks_the_guard(traced: Traced, key: str, value: str | float) -> None:
    traced.spans.clear()
    with tracer.trace("x", resource=str(value)) as span:
        span._set_attribute(key, value)
    sent = traced.only()
    assert traced.errors("span") == traced.errors("trace") == 0
    assert all(len(text) <= 8192 for text in (sent.resource, *map(str, sent._get_attributes().values())))
    # The tracer writes its own about the process after the filters.
    left = None if key == "_dd.tags.process" else sent._get_attribute(key)
    assert left is None or key.startswith("error.") or allowed(key, left) == left or "[phi:" in str(left)
