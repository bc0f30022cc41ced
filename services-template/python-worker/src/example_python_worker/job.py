"""What a message holds."""

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID


class PermanentError(Exception):
    """An error that a retry cannot cure: the job goes to the dead-letter queue at once."""


class InvalidJobError(PermanentError):
    """A message that is no job."""


@dataclass(frozen=True)
class Job:
    """A job. Everything but its ids may be patient data: it belongs in no log, tag or error message."""

    job_id: str
    encounter_id: str
    content: str

    def body(self) -> bytes:
        """Return the body of its message."""
        return json.dumps(vars(self)).encode()


def read_job(body: bytes) -> Job:
    """Read a message. The error says nothing of its content.

    Raises:
        InvalidJobError: it is not JSON, or its ids are not UUIDs.

    """
    try:
        message: Any = json.loads(body)
        job_id, encounter_id, content = (message[key] for key in ("job_id", "encounter_id", "content"))
        if not isinstance(content, str):
            raise TypeError
        return Job(str(UUID(job_id)), str(UUID(encounter_id)), content)
    except (ValueError, KeyError, TypeError, AttributeError):
        # `from None`: the JSON error holds a part of the message.
        raise InvalidJobError from None
