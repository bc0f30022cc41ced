"""Logs, metrics and traces. Imported first: what is imported before the tracer is not traced."""

import os

from scribemed_monitoring import init

from example_python_http.settings import FLUSH_DEADLINE_S, read

settings = read(os.environ)

monitoring = init(
    shutdown_deadline_s=FLUSH_DEADLINE_S,
    # The fault log_silence: the service works, and its logs do not arrive.
    log_file=open(os.devnull, "w") if "log_silence" in settings.faults else None,  # noqa: SIM115, PTH123
)
