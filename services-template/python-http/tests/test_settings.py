"""The environment is checked before anything starts."""

import subprocess
import sys

import pytest

from example_python_http.faults import FAULTS
from example_python_http.settings import read

from service_process import environment

VALID = {"DATABASE_URL": "postgresql://user:sesame@pgvector/passages", "REDIS_URL": "rediss://:sesame@redis:6379/0"}


def test_what_is_not_set_has_a_default() -> None:
    settings = read(VALID)
    assert (settings.http_port, settings.grpc_port) == (8080, 9090)
    assert settings.faults == frozenset()


def test_everything_that_is_wrong_is_listed() -> None:
    wrong = {"REDIS_URL": "http://x", "HTTP_PORT": "many", "SEARCH_TIMEOUT_S": "0", "FAULTS": "slow,quick"}
    with pytest.raises(SystemExit) as exit_:
        read(wrong)
    assert [line.split(":")[0].strip() for line in str(exit_.value).splitlines()[1:]] == [
        *("DATABASE_URL", "REDIS_URL", "HTTP_PORT", "SEARCH_TIMEOUT_S", "FAULTS")
    ]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_refused_in_production(fault: str) -> None:
    assert read({**VALID, "DD_ENV": "staging", "FAULTS": fault}).faults == {fault}
    with pytest.raises(SystemExit, match="not in production"):
        read({**VALID, "DD_ENV": "prod", "FAULTS": fault})


def test_passwords_are_not_printed() -> None:
    assert "sesame" not in repr(read(VALID))


@pytest.mark.parametrize(("name", "value"), [("HTTP_PORT", "x"), ("DD_SERVICE", "")])
def test_a_service_with_a_wrong_environment_does_not_start(name: str, value: str) -> None:
    env = {**environment("http://127.0.0.1:1", 1, **VALID), name: value}
    ended = subprocess.run(
        [sys.executable, "-m", "example_python_http"],
        env=env,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 1
    assert name in ended.stderr
