"""The queues of one kind of job: the main queue, one for each delay before a retry, and the dead letters."""

from typing import Any

from aio_pika.abc import AbstractChannel, AbstractQueue

# Deliveries of a message before the broker itself moves it to the dead letters: it probably kills the worker.
DELIVERY_LIMIT = 10


def dead_letters(queue: str) -> str:
    """Name the dead-letter queue. The agent watches queues of this name (jsonnet/agent/autodiscovery)."""
    return f"{queue}.dlq"


def retry_queue(queue: str, delay_s: float) -> str:
    """Name the queue in which jobs wait before a retry."""
    return f"{queue}.retry.{round(delay_s * 1000)}"


async def declare(channel: AbstractChannel, queue: str, retry_delays_s: tuple[float, ...]) -> AbstractQueue:
    """Declare the queues of a kind of job, and return the main one."""
    await declare_plain(channel, dead_letters(queue))
    for delay_s in retry_delays_s:
        # One queue for each delay: a message leaves a queue only from its head.
        await channel.declare_queue(
            retry_queue(queue, delay_s),
            durable=True,
            arguments={**_to(queue), "x-message-ttl": round(delay_s * 1000)},
        )
    return await channel.declare_queue(
        queue, durable=True, arguments={**_to(dead_letters(queue)), "x-delivery-limit": DELIVERY_LIMIT}
    )


async def declare_plain(channel: AbstractChannel, queue: str) -> None:
    """Declare a queue that only keeps messages."""
    # Quorum queues are on all nodes of the broker: losing one loses no job.
    await channel.declare_queue(queue, durable=True, arguments={"x-queue-type": "quorum"})


def _to(queue: str) -> dict[str, Any]:
    return {
        "x-queue-type": "quorum",
        "x-dead-letter-exchange": "",
        "x-dead-letter-routing-key": queue,
        # Otherwise the broker may lose a message on its way to the other queue.
        "x-dead-letter-strategy": "at-least-once",
        "x-overflow": "reject-publish",
    }
