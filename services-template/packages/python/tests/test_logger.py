import io
import json
import logging
import sys
import threading
import time
import warnings
from collections.abc import Iterator
from typing import Any, cast
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scribemed_monitoring.identity import Identity
from scribemed_monitoring.logger import Logger, Pipeline, json_logger
from scribemed_monitoring.tally import Tally
from scribemed_monitoring.third_party import (
    NOT_CONSTANT,
    TemplateHandler,
    capture_logging,
    capture_uncaught_errors,
    capture_warnings,
)

IDENTITY = Identity("transcription", "dev", "1.2.3")
ENCOUNTER = "8b0f6f57-7e0e-4bb1-9a3a-2f54a3f4d9b1"
DROPPED = ("telemetry.dropped_keys", None)
ERRORS = ("phi.scrubber.errors", "log")


class Output(io.StringIO):
    def records(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.getvalue().splitlines()]

    def only(self) -> dict[str, Any]:
        [record] = self.records()
        return record


@pytest.fixture
def output() -> Output:
    return Output()


@pytest.fixture
def pipeline(tally: Tally) -> Pipeline:
    return Pipeline(IDENTITY, lambda: {"dd.trace_id": "abc", "encounter_id": ENCOUNTER}, tally)


@pytest.fixture
def logger(pipeline: Pipeline, output: Output) -> Logger:
    return json_logger(pipeline, file=output)


def test_one_json_line_with_the_unified_tags_and_the_context(logger: Logger, output: Output) -> None:
    logger.info("job finished", queue="transcription.jobs", duration_ms=3.5)
    record = output.only()
    assert record.pop("timestamp").endswith("Z")
    assert record == {
        "status": "info",
        "message": "job finished",
        "service": "transcription",
        "env": "dev",
        "version": "1.2.3",
        "dd.trace_id": "abc",
        "encounter_id": ENCOUNTER,
        "queue": "transcription.jobs",
        "duration_ms": 3.5,
    }


def test_levels(logger: Logger, output: Output) -> None:
    logger.debug("a")
    logger.warning("b")
    logger.error("c")
    assert [record["status"] for record in output.records()] == ["warn", "error"]


def test_bound_fields(logger: Logger, output: Output) -> None:
    logger.bind(component="consumer", physician_id=ENCOUNTER).info("started", retries=1)
    record = output.only()
    assert (record["component"], record["physician_id"], record["retries"]) == ("consumer", ENCOUNTER, 1)


class Hostile:
    def __str__(self) -> str:
        raise RuntimeError("John Smith")

    __repr__ = __str__

    def __getattr__(self, name: str) -> str:
        raise RuntimeError("John Smith")


TEMPLATE = "sent to %s"
CYCLE: list[Any] = []
CYCLE.append(CYCLE)


@pytest.mark.parametrize(
    "value",
    [
        Hostile(),
        CYCLE,
        {"a": CYCLE},
        "x" * 10_000_000,
        [0] * 1_000_000,
        b"bytes",
        None,
        float("nan"),
        2**80,
        "John Smith",
        object(),
    ],
    ids=lambda value: type(value).__name__,
)
@pytest.mark.parametrize("key", ["patient", "queue", "duration_ms", "job_id", "event", "template", "fields"])
def test_values_that_are_not_allowed_are_dropped_and_counted(
    logger: Logger, output: Output, tally: Tally, key: str, value: object
) -> None:
    start = time.perf_counter()
    cast(Any, logger).info("job finished", **{key: value})
    # No measurement: what walks through the whole value takes minutes.
    assert time.perf_counter() - start < 5
    assert output.only()["message"] == "job finished"
    assert tally.pending()[DROPPED] == 1
    assert "John" not in output.getvalue()


def test_uuids_may_be_objects(logger: Logger, output: Output) -> None:
    cast(Any, logger).info("job finished", job_id=UUID(ENCOUNTER))
    assert output.only()["job_id"] == ENCOUNTER


def test_identifiers_in_messages_and_fields_are_masked(logger: Logger, output: Output, tally: Tally) -> None:
    cast(Any, logger).info("called 555-123-4567 mrn: 4711", queue="ssn-123-45-6789")
    record = output.only()
    assert record["message"] == "called [phi:phone] mrn: [phi:medical_record]"
    assert record["queue"] == "ssn-[phi:ssn]"
    assert tally.pending()["phi.scrubber.masked", "ssn"] == 1


def raise_error() -> None:
    try:
        raise KeyError("John Smith")
    except KeyError as error:
        raise ValueError("Jane Doe, mrn: 4711") from error


def test_errors_are_logged_without_messages(logger: Logger, output: Output) -> None:
    try:
        raise_error()
    except ValueError as error:
        logger.error("job failed", error=error)
    record = output.only()
    assert record["error_class"] == "ValueError"
    assert record["error"]["kind"] == "ValueError"
    stack = record["error"]["stack"].split("\n")
    assert stack[0] == "ValueError"
    assert stack[1].startswith("  at raise_error (")
    assert "test_logger.py:" in stack[1]
    assert "caused by KeyError" in stack
    assert not any(name in output.getvalue() for name in ("John", "Jane", "4711"))


def test_a_pipeline_that_fails_logs_a_constant(output: Output, tally: Tally) -> None:
    def context() -> dict[str, str]:
        raise RuntimeError("John Smith")

    json_logger(Pipeline(IDENTITY, context, tally), file=output).info("Jane Doe")
    assert output.only()["message"] == "a log line could not be cleaned and was dropped"
    assert tally.pending() == {ERRORS: 1}


def test_a_closed_stdout_does_not_raise(logger: Logger, output: Output) -> None:
    output.close()
    logger.info("job finished")


@given(
    message=st.text(max_size=50),
    fields=st.dictionaries(
        st.sampled_from(["queue", "duration_ms", "patient", "retries", "outcome", "encounter_id", "self", "message"]),
        st.recursive(
            st.none() | st.booleans() | st.floats() | st.integers() | st.text() | st.binary() | st.uuids(),
            lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
            max_leaves=5,
        ),
    ),
)
@settings(max_examples=300)
def test_any_field_makes_one_line(message: str, fields: dict[str, Any]) -> None:
    output = Output()
    pipeline = Pipeline(IDENTITY, dict, Tally())
    record = pipeline.record("info", message, fields)
    json_logger(pipeline, file=output)._log("info", message, fields)
    assert output.only().keys() == record.keys()


class TestThirdParty:
    @pytest.fixture(autouse=True)
    def restore(self, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
        root = logging.getLogger()
        level = root.level
        monkeypatch.setattr(logging.Logger, "callHandlers", logging.Logger.callHandlers)
        monkeypatch.setattr(sys, "excepthook", sys.excepthook)
        monkeypatch.setattr(threading, "excepthook", threading.excepthook)
        yield
        root.setLevel(level)

    def test_only_the_template_is_kept(self, pipeline: Pipeline, output: Output) -> None:
        noisy = logging.getLogger("library.client")
        noisy.propagate = False
        capture_logging(TemplateHandler(pipeline, output), "info")
        # As a server does when it starts.
        noisy.addHandler(logging.StreamHandler(output))
        noisy.warning("sent %s to %s\nJohn Smith", "note", "Jane Doe", extra={"patient": "Jane Doe"})
        noisy.debug("ignored")
        record = output.only()
        assert (record["status"], record["message"], record["component"]) == (
            "warn",
            "sent %s to %s",
            "library.client",
        )
        assert not any(name in output.getvalue() for name in ("John", "Jane"))

    def test_messages_that_were_put_together_are_withheld(self, pipeline: Pipeline, output: Output) -> None:
        capture_logging(TemplateHandler(pipeline, output), "info")
        library = logging.getLogger("x")
        name = "Jane"
        library.error(f"for {name}")
        library.error("for {}".format(name))  # noqa: UP032
        library.error("for " + name)
        library.error("for %s" % name)  # noqa: UP031
        library.error(name.upper())
        logging.LoggerAdapter(library, {"patient": name}).error(f"for {name}")
        library.handle(logging.makeLogRecord({"msg": f"for {name}", "levelno": logging.ERROR}))
        assert {record["message"] for record in output.records()} == {NOT_CONSTANT}
        assert len(output.records()) == 7
        assert output.records()[0]["logger"]["method_name"].startswith("at test_messages_that_were_put_together")
        assert "jane" not in output.getvalue().lower()

    def test_constants_are_kept_wherever_they_are_written(self, pipeline: Pipeline, output: Output) -> None:
        capture_logging(TemplateHandler(pipeline, output), "info")
        library = logging.getLogger("x")
        library.error("one of two")
        library.error(TEMPLATE, "Jane")
        [library.error("in a comprehension") for _ in range(1)]  # type: ignore[func-returns-value]
        (lambda: library.error("in a lambda"))()
        logging.LoggerAdapter(library).error("by an adapter")
        library.log(logging.ERROR, "by level")
        assert [record["message"] for record in output.records()] == [
            *("one of two", "sent to %s", "in a comprehension", "in a lambda", "by an adapter", "by level"),
        ]

    def test_exceptions_lose_their_messages(self, pipeline: Pipeline, output: Output) -> None:
        capture_logging(TemplateHandler(pipeline, output), "info")
        try:
            raise_error()
        except ValueError:
            logging.getLogger("x").exception("failed")
        assert output.only()["error_class"] == "ValueError"
        assert not any(name in output.getvalue() for name in ("John", "Jane"))

    @pytest.mark.parametrize("message", [Hostile(), b"x", None, 5, ["John"]], ids=lambda value: type(value).__name__)
    def test_messages_of_any_type(self, pipeline: Pipeline, output: Output, message: object) -> None:
        capture_logging(TemplateHandler(pipeline, output), "info")
        logging.getLogger("x").error(message)
        assert output.only()["message"] == NOT_CONSTANT

    def test_warnings(self, pipeline: Pipeline, output: Output, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(warnings, "showwarning", warnings.showwarning)
        capture_warnings(pipeline, TemplateHandler(pipeline, output))
        warnings.showwarning("John Smith", UserWarning, "app.py", 5)
        record = output.only()
        assert (record["error_class"], record["logger"]["method_name"]) == ("UserWarning", "at ? (app.py:5)")
        assert "John" not in output.getvalue()

    def test_uncaught_errors(self, pipeline: Pipeline, output: Output) -> None:
        capture_uncaught_errors(pipeline, TemplateHandler(pipeline, output))
        thread = threading.Thread(target=raise_error)
        thread.start()
        thread.join()
        sys.excepthook(ValueError, ValueError("John Smith"), None)
        assert [record["message"] for record in output.records()] == ["uncaught error", "uncaught error"]
        assert not any(name in output.getvalue() for name in ("John", "Jane"))
