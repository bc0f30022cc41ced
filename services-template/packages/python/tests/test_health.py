import asyncio
import threading
import time

import pytest

from scribemed_monitoring.health import Health


def run(health: Health) -> tuple[bool, list[str]]:
    async def both() -> tuple[bool, list[str]]:
        return await health.ready(), await health.failing()

    return asyncio.run(both())


def test_a_service_without_checks_is_ready() -> None:
    health = Health()
    assert health.live()
    assert run(health) == (True, [])
    assert health.ready_sync()


def test_checks_of_both_kinds() -> None:
    async def database() -> None:
        await asyncio.sleep(0)

    health = Health()
    health.add_readiness("database", database)
    health.add_readiness("cache", lambda: True)
    health.add_readiness("queue", lambda: None)
    assert run(health) == (True, [])


def test_failing_checks_are_named() -> None:
    def refuse() -> bool:
        raise ConnectionError("Jane")

    async def down() -> bool:
        return False

    health = Health()
    health.add_readiness("b", refuse)
    health.add_readiness("a", down)
    health.add_readiness("c", lambda: True)
    assert run(health) == (False, ["a", "b"])


def test_slow_checks_fail_in_time_and_do_not_hold_up_each_other() -> None:
    async def slow() -> None:
        await asyncio.sleep(10)

    health = Health(timeout_s=0.1)
    health.add_readiness("slow", slow)
    health.add_readiness("slow too", slow)

    async def timed() -> float:
        start = time.monotonic()
        assert await health.failing() == ["slow", "slow too"]
        return time.monotonic() - start

    assert asyncio.run(timed()) < 5


def test_a_blocking_check_does_not_stop_the_event_loop() -> None:
    health = Health(timeout_s=0.05)
    released = threading.Event()
    health.add_readiness("blocks", lambda: released.wait(30))

    async def timed() -> float:
        start = time.monotonic()
        assert not await health.ready()
        return time.monotonic() - start

    loop = asyncio.new_event_loop()
    assert loop.run_until_complete(timed()) < 10
    released.set()
    loop.close()


def test_a_stopping_service_is_live_but_not_ready() -> None:
    health = Health()
    health.stop()
    assert health.live()
    assert run(health) == (False, [])


def test_a_check_can_be_replaced() -> None:
    health = Health()
    health.add_readiness("a", lambda: False)
    health.add_readiness("a", lambda: True)
    assert health.ready_sync()


@pytest.mark.parametrize("value", [0, "", None, True, "x"])
def test_only_false_means_not_ready(value: bool | None) -> None:
    health = Health()
    health.add_readiness("a", lambda: value)
    assert health.ready_sync()
