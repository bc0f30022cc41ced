"""What a message holds."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID


class PermanentError(Exception):
    """An error that a retry cannot cure: the job becomes a dead letter at once."""


class InvalidJobError(PermanentError):
    """A message that is no job."""


@dataclass(frozen=True)
class Job:
    """A job. Everything but its ids and its time may be patient data: it belongs in no log, tag or error message."""

    job_id: str
    encounter_id: str
    content: str
    # When the recording ended, as its producer says; the turnaround of the note begins there.
    recorded_at: datetime | None = None

    def body(self) -> bytes:
        """Return the body of its message."""
        message = {"job_id": self.job_id, "encounter_id": self.encounter_id, "content": self.content}
        if self.recorded_at is not None:
            message["recorded_at"] = self.recorded_at.isoformat()
        return json.dumps(message).encode()


@dataclass(frozen=True)
class FinishedNote:
    """The result of the last step: a document to file, in the form that its consumers read."""

    job_id: str
    encounter_id: str
    text: str
    codes: tuple[str, ...]

    def body(self) -> bytes:
        """Return the body of its message."""
        document = {"text": self.text, "codes": self.codes}
        message = {"job_id": self.job_id, "encounter_id": self.encounter_id, "step": "note", "document": document}
        return json.dumps(message).encode()


def read_job(body: bytes) -> Job:
    """Read a message. The error says nothing of its content.

    Raises:
        InvalidJobError: it is not JSON, its ids are not UUIDs, or its time is not ISO 8601 with a zone.

    """
    try:
        message: Any = json.loads(body)
        job_id, encounter_id, content = (message[key] for key in ("job_id", "encounter_id", "content"))
        if not isinstance(content, str):
            raise TypeError
        recorded_at = None if message.get("recorded_at") is None else _time(message["recorded_at"])
        return Job(str(UUID(job_id)), str(UUID(encounter_id)), content, recorded_at)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        # `from None`: the JSON error holds a part of the message.
        raise InvalidJobError from None


def _time(text: str) -> datetime:
    time = datetime.fromisoformat(text)
    if time.tzinfo is None:
        # Of which zone? Hours wrong is worse than none.
        raise ValueError
    return time
