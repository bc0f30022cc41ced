"""Errors without their messages: the class, and the stack as functions, files and lines."""

import asyncio
import re
import traceback

from scribemed_monitoring.forms import is_identifier

MAX_FRAMES = 50
MAX_CAUSES = 5

_FRAME = re.compile(r'^\s*File "([^"\n]{1,300})", line (\d+)(?:, in ([^\n]{1,100}))?$', re.MULTILINE)
_TIMEOUTS = ("timeout", "timedout", "deadlineexceeded")


def class_name(error: BaseException | type[BaseException]) -> str:
    """The class of an error with its module, without it for built-in errors; at most 80 characters."""
    cls = error if isinstance(error, type) else type(error)
    # A class made at run time may be named after data, or `<locals>`.
    if not (cls.__name__.isidentifier() and is_identifier(cls.__name__)):
        return "Exception"
    names = (cls.__qualname__ if cls.__module__ == "builtins" else f"{cls.__module__}.{cls.__qualname__}", cls.__name__)
    return next(name for name in names if is_identifier(name))


def is_timeout(error: BaseException) -> bool:
    """Whether the class of the error, or one that it is derived from, says that time ran out."""
    return any(word in cls.__name__.replace("_", "").lower() for cls in type(error).__mro__ for word in _TIMEOUTS)


def is_cancellation(error: BaseException) -> bool:
    """Whether the service stops, or the caller has gone: no failure of the work that was going on."""
    return isinstance(error, (asyncio.CancelledError, GeneratorExit, KeyboardInterrupt, SystemExit))


def code_stack(error: BaseException) -> str:
    """The stack of an error and of its causes: classes, functions, files and lines, no messages and no source."""
    lines: list[str] = []
    current: BaseException | None = error
    seen: set[int] = set()
    while current is not None and id(current) not in seen and len(seen) < MAX_CAUSES:
        seen.add(id(current))
        lines.append(class_name(current) if len(seen) == 1 else f"caused by {class_name(current)}")
        frames = traceback.StackSummary.extract(
            traceback.walk_tb(current.__traceback__), limit=-MAX_FRAMES, lookup_lines=False
        )
        lines += [location(frame.filename, frame.lineno, frame.name) for frame in reversed(frames)]
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
    return "\n".join(lines)


def code_locations(traceback_text: str) -> str:
    """The code locations of a printed traceback, the innermost first; messages and source lines are left out."""
    frames = _FRAME.findall(traceback_text[-100_000:])[-MAX_FRAMES:]
    return "\n".join(location(file, line, function) for file, line, function in reversed(frames))


def location(file: str, line: str | int | None, function: str) -> str:
    """Return one line of a stack."""
    return f"  at {function or '?'} ({file}:{line})"
