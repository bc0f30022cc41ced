import os
import subprocess
import sys

import pytest

from cost.machine import Cores, bound_to, cores

PRINT = "import os, threading; t = threading.Thread(target=lambda: print(sorted(os.sched_getaffinity(0)))); t.start()"


def test_the_service_has_a_core_that_the_others_leave_alone(monkeypatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: {0, 2, 3}, raising=False)
    assert cores() == (frozenset({3}), frozenset({0, 2}))


def test_a_single_core_is_shared(monkeypatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: {1}, raising=False)
    assert cores() == Cores()
    with bound_to(cores().service):
        assert os.sched_getaffinity(0) == {1}


@pytest.mark.skipif(not cores().service, reason="one core, or no way to bind to it")
def test_processes_and_their_threads_keep_the_cores_they_were_started_on():
    before = os.sched_getaffinity(0)
    with bound_to(cores().service):
        child = subprocess.run([sys.executable, "-c", PRINT], stdout=subprocess.PIPE, check=True, text=True)
    assert child.stdout.strip() == str(sorted(cores().service))
    assert os.sched_getaffinity(0) == before
