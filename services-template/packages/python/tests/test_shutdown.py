import io
import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

from scribemed_monitoring.health import Health
from scribemed_monitoring.identity import Identity
from scribemed_monitoring.logger import Pipeline, json_logger
from scribemed_monitoring.shutdown import Shutdown
from scribemed_monitoring.tally import Tally


class Case:
    def __init__(self, deadline_s: float = 1.0) -> None:
        self.order: list[str] = []
        self.output = io.StringIO()
        self.health = Health()
        logger = json_logger(Pipeline(Identity("s", "dev", "1"), dict, Tally()), file=self.output)
        self.shutdown = Shutdown(self.health, logger, [self.step("flush")], deadline_s)

    def step(self, name: str, then: Callable[[], object] = lambda: None) -> Callable[[float], object]:
        def run(remaining_s: float) -> object:
            assert remaining_s > 0
            self.order.append(f"{name} {self.health.ready_sync()}")
            return then()

        return run

    def logs(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.output.getvalue().splitlines()]


def test_not_ready_then_drains_then_flushes() -> None:
    case = Case()
    case.shutdown.add_drain("consumer", case.step("consumer"))
    case.shutdown.add_drain("requests", case.step("requests"))
    assert case.shutdown()
    assert case.order == ["consumer False", "requests False", "flush False"]
    assert [(line["message"], line.get("outcome")) for line in case.logs()] == [
        ("shutting down", None),
        ("shut down", "success"),
    ]


def test_runs_once() -> None:
    case = Case()
    threads = [threading.Thread(target=case.shutdown) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    case.shutdown()
    assert case.order == ["flush False"]


def test_a_drain_that_hangs_leaves_time_to_flush() -> None:
    case = Case(deadline_s=0.5)
    case.shutdown.add_drain("consumer", case.step("consumer", lambda: time.sleep(5)))
    start = time.monotonic()
    assert not case.shutdown()
    assert time.monotonic() - start < 4
    assert case.order == ["consumer False", "flush False"]
    _, line, last = case.logs()
    assert (line["message"], line["component"]) == ("a step of the shutdown took too long", "consumer")
    assert (last["message"], last["outcome"]) == ("shut down", "failure")


def test_a_drain_that_fails_does_not_stop_the_others() -> None:
    def fail() -> None:
        raise ValueError("Jane")

    case = Case()
    case.shutdown.add_drain("consumer", case.step("consumer", fail))
    assert not case.shutdown()
    assert case.order == ["consumer False", "flush False"]
    _, line, _ = case.logs()
    assert (line["message"], line["error_class"]) == ("a step of the shutdown failed", "ValueError")
    assert "Jane" not in case.output.getvalue()


@pytest.mark.parametrize("main", ["time.sleep(30)", "threading.Event().wait(30)", "lock.acquire(); lock.acquire()"])
def test_sigterm_drains_and_ends_the_process(main: str) -> None:
    program = f"""
import os, threading, time
os.environ.update(DD_SERVICE="s", DD_ENV="dev", DD_VERSION="1", DD_TRACE_ENABLED="false")
from scribemed_monitoring import init
monitoring = init()
monitoring.shutdown.add_drain("consumer", lambda remaining_s: monitoring.logger.info("drained"))
monitoring.shutdown.on_sigterm()
monitoring.logger.info("started")
lock = threading.Lock()
{main}
"""
    process = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert process.stdout is not None
    assert b"started" in process.stdout.readline()
    process.terminate()
    assert process.wait(10) == 0
    messages = [json.loads(line)["message"] for line in process.stdout]
    assert messages == ["SIGTERM received", "shutting down", "drained", "shut down"]


def test_sigterm_ends_with_an_error_if_work_was_cut_off() -> None:
    program = """
import os, time
os.environ.update(DD_SERVICE="s", DD_ENV="dev", DD_VERSION="1", DD_TRACE_ENABLED="false")
from scribemed_monitoring import init
monitoring = init(shutdown_deadline_s=0.5)
monitoring.shutdown.add_drain("consumer", lambda remaining_s: time.sleep(30))
monitoring.shutdown.on_sigterm()
monitoring.logger.info("started")
time.sleep(30)
"""
    process = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert process.stdout is not None
    assert b"started" in process.stdout.readline()
    process.terminate()
    assert process.wait(10) == 1
