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
    case.shutdown()
    assert case.order == ["consumer False", "requests False", "flush False"]
    assert case.logs() == []


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
    case.shutdown()
    assert time.monotonic() - start < 4
    assert case.order == ["consumer False", "flush False"]
    assert [(line["message"], line["component"]) for line in case.logs()] == [
        ("a step of the shutdown took too long", "consumer")
    ]


def test_a_drain_that_fails_does_not_stop_the_others() -> None:
    def fail() -> None:
        raise ValueError("Jane")

    case = Case()
    case.shutdown.add_drain("consumer", case.step("consumer", fail))
    case.shutdown()
    assert case.order == ["consumer False", "flush False"]
    [line] = case.logs()
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
    assert b"drained" in process.stdout.read()
