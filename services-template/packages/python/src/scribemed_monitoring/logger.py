"""JSON logs on stdout: one line each, constant messages, fields of the vocabulary only."""

import json
import logging
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, LiteralString, TextIO, Unpack, cast

import structlog

from scribemed_monitoring.errors import class_name, code_stack
from scribemed_monitoring.forms import Value, declared_value, may_hold_phi
from scribemed_monitoring.identity import Identity
from scribemed_monitoring.output import Output
from scribemed_monitoring.scrubber import Scrubber
from scribemed_monitoring.tally import TALLY, Tally
from scribemed_monitoring.vocabulary import ATTRIBUTES, TAGS, LogFields

ALLOWED_FIELDS = frozenset(TAGS) | {key for key, attribute in ATTRIBUTES.items() if "log" in attribute.on}
MAX_STACK = 8192

_STATUS = {"debug": "debug", "info": "info", "warning": "warn", "error": "error"}

# Fields of the running request or job: encounter_id, dd.trace_id, dd.span_id.
Context = Callable[[], Mapping[str, str]]


class Pipeline:
    """Turns a message, fields and an error into the object that is logged. Used for third-party records as well."""

    def __init__(self, identity: Identity, context: Context, tally: Tally = TALLY) -> None:
        self._identity = {key: value for key, value in identity._asdict().items() if value}
        self._context = context
        self._tally = tally
        self._scrubber = Scrubber(tally)

    def record(
        self, status: str, message: object, fields: Mapping[str, object], error: object = None
    ) -> dict[str, object]:
        """Build the object of one line. What cannot be cleaned is left out and counted, never logged as it is."""
        record: dict[str, object] = {
            "timestamp": datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "status": status,
            "message": "",
            **self._identity,
        }
        try:
            record["message"] = self._scrubber.text(message) if isinstance(message, str) else "message is not a string"
            record.update(self._context())
            self._add_fields(record, fields)
            if isinstance(error, BaseException):
                self._add_error(record, error)
            self._tally.add("phi.scrubber.processed")
        except Exception:
            # Fail closed: a line that could not be cleaned says only that there was one.
            record = {**record, "message": "a log line could not be cleaned and was dropped"}
            self._tally.add("phi.scrubber.errors", rule="log")
        return record

    def _add_fields(self, record: dict[str, object], fields: Mapping[str, object]) -> None:
        dropped = 0
        for key, value in fields.items():
            allowed = declared_value(key, value) if key in ALLOWED_FIELDS else None
            if allowed is None:
                dropped += 1
            else:
                record[key] = self._clean(key, allowed)
        self._tally.dropped(dropped)

    def _clean(self, key: str, value: Value) -> Value:
        return self._scrubber.text(value) if isinstance(value, str) and may_hold_phi(key) else value

    def _add_error(self, record: dict[str, object], error: BaseException) -> None:
        kind = class_name(error)
        record.setdefault("error_class", kind)
        stack = "\n".join(self._scrubber.text(line) for line in code_stack(error)[:MAX_STACK].split("\n"))
        record["error"] = {"kind": kind, "stack": stack}


class _Lines:
    """Writes lines, those of a warning or an error at once."""

    def __init__(self, file: TextIO | Output) -> None:
        self._file = file

    def info(self, line: str) -> None:
        self._file.write(line + "\n")

    debug = info

    def error(self, line: str) -> None:
        self._file.write(line + "\n")
        self._file.flush()

    warning = error


class Logger:
    """Logs constant messages with declared fields; never raises into the service.

    `message` must be a literal: data belongs in fields. pyright and basedpyright reject other strings (mypy does not
    know `LiteralString`); at run time the patterns of the scrubber run over it.
    """

    def __init__(self, inner: Any, bound: Mapping[str, object] | None = None) -> None:
        self._inner = inner
        self._bound = bound or {}

    def bind(self, **fields: Unpack[LogFields]) -> "Logger":
        """Return a logger that adds these fields to every line, for example `component` or `physician_id`."""
        return Logger(self._inner, {**self._bound, **cast(dict[str, object], fields)})

    def debug(self, message: LiteralString, /, **fields: Unpack[LogFields]) -> None:
        """Log what only someone who debugs the service wants to know."""
        self._log("debug", message, fields)

    def info(self, message: LiteralString, /, **fields: Unpack[LogFields]) -> None:
        """Log what happened."""
        self._log("info", message, fields)

    def warning(
        self, message: LiteralString, /, *, error: BaseException | None = None, **fields: Unpack[LogFields]
    ) -> None:
        """Log what the service could deal with; of an error only the class and code locations."""
        self._log("warning", message, fields, error)

    def error(
        self, message: LiteralString, /, *, error: BaseException | None = None, **fields: Unpack[LogFields]
    ) -> None:
        """Log what went wrong; of an error only the class and code locations."""
        self._log("error", message, fields, error)

    def _log(self, method: str, message: object, fields: Any, error: BaseException | None = None) -> None:
        try:
            bound = {**self._bound, **fields} if self._bound else fields
            getattr(self._inner, method)(message, fields=bound, error=error)
        except Exception:
            # A closed stdout must not end a request; there is nowhere left to report it but the counter.
            TALLY.add("phi.scrubber.errors", rule="log")


# Made once: `json.dumps` makes one for each call that does not use its defaults.
_encode = json.JSONEncoder(separators=(",", ":")).encode


def json_logger(pipeline: Pipeline, level: str = "info", file: TextIO | Output | None = None) -> Logger:
    """Make the logger of a service: structlog with this package's pipeline. `level` is a name of `logging`."""

    def process(_logger: object, method: str, event: Any) -> Mapping[str, object]:
        return pipeline.record(_STATUS[method], event.get("event"), event["fields"], event["error"])

    lazy = structlog.wrap_logger(
        _Lines(file or sys.stdout),
        processors=[process, lambda _logger, _method, record: _encode(record)],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
    )
    # Bound here, once: otherwise each line looks for its logger.
    return Logger(lazy.bind())
