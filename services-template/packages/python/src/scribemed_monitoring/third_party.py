"""Logs of libraries, which use `logging` or print tracebacks: the same JSON, only their templates, never arguments."""

import json
import logging
import sys
import threading
import warnings
from types import TracebackType
from typing import TextIO

from scribemed_monitoring.errors import class_name, location
from scribemed_monitoring.forms import is_identifier
from scribemed_monitoring.logger import Pipeline
from scribemed_monitoring.tally import TALLY


class TemplateHandler(logging.Handler):
    """Writes records of `logging` through the pipeline.

    Kept: the first line of the message's template, the logger's name as `component`, the class and code locations of
    an exception. Dropped: arguments, `extra`, stack info. A library that formats its messages itself (f-strings) is
    covered by the scrubber's patterns only.
    """

    def __init__(self, pipeline: Pipeline, file: TextIO | None = None) -> None:
        super().__init__()
        self._pipeline = pipeline
        self._file = file or sys.stdout

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line; never raises."""
        try:
            template = record.msg if type(record.msg) is str else f"a record of type {type(record.msg).__name__}"
            # asyncio and others append the repr of an exception on lines of its own.
            template = template[:4096].split("\n", 1)[0]
            error = record.exc_info[1] if record.exc_info else None
            fields = {"component": record.name} if is_identifier(record.name) else {}
            line = self._pipeline.record(_status(record.levelno), template, fields, error)
            self._file.write(json.dumps(line, separators=(",", ":")) + "\n")
            self._file.flush()
        except Exception:
            # A handler must not raise into the library that logs, and stdout may be what failed.
            TALLY.add("phi.scrubber.errors", rule="log")


def _status(level: int) -> str:
    if level >= logging.ERROR:
        return "error"
    if level >= logging.WARNING:
        return "warn"
    return "info" if level >= logging.INFO else "debug"


def capture_logging(handler: logging.Handler, level: str) -> None:
    """Route every record of `logging` through the handler, and through no other.

    Servers set up handlers of their own whenever they start (uvicorn: an access log with raw paths), so the handlers of
    loggers are not asked at all. `level` is the root's; loggers may have their own.
    """

    def call_handlers(_logger: logging.Logger, record: logging.LogRecord) -> None:
        handler.handle(record)

    logging.Logger.callHandlers = call_handlers  # type: ignore[method-assign, assignment]
    logging.getLogger().setLevel(level.upper())


def capture_warnings(pipeline: Pipeline, file: TextIO | None = None) -> None:
    """Log Python's warnings by class and code location, instead of printing their text."""
    out = file or sys.stdout

    def show(_message: object, category: type[Warning], filename: str, lineno: int, *_rest: object) -> None:
        kind = class_name(category)
        line = pipeline.record("warn", "a warning of Python", {"error_class": kind})
        line["error"] = {"kind": kind, "stack": location(filename, lineno, "")}
        out.write(json.dumps(line, separators=(",", ":")) + "\n")
        out.flush()

    warnings.showwarning = show  # type: ignore[assignment]


def capture_uncaught_errors(pipeline: Pipeline, file: TextIO | None = None) -> None:
    """Log uncaught errors of the main thread and of threads without their messages, instead of a printed traceback."""
    handler = TemplateHandler(pipeline, file)

    def report(cls: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        if issubclass(cls, KeyboardInterrupt):
            return
        exc_info = (cls, error or cls(), trace)
        handler.emit(logging.LogRecord("uncaught", logging.ERROR, "", 0, "uncaught error", None, exc_info))

    sys.excepthook = report
    threading.excepthook = lambda args: report(args.exc_type, args.exc_value, args.exc_traceback)
