"""Names of the queues and topics that a step takes its jobs from, or hands them on to."""

from dataclasses import dataclass

from scribemed_monitoring.vocabulary import QueueTopicTags


@dataclass(frozen=True)
class Queue:
    """A queue of RabbitMQ."""

    name: str

    @property
    def tags(self) -> QueueTopicTags:
        """The tags of its metrics, and fields of its log lines."""
        return {"queue": self.name}


@dataclass(frozen=True)
class Topic:
    """A topic of Kafka."""

    name: str

    @property
    def tags(self) -> QueueTopicTags:
        """The tags of its metrics, and fields of its log lines."""
        return {"topic": self.name}


Stream = Queue | Topic
