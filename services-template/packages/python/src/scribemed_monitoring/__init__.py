"""Logs, metrics and traces of services, without patient data.

Call `init` before anything else is imported::

    from scribemed_monitoring import init

    monitoring = init()
"""

from scribemed_monitoring.identity import MissingEnvironmentError
from scribemed_monitoring.monitoring import Monitoring, init
from scribemed_monitoring.tracing import TracerSelfCheckError

__all__ = ["MissingEnvironmentError", "Monitoring", "TracerSelfCheckError", "init"]
