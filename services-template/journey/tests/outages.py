"""An estate to break, and what must hold whatever breaks: nothing is lost, nothing is done twice unnoticed."""

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from estate import TOPICS, Estate
from process import Process
from uploads import Uploads
from waiting import wait_until

QUEUES = ("transcription.jobs", "note-generation.jobs", "coding-inference.jobs")
# A tenth of the defaults of the templates, as outages last seconds here. A job fails for good after these.
DELAYS = {"RETRY_DELAYS_S": "0.5,3,12", "MAX_RETRIES": "3", "RETRY_DELAY_MS": "3000"}
# Node.js collects garbage when the heap is full, so how much is held shows in a small one: what does not fit ends it.
HEAP = {"NODE_OPTIONS": "--max-old-space-size=96"}
# Of an upload: what jsonnet/services/ingestion declares as its latency.
LIMIT_S = 2.0


class Outages:
    """The services under load."""

    def __init__(self) -> None:
        self.estate = Estate(**DELAYS, **HEAP)
        try:
            self.estate.start_services()
        except BaseException:
            self.estate.stop()
            raise

    def uploads(self, **options: Any) -> Uploads:
        """Clinicians at work."""
        return Uploads(self.estate.api_gateway.url, **options)

    @contextmanager
    def without_an_agent(self) -> Iterator[None]:
        """Let nobody take spans and metrics within the block; what the agent holds is lost."""
        self.estate.agent.kill()
        self.estate.sink.close()
        try:
            yield
        finally:
            self.estate.sink.start()
            self.estate.agent.start()

    def dead_letters(self) -> dict[str, int]:
        """Messages that were given up, by queue and topic."""
        queues = {queue: self.estate.rabbitmq.waiting(f"{queue}.dlq") for queue in QUEUES}
        return {**queues, **{topic: self._messages(f"{topic}.dlq") for topic in TOPICS}}

    def check(self, uploads: Uploads, timeout_s: float = 60) -> None:
        """Wait until everything that was accepted is filed; fail if something came twice and nobody noticed."""
        assert uploads.given_up == 0, Counter(answer.status for answer in uploads.answers)
        assert uploads.accepted
        accepted = set(uploads.accepted)
        wait_until(lambda: not accepted - self._filed().keys(), timeout_s, lambda: self._missing(accepted))
        self._check_filed_once()
        self._check_handed_over_once()

    def wait_for_a_delivery(self, since: int) -> None:
        """Wait until a delivery is among the spans that were sent after the first so many."""
        self.estate.agent.wait_for_spans(
            lambda spans: any(span["name"] == "workflow.delivery" for span in spans[since:])
        )

    def wait_for_dead_letters(self, expected: dict[str, int]) -> None:
        """Wait until there are so many."""
        wait_until(lambda: self.dead_letters() == expected, 30, lambda: f"{self.dead_letters()}, not {expected}")

    def wait_for_unreported_turnarounds(self, more: int) -> None:
        """Wait until so many more were left out, and a log line says so."""

        def count() -> int:
            lines = self.estate.note_generation.logs()
            return len([line for line in lines if "turnaround is not reported" in line["message"]])

        wanted = count() + more
        wait_until(lambda: count() >= wanted, 30, count)

    def check_durations(self, received: int, sent: int) -> None:
        """Of the metrics and spans after so many: none is negative, or as long as the clock was set."""
        for line in self.estate.sink.lines()[received:]:
            name, _, rest = line.partition(":")
            if name.endswith((".duration", ".turnaround", ".age")):
                assert all(float(value) >= 0 for value in rest.partition("|")[0].split(":")), line
        for span in self.estate.agent.spans()[sent:]:
            assert 0 <= span["duration_ns"] < 60e9, span

    def _filed(self) -> Counter[str]:
        return Counter(document["text"] for document in self.estate.ehr.filed)

    def _check_filed_once(self) -> None:
        """A document that was filed twice had the same key, by which the EHR knows it."""
        ehr = self.estate.ehr
        keys = {(body["text"], key) for body, key in zip(ehr.filed, ehr.idempotency_keys, strict=True)}
        assert len(keys) == len({text for text, _ in keys}), "a document has two idempotency keys"

    def _check_handed_over_once(self) -> None:
        """A finished note that came twice was left out, and the log says so."""
        [topic] = [topic for topic in TOPICS if topic == "workflow.events"]
        messages = self.estate.kafka.take(topic, self._messages(topic))
        jobs = Counter(json.loads(message.value)["job_id"] for message in messages if _is_json(message.value))
        twice = {job for job, times in jobs.items() if times > 1}

        def noticed() -> set[str]:
            lines = self.estate.workflow_automation.logs()
            return {line["job_id"] for line in lines if line["message"] == "job was done before"}

        wait_until(lambda: twice <= noticed(), 30, lambda: f"done twice, and no line says so: {twice - noticed()}")

    def _messages(self, topic: str) -> int:
        return self.estate.kafka.lag(topic, "a group that has read nothing")

    def _missing(self, accepted: set[str]) -> str:
        lost = accepted - self._filed().keys()
        queued = {queue: self.estate.rabbitmq.waiting(queue) for queue in QUEUES}
        lines = [service.output()[-3000:] for service in self.estate.services]
        return f"{len(lost)} of {len(accepted)} are not filed; {queued} {self.dead_letters()}\n" + "\n".join(lines)


def restart(*services: Process, **settings: str) -> None:
    """Let services end in order and start them again."""
    for service in services:
        service.terminate()
    for service in services:
        assert service.wait() == 0, service.output()[-3000:]
        service.start(**settings)
    for service in services:
        service.wait_until_ready()


def _is_json(value: bytes | None) -> bool:
    try:
        return isinstance(json.loads(value or b""), dict)
    except (ValueError, RecursionError):
        return False
