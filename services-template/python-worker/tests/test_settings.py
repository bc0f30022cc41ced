"""The environment is checked before anything starts."""

import subprocess
import sys

import pytest

from example_python_worker.faults import FAULTS
from example_python_worker.settings import read

from worker_process import environment

VALID = {"RABBITMQ_URL": "amqps://user:sesame@rabbitmq:5671/", "KAFKA_BROKERS": "kafka-0:9092, kafka-1:9092"}


def test_what_is_not_set_has_a_default() -> None:
    settings = read(VALID)
    assert settings.concurrency == 4
    assert settings.retry_delays_s == (5, 30, 120)
    assert settings.faults == frozenset()


def test_everything_that_is_wrong_is_listed() -> None:
    wrong = {
        "RABBITMQ_URL": "http://rabbitmq",
        "KAFKA_BROKERS": "kafka-0:9092,,",
        "JOBS_TOPIC": "jobs!",
        "FINISHED_NOTES_TOPIC": "notes of today",
        "RETRIEVAL_ADDRESS": "http://retrieval:9090",
        "RETRIEVAL_TIMEOUT_S": "0",
        "CONCURRENCY": "many",
        "RETRY_DELAYS_S": "5;30",
        "HEALTH_PORT": "0",
        "FAULTS": "slow,quick",
    }
    with pytest.raises(SystemExit) as exit_:
        read(wrong)
    listed = [line.split(":")[0].strip() for line in str(exit_.value).splitlines()[1:]]
    assert sorted(listed) == sorted(wrong)


def test_both_brokers_are_required() -> None:
    with pytest.raises(SystemExit) as exit_:
        read({})
    assert {line.split(":")[0].strip() for line in str(exit_.value).splitlines()[1:]} == {*VALID}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_refused_in_production(fault: str) -> None:
    assert read({**VALID, "DD_ENV": "staging", "FAULTS": fault}).faults == {fault}
    with pytest.raises(SystemExit, match="not in production"):
        read({**VALID, "DD_ENV": "prod", "FAULTS": fault})


def test_the_password_is_not_printed() -> None:
    assert "sesame" not in repr(read(VALID))


@pytest.mark.parametrize(("name", "value"), [("CONCURRENCY", "x"), ("DD_SERVICE", "")])
def test_a_worker_with_a_wrong_environment_does_not_start(name: str, value: str) -> None:
    env = {**environment("amqp://127.0.0.1:1/", "127.0.0.1:1", "http://127.0.0.1:1", 1), name: value}
    ended = subprocess.run(
        [sys.executable, "-m", "example_python_worker"],
        env=env,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 1
    assert name in ended.stderr
