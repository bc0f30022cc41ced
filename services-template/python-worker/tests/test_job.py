"""What is a job, and what is not."""

import json
from datetime import datetime
from uuid import uuid4

import pytest

from example_python_worker.job import InvalidJobError, Job, read_job

from conftest import job


def test_a_job_is_handed_on_as_it_was_read() -> None:
    body = job(recorded_at="2026-03-04T09:30:00Z")
    read = read_job(body)
    assert read.recorded_at == datetime.fromisoformat("2026-03-04T09:30:00+00:00")
    assert read_job(read.body()) == read
    assert read_job(job()).recorded_at is None


@pytest.mark.parametrize(
    "recorded_at",
    ["yesterday", "", 5, True, ["2026-03-04T09:30:00Z"], {}, "2026-03-04T09:30:00", "2026-02-30T09:30:00Z"],
)
def test_a_wrong_time_makes_it_no_job(recorded_at: object) -> None:
    with pytest.raises(InvalidJobError):
        read_job(job(recorded_at=recorded_at))


@pytest.mark.parametrize(
    "body",
    [b"", b"no json", b"[]", b"null", b"5", b"{}", b"\xff\xfe", b"[" * 200_000, b'{"job_id":' * 50_000, b"9" * 10_000],
    ids=lambda body: repr(body[:12]),
)
def test_what_is_no_object_with_ids_is_no_job(body: bytes) -> None:
    with pytest.raises(InvalidJobError):
        read_job(body)


@pytest.mark.parametrize("field", ["job_id", "encounter_id", "content"])
@pytest.mark.parametrize("value", [None, 5, [], {}, True])
def test_a_field_of_another_type_makes_it_no_job(field: str, value: object) -> None:
    with pytest.raises(InvalidJobError):
        read_job(json.dumps({**json.loads(job()), field: value}).encode())


def test_an_error_holds_nothing_of_the_message() -> None:
    with pytest.raises(InvalidJobError) as raised:
        read_job(b'{"job_id": "Quuxfield')
    assert str(raised.value) == ""
    assert raised.value.__cause__ is None
    assert raised.value.__suppress_context__


def test_any_text_survives() -> None:
    written = Job(str(uuid4()), str(uuid4()), "\ud800 \u0000 \u2028 ü 🫀")
    assert read_job(written.body()) == written
