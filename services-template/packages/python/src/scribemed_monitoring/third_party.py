"""Logs of libraries, which use `logging` or print tracebacks: the same JSON, only constant templates, no arguments."""

import json
import logging
import sys
import threading
import warnings
from types import FrameType, TracebackType
from typing import TextIO

from scribemed_monitoring.errors import class_name, location
from scribemed_monitoring.forms import is_identifier
from scribemed_monitoring.logger import Pipeline
from scribemed_monitoring.output import Output
from scribemed_monitoring.tally import TALLY

NOT_CONSTANT = "a message that is not a constant"
MAX_DEPTH = 30


class TemplateHandler(logging.Handler):
    """Writes records of `logging` through the pipeline.

    Kept: the message's template, if it is a constant of the code that logs (its first line), the logger's name as
    `component`, where it was logged, the class and code locations of an exception. Dropped: arguments, `extra`, stack
    info, and messages that were put together before they were logged: they may hold anything, such as the text of an
    exception (grpc, asyncio).
    """

    def __init__(self, pipeline: Pipeline, file: TextIO | Output | None = None) -> None:
        super().__init__()
        self._pipeline = pipeline
        self._file = file or sys.stdout

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line; never raises."""
        try:
            template = record.msg if _is_constant(record) else NOT_CONSTANT
            error = record.exc_info[1] if record.exc_info else None
            fields = {"component": record.name} if is_identifier(record.name) else {}
            line = self._pipeline.record(_status(record.levelno), template[:4096].split("\n", 1)[0], fields, error)
            line["logger"] = {"method_name": location(record.pathname, record.lineno, record.funcName or "").strip()}
            self.write(line)
        except Exception:
            # A handler must not raise into the library that logs, and stdout may be what failed.
            TALLY.add("phi.scrubber.errors", rule="log")

    def write(self, line: dict[str, object]) -> None:
        """Write the object of a line."""
        self._file.write(json.dumps(line, separators=(",", ":")) + "\n")
        self._file.flush()


def _is_constant(record: logging.LogRecord) -> bool:
    """Whether the message is written in the function that logged it, or is a constant of its module."""
    if type(record.msg) is not str:
        return False
    frame: FrameType | None = sys._getframe()
    for _ in range(MAX_DEPTH):
        if frame is None:
            return False
        if frame.f_code.co_filename == record.pathname and frame.f_code.co_name == record.funcName:
            return record.msg in frame.f_code.co_consts or any(
                value is record.msg for name, value in frame.f_globals.items() if name.isupper()
            )
        frame = frame.f_back
    return False


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


def capture_warnings(pipeline: Pipeline, handler: TemplateHandler) -> None:
    """Log Python's warnings by class and code location, instead of printing their text."""

    def show(_message: object, category: type[Warning], filename: str, lineno: int, *_rest: object) -> None:
        line = pipeline.record("warn", "a warning of Python", {"error_class": class_name(category)})
        line["logger"] = {"method_name": location(filename, lineno, "").strip()}
        handler.write(line)

    warnings.showwarning = show  # type: ignore[assignment]


def capture_uncaught_errors(pipeline: Pipeline, handler: TemplateHandler) -> None:
    """Log uncaught errors of the main thread and of threads without their messages, instead of a printed traceback."""

    def report(cls: type[BaseException], error: BaseException | None, _trace: TracebackType | None) -> None:
        if not issubclass(cls, KeyboardInterrupt):
            handler.write(pipeline.record("error", "uncaught error", {}, error or cls()))

    sys.excepthook = report
    threading.excepthook = lambda args: report(args.exc_type, args.exc_value, args.exc_traceback)
