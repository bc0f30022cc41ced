"""The age of the oldest waiting job, from what one worker sees."""

from example_python_worker.age import OldestJob


class Clock:
    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


def test_nothing_waits() -> None:
    assert OldestJob(Clock()).seconds(0) == 0


def test_a_worker_that_takes_nothing_sees_the_age_grow() -> None:
    clock = Clock()
    oldest = OldestJob(clock)
    clock.now += 600
    assert oldest.seconds(0) == 0
    clock.now += 10
    assert oldest.seconds(1) == 10
    clock.now += 50
    assert oldest.seconds(1) == 60


def test_what_waits_was_queued_after_what_was_taken() -> None:
    clock = Clock()
    oldest = OldestJob(clock)
    oldest.taken(clock.now - 100)
    assert oldest.seconds(5) == 100
    # A retry was queued long ago, the jobs behind it were not.
    oldest.taken(clock.now - 900)
    assert oldest.seconds(5) == 100
    oldest.taken(clock.now - 40)
    assert oldest.seconds(5) == 40


def test_jobs_without_a_time_and_clocks_that_differ() -> None:
    clock = Clock()
    oldest = OldestJob(clock)
    oldest.taken(None)
    clock.now += 5
    assert oldest.seconds(1) == 5
    oldest.taken(clock.now + 60)
    assert oldest.seconds(1) == 0
